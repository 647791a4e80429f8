//go:build js

package main

import (
	"strings"
	"syscall/js"

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
	var addresses []string
	for _, u := range r.Reports {
		if address, ok := u.Mailbox(); ok {
			addresses = append(addresses, address)
		}
	}
	page.ByID("reports").Set("value", strings.Join(addresses, ", "))
}

// readPolicy reads the boxes of step 3. What the page has no box for stays as it is published.
func (a *app) readPolicy() {
	a.policy.Policy = dmarc.Policy(page.Query("input[name=policy]:checked").Val())
	a.policy.Subdomains = dmarc.Policy(page.ByID("sp").Val())
	a.policy.NonExistent = dmarc.Policy(page.ByID("np").Val())
	a.policy.DKIMAlignment = dmarc.Alignment(page.ByID("adkim").Val())
	a.policy.SPFAlignment = dmarc.Alignment(page.ByID("aspf").Val())
	a.answers.Ending = page.ByID("ending").Val()
	addresses, problems := input.Mailboxes(page.ByID("reports").Val())
	var reports []dmarc.URI
	for _, u := range a.policy.Reports { // addresses that are no mail addresses came from the published record
		if _, ok := u.Mailbox(); !ok {
			reports = append(reports, u)
		}
	}
	for _, address := range addresses {
		reports = append(reports, dmarc.Mailto(address))
	}
	a.policy.Reports = reports
	a.SayFindings(page.ByID("reports-problem"), problems...)
	page.ByID("reports").AttrIf("aria-invalid", "true", len(problems) > 0)
	a.renderPolicy()
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
	if a.policy.Policy == dmarc.Reject && !a.answers.NoMail && !a.dkimSeen() {
		warnings = append(warnings, a.Say("policy.no-dkim"))
	}
	if len(a.policy.Reports) == 0 && !a.answers.NoMail {
		warnings = append(warnings, a.Say("policy.no-reports"))
	}
	page.ByID("policy-warning").SayOrHide(strings.Join(warnings, "\n"))
	a.renderSchedule()
}

func (a *app) dkimSeen() bool {
	if a.report == nil {
		return false
	}
	t := a.report.Topic("dkim")
	return t != nil && len(t.Records) > 0 && t.State != check.Bad
}

// renderSchedule draws the way to the strongest policy, with dates: at least a month for each stage, because reports
// must show all senders, also those that write once a month (RFC 9989 §5.1.6).
func (a *app) renderSchedule() {
	list := page.ByID("schedule").Fill()
	date := js.Global().Get("Date")
	format := js.Global().Get("Intl").Get("DateTimeFormat").New(string(a.Lang),
		map[string]any{"year": "numeric", "month": "long", "day": "numeric"})
	day := date.New()
	for _, p := range []dmarc.Policy{dmarc.None, dmarc.Quarantine, dmarc.Reject} {
		if p.Strength() < a.policy.ForDomain().Strength() {
			continue
		}
		li := page.Clone("t-scheduled")
		li.Slot("date").Say(format.Call("format", day).String()).SetAttr("datetime", day.Call("toISOString").String()[:10])
		li.Slot("policy").Say(a.Say("schedule." + string(p)))
		list.Add(li)
		day = date.New(day.Call("getTime").Float() + 35*24*3600*1000)
	}
}
