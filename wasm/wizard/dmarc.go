//go:build js

package main

import (
	"strconv"
	"strings"

	"todoku/records/calendar"
	"todoku/records/dmarc"
	"todoku/records/domain"
	"todoku/records/input"
	"todoku/records/lookup"
	"todoku/records/plan"
	"todoku/wasm/page"
)

// This file draws what the policy of step 3 means: who gets reports, how each sender passes, the dated way to reject, and
// what a subdomain gets.

// asPlanned answers as DNS would if the policy were published.
func (a *app) asPlanned() lookup.Resolver {
	o := &lookup.Overlay{Base: &a.memo}
	o.SetTexts("_dmarc."+a.domain, a.policy.String())
	return o
}

// consentKinds are the kinds of badge for whether reports may go to an address.
var consentKinds = map[dmarc.Consent]string{dmarc.Given: "ok", dmarc.NotGiven: "risk", dmarc.NameTooLong: "risk", dmarc.OtherHost: "risk",
	dmarc.CouldNotAsk: "unknown"}

// renderConsents draws what the other side must publish where reports go to another organization.
func (a *app) renderConsents() {
	list := page.ByID("consents").Fill()
	if a.domain == "" {
		return
	}
	for _, d := range dmarc.Destinations(a.asPlanned(), a.domain, a.policy) {
		if d.Consent == dmarc.NotNeeded {
			continue
		}
		li := page.Clone("t-consent").SetAttr("data-consent", string(d.Consent))
		page.Badge(li.Slot("state"), consentKinds[d.Consent], a.Say("consent.state."+string(d.Consent)))
		li.Slot("host").Say(domain.ToUnicode(d.Host))
		li.Slot("say").Say(a.SayAll("consent."+string(d.Consent), "host", domain.ToUnicode(d.Host)))
		if d.Consent == dmarc.NotGiven || d.Consent == dmarc.OtherHost {
			li.Slot("boxes").Add(a.Box("label.host-full", d.Name), a.Box("label.type", lookup.TXT.String()), a.Box("label.value", dmarc.Permission))
		}
		list.Add(li)
	}
}

// wayKinds are the kinds of badge for whether a way of DMARC is open to a sender.
var wayKinds = map[plan.Way]string{plan.Aligns: "ok", plan.Possible: "risk", plan.Never: "bad", plan.NotKnown: "unknown"}

// renderAlignment draws by which way mail of each sender passes.
func (a *app) renderAlignment() {
	list := page.ByID("alignment").Fill()
	answers := a.answers
	answers.Domain, answers.DMARC = a.domain, &a.policy
	rows := plan.Alignments(&a.memo, answers)
	page.ByID("alignment-card").Hide(len(rows) == 0 || a.answers.NoMail)
	for _, row := range rows {
		name := a.Say("align.own")
		if row.Sender != "" {
			name = a.senderName(row.Sender)
		}
		li := page.Clone("t-aligned").SetAttr("data-sender-row", row.Sender).SetAttr("data-advice", row.Advice)
		li.Slot("name").Say(name)
		page.Badge(li.Slot("spf"), wayKinds[row.SPF], "SPF: "+a.Say("align.way."+string(row.SPF))).SetAttr("data-way", string(row.SPF))
		page.Badge(li.Slot("dkim"), wayKinds[row.DKIM], "DKIM: "+a.Say("align.way."+string(row.DKIM))).SetAttr("data-way", string(row.DKIM))
		li.Slot("advice").Say(a.Say(row.Advice))
		list.Add(li)
	}
}

// stages are the dated way from the chosen policy to reject. RFC 9989 §7.4: reject is for domains whose people do not
// write to mailing lists; the condition of the stage says so.
func (a *app) stages() []dmarc.Stage {
	return dmarc.Rollout(a.policy, dmarc.Reject, page.ThisDay())
}

// renderSchedule draws the stages.
func (a *app) renderSchedule() {
	page.ByID("schedule-card").Hide(a.answers.NoMail)
	list := page.ByID("schedule").Fill()
	for _, s := range a.stages() {
		li := page.Clone("t-scheduled")
		li.Slot("date").Say(page.Day(a.Lang, s.Day.String())).SetAttr("datetime", s.Day.String())
		li.Slot("policy").Say(a.Say("schedule." + string(s.Policy)))
		li.Slot("condition").Say(a.Say(s.Condition))
		list.Add(li)
	}
}

// saveSchedule hands out the stages as a calendar file.
func (a *app) saveSchedule(page.Node) {
	name := domain.ToUnicode(a.domain)
	var events []calendar.Event
	for _, s := range a.stages() {
		events = append(events, calendar.Event{UID: "dmarc-" + string(s.Policy) + "@" + a.domain, Day: s.Day,
			Summary: strings.TrimSpace("DMARC " + name + ": " + string(s.Policy)), Remind: 0,
			Text: a.Say(s.Condition) + "\n\n_dmarc." + name + " TXT\n" + s.Record.String()})
	}
	file := calendar.File("DMARC "+name, "-//Todoku//DMARC//"+strings.ToUpper(string(a.Lang)), page.Stamp(), events)
	page.Download("dmarc-rollout.ics", []byte(file), "text/calendar")
}

// renderWayOver offers the two ways over from the removed tag pct.
func (a *app) renderWayOver() {
	percent, found := a.policy.Percent()
	page.ByID("way-over").Hide(!found || percent == 100)
	if !found {
		return
	}
	whole, milder := a.policy.WayOver()
	policy := string(a.policy.ForDomain())
	page.ByID("way-over-say").Say(a.SayAll("dmarc.pct-has-no-effect", "value", strconv.Itoa(percent), "policy", policy, "milder", string(milder.ForDomain())))
	page.ByID("way-whole").Say(a.Say("policy.way.whole", "policy", string(whole.ForDomain())))
	page.ByID("way-milder").Say(a.Say("policy.way.milder", "policy", string(milder.ForDomain()))).Hide(whole.String() == milder.String())
}

func (a *app) takeWayOver(button page.Node) {
	whole, milder := a.policy.WayOver()
	if button.Attr("data-way") == "milder" {
		whole = milder
	}
	a.setPolicy(whole)
	a.readPolicy()
}

// showSubdomain shows which record a subdomain really gets, with the questions that lead to it.
func (a *app) showSubdomain(page.Node) {
	text := page.ByID("subdomain").Val()
	name, problem := input.Host(text)
	if problem != nil || !domain.Under(name, a.domain) { // "shop" is meant as "shop.example.jp"
		name, problem = input.Host(text + "." + a.domain)
	}
	a.Problem("subdomain", problem)
	if problem != nil || a.domain == "" {
		return
	}
	a.subdomain = name
	a.renderSubdomain()
	a.fetchMissing()
}

func (a *app) renderSubdomain() {
	walk := page.ByID("walk").Fill()
	if a.subdomain == "" || !domain.Under(a.subdomain, a.domain) {
		page.ByID("subdomain-result").Say("")
		return
	}
	r := a.asPlanned()
	d := dmarc.Discover(r, a.subdomain)
	exists, known := dmarc.Exists(r, a.subdomain)
	old := dmarc.DiscoverOlder(r, a.subdomain)
	for _, s := range d.Steps {
		text := "_dmarc." + s.Domain
		if len(s.Records) > 0 {
			text += "  " + strings.Join(s.Records, " / ")
		}
		walk.Add(page.Clone("t-line").Say(text))
	}
	place := d.Place(exists)
	args := []string{"name", domain.ToUnicode(a.subdomain), "from", domain.ToUnicode(d.Domain), "policy", string(d.Record.Newer(place).Policy)}
	code := "subdomain." + string(place)
	switch {
	case d.Unknown || !known && d.Inherited:
		code = "subdomain.unknown"
	case d.Domain == "":
		code = "subdomain.none"
	}
	page.ByID("subdomain-result").Say(a.Say(code, args...)).SetAttr("data-state", strings.TrimPrefix(code, "subdomain.")).SetAttr("data-policy", string(d.Record.Newer(place).Policy))
	older := ""
	if outcome := old.Record.Older(old.Place(true)); !d.Unknown && !old.Unknown && (old.Domain != d.Domain || outcome.Policy != d.Record.Newer(place).Policy) {
		older = a.Say("subdomain.older", "from", orDash(domain.ToUnicode(old.Domain)), "policy", orDash(string(outcome.Policy)))
	}
	page.ByID("subdomain-older").SayOrHide(older)
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// tickParked plans the whole set of records of a domain that is used for no mail at all.
func (a *app) tickParked(box page.Node) {
	a.answers.Parked = box.Checked()
	page.ByID("no-mail").Set("checked", a.answers.Parked)
	a.tickNoMail(page.ByID("no-mail"))
	if a.answers.Parked {
		a.setPolicy(dmarc.Parked(a.policy.Reports))
	}
}
