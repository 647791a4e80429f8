package spf

import (
	"strings"

	"todoku/records/lookup"
)

// Fate says what became of a term in a merge.
type Fate string

// The fates.
const (
	Kept    Fate = "kept"
	Added   Fate = "added"
	Dropped Fate = "dropped"
)

// Reason says why a term met its fate.
type Reason string

// The reasons.
const (
	Published  Reason = "published"  // kept: it is published, and nothing speaks against it
	Wanted     Reason = "wanted"     // kept or added: a sender needs it
	Ending     Reason = "ending"     // kept or added: what is to happen to all other mail
	Repaired   Reason = "repaired"   // added: a mistyped term, written rightly
	FromSecond Reason = "second"     // added: it stood in a second record
	Unwanted   Reason = "unwanted"   // dropped: its sender is not used any more
	Duplicate  Reason = "duplicate"  // dropped: the same is there already
	Covered    Reason = "covered"    // dropped: a wider range is there already
	BadSyntax  Reason = "bad-syntax" // dropped: it makes the whole record an error
	Useless    Reason = "useless"    // dropped: it has no effect
	Forbidding Reason = "forbidding" // dropped: it does not let a wanted sender in
	Inside     Reason = "inside"     // dropped: another include brings it in
	NobodyLeft Reason = "nobody"     // added: nothing lets anybody send any more, so that nothing must be refused
)

// Step is what a merge did with one term.
type Step struct {
	Term   string `json:"term"`
	Fate   Fate   `json:"fate"`
	Reason Reason `json:"reason"`
}

// Merged is the one record that a merge gives, and how it came about.
type Merged struct {
	Text  string `json:"text"`
	Steps []Step `json:"steps"`
	// Deletes are the published records that must go, because the one record takes their place.
	Deletes []string `json:"deletes,omitempty"`
	// Before counts each published record, After the merged one, whose whole count is Meter; only MergeAt counts.
	Before []Tally `json:"before,omitempty"`
	After  Tally   `json:"after,omitzero"`
	Meter  Meter   `json:"-"`
}

// Tally is how much a record asks of DNS in the worst case.
type Tally struct {
	Lookups int `json:"lookups"`
	Voids   int `json:"voids"`
	// AtLeast says that some terms could not be asked, or not yet.
	AtLeast bool `json:"atLeast,omitempty"`
}

// Merge makes one record out of all that are published at a name. It keeps the order of the owner and what it does not
// know, adds the wanted terms that are missing, and takes out the unwanted ones. The ending, such as "~all", takes the
// place of the published one; where it is empty, the published one stays, or "~all" is written. Where nobody would be
// let in any more, the record refuses nothing: that nobody may send is for the owner to say.
func Merge(published, wanted, unwanted []string, ending string) Merged {
	m := merger{at: map[string]int{}}
	drop := map[string]bool{}
	for _, text := range unwanted {
		drop[ParseTerm(text).key()] = true
	}
	for _, text := range wanted {
		delete(drop, ParseTerm(text).key())
	}
	for i, text := range published {
		m.record(text, i, len(published) > 1, drop)
	}
	for _, text := range wanted {
		m.want(ParseTerm(text))
	}
	m.cover()
	merged := m.finish(ending)
	merged.Deletes = others(published, merged.Text)
	return merged
}

// others are the texts that are not the one.
func others(texts []string, one string) (rest []string) {
	for _, text := range texts {
		if text != one {
			rest = append(rest, text)
		}
	}
	return rest
}

// MergeAt is Merge for a name in DNS: it also drops the includes that another include brings in, and counts before and
// after.
func MergeAt(r lookup.Resolver, name string, published, wanted, unwanted []string, ending string) Merged {
	merged := Merge(published, wanted, unwanted, ending)
	meter := countText(r, name, merged.Text)
	inside := map[string]bool{}
	for {
		term := broughtIn(meter)
		if term == "" {
			break
		}
		inside[ParseTerm(term).key()] = true
		rest := Record{}
		for _, t := range Parse(merged.Text).Terms {
			if t.Text != term {
				rest.Terms = append(rest.Terms, t)
			}
		}
		merged.Text = rest.String()
		meter = countText(r, name, merged.Text)
	}
	for i, s := range merged.Steps {
		if s.Fate != Dropped && inside[ParseTerm(s.Term).key()] {
			merged.Steps[i].Fate, merged.Steps[i].Reason = Dropped, Inside
		}
	}
	merged.Deletes, merged.Meter, merged.After = others(published, merged.Text), meter, meter.tally()
	for _, text := range published {
		merged.Before = append(merged.Before, countText(r, name, text).tally())
	}
	return merged
}

// countText counts a record as if it were the one at a name.
func countText(r lookup.Resolver, name, text string) Meter {
	overlay := &lookup.Overlay{Base: r}
	overlay.SetTexts(name, text)
	return Count(overlay, name)
}

func (m Meter) tally() Tally { return Tally{m.Lookups, m.Voids, m.Pending+m.Unknown > 0} }

// broughtIn returns the first include of a record that another one brings in, or "".
func broughtIn(m Meter) string {
	for _, n := range m.Root.Nodes {
		if n.Term.Kind == Include && n.State == Good && m.bringsIn(n) != "" {
			return n.Term.Text
		}
	}
	return ""
}

// bringsIn returns the term beside an include through which the same record is read and its pass counts, or "".
func (m Meter) bringsIn(n *Node) (by string) {
	if n.Term.Qualifier != Pass {
		return ""
	}
	for _, top := range m.Root.Nodes {
		if top == n || top.Term.Kind != Include {
			continue
		}
		top.passing(func(inner *Node) {
			if inner != top && inner.Term.Kind == Include && inner.Domain == n.Domain {
				by = top.Term.Text
			}
		})
	}
	return by
}

type merger struct {
	mechanisms []Term
	at         map[string]int // the place of a mechanism by its key
	modifiers  []Term
	steps      []Step
	ending     string
	letsIn     bool // a published record does not refuse everybody
}

func (m *merger) step(t Term, f Fate, why Reason) {
	m.steps = append(m.steps, Step{t.Text, f, why})
}

// record takes over the terms of one published record, repaired where that is certain.
func (m *merger) record(text string, index int, several bool, drop map[string]bool) {
	r := Parse(text)
	repaired := false
	for _, f := range Lint(r) {
		if f.Fix != "" && f.Severity != "info" {
			m.dropBroken(r, Parse(f.Fix))
			r, repaired = Parse(f.Fix), true
			break
		}
	}
	original := Parse(text)
	all := original.All()
	m.letsIn = m.letsIn || !original.silent() || all == nil || all.Qualifier == Neutral || all.Qualifier == Pass
	for _, t := range r.Terms {
		fate, why := Kept, Published
		if index > 0 {
			fate, why = Added, FromSecond
		} else if repaired && !original.has(t) {
			fate, why = Added, Repaired
		}
		switch {
		case t.Problem != nil:
			m.step(t, Dropped, BadSyntax)
		case t.Kind == All:
			m.takeEnding(t)
		case t.Kind == Redirect && r.All() != nil:
			m.step(t, Dropped, Useless)
		case t.Kind == Redirect && several: // it would end the merged record: what it brings in becomes an include
			m.step(t, Dropped, Duplicate)
			m.keep(ParseTerm("include:"+t.Domain), Added, FromSecond)
		case t.Kind.Modifier():
			m.modifier(t, fate, why)
		case drop[t.key()]:
			m.step(t, Dropped, Unwanted)
		default:
			m.keep(t, fate, why)
		}
	}
}

// dropBroken names the terms that a repair replaced.
func (m *merger) dropBroken(before, after Record) {
	for _, t := range before.Terms {
		if !after.has(t) && t.Kind != All {
			why := BadSyntax
			if t.Problem == nil {
				why = Useless
			}
			m.step(t, Dropped, why)
		}
	}
}

func (r Record) has(t Term) bool {
	for _, own := range r.Terms {
		if own.Text == t.Text || own.Problem == nil && t.Problem == nil && own.key() == t.key() && !t.Kind.Modifier() {
			return true
		}
	}
	return false
}

func (m *merger) takeEnding(t Term) {
	if m.ending == "" && (t.Qualifier == Fail || t.Qualifier == SoftFail) {
		m.ending = t.String()
	}
}

func (m *merger) modifier(t Term, fate Fate, why Reason) {
	for _, own := range m.modifiers {
		if own.Name() == t.Name() && t.Kind != Unknown || own.Text == t.Text {
			m.step(t, Dropped, Duplicate)
			return
		}
	}
	m.modifiers = append(m.modifiers, t)
	m.step(t, fate, why)
}

func (m *merger) keep(t Term, fate Fate, why Reason) {
	key := t.key()
	if _, known := m.at[key]; known {
		m.step(t, Dropped, Duplicate)
		return
	}
	m.at[key] = len(m.mechanisms)
	m.mechanisms = append(m.mechanisms, t)
	m.step(t, fate, why)
}

// want makes sure that a term is there, and lets in.
func (m *merger) want(t Term) {
	if t.Problem != nil || m.redirectsTo(t) {
		return
	}
	at, known := m.at[t.key()]
	switch {
	case !known:
		m.keep(t, Added, Wanted)
	case m.mechanisms[at].Qualifier != Pass:
		m.restep(m.mechanisms[at], Dropped, Forbidding)
		m.mechanisms[at] = t
		m.step(t, Added, Wanted)
	default:
		m.restep(m.mechanisms[at], Kept, Wanted)
	}
}

// redirectsTo reports whether the redirect leads to what a term would include.
func (m *merger) redirectsTo(t Term) bool {
	for _, own := range m.modifiers {
		if own.Kind == Redirect && t.Kind == Include && canonicalName(own.Domain) == canonicalName(t.Domain) {
			return true
		}
	}
	return false
}

// restep gives another reason to what was kept.
func (m *merger) restep(t Term, f Fate, why Reason) {
	for i, s := range m.steps {
		if s.Term == t.Text && s.Fate == Kept {
			m.steps[i].Fate, m.steps[i].Reason = f, why
		}
	}
}

// cover takes out the ranges that lie within another one.
func (m *merger) cover() {
	kept := m.mechanisms[:0:0]
	for i, t := range m.mechanisms {
		if m.covered(i) {
			for j := range m.steps {
				if m.steps[j].Term == t.Text && m.steps[j].Fate != Dropped {
					m.steps[j].Fate, m.steps[j].Reason = Dropped, Covered
				}
			}
			continue
		}
		kept = append(kept, t)
	}
	m.mechanisms = kept
}

func (m *merger) covered(i int) bool {
	t := m.mechanisms[i]
	for j, other := range m.mechanisms {
		if j != i && t.IP.IsValid() && other.IP.IsValid() && other.Qualifier == t.Qualifier &&
			other.IP.Bits() < t.IP.Bits() && other.IP.Contains(t.IP.Addr()) {
			return true
		}
	}
	return false
}

func (m *merger) finish(ending string) Merged {
	words := []string{version}
	for _, t := range m.mechanisms {
		words = append(words, t.String())
	}
	redirected := false
	for _, t := range m.modifiers {
		redirected = redirected || t.Kind == Redirect
	}
	published := m.ending
	if ending == "" {
		ending = published
	}
	if ending == "" {
		ending = "~all"
	}
	why := Ending
	if m.letsIn && len(m.mechanisms) == 0 {
		ending, why = "?all", NobodyLeft
	}
	if !redirected {
		words = append(words, ending)
		fate := Added
		if ending == published {
			fate = Kept
		} else if published != "" {
			m.steps = append(m.steps, Step{published, Dropped, Ending})
		}
		m.steps = append(m.steps, Step{ending, fate, why})
	}
	for _, t := range m.modifiers {
		words = append(words, t.String())
	}
	return Merged{Text: strings.Join(words, " "), Steps: m.steps}
}
