//go:build js

package main

import (
	"strings"

	"todoku/records/check"
	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/lookup"
	"todoku/records/plan"
)

// renderCheckStart draws step 5 before anything was checked.
func (a *app) renderCheckStart() {
	if a.domain == "" {
		byID("verdict").fill(paragraph(a.sayAll("check.no-domain")))
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
func (a *app) check(button node) {
	if a.domain == "" {
		a.renderCheckStart()
		return
	}
	a.memo.Missing()
	planned := a.plannedRecords()
	a.memo.Missing()
	if len(planned) == 0 {
		byID("verdict").fill(notice("risk", a.sayAll("check.nothing")))
		byID("check-result").hide(true)
		return
	}
	req := check.Request{Domain: a.domain, Selectors: a.selectors, Planned: planned}
	button.Set("disabled", true)
	byID("verdict").fill(paragraph(a.say("check.looking")))
	a.goGuarded(func() {
		got := askCheck(req)
		button.Set("disabled", false)
		button.say(a.say("check.again"))
		if got.problem != "" {
			byID("verdict").fill(notice("unknown", a.sayAll(got.problem)))
			byID("check-result").hide(true)
			return
		}
		a.renderCheck(got, req)
	})
}

func notice(kind, text string) node {
	return element("p").class("verdict-line", true).setAttr("data-kind", kind).say(text)
}

// renderCheck draws the verdict on each planned record and on the domain. The plan stays as it was made: what is now
// published must not change what was to be published.
func (a *app) renderCheck(got fetched, req check.Request) {
	a.looked = got.at
	var answers lookup.Memo
	answers.Put(got.answers...)
	report := check.Run(&answers, req)
	list := byID("verdicts").fill()
	for _, v := range report.Planned {
		list.add(a.verdict(v))
	}
	byID("verdict").fill(a.outcome(&report))
	a.renderTopics(byID("check-topics"), &report)
	byID("check-result").hide(false)
}

// outcome sums the check up in one line. It is good only where mail can arrive, not where the plan alone is met.
func (a *app) outcome(r *check.Report) node {
	count := map[check.Status]int{}
	for _, v := range r.Planned {
		count[v.Status]++
	}
	var trouble []string
	for _, t := range r.Topics {
		if t.State == check.Bad || (t.State == check.Absent || t.State == check.Unknown) && t.ID != "mx" {
			trouble = append(trouble, a.say("topic."+t.ID))
		}
	}
	good, total := count[check.AsPlanned], len(r.Planned)
	partly := a.say("check.partly", "good", itoa(good), "total", itoa(total))
	switch {
	case good == total && len(trouble) == 0:
		return notice("ok", a.say("check.good"))
	case good == total:
		return notice("risk", a.say("check.good-but", "topics", strings.Join(trouble, a.say("check.and"))))
	case count[check.CouldNotLook] > 0:
		return notice("unknown", partly+" "+a.sayAll("check.unknown"))
	case good+count[check.Missing] == total:
		return notice("risk", partly+" "+a.say("check.not-yet"))
	}
	return notice("bad", partly)
}

// verdict draws how one planned record compares with what is published.
func (a *app) verdict(v check.Verdict) node {
	li := clone("t-verdict").setAttr("data-status", string(v.Status)).setAttr("data-name", v.Name)
	status := string(v.Status)
	if v.Gone && v.Status == check.AsPlanned {
		status = "gone"
	}
	badge(li.slot("status"), string(v.Status), a.say("status."+status))
	li.slot("title").say(domain.ToUnicode(v.Name) + "  " + v.Type.String())
	li.slot("say").say(a.say("verdict." + status))
	li.slot("when").sayOrHide(a.when(v))
	li.slot("compare").hide(v.Status != check.Differs && v.Status != check.Other)
	if len(v.Found) > 0 {
		record(li.slot("found"), v.Found[0], v.FoundSpan.Start, v.FoundSpan.End)
		record(li.slot("expected"), v.Value, v.PlannedSpan.Start, v.PlannedSpan.End)
	}
	findings := li.slot("findings").fill()
	for _, f := range v.Findings {
		findings.add(a.finding(withoutFix(f), false))
	}
	if v.Status == check.CouldNotLook {
		findings.add(a.failure(check.Failure{Question: lookup.Ask(v.Name, v.Type), Why: v.Why, Resolver: v.Resolver}))
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
		return a.say("when.missing", "time", a.clockTime(a.looked, v.TTL))
	case (v.Status == check.Differs || v.Status == check.StillThere || v.Status == check.Other) && v.TTL > 0:
		return a.say("when.differs", "time", a.clockTime(a.looked, v.TTL))
	}
	return a.say("when.seen", "resolver", a.resolverName(v.Resolver), "time", a.clockTime(a.looked, 0))
}
