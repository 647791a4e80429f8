package spf

import (
	"net/netip"
	"sort"
	"strings"

	"todoku/records/domain"
	"todoku/records/lookup"
)

// Measure is a way to need fewer lookups.
type Measure string

// The measures, in the order in which they are tried.
const (
	RemoveDead      Measure = "remove-dead"      // the term leads nowhere, or to an error
	RemoveDuplicate Measure = "remove-duplicate" // the same is brought in by another term
	RemoveCovered   Measure = "remove-covered"   // every address is allowed by another term
	RemoveUnused    Measure = "remove-unused"    // its sender is not used any more
	RemovePTR       Measure = "remove-ptr"       // ptr must not be used
	WriteAddresses  Measure = "write-addresses"  // the addresses of the own hosts in the place of their names
	OwnSubdomain    Measure = "own-subdomain"    // the sender gets a name with ten lookups of its own
	Flatten         Measure = "flatten"          // the addresses of a service in the place of its include
)

// Risk says what a proposal can break.
type Risk string

// The risks, the smallest first.
const (
	NoRisk     Risk = "none"        // nobody loses a right
	Depends    Risk = "depends"     // right as long as others keep what they publish
	AskFirst   Risk = "ask-first"   // somebody may still send this way
	NeedsSetup Risk = "needs-setup" // the sender has to be set up anew
	GoesStale  Risk = "goes-stale"  // wrong without notice as soon as an address changes
)

var riskOrder = map[Risk]int{NoRisk: 0, Depends: 1, AskFirst: 2, NeedsSetup: 3, GoesStale: 4}

// Proposal is one way to need fewer lookups.
type Proposal struct {
	Measure Measure `json:"measure"`
	// Term is the term of the record that it is about, and By the one that makes it superfluous.
	Term string `json:"term"`
	By   string `json:"by,omitempty"`
	Risk Risk   `json:"risk"`
	// Lookups is the count in the worst case once this alone is done; Saves is the difference.
	Lookups int `json:"lookups"`
	Saves   int `json:"saves"`
	// SavesVoids is the difference in void lookups.
	SavesVoids int `json:"savesVoids,omitempty"`
	// Record is the whole record once this alone is done.
	Record string `json:"record"`
	// Name and NameRecord are the name and the record that a sender needs for itself.
	Name       string `json:"name,omitempty"`
	NameRecord string `json:"nameRecord,omitempty"`
	// Comment belongs beside the record in the zone file or in one's notes: what was replaced, and when.
	Comment string `json:"comment,omitempty"`
}

// Facts is what the owner knows and DNS does not.
type Facts struct {
	// Unused are terms whose sender is not used any more.
	Unused []string
	// Date is today's, such as "2026-11-28", for the comment of what goes stale.
	Date string
}

const (
	maxInline = 4 // addresses that may take the place of the name of an own host
	maxMoves  = 3 // senders that are proposed to move

	maxConsidered = 40 // terms; a record with more is beyond proposals
)

// Relieve proposes how the record that m counted can do with fewer lookups, the best first: what breaks nothing, and
// then what saves most. It asks r for the addresses of hosts. A record with a syntax error gets no proposals, because
// the error comes first.
func Relieve(r lookup.Resolver, m Meter, facts Facts) []Proposal {
	p := proposer{resolver: r, meter: m, facts: facts, record: Parse(m.Root.Record)}
	if !p.record.Valid() {
		return nil
	}
	considered := 0
	for i, t := range p.record.Terms {
		if n := m.Root.child(t); n != nil && n.Lookups > 0 && considered < maxConsidered {
			considered++
			p.term(i, n)
		}
	}
	p.sort()
	return p.proposals
}

type proposer struct {
	resolver  lookup.Resolver
	meter     Meter
	facts     Facts
	record    Record
	proposals []Proposal
}

// child returns the node of a term of the record at n, or nil.
func (n *Node) child(t Term) *Node {
	for _, child := range n.Nodes {
		if child.Term.Span == t.Span {
			return child
		}
	}
	return nil
}

// term proposes what can be done about one term that costs lookups: the first measure that takes it away without loss,
// or else all those that have a price.
func (p *proposer) term(i int, n *Node) {
	switch n.State {
	case Void, NoRecord, Loop:
		p.propose(RemoveDead, NoRisk, i, Proposal{})
		return
	case Several, Broken, TooManyMX:
		p.propose(RemoveDead, AskFirst, i, Proposal{})
		return
	}
	if by, everywhere := p.elsewhere(i, n); by != "" {
		risk := Depends
		if everywhere {
			risk = NoRisk
		}
		p.propose(RemoveDuplicate, risk, i, Proposal{By: by})
		return
	}
	for _, text := range p.facts.Unused {
		if t := ParseTerm(text); t.key() == n.Term.key() {
			p.propose(RemoveUnused, AskFirst, i, Proposal{})
		}
	}
	switch n.Term.Kind {
	case PTR:
		p.propose(RemovePTR, AskFirst, i, Proposal{})
	case A, MX:
		p.hosts(i, n)
	case Include:
		p.service(i, n)
	}
}

// elsewhere returns the term that brings in the same as the term at index i; everywhere reports that it stands in the
// same record.
func (p *proposer) elsewhere(i int, n *Node) (by string, everywhere bool) {
	for _, t := range p.record.Terms[:i] {
		if t.key() == n.Term.key() && t.Qualifier == n.Term.Qualifier {
			return t.Text, true
		}
	}
	if n.Term.Kind == Include {
		by = p.meter.bringsIn(n)
	}
	return by, false
}

// passing visits n and all below it through which a pass reaches the top record.
func (n *Node) passing(visit func(*Node)) {
	if n.Term.Kind != Redirect && n.Term.Qualifier != Pass || n.State != Good {
		return
	}
	visit(n)
	for _, child := range n.Nodes {
		child.passing(visit)
	}
}

// hosts proposes what can be done about "a" and "mx".
func (p *proposer) hosts(i int, n *Node) {
	if n.State != Good || n.Term.Qualifier != Pass {
		return
	}
	ranges, known := p.addresses(n)
	if !known || len(ranges) == 0 {
		return
	}
	if by, covered := p.covered(n, ranges); covered {
		p.propose(RemoveCovered, Depends, i, Proposal{By: by})
		return
	}
	if len(ranges) <= maxInline {
		p.propose(WriteAddresses, GoesStale, i, Proposal{}, rangeTerms(ranges)...)
	}
}

// addresses are the networks that an "a" or "mx" allows today.
func (p *proposer) addresses(n *Node) (ranges []netip.Prefix, known bool) {
	hosts := []string{n.Domain}
	if n.Term.Kind == MX {
		a := p.resolver.Lookup(lookup.Ask(n.Domain, lookup.MX))
		if !a.OK() {
			return nil, false
		}
		hosts = nil
		for _, r := range a.Records {
			if queryable(r.Host) {
				hosts = append(hosts, r.Host)
			}
		}
	}
	known = true
	for _, host := range hosts {
		for _, t := range []lookup.Type{lookup.A, lookup.AAAA} {
			a := p.resolver.Lookup(lookup.Ask(host, t))
			known = known && a.OK()
			bits := n.Term.Bits4
			if t == lookup.AAAA {
				bits = n.Term.Bits6
			}
			for _, r := range a.Records {
				ranges = append(ranges, netip.PrefixFrom(r.Address, int(bits)).Masked())
			}
		}
	}
	return ranges, known
}

// covered reports whether terms other than n allow all of the ranges, and names the first of them. A record that
// forbids something before its end is left alone: there the order matters.
func (p *proposer) covered(n *Node, ranges []netip.Prefix) (by string, ok bool) {
	for _, t := range p.record.Terms {
		if !t.Kind.Modifier() && t.Kind != All && t.Qualifier != Pass {
			return "", false
		}
	}
	for _, want := range ranges {
		term := ""
		for _, top := range p.meter.Root.Nodes {
			if top != n && term == "" && top.allows(want) {
				term = top.Term.Text
			}
		}
		if term == "" {
			return "", false
		}
		if by == "" {
			by = term
		}
	}
	return by, true
}

// allows reports whether a written range within n holds all of want.
func (n *Node) allows(want netip.Prefix) bool {
	held := func(t Term) bool {
		return t.Qualifier == Pass && t.IP.IsValid() && t.IP.Bits() <= want.Bits() && t.IP.Contains(want.Addr())
	}
	if held(n.Term) {
		return true
	}
	found := false
	n.passing(func(inner *Node) {
		for _, t := range Parse(inner.Record).Terms {
			if t.Kind == All {
				break
			}
			found = found || held(t)
		}
	})
	return found
}

// service proposes what can be done about the include of a service.
func (p *proposer) service(i int, n *Node) {
	if n.State != Good || n.Term.Qualifier != Pass {
		return
	}
	if label := senderLabel(n.Domain); label != "" && !domain.Under(n.Domain, p.meter.Root.Domain) {
		p.propose(OwnSubdomain, NeedsSetup, i, Proposal{Name: label + "." + p.meter.Root.Domain,
			NameRecord: version + " " + n.Term.String() + " ~all"})
	}
	if ranges, known := p.flat(n); known && len(ranges) > 0 {
		p.propose(Flatten, GoesStale, i, Proposal{Comment: strings.TrimSpace("; " + p.facts.Date + " " + n.Term.String())}, rangeTerms(ranges)...)
	}
}

// senderLabel makes a label for a sender out of the name that it has included: the one that its owner chose.
func senderLabel(name string) string {
	labels := strings.Split(name, ".")
	for i := len(labels) - 2; i >= 0; i-- {
		if l := labels[i]; len(l) > 3 || i == 0 { // "co", "ne" and "com" come from registries
			return strings.TrimLeft(l, "_")
		}
	}
	return ""
}

// flat collects the networks of an include. It is not known where a term depends on the message, or takes a right
// away.
func (p *proposer) flat(n *Node) (ranges []netip.Prefix, known bool) {
	if n.State != Good {
		return nil, false
	}
	for _, t := range Parse(n.Record).Terms {
		switch {
		case t.Kind == All && t.Qualifier != Pass:
			return ranges, true
		case t.Kind == Unknown || t.Kind == Exp:
			continue
		case t.Kind != Redirect && t.Qualifier != Pass || t.Kind == All:
			return nil, false
		case t.IP.IsValid():
			ranges = append(ranges, t.IP.Masked())
			continue
		}
		inner := n.child(t)
		if inner == nil { // counting stopped before it
			return nil, false
		}
		var more []netip.Prefix
		switch t.Kind {
		case A, MX:
			more, known = p.addresses(inner)
			known = known && inner.State == Good
		case Include, Redirect:
			more, known = p.flat(inner)
		default:
			known = false
		}
		if !known {
			return nil, false
		}
		ranges = append(ranges, more...)
	}
	return ranges, true
}

// rangeTerms writes networks as terms, each once.
func rangeTerms(ranges []netip.Prefix) []string {
	var terms []string
	seen := map[string]bool{}
	for _, r := range ranges {
		text := typed(r.String())
		if r.IsSingleIP() {
			text = typed(r.Addr().String())
		}
		if !seen[text] {
			seen[text] = true
			terms = append(terms, text)
		}
	}
	return terms
}

// propose enters a proposal to write other terms in the place of the term at index i, counted anew. It is left out
// where it saves nothing, or where the record alone goes beyond the size that an answer should have.
func (p *proposer) propose(m Measure, risk Risk, i int, proposal Proposal, instead ...string) {
	changed := Record{}
	for j, t := range p.record.Terms {
		if j != i {
			changed.Terms = append(changed.Terms, t)
			continue
		}
		for _, text := range instead {
			if term := ParseTerm(text); !changed.has(term) && !p.record.has(term) {
				changed.Terms = append(changed.Terms, term)
			}
		}
	}
	proposal.Record = changed.String()
	if len(instead) > 0 && len(p.meter.Root.Domain)+len(proposal.Record) > guideSize {
		return
	}
	after := countText(p.resolver, p.meter.Root.Domain, proposal.Record)
	proposal.Measure, proposal.Term, proposal.Risk = m, p.record.Terms[i].Text, risk
	proposal.Lookups, proposal.Saves, proposal.SavesVoids = after.Lookups, p.meter.Lookups-after.Lookups, p.meter.Voids-after.Voids
	if proposal.Saves > 0 {
		p.proposals = append(p.proposals, proposal)
	}
}

// sort puts the best first, flattening last. It keeps the few senders that are worth a move, and the one that is most
// worth flattening.
func (p *proposer) sort() {
	rank := func(i int) int {
		if p.proposals[i].Measure == Flatten {
			return len(riskOrder)
		}
		return riskOrder[p.proposals[i].Risk]
	}
	sort.SliceStable(p.proposals, func(i, j int) bool {
		if x, y := rank(i), rank(j); x != y {
			return x < y
		}
		return p.proposals[i].Saves > p.proposals[j].Saves
	})
	left := map[Measure]int{OwnSubdomain: maxMoves, Flatten: 1}
	kept := p.proposals[:0]
	for _, proposal := range p.proposals {
		n, bounded := left[proposal.Measure]
		if bounded && n == 0 {
			continue
		}
		if bounded {
			left[proposal.Measure]--
		}
		kept = append(kept, proposal)
	}
	p.proposals = kept
}
