//go:build js

package main

import (
	"strconv"
	"strings"

	"todoku/records/check"
	"todoku/records/lookup"
	"todoku/records/plan"
	"todoku/records/provider"
	"todoku/records/spf"
	"todoku/wasm/page"
)

// maxAsked is how many questions go into one request to the Worker.
const maxAsked = 40

// planned builds the plan from the answers and what is published.
func (a *app) planned() plan.Plan {
	answers := a.answers
	policy := a.policy
	answers.DMARC = &policy
	return plan.Build(&a.memo, answers)
}

// counted counts the lookups of the SPF record as the plan would have it, which text is.
func (a *app) counted(p plan.Plan) (m spf.Meter, text string) {
	for _, c := range p.Changes {
		if c.Topic == "spf" && c.Value != "" {
			text = c.Value
		}
	}
	overlay := &lookup.Overlay{Base: &a.memo}
	if text == "" {
		overlay.Set(lookup.Ask(a.domain, lookup.TXT))
	} else {
		overlay.SetTexts(a.domain, text)
	}
	return spf.Count(overlay, a.domain), text
}

// renderMeter draws the count, and asks for what is not known yet.
func (a *app) renderMeter() {
	if a.domain == "" {
		return
	}
	m, text := a.counted(a.planned())
	a.drawMeter(m, text)
	a.fetchMissing()
}

// fetchMissing asks the Worker for the answers that the last count was lacking, and counts again.
func (a *app) fetchMissing() {
	missing := a.memo.Missing()
	if len(missing) == 0 || a.loading {
		return
	}
	if len(missing) > maxAsked {
		missing = missing[:maxAsked]
	}
	a.loading = true
	turn := a.turn
	a.Go(func() {
		got := page.AskLookup(a.domain, missing)
		a.loading = false
		if turn != a.turn {
			return
		}
		a.know(got.Answers...)
		for _, q := range missing { // whatever has no answer now is not asked again until something is ticked
			if a.memo.Lookup(q).Failure == lookup.NotAsked {
				a.memo.Put(q.Failure(lookup.Unreachable))
			}
		}
		a.memo.Missing()
		a.renderMeter()
		if a.step == 4 {
			a.renderRecords()
		}
	})
}

// drawMeter draws the count, the gauge and the tree.
func (a *app) drawMeter(m spf.Meter, text string) {
	limit := strconv.Itoa(spf.MaxLookups)
	count := a.Say("meter.count", "count", strconv.Itoa(m.Lookups), "limit", limit)
	if m.Unknown > 0 {
		count = a.Say("meter.at-least", "count", strconv.Itoa(m.Lookups), "limit", limit)
	}
	verdict, kind := "", "ok"
	switch left := spf.MaxLookups - m.Lookups; {
	case m.Pending > 0:
		verdict = a.Say("meter.pending")
	case left < 0:
		verdict, kind = a.Say("meter.over", "over", strconv.Itoa(-left)), "bad"
	case m.Unknown > 0:
		verdict, kind = a.Say("meter.unknown"), "unknown"
	case left == 0:
		verdict, kind = a.Say("meter.full"), "risk"
	case left < 2:
		verdict, kind = a.Say("meter.good", "left", strconv.Itoa(left)), "risk"
	default:
		verdict = a.Say("meter.good", "left", strconv.Itoa(left))
	}
	page.ByID("meter").SetAttr("data-kind", kind)
	page.ByID("meter-empty").Hide(text != "")
	page.ByID("meter-count").Say(count)
	page.ByID("meter-verdict").Say(verdict)
	voids := ""
	if m.Voids > 0 {
		voids = a.Say("meter.voids", "count", strconv.Itoa(m.Voids), "limit", strconv.Itoa(spf.MaxVoids))
	}
	page.ByID("meter-voids").SayOrHide(voids)
	page.Record(page.ByID("meter-record"), text, 0, 0).Hide(text == "")
	a.drawGauge(m)
	tree := page.ByID("tree").Fill()
	swatch := 0
	for _, n := range m.Root.Nodes {
		if n.Lookups == 0 && n.State == spf.Good {
			continue
		}
		swatch++
		tree.Add(a.treeRow(n, swatch))
	}
	findings := page.ByID("meter-findings").Fill()
	for _, f := range m.Findings {
		if f.Code != "spf.too-many-lookups" && f.Code != "spf.near-lookup-limit" { // the meter itself says these
			findings.Add(a.Finding(f, false))
		}
	}
}

// drawGauge draws a cell for each lookup, in the colour of the sender that costs it, and ten at least.
func (a *app) drawGauge(m spf.Meter) {
	gauge := page.ByID("gauge").Fill()
	cells := 0
	cell := func(swatch int) {
		c := page.Element("span")
		if swatch > 0 {
			c.SetAttr("data-swatch", strconv.Itoa((swatch-1)%swatches+1))
		}
		c.Class("over", cells >= spf.MaxLookups)
		gauge.Add(c)
		cells++
	}
	swatch := 0
	for _, n := range m.Root.Nodes {
		if n.Lookups == 0 && n.State == spf.Good {
			continue
		}
		swatch++
		for range min(n.Lookups, 30) {
			cell(swatch)
		}
	}
	for cells < spf.MaxLookups {
		cell(0)
	}
}

// swatches is how many colours the style sheet has for senders.
const swatches = 8

// treeRow draws one term with what it costs, and below it what it brings along.
func (a *app) treeRow(n *spf.Node, swatch int) page.Node {
	li := page.Clone("t-tree")
	li.Slot("swatch").SetAttr("data-swatch", strconv.Itoa((swatch-1)%swatches+1))
	li.Slot("term").Say(n.Term.String())
	li.Slot("who").SayOrHide(a.who(n.Term))
	note := ""
	switch {
	case n.State != spf.Good:
		note = a.Say("page.Node." + string(n.State))
	case n.Over:
		note = a.Say("page.Node.over")
	}
	if n.Over && n.State != spf.Good {
		note += " " + a.Say("page.Node.over")
	}
	li.Slot("note").SayOrHide(note)
	li.Slot("cost").Say(a.Say("meter.cost", "count", strconv.Itoa(n.Lookups)))
	li.Class("over", n.Over).Class("trouble", n.State != spf.Good && n.State != spf.Conditional && n.State != spf.Pending)
	inner := li.Slot("inner")
	for _, child := range n.Nodes {
		inner.Add(a.treeRow(child, swatch))
	}
	inner.Hide(len(n.Nodes) == 0)
	return li
}

// who names the sender that a term belongs to.
func (a *app) who(t spf.Term) string {
	for _, r := range check.Recognize(a.domain, []string{"v=spf1 " + t.Text}, nil) {
		if s, ok := provider.SenderByID(r.ID); ok {
			return a.ProviderName(s.Name)
		}
	}
	for _, c := range a.answers.Senders {
		for _, term := range plan.Terms(a.domain, c) {
			if strings.EqualFold(term, strings.TrimPrefix(t.Text, "+")) {
				return a.senderName(c.ID)
			}
		}
	}
	return ""
}
