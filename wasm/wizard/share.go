//go:build js

package main

import (
	"strings"
	"syscall/js"

	"todoku/records/dkim"
	"todoku/records/dmarc"
	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/message"
	"todoku/records/plan"
	"todoku/records/provider"
	"todoku/records/share"
	"todoku/wasm/page"
)

// shared writes the answers as a link.
func (a *app) shared(by string, step int) (url string, ok bool) {
	policy := a.policy
	answers := a.answers
	answers.DMARC = &policy
	l := share.Link{By: by, Answers: answers, Step: step}
	if a.panel != "other" {
		l.Panel = a.panel
	}
	fragment, ok := l.Fragment()
	location := js.Global().Get("location")
	return location.Get("origin").String() + location.Get("pathname").String() + "#" + fragment, ok
}

// makeLink shows the link to the answers.
func (a *app) makeLink(page.Node) {
	url, ok := a.shared(share.Clean(page.ByID("share-by").Val()), 4)
	problem := ""
	if !ok {
		problem = a.SayAll("link.too-long")
	}
	page.ByID("share-problem").Say(problem)
	page.ByID("share-made").Hide(!ok).Fill()
	if ok {
		page.ByID("share-made").Add(a.Box("label.link", url))
	}
}

// openLink begins with what a link sets, once the user has seen it.
func (a *app) openLink(fragment string) {
	l, problem := share.Parse(fragment)
	if problem != nil {
		a.SayFindings(page.ByID("link-problem").Hide(false), *problem)
		return
	}
	a.domain = "" // what was answered before gives way
	a.pending = &l
	page.ByID("domain").Set("value", domain.ToUnicode(l.Answers.Domain))
	a.show(1)
	a.begin(l.Answers.Domain)
}

// renderLink lists what the link sets. What could do harm has to be ticked, one by one.
func (a *app) renderLink() {
	page.ByID("link").Hide(a.pending == nil)
	page.ByID("look-next").Hide(a.pending != nil)
	if a.pending == nil {
		return
	}
	by := a.Say("link.by-nobody")
	if a.pending.By != "" {
		by = a.Say("link.by", "name", a.pending.By)
	}
	page.ByID("link-by").Say(by)
	list := page.ByID("link-sets").Fill()
	for _, f := range a.pending.Sets(&a.memo, a.ProviderName) {
		list.Add(a.linkItem(f))
	}
	a.memo.Missing()
	a.confirmLink(page.Node{})
	page.ByID("link").Query("h2").Call("focus")
}

func (a *app) linkItem(f finding.Finding) page.Node {
	li := page.Clone("t-link").SetAttr("data-code", f.Code)
	text := message.Of(a.Lang, f)
	harmless := f.Severity == finding.Info
	kind := "warning"
	if harmless {
		kind = "info"
	}
	page.Badge(li.Slot("severity"), kind, a.Say("link."+kind))
	li.Slot("what").Say(text.What + " ").Add(a.RuleLink(f.Code))
	li.Slot("do").SayOrHide(text.Do)
	li.Slot("confirm").Hide(harmless)
	if harmless {
		li.Query("input").Call("remove")
	}
	return li
}

// confirmLink lets the user go on when everything is ticked.
func (a *app) confirmLink(page.Node) {
	open := page.ByID("link-sets").All("input:not(:checked)")
	page.ByID("link-accept").Set("disabled", len(open) > 0)
	page.ByID("link-open").Hide(len(open) == 0)
}

// acceptLink answers the steps as the link has it.
func (a *app) acceptLink(page.Node) {
	l := a.pending
	if l == nil || len(page.ByID("link-sets").All("input:not(:checked)")) > 0 {
		return
	}
	a.pending = nil
	a.renderLink()
	a.applySenders(l.Answers)
	a.applyPolicy(l.Answers)
	for _, k := range l.Answers.Keys {
		a.putKey(k, keyHolder(l.Answers.Senders, k))
	}
	if l.Panel != "" {
		a.panel = l.Panel
		page.ByID("panel").Set("value", l.Panel)
	}
	a.enableSteps()
	a.open(max(l.Step, 2))
}

func (a *app) applySenders(answers plan.Answers) {
	for _, c := range answers.Senders {
		row := senderRow(c.ID)
		row.Query("[data-change]").Set("checked", true)
		for id, value := range c.Values {
			if box := row.Query("[data-field=\"" + id + "\"]"); box.There() {
				box.Set("value", value)
			}
		}
		a.openSender(row, true)
	}
	for _, c := range answers.Unused {
		row := senderRow(c.ID)
		row.Query("[data-change]").Set("checked", false)
		a.openSender(row, false)
	}
	var servers []string
	for _, p := range answers.Servers {
		servers = append(servers, p.String())
	}
	page.ByID("servers").Set("value", strings.Join(servers, "\n"))
	a.typeServers(page.ByID("servers"))
	a.readSenders()
	if answers.Parked {
		page.ByID("parked").Set("checked", true)
		a.tickParked(page.ByID("parked"))
	} else if answers.NoMail {
		page.ByID("no-mail").Set("checked", true)
		a.tickNoMail(page.ByID("no-mail"))
	}
}

// applyPolicy sets the policy of the link, which is a whole one. What the page has no box for stays as it is published.
func (a *app) applyPolicy(answers plan.Answers) {
	p := a.policy
	if d := answers.DMARC; d != nil {
		p = *d
		p.Others = a.policy.Others
		p.Reports = withOld(p.Reports, a.policy.Reports)
		p.Failures = withOld(p.Failures, a.policy.Failures)
	}
	a.setPolicy(p)
	if answers.Ending != "" {
		page.ByID("ending").Set("value", answers.Ending)
	}
	a.readPolicy()
}

// withOld adds the addresses that are no mail addresses, which the page has no box for.
func withOld(list, old []dmarc.URI) []dmarc.URI {
	for _, u := range old {
		if _, isMail := u.Mailbox(); !isMail {
			list = append(list, u)
		}
	}
	return list
}

// keyHolder returns the sender that a key belongs to by its selector.
func keyHolder(senders []plan.Choice, k plan.Key) string {
	for _, c := range senders {
		s, found := provider.SenderByID(c.ID)
		if !found {
			continue
		}
		for _, pattern := range append(s.DKIM.Selectors, s.DKIM.Patterns...) {
			if provider.Match(pattern, k.Selector) {
				return c.ID
			}
		}
	}
	return "link"
}

// refuseLink begins as if there had been no link.
func (a *app) refuseLink(page.Node) {
	location := js.Global().Get("location")
	js.Global().Get("history").Call("replaceState", nil, "", location.Get("pathname"))
	location.Call("reload")
}

// selectorOf returns the selector that the name of a DKIM record of the domain begins with.
func selectorOf(name, domainName string) (selector string, ok bool) {
	return strings.CutSuffix(name, dkim.Name("", domainName))
}
