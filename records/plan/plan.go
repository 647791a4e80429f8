// Package plan turns what the owner of a domain answered, and what is published already, into the changes to make: what
// to add, what to replace, what to delete.
package plan

import (
	"net/netip"
	"strings"

	"todoku/records/dkim"
	"todoku/records/dmarc"
	"todoku/records/finding"
	"todoku/records/lookup"
	"todoku/records/provider"
	"todoku/records/spf"
)

// Answers are what the owner answered.
type Answers struct {
	Domain string
	// NoMail says that nobody sends mail from the domain.
	NoMail bool
	// Parked says that the domain neither sends nor receives mail: the whole set of records that says so is planned.
	Parked bool
	// Senders are the services that send mail; Unused are those that a published record shows, but nobody uses.
	Senders, Unused []Choice
	// Servers are the addresses of the owner's own servers.
	Servers []netip.Prefix
	// Ending is what SPF says of all other mail, "~all" or "-all"; empty keeps what is published.
	Ending string
	// Keys are the DKIM records to publish.
	Keys []Key
	// DMARC is the policy to publish; nil leaves DMARC alone.
	DMARC *dmarc.Record
}

// Choice is a sender with the values of the owner's contract.
type Choice struct {
	ID     string
	Values map[string]string
}

// Key is one DKIM record: the public key itself, or a CNAME to the provider's.
type Key struct {
	Selector string
	Type     lookup.Type // lookup.TXT or lookup.CNAME
	Value    string
}

// Action is what to do with a record.
type Action string

// The actions.
const (
	Add     Action = "add"
	Replace Action = "replace"
	Delete  Action = "delete"
	Keep    Action = "keep"
	// Unsure is a record to publish where nobody could be asked what is there: look before adding.
	Unsure Action = "unsure"
)

// Change is one thing to do in the DNS panel, or one record that is right as it is.
type Change struct {
	Action Action
	Topic  string // "spf", "dkim", "dmarc", "mx"
	Name   string // the whole name of the record
	Type   lookup.Type
	Value  string // what to publish; empty where the record is to be deleted
	Old    string // what stands there now
}

// Task is DKIM work that has to be done in the panel of a sender.
type Task struct {
	Sender string // its ID
	Holder provider.Holder
	// Given says that the records to publish have been entered already.
	Given bool
	// Published is a selector of the sender under which a key is published already; empty where none is known.
	Published string
}

// Plan is what to do, in order.
type Plan struct {
	Changes []Change
	Tasks   []Task
	// SPF says for each term why it is in the record, or is not any more, and counts before and after.
	SPF spf.Merged
	// Needs are the values of contracts that are missing.
	Needs []Need
	// NoSenders says that there is nothing to make an SPF record from.
	NoSenders bool
	// Findings judge the records that the plan would publish.
	Findings []finding.Finding
}

// Need is a value of a contract that has not been given.
type Need struct{ Sender, Field string }

// Build makes the plan. The resolver tells what is published; what it cannot answer makes a change Unsure.
func Build(r lookup.Resolver, a Answers) Plan {
	if a.Parked {
		a = parked(a)
	}
	b := builder{r, a, &Plan{}}
	b.spf()
	b.dkim()
	b.dmarc()
	if a.Parked {
		b.nullMX()
	}
	return *b.plan
}

type builder struct {
	r       lookup.Resolver
	answers Answers
	plan    *Plan
}

func (b *builder) texts(name string) []string {
	return b.r.Lookup(lookup.Ask(name, lookup.TXT)).Texts()
}

// terms fills the SPF terms of a sender. Without values it gives what can be filled.
func (b *builder) terms(c Choice, need bool) []string {
	s, found := provider.SenderByID(c.ID)
	if !found {
		return nil
	}
	var terms []string
	for _, template := range s.SPF.Terms {
		text, missing := provider.Fill(template, b.answers.Domain, c.Values)
		if missing == "" {
			terms = append(terms, text)
		} else if need {
			b.plan.Needs = append(b.plan.Needs, Need{c.ID, missing})
		}
	}
	return terms
}

// Terms are the SPF terms of one sender for a domain, as far as its values are known.
func Terms(domain string, c Choice) []string {
	b := builder{answers: Answers{Domain: domain}, plan: &Plan{}}
	return b.terms(c, false)
}

// distinct leaves out the terms that may serve somebody else: "mx", "a", "a:example.jp".
func (b *builder) distinct(c Choice) []string {
	s, found := provider.SenderByID(c.ID)
	if !found {
		return nil
	}
	var terms []string
	for _, t := range append(b.terms(c, false), s.SPF.Known...) {
		if parsed := spf.ParseTerm(t); parsed.Domain != "" && parsed.Domain != b.answers.Domain {
			terms = append(terms, t)
		}
	}
	return terms
}

// Wanted are the SPF terms that the answers ask for.
func (b *builder) wanted() []string {
	var terms []string
	for _, c := range b.answers.Senders {
		terms = append(terms, b.terms(c, true)...)
	}
	for _, p := range b.answers.Servers {
		terms = append(terms, serverTerm(p))
	}
	return terms
}

func serverTerm(p netip.Prefix) string {
	name, text := "ip4:", p.String()
	if p.Addr().Is6() {
		name = "ip6:"
	}
	if p.IsSingleIP() {
		text = p.Addr().String()
	}
	return name + text
}

func (b *builder) spf() {
	name := b.answers.Domain
	var published, raw []string
	for _, text := range b.texts(name) {
		if spf.LooksLikeRecord(text) {
			raw = append(raw, text)
			published = append(published, meant(text))
		}
	}
	text := "v=spf1 -all"
	if !b.answers.NoMail {
		wanted := b.wanted()
		var unwanted []string
		for _, c := range b.answers.Unused {
			unwanted = append(unwanted, b.distinct(c)...)
		}
		if len(wanted) == 0 && len(published) == 0 {
			b.plan.NoSenders = len(b.answers.Senders) == 0
			if b.plan.NoSenders || len(b.plan.Needs) > 0 {
				return
			}
		}
		m := spf.MergeAt(b.r, name, published, wanted, unwanted, b.answers.Ending)
		text, b.plan.SPF = m.Text, m
		if len(raw) == 1 && unchanged(raw[0], m) {
			text = raw[0]
		}
	}
	b.change("spf", name, lookup.TXT, text, raw)
	for _, f := range spf.Lint(spf.Parse(text)) {
		b.plan.Findings = append(b.plan.Findings, f.On(name, text))
	}
}

// unchanged reports whether a merge left everything as it was, but for its form.
func unchanged(published string, m spf.Merged) bool {
	for _, s := range m.Steps {
		if s.Fate != spf.Kept {
			return false
		}
	}
	return spf.IsRecord(published) && spf.Parse(published).Valid()
}

// meant gives a text that is no record, but was meant to be one, as the record.
func meant(text string) string {
	if spf.IsRecord(text) {
		return text
	}
	for _, f := range spf.Lint(spf.Parse(text)) {
		if f.Fix != "" {
			return f.Fix
		}
	}
	return text
}

// change enters what to do so that value is the only record of its kind at name; old are those that are there.
func (b *builder) change(topic, name string, t lookup.Type, value string, old []string) {
	c := Change{Action: Add, Topic: topic, Name: name, Type: t, Value: value}
	keep := -1
	for i, text := range old {
		if text == value {
			keep = i
		}
	}
	switch {
	case keep >= 0:
		c.Action, c.Old = Keep, value
	case len(old) > 0:
		keep = 0
		c.Action, c.Old = Replace, old[0]
	case !b.r.Lookup(lookup.Ask(dkim.Asked(name), t)).OK():
		c.Action = Unsure
	}
	b.plan.Changes = append(b.plan.Changes, c)
	for i, text := range old {
		if i != keep {
			b.plan.Changes = append(b.plan.Changes, Change{Action: Delete, Topic: topic, Name: name, Type: t, Old: text})
		}
	}
}

func (b *builder) dkim() {
	for _, k := range b.answers.Keys {
		name := dkim.Name(k.Selector, b.answers.Domain)
		texts := b.texts(dkim.Asked(name))
		alias := b.r.Lookup(lookup.Ask(dkim.Asked(name), lookup.CNAME))
		if k.Type == lookup.CNAME {
			var old []string
			for _, r := range alias.Records {
				old = append(old, r.Host)
			}
			b.change("dkim", name, lookup.CNAME, strings.TrimSuffix(strings.ToLower(k.Value), "."), old)
			if len(alias.Records) == 0 { // a CNAME suffers nothing beside it (RFC 1034 §3.6.2)
				b.deleteAll("dkim", name, lookup.TXT, texts)
			}
			continue
		}
		if len(alias.Records) > 0 {
			b.deleteAll("dkim", name, lookup.CNAME, []string{alias.Records[0].Host})
			texts = nil
		}
		b.change("dkim", name, lookup.TXT, k.Value, texts)
		for _, f := range dkim.Lint(dkim.Parse(k.Value)) {
			b.plan.Findings = append(b.plan.Findings, f.On(name, k.Value))
		}
	}
	for _, c := range b.answers.Senders {
		s, found := provider.SenderByID(c.ID)
		if !found || b.answers.NoMail {
			continue
		}
		b.plan.Tasks = append(b.plan.Tasks, Task{c.ID, s.DKIM.Holder, b.given(s), b.publishedSelector(s)})
	}
}

// publishedSelector returns the first selector of the sender that holds a usable key.
func (b *builder) publishedSelector(s *provider.Sender) string {
	for _, selector := range s.DKIM.Selectors {
		for _, text := range b.texts(dkim.Name(selector, b.answers.Domain)) {
			if r := dkim.Parse(text); dkim.IsRecord(text) && !r.Revoked() && finding.Worst(dkim.Lint(r)) != finding.Error {
				return selector
			}
		}
	}
	return ""
}

// given reports whether a key was entered under a selector of the sender.
func (b *builder) given(s *provider.Sender) bool {
	for _, k := range b.answers.Keys {
		if uses(s, k.Selector) {
			return true
		}
	}
	return false
}

// uses reports whether a selector is one of the sender's.
func uses(s *provider.Sender, selector string) bool {
	for _, known := range s.DKIM.Selectors {
		if selector == known {
			return true
		}
	}
	for _, p := range s.DKIM.Patterns {
		if provider.Match(p, selector) {
			return true
		}
	}
	return false
}

func (b *builder) deleteAll(topic, name string, t lookup.Type, values []string) {
	for _, v := range values {
		b.plan.Changes = append(b.plan.Changes, Change{Action: Delete, Topic: topic, Name: name, Type: t, Old: v})
	}
}

func (b *builder) dmarc() {
	if b.answers.DMARC == nil {
		return
	}
	name := "_dmarc." + b.answers.Domain
	var old []string
	for _, text := range b.texts(name) {
		if dmarc.LooksLikeRecord(text) {
			old = append(old, text)
		}
	}
	want := b.answers.DMARC.String()
	for _, text := range old { // what says the same in other words may stay
		if dmarc.IsRecord(text) && dmarc.Parse(text).String() == want {
			want = text
			break
		}
	}
	b.change("dmarc", name, lookup.TXT, want, old)
	for _, f := range dmarc.Lint(dmarc.Parse(want)) {
		b.plan.Findings = append(b.plan.Findings, f.On(name, want))
	}
	for _, text := range b.texts(b.answers.Domain) { // RFC 9989 §4.5: nobody looks for it there
		if dmarc.LooksLikeRecord(text) {
			b.deleteAll("dmarc", b.answers.Domain, lookup.TXT, []string{text})
		}
	}
}
