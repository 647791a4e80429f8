//go:build js

package main

import (
	"syscall/js"

	"todoku/records/handoff"
	"todoku/records/message"
	"todoku/records/plan"
	"todoku/records/sheet"
	"todoku/wasm/page"
)

// drawDocument draws a document as it is printed.
func drawDocument(target page.Node, d handoff.Document) {
	target.Fill(page.Element("h2").Say(d.Title))
	for _, p := range d.Parts {
		part := page.Element("section").SetAttr("data-part", p.Kind)
		if p.State != "" {
			part.SetAttr("data-state", p.State)
		}
		if p.Heading != "" {
			part.Add(page.Element("h3").Say(p.Heading))
		}
		for _, l := range p.Lines {
			part.Add(page.Element("p").Say(l))
		}
		if len(p.Rows) > 0 {
			part.Add(drawRows(p.Rows))
		}
		target.Add(part)
	}
}

func drawRows(rows []handoff.Row) page.Node {
	list := page.Element("dl")
	for _, r := range rows {
		value := page.Element("dd").Say(r.Text).Class("exact", r.Exact)
		list.Add(page.Element("dt").Say(r.Label), value)
	}
	return list
}

// people reads the names on the page. They stay there.
func people() handoff.People {
	read := func(id string) string {
		if box := page.ByID(id); box.There() {
			return box.Val()
		}
		return ""
	}
	return handoff.People{To: read("doc-to"), Company: read("doc-company"), Person: read("doc-person"), Consultant: read("doc-consultant")}
}

// dateText writes a time as people write a date; with the time of day where clock is set. An empty time is now.
func dateText(lang message.Lang, at string, clock bool) string {
	date := js.Global().Get("Date").New()
	if at != "" {
		date = js.Global().Get("Date").New(at)
	}
	style := map[string]any{"year": "numeric", "month": "long", "day": "numeric"}
	if clock {
		style["hour"], style["minute"] = "2-digit", "2-digit"
	}
	return js.Global().Get("Intl").Get("DateTimeFormat").New(string(lang), style).Call("format", date).String()
}

func printPage(page.Node) { js.Global().Call("print") }

// sheetDocument makes the sheet that somebody types from a document.
func sheetDocument(lang message.Lang, s sheet.Sheet, names handoff.People, date string) handoff.Document {
	d := handoff.Document{Title: s.Title, Parts: []handoff.Part{{Heading: s.Panel.Heading, Lines: s.Panel.Lines}}}
	for _, it := range s.Items {
		if it.Change.Action == plan.Keep {
			continue
		}
		p := handoff.Part{Heading: it.Heading + " (" + it.Action + ")", Kind: "record", Lines: append([]string{it.Say}, it.Cannot...)}
		if it.Change.Old != "" { // of several records of one name, this one
			p.Rows = append(p.Rows, handoff.Row{Label: sheet.Say(lang, "sheet.old"), Text: it.Change.Old, Exact: true})
		}
		for _, r := range it.Rows {
			row := handoff.Row{Label: r.Label, Text: r.Text, Exact: true}
			if r.Text == "" {
				row = handoff.Row{Label: r.Label, Text: r.Keep}
			}
			p.Rows = append(p.Rows, row)
		}
		d.Parts = append(d.Parts, p)
		if len(it.Notes) > 0 {
			d.Parts = append(d.Parts, handoff.Part{Kind: "notes", Lines: it.Notes})
		}
	}
	for _, t := range s.Tasks {
		d.Parts = append(d.Parts, handoff.Part{Heading: t.Heading, Lines: t.Lines})
	}
	var sign []string
	for _, line := range []string{names.Company, names.Person, names.Consultant, date} {
		if line != "" {
			sign = append(sign, line)
		}
	}
	d.Parts = append(d.Parts, handoff.Part{Kind: "sign", Lines: sign})
	return d
}
