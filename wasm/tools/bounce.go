//go:build js

package main

import (
	"strconv"
	"strings"

	"todoku/records/bounce"
	"todoku/records/check"
	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/input"
	"todoku/records/lookup"
	"todoku/wasm/page"
)

// bouncePage reads a bounce, says why it came back, and looks at the records where the cause is one.
type bouncePage struct {
	page.App
	box      *messageBox
	topics   []bounce.Topic // the records in which the cause lies
	selector string
	ip       string
	turn     int // counts checks, so that a late answer to an earlier one is dropped
}

func beginBounce(app page.App) (page.Handlers, func()) {
	p := &bouncePage{App: app}
	return page.Handlers{
		Actions: map[string]func(page.Node){
			"bounce-read":  func(page.Node) { p.read() },
			"bounce-try":   p.try,
			"bounce-check": func(page.Node) { p.checkTyped() },
		},
		Changes: map[string]func(page.Node){"bounce-file": func(n page.Node) { p.box.take(&p.App, n.Get("files"), p.read) }},
	}, func() { p.box = newMessageBox(&p.App, "bounce-text", p.read) }
}

// try shows an example and reads it.
func (p *bouncePage) try(button page.Node) {
	p.box.set(bounceSamples[button.Attr("data-sample")])
	p.read()
}

// read reads what is in the box.
func (p *bouncePage) read() {
	text, ok := p.box.read(&p.App)
	page.ByID("bounce-result").Hide(!ok)
	if !ok {
		return
	}
	b := bounce.Read(text, decodeCharset)
	list := page.ByID("bounce-refusals").Fill()
	first := b.Refusals[0]
	for _, r := range b.Refusals {
		if len(first.Topics) == 0 && len(r.Topics) > 0 {
			first = r
		}
		list.Add(p.refusal(r))
	}
	heading := page.ByID("bounce-heading").Say(p.Say("bouncepage.heading", "count", strconv.Itoa(len(b.Refusals))))
	facts := page.ByID("bounce-facts").Fill()
	fact(facts, p.Say("bouncepage.from"), b.From)
	fact(facts, p.Say("bouncepage.subject"), b.Subject)
	fact(facts, p.Say("bouncepage.mta"), b.ReportingMTA)
	p.prepareCheck(first)
	reveal(heading)
}

// lastingKinds are the colours of how lasting a refusal is.
var lastingKinds = map[bounce.Lasting]string{bounce.Permanent: "bad", bounce.GaveUp: "bad", bounce.Temporary: "risk", bounce.Delivered: "ok", bounce.NotTelling: "unknown"}

// refusal draws what one server said about one recipient: the cause first, then what to do, then what was read.
func (p *bouncePage) refusal(r bounce.Refusal) page.Node {
	li := page.Clone("t-refusal").SetAttr("data-code", r.Cause.Code).SetAttr("data-receiver", string(r.Receiver)).SetAttr("data-lasting", string(r.Lasting))
	text := p.Text(r.Cause.Code, argsOf(r.Cause)...)
	li.Slot("cause").Say(text.What)
	li.Slot("do").SayOrHide(text.Do)
	page.Badge(li.Slot("lasting"), lastingKinds[r.Lasting], p.Say("lasting."+string(r.Lasting)))
	who := p.Say("refused-by." + string(r.Receiver))
	line := p.Say("bouncepage.who", "receiver", who)
	if r.Recipient != "" {
		line = p.Say("bouncepage.who-for", "receiver", who, "recipient", r.Recipient)
	}
	li.Slot("who").Say(line)
	meaning := ""
	if r.Pattern == nil && r.Subject >= 0 && r.Lasting != bounce.Delivered {
		meaning = p.Say("bounce-subject-" + strconv.Itoa(r.Subject))
	}
	li.Slot("meaning").SayOrHide(meaning)
	page.Record(li.Slot("reply"), r.Reply, 0, 0).Hide(r.Reply == "")
	facts := li.Slot("facts")
	code := ""
	if r.Code > 0 {
		code = strconv.Itoa(r.Code)
	}
	fact(facts, p.Say("bouncepage.code"), strings.TrimSpace(code+" "+r.Enhanced))
	fact(facts, p.Say("bouncepage.host"), r.Host)
	fact(facts, p.Say("bouncepage.stage"), p.stage(r.Stage))
	fact(facts, "Final-Recipient", r.Status.FinalRecipient)
	fact(facts, "Original-Recipient", r.Status.OriginalRecipient)
	fact(facts, "Action", r.Status.Action)
	fact(facts, "Status", r.Status.Status)
	fact(facts, "Remote-MTA", r.Status.RemoteMTA)
	fact(facts, "Diagnostic-Code", r.Status.DiagnosticCode)
	if r.Pattern != nil {
		fact(facts, p.Say("bouncepage.source"), r.Pattern.Ref+" ("+r.Pattern.Date+")")
	}
	li.Slot("rule").Add(p.RuleLink(r.Cause.Code))
	return li
}

func (p *bouncePage) stage(s bounce.Stage) string {
	if s == "" {
		return ""
	}
	return p.Say("stage." + string(s))
}

// argsOf are the arguments of a finding as Text takes them.
func argsOf(f finding.Finding) []string {
	var args []string
	for name, value := range f.Args {
		args = append(args, name, value)
	}
	return args
}

// prepareCheck offers to look at the records of the sender, and looks at once where the cause is one of them.
func (p *bouncePage) prepareCheck(r bounce.Refusal) {
	p.topics, p.selector, p.ip = r.Topics, r.Selector, r.IP
	p.turn++
	page.ByID("bounce-topics").Fill()
	page.ByID("bounce-check-line").Fill()
	page.ByID("bounce-wizard").Hide(true)
	p.Problem("bounce-domain", nil)
	page.ByID("bounce-domain").Set("value", domain.ToUnicode(r.Domain))
	lead := "bouncepage.check-offer"
	if len(r.Topics) > 0 {
		lead = "bouncepage.check-cause"
	}
	page.ByID("bounce-check-lead").Say(p.Say(lead, "records", p.topicNames()))
	page.ByID("bounce-check").SetAttr("data-cause", strconv.FormatBool(len(r.Topics) > 0))
	if r.Domain != "" && len(r.Topics) > 0 {
		p.check(r.Domain)
	}
}

func (p *bouncePage) topicNames() string {
	var names []string
	for _, t := range p.topics {
		names = append(names, strings.ToUpper(string(t)))
	}
	return strings.Join(names, p.Say("bouncepage.and"))
}

// checkTyped checks the domain in the box.
func (p *bouncePage) checkTyped() {
	name, _, problem := input.Domain(page.Normalize(page.ByID("bounce-domain").Val()))
	p.Problem("bounce-domain", problem)
	if problem != nil {
		page.ByID("bounce-domain").Call("focus")
		return
	}
	p.check(name)
}

// check asks DNS about the sender's domain.
func (p *bouncePage) check(name string) {
	p.turn++
	turn := p.turn
	req := check.Request{Domain: name}
	if p.selector != "" {
		req.Selectors = []string{p.selector}
	}
	page.ByID("bounce-check").SetAttr("aria-busy", "true")
	page.ByID("bounce-check-line").Fill(page.Notice("unknown", p.Say("look.looking", "domain", domain.ToUnicode(name))))
	page.ByID("bounce-wizard").SetAttr("href", wizardLink(&p.App, name, p.selector, p.ip)).Hide(false)
	p.Go(func() {
		got := page.AskCheck(req)
		if turn != p.turn {
			return
		}
		page.ByID("bounce-check").AttrIf("aria-busy", "", false)
		if got.Problem != "" {
			page.ByID("bounce-check-line").Fill(page.Notice("unknown", p.SayAll(got.Problem)))
			return
		}
		p.Looked = got.At
		var memo lookup.Memo
		memo.Put(got.Answers...)
		req.Probe, req.Evidence = got.Probe, got.Evidence
		report := check.Run(&memo, req)
		page.ByID("bounce-check-line").Fill(p.checkLine(&report))
		p.Topics(page.ByID("bounce-topics"), &report)
		for _, li := range page.ByID("bounce-topics").All("[data-topic]") {
			li.Hide(!p.wanted(li.Attr("data-topic")))
		}
	})
}

// wanted reports whether a topic belongs to the cause; without a cause all do.
func (p *bouncePage) wanted(topic string) bool {
	for _, t := range p.topics {
		if string(t) == topic {
			return true
		}
	}
	return len(p.topics) == 0
}

// checkLine sums up whether the records that decide are in order.
func (p *bouncePage) checkLine(r *check.Report) page.Node {
	kind, code := "ok", "bouncepage.records-fine"
	for i := range r.Topics {
		t := &r.Topics[i]
		switch {
		case !p.wanted(string(t.ID)):
		case t.State == check.Unknown && kind != "bad":
			kind, code = "unknown", "bouncepage.records-unknown"
		case t.State == check.Bad || t.State == check.Absent || t.State == check.Risk:
			kind, code = "bad", "bouncepage.records-bad"
		}
	}
	return page.Notice(kind, p.Say(code, "domain", domain.ToUnicode(r.Domain)))
}
