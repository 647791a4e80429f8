package check

import (
	"todoku/records/dmarc"
	"todoku/records/finding"
)

var (
	ignoredSub   = Rules.Add("dmarc.subdomain-policy-ignored", finding.Warning, "RFC 9989 §4.7")
	olderDiffers = Rules.Add("dmarc.older-receivers-differ", finding.Info, "RFC 9989 §4.10")
)

// policyInPractice judges what becomes of the policy that applies: who gets the reports, which of its tags count here,
// and whether older receivers find another one.
func (c *checker) policyInPractice(d dmarc.Discovery) []finding.Finding {
	var found []finding.Finding
	at := "_dmarc." + d.Domain
	add := func(f finding.Finding) { found = append(found, f.On(at, d.Record.Text)) }
	if d.Domain == "" {
		return nil
	}
	for _, f := range dmarc.LintDestinations(c.r, d.Domain, d.Record) {
		add(f)
	}
	if d.Unknown {
		return found
	}
	// RFC 9989 §4.7: sp counts in the record of an organizational domain alone.
	if !d.Inherited && d.Organization != d.Domain && (d.Record.Subdomains != "" || d.Record.NonExistent != "") {
		add(ignoredSub.New("domain", d.Domain, "organization", d.Organization))
	}
	if old := dmarc.DiscoverOlder(c.r, c.req.Domain); !old.Unknown && (old.Domain != d.Domain || old.Organization != d.Organization) {
		add(olderDiffers.New("newer", orNone(d.Domain), "older", orNone(old.Domain),
			"organization", d.Organization, "older-organization", old.Organization))
	}
	return found
}

func orNone(name string) string {
	if name == "" {
		return "-"
	}
	return name
}
