package main

import (
	"todoku/records/check"
	"todoku/records/lookup"
)

// fetched is what a web server sent.
type fetched struct {
	failure     lookup.Failure
	status      int
	contentType string
	body        []byte
}

// policyURL is where a domain keeps its MTA-STS policy. Host and path are fixed (RFC 8461 §3.3), so that nobody can have
// anything else fetched.
func policyURL(domain string) string {
	return "https://" + policyHost(domain) + "/.well-known/mta-sts.txt"
}

func policyHost(domain string) string { return "mta-sts." + domain }

// policy fetches the MTA-STS policy of a domain.
func (a *asker) policy(domain string) *check.PolicyFile {
	file := &check.PolicyFile{URL: policyURL(domain)}
	host := policyHost(domain)
	answers := a.LookupAll([]lookup.Question{lookup.Ask(host, lookup.A), lookup.Ask(host, lookup.AAAA)})
	addresses, why := publicAddresses(answers...)
	switch {
	case why != "":
	case a.budget.Left == 0:
		why = lookup.OverBudget
	default:
		a.budget.Left--
		got := a.transport.fetchPolicy(a.ctx, file.URL, addresses)
		why, file.Status, file.ContentType, file.Body = got.failure, got.status, got.contentType, string(got.body)
	}
	file.Failure = why
	return file
}
