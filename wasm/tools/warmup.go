//go:build js

package main

import (
	"strconv"
	"strings"
	"syscall/js"

	"todoku/records/calendar"
	"todoku/records/input"
	"todoku/records/warmup"
	"todoku/wasm/page"
)

// warmupTool is the page that plans how a new address begins to send.
type warmupTool struct {
	page.App
	plan  warmup.Plan
	steps []warmup.Step
}

func warmupPage(app page.App) (page.Handlers, func()) {
	today, _ := calendar.ParseDate(page.Today())
	w := &warmupTool{App: app, plan: warmup.Default(today.Add(1).WorkdayJP())}
	return page.Handlers{
			Actions: map[string]func(page.Node){
				"warmup-plan": func(page.Node) { w.read() },
				"warmup-csv":  func(page.Node) { w.saveCSV() },
				"warmup-ics":  func(page.Node) { w.saveCalendar() },
				"warmup-link": w.copyLink,
				"print":       func(page.Node) { js.Global().Call("print") },
			},
			Changes: map[string]func(page.Node){
				"warmup":         func(page.Node) { w.read() },
				"warmup-setback": w.setback,
			},
			Inputs: map[string]func(page.Node){
				"warmup": func(page.Node) { w.read() },
			},
		}, func() {
			if text := page.Fragment(); text != "" {
				p := warmup.Parse(text)
				if p.Begin == (calendar.Date{}) {
					p.Begin = w.plan.Begin
				}
				w.plan = p
			}
			w.write()
			w.drawSignals()
			w.draw()
		}
}

// write puts the plan into the boxes.
func (w *warmupTool) write() {
	p := w.plan
	address := "own"
	if p.Shared {
		address = "shared"
	}
	page.Query("[name=address][value="+address+"]").Set("checked", true)
	page.ByID("warmup-begin").Set("value", p.Begin.String())
	page.ByID("warmup-first").Set("value", strconv.Itoa(p.First))
	page.ByID("warmup-target").Set("value", strconv.Itoa(p.Target))
	page.ByID("warmup-growth").Set("value", strconv.Itoa(p.Growth))
	page.ByID("warmup-workdays").Set("checked", p.Workdays)
	for _, box := range page.All("[data-receiver]") {
		box.Set("value", strconv.Itoa(p.Shares[warmup.Receiver(box.Attr("data-receiver"))]))
	}
}

// read takes the plan from the boxes. A box with no number keeps what it had, and is named.
func (w *warmupTool) read() {
	p := &w.plan
	p.Shared = page.Query("[name=address]:checked").Val() == "shared"
	var problems []string
	number := func(box page.Node, label string, into func(int)) {
		n, ok := input.Number(page.Normalize(box.Val()))
		box.AttrIf("aria-invalid", "true", !ok)
		if !ok {
			problems = append(problems, w.SayAll("warm.no-number", "label", label))
			return
		}
		into(n)
	}
	label := func(id string) string { return page.Query("label[for=" + id + "]").Get("textContent").String() }
	date, ok := calendar.ParseDate(page.ByID("warmup-begin").Val())
	if ok {
		p.Begin = date
	} else {
		problems = append(problems, w.SayAll("warm.no-date"))
	}
	number(page.ByID("warmup-first"), label("warmup-first"), func(n int) { p.First = n })
	number(page.ByID("warmup-target"), label("warmup-target"), func(n int) { p.Target = n })
	number(page.ByID("warmup-growth"), label("warmup-growth"), func(n int) { p.Growth = n })
	p.Workdays = page.ByID("warmup-workdays").Checked()
	for _, box := range page.All("[data-receiver]") {
		number(box, label(box.Attr("id")), func(n int) { p.Shares[warmup.Receiver(box.Attr("data-receiver"))] = min(n, 1000) })
	}
	page.ByID("warmup-problem").Say(strings.Join(problems, "\n"))
	p.Setbacks = nil // another plan has other days
	w.draw()
}

// setback plans anew after a sending at which mail bounced, or without it.
func (w *warmupTool) setback(box page.Node) {
	n := page.Atoi(box.Attr("data-step"))
	var kept []int
	for _, s := range w.plan.Setbacks {
		if s < n { // what came later is planned anew
			kept = append(kept, s)
		}
	}
	if box.Checked() {
		kept = append(kept, n)
	}
	w.plan.Setbacks = kept
	w.draw()
	if again := page.Query("[data-step=\"" + strconv.Itoa(n) + "\"]"); again.There() {
		again.Call("focus")
	}
}

func (w *warmupTool) draw() {
	w.steps = w.plan.Steps()
	page.ByID("warmup-fields").Hide(w.plan.Shared)
	page.ByID("warmup-more").Hide(w.plan.Shared)
	list := page.ByID("warmup-findings").Fill()
	for _, f := range warmup.Lint(w.plan) {
		list.Add(w.Finding(f, false))
	}
	page.ByID("warmup-result").Hide(len(w.steps) == 0)
	if len(w.steps) == 0 {
		return
	}
	last := w.steps[len(w.steps)-1]
	args := []string{"steps", strconv.Itoa(len(w.steps)), "day", page.Day(w.Lang, last.Day.String()), "target", page.Number(w.Lang, w.plan.Target)}
	// Rounding at each receiver may leave the last step short by a message for each.
	if last.Total+len(warmup.Receivers) < w.plan.Target {
		page.ByID("warmup-summary").Say(w.SayAll("warm.short", args...)).SetAttr("data-kind", "risk")
	} else {
		page.ByID("warmup-summary").Say(w.Say("warm.summary", args...)).SetAttr("data-kind", "ok")
	}
	w.drawChart()
	w.drawTable()
}

// receivers are those that have a share.
func (w *warmupTool) receivers() []warmup.Receiver {
	var list []warmup.Receiver
	for _, r := range warmup.Receivers {
		if w.plan.Shares[r] > 0 {
			list = append(list, r)
		}
	}
	return list
}

func (w *warmupTool) drawTable() {
	head := page.ByID("warmup-head").Fill()
	for _, code := range []string{"warm.number", "warm.day", "warm.total", "warm.hour"} {
		head.Add(page.Clone("t-th").Say(w.Say(code)))
	}
	for _, r := range w.receivers() {
		head.Add(page.Clone("t-th").Say(w.Say("at." + string(r))))
	}
	head.Add(page.Clone("t-th").Say(w.Say("warm.setback")))
	rows := page.ByID("warmup-rows").Fill()
	for _, s := range w.steps {
		row := page.Clone("t-warm").Class("again", s.Again)
		row.Slot("number").Say(strconv.Itoa(s.Number))
		day := page.Day(w.Lang, s.Day.String())
		if s.Number > 1 && w.steps[s.Number-2].Setback {
			day += " " + w.Say("warm.again")
		}
		row.Slot("day").Say(day)
		row.Slot("total").Say(page.Number(w.Lang, s.Total))
		row.Slot("hour").Say(page.Number(w.Lang, s.PerHour))
		for _, r := range w.receivers() {
			row.Add(page.Clone("t-td").Class("number", true).Say(page.Number(w.Lang, s.Messages[r])))
		}
		cell := page.Clone("t-setback")
		cell.Slot("label").Say(w.Say("warm.setback")).Class("hidden", true)
		box := cell.Query("input").SetAttr("data-step", strconv.Itoa(s.Number))
		box.Set("checked", s.Setback)
		rows.Add(row.Add(cell))
	}
}

func (w *warmupTool) drawChart() {
	top := 1
	for _, s := range w.steps {
		top = max(top, s.Total)
	}
	chart := page.SVG("svg").SetAttr("viewBox", "0 0 "+strconv.Itoa(max(len(w.steps), 10)*barWidth)+" "+strconv.Itoa(chartHeight)).
		SetAttr("preserveAspectRatio", "none").SetAttr("role", "img").SetAttr("aria-label", page.ByID("warmup-summary").Get("textContent").String())
	for i, s := range w.steps {
		h := max(s.Total*chartHeight/top, 1)
		class := "bar-plan"
		if s.Setback {
			class = "bar-bad"
		}
		chart.Add(page.SVG("rect").SetAttr("class", class).SetAttr("x", strconv.Itoa(i*barWidth+1)).SetAttr("width", strconv.Itoa(barWidth-2)).
			SetAttr("y", strconv.Itoa(chartHeight-h)).SetAttr("height", strconv.Itoa(h)))
	}
	page.ByID("warmup-chart").Fill(chart)
}

func (w *warmupTool) drawSignals() {
	list := page.ByID("warmup-signals").Fill()
	for _, s := range warmup.Signals {
		text := w.Text("signal." + s.Code)
		li := page.Clone("t-signal")
		li.Slot("what").Say(text.What)
		li.Slot("do").Say(text.Do)
		list.Add(li)
	}
}

func (w *warmupTool) saveCSV() {
	head := []string{w.Say("warm.number"), w.Say("warm.day"), w.Say("warm.total"), w.Say("warm.hour")}
	for _, r := range w.receivers() {
		head = append(head, w.Say("at."+string(r)))
	}
	rows := [][]string{head}
	for _, s := range w.steps {
		row := []string{strconv.Itoa(s.Number), s.Day.String(), strconv.Itoa(s.Total), strconv.Itoa(s.PerHour)}
		for _, r := range w.receivers() {
			row = append(row, strconv.Itoa(s.Messages[r]))
		}
		rows = append(rows, row)
	}
	page.Download("warmup.csv", page.CSV(rows), "text/csv")
}

func (w *warmupTool) saveCalendar() {
	var events []calendar.Event
	for _, s := range w.steps {
		var parts []string
		for _, r := range w.receivers() {
			parts = append(parts, w.Say("at."+string(r))+" "+strconv.Itoa(s.Messages[r]))
		}
		events = append(events, calendar.Event{UID: "warmup-" + w.plan.Begin.Compact() + "-" + strconv.Itoa(s.Number) + "@todoku",
			Day: s.Day, Summary: w.Say("warm.event", "number", strconv.Itoa(s.Number), "total", strconv.Itoa(s.Total)),
			Text: strings.Join(parts, "\n"), Remind: -1})
	}
	file := calendar.File(page.Query("h1").Get("textContent").String(), "-//Todoku//warmup//"+string(w.Lang), page.Stamp(), events)
	page.Download("warmup.ics", []byte(file), "text/calendar")
}

func (w *warmupTool) copyLink(button page.Node) {
	w.Copy(button, page.Address()+"#"+w.plan.String())
}
