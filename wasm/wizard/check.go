//go:build js

package main

import (
	"net/netip"
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
	page.ByID("helo-field").Hide(len(a.ownServers()) == 0)
	if a.domain == "" {
		page.ByID("verdict").Fill(page.Paragraph(a.SayAll("check.no-domain")))
	}
}

// clearCheck forgets what was checked.
func (a *app) clearCheck() {
	a.watch.stop()
	page.ByID("check-result").Hide(true)
	page.ByID("check-when").Hide(true)
	page.ByID("check-first").Fill()
	page.ByID("verdict").Fill()
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

// ownServers are the owner's servers that were given by their one address.
func (a *app) ownServers() []check.Server {
	var list []check.Server
	for _, p := range a.answers.Servers {
		if p.IsSingleIP() && p.Addr() != (netip.Addr{}) {
			list = append(list, check.Server{Address: p.Addr()})
		}
	}
	return list
}

// checkRequest is what is to be checked.
func (a *app) checkRequest() check.Request {
	a.memo.Missing()
	req := check.Request{Domain: a.domain, Selectors: a.selectors, Planned: a.plannedRecords(), Servers: a.ownServers(),
		Sightings: true, Panel: a.panel}
	a.memo.Missing()
	helo, problem := page.ByID("helo").Val(), (*finding.Finding)(nil)
	if helo = strings.TrimSpace(page.Normalize(helo)); helo != "" && len(req.Servers) > 0 {
		helo, problem = domain.Parse(helo)
		for i := range req.Servers {
			req.Servers[i].Helo = helo
		}
	}
	a.Problem("helo", problem)
	return req
}

// check asks the Worker what is published and compares it with the plan.
func (a *app) check(button page.Node) {
	if a.domain == "" {
		a.renderCheckStart()
		return
	}
	req := a.checkRequest()
	a.clearCheck()
	if len(req.Planned) == 0 {
		page.ByID("verdict").Fill(page.Notice("risk", a.SayAll("check.nothing")))
		return
	}
	button.Set("disabled", true)
	page.ByID("verdict").Fill(page.Paragraph(a.Say("check.looking")))
	turn := a.turn
	a.Go(func() {
		answers, got := a.askForCheck(&req)
		button.Set("disabled", false)
		if turn != a.turn {
			return
		}
		button.Say(a.Say("check.again"))
		if got.Problem != "" {
			page.ByID("verdict").Fill(page.Notice("unknown", a.SayAll(got.Problem)))
			return
		}
		a.renderCheck(answers, got, req, true)
	})
}

// maxTrips bounds how often answers lead to more questions.
const maxTrips = 3

// askForCheck asks for all that the check of req needs, and enters what came with it. The page judges by itself: what
// is planned stays here, and what it leads to (a name beside the right one) is asked for by name and type.
func (a *app) askForCheck(req *check.Request) (*lookup.Memo, page.Fetched) {
	got := page.AskCheck(*req)
	answers := &lookup.Memo{}
	answers.Put(got.Answers...)
	req.Probe, req.Evidence = got.Probe, got.Evidence
	for range maxTrips {
		if got.Problem != "" {
			break
		}
		check.Run(answers, *req)
		missing := answers.Missing()
		if len(missing) == 0 {
			break
		}
		answers.Put(page.AskLookup(req.Domain, missing[:min(len(missing), page.MaxAsked)]).Answers...)
	}
	return answers, got
}

// renderCheck draws the verdict on each planned record and on the domain. The plan stays as it was made: what is now
// published must not change what was to be published. With watching, the page looks again when caches let go.
func (a *app) renderCheck(answers lookup.Resolver, got page.Fetched, req check.Request, watching bool) {
	a.Looked = got.At
	report := check.Run(answers, req)
	list := page.ByID("verdicts").Fill()
	for _, v := range report.Planned {
		list.Add(a.verdict(v))
	}
	a.renderFirst(&report)
	page.ByID("verdict").Fill(a.outcome(&report))
	unplanned := page.ByID("unplanned").Fill()
	for _, f := range report.Unplanned {
		unplanned.Add(a.Finding(f, true))
	}
	page.ByID("unplanned-part").Hide(len(report.Unplanned) == 0)
	silent := ""
	if len(got.Silent) > 0 {
		silent = a.Say("check.silent", "resolvers", strings.Join(got.Silent, ", "))
	}
	page.ByID("check-silent").SayOrHide(silent)
	a.Topics(page.ByID("check-topics"), &report)
	page.ByID("report-link").Set("hash", "#domain="+a.domain)
	a.renderRequirements(&report)
	page.ByID("check-result").Hide(false)
	a.renderWhen(&report, watching)
}

// renderFirst draws above everything else what makes the rest worthless: signatures that do not hold, and records in the
// wrong panel.
func (a *app) renderFirst(r *check.Report) {
	first := page.ByID("check-first").Fill()
	if t := r.Topic("dnssec"); t.State == check.Bad {
		for _, f := range t.Findings {
			first.Add(a.Finding(f, false))
		}
	}
	for _, f := range r.Topic("dns").Findings {
		if strings.HasPrefix(f.Code, "place.") {
			first.Add(a.Finding(f, false))
		}
	}
}

// outcome sums the check up in one line. It is good only where mail can arrive, not where the plan alone is met, and
// only where everyone sees it.
func (a *app) outcome(r *check.Report) page.Node {
	count := map[check.Status]int{}
	late := 0
	for _, v := range r.Planned {
		count[v.Status]++
		if v.Status == check.AsPlanned && v.Spread != nil && !settled(v.Spread.Stage) {
			late++
		}
	}
	trouble := a.trouble(r)
	good, total := count[check.AsPlanned], len(r.Planned)
	partly := a.Say("check.partly", "good", strconv.Itoa(good), "total", strconv.Itoa(total))
	switch {
	case r.Topic("dnssec").State == check.Bad:
		return page.Notice("bad", a.Say("check.dnssec"))
	case good == total && len(trouble) == 0 && late == 0 && len(r.Unplanned) == 0:
		if a.answers.NoMail {
			return page.Notice("ok", a.Say("check.good-no-mail"))
		}
		return page.Notice("ok", a.Say("check.good"))
	case good == total && late > 0:
		return page.Notice("risk", a.Say("check.not-everywhere"))
	case good == total:
		return page.Notice("risk", a.Say("check.good-but", "topics", strings.Join(trouble, a.Say("check.and"))))
	case count[check.CouldNotLook] > 0:
		return page.Notice("unknown", partly+" "+a.SayAll("check.unknown"))
	case good+count[check.Missing] == total:
		return page.Notice("risk", partly+" "+a.Say("check.not-yet"))
	}
	return page.Notice("bad", partly)
}

// settled reports whether a stage is one in which nobody who was asked keeps something else.
func settled(s check.Stage) bool { return s == check.Everywhere || s == check.NobodyAsked }

// trouble names the topics with which mail does not arrive.
func (a *app) trouble(r *check.Report) []string {
	var list []string
	for _, t := range r.Topics {
		needed := t.ID == "spf" || t.ID == "dkim" || t.ID == "dmarc" || t.ID == "dns"
		if t.State == check.Bad || (t.State == check.Absent || t.State == check.Unknown) && needed {
			list = append(list, a.Say("topic."+t.ID))
		}
	}
	return list
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
	li.Slot("compare").Hide(v.Status != check.Differs && v.Status != check.Other || len(v.Found) == 0)
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
	a.renderSpread(li, v)
	return li
}

// withoutFix leaves the fix out: the right value is the planned one, which is shown beside it.
func withoutFix(f finding.Finding) finding.Finding {
	f.Fix = ""
	return f
}
