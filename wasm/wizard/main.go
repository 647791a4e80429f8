//go:build js

// Command wizard is the program of the first page: five steps from a domain to records that are seen to be published.
//
//	main.go                                              start, state, the way from step to step
//	domain.go senders.go policy.go records.go check.go   the five steps
//	share.go import.go handoff.go                        links, pasted records, the plan for other people
//	meter.go keys.go                                     parts of them
package main

import (
	"strconv"
	"syscall/js"

	"todoku/records/check"
	"todoku/records/dmarc"
	"todoku/records/lookup"
	"todoku/records/plan"
	"todoku/records/share"
	"todoku/records/zoneimport"
	"todoku/wasm/page"
)

// app is everything that the page knows.
type app struct {
	page.App

	step    int
	reached int // the furthest step that was opened

	// What was looked up.
	domain    string
	selectors []string
	memo      lookup.Memo
	report    *check.Report // nil until something was looked up
	probe     string        // the label by chance that the Worker asked for
	evidence  check.Evidence
	loading   bool // answers for the meter are on their way
	meter     *page.Meter
	// recognized are the senders by domain and SPF term; reliefTurn counts what was drawn into the meter.
	recognized  map[string]string
	groupCounts map[string]string // what stands behind each kind of sender
	reliefTurn  int
	turn        int // counts looks, so that a late answer to an earlier one is dropped

	// What was answered.
	answers plan.Answers
	found   []check.Recognized
	policy  dmarc.Record
	panel   string
	watch   watch
	key     ownKey

	drawn     string // what step 4 shows
	subdomain string // whose policy is shown
	typing    bool   // an address of step 3 is half typed

	pending  *share.Link        // a link whose content the user has not confirmed yet
	imported *zoneimport.Result // records that were pasted
}

func main() {
	a := &app{App: page.NewApp(), step: 1, reached: 1, recognized: map[string]string{}, groupCounts: map[string]string{}}
	a.startKey()
	a.setPolicy(dmarc.Record{Policy: dmarc.None})
	a.readSenders()
	a.renderMeter()
	page.ByID("meter-more").Set("open", js.Global().Call("matchMedia", "(min-width: 60rem)").Get("matches").Bool())
	window := js.Global()
	window.Call("addEventListener", "hashchange", page.Callback(func(js.Value) { a.Guard(a.openFragment) }))
	window.Call("addEventListener", "popstate", page.Callback(func(event js.Value) {
		if state := event.Get("state"); state.Type() == js.TypeNumber {
			a.Guard(func() { a.show(state.Int()) })
		}
	}))
	window.Call("addEventListener", "message", page.Callback(func(event js.Value) { a.Guard(func() { a.answerHandoff(event) }) }))
	a.Start(page.Handlers{Actions: a.actions(), Changes: a.changes(), Inputs: a.inputs()})
	a.openFragment()
	select {}
}

// actions by the name in data-action: buttons, links and forms.
func (a *app) actions() map[string]func(page.Node) {
	return map[string]func(page.Node){
		"look":         a.look,
		"add-selector": a.addSelector,
		"go":           func(n page.Node) { a.open(page.Atoi(n.Attr("data-step"))) },
		"add-key":      a.addKey,
		"remove-key":   a.removeKey,
		"make-key":     a.makeKey,

		"way-over":          a.takeWayOver,
		"schedule-calendar": a.saveSchedule,
		"subdomain":         a.showSubdomain,
		"check":             a.check,
		"make-link":         a.makeLink,
		"accept-link":       a.acceptLink,
		"refuse-link":       a.refuseLink,
		"import":            a.importZone,
	}
}

// changes by the name in data-change: boxes that are ticked and lists that are chosen from.
func (a *app) changes() map[string]func(page.Node) {
	return map[string]func(page.Node){
		"sender":  a.tick,
		"no-mail": a.tickNoMail,
		"parked":  a.tickParked,
		"policy":  func(page.Node) { a.readPolicy() },
		"panel":   a.choosePanel,
		"which":   a.answerWhich,
		"confirm": a.confirmLink,
	}
}

// inputs by the name in data-input: boxes that are typed into.
func (a *app) inputs() map[string]func(page.Node) {
	return map[string]func(page.Node){
		"search":  a.search,
		"field":   a.typeField,
		"servers": a.typeServers,
		"reports": func(page.Node) { a.typePolicy() },
	}
}

// open goes to a step and enters it into the history, so that the browser's own Back works.
func (a *app) open(step int) {
	if step < 1 || step > 5 || step == a.step {
		return
	}
	history := js.Global().Get("history")
	if history.Get("state").Type() != js.TypeNumber {
		history.Call("replaceState", a.step, "")
	}
	history.Call("pushState", step, "")
	a.show(step)
}

// show draws a step.
func (a *app) show(step int) {
	if a.pending != nil { // first the link is confirmed
		step = 1
	}
	a.step = step
	a.reached = max(a.reached, step)
	for _, section := range page.All("[data-section]") {
		section.Class("current", section.Attr("data-section") == strconv.Itoa(step))
	}
	for _, button := range page.All(".step") {
		n := page.Atoi(button.Attr("data-step"))
		button.Set("disabled", n > a.reached && a.domain == "")
		button.AttrIf("aria-current", "step", n == step)
	}
	switch step {
	case 2:
		a.renderMeter()
	case 3:
		a.renderPolicy()
		a.fetchMissing()
	case 4:
		a.renderRecords()
	case 5:
		a.renderCheckStart()
	}
	js.Global().Call("scrollTo", 0, 0)
	if heading := page.Query("[data-section=\"" + strconv.Itoa(step) + "\"] :is(h1,h2)"); heading.There() {
		heading.Call("focus", map[string]any{"preventScroll": true})
	}
}
