//go:build js

package main

import (
	"strconv"
	"strings"

	"todoku/records/check"
	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/lookup"
	"todoku/records/plan"
	"todoku/wasm/page"
)

// renderCheckStart draws step 5 before anything was checked.
func (a *app) renderCheckStart() {
	if a.domain == "" {
		page.ByID("verdict").Fill(page.Paragraph(a.SayAll("check.no-domain")))
	}
}

// plannedRecords lists the records of the plan as the check wants them.
func (a *app) plannedRecords() []check.Planned {
	var list []check.Planned
	for _, c := range a.planned().Changes {
		p := check.Planned{Name: c.Name, Type: c.Type, Value: c.Value}
		if c.Action == plan.Delete {
			p.Value, p.Gone = c.Old, true
		}
		list = append(list, p)
	}
	return list
}

// check asks the Worker what is published and compares it with the plan.
func (a *app) check(button page.Node) {
	if a.domain == "" {
		a.renderCheckStart()
		return
	}
	a.memo.Missing()
	planned := a.plannedRecords()
	a.memo.Missing()
	if len(planned) == 0 {
		page.ByID("verdict").Fill(page.Notice("risk", a.SayAll("check.nothing")))
		page.ByID("check-result").Hide(true)
		return
	}
	req := check.Request{Domain: a.domain, Selectors: a.selectors, Planned: planned}
	button.Set("disabled", true)
	page.ByID("verdict").Fill(page.Paragraph(a.Say("check.looking")))
	a.Go(func() {
		got := page.AskCheck(req)
		button.Set("disabled", false)
		button.Say(a.Say("check.again"))
		if got.Problem != "" {
			page.ByID("verdict").Fill(page.Notice("unknown", a.SayAll(got.Problem)))
			page.ByID("check-result").Hide(true)
			return
		}
		a.renderCheck(got, req)
	})
}

// renderCheck draws the verdict on each planned record and on the domain. The plan stays as it was made: what is now
// published must not change what was to be published.
func (a *app) renderCheck(got page.Fetched, req check.Request) {
	a.Looked = got.At
	var answers lookup.Memo
	answers.Put(got.Answers...)
	report := check.Run(&answers, req)
	list := page.ByID("verdicts").Fill()
	for _, v := range report.Planned {
		list.Add(a.verdict(v))
	}
	page.ByID("verdict").Fill(a.outcome(&report))
	a.Topics(page.ByID("check-topics"), &report)
	page.ByID("report-link").Set("hash", "#domain="+a.domain)
	page.ByID("check-result").Hide(false)
}

// outcome sums the check up in one line. It is good only where mail can arrive, not where the plan alone is met.
func (a *app) outcome(r *check.Report) page.Node {
	count := map[check.Status]int{}
	for _, v := range r.Planned {
		count[v.Status]++
	}
	var trouble []string
	for _, t := range r.Topics {
		if t.State == check.Bad || (t.State == check.Absent || t.State == check.Unknown) && t.ID != "mx" {
			trouble = append(trouble, a.Say("topic."+t.ID))
		}
	}
	good, total := count[check.AsPlanned], len(r.Planned)
	partly := a.Say("check.partly", "good", strconv.Itoa(good), "total", strconv.Itoa(total))
	switch {
	case good == total && len(trouble) == 0:
		return page.Notice("ok", a.Say("check.good"))
	case good == total:
		return page.Notice("risk", a.Say("check.good-but", "topics", strings.Join(trouble, a.Say("check.and"))))
	case count[check.CouldNotLook] > 0:
		return page.Notice("unknown", partly+" "+a.SayAll("check.unknown"))
	case good+count[check.Missing] == total:
		return page.Notice("risk", partly+" "+a.Say("check.not-yet"))
	}
	return page.Notice("bad", partly)
}

// verdict draws how one planned record compares with what is published.
func (a *app) verdict(v check.Verdict) page.Node {
	li := page.Clone("t-verdict").SetAttr("data-status", string(v.Status)).SetAttr("data-name", v.Name)
	status := string(v.Status)
	if v.Gone && v.Status == check.AsPlanned {
		status = "gone"
	}
	page.Badge(li.Slot("status"), string(v.Status), a.Say("status."+status))
	li.Slot("title").Say(domain.ToUnicode(v.Name) + "  " + v.Type.String())
	li.Slot("say").Say(a.Say("verdict." + status))
	li.Slot("when").SayOrHide(a.when(v))
	li.Slot("compare").Hide(v.Status != check.Differs && v.Status != check.Other)
	if len(v.Found) > 0 {
		page.Record(li.Slot("found"), v.Found[0], v.FoundSpan.Start, v.FoundSpan.End)
		page.Record(li.Slot("expected"), v.Value, v.PlannedSpan.Start, v.PlannedSpan.End)
	}
	findings := li.Slot("findings").Fill()
	for _, f := range v.Findings {
		findings.Add(a.Finding(withoutFix(f), false))
	}
	if v.Status == check.CouldNotLook {
		findings.Add(a.Failure(check.Failure{Question: lookup.Ask(v.Name, v.Type), Why: v.Why, Resolver: v.Resolver}))
	}
	return li
}

// withoutFix leaves the fix out: the right value is the planned one, which is shown beside it.
func withoutFix(f finding.Finding) finding.Finding {
	f.Fix = ""
	return f
}

// when says until what time caches may show what was seen.
func (a *app) when(v check.Verdict) string {
	switch {
	case v.Status == check.CouldNotLook:
		return ""
	case v.Status == check.Missing && v.TTL > 0:
		return a.Say("when.missing", "time", a.ClockTime(a.Looked, v.TTL))
	case (v.Status == check.Differs || v.Status == check.StillThere || v.Status == check.Other) && v.TTL > 0:
		return a.Say("when.differs", "time", a.ClockTime(a.Looked, v.TTL))
	}
	return a.Say("when.seen", "resolver", a.ResolverName(v.Resolver), "time", a.ClockTime(a.Looked, 0))
}
