//go:build js

package main

import (
	"strconv"
	"syscall/js"

	"todoku/records/check"
	"todoku/records/lookup"
	"todoku/wasm/page"
)

// renderSpread draws who has what of a planned record.
func (a *app) renderSpread(li page.Node, v check.Verdict) {
	if v.Spread == nil || len(v.Spread.Holders) == 0 {
		li.Slot("spread").Hide(true)
		return
	}
	li.SetAttr("data-stage", string(v.Spread.Stage))
	li.Slot("spread").Set("open", !settled(v.Spread.Stage))
	rows := li.Slot("holders")
	for _, h := range v.Spread.Holders {
		row := page.Clone("t-holder").SetAttr("data-source", h.Source).SetAttr("data-has", string(h.Has))
		row.Slot("source").Say(a.ResolverName(h.Source))
		row.Slot("kind").Say(a.Say("kind-of-source." + h.Kind))
		page.Badge(row.Slot("has"), holdingKind(h.Has), a.holding(h, v.Gone))
		if h.Has == check.HasOther && len(h.Texts) > 0 {
			row.Slot("text").Say(h.Texts[0])
		}
		left := ""
		if h.Has != check.NoAnswer && h.Kind == lookup.FromResolver {
			left = a.Say("spread.left", "ttl", strconv.Itoa(int(h.TTL)))
		}
		row.Slot("left").Say(left)
		rows.Add(row)
	}
}

// holding is what is said of what a source has; why it has none where it did not answer.
func (a *app) holding(h check.Holder, gone bool) string {
	switch {
	case h.Has == check.NoAnswer && h.Why != "":
		return a.Say("failure." + string(h.Why))
	case gone:
		return a.Say("has.gone-" + string(h.Has))
	}
	return a.Say("has." + string(h.Has))
}

// holdingKind is the colour of a holding.
func holdingKind(h check.Holding) string {
	switch h {
	case check.HasPlanned:
		return "ok"
	case check.NoAnswer:
		return "unknown"
	}
	return "risk"
}

// when says how far a record has come and when it will be there.
func (a *app) when(v check.Verdict) string {
	if v.Status == check.CouldNotLook {
		return ""
	}
	seen := a.Say("when.seen", "resolver", a.ResolverName(v.Resolver), "time", a.ClockTime(a.Looked, 0))
	if v.Spread == nil || v.Spread.Stage == check.NobodyAsked {
		return seen
	}
	have, lack := 0, 0
	for _, h := range v.Spread.Holders {
		switch h.Has {
		case check.HasPlanned:
			have++
		case check.NoAnswer:
		default:
			lack++
		}
	}
	code := "stage."
	if v.Gone {
		code = "stage.gone-"
	}
	return a.SayAll(code+string(v.Spread.Stage), "have", strconv.Itoa(have), "lack", strconv.Itoa(lack), "time", a.atTime(v.Spread.At))
}

// atTime writes a time that a spread names.
func (a *app) atTime(at int64) string {
	return a.ClockTime(a.Looked, uint32(max(0, at-page.UnixTime(a.Looked))))
}

// watch counts down to the time at which caches let go of what they keep.
type watch struct {
	timer    js.Value
	tick     js.Func
	deadline int64 // by the clock of the browser
}

func (w *watch) stop() {
	if w.timer.Truthy() {
		js.Global().Call("clearInterval", w.timer)
		w.timer = js.Undefined()
		w.tick.Release()
	}
}

// grace is how many seconds after the last TTL the page looks again: TTLs are told in whole seconds.
const grace = 2

// renderWhen says when everyone who was asked will have what is planned, and counts down to it. At the end the page
// looks again by itself, once.
func (a *app) renderWhen(r *check.Report, watching bool) {
	a.watch.stop()
	at := int64(0)
	for _, v := range r.Planned {
		if v.Spread != nil {
			at = max(at, v.Spread.At)
		}
	}
	page.ByID("check-when").Hide(at == 0)
	if at == 0 {
		return
	}
	code := "check.when"
	if watching {
		code = "check.when-again"
	}
	page.ByID("check-when").SetAttr("data-at", strconv.FormatInt(at, 10))
	page.ByID("check-when-say").Say(a.Say(code, "time", a.atTime(at)))
	page.ByID("check-countdown").Say("")
	if !watching {
		return
	}
	left := at - page.UnixTime(a.Looked) + grace // the Worker's clock and the browser's may differ
	a.watch.deadline = page.Now() + left
	a.watch.tick = page.Callback0(func() { a.Guard(a.tickWatch) })
	a.watch.timer = js.Global().Call("setInterval", a.watch.tick, 1000)
	a.tickWatch()
}

// tickWatch shows how long it is still, or looks again.
func (a *app) tickWatch() {
	left := a.watch.deadline - page.Now()
	if left > 0 {
		seconds := strconv.FormatInt(left%60, 10)
		if len(seconds) == 1 {
			seconds = "0" + seconds
		}
		page.ByID("check-countdown").Say(strconv.FormatInt(left/60, 10) + ":" + seconds)
		return
	}
	a.watch.stop()
	a.checkQuietly()
}

// checkQuietly checks again without a click. What is shown stays until the answers have come, and stays where they do
// not come.
func (a *app) checkQuietly() {
	req := a.checkRequest()
	turn := a.turn
	a.Go(func() {
		answers, got := a.askForCheck(&req)
		if turn == a.turn && got.Problem == "" && a.domain == req.Domain {
			a.renderCheck(answers, got, req, false)
		}
	})
}
