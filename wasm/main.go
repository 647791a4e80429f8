//go:build js

// Command wasm is the program in the browser. It owns state and behaviour; the pages are HTML, written by package site.
//
//	main.go           start, state, dispatch of events
//	view.go           the few things that are done to the document
//	js.go             promises and callbacks
//	api.go            questions to the Worker
//	domain.go senders.go policy.go records.go check.go   the five steps
//	meter.go topics.go keys.go                           parts of them
package main

import (
	"runtime"
	"syscall/js"

	"todoku/records/check"
	"todoku/records/dmarc"
	"todoku/records/lookup"
	"todoku/records/message"
	"todoku/records/plan"
)

// app is everything that the page knows.
type app struct {
	lang message.Lang

	step    int
	reached int // the furthest step that was opened

	// What was looked up.
	domain    string
	selectors []string
	memo      lookup.Memo
	report    *check.Report // nil until something was looked up
	looked    string        // when, in RFC 3339
	loading   bool          // answers for the meter are on their way
	turn      int           // counts looks, so that a late answer to an earlier one is dropped

	// What was answered.
	answers plan.Answers
	found   []check.Recognized
	policy  dmarc.Record
	panel   string
	key     ownKey
}

func main() {
	a := &app{lang: message.Lang(document.Get("documentElement").Get("lang").String()), step: 1, reached: 1}
	a.listen()
	a.startKey()
	a.setPolicy(dmarc.Record{Policy: dmarc.None})
	a.renderSenderCounts()
	a.renderMeter()
	byID("meter-more").Set("open", js.Global().Call("matchMedia", "(min-width: 60rem)").Get("matches").Bool())
	for _, f := range all("fieldset[disabled]") {
		f.Set("disabled", false)
	}
	document.Get("documentElement").Call("setAttribute", "data-ready", "")
	a.openFragment()
	select {}
}

// actions by the name in data-action: buttons, links and forms.
func (a *app) actions() map[string]func(node) {
	return map[string]func(node){
		"look":         a.look,
		"add-selector": a.addSelector,
		"go":           func(n node) { a.open(atoi(n.attr("data-step"))) },
		"copy":         a.copy,
		"add-key":      a.addKey,
		"remove-key":   a.removeKey,
		"make-key":     a.makeKey,
		"check":        a.check,
	}
}

// changes by the name in data-change: boxes that are ticked and lists that are chosen from.
func (a *app) changes() map[string]func(node) {
	return map[string]func(node){
		"sender":  a.tick,
		"no-mail": a.tickNoMail,
		"policy":  func(node) { a.readPolicy() },
		"panel":   a.choosePanel,
	}
}

// inputs by the name in data-input: boxes that are typed into.
func (a *app) inputs() map[string]func(node) {
	return map[string]func(node){
		"search":  a.search,
		"field":   a.typeField,
		"servers": a.typeServers,
		"reports": func(node) { a.readPolicy() },
	}
}

// listen puts one listener for each kind of event on the document. They live as long as the page.
func (a *app) listen() {
	a.on(document, "click", "data-action", a.actions(), func(n node) bool { return n.tag() != "FORM" })
	a.on(document, "submit", "data-action", a.actions(), func(n node) bool { return n.tag() == "FORM" })
	a.on(document, "change", "data-change", a.changes(), nil)
	a.on(document, "input", "data-input", a.inputs(), nil)
	window := js.Global()
	window.Call("addEventListener", "hashchange", callback(func(js.Value) { a.guard(a.openFragment) }))
	window.Call("addEventListener", "popstate", callback(func(event js.Value) {
		if state := event.Get("state"); state.Type() == js.TypeNumber {
			a.guard(func() { a.show(state.Int()) })
		}
	}))
}

// on listens for one kind of event and hands it to the action that the nearest element names in attribute.
func (a *app) on(target js.Value, event, attribute string, actions map[string]func(node), wants func(node) bool) {
	target.Call("addEventListener", event, callback(func(e js.Value) {
		found := e.Get("target").Call("closest", "["+attribute+"]")
		if found.IsNull() {
			return
		}
		n := node{found}
		act := actions[n.attr(attribute)]
		if act == nil || wants != nil && !wants(n) {
			return
		}
		if event == "submit" {
			e.Call("preventDefault")
		}
		a.guard(func() { act(n) })
	}))
}

// guard runs f. A panic must not end the program, or every later click would be dead: it is shown, with its details.
func (a *app) guard(f func()) {
	defer func() {
		if p := recover(); p != nil {
			what, ok := p.(error)
			text := "panic"
			if ok {
				text = what.Error()
			}
			stack := make([]byte, 16<<10)
			byID("crash-details").say(text + "\n" + string(stack[:runtime.Stack(stack, false)]))
			byID("crash").hide(false)
		}
	}()
	f()
}

// say returns what is said for a code.
func (a *app) say(code string, args ...string) string { return a.text(code, args...).What }

// sayAll returns what is said for a code, with what to do.
func (a *app) sayAll(code string, args ...string) string { return whole(a.text(code, args...)) }

func (a *app) text(code string, args ...string) message.Text {
	named := map[string]string{}
	for i := 0; i+1 < len(args); i += 2 {
		named[args[i]] = args[i+1]
	}
	return message.Say(a.lang, code, named)
}

func whole(t message.Text) string {
	if t.Do == "" {
		return t.What
	}
	if t.What == "" {
		return t.Do
	}
	return t.What + " " + t.Do
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
	a.step = step
	a.reached = max(a.reached, step)
	for _, section := range all("[data-section]") {
		section.class("current", section.attr("data-section") == itoa(step))
	}
	for _, button := range all(".step") {
		n := atoi(button.attr("data-step"))
		button.Set("disabled", n > a.reached && a.domain == "")
		button.attrIf("aria-current", "step", n == step)
	}
	switch step {
	case 2:
		a.renderMeter()
	case 3:
		a.renderPolicy()
	case 4:
		a.renderRecords()
	case 5:
		a.renderCheckStart()
	}
	js.Global().Call("scrollTo", 0, 0)
	if heading := query("[data-section=\"" + itoa(step) + "\"] :is(h1,h2)"); heading.there() {
		heading.Call("focus", map[string]any{"preventScroll": true})
	}
}
