//go:build js

package main

import (
	"net/netip"
	"strconv"
	"strings"
	"syscall/js"

	"todoku/records/check"
	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/input"
	"todoku/records/lookup"
	"todoku/records/message"
	"todoku/records/plan"
	"todoku/records/share"
	"todoku/wasm/page"
)

// look reads the box of step 1 and looks the domain up.
func (a *app) look(page.Node) {
	box := page.ByID("domain")
	name, repairs, problem := input.Domain(page.Normalize(box.Val()))
	a.sayRepairs(repairs)
	a.Problem("domain", problem)
	if problem != nil {
		page.ByID("look").Hide(true) // what stands there is about another domain
		box.Call("focus")
		return
	}
	if len(repairs) > 0 {
		box.Set("value", domain.ToUnicode(name))
	}
	a.pending, a.imported = nil, nil
	page.ByID("look-import").Hide(true)
	page.ByID("link-problem").Hide(true)
	a.begin(name)
}

func (a *app) sayRepairs(repairs []finding.Finding) {
	list := page.ByID("domain-repairs").Fill()
	for _, r := range repairs {
		list.Add(page.Clone("t-line").Add(page.Element("span").Say(message.Of(a.Lang, r).What+" "), a.RuleLink(r.Code)))
	}
}

// openFragment begins with what the address of the page names: a domain and what a bounce or a header told about it,
// #domain=example.jp&selector=s1&ip=192.0.2.1, or answers, #v=1&...
func (a *app) openFragment() {
	fragment := js.Global().Get("location").Get("hash").String()
	if strings.HasPrefix(fragment, "#v=") {
		a.openLink(fragment[1:])
		return
	}
	rest, found := strings.CutPrefix(fragment, "#domain=")
	if !found {
		return
	}
	name, facts, _ := strings.Cut(rest, "&")
	name = page.Unescape(name)
	selector, ip := "", netip.Addr{}
	for _, fact := range strings.Split(facts, "&") {
		switch key, value, _ := strings.Cut(fact, "="); key {
		case "selector":
			selector = page.Unescape(value)
		case "ip":
			ip, _ = netip.ParseAddr(page.Unescape(value))
		}
	}
	page.ByID("domain").Set("value", name)
	a.show(1)
	if !a.openServer(name, ip) {
		a.look(page.Node{})
	}
	if s, problem := input.Selector(selector); problem == nil && a.domain != "" {
		a.selectors = append(a.selectors, s)
		a.refreshLook()
	}
}

// openServer begins with a server to add, which is shown first, as with every link. It reports false where there is none.
func (a *app) openServer(name string, ip netip.Addr) bool {
	name, problem := domain.Parse(name)
	if problem != nil || !ip.IsValid() {
		return false
	}
	l := share.Link{Answers: plan.Answers{Domain: name, Servers: []netip.Prefix{netip.PrefixFrom(ip, ip.BitLen())}}}
	fragment, ok := l.Fragment()
	if ok {
		a.openLink(fragment)
	}
	return ok
}

// begin forgets what belongs to another domain and looks.
func (a *app) begin(name string) {
	a.turnTo(name)
	a.refreshLook()
}

// turnTo forgets what belongs to another domain.
func (a *app) turnTo(name string) {
	if name != a.domain {
		a.domain = name
		a.selectors = nil
		a.reached = 1
		a.forgetAnswers()
	}
}

// forgetAnswers goes back to the state of a fresh page.
func (a *app) forgetAnswers() {
	for _, li := range page.ByID("found-list").All("[data-sender]") {
		a.putBack(li)
	}
	for _, box := range page.All("[data-change=\"sender\"]") {
		box.Set("checked", false)
		a.openSender(box.Closest("[data-sender]"), false)
	}
	for _, box := range page.All("[data-input=\"field\"], #servers, #reports") {
		box.Set("value", "")
	}
	page.ByID("no-mail").Set("checked", false)
	page.ByID("parked").Set("checked", false)
	page.ByID("catalogue").Hide(false)
	a.SayFindings(page.ByID("servers-problem"))
	page.ByID("servers").AttrIf("aria-invalid", "", false)
	a.Problem("reports", nil)
	a.answers = plan.Answers{}
	a.found = nil
	a.panel = "other"
	a.forgetKey()
	a.clearCheck()
}

// refreshLook asks the Worker about the domain and draws what it found.
func (a *app) refreshLook() {
	a.turn++
	turn := a.turn
	a.memo = lookup.Memo{}
	a.report = nil
	page.ByID("look").Hide(false)
	page.ByID("look-heading").Say(a.Say("look.heading", "domain", domain.ToUnicode(a.domain)))
	page.ByID("look-topics").Fill()
	link := page.ByID("meter-link")
	link.SetAttr("href", link.Get("pathname").String()+"#domain="+a.domain)
	page.ByID("look-summary").Say(a.Say("look.looking", "domain", domain.ToUnicode(a.domain)))
	page.ByID("look").SetAttr("aria-busy", "true")
	a.Go(func() {
		got := page.AskCheck(check.Request{Domain: a.domain, Selectors: a.selectors})
		if turn != a.turn {
			return
		}
		a.took(got)
		page.ByID("look").AttrIf("aria-busy", "", false)
		page.ByID("look-heading").Call("scrollIntoView", map[string]any{"block": "start", "behavior": "smooth"})
	})
}

// took takes over what was found about the domain.
func (a *app) took(got page.Fetched) {
	a.Looked = got.At
	a.knowImported()
	if got.Problem != "" && a.imported == nil {
		page.ByID("look-summary").Say(a.SayAll(got.Problem))
		a.prefill(&check.Report{Domain: a.domain, Zone: a.domain})
		a.report = nil
		a.enableSteps()
		return
	}
	a.know(got.Answers...)
	a.probe, a.evidence = got.Probe, got.Evidence
	report := a.judge()
	a.report = &report
	a.prefill(&report)
	a.renderLook()
	a.enableSteps()
}

// judge judges the answers that are at hand.
func (a *app) judge() check.Report {
	report := check.Run(&a.memo, check.Request{Domain: a.domain, Selectors: a.selectors, Probe: a.probe, Evidence: a.evidence})
	a.memo.Missing() // what the Worker left out is not asked for; it shows as not asked
	return report
}

func (a *app) enableSteps() {
	a.renderLink()
	if a.pending != nil {
		return
	}
	for _, button := range page.All(".step") {
		button.Set("disabled", false)
	}
}

// addSelector looks again, with one more selector.
func (a *app) addSelector(page.Node) {
	selector, problem := input.Selector(page.ByID("selector").Val())
	a.Problem("selector", problem)
	if problem != nil {
		return
	}
	a.selectors = append(a.selectors, selector)
	page.ByID("selector").Set("value", "")
	a.refreshLook()
}

// prefill answers the later steps with what is published, unless the user has answered already.
func (a *app) prefill(r *check.Report) {
	fresh := a.answers.Domain == ""
	a.answers.Domain = a.domain
	a.prefillSenders(r.Senders)
	a.prefillPolicy()
	a.prefillPanel(r)
	if fresh && len(r.Senders) == 0 {
		a.prefillNoMail()
	}
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
	summary := a.Say("look.good")
	switch {
	case unknown == len(a.report.Topics):
		summary = a.SayAll("look.unknown")
	case bad > 0:
		summary = a.Say("look.bad", "count", strconv.Itoa(bad))
	case risk > 0:
		summary = a.Say("look.risk", "count", strconv.Itoa(risk))
	}
	if unknown > 0 && unknown < len(a.report.Topics) {
		summary += " " + a.SayAll("look.partly")
	}
	page.ByID("look-summary").Say(summary)
	a.Topics(page.ByID("look-topics"), a.report)
}
