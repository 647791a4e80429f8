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
	"todoku/records/spf"
	"todoku/records/txt"
	"todoku/wasm/page"
)

// placeholder is the domain of a record that was pasted alone. "example" is reserved, so that nobody is asked about it.
const placeholder = "domain.example"

// maxRounds bounds how often one look asks the Worker.
const maxRounds = 16

// spfPage examines one SPF record: of a domain as it is published, or pasted.
type spfPage struct {
	page.App
	domain  string
	pasted  string
	sample  spf.Request // its IP is invalid until somebody asks
	memo    lookup.Memo
	turn    int // counts looks, so that a late answer to an earlier one is dropped
	meter   page.Meter
	problem string // the code of a message where the Worker gave no answers
}

func beginSPF(app page.App) (page.Handlers, func()) {
	p := &spfPage{App: app}
	p.meter = page.Meter{Box: page.ByID("spf-meter"), Count: page.ByID("spf-count"), Verdict: page.ByID("spf-count-verdict"),
		Gauge: page.ByID("spf-gauge"), Tree: page.ByID("spf-tree"), Voids: page.ByID("spf-voids")}
	js.Global().Call("addEventListener", "hashchange", page.Callback(func(js.Value) { p.Guard(p.openFragment) }))
	return page.Handlers{Actions: map[string]func(page.Node){
		"spf-look": p.look,
		"spf-ask":  p.ask,
		"spf-try":  p.try,
	}}, p.openFragment
}

// openFragment begins with the domain that the address of the page names: #domain=example.jp
func (p *spfPage) openFragment() {
	if name, found := strings.CutPrefix(page.Fragment(), "domain="); found {
		page.ByID("spf-domain").Set("value", name)
		page.ByID("spf-record").Set("value", "")
		p.look(page.Node{})
	}
}

// look reads the form and looks.
func (p *spfPage) look(page.Node) {
	name, pasted, ok := p.readForm()
	if !ok {
		return
	}
	if name != p.domain {
		p.memo = lookup.Memo{}
	}
	p.memo.DropFailed()
	p.domain, p.pasted, p.sample = name, pasted, spf.Request{}
	page.ByID("spf-answer").Hide(true)
	p.refresh()
	page.ByID("spf-result-heading").Call("scrollIntoView", map[string]any{"block": "start", "behavior": "smooth"})
	page.ByID("spf-result-heading").Call("focus", map[string]any{"preventScroll": true})
}

// readForm reads the domain and the record. Either will do.
func (p *spfPage) readForm() (name, pasted string, ok bool) {
	p.Problem("spf-domain", nil)
	page.ByID("spf-record-problem").Say("")
	typed := page.Normalize(page.ByID("spf-domain").Val())
	pasted = input.Value(page.ByID("spf-record").Val())
	switch {
	case strings.TrimSpace(typed) == "" && pasted == "":
		page.ByID("spf-domain-problem").Say(p.Say("spfpage.nothing-typed"))
		page.ByID("spf-domain").Call("focus")
		return "", "", false
	case pasted != "" && !spf.LooksLikeRecord(pasted):
		page.ByID("spf-record-problem").Say(p.Say("spfpage.no-record-text"))
		page.ByID("spf-paste").Set("open", true)
		page.ByID("spf-record").Call("focus")
		return "", "", false
	case strings.TrimSpace(typed) == "":
		return placeholder, pasted, true
	}
	name, _, problem := input.Domain(typed)
	p.Problem("spf-domain", problem)
	if problem != nil {
		page.ByID("spf-domain").Call("focus")
	}
	return name, pasted, problem == nil
}

// try looks again with another record.
func (p *spfPage) try(button page.Node) {
	page.ByID("spf-record").Set("value", button.Attr("data-record"))
	page.ByID("spf-paste").Set("open", true)
	p.look(button)
}

// ask reads who wants to send, and evaluates.
func (p *spfPage) ask(page.Node) {
	sample := spf.Request{Domain: p.domain, Sender: "postmaster@" + p.domain, Helo: p.domain}
	ip, code := readIP(page.ByID("spf-ip").Val())
	sample.IP = ip
	senderCode := ""
	if sender := strings.TrimSpace(page.Normalize(page.ByID("spf-sender").Val())); sender != "" {
		at := strings.LastIndexByte(sender, '@')
		if _, problem := domain.ParseOwner(sender[at+1:]); problem != nil || at < 1 {
			senderCode = "may.bad-sender"
		}
		sample.Sender = sender
	}
	var heloProblem *finding.Finding
	if helo := strings.TrimSpace(page.Normalize(page.ByID("spf-helo").Val())); helo != "" {
		sample.Helo, heloProblem = input.Host(helo)
	}
	p.Problem("spf-helo", heloProblem)
	p.sayProblem("spf-sender", senderCode)
	p.sayProblem("spf-ip", code)
	if code != "" || senderCode != "" || heloProblem != nil {
		return
	}
	p.sample = sample
	p.refresh()
}

func (p *spfPage) sayProblem(id, code string) {
	text := ""
	if code != "" {
		text = p.Say(code)
	}
	page.ByID(id + "-problem").Say(text)
	page.ByID(id).AttrIf("aria-invalid", "true", code != "")
	if code != "" {
		page.ByID(id).Call("focus")
	}
}

// readIP reads the address of a client that receivers could see, or gives the code of what is wrong.
func readIP(typed string) (ip netip.Addr, code string) {
	clean, _ := txt.Clean(strings.Trim(strings.TrimSpace(page.Normalize(typed)), "[]"))
	ip, err := netip.ParseAddr(clean)
	switch {
	case err != nil || ip.Zone() != "":
		return ip, "may.bad-ip"
	case ip.IsPrivate() || !ip.IsGlobalUnicast():
		return ip, "may.private-ip"
	}
	return ip.Unmap(), ""
}

// resolver answers from what is known, with the pasted record in its place.
func (p *spfPage) resolver() lookup.Resolver {
	if p.pasted == "" {
		return &p.memo
	}
	overlay := &lookup.Overlay{Base: &p.memo}
	overlay.SetTexts(p.domain, p.pasted)
	if p.domain == placeholder { // one server, so that "a" and "mx" are not void
		overlay.Set(lookup.Ask(p.domain, lookup.A), lookup.Record{Address: netip.AddrFrom4([4]byte{192, 0, 2, 1})})
		overlay.Set(lookup.Ask(p.domain, lookup.AAAA))
		overlay.Set(lookup.Ask(p.domain, lookup.MX), lookup.Record{Host: p.domain})
	}
	return overlay
}

// examined is what is true of the record by what is known so far.
type examined struct {
	published lookup.Answer
	findings  []finding.Finding
	meter     spf.Meter
	relief    []spf.Proposal
	result    spf.Evaluation
}

func (p *spfPage) examine() examined {
	r := p.resolver()
	e := examined{published: r.Lookup(lookup.Ask(p.domain, lookup.TXT))}
	if e.published.OK() {
		e.findings = spf.LintPublished(e.published)
	}
	if p.sample.IP.IsValid() {
		e.meter = spf.CountFor(r, p.domain, p.sample)
		e.result = spf.Evaluate(r, p.sample)
	} else {
		e.meter = spf.Count(r, p.domain)
	}
	e.findings = append(e.findings, e.meter.Findings...)
	if e.meter.Lookups > spf.MaxLookups || e.meter.Voids > spf.MaxVoids {
		e.relief = spf.Relieve(r, e.meter, spf.Facts{Date: page.Today()})
	}
	return e
}

// refresh examines, asks the Worker for what was lacking, and examines again until nothing is. What is known is never
// asked again.
func (p *spfPage) refresh() {
	p.turn++
	turn := p.turn
	p.problem = ""
	page.ByID("spf-result").Hide(false).SetAttr("aria-busy", "true")
	p.examine()
	missing := p.memo.Missing()
	if len(missing) == 0 {
		p.draw(p.examine())
		return
	}
	page.ByID("spf-verdict").Fill(page.Notice("unknown", p.Say("spfpage.looking", "domain", domain.ToUnicode(p.domain))))
	p.Go(func() {
		for round := 0; len(missing) > 0 && round < maxRounds; round++ {
			asked := missing[:min(len(missing), page.MaxAsked)]
			got := page.AskLookup(p.domain, asked)
			if turn != p.turn {
				return
			}
			p.Looked, p.problem = got.At, got.Problem
			p.memo.Put(got.Answers...)
			page.Settle(&p.memo, asked)
			p.examine()
			missing = p.memo.Missing()
		}
		p.draw(p.examine())
	})
}

// draw draws all that is true of the record.
func (p *spfPage) draw(e examined) {
	page.ByID("spf-result").AttrIf("aria-busy", "", false)
	heading := "spfpage.heading"
	if p.pasted != "" {
		heading = "spfpage.heading-pasted"
	}
	page.ByID("spf-result-heading").Say(p.Say(heading, "domain", domain.ToUnicode(p.domain)))
	note := ""
	if p.domain == placeholder {
		note = p.Say("spfpage.no-domain")
	}
	page.ByID("spf-note").SayOrHide(note)
	known := e.published.OK()
	page.ByID("spf-known").Hide(!known)
	failures := page.ByID("spf-failures").Fill()
	if !known {
		page.ByID("spf-verdict").Fill(page.Notice("unknown", p.SayAll("look.unknown")))
		failures.Add(p.Failure(check.Failure{Question: e.published.Question, Why: e.published.Failure, Resolver: e.published.Resolver}))
		if p.problem != "" {
			page.ByID("spf-verdict").Fill(page.Notice("unknown", p.SayAll(p.problem)))
		}
		return
	}
	p.drawVerdict(e)
	p.drawText(e)
	p.DrawMeter(&p.meter, e.meter, func(spf.Term) string { return "" })
	p.meter.Box.Hide(len(spf.Select(e.published.Texts())) > 1) // RFC 7208 §4.5: of several records none is evaluated
	relief := page.ByID("spf-relief").Fill()
	for _, proposal := range e.relief {
		relief.Add(p.Proposal(proposal).Add(p.tryButton("spfpage.try-relief", proposal.Record)))
	}
	page.ByID("spf-relief-part").Hide(len(e.relief) == 0)
	p.drawAnswer(e)
}

// drawVerdict sums up how many findings there are of the worst kind.
func (p *spfPage) drawVerdict(e examined) {
	count := 0
	worst := finding.Worst(e.findings)
	for _, f := range e.findings {
		if f.Severity == worst {
			count++
		}
	}
	kind, code := "ok", "spfpage.good"
	switch {
	case worst == finding.Error:
		kind, code = "bad", "spfpage.bad"
	case worst == finding.Warning:
		kind, code = "risk", "spfpage.risk"
	case e.meter.Unknown > 0:
		kind, code = "unknown", "look.partly"
	case worst == finding.Info:
		code = "spfpage.note"
	}
	page.ByID("spf-verdict").Fill(page.Notice(kind, p.SayAll(code, "count", strconv.Itoa(count))))
}

// drawText draws the records and what is found in them, each repair with a button that tries it.
func (p *spfPage) drawText(e examined) {
	records := page.ByID("spf-records").Fill()
	for _, text := range e.published.Texts() {
		if spf.LooksLikeRecord(text) {
			row := page.Clone("t-read")
			row.Slot("name").Say(domain.ToUnicode(p.domain))
			page.Record(row.Slot("text"), text, 0, 0)
			records.Add(row)
		}
	}
	findings := page.ByID("spf-findings").Fill()
	for _, f := range e.findings {
		li := p.Finding(f, false)
		if f.Fix != "" {
			li.Slot("fix").Add(p.tryButton("spfpage.try", f.Fix))
		}
		findings.Add(li)
	}
}

func (p *spfPage) tryButton(code, record string) page.Node {
	n := page.Clone("t-try")
	n.Query("button").Say(p.Say(code)).SetAttr("data-record", record)
	return n
}

// drawAnswer says whether the client may send, and why.
func (p *spfPage) drawAnswer(e examined) {
	page.ByID("spf-answer").Hide(!p.sample.IP.IsValid())
	if !p.sample.IP.IsValid() {
		return
	}
	result := e.result
	kind := map[spf.Result]string{spf.Pass: "ok", spf.Fail: "bad", spf.PermError: "bad", spf.TempError: "unknown"}[result.Result]
	if kind == "" {
		kind = "risk"
	}
	verdict := page.Notice(kind, p.SayAll("may."+string(result.Result), "ip", p.sample.IP.String(), "domain", domain.ToUnicode(p.domain)))
	page.ByID("spf-answer-verdict").Fill(verdict.SetAttr("data-result", string(result.Result)))
	page.ByID("spf-answer-cause").Say(p.cause(result))
	explanation := ""
	if result.Explanation != "" {
		explanation = p.Say("may.explanation", "text", result.Explanation)
	}
	page.ByID("spf-answer-explanation").SayOrHide(explanation)
	page.ByID("spf-path").Fill(p.readRow(result.Trace))
	page.ByID("spf-answer-result").Say(p.Say("tried.result", "result", string(result.Result)))
	page.ByID("spf-answer-counts").Say(p.Say("may.counts", "lookups", strconv.Itoa(result.Lookups), "worst", strconv.Itoa(e.meter.Lookups), "limit", strconv.Itoa(spf.MaxLookups)))
}

// cause says what decided, in the innermost record.
func (p *spfPage) cause(e spf.Evaluation) string {
	at, term, cause := e.Trace, "", e.Trace.Cause
	for _, a := range e.Path() {
		term, cause = a.Term.String(), a.Cause
		if a.Trace != nil {
			at, cause = a.Trace, a.Trace.Cause
		}
	}
	if cause == spf.BadRecord {
		term = at.Offender.String()
	}
	code := "cause." + string(cause)
	if cause == spf.CouldNotAsk && len(at.Attempts) == 0 {
		code += "-record"
	}
	return p.Say(code, "term", term, "domain", domain.ToUnicode(at.Domain))
}

// readRow draws how one record was read.
func (p *spfPage) readRow(t *spf.Trace) page.Node {
	li := page.Clone("t-read").SetAttr("data-read", t.Domain)
	li.Slot("name").Say(domain.ToUnicode(t.Domain))
	text := t.Record
	span := finding.Span{}
	if t.Offender != nil {
		span = t.Offender.Span
	} else if n := len(t.Attempts); n > 0 && t.Attempts[n-1].Cause != "" {
		span = t.Attempts[n-1].Term.Span
	}
	page.Record(li.Slot("text"), text, span.Start, span.End).Hide(text == "")
	list := page.Element("ul")
	for _, a := range t.Attempts {
		list.Add(p.triedRow(a))
	}
	return li.Add(list)
}

// triedRow draws what one term came to.
func (p *spfPage) triedRow(a spf.Attempt) page.Node {
	li := page.Clone("t-tried")
	code, kind := "tried.not", "note"
	switch {
	case a.Matched:
		if code = "tried.matched"; a.Term.Qualifier == spf.Pass || a.Term.Kind == spf.Redirect {
			kind = "ok"
		}
	case a.Cause != "":
		code, kind = "tried.error", "bad"
	case a.Void:
		code = "tried.void"
	}
	page.Badge(li.Slot("outcome"), kind, p.Say(code))
	li.Slot("term").Say(a.Term.String())
	number := ""
	if a.Lookup > 0 {
		number = p.Say("meter.cost", "count", strconv.Itoa(a.Lookup))
	}
	li.Slot("number").Say(number)
	name := ""
	if a.Trace != nil {
		name = p.Say("tried.result", "result", string(a.Trace.Result))
	} else if a.Domain != "" {
		name = domain.ToUnicode(a.Domain)
	}
	li.Slot("domain").SayOrHide(name)
	inner := li.Slot("inner").Hide(a.Trace == nil)
	if a.Trace != nil {
		inner.Add(p.readRow(a.Trace))
	}
	return li
}
