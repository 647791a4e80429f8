//go:build js

package main

import (
	"strconv"
	"strings"
	"syscall/js"

	"todoku/records/finding"
	"todoku/records/header"
	"todoku/records/lookup"
	"todoku/records/signature"
	"todoku/wasm/page"
)

// headerPage reads the header of a message that was received, or the whole message, and holds it against DNS.
type headerPage struct {
	page.App
	box  *messageBox
	turn int // counts readings, so that a late answer to an earlier one is dropped
}

func beginHeader(app page.App) (page.Handlers, func()) {
	p := &headerPage{App: app}
	return page.Handlers{
		Actions: map[string]func(page.Node){
			"header-read": func(page.Node) { p.read() },
			"header-try":  p.try,
		},
		Changes: map[string]func(page.Node){"header-file": func(n page.Node) { p.box.take(&p.App, n.Get("files"), p.read) }},
	}, func() { p.box = newMessageBox(&p.App, "header-text", p.read) }
}

// try shows an example and reads it.
func (p *headerPage) try(button page.Node) {
	p.box.set(headerSamples[button.Attr("data-sample")])
	p.read()
}

// unixNow is the time in seconds since 1970.
func unixNow() int64 { return int64(js.Global().Get("Date").Call("now").Float() / 1000) }

// read reads what is in the box, and asks DNS what is needed to judge it.
func (p *headerPage) read() {
	p.turn++
	turn := p.turn
	text, ok := p.box.read(&p.App)
	page.ByID("header-result").Hide(true)
	if !ok {
		return
	}
	m := header.Read(text, decodeCharset)
	if m.Empty() {
		p.box.problem(p.Say("headerpage.no-header"))
		return
	}
	page.ByID("header-result").Hide(false).SetAttr("aria-busy", "true")
	page.ByID("header-verdict").Fill(page.Notice("unknown", p.Say("headerpage.looking")))
	p.drawMessage(m)
	reveal(page.ByID("header-heading"))
	p.Go(func() {
		var memo lookup.Memo
		w := newWorker(m.Author())
		now := unixNow()
		light := m
		light.Whole = false // the body decides nothing about what is asked
		w.gather(&memo, func(r lookup.Resolver) { header.Judge(r, light, now) })
		j := header.Judge(&memo, m, now)
		if turn != p.turn {
			return
		}
		p.Looked = w.at
		page.ByID("header-result").AttrIf("aria-busy", "", false)
		p.drawJudgement(m, j, w.problem)
	})
}

// drawMessage draws what the header tells by itself.
func (p *headerPage) drawMessage(m header.Message) {
	facts := page.ByID("header-facts").Fill()
	from := ""
	for _, a := range m.From {
		from = strings.TrimSpace(from + " " + a.Name + " <" + a.Addr + ">")
	}
	fact(facts, p.Say("headerpage.from"), from)
	fact(facts, p.Say("headerpage.subject"), m.Subject)
	if m.HasDate {
		fact(facts, p.Say("headerpage.date"), p.when(m.Date.Unix))
	}
	if m.HasReturnPath {
		path := m.ReturnPath
		if path == "" {
			path = "<>"
		}
		fact(facts, p.Say("headerpage.return-path"), path)
	}
	for _, id := range []string{"header-picture", "header-findings", "header-signatures", "header-hosts", "header-unsubscribe"} {
		page.ByID(id).Fill()
	}
	page.ByID("header-unsubscribe-part").Hide(true)
	page.ByID("header-judged").Hide(true)
	p.drawPath(m)
	p.drawResults(m)
}

// when writes a moment as the user's clock shows it.
func (p *headerPage) when(unix int64) string {
	style := map[string]any{"year": "numeric", "month": "short", "day": "numeric", "hour": "2-digit", "minute": "2-digit", "second": "2-digit", "timeZoneName": "short"}
	return js.Global().Get("Date").New(float64(unix)*1000).Call("toLocaleString", string(p.Lang), style).String()
}

// drawPath draws the way as a line of servers with the time that each took.
func (p *headerPage) drawPath(m header.Message) {
	list := page.ByID("header-path").Fill()
	slowest := int64(1)
	for _, h := range m.Hops {
		slowest = max(slowest, h.Delay)
	}
	for _, h := range m.Hops {
		li := page.Clone("t-hop")
		when := p.Say("headerpage.no-date")
		if h.HasDate {
			when = p.when(h.Date.Unix)
		}
		li.Slot("when").Say(when)
		from := h.From
		if h.IP.IsValid() {
			from = strings.TrimSpace(from + " [" + h.IP.String() + "]")
		}
		route := p.Say("headerpage.hop", "from", from, "by", h.By)
		if from == "" {
			route = p.Say("headerpage.hop-by", "by", h.By)
		}
		li.Slot("route").Say(route)
		li.Slot("delay").SayOrHide(p.delay(h))
		li.Slot("bar").Get("style").Call("setProperty", "--share", strconv.Itoa(int(max(h.Delay, 0)*100/slowest))+"%")
		secure := ""
		if encrypted, known := h.Encrypted(); known && encrypted {
			secure = p.Say("headerpage.encrypted")
		} else if known {
			secure = p.Say("headerpage.plain")
		}
		li.Slot("secure").SayOrHide(secure)
		list.Add(li)
	}
	page.ByID("header-no-path").Hide(len(m.Hops) > 0)
}

func (p *headerPage) delay(h header.Hop) string {
	switch {
	case !h.HasDelay:
		return ""
	case h.Delay < 0:
		return p.Say("headerpage.delay-negative")
	case h.Delay < 60:
		return p.Say("headerpage.delay-seconds", "seconds", strconv.FormatInt(h.Delay, 10))
	case h.Delay < 3600:
		return p.Say("headerpage.delay-minutes", "minutes", strconv.FormatInt(h.Delay/60, 10))
	}
	return p.Say("headerpage.delay-hours", "hours", strconv.FormatInt(h.Delay/3600, 10), "minutes", strconv.FormatInt(h.Delay/60%60, 10))
}

// resultKinds are the colours of results.
var resultKinds = map[string]string{"pass": "ok", "bestguesspass": "ok", "softpass": "ok", "fail": "bad", "permerror": "bad", "softfail": "risk", "temperror": "unknown", "neutral": "unknown", "none": "unknown", "policy": "risk"}

func kindOf(result string) string {
	if kind := resultKinds[result]; kind != "" {
		return kind
	}
	return "unknown"
}

// drawResults draws what the receivers wrote down, each explained.
func (p *headerPage) drawResults(m header.Message) {
	list := page.ByID("header-results").Fill()
	for _, r := range m.Results {
		li := page.Clone("t-result").SetAttr("data-method", r.Method).SetAttr("data-value", r.Value)
		page.Badge(li.Slot("value"), kindOf(r.Value), strings.ToUpper(r.Method)+" "+r.Value)
		code := "result." + r.Method + "-" + r.Value
		if p.Say(code) == code { // no text for it
			code = "result.other"
		}
		li.Slot("what").Say(p.Say(code))
		var props []string
		for _, prop := range r.Props {
			props = append(props, prop.Name+"="+prop.Value)
		}
		li.Slot("props").SayOrHide(strings.Join(props, " "))
		by := p.Say("headerpage.by-unknown")
		if r.Server != "" {
			by = p.Say("headerpage.by", "server", r.Server)
		}
		if r.Origin == header.ARC {
			by = p.Say("headerpage.by-arc", "server", r.Server, "instance", strconv.Itoa(r.Instance))
		}
		li.Slot("by").Say(by)
		list.Add(li)
	}
	page.ByID("header-no-results").Hide(len(m.Results) > 0)
}

// severityKinds are the colours of the verdict by its severity.
var severityKinds = map[finding.Severity]string{finding.Info: "ok", finding.Warning: "risk", finding.Error: "bad"}

// drawJudgement draws what the message comes to, with DNS.
func (p *headerPage) drawJudgement(m header.Message, j header.Judgement, problem string) {
	kind := severityKinds[j.Verdict.Severity]
	if j.Verdict.Code == "header.cannot-tell" {
		kind = "unknown"
	}
	text := p.Text(j.Verdict.Code, argsOf(j.Verdict)...)
	verdict := page.ByID("header-verdict").Fill(page.Notice(kind, text.What).SetAttr("data-code", j.Verdict.Code))
	if text.Do != "" {
		verdict.Add(page.Paragraph(text.Do))
	}
	if problem != "" {
		verdict.Add(page.Paragraph(p.SayAll(problem)))
	}
	page.ByID("header-judged").Hide(false)
	p.drawPicture(j)
	p.fillFindings("header-findings", j.Findings)
	p.drawSignatures(j)
	p.drawHost(j)
	p.fillFindings("header-unsubscribe", j.Unsubscribe)
	page.ByID("header-unsubscribe-part").Hide(!j.Offered)
	page.ByID("header-unsubscribe-fine").Hide(len(j.Unsubscribe) > 0)
	p.linkWizard(m, j)
}

func (p *headerPage) fillFindings(id string, found []finding.Finding) {
	list := page.ByID(id).Fill()
	for _, f := range found {
		list.Add(p.Finding(f, false))
	}
}

// drawPicture draws which domain was proven, and whether it counts for the author.
func (p *headerPage) drawPicture(j header.Judgement) {
	author := j.Author
	if author == "" {
		author = p.Say("headerpage.no-author")
	}
	page.ByID("header-author").Say(author)
	policy := p.Say("headerpage.no-policy")
	if j.Policy.Domain != "" {
		policy = p.Say("headerpage.policy", "policy", string(j.Policy.Record.ForDomain()), "name", "_dmarc."+j.Policy.Domain)
	}
	page.ByID("header-policy").Say(policy)
	list := page.ByID("header-picture").Fill()
	for _, i := range j.Identities {
		li := page.Clone("t-identity").SetAttr("data-method", i.Method).SetAttr("data-aligned", strconv.FormatBool(i.Aligned)).SetAttr("data-passed", strconv.FormatBool(i.Passed()))
		li.Slot("method").Say(strings.ToUpper(i.Method))
		li.Slot("domain").Say(i.Domain)
		selector := ""
		if i.Selector != "" {
			selector = p.Say("headerpage.selector", "selector", i.Selector)
		}
		li.Slot("selector").SayOrHide(selector)
		if i.Seen != "" {
			page.Badge(li.Slot("seen"), kindOf(i.Seen), p.Say("headerpage.seen", "result", i.Seen))
		} else {
			li.Slot("seen").Hide(true)
		}
		if i.Now != "" {
			page.Badge(li.Slot("now"), kindOf(i.Now), p.Say("headerpage.now", "result", i.Now))
		} else {
			li.Slot("now").Hide(true)
		}
		li.Slot("link").Say(p.Say("headerpage." + alignmentWord(i)))
		list.Add(li)
	}
	page.ByID("header-no-identity").Hide(len(j.Identities) > 0)
}

// alignmentWord says how an identity relates to the author.
func alignmentWord(i header.Identity) string {
	switch {
	case !i.Known:
		return "relation-unknown"
	case i.Aligned && i.Passed():
		return "counts"
	case i.Aligned:
		return "would-count"
	}
	return "other-domain"
}

// drawSignatures draws each signature with its reason.
func (p *headerPage) drawSignatures(j header.Judgement) {
	list := page.ByID("header-signatures").Fill()
	n := 0
	for _, i := range j.Identities {
		if v := i.Verdict; v != nil {
			list.Add(p.signature(v))
			n++
		}
	}
	page.ByID("header-no-signature").Hide(n > 0)
}

func (p *headerPage) signature(v *signature.Verdict) page.Node {
	li := page.Clone("t-signature").SetAttr("data-code", v.Reason.Code).SetAttr("data-result", string(v.Result))
	page.Badge(li.Slot("result"), kindOf(string(v.Result)), string(v.Result))
	li.Slot("who").Say(p.Say("headerpage.signature", "domain", v.Domain, "selector", v.Selector, "algorithm", v.Algorithm))
	reason := p.Text("failure." + string(v.Failure))
	if v.Failure == "" {
		reason = p.Text(v.Reason.Code, p.reasonArgs(v.Reason)...)
	}
	li.Slot("what").Say(reason.What)
	li.Slot("do").SayOrHide(reason.Do)
	notes := li.Slot("notes").Fill()
	for _, f := range v.Notes {
		notes.Add(p.Finding(f, false))
	}
	if v.Failure == "" {
		li.Slot("rule").Add(p.RuleLink(v.Reason.Code))
	}
	facts := li.Slot("facts")
	fact(facts, p.Say("headerpage.key"), v.Name())
	if v.Bits > 0 {
		fact(facts, p.Say("headerpage.bits"), strconv.Itoa(v.Bits))
	}
	fact(facts, p.Say("headerpage.canon"), string(v.HeaderCanon)+"/"+string(v.BodyCanon))
	fact(facts, p.Say("headerpage.signed-fields"), strings.Join(v.Headers, ", "))
	for _, at := range []struct {
		label string
		unix  int64
	}{{"headerpage.signed-at", v.Time}, {"headerpage.expires", v.Expires}} {
		if at.unix >= 0 && at.unix < 1<<40 {
			fact(facts, p.Say(at.label), p.when(at.unix))
		}
	}
	return li
}

// reasonArgs writes times as the user's clock shows them.
func (p *headerPage) reasonArgs(f finding.Finding) []string {
	args := argsOf(f)
	for i := 0; i+1 < len(args); i += 2 {
		if unix, err := strconv.ParseInt(args[i+1], 10, 64); args[i] == "time" && err == nil {
			args[i+1] = p.when(unix)
		}
	}
	return args
}

// drawHost draws the names of the server that handed the message over.
func (p *headerPage) drawHost(j header.Judgement) {
	list := page.ByID("header-hosts").Fill()
	page.ByID("header-no-host").Hide(j.Host != nil)
	if j.Host == nil {
		return
	}
	fact(list, p.Say("headerpage.address"), j.Host.IP.String())
	fact(list, "HELO", j.Host.HELO)
	names := strings.Join(j.Host.Names, ", ")
	if names == "" && j.Host.Known {
		names = p.Say("headerpage.no-ptr")
	}
	fact(list, p.Say("headerpage.ptr"), names)
	confirmed := strings.Join(j.Host.Confirmed, ", ")
	if confirmed == "" && j.Host.Known {
		confirmed = p.Say("headerpage.no-confirmed")
	}
	fact(list, p.Say("headerpage.confirmed"), confirmed)
	if j.SPF != nil {
		fact(list, p.Say("headerpage.spf-now"), string(j.SPF.Result))
	}
}

// linkWizard carries domain, selector and address over to the check.
func (p *headerPage) linkWizard(m header.Message, j header.Judgement) {
	link := page.ByID("header-wizard").Hide(j.Author == "")
	selector, ip := "", ""
	for _, i := range j.Identities {
		if i.Method == "dkim" && i.Aligned && selector == "" {
			selector = i.Selector
		}
	}
	if from := m.Handover(); from != nil && len(m.Forwards) == 0 { // a forwarder has no place in SPF
		ip = from.IP.String()
	}
	link.SetAttr("href", wizardLink(&p.App, j.Author, selector, ip))
}
