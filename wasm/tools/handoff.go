//go:build js

package main

import (
	"syscall/js"

	"todoku/records/export"
	"todoku/records/handoff"
	"todoku/records/lookup"
	"todoku/records/plan"
	"todoku/records/provider"
	"todoku/records/sheet"
	"todoku/wasm/page"
)

// handoffPage is the page for the request to whoever holds the DNS, the sheet and the files. The wizard that opened it
// hands it the plan, from window to window: the plan stands in no address and no storage.
type handoffPage struct {
	page.App
	given     bool
	domain    string
	zone      string
	panel     string
	link      string
	changes   []plan.Change
	published lookup.Memo
}

func init() { pages["handoff"] = newHandoff }

func newHandoff(a page.App) (page.Handlers, func()) {
	h := &handoffPage{App: a}
	return page.Handlers{
		Actions: map[string]func(page.Node){"print": printPage, "mail": h.mail, "save": h.save},
		Changes: map[string]func(page.Node){"document": func(page.Node) { h.render() }, "format": func(page.Node) { h.renderFile() }},
		Inputs:  map[string]func(page.Node){"names": func(page.Node) { h.render() }},
	}, h.ask
}

// ask asks the wizard for the plan.
func (h *handoffPage) ask() {
	window := js.Global()
	origin := window.Get("location").Get("origin").String()
	window.Call("addEventListener", "message", page.Callback(func(event js.Value) {
		h.Guard(func() {
			if event.Get("origin").String() == origin && event.Get("data").Type() == js.TypeObject {
				h.take(event.Get("data"))
			}
		})
	}))
	opener := window.Get("opener")
	if opener.Truthy() {
		opener.Call("postMessage", page.HandoffRequest, origin)
	}
	window.Call("setTimeout", page.CallbackOnce(func() { page.ByID("handoff-none").Hide(h.given) }), 1500)
}

// take takes the plan over.
func (h *handoffPage) take(v js.Value) {
	h.domain, h.zone, h.panel, h.link = page.Str(v, "domain"), page.Str(v, "zone"), page.Str(v, "panel"), page.Str(v, "link")
	h.changes, h.published = nil, lookup.Memo{}
	list := v.Get("changes")
	for i := 0; list.Type() == js.TypeObject && i < list.Length(); i++ {
		c := list.Index(i)
		change := plan.Change{Action: plan.Action(page.Str(c, "action")), Topic: page.Str(c, "topic"), Name: page.Str(c, "name"),
			Value: page.Str(c, "value"), Old: page.Str(c, "old")}
		if change.Type.UnmarshalText([]byte(page.Str(c, "type"))) == nil {
			h.changes = append(h.changes, change)
		}
	}
	published := v.Get("published")
	for i := 0; published.Type() == js.TypeObject && i < published.Length(); i++ {
		h.published.Put(page.ReadAnswer(published.Index(i)))
	}
	h.given = true
	page.ByID("handoff-none").Hide(true)
	page.ByID("handoff").Hide(false)
	page.ByID("handoff-empty").Hide(h.todo() > 0)
	h.render()
	h.renderFile()
}

// todo counts the changes that have to be made.
func (h *handoffPage) todo() int {
	count := 0
	for _, c := range h.changes {
		if c.Action != plan.Keep {
			count++
		}
	}
	return count
}

func (h *handoffPage) panelName() string {
	if p, found := provider.PanelByID(h.panel); found && p.ID != "other" {
		return h.ProviderName(p.Name)
	}
	return ""
}

// document is what the page shows: the request, or the sheet.
func (h *handoffPage) document() handoff.Document {
	date := dateText(h.Lang, "", false)
	if page.Query("[name=document]:checked").Val() == "sheet" {
		panel, _ := provider.PanelByID(h.panel)
		s := sheet.Build(h.Lang, sheet.Input{Domain: h.domain, Zone: h.zone, Panel: panel, Plan: plan.Plan{Changes: h.changes}, Published: &h.published})
		return sheetDocument(h.Lang, s, people(), date)
	}
	return handoff.Request{People: people(), Domain: h.domain, Zone: h.zone, Panel: h.panelName(), Changes: h.changes, Published: &h.published,
		Link: h.link, Date: date}.Write(h.Lang)
}

func (h *handoffPage) render() {
	if !h.given {
		return
	}
	d := h.document()
	drawDocument(page.ByID("document"), d)
	page.ByID("document-text").Say(d.Title + "\n\n" + d.Text())
	h.published.Missing()
	url, whole := d.Mailto(h.Say("handoff.short-body"))
	page.ByID("mail").SetAttr("data-url", url).SetAttr("data-whole", map[bool]string{true: "yes", false: "no"}[whole])
	page.ByID("mail-hint").Hide(whole)
}

// mail begins a mail. A text that is too long for a link goes through the clipboard.
func (h *handoffPage) mail(button page.Node) {
	text := h.document().Text()
	h.Go(func() {
		if button.Attr("data-whole") != "yes" {
			if !page.WriteClipboard(text) {
				page.ByID("live").Say(h.Say("copy.failed"))
				return
			}
			h.Flash(button)
		}
		js.Global().Get("location").Set("href", button.Attr("data-url"))
	})
}

// file is the export in the chosen format.
func (h *handoffPage) file() export.File {
	f := export.Write(export.Format(page.ByID("format").Val()), export.Input{Zone: h.zone, Changes: h.changes, Published: &h.published, Lang: h.Lang})
	h.published.Missing()
	return f
}

func (h *handoffPage) renderFile() {
	f := h.file()
	notes := page.ByID("file-notes").Fill()
	for _, n := range f.Notes {
		notes.Add(page.Element("li").Say(page.Whole(n)))
	}
	ids := page.ByID("file-ids").Fill()
	for _, p := range f.Placeholders {
		ids.Add(page.Element("dt").Say(p.ID), page.Element("dd").Say(p.Record.Name+" "+p.Record.Type.String()+" "+p.Record.Old).Class("exact", true))
	}
	ids.Hide(len(f.Placeholders) == 0)
	page.ByID("file-name").Say(f.Name)
	page.ByID("file-text").Say(f.Text)
}

func (h *handoffPage) save(page.Node) {
	f := h.file()
	page.Download(f.Name, []byte(f.Text), f.Type)
}
