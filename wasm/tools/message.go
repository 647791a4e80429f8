//go:build js

package main

import (
	"strings"
	"syscall/js"

	"todoku/records/mail"
	"todoku/wasm/page"
)

// maxText is how many characters of a file the box shows; the whole file is read all the same.
const maxText = 20000

// decodeCharset decodes as the browser does (https://encoding.spec.whatwg.org). Octets that the charset does not have
// are an error, so that another one is tried.
func decodeCharset(charset string, data []byte) (text string, ok bool) {
	defer func() { ok = recover() == nil }() // TextDecoder throws for names that it does not know
	octets := js.Global().Get("Uint8Array").New(len(data))
	js.CopyBytesToJS(octets, data)
	decoder := js.Global().Get("TextDecoder").New(charset, map[string]any{"fatal": true})
	return decoder.Call("decode", octets).String(), true
}

// messageBox is where a message is pasted or dropped. What is dropped is kept as octets, because a signature covers
// those; the box shows it as text.
type messageBox struct {
	box, drop page.Node
	file      string // the octets of the file that the box shows; "" where the text was pasted
	shown     string
}

// newMessageBox listens on the box with that id; then reads when a file has come.
func newMessageBox(a *page.App, id string, then func()) *messageBox {
	m := &messageBox{box: page.ByID(id), drop: page.ByID(id + "-drop")}
	a.OnDrop(m.drop, func(files js.Value) { m.take(a, files, then) })
	return m
}

// take reads the first file.
func (m *messageBox) take(a *page.App, files js.Value, then func()) {
	if files.Length() == 0 {
		return
	}
	file := files.Index(0)
	if file.Get("size").Int() > mail.MaxSize {
		m.problem(a.Say("messagebox.too-large"))
		return
	}
	a.Go(func() {
		octets, err := page.ReadText(file)
		if err != nil {
			m.problem(a.Say("messagebox.unreadable"))
			return
		}
		m.set(octets)
		then()
	})
}

// set shows octets as text.
func (m *messageBox) set(octets string) {
	text := mail.ToUTF8("", octets, decodeCharset)
	if len(text) > maxText {
		text = strings.ToValidUTF8(text[:maxText], "") + "…"
	}
	m.box.Set("value", text)
	m.file, m.shown = octets, m.box.Val()
}

// text is what was pasted, or the file that the box shows unless somebody has typed into it.
func (m *messageBox) text() string {
	typed := m.box.Val()
	if m.file != "" && typed == m.shown {
		return m.file
	}
	m.file = ""
	return typed
}

func (m *messageBox) problem(text string) {
	page.ByID(m.box.Attr("id") + "-problem").Say(text)
	m.box.AttrIf("aria-invalid", "true", text != "")
}

// read returns what there is to read, or says that there is nothing.
func (m *messageBox) read(a *page.App) (string, bool) {
	text := m.text()
	if strings.TrimSpace(text) == "" {
		m.problem(a.Say("messagebox.empty"))
		m.box.Call("focus")
		return "", false
	}
	m.problem("")
	return text, true
}

// reveal brings a result into view, and says to a screen reader where it is. Who wants no motion gets none.
func reveal(heading page.Node) {
	behavior := "smooth"
	if js.Global().Call("matchMedia", "(prefers-reduced-motion: reduce)").Get("matches").Bool() {
		behavior = "auto"
	}
	heading.Call("scrollIntoView", map[string]any{"block": "start", "behavior": behavior})
	heading.Call("focus", map[string]any{"preventScroll": true})
}

// wizardLink is the address of the wizard with what is known.
func wizardLink(a *page.App, domain, selector, ip string) string {
	link := a.Base() + "#domain=" + domain
	if selector != "" {
		link += "&selector=" + selector
	}
	if ip != "" {
		link += "&ip=" + ip
	}
	return link
}

// fact is a line of a list of facts; a line without a value is left out.
func fact(list page.Node, label, value string) {
	if value == "" {
		return
	}
	row := page.Clone("t-fact")
	row.Slot("label").Say(label)
	row.Slot("value").Say(value)
	list.Add(row)
}
