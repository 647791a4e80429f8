//go:build js

package main

import (
	"strings"
	"syscall/js"

	"todoku/records/check"
	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/input"
	"todoku/records/lookup"
	"todoku/records/message"
	"todoku/records/plan"
	"todoku/records/provider"
)

// look reads the box of step 1 and looks the domain up.
func (a *app) look(node) {
	box := byID("domain")
	name, repairs, problem := input.Domain(normalize(box.value()))
	a.sayRepairs(repairs)
	a.problem("domain", problem)
	if problem != nil {
		box.Call("focus")
		return
	}
	if len(repairs) > 0 {
		box.Set("value", domain.ToUnicode(name))
	}
	a.begin(name)
}

// normalize joins what some systems write in two characters, such as か and ゛, and widens half-width kana.
func normalize(text string) string {
	form := "NFC"
	if strings.IndexFunc(text, func(r rune) bool { return 0xff61 <= r && r <= 0xff9f }) >= 0 {
		form = "NFKC"
	}
	return js.Global().Get("String").Get("prototype").Get("normalize").Call("call", text, form).String()
}

func (a *app) sayRepairs(repairs []finding.Finding) {
	list := byID("domain-repairs").fill()
	for _, r := range repairs {
		list.add(clone("t-line").say(message.Of(a.lang, r).What))
	}
}

// problem says under a box what is wrong with it.
func (a *app) problem(id string, f *finding.Finding) {
	text := ""
	if f != nil {
		text = whole(message.Of(a.lang, *f))
	}
	byID(id + "-problem").say(text)
	byID(id).attrIf("aria-invalid", "true", f != nil)
}

// openFragment begins with the domain that the address of the page names: #domain=example.jp
func (a *app) openFragment() {
	fragment := js.Global().Get("location").Get("hash").String()
	name, found := strings.CutPrefix(fragment, "#domain=")
	if !found {
		return
	}
	byID("domain").Set("value", js.Global().Call("decodeURIComponent", name).String())
	a.show(1)
	a.look(node{})
}

// begin forgets what belongs to another domain and looks.
func (a *app) begin(name string) {
	if name != a.domain {
		a.domain = name
		a.selectors = nil
		a.reached = 1
		a.forgetAnswers()
	}
	a.refreshLook()
}

// forgetAnswers goes back to the state of a fresh page.
func (a *app) forgetAnswers() {
	for _, li := range byID("found-list").all("[data-sender]") {
		a.putBack(li)
	}
	for _, box := range all("[data-change=\"sender\"]") {
		box.Set("checked", false)
		a.openSender(box.closest("[data-sender]"), false)
	}
	for _, box := range all("[data-input=\"field\"], #servers, #reports") {
		box.Set("value", "")
	}
	byID("no-mail").Set("checked", false)
	a.answers = plan.Answers{}
	a.found = nil
	a.panel = "other"
	a.forgetKey()
	byID("check-result").hide(true)
	byID("verdict").fill()
}

// refreshLook asks the Worker about the domain and draws what it found.
func (a *app) refreshLook() {
	a.turn++
	turn := a.turn
	a.memo = lookup.Memo{}
	a.report = nil
	byID("look").hide(false)
	byID("look-heading").say(a.say("look.heading", "domain", domain.ToUnicode(a.domain)))
	byID("look-topics").fill()
	byID("look-summary").say(a.say("look.looking", "domain", domain.ToUnicode(a.domain)))
	byID("look").setAttr("aria-busy", "true")
	a.goGuarded(func() {
		got := askCheck(check.Request{Domain: a.domain, Selectors: a.selectors})
		if turn != a.turn {
			return
		}
		a.took(got)
		byID("look").attrIf("aria-busy", "", false)
		byID("look-heading").Call("scrollIntoView", map[string]any{"block": "start", "behavior": "smooth"})
	})
}

// took takes over what was found about the domain.
func (a *app) took(got fetched) {
	a.looked = got.at
	if got.problem != "" {
		byID("look-summary").say(a.sayAll(got.problem))
		a.prefill(&check.Report{Domain: a.domain, Zone: a.domain})
		a.report = nil
		a.enableSteps()
		return
	}
	a.memo.Put(got.answers...)
	report := a.judge()
	a.report = &report
	a.prefill(&report)
	a.renderLook()
	a.enableSteps()
}

// judge judges the answers that are at hand.
func (a *app) judge() check.Report {
	report := check.Run(&a.memo, check.Request{Domain: a.domain, Selectors: a.selectors})
	a.memo.Missing() // what the Worker left out is not asked for; it shows as not asked
	return report
}

func (a *app) enableSteps() {
	for _, button := range all(".step") {
		button.Set("disabled", false)
	}
}

// addSelector looks again, with one more selector.
func (a *app) addSelector(node) {
	selector, problem := input.Selector(byID("selector").value())
	a.problem("selector", problem)
	if problem != nil {
		return
	}
	a.selectors = append(a.selectors, selector)
	byID("selector").Set("value", "")
	a.refreshLook()
}

// prefill answers the later steps with what is published, unless the user has answered already.
func (a *app) prefill(r *check.Report) {
	a.answers.Domain = a.domain
	a.prefillSenders(r.Senders)
	a.prefillPolicy()
	a.prefillPanel(r)
}

func (a *app) renderLook() {
	bad, risk, unknown := 0, 0, 0
	for _, t := range a.report.Topics {
		switch t.State {
		case check.Unknown:
			unknown++
		case check.Absent:
			if t.ID != "mx" {
				bad++
			}
		default:
			for _, f := range t.Findings {
				switch f.Severity {
				case finding.Error:
					bad++
				case finding.Warning:
					risk++
				}
			}
		}
	}
	summary := a.say("look.good")
	switch {
	case unknown == len(a.report.Topics):
		summary = a.sayAll("look.unknown")
	case bad > 0:
		summary = a.say("look.bad", "count", itoa(bad))
	case risk > 0:
		summary = a.say("look.risk", "count", itoa(risk))
	}
	if unknown > 0 && unknown < len(a.report.Topics) {
		summary += " " + a.sayAll("look.partly")
	}
	byID("look-summary").say(summary)
	a.renderTopics(byID("look-topics"), a.report)
}

// providerName is the name of a sender or a panel in the language of the page.
func (a *app) providerName(n provider.Name) string {
	if a.lang == message.Ja {
		return n.Ja
	}
	return n.En
}
