// Package recipe writes a record into the boxes of a DNS panel: for each box exactly the text that it wants, and what
// the panel cannot do, with the way round it. It speaks in codes; package sheet turns them into sentences.
package recipe

import (
	"strconv"
	"strings"

	"todoku/records/domain"
	"todoku/records/lookup"
	"todoku/records/provider"
	"todoku/records/txt"
)

// Record is one record that is to be typed.
type Record struct {
	Name  string // the whole name
	Type  lookup.Type
	Value string // the text of a TXT record, the target of a CNAME, "10 mx.example.jp" of an MX
	// Beside are the other TXT values of the name, which must stay as they are.
	Beside []string
}

// Kind says what a box is for.
type Kind string

// The kinds.
const (
	Host     Kind = "host"
	Type     Kind = "type"
	Value    Kind = "value"
	TTL      Kind = "ttl"
	Priority Kind = "priority"
	Line     Kind = "line" // the whole record in one line
)

// Box is one box of the panel.
type Box struct {
	Kind Kind
	// Label is the panel's own word for the box; zero where that is not known.
	Label provider.Name
	// Code is what the box is called in general: the code of a message, such as "label.host".
	Code string
	// Text is exactly what the box wants. Empty means that the box stays as it is found: Keep is then the code of a
	// message that says so.
	Text string
	Keep string
}

// Note is something to know while typing: a message with its arguments, as name, value, name, value.
type Note struct {
	Code string
	Args []string
}

// Recipe is how to type one record into one panel.
type Recipe struct {
	// Cannot says why the panel does not take the record, and what the way round it is. The boxes are filled all the same.
	Cannot []Note
	Boxes  []Box
	Notes  []Note
}

// unknown stands for a panel of which nothing is known.
var unknown provider.Panel

// Write writes a record for a panel; nil stands for one that is not known. Zone is the apex of the zone that the panel
// shows.
func Write(p *provider.Panel, zone string, r Record) Recipe {
	if p == nil {
		p = &unknown
	}
	w := writer{panel: p, zone: zone, record: r}
	w.readMX()
	if line := w.line(); line != "" {
		w.add(Box{Kind: Line, Code: "label.line", Text: line})
	} else {
		w.form()
	}
	w.limits()
	return w.out
}

type writer struct {
	panel    *provider.Panel
	zone     string
	record   Record
	priority string // of an MX
	out      Recipe
}

func (w *writer) add(b Box) { w.out.Boxes = append(w.out.Boxes, b) }

func (w *writer) note(code string, args ...string) {
	w.out.Notes = append(w.out.Notes, Note{code, args})
}

func (w *writer) cannot(code string, args ...string) {
	w.out.Cannot = append(w.out.Cannot, Note{code, args})
}

// readMX parts the value of an MX into priority and host.
func (w *writer) readMX() {
	if w.record.Type == lookup.MX {
		w.priority, w.record.Value, _ = strings.Cut(w.record.Value, " ")
	}
}

// order is the form of a panel whose own boxes are not known.
var order = []provider.Box{{Kind: "host"}, {Kind: "type"}, {Kind: "value"}, {Kind: "priority"}, {Kind: "ttl"}}

// form fills the boxes in the panel's order.
func (w *writer) form() {
	boxes := w.panel.Boxes(w.record.Type)
	known := len(boxes) > 0
	if !known {
		boxes = order
	}
	if w.record.Type == lookup.MX && !has(boxes, Priority) { // it stands before the host then
		w.record.Value = w.priority + " " + w.target()
		w.note("recipe.priority")
	}
	if !has(boxes, Value) { // the panel has another word for it with records of this type
		boxes = append(boxes, provider.Box{Kind: string(Value)})
	}
	for _, b := range boxes {
		box := Box{Kind: Kind(b.Kind), Label: b.Name, Code: "label." + b.Kind}
		switch box.Kind {
		case Host:
			w.host(box)
		case Type:
			box.Text = w.record.Type.String()
			w.add(box)
		case Value:
			w.value(box)
		case TTL:
			w.optional(box, w.panel.TTL, known)
		case Priority:
			w.optional(box, w.priority, known)
		}
	}
}

func has(boxes []provider.Box, k Kind) bool {
	for _, b := range boxes {
		if b.Kind == string(k) {
			return true
		}
	}
	return false
}

// optional adds a box that may have nothing to say: it is shown then only where the panel is known to have it.
func (w *writer) optional(box Box, text string, known bool) {
	switch {
	case text != "":
		box.Text = text
	case !known:
		return
	default:
		box.Keep = "box.default"
	}
	w.add(box)
}

// HostKnown reports whether it is known how the panel wants this name.
func HostKnown(p *provider.Panel, name, zone string) bool {
	if name == zone {
		return p.Root != provider.RootUnknown
	}
	return p.Host != provider.HostUnknown
}

// host adds the name as the panel wants it, or in three spellings where that is not known.
func (w *writer) host(box Box) {
	if HostKnown(w.panel, w.record.Name, w.zone) {
		box.Text = w.panel.Spell(w.record.Name, w.zone)
		if box.Text == "" {
			box.Keep = "box.empty"
		}
		w.add(box)
		return
	}
	short := domain.Relative(w.record.Name, w.zone)
	if short == "" {
		short = "@"
	}
	for _, s := range []struct{ code, text string }{
		{"label.host-short", short}, {"label.host-full", w.record.Name}, {"label.host-dot", w.record.Name + "."},
	} {
		w.add(Box{Kind: Host, Label: box.Label, Code: s.code, Text: s.text})
	}
	w.note("host.unknown")
	if w.record.Name == w.zone {
		w.note("host.unknown-root")
	}
}

// value adds the value, in both forms where it is not known which one the panel takes.
func (w *writer) value(box Box) {
	if w.record.Type != lookup.TXT {
		box.Text = w.target()
		w.add(box)
		return
	}
	first, second := w.texts()
	box.Text = first
	if second == "" {
		w.add(box)
		return
	}
	box.Code = valueCode(first)
	w.add(box)
	box.Code, box.Text = valueCode(second), second
	w.add(box)
	w.note("recipe.other-form")
}

// valueCode names the form of a long value.
func valueCode(text string) string {
	switch {
	case strings.Contains(text, `" "`):
		return "label.value-quoted"
	case strings.HasPrefix(text, `"`):
		return "label.value-quoted-one"
	}
	return "label.value-one"
}

// target is the target of a CNAME or MX; the data of other types is no name and stays as it is.
func (w *writer) target() string {
	isName := w.record.Type == lookup.CNAME || w.record.Type == lookup.MX
	if isName && w.panel.Dot == provider.DotRequired && !strings.HasSuffix(w.record.Value, ".") {
		return w.record.Value + "."
	}
	return w.record.Value
}

// texts is the text of a TXT record as the panel wants it; second is another form to try, where that is not known.
func (w *writer) texts() (first, second string) {
	p := w.panel
	plain, quoted := w.record.Value, txt.Quote(txt.Split(w.record.Value))
	long := len(plain) > txt.MaxString
	switch {
	case p.Long == provider.LongSplit && long:
		first = quoted
	case p.Quote == provider.QuoteRequired && (!long || p.Long == provider.LongWhole):
		first = txt.Quote([]string{plain})
	case p.Quote == provider.QuoteRequired:
		first, second = quoted, txt.Quote([]string{plain})
	case long && p.Long == provider.LongUnknown:
		first, second = plain, quoted
	default:
		first = plain
	}
	if p.Texts != provider.TextsLines {
		return first, second
	}
	above := ""
	for _, other := range w.record.Beside { // the box shows them all: they stay, each on its line
		if p.Quote == provider.QuoteRequired {
			other = txt.Quote(txt.Split(other))
		}
		above += other + "\n"
	}
	if second != "" {
		second = above + second
	}
	return above + first, second
}

// line writes the record as one line, or gives "" where the panel has boxes.
func (w *writer) line() string {
	form := w.panel.Line(w.record.Type)
	if form == "" {
		return ""
	}
	value := w.target()
	if w.record.Type == lookup.TXT {
		value, _ = w.texts()
	}
	text, _ := provider.Fill(form, w.zone, map[string]string{"host": w.panel.Spell(w.record.Name, w.zone), "value": value,
		"ttl": w.panel.TTL, "priority": w.priority})
	return text
}

// limits says what the panel cannot do, and what is not known of it.
func (w *writer) limits() {
	p, r := w.panel, w.record
	switch {
	case r.Type == lookup.TXT && p.MaxTXT > 0 && len(r.Value) > p.MaxTXT:
		code := "recipe.too-long"
		if isKey(r.Name) {
			code = "recipe.key-too-long"
		}
		w.cannot(code, "length", strconv.Itoa(len(r.Value)), "limit", strconv.Itoa(p.MaxTXT))
	case r.Type == lookup.TXT && len(r.Value) > txt.MaxString && p.Long == provider.LongSplit:
		w.note("long.split")
	case r.Type == lookup.TXT && len(r.Value) > txt.MaxString && p.Long == provider.LongWhole:
		w.note("long.whole")
	}
	if r.Type == lookup.TXT {
		if p.Quote != provider.QuoteUnknown {
			w.note("quote." + string(p.Quote))
		}
		if len(r.Beside) > 0 {
			w.beside()
		}
	}
	if r.Type == lookup.CNAME || r.Type == lookup.MX {
		w.note("dot." + string(orUnknown(p.Dot)))
	}
	if r.Type == lookup.CNAME && w.panel == &unknown || r.Type == lookup.CNAME && p.ID == "other" {
		w.note("recipe.underscore")
	}
}

func orUnknown(d provider.Dot) provider.Dot {
	if d == provider.DotUnknown {
		return "unknown"
	}
	return d
}

// beside says what becomes of the other TXT values of the name.
func (w *writer) beside() {
	switch w.panel.Texts {
	case provider.TextsLines:
		w.note("recipe.one-box")
	case provider.TextsOne:
		w.cannot("recipe.one-txt", "texts", strings.Join(w.record.Beside, "\n"))
	}
}

// isKey reports whether a name is that of a DKIM key.
func isKey(name string) bool { return strings.Contains(name, "._domainkey.") }
