//go:build js

// Package page is what the programs in the browser share: the document, events, promises, questions to the Worker, and
// the drawing of findings and records. A program owns its state and behaviour; the pages are HTML, written by package
// site.
//
//	app.go               start, events, what is said, what becomes of a crash
//	node.go              the few things that are done to the document
//	js.go file.go        promises and callbacks; files that are downloaded
//	api.go               questions to the Worker
//	clipboard.go         copying
//	finding.go topics.go drawing
package page

import (
	"runtime"
	"syscall/js"

	"todoku/records/finding"
	"todoku/records/message"
	"todoku/records/provider"
)

// App is what every page has. A program embeds it in its own state.
type App struct {
	Lang message.Lang
	// Making says that the page itself makes the records that others lead to it for.
	Making bool
	// Looked is when the answers that are shown were had, in RFC 3339.
	Looked string
}

// NewApp makes the App of the page in its language.
func NewApp() App {
	return App{Lang: message.Lang(Document.Get("documentElement").Get("lang").String())}
}

// Handlers are the actions of a page by the name that its elements give.
type Handlers struct {
	Actions map[string]func(Node) // data-action: buttons, links and forms
	Changes map[string]func(Node) // data-change: boxes that are ticked, lists that are chosen from, files
	Inputs  map[string]func(Node) // data-input: boxes that are typed into
}

// Start listens, enables the forms and says that the program is ready. The listeners live as long as the page.
func (a *App) Start(h Handlers) {
	a.listen("click", "data-action", h.Actions, func(n Node) bool { return n.Tag() != "FORM" })
	a.listen("submit", "data-action", h.Actions, func(n Node) bool { return n.Tag() == "FORM" })
	a.listen("change", "data-change", h.Changes, nil)
	a.listen("input", "data-input", h.Inputs, nil)
	for _, f := range All("fieldset[disabled]") {
		f.Set("disabled", false)
	}
	Document.Get("documentElement").Call("setAttribute", "data-ready", "")
}

// listen puts one listener for a kind of event on the document and hands each event to the action that the nearest
// element names in attribute.
func (a *App) listen(event, attribute string, actions map[string]func(Node), wants func(Node) bool) {
	Document.Call("addEventListener", event, Callback(func(e js.Value) {
		found := e.Get("target").Call("closest", "["+attribute+"]")
		if found.IsNull() {
			return
		}
		n := Node{found}
		act := actions[n.Attr(attribute)]
		if act == nil && event == "click" && n.Attr(attribute) == "copy" { // every page can copy
			act = a.copy
		}
		if act == nil || wants != nil && !wants(n) {
			return
		}
		if event == "submit" {
			e.Call("preventDefault")
		}
		a.Guard(func() { act(n) })
	}))
}

// Guard runs f. A panic must not end the program, or every later click would be dead: it is shown, with its details.
func (a *App) Guard(f func()) {
	defer func() {
		if p := recover(); p != nil {
			what, ok := p.(error)
			text := "panic"
			if ok {
				text = what.Error()
			}
			stack := make([]byte, 16<<10)
			ByID("crash-details").Say(text + "\n" + string(stack[:runtime.Stack(stack, false)]))
			ByID("crash").Hide(false)
		}
	}()
	f()
}

// Go runs f beside the listener that called it, where it may wait.
func (a *App) Go(f func()) {
	go a.Guard(f)
}

// Say returns what is said for a code; args are name, value, name, value.
func (a *App) Say(code string, args ...string) string { return a.Text(code, args...).What }

// SayAll returns what is said for a code, with what to do.
func (a *App) SayAll(code string, args ...string) string { return Whole(a.Text(code, args...)) }

// Text returns what is said for a code and what to do, apart.
func (a *App) Text(code string, args ...string) message.Text {
	return message.Named(a.Lang, code, args...)
}

// SayFinding returns what is said for a finding, with what to do.
func (a *App) SayFinding(f finding.Finding) string { return Whole(message.Of(a.Lang, f)) }

// SayFindings writes what is said for findings into n, a line each, with the link to its page.
func (a *App) SayFindings(n Node, found ...finding.Finding) {
	n.Fill()
	for i, f := range found {
		text := a.SayFinding(f) + " "
		if i > 0 {
			text = "\n" + text
		}
		n.Add(Element("span").Say(text), a.RuleLink(f.Code))
	}
}

// RuleLink is a link to the page about what was found. It opens beside, because a page forgets what was typed when it is
// left.
func (a *App) RuleLink(code string) Node {
	return Clone("t-rule-link").SetAttr("href", a.Base()+"rules/"+code)
}

// Base is where the pages of the language begin.
func (a *App) Base() string {
	if a.Lang == message.Ja {
		return "/"
	}
	return "/" + string(a.Lang) + "/"
}

// Problem says under the box with that id what is wrong with it; nil takes it away.
func (a *App) Problem(id string, f *finding.Finding) {
	box := ByID(id + "-problem").Fill()
	if f != nil {
		a.SayFindings(box, *f)
	}
	ByID(id).AttrIf("aria-invalid", "true", f != nil)
}

// Whole joins the two parts of a text.
func Whole(t message.Text) string {
	if t.Do == "" {
		return t.What
	}
	if t.What == "" {
		return t.Do
	}
	return t.What + " " + t.Do
}

// ProviderName is the name of a sender or a panel in the language of the page.
func (a *App) ProviderName(n provider.Name) string {
	if a.Lang == message.Ja {
		return n.Ja
	}
	return n.En
}
