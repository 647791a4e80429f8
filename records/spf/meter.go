package spf

import (
	"strconv"
	"strings"

	"todoku/records/finding"
	"todoku/records/lookup"
)

// State says what was found at the name that a term points to.
type State string

// The states of a node of the meter.
const (
	Good        State = ""              // a record, or addresses, or nothing that had to be asked
	Void        State = "void"          // the name has no such record: a void lookup
	NoRecord    State = "no-record"     // an include or redirect to a name without SPF record
	Several     State = "several"       // several SPF records at the name
	Broken      State = "broken"        // the term or the record breaks the syntax
	Loop        State = "loop"          // the name is being read already
	Conditional State = "conditional"   // the name depends on the sender of a message
	Unreachable State = "unreachable"   // the term never has an effect
	TooManyMX   State = "too-many-mx"   // more than ten names in one "mx"
	Stopped     State = "stopped"       // counting ended here
	Pending     State = "pending"       // the answer has not come yet
	NoAnswer    State = "could-not-ask" // nobody could be asked
)

// Node is one term, with everything that it brings along.
type Node struct {
	Term   Term   // the zero Term at the root
	Domain string // the name that is asked, macros expanded; empty where none is
	Record string // the SPF record at Domain, for the root, an include and a redirect
	State  State
	// Lookups counts this term and everything inside it.
	Lookups int
	// Voids counts the lookups without an answer, this term and everything inside it.
	Voids int
	// Over marks the very term that is one lookup too many.
	Over  bool
	Nodes []*Node
}

// Meter is the count of the DNS lookups that evaluating a record can cost in the worst case, where no term matches
// before the last.
type Meter struct {
	Root    *Node
	Lookups int
	Voids   int
	// Pending is how many terms wait for their answer, Unknown how many could not be asked or were too many to be asked.
	// Where either is not zero, the counts are the least that it can be.
	Pending, Unknown int
	Findings         []finding.Finding
}

var (
	tooManyLookups  = Rules.Add("spf.too-many-lookups", finding.Error, "RFC 7208 §4.6.4")
	nearLimit       = Rules.Add("spf.near-lookup-limit", finding.Warning, "RFC 7208 §4.6.4")
	tooManyVoids    = Rules.Add("spf.too-many-void-lookups", finding.Error, "RFC 7208 §4.6.4")
	voidLookup      = Rules.Add("spf.void-lookup", finding.Warning, "RFC 7208 §4.6.4")
	targetNoRecord  = Rules.Add("spf.include-without-record", finding.Error, "RFC 7208 §5.2")
	targetSeveral   = Rules.Add("spf.include-with-several-records", finding.Error, "RFC 7208 §4.5")
	targetBroken    = Rules.Add("spf.include-broken", finding.Error, "RFC 7208 §5.2")
	includeLoop     = Rules.Add("spf.include-loop", finding.Error, "RFC 7208 §4.6.4")
	tooManyMX       = Rules.Add("spf.too-many-mx", finding.Error, "RFC 7208 §4.6.4")
	countingStopped = Rules.Add("spf.counting-stopped", finding.Warning, "RFC 7208 §4.6.4")
)

// cautionAt is the count from which one more sender is likely to be too many.
const cautionAt = 8

// Bounds of the walk, so that a hostile zone cannot keep it going.
const (
	maxNodes = 200
	maxDepth = 12 // a longer chain of includes is over the limit already
)

// Count walks the record at name and everything that it includes, and never stops at ten. Use a lookup.Overlay to
// count a record that is not published yet. Where a name depends on the message, the term counts once and is called
// conditional.
func Count(r lookup.Resolver, name string) Meter {
	return count(r, name, func(at string) macroValues {
		return func(letter byte) (string, bool) {
			switch letter {
			case 'd': // RFC 7208 §7.2: the domain that is being evaluated
				return at, true
			case 'o': // RFC 7208 §7.2: that of the sender; who is no guest sends from the domain that was asked for
				return name, true
			}
			return "", false
		}
	})
}

// CountFor is Count for one message, so that every name is known. It still counts all terms, not only those up to the
// first match: for these, see Evaluate.
func CountFor(r lookup.Resolver, name string, sample Request) Meter {
	e := newEvaluator(r, sample)
	return count(r, name, e.values)
}

func count(r lookup.Resolver, name string, values func(at string) macroValues) Meter {
	w := walker{resolver: r, values: values, meter: &Meter{}}
	root := &Node{Domain: name}
	w.record(root)
	w.meter.Root, w.meter.Voids = root, root.Voids
	w.judge()
	return *w.meter
}

type walker struct {
	resolver lookup.Resolver
	values   func(at string) macroValues
	meter    *Meter
	path     []string // the names that are being read, outermost first
}

func (w *walker) ask(name string, t lookup.Type) lookup.Answer {
	return w.resolver.Lookup(lookup.Ask(name, t))
}

// failed enters the state of a node whose answer could not be had.
func (w *walker) failed(n *Node, a lookup.Answer) bool {
	switch {
	case a.OK():
		return false
	case a.Failure == lookup.NotAsked:
		n.State = Pending
		w.meter.Pending++
	case a.Failure == lookup.OverBudget:
		n.State = Stopped
		w.meter.Unknown++
	default:
		n.State = NoAnswer
		w.meter.Unknown++
	}
	return true
}

// record reads the SPF record at n.Domain and walks its terms.
func (w *walker) record(n *Node) {
	a := w.ask(n.Domain, lookup.TXT)
	if w.failed(n, a) {
		return
	}
	records := Select(a.Texts())
	switch len(records) {
	case 0:
		n.State = NoRecord
		if len(a.Records) == 0 && len(w.path) > 0 { // RFC 7208 §4.6.4: the first query is none of a term
			n.State = Void
			n.Voids++
		}
		return
	case 1:
	default:
		n.State = Several
		return
	}
	n.Record = records[0]
	record := Parse(n.Record)
	if !record.Valid() {
		n.State = Broken
	}
	w.path = append(w.path, n.Domain)
	w.terms(n, record)
	w.path = w.path[:len(w.path)-1]
}

// terms walks the mechanisms in order, then the redirect, which comes last wherever it stands (RFC 7208 §6.1). Terms
// that cost nothing have a node only in the top record.
func (w *walker) terms(n *Node, record Record) {
	redirect := record.Redirect()
	top, ended := len(w.path) == 1, false
	for i := range record.Terms {
		t := &record.Terms[i]
		switch {
		case t == redirect:
		case t.Kind == Redirect || ended && !t.Kind.Modifier():
			if top || t.Kind.Counted() {
				w.add(n, &Node{Term: *t, State: Unreachable})
			}
		case t.Problem == nil && t.Kind.Counted():
			if !w.counted(n, *t) {
				return
			}
		case top:
			node := &Node{Term: *t}
			if t.Problem != nil {
				node.State = Broken
			}
			w.add(n, node)
		}
		ended = ended || t.Kind == All && t.Problem == nil
	}
	if redirect != nil && redirect.Problem == nil {
		w.counted(n, *redirect)
	}
}

func (w *walker) add(parent, n *Node) {
	parent.Nodes = append(parent.Nodes, n)
	parent.Lookups += n.Lookups
	parent.Voids += n.Voids
}

// counted walks a term that costs a lookup. It reports false where counting ends.
func (w *walker) counted(parent *Node, t Term) bool {
	n := &Node{Term: t, Lookups: 1}
	w.meter.Lookups++
	n.Over = w.meter.Lookups == MaxLookups+1
	w.follow(n)
	w.add(parent, n)
	return w.meter.Lookups < maxNodes
}

// follow asks for what a counted term points to.
func (w *walker) follow(n *Node) {
	var known bool
	n.Domain, known = w.target(n.Term)
	switch {
	case w.meter.Lookups >= maxNodes || len(w.path) > maxDepth:
		n.State = Stopped
		w.meter.Unknown++
		return
	case !known || n.Term.Kind == PTR: // the names of ptr are those of the client
		n.State = Conditional
		return
	case !queryable(n.Domain): // RFC 7208 §4.8; no question can be made of it, so nothing is there
		n.State, n.Voids = Void, 1
		return
	}
	switch n.Term.Kind {
	case Include, Redirect:
		if w.reading(n.Domain) {
			n.State = Loop
			return
		}
		w.record(n)
	case A:
		w.addresses(n)
	case MX:
		w.exchangers(n)
	case Exists:
		if a := w.ask(n.Domain, lookup.A); !w.failed(n, a) && len(a.Records) == 0 {
			n.State, n.Voids = Void, 1
		}
	}
}

// addresses asks for A and, where there is none, for AAAA: a name is void only without either, because each client
// causes one of the two queries.
func (w *walker) addresses(n *Node) {
	for _, t := range []lookup.Type{lookup.A, lookup.AAAA} {
		a := w.ask(n.Domain, t)
		if w.failed(n, a) || len(a.Records) > 0 {
			return
		}
	}
	n.State, n.Voids = Void, 1
}

// exchangers counts "mx" as one, however many names it has; their addresses are not among the ten.
func (w *walker) exchangers(n *Node) {
	a := w.ask(n.Domain, lookup.MX)
	switch {
	case w.failed(n, a):
	case len(a.Records) == 0:
		n.State, n.Voids = Void, 1
	case len(a.Records) > MaxMX:
		n.State = TooManyMX
	}
}

func (w *walker) reading(name string) bool {
	for _, p := range w.path {
		if p == name {
			return true
		}
	}
	return false
}

// target returns the name that a term asks for. It is not known where a macro stands for a part of the message.
func (w *walker) target(t Term) (name string, known bool) {
	current := w.path[len(w.path)-1]
	if t.Domain == "" {
		return current, true
	}
	name, known = expand(t.Domain, w.values(current))
	return canonicalName(name), known
}

// judge turns the walk into findings.
func (w *walker) judge() {
	m := w.meter
	add := func(f finding.Finding) { m.Findings = append(m.Findings, f.On(m.Root.Domain, m.Root.Record)) }
	switch {
	case m.Lookups > MaxLookups:
		add(tooManyLookups.New("count", strconv.Itoa(m.Lookups), "limit", strconv.Itoa(MaxLookups), "over", strconv.Itoa(m.Lookups-MaxLookups)))
	case m.Lookups >= cautionAt:
		add(nearLimit.New("count", strconv.Itoa(m.Lookups), "limit", strconv.Itoa(MaxLookups), "left", strconv.Itoa(MaxLookups-m.Lookups)))
	}
	if m.Voids > MaxVoids {
		add(tooManyVoids.New("count", strconv.Itoa(m.Voids), "limit", strconv.Itoa(MaxVoids)))
	}
	stopped := false
	m.Root.walk(nil, func(n *Node, path []*Node) {
		if len(path) == 0 {
			return
		}
		rule, known := map[State]finding.Rule{Void: voidLookup, NoRecord: targetNoRecord, Several: targetSeveral,
			Broken: targetBroken, Loop: includeLoop, TooManyMX: tooManyMX}[n.State]
		if n.State == Void && (n.Term.Kind == Include || n.Term.Kind == Redirect) {
			rule = targetNoRecord // a void include is a permanent error before it is a void lookup
		}
		if n.State == Broken && len(path) == 1 && n.Record == "" {
			known = false // Lint has named the term of the record itself
		}
		if known {
			add(rule.New("term", n.Term.Text, "domain", n.Domain, "path", pathText(path)))
		}
		stopped = stopped || n.State == Stopped
	})
	if stopped {
		add(countingStopped.New("count", strconv.Itoa(m.Lookups)))
	}
	// The findings of the top record's own terms carry their span; deeper ones are found through their path.
	for i, f := range m.Findings {
		for _, n := range m.Root.Nodes {
			if f.Args["path"] == n.Term.Text {
				m.Findings[i] = f.At(n.Term.Span)
			}
		}
	}
}

// walk visits n and all below it, outermost first; path holds the nodes from the first below the root to n.
func (n *Node) walk(path []*Node, visit func(*Node, []*Node)) {
	visit(n, path)
	for _, child := range n.Nodes {
		child.walk(append(path[:len(path):len(path)], child), visit)
	}
}

func pathText(path []*Node) string {
	terms := make([]string, len(path))
	for i, n := range path {
		terms[i] = n.Term.Text
	}
	return strings.Join(terms, " → ")
}
