// Package handoff writes what is handed to other people: the request to whoever holds the DNS (依頼文), and the report of
// a check on one page (報告書). Both are documents that a page draws for print and that go out as plain text.
package handoff

import (
	"strconv"
	"strings"

	"todoku/records/domain"
	"todoku/records/lookup"
	"todoku/records/message"
	"todoku/records/plan"
	"todoku/records/txt"
)

// Document is what is written, part by part.
type Document struct {
	Title string // also the subject of a mail
	Parts []Part
}

// Part is a heading with what stands below it; all of it may be empty.
type Part struct {
	Heading string
	// Kind is "" for sentences, "record" for one record, "sign" for names at the end, "topic" for a line of the report.
	Kind  string
	State string // of a topic
	Lines []string
	Rows  []Row
}

// Row is a line of a table.
type Row struct {
	Label, Text string
	// Exact says that the text is to be typed as it is.
	Exact bool
}

// People are those who are named; what is empty is left out.
type People struct {
	// To is the addressee, Company and Person ask, Consultant has prepared the document.
	To, Company, Person, Consultant string
}

// Request is what is asked of whoever holds the DNS.
type Request struct {
	People
	Domain string
	Zone   string
	// Panel is the name of the panel, where that is known.
	Panel   string
	Changes []plan.Change
	// Published tells what else stands at the names; nil where nobody looked.
	Published lookup.Resolver
	// Link opens a check of the result; empty leaves it out.
	Link string
	// Date is the day of writing, as the reader's language writes it.
	Date string
}

// TTL is the time to live that is proposed, in seconds.
const TTL = 3600

type writer struct {
	lang message.Lang
	doc  Document
}

func (w *writer) say(code string, args ...string) string {
	return message.Named(w.lang, code, args...).What
}

// dear addresses somebody. A title that was written already stays the only one.
func (w *writer) dear(to string) string {
	for _, title := range []string{"様", "御中", "殿", "先生"} {
		if strings.HasSuffix(to, title) {
			return to
		}
	}
	return w.say("handoff.dear", "to", to)
}

func (w *writer) part(heading string, lines ...string) *Part {
	w.doc.Parts = append(w.doc.Parts, Part{Heading: heading, Lines: lines})
	return &w.doc.Parts[len(w.doc.Parts)-1]
}

// Write writes the request.
func (r Request) Write(lang message.Lang) Document {
	w := &writer{lang: lang}
	name := domain.ToUnicode(r.Domain)
	changes := todo(r.Changes)
	w.doc.Title = w.say("handoff.subject", "domain", name)
	w.greeting(r, name, len(changes))
	for i, c := range changes {
		w.change(i, len(changes), c, r.Zone)
	}
	w.keep(r, changes)
	w.rollback(changes)
	lines := []string{w.say("handoff.after.ttl")}
	if r.Link != "" {
		lines = append([]string{w.say("handoff.after.link"), r.Link}, lines...)
	}
	w.part(w.say("handoff.after"), lines...)
	w.part("", w.say("handoff.closing"))
	w.sign(r.People, r.Date)
	return w.doc
}

// todo leaves out what stays as it is.
func todo(changes []plan.Change) []plan.Change {
	var list []plan.Change
	for _, c := range changes {
		if c.Action != plan.Keep {
			list = append(list, c)
		}
	}
	return list
}

func (w *writer) greeting(r Request, name string, count int) {
	to := r.To
	if to == "" {
		to = w.say("handoff.to")
	}
	lines := []string{w.dear(to), w.say("handoff.hello")}
	switch {
	case r.Company != "" && r.Person != "":
		lines = append(lines, w.say("handoff.we-are", "company", r.Company, "person", r.Person))
	case r.Company != "" || r.Person != "":
		lines = append(lines, w.say("handoff.i-am", "name", r.Company+r.Person))
	}
	why := "handoff.why"
	for _, c := range r.Changes {
		if c.Type == lookup.MX { // incoming mail is touched too
			why = "handoff.why-parked"
		}
	}
	lines = append(lines, w.say("handoff.ask", "domain", name, "count", strconv.Itoa(count)), w.say(why))
	if r.Panel != "" {
		lines = append(lines, w.say("handoff.panel", "panel", r.Panel))
	}
	if r.Zone != r.Domain && r.Zone != "" {
		lines = append(lines, w.say("handoff.zone", "zone", domain.ToUnicode(r.Zone)))
	}
	w.part("", lines...)
}

// change writes one record: the host in three spellings, because nobody knows which one the reader's panel wants.
func (w *writer) change(i, count int, c plan.Change, zone string) {
	p := w.part(w.say("handoff.change", "number", strconv.Itoa(i+1), "count", strconv.Itoa(count), "action", w.say("action."+string(c.Action)),
		"topic", w.say("topic."+c.Topic)), w.say("handoff."+string(c.Action)))
	p.Kind = "record"
	row := func(code, text string) { p.Rows = append(p.Rows, Row{w.say(code), text, true}) }
	short := domain.Relative(c.Name, zone)
	if short == "" {
		short = "@"
	}
	row("label.host-short", short)
	row("label.host-full", c.Name)
	row("label.host-dot", c.Name+".")
	row("label.type", c.Type.String())
	if c.Value != "" {
		if quoted := txt.Split(c.Value); c.Type == lookup.TXT && len(quoted) > 1 {
			row("label.value-one", c.Value)
			row("label.value-quoted", txt.Quote(quoted))
		} else {
			row("label.value", c.Value)
		}
		p.Rows = append(p.Rows, Row{Label: w.say("label.ttl"), Text: w.say("handoff.ttl", "ttl", strconv.Itoa(TTL))})
	}
	if c.Old != "" {
		row("handoff.old."+string(c.Action), c.Old)
	}
	p.Rows = append(p.Rows, Row{Label: w.say("handoff.reason"), Text: w.reason(c)})
}

func (w *writer) reason(c plan.Change) string {
	code := "handoff.reason." + c.Topic
	if c.Action == plan.Delete {
		code = "handoff.reason.delete"
	}
	if !message.Has(w.lang, code) {
		code = "handoff.reason.other"
	}
	return w.say(code)
}

// keep names the records that stand beside those to change, and must stay.
func (w *writer) keep(r Request, changes []plan.Change) {
	p := w.part(w.say("handoff.keep"), w.say("handoff.keep.text"))
	seen := map[lookup.Question]bool{}
	for _, c := range changes {
		q := lookup.Ask(c.Name, lookup.TXT)
		if seen[q] || r.Published == nil || c.Type != lookup.TXT {
			continue
		}
		seen[q] = true
		for _, text := range r.Published.Lookup(q).Texts() {
			if !touched(r.Changes, c.Name, text) {
				p.Rows = append(p.Rows, Row{Label: c.Name + " TXT", Text: text, Exact: true})
			}
		}
	}
}

func touched(changes []plan.Change, name, text string) bool {
	for _, c := range changes {
		if c.Name == name && c.Type == lookup.TXT && c.Old == text && c.Action != plan.Keep {
			return true
		}
	}
	return false
}

// rollback says how to go back to what there was.
func (w *writer) rollback(changes []plan.Change) {
	p := w.part(w.say("handoff.rollback"), w.say("handoff.rollback.text"))
	for i, c := range changes {
		row := Row{Label: "[" + strconv.Itoa(i+1) + "] " + c.Name + " " + c.Type.String(), Text: c.Old, Exact: true}
		if c.Action == plan.Add {
			row.Text, row.Exact = w.say("handoff.rollback.add"), false
		}
		p.Rows = append(p.Rows, row)
	}
}

func (w *writer) sign(people People, date string) {
	var lines []string
	add := func(text string) {
		if text != "" {
			lines = append(lines, text)
		}
	}
	add(people.Company)
	add(people.Person)
	if people.Consultant != "" {
		add(w.say("handoff.prepared", "name", people.Consultant))
	}
	add(date)
	w.part("", lines...).Kind = "sign"
}

// Text writes the document as the body of a mail.
func (d Document) Text() string {
	var b strings.Builder
	for i, p := range d.Parts {
		if i > 0 {
			b.WriteByte('\n')
		}
		if p.Heading != "" {
			b.WriteString("■ " + p.Heading + "\n")
		}
		for _, l := range p.Lines {
			b.WriteString(l + "\n")
		}
		for _, r := range p.Rows {
			text := strings.ReplaceAll(r.Text, "\n", " ")
			if len(text) > 60 {
				b.WriteString("  " + r.Label + ":\n    " + text + "\n")
			} else {
				b.WriteString("  " + r.Label + ": " + text + "\n")
			}
		}
	}
	return b.String()
}

// MaxMailto is the most characters of a mailto URL that mail clients take; Windows cuts at 2,083.
const MaxMailto = 2000

// Mailto writes the document as a URL that begins a mail. Where it would be too long, the body is the short text
// instead, and whole is false.
func (d Document) Mailto(short string) (url string, whole bool) {
	url = "mailto:?subject=" + percent(d.Title) + "&body="
	if body := percent(d.Text()); len(url)+len(body) <= MaxMailto {
		return url + body, true
	}
	return url + percent(short), false
}

// percent encodes everything but the unreserved characters; RFC 6068 §5 writes line breaks as CRLF.
func percent(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '\n':
			b.WriteString("%0D%0A")
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0:
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte("0123456789ABCDEF"[c>>4])
			b.WriteByte("0123456789ABCDEF"[c&15])
		}
	}
	return b.String()
}
