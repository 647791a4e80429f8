// Package sheet writes a plan as the sheet that somebody types from: which panel to open, and for each record what goes
// into which box, in the language of the reader. The page, the request mail, the printed sheet and the golden files are
// all drawn from it.
package sheet

import (
	"strings"

	"todoku/records/domain"
	"todoku/records/lookup"
	"todoku/records/message"
	"todoku/records/plan"
	"todoku/records/provider"
	"todoku/records/recipe"
)

// Input is what the sheet is made from.
type Input struct {
	Domain string
	Zone   string // the apex of the zone that the domain lies in
	// Panel is the panel to type into; nil where it is not known.
	Panel *provider.Panel
	// Candidates are the panels that the name servers allow; more than one leaves a question.
	Candidates []*provider.Panel
	// NameServers serve the zone; nil where that is not known.
	NameServers []string
	Plan        plan.Plan
	// Published answers what stands in DNS now; nil where that was not looked up.
	Published lookup.Resolver
}

// Sheet is what to do, in sentences.
type Sheet struct {
	Title string
	Panel Section
	Items []Item
	// Tasks is the work at each sender, and what has to be known of its values.
	Tasks []Section
	// Missing is what the plan still needs.
	Missing []string
}

// Section is a heading with lines below it.
type Section struct {
	Heading string
	// Warnings come before all other lines.
	Warnings []string
	Lines    []string
}

// Item is one record: what to do with it, and each box of the panel.
type Item struct {
	Change plan.Change
	// Heading names the record, Action is one word for what to do, Say is the sentence.
	Heading, Action, Say string
	// Cannot says why the panel does not take it.
	Cannot []string
	Rows   []Row
	Notes  []string
}

// Row is one box.
type Row struct {
	Kind  recipe.Kind
	Label string
	// Text is exactly what is typed; Keep is said instead where the box stays as it is.
	Text, Keep string
}

// Build writes the sheet.
func Build(lang message.Lang, in Input) Sheet {
	w := writer{lang, in}
	s := Sheet{Title: w.say("sheet.title", "domain", domain.ToUnicode(in.Domain)), Panel: w.panel()}
	for _, c := range in.Plan.Changes {
		s.Items = append(s.Items, w.item(c))
	}
	for _, t := range in.Plan.Tasks {
		if section, ok := w.task(t); ok {
			s.Tasks = append(s.Tasks, section)
		}
	}
	for _, n := range in.Plan.Needs {
		if sender, found := provider.SenderByID(n.Sender); found {
			s.Missing = append(s.Missing, w.say("sheet.need", "sender", Name(lang, sender.Name), "field", w.say("field."+n.Field)))
		}
	}
	if in.Plan.NoSenders {
		s.Missing = append(s.Missing, w.say("sheet.no-senders"))
	}
	return s
}

type writer struct {
	lang message.Lang
	in   Input
}

func (w writer) say(code string, args ...string) string { return Say(w.lang, code, args...) }

// Say returns both sentences for a code, its arguments given as name, value, name, value.
func Say(lang message.Lang, code string, args ...string) string {
	text := message.Named(lang, code, args...)
	if text.Do == "" {
		return text.What
	}
	if lang == message.Ja {
		return text.What + text.Do
	}
	return text.What + " " + text.Do
}

// Name returns a name in a language.
func Name(lang message.Lang, n provider.Name) string {
	if lang == message.Ja || n.En == "" {
		return n.Ja
	}
	return n.En
}

// Where names screens in the provider's own words, which the English page explains.
func Where(lang message.Lang, where string) string {
	return provider.Screens(where, lang == message.En)
}

// Label is what a box is called: in the panel's own words where they are known, which the English page explains.
func Label(lang message.Lang, b recipe.Box) string {
	general := Say(lang, b.Code)
	switch {
	case b.Label.Ja == "":
		return general
	case lang == message.Ja && strings.Contains(b.Code, "-"): // one of several spellings
		return b.Label.Ja + "（" + general + "）"
	case lang == message.Ja:
		return b.Label.Ja
	case b.Label.En != "" && !strings.Contains(b.Code, "-"):
		return b.Label.En
	case b.Label.En != "":
		return b.Label.En + " (" + general + ")"
	case strings.EqualFold(b.Label.Ja, general):
		return b.Label.Ja
	}
	return b.Label.Ja + " (" + general + ")"
}

// panel says which screens to open and what is special about them.
func (w writer) panel() Section {
	p := w.in.Panel
	if p == nil {
		p, _ = provider.PanelByID("other")
	}
	s := Section{Heading: w.say("sheet.panel", "panel", Name(w.lang, p.Name))}
	add := func(code string, args ...string) { s.Lines = append(s.Lines, w.say(code, args...)) }
	if w.elsewhere(p) {
		s.Warnings = append(s.Warnings, w.say("sheet.elsewhere", "servers", strings.Join(w.in.NameServers, ", ")))
	}
	if len(w.in.Candidates) > 1 {
		add("sheet.which", "panels", Names(w.lang, w.in.Candidates))
	}
	if p.Where != "" {
		add("sheet.where", "where", Where(w.lang, p.Where))
	}
	if w.in.Zone != w.in.Domain {
		add("records.zone", "zone", domain.ToUnicode(w.in.Zone))
	}
	for _, n := range p.Notes {
		add(n)
	}
	if p.ID == "other" {
		add("sheet.panel-unknown")
	} else {
		add("sheet.source", "confidence", w.say("confidence."+string(p.Confidence)), "ref", Ref(p.Source), "date", p.Date)
	}
	return s
}

// elsewhere reports whether the name servers are others than those of the panel, so that what is typed there has no
// effect.
func (w writer) elsewhere(p *provider.Panel) bool {
	for _, here := range provider.PanelsFor(w.in.NameServers) {
		if here == p {
			return false
		}
	}
	return len(p.NS) > 0 && len(w.in.NameServers) > 0
}

// Names lists panels by name.
func Names(lang message.Lang, panels []*provider.Panel) string {
	var names []string
	for _, p := range panels {
		names = append(names, Name(lang, p.Name))
	}
	return strings.Join(names, " / ")
}

// Ref is the page that a fact comes from, or "" where it has none.
func Ref(s provider.Source) string {
	if strings.HasPrefix(s.Ref, "https://") {
		return s.Ref
	}
	return ""
}

// item writes one change.
func (w writer) item(c plan.Change) Item {
	it := Item{Change: c, Heading: w.say("topic."+c.Topic) + "  " + domain.ToUnicode(c.Name),
		Action: w.say("action." + string(c.Action)), Say: w.say("change." + string(c.Action))}
	if c.Action == plan.Keep {
		return it
	}
	record := recipe.Record{Name: c.Name, Type: c.Type, Value: c.Value, Beside: w.beside(c)}
	if c.Action == plan.Delete {
		record.Value, record.Beside = c.Old, nil
	}
	if c.Action == plan.Add && w.in.Panel != nil && w.in.Panel.Texts == provider.TextsLines && len(record.Beside) > 0 {
		it.Say = w.say("sheet.add-line")
	}
	out := recipe.Write(w.in.Panel, w.in.Zone, record)
	for _, b := range out.Boxes {
		if c.Action == plan.Delete && b.Kind != recipe.Host && b.Kind != recipe.Type {
			continue // found by its name and its old value
		}
		row := Row{Kind: b.Kind, Label: Label(w.lang, b), Text: b.Text}
		if b.Keep != "" {
			row.Keep = w.say(b.Keep)
		}
		it.Rows = append(it.Rows, row)
	}
	if c.Action == plan.Delete {
		return it
	}
	it.Cannot = w.notes(out.Cannot)
	it.Notes = w.notes(out.Notes)
	return it
}

func (w writer) notes(list []recipe.Note) []string {
	var lines []string
	for _, n := range list {
		lines = append(lines, w.say(n.Code, n.Args...))
	}
	return lines
}

// beside lists the TXT values that stand at the name of a change and are none of the plan's business.
func (w writer) beside(c plan.Change) []string {
	if w.in.Published == nil || c.Type != lookup.TXT {
		return nil
	}
	touched := map[string]bool{}
	for _, other := range w.in.Plan.Changes {
		if other.Name == c.Name && other.Type == c.Type {
			touched[other.Old], touched[other.Value] = true, true
		}
	}
	var list []string
	for _, text := range w.in.Published.Lookup(lookup.Ask(c.Name, lookup.TXT)).Texts() {
		if !touched[text] {
			list = append(list, text)
		}
	}
	return list
}

// task writes the work at one sender.
func (w writer) task(t plan.Task) (Section, bool) {
	sender, found := provider.SenderByID(t.Sender)
	if !found {
		return Section{}, false
	}
	name := Name(w.lang, sender.Name)
	s := Section{Heading: w.say("sheet.sender", "sender", name)}
	add := func(code string, args ...string) { s.Lines = append(s.Lines, w.say(code, args...)) }
	if sender.SPF.Mode == provider.Subdomain {
		add("sheet.subdomain")
	}
	if terms := common(sender.SPF.Terms); terms != "" && sender.SPF.Confidence == provider.ThirdParty {
		add("sheet.others", "terms", terms)
	}
	if t.Published != "" {
		add("sheet.task.published", "selector", t.Published)
		return s, true
	}
	if t.Given {
		add("sheet.task.given")
	} else {
		add("sheet.task."+string(t.Holder), "sender", name)
	}
	if sender.DKIM.Where != "" {
		add("sheet.where", "where", Where(w.lang, sender.DKIM.Where))
	}
	for _, n := range sender.Notes {
		add(n)
	}
	return s, true
}

// common joins the terms that every customer has.
func common(terms []string) string {
	var list []string
	for _, t := range terms {
		if !strings.Contains(t, "{") {
			list = append(list, t)
		}
	}
	return strings.Join(list, " ")
}
