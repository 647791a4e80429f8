// Package spf reads, writes, judges, counts and merges SPF records (RFC 7208).
//
// Text becomes a [Record] with [Parse]; [Lint] judges one record by its text alone; [Count] walks all that it includes
// and counts the DNS lookups; [Evaluate] tells whether a client may send, and why; [Merge] makes one record out of what
// is published and what is wanted; [Relieve] says how to get back to ten lookups.
package spf

import (
	"net/netip"
	"strings"

	"todoku/records/finding"
)

// Limits of one evaluation (RFC 7208 §4.6.4).
const (
	MaxLookups = 10 // terms that cause DNS queries; one more is a permanent error
	MaxVoids   = 2  // lookups without an answer; one more is a permanent error
	MaxMX      = 10 // names that one "mx" may have; one more is a permanent error
	maxPTR     = 10 // names of the client that are looked at; the rest is ignored
)

const version = "v=spf1"

// IsRecord reports whether the text of a TXT record is an SPF record: the version section is exactly "v=spf1" in any
// case, followed by a space or the end (RFC 7208 §4.5). A record with syntax errors still is one.
func IsRecord(text string) bool {
	return len(text) >= len(version) && toLower(text[:len(version)]) == version &&
		(len(text) == len(version) || text[len(version)] == ' ')
}

// Select returns the texts that are SPF records. RFC 7208 §4.5 wants exactly one.
func Select(texts []string) []string {
	var records []string
	for _, t := range texts {
		if IsRecord(t) {
			records = append(records, t)
		}
	}
	return records
}

// Record is an SPF record: v=spf1 ip4:192.0.2.0/24 include:_spf.example.com ~all
type Record struct {
	// Text is the record as it was written.
	Text string
	// Terms are the mechanisms and modifiers in order; good and bad ones alike.
	Terms []Term
}

// Term is a mechanism, such as "~all", or a modifier, such as "redirect=_spf.example.com".
type Term struct {
	Kind Kind
	// Qualifier is what a match of a mechanism means; Pass where none is written. Modifiers have none.
	Qualifier Result
	// Text is the term as it was written.
	Text string
	// Domain is the domain-spec, perhaps with macros; for an unknown modifier its value. Empty where none is written.
	Domain string
	// IP is the network of "ip4" and "ip6".
	IP netip.Prefix
	// Bits4 and Bits6 are the prefix lengths of "a" and "mx"; 32 and 128 where none is written.
	Bits4, Bits6 uint8
	// Span is where the term stands in the text of the record.
	Span finding.Span
	// Problem is the rule that the syntax of the term breaks; nil for a good term. RFC 7208 §4.6: one bad term makes
	// the whole record a permanent error.
	Problem *finding.Rule
}

// Kind tells mechanisms and modifiers apart.
type Kind uint8

// The kinds of terms.
const (
	Invalid Kind = iota // neither a known mechanism nor of the form of a modifier
	All
	Include
	A
	MX
	PTR
	IP4
	IP6
	Exists
	Redirect
	Exp
	Unknown // a modifier without a meaning: RFC 7208 §6 has it ignored
)

// Counted reports whether a term of this kind costs one of the ten lookups (RFC 7208 §4.6.4).
func (k Kind) Counted() bool {
	switch k {
	case Include, A, MX, PTR, Exists, Redirect:
		return true
	}
	return false
}

// Modifier reports whether the kind is a modifier.
func (k Kind) Modifier() bool { return k == Redirect || k == Exp || k == Unknown }

// Result is what an evaluation comes to, and what a match of a mechanism means (RFC 7208 §2.6, §4.6.2).
type Result string

// The results. Mechanisms have one of the four in the middle as their qualifier.
const (
	None      Result = "none"      // there is no record, or no domain that could have one
	Pass      Result = "pass"      // "+": the client may send
	Fail      Result = "fail"      // "-": the client may not send
	SoftFail  Result = "softfail"  // "~": the client probably may not send
	Neutral   Result = "neutral"   // "?": the domain says nothing about the client
	TempError Result = "temperror" // DNS could not be asked; a later try may succeed
	PermError Result = "permerror" // the record cannot be understood as it is published
)

// qualifier returns the result that a sign stands for, or "".
func qualifier(sign byte) Result {
	switch sign {
	case '+':
		return Pass
	case '-':
		return Fail
	case '~':
		return SoftFail
	case '?':
		return Neutral
	}
	return ""
}

// Valid reports whether no term breaks the syntax, and redirect and exp stand there once at most (RFC 7208 §6).
func (r Record) Valid() bool { return r.Offender() == nil }

// Offender returns the first term that makes the record a permanent error, or nil (RFC 7208 §4.6).
func (r Record) Offender() *Term {
	var seen [Unknown]bool
	for i := range r.Terms {
		t := &r.Terms[i]
		single := t.Kind == Redirect || t.Kind == Exp
		if t.Problem != nil || single && seen[t.Kind] {
			return t
		}
		if single {
			seen[t.Kind] = true
		}
	}
	return nil
}

// All returns the first "all" mechanism, or nil.
func (r Record) All() *Term { return r.first(All) }

// Redirect returns the redirect modifier that counts: there must be no "all" (RFC 7208 §6.1). Otherwise nil.
func (r Record) Redirect() *Term {
	if r.All() != nil {
		return nil
	}
	return r.first(Redirect)
}

func (r Record) first(k Kind) *Term {
	for i := range r.Terms {
		if r.Terms[i].Kind == k {
			return &r.Terms[i]
		}
	}
	return nil
}

// String writes the record with single spaces and names in lower case. A text that is no SPF record is given back as
// it is.
func (r Record) String() string {
	if !IsRecord(r.Text) && r.Text != "" {
		return r.Text
	}
	var b strings.Builder
	b.Grow(len(r.Text))
	b.WriteString(version)
	for _, t := range r.Terms {
		b.WriteByte(' ')
		b.WriteString(t.String())
	}
	return b.String()
}

// Name is the name of the mechanism or modifier as it was written, in lower case.
func (t Term) Name() string {
	switch t.Kind {
	case All:
		return "all"
	case Include:
		return "include"
	case A:
		return "a"
	case MX:
		return "mx"
	case PTR:
		return "ptr"
	case IP4:
		return "ip4"
	case IP6:
		return "ip6"
	case Exists:
		return "exists"
	case Redirect:
		return "redirect"
	case Exp:
		return "exp"
	case Unknown:
		name, _, _ := strings.Cut(t.Text, "=")
		return toLower(name)
	}
	_, rest := t.cutQualifier()
	return toLower(rest[:mechanismEnd(rest)])
}

// String writes the term as it was written, its name in lower case.
func (t Term) String() string {
	if t.Kind == Invalid {
		return t.Text
	}
	sign, rest := t.cutQualifier()
	name := t.Name()
	if rest[:len(name)] == name {
		return t.Text
	}
	return sign + name + rest[len(name):]
}

// cutQualifier cuts a written qualifier off the text of the term.
func (t Term) cutQualifier() (sign, rest string) {
	if t.Text != "" && !t.Kind.Modifier() && qualifier(t.Text[0]) != "" {
		return t.Text[:1], t.Text[1:]
	}
	return "", t.Text
}
