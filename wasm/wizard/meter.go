//go:build js

package main

import (
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

// drawMeter draws the count, and where it is too high, how to need less.
func (a *app) drawMeter(m spf.Meter, text string) {
	if a.meter == nil {
		a.meter = &page.Meter{Box: page.ByID("meter"), Count: page.ByID("meter-count"), Verdict: page.ByID("meter-verdict"),
			Gauge: page.ByID("gauge"), Tree: page.ByID("tree"), Voids: page.ByID("meter-voids")}
	}
	a.DrawMeter(a.meter, m, a.who)
	page.ByID("meter-empty").Hide(text != "")
	page.Record(page.ByID("meter-record"), text, 0, 0).Hide(text == "")
	findings := page.ByID("meter-findings").Fill()
	for _, f := range m.Findings {
		if f.Code != "spf.too-many-lookups" && f.Code != "spf.near-lookup-limit" { // the meter itself says these
			findings.Add(a.Finding(f, false))
		}
	}
	relief := page.ByID("meter-relief").Fill()
	if m.Lookups > spf.MaxLookups {
		overlay := &lookup.Overlay{Base: &a.memo}
		overlay.SetTexts(a.domain, text)
		for _, p := range spf.Relieve(overlay, m, spf.Facts{Date: page.Today()}) {
			relief.Add(a.Proposal(p))
		}
	}
	page.ByID("meter-relief-part").Hide(m.Lookups <= spf.MaxLookups)
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
