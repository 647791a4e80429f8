//go:build js

package main

import (
	"strings"
	"syscall/js"

	"todoku/records/check"
	"todoku/records/lookup"
	"todoku/records/plan"
	"todoku/records/spf"
	"todoku/wasm/page"
)

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
	if text == p.SPF.Text && p.SPF.Meter.Root != nil { // counted when it was merged
		return p.SPF.Meter, text
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
	if len(missing) == 0 || a.loading || a.domain == "" {
		return
	}
	if len(missing) > page.MaxAsked {
		missing = missing[:page.MaxAsked]
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
		page.Settle(&a.memo, missing)
		a.renderMeter()
		switch a.step {
		case 3:
			a.renderPolicy()
			if a.typing {
				a.memo.Missing()
			}
			a.fetchMissing()
		case 4:
			a.refreshRecords()
		}
	})
}

// drawMeter draws the count, and where it is too high, how to need less.
func (a *app) drawMeter(m spf.Meter, text string) {
	if a.meter == nil {
		a.meter = &page.Meter{Box: page.ByID("meter"), Count: page.ByID("meter-count"), Verdict: page.ByID("meter-verdict"),
			Gauge: page.ByID("gauge"), Tree: page.ByID("tree"), Voids: page.ByID("meter-voids")}
	}
	a.DrawMeter(a.meter, m, a.namer())
	page.ByID("meter-empty").Hide(text != "")
	page.Record(page.ByID("meter-record"), text, 0, 0).Hide(text == "")
	findings := page.ByID("meter-findings").Fill()
	for _, f := range m.Findings {
		if f.Code != "spf.too-many-lookups" && f.Code != "spf.near-lookup-limit" { // the meter itself says these
			findings.Add(a.Finding(f, false))
		}
	}
	a.relieveSoon(m, text)
}

// reliefDelay is for how many milliseconds nothing may be ticked before it is worked out how to need less.
const reliefDelay = 60

// relieveSoon says how to need fewer lookups where they are too many: after the meter has been drawn, because that is
// what the eye is on.
func (a *app) relieveSoon(m spf.Meter, text string) {
	a.reliefTurn++
	turn := a.reliefTurn
	if m.Lookups <= spf.MaxLookups {
		page.ByID("meter-relief-part").Hide(true)
		return
	}
	js.Global().Call("setTimeout", page.CallbackOnce(func() {
		a.Guard(func() {
			if turn == a.reliefTurn {
				a.drawRelief(m, text)
			}
		})
	}), reliefDelay)
}

func (a *app) drawRelief(m spf.Meter, text string) {
	overlay := &lookup.Overlay{Base: &a.memo}
	overlay.SetTexts(a.domain, text)
	relief := page.ByID("meter-relief").Fill()
	for _, p := range spf.Relieve(overlay, m, spf.Facts{Date: page.Today()}) {
		relief.Add(a.Proposal(p))
	}
	page.ByID("meter-relief-part").Hide(false)
	a.fetchMissing()
}

// namer returns what names the sender that a term belongs to.
func (a *app) namer() func(spf.Term) string {
	chosen := map[string]string{} // sender by the term that it needs
	for _, c := range a.answers.Senders {
		for _, term := range plan.Terms(a.domain, c) {
			chosen[strings.ToLower(term)] = c.ID
		}
	}
	return func(t spf.Term) string {
		id, known := a.recognized[a.domain+" "+t.Text]
		if !known {
			for _, r := range check.Recognize(a.domain, []string{"v=spf1 " + t.Text}, nil) {
				id = r.ID
			}
			a.recognized[a.domain+" "+t.Text] = id
		}
		if id == "" {
			id = chosen[strings.ToLower(strings.TrimPrefix(t.Text, "+"))]
		}
		if id == "" {
			return ""
		}
		return a.senderName(id)
	}
}
