//go:build js

package main

import (
	"strings"

	"todoku/records/check"
	"todoku/records/dmarc"
	"todoku/records/input"
	"todoku/records/lookup"
	"todoku/records/spf"
	"todoku/wasm/page"
)

// published returns the one DMARC record that the domain itself publishes.
func (a *app) published() (dmarc.Record, bool) {
	records := dmarc.Select(a.memo.Lookup(lookup.Ask("_dmarc."+a.domain, lookup.TXT)).Texts())
	if len(records) != 1 {
		return dmarc.Record{}, false
	}
	return dmarc.Parse(records[0]), true
}

// prefillPolicy begins with what is published, so that nothing is weakened without a decision.
func (a *app) prefillPolicy() {
	r := dmarc.Record{Policy: dmarc.None}
	if own, ok := a.published(); ok {
		r = own
		r.Text = ""
		r.Policy = own.ForDomain()
		if percent, found := r.Percent(); found && percent == 100 { // all mail, as without it
			r, _ = r.WayOver()
		}
	}
	ending := "~all"
	for _, text := range spf.Select(a.memo.Lookup(lookup.Ask(a.domain, lookup.TXT)).Texts()) {
		if all := spf.Parse(text).All(); all != nil && all.Qualifier == spf.Fail {
			ending = "-all"
		}
	}
	page.ByID("ending").Set("value", ending)
	a.setPolicy(r)
}

// setPolicy writes a policy into the boxes of step 3.
func (a *app) setPolicy(r dmarc.Record) {
	a.policy = r
	page.Query("input[name=policy][value="+string(r.ForDomain())+"]").Set("checked", true)
	page.ByID("sp").Set("value", string(r.Subdomains))
	page.ByID("np").Set("value", string(r.NonExistent))
	strict := func(x dmarc.Alignment) string {
		if x == dmarc.Strict {
			return "s"
		}
		return ""
	}
	page.ByID("adkim").Set("value", strict(r.DKIMAlignment))
	page.ByID("aspf").Set("value", strict(r.SPFAlignment))
	page.ByID("psd").Set("value", string(r.PSD))
	if r.PSD == dmarc.Unknown {
		page.ByID("psd").Set("value", "")
	}
	testing := ""
	if r.Testing {
		testing = "y"
	}
	page.ByID("testing").Set("value", testing)
	page.ByID("fo").Set("value", r.FailureOpts)
	page.ByID("reports").Set("value", mailboxes(r.Reports))
	page.ByID("ruf").Set("value", mailboxes(r.Failures))
}

// mailboxes writes the mail addresses of a list into a box.
func mailboxes(uris []dmarc.URI) string {
	var addresses []string
	for _, u := range uris {
		if address, ok := u.Mailbox(); ok {
			addresses = append(addresses, address)
		}
	}
	return strings.Join(addresses, ", ")
}

// readMailboxes reads the addresses in a box. Those that are no mail addresses came from the published record and stay.
func (a *app) readMailboxes(id string, old []dmarc.URI) []dmarc.URI {
	addresses, problems := input.Mailboxes(page.ByID(id).Val())
	var list []dmarc.URI
	for _, u := range old {
		if _, ok := u.Mailbox(); !ok {
			list = append(list, u)
		}
	}
	for _, address := range addresses {
		list = append(list, dmarc.Mailto(address))
	}
	a.SayFindings(page.ByID(id+"-problem"), problems...)
	page.ByID(id).AttrIf("aria-invalid", "true", len(problems) > 0)
	return list
}

// readPolicy reads the boxes of step 3, draws what follows from them, and asks DNS for what that needs.
func (a *app) readPolicy() {
	a.typing = false
	a.collectPolicy()
	a.renderPolicy()
	a.fetchMissing()
}

// typePolicy is readPolicy while an address is being typed: nobody is asked about the half of a name.
func (a *app) typePolicy() {
	a.typing = true
	a.collectPolicy()
	a.renderPolicy()
	a.memo.Missing()
}

// collectPolicy takes what stands in the boxes. What the page has no box for stays as it is published.
func (a *app) collectPolicy() {
	a.policy.Policy = dmarc.Policy(page.Query("input[name=policy]:checked").Val())
	a.policy.Subdomains = dmarc.Policy(page.ByID("sp").Val())
	a.policy.NonExistent = dmarc.Policy(page.ByID("np").Val())
	a.policy.DKIMAlignment = dmarc.Alignment(page.ByID("adkim").Val())
	a.policy.SPFAlignment = dmarc.Alignment(page.ByID("aspf").Val())
	a.answers.Ending = page.ByID("ending").Val()
	a.policy.PSD = dmarc.PSD(page.ByID("psd").Val())
	a.policy.Testing = page.ByID("testing").Val() == "y"
	a.policy.Reports = a.readMailboxes("reports", a.policy.Reports)
	a.policy.Failures = a.readMailboxes("ruf", a.policy.Failures)
	a.policy.FailureOpts = ""
	if len(a.policy.Failures) > 0 { // RFC 9989 §4.7: of no effect without ruf
		a.policy.FailureOpts = page.ByID("fo").Val()
	}
}

// renderPolicy draws what depends on the policy: warnings and the schedule.
func (a *app) renderPolicy() {
	own, published := a.published()
	text := ""
	if published {
		text = a.Say("policy.published", "policy", string(own.ForDomain()))
	}
	page.ByID("policy-published").SayOrHide(text)
	var warnings []string
	if published && a.policy.ForDomain().Strength() < own.ForDomain().Strength() {
		warnings = append(warnings, a.Say("policy.weaker", "policy", string(own.ForDomain())))
	}
	noDKIM := a.policy.Policy == dmarc.Reject && !a.answers.NoMail && !a.dkimSeen()
	if noDKIM {
		warnings = append(warnings, a.Say("policy.no-dkim"))
	}
	if len(a.policy.Reports) == 0 && !a.answers.NoMail {
		warnings = append(warnings, a.Say("policy.no-reports"))
	}
	if a.policy.Testing {
		warnings = append(warnings, a.SayAll("dmarc.test-mode", "policy", string(a.policy.ForDomain())))
	}
	if a.policy.PSD == dmarc.IsPSD {
		warnings = append(warnings, a.SayAll("dmarc.psd-is-for-registries"))
	}
	if len(a.policy.Failures) > 0 {
		warnings = append(warnings, a.SayAll("dmarc.failure-reports"))
	}
	page.ByID("policy-warning").SayOrHide(strings.Join(warnings, "\n"))
	page.ByID("policy-warning").Class("notice-error", noDKIM)
	page.ByID("policy-record").Say(a.policy.String())
	a.renderWayOver()
	a.renderConsents()
	a.renderAlignment()
	a.renderSchedule()
	a.renderSubdomain()
}

func (a *app) dkimSeen() bool {
	if a.report == nil {
		return false
	}
	t := a.report.Topic("dkim")
	return t != nil && len(t.Records) > 0 && t.State != check.Bad
}
