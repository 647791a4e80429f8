//go:build js

package main

import (
	"strings"
	"syscall/js"

	"todoku/records/check"
	"todoku/records/clients"
	"todoku/records/domain"
	"todoku/records/handoff"
	"todoku/records/input"
	"todoku/records/lookup"
	"todoku/wasm/page"
)

// reportPage makes the report of a check on one page.
type reportPage struct {
	page.App
	report *check.Report
	at     string
}

func init() { pages["report"] = newReport }

func newReport(a page.App) (page.Handlers, func()) {
	r := &reportPage{App: a}
	return page.Handlers{
		Actions: map[string]func(page.Node){"report": r.look, "print": printPage},
		Inputs:  map[string]func(page.Node){"names": func(page.Node) { r.render() }},
	}, r.begin
}

// begin takes the domain from the address: #domain=example.jp
func (r *reportPage) begin() {
	if name, found := strings.CutPrefix(js.Global().Get("location").Get("hash").String(), "#domain="); found {
		page.ByID("domain").Set("value", js.Global().Call("decodeURIComponent", name).String())
		r.look(page.Node{})
	}
}

func (r *reportPage) look(page.Node) {
	name, _, problem := input.Domain(page.Normalize(page.ByID("domain").Val()))
	r.Problem("domain", problem)
	if problem != nil {
		return
	}
	page.ByID("domain").Set("value", domain.ToUnicode(name))
	page.ByID("report-state").Say(r.Say("check.looking"))
	r.Go(func() {
		report, got := askReport(name)
		if got.Problem != "" {
			page.ByID("report-state").Say(r.SayAll(got.Problem))
			return
		}
		page.ByID("report-state").Say("")
		r.report, r.at = &report, got.At
		r.render()
	})
}

// askReport looks a domain up and judges it here.
func askReport(name string) (check.Report, page.Fetched) {
	got := page.AskCheck(check.Request{Domain: name})
	var memo lookup.Memo
	memo.Put(got.Answers...)
	return check.Run(&memo, check.Request{Domain: name, Probe: got.Probe, Evidence: got.Evidence}), got
}

func (r *reportPage) render() {
	if r.report == nil {
		return
	}
	page.ByID("report").Hide(false)
	drawDocument(page.ByID("document"), handoff.Report{People: people(), Check: r.report, Date: dateText(r.Lang, r.at, true)}.Write(r.Lang))
}

// reportOf is the report of a domain of the workspace, with what has changed.
func reportOf(a *page.App, report *check.Report, before clients.Result, at string) handoff.Document {
	r := handoff.Report{People: people(), Check: report, Before: before.States, Date: dateText(a.Lang, at, true)}
	if before.At != "" {
		r.BeforeAt = dateText(a.Lang, before.At, false)
	}
	return r.Write(a.Lang)
}
