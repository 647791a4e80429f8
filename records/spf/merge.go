package spf

import "strings"

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
}

// Merge makes one record out of all that are published at a name. It keeps the order of the owner and what it does not
// know, adds the wanted terms that are missing, and takes out the unwanted ones. The ending, such as "~all", takes the
// place of the published one; where it is empty, the published one stays, or "~all" is written.
func Merge(published, wanted, unwanted []string, ending string) Merged {
	m := merger{}
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
	return m.finish(ending)
}

type merger struct {
	mechanisms []Term
	modifiers  []Term
	steps      []Step
	ending     string
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
		if own.Name == t.Name && t.Kind != Unknown || own.Text == t.Text {
			m.step(t, Dropped, Duplicate)
			return
		}
	}
	m.modifiers = append(m.modifiers, t)
	m.step(t, fate, why)
}

func (m *merger) keep(t Term, fate Fate, why Reason) {
	for _, own := range m.mechanisms {
		if own.key() == t.key() {
			m.step(t, Dropped, Duplicate)
			return
		}
	}
	m.mechanisms = append(m.mechanisms, t)
	m.step(t, fate, why)
}

// want makes sure that a term is there.
func (m *merger) want(t Term) {
	if t.Problem != nil {
		return
	}
	for _, own := range m.mechanisms {
		if own.key() == t.key() {
			for i, s := range m.steps {
				if s.Term == own.Text && s.Fate == Kept {
					m.steps[i].Reason = Wanted
				}
			}
			return
		}
	}
	m.keep(t, Added, Wanted)
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
	if !redirected {
		words = append(words, ending)
		fate := Added
		if ending == published {
			fate = Kept
		} else if published != "" {
			m.steps = append(m.steps, Step{published, Dropped, Ending})
		}
		m.steps = append(m.steps, Step{ending, fate, Ending})
	}
	for _, t := range m.modifiers {
		words = append(words, t.String())
	}
	return Merged{strings.Join(words, " "), m.steps}
}
