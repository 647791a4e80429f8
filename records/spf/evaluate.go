package spf

import (
	"net/netip"
	"strconv"
	"strings"
	"sync"

	"todoku/records/domain"
	"todoku/records/lookup"
)

// Request is what check_host is asked (RFC 7208 §4.1).
type Request struct {
	// IP is the client that wants to send.
	IP netip.Addr
	// Sender is the address of MAIL FROM; empty for a bounce, which is judged by its HELO name (RFC 7208 §2.4).
	Sender string
	// Helo is the name that the client gave for itself.
	Helo string
	// Domain is where the first record is read; empty for the domain of the sender.
	Domain string
	// Receiver names the judging host in explanations; empty for "unknown".
	Receiver string
	// Unix is the time in explanations, in seconds since 1970.
	Unix int64
	// Expired reports whether the time for the whole evaluation is over; nil for no limit. RFC 7208 §4.6.4 wants at least
	// 20 seconds, and a temporary error after them.
	Expired func() bool
}

// Cause says why an evaluation or a part of it came to its result.
type Cause string

// The causes.
const (
	Matched        Cause = "matched"          // a mechanism matched
	ByDefault      Cause = "default"          // no mechanism matched, and nothing says what then
	Redirected     Cause = "redirected"       // no mechanism matched; another record decided
	BadDomain      Cause = "bad-domain"       // no record can stand at such a name
	WithoutRecord  Cause = "no-record"        // the name has no SPF record
	SeveralRecords Cause = "several-records"  // the name has more than one
	BadRecord      Cause = "syntax"           // a term breaks the syntax
	OverLookups    Cause = "too-many-lookups" // this term is one lookup too many
	OverVoids      Cause = "too-many-voids"   // this term is one void lookup too many
	OverMX         Cause = "too-many-mx"      // the name has more than ten MX hosts
	CouldNotAsk    Cause = "could-not-ask"    // DNS gave no answer
	OutOfTime      Cause = "out-of-time"      // the time for the evaluation was over
	BehindTerm     Cause = "behind-term"      // the record that an include or redirect leads to is no usable one
)

// Evaluation is what check_host comes to, and how.
type Evaluation struct {
	Result Result
	// Explanation is the text of the domain for a fail; empty where it gives none (RFC 7208 §6.2).
	Explanation string
	// Lookups and Voids count what was needed up to the end: fewer than in the worst case where a term matched early.
	Lookups, Voids int
	// Trace is the reading of the first record, with all that it led to.
	Trace *Trace
}

// Trace is how one record was read.
type Trace struct {
	Domain string
	// Record is the text of the SPF record; empty where none was found.
	Record string
	Result Result
	Cause  Cause
	// Failure says why DNS gave no answer.
	Failure lookup.Failure
	// Offender is the term that breaks the syntax.
	Offender *Term
	// Attempts are the terms that asked for something, in their order, and the one that decided, if any. Networks that do
	// not hold the client are left out: they are many.
	Attempts []Attempt

	exp string // the domain-spec of the explanation
}

// Attempt is what one term came to.
type Attempt struct {
	Term Term
	// Domain is the name that was asked, macros expanded; empty where nothing was.
	Domain string
	// Matched reports whether the term decided: for a redirect, that it was followed.
	Matched bool
	// Cause says why the term ended the evaluation with an error; Matched where it matched, and empty where it did not.
	Cause Cause
	// Lookup is the number of the term among the counted ones, from 1; 0 where it costs nothing.
	Lookup int
	// Void reports whether the name had no answer.
	Void bool
	// Trace is the record that an include or redirect led to.
	Trace *Trace
}

// Path returns the attempts that led to the result, from the first record to the term that decided. It is empty where no
// term did.
func (e Evaluation) Path() []Attempt {
	var path []Attempt
	for t := e.Trace; t != nil && len(t.Attempts) > 0; {
		last := t.Attempts[len(t.Attempts)-1]
		if last.Cause == "" {
			break
		}
		path = append(path, last)
		t = last.Trace
	}
	return path
}

// Evaluate tells whether a client may send for a domain: check_host of RFC 7208 §4.
func Evaluate(r lookup.Resolver, req Request) Evaluation {
	e := evaluators.Get().(*evaluator)
	defer evaluators.Put(e)
	e.reset(r, req)
	start := req.Domain
	if start == "" {
		start = e.senderDomain
	}
	start = canonicalName(start)
	trace := &Trace{Domain: start, Result: None, Cause: BadDomain}
	// RFC 7208 §4.3: a malformed name, or one of a single label, comes to "none" without a question.
	if queryable(start) && strings.Contains(start, ".") && start[0] != '[' {
		e.read(trace)
	}
	result := Evaluation{Result: trace.Result, Lookups: e.lookups, Voids: e.voids, Trace: trace}
	if trace.Result == Fail {
		result.Explanation = e.explain(trace)
	}
	return result
}

// evaluators are kept for their room for terms: those of one evaluation are many, and not needed any more when it ends.
var evaluators = sync.Pool{New: func() any { return new(evaluator) }}

type evaluator struct {
	resolver             lookup.Resolver
	req                  Request
	ip                   netip.Addr
	local, senderDomain  string // of the sender
	terms                []Term // of the records that are being read, outermost first
	lookups, voids       int
	failure              lookup.Failure // of the last question without an answer
	validated            []string       // names of the client that lead back to it
	validatedKnown, void bool           // validated has been asked for; it had no answer
}

func newEvaluator(r lookup.Resolver, req Request) *evaluator {
	e := new(evaluator)
	e.reset(r, req)
	return e
}

// reset begins anew, with the room for terms that there is.
func (e *evaluator) reset(r lookup.Resolver, req Request) {
	// RFC 7208 §5: an IPv4 address that is mapped into IPv6 counts as IPv4.
	*e = evaluator{resolver: r, req: req, ip: req.IP.Unmap().WithZone(""), terms: e.terms[:0]}
	e.identity()
}

// identity works out the sender: RFC 7208 §2.4 has a bounce judged as postmaster at the HELO name, and §4.3 gives an
// address without local part that of the postmaster.
func (e *evaluator) identity() {
	e.local, e.senderDomain = "", e.req.Sender
	if at := strings.LastIndexByte(e.req.Sender, '@'); at >= 0 {
		e.local, e.senderDomain = e.req.Sender[:at], e.req.Sender[at+1:]
	}
	if e.req.Sender == "" {
		e.senderDomain = e.req.Helo
	}
	if e.senderDomain == "" {
		e.senderDomain = e.req.Domain
	}
	if e.local == "" {
		e.local = "postmaster"
	}
}

// canonicalName makes a name ready for a question: labels of other scripts as A-labels (RFC 7208 §4.3), and no more
// than 253 octets, counted from the right (RFC 7208 §7.3).
func canonicalName(name string) string {
	for i := 0; i < len(name); i++ {
		if name[i] >= 0x80 {
			if ascii, problem := domain.ParseOwner(name); problem == nil {
				return ascii
			}
			break
		}
	}
	name = domain.Canonical(name)
	for len(name) > domain.MaxName && strings.Contains(name, ".") {
		name = domain.Parent(name)
	}
	return name
}

// queryable reports whether a DNS question can be made of a name.
func queryable(name string) bool {
	if name == "" || len(name) > domain.MaxName {
		return false
	}
	start := 0
	for i := 0; i <= len(name); i++ {
		if i == len(name) || name[i] == '.' {
			if i == start || i-start > domain.MaxLabel {
				return false
			}
			start = i + 1
		}
	}
	return true
}

// ask asks a question, unless the time is over.
func (e *evaluator) ask(name string, t lookup.Type) (lookup.Answer, Cause) {
	if e.req.Expired != nil && e.req.Expired() {
		e.failure = lookup.Timeout
		return lookup.Question{Name: name, Type: t}.Failure(lookup.Timeout), OutOfTime
	}
	a := e.resolver.Lookup(lookup.Question{Name: name, Type: t})
	if !a.OK() {
		e.failure = a.Failure
		return a, CouldNotAsk
	}
	return a, ""
}

// read reads the record at t.Domain and evaluates it.
func (e *evaluator) read(t *Trace) {
	if !queryable(t.Domain) {
		return
	}
	a, failed := e.ask(t.Domain, lookup.TXT)
	if failed != "" { // RFC 7208 §4.4
		t.Result, t.Cause, t.Failure = TempError, failed, a.Failure
		return
	}
	// RFC 7208 §4.5: records are selected by their version before any syntax is looked at.
	found := 0
	for _, r := range a.Records {
		if text := r.Text(); IsRecord(text) {
			found++
			t.Record = text
		}
	}
	switch {
	case found == 0:
		t.Result, t.Cause = None, WithoutRecord
		return
	case found > 1:
		t.Record = ""
		t.Result, t.Cause = PermError, SeveralRecords
		return
	}
	before := len(e.terms)
	e.terms = appendTerms(e.terms, t.Record)
	e.evaluate(t, Record{Text: t.Record, Terms: e.terms[before:]})
	e.terms = e.terms[:before]
}

// evaluate evaluates the mechanisms from left to right, and then the redirect (RFC 7208 §4.6.2, §6.1).
func (e *evaluator) evaluate(t *Trace, r Record) {
	// RFC 7208 §4.6: a syntax error anywhere in the record is found before any term is evaluated.
	if offender := r.Offender(); offender != nil {
		kept := *offender
		t.Result, t.Cause, t.Offender = PermError, BadRecord, &kept
		return
	}
	if exp := r.first(Exp); exp != nil {
		t.exp = exp.Domain
	}
	t.Attempts = make([]Attempt, 0, min(len(r.Terms), 2))
	for i := range r.Terms {
		if term := &r.Terms[i]; !term.Kind.Modifier() && e.try(t, term) {
			return
		}
	}
	if redirect := r.Redirect(); redirect != nil {
		e.try(t, redirect)
		return
	}
	t.Result, t.Cause = Neutral, ByDefault // RFC 7208 §4.7
}

// try evaluates one term and reports whether it decided the record.
func (e *evaluator) try(t *Trace, term *Term) bool {
	if term.IP.IsValid() && !term.IP.Contains(e.ip) {
		return false
	}
	t.Attempts = append(t.Attempts, Attempt{Term: *term})
	s := &t.Attempts[len(t.Attempts)-1]
	if term.Kind.Counted() {
		e.lookups++
		s.Lookup = e.lookups
		if e.lookups > MaxLookups { // RFC 7208 §4.6.4
			return t.end(s, PermError, OverLookups)
		}
	}
	result, cause := e.match(t, s)
	if s.Void {
		e.voids++
		if e.voids > MaxVoids { // RFC 7208 §4.6.4
			return t.end(s, PermError, OverVoids)
		}
	}
	if cause == "" {
		return false
	}
	if cause == CouldNotAsk || cause == OutOfTime {
		t.Failure = e.failure
	}
	s.Matched = cause == Matched || cause == Redirected
	return t.end(s, result, cause)
}

// end ends the reading of a record with a term.
func (t *Trace) end(s *Attempt, result Result, why Cause) bool {
	t.Result, t.Cause, s.Cause = result, why, why
	return true
}

// explain fetches the explanation of a fail from the record that came to it; that of an included record does not
// count (RFC 7208 §6.2). Whatever goes wrong, there is none.
func (e *evaluator) explain(t *Trace) string {
	for t.Cause == Redirected {
		t = t.Attempts[len(t.Attempts)-1].Trace
	}
	name := e.target(t.exp, t.Domain)
	if t.exp == "" || !queryable(name) {
		return ""
	}
	a, _ := e.ask(name, lookup.TXT)
	if len(a.Records) != 1 {
		return ""
	}
	text := a.Records[0].Text()
	if _, problem := checkString(text, true); problem != nil {
		return ""
	}
	text, _ = expand(text, e.values(t.Domain))
	return text
}

// target is the name that a domain-spec in the record at a domain leads to.
func (e *evaluator) target(spec, at string) string {
	if strings.IndexByte(spec, '%') >= 0 {
		spec, _ = expand(spec, e.values(at))
	}
	return canonicalName(spec)
}

// values are the values of the macros in the record at a domain (RFC 7208 §7.2).
func (e *evaluator) values(at string) macroValues {
	return func(letter byte) (string, bool) {
		switch letter {
		case 's':
			return e.local + "@" + e.senderDomain, true
		case 'l':
			return e.local, true
		case 'o':
			return e.senderDomain, true
		case 'd':
			return at, true
		case 'i':
			return dotted(e.ip), true
		case 'p':
			return e.validatedName(at), true
		case 'v':
			return family(e.ip), true
		case 'h':
			return e.req.Helo, true
		case 'c':
			return e.ip.String(), true
		case 'r':
			if e.req.Receiver == "" {
				return "unknown", true
			}
			return e.req.Receiver, true
		case 't':
			return strconv.FormatInt(e.req.Unix, 10), true
		}
		return "", false
	}
}
