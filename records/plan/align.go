package plan

import (
	"todoku/records/dkim"
	"todoku/records/dmarc"
	"todoku/records/finding"
	"todoku/records/lookup"
	"todoku/records/provider"
	"todoku/records/spf"
)

// Way says whether mail of a sender counts for the domain in its From header by one of the two ways of DMARC.
type Way string

// The answers.
const (
	Aligns   Way = "aligns"   // as it is
	Possible Way = "possible" // after something is done at the sender
	Never    Way = "never"    // the sender cannot
	NotKnown Way = "unknown"  // the sender has to be asked
)

// Alignment tells how mail of one sender passes DMARC.
type Alignment struct {
	Sender    string // its ID; empty for the owner's own servers
	SPF, DKIM Way
	// Advice is the code of the message that says what to press, or why nothing has to be pressed.
	Advice string
}

// The pieces of advice.
const (
	AdviceGood     = "align.good"       // both ways, or DKIM: forwarded mail passes too
	AdviceSPFOnly  = "align.spf-only"   // passes, but not when it is forwarded, and DKIM cannot be had
	AdviceDKIM     = "align.dkim"       // switch DKIM on: needed
	AdviceDKIMToo  = "align.dkim-too"   // switch DKIM on: passes by SPF alone until then
	AdviceEnvelope = "align.envelope"   // set the bounce domain up: DKIM cannot be had
	AdviceAsk      = "align.ask"        // ask the sender
	AdviceNothing  = "align.impossible" // give the sender a domain of its own, or leave it
	AdviceFewer    = "align.fewer"      // SPF fails for everybody until it needs fewer lookups
)

// Alignments tells for each sender, and for own servers, how its mail passes DMARC (RFC 9989 §4.4).
func Alignments(r lookup.Resolver, a Answers) []Alignment {
	b := builder{r, a, &Plan{}}
	record := dmarc.Record{}
	if a.DMARC != nil {
		record = *a.DMARC
	}
	var list []Alignment
	for _, c := range a.Senders {
		s, found := provider.SenderByID(c.ID)
		if !found {
			continue
		}
		list = append(list, advised(Alignment{Sender: c.ID, SPF: spfWay(s.SPF.Mode, record.SPFAlignment), DKIM: b.dkimWay(s)}))
	}
	if len(a.Servers) > 0 {
		list = append(list, advised(Alignment{SPF: Aligns, DKIM: b.ownKey()}))
	}
	// RFC 7208 §4.6.4: more than ten lookups are a permanent error, which lets nobody pass.
	if Build(r, a).SPF.Meter.Lookups > spf.MaxLookups {
		for i := range list {
			list[i].fail()
		}
	}
	return list
}

// fail takes SPF for broken.
func (a *Alignment) fail() {
	if a.SPF != Aligns {
		return
	}
	a.SPF = Possible
	if a.DKIM != Aligns {
		a.Advice = AdviceFewer
	}
}

// spfWay tells by whose domain stands in the envelope.
func spfWay(mode provider.Mode, alignment dmarc.Alignment) Way {
	switch mode {
	case provider.Add, provider.Automatic, provider.PerUser:
		return Aligns
	case provider.Subdomain:
		if alignment == dmarc.Strict { // RFC 9989 §4.4: the very same domain
			return Never
		}
		return Possible
	case provider.NotNeeded:
		return Never
	}
	return NotKnown
}

func (b *builder) dkimWay(s *provider.Sender) Way {
	if b.publishedSelector(s) != "" {
		return Aligns
	}
	switch s.DKIM.Holder {
	case provider.Without:
		return Never
	case provider.AskDKIM:
		return NotKnown
	}
	return Possible
}

// ownKey tells whether a key that was made or entered here for the owner's servers is published.
func (b *builder) ownKey() Way {
	for _, k := range b.answers.Keys {
		if k.Type != lookup.TXT || b.ofSender(k.Selector) {
			continue
		}
		for _, text := range b.texts(dkim.Name(k.Selector, b.answers.Domain)) {
			if dkim.SameKey(text, k.Value) && finding.Worst(dkim.Lint(dkim.Parse(text))) != finding.Error {
				return Aligns
			}
		}
	}
	return Possible
}

// ofSender reports whether a selector belongs to one of the chosen senders.
func (b *builder) ofSender(selector string) bool {
	for _, c := range b.answers.Senders {
		if s, found := provider.SenderByID(c.ID); found && uses(s, selector) {
			return true
		}
	}
	return false
}

func advised(a Alignment) Alignment {
	switch {
	case a.DKIM == Aligns:
		a.Advice = AdviceGood
	case a.DKIM == Possible && a.SPF == Aligns:
		a.Advice = AdviceDKIMToo
	case a.DKIM == Possible:
		a.Advice = AdviceDKIM
	case a.SPF == Aligns:
		a.Advice = AdviceSPFOnly
	case a.DKIM == NotKnown || a.SPF == NotKnown:
		a.Advice = AdviceAsk
	case a.SPF == Possible:
		a.Advice = AdviceEnvelope
	default:
		a.Advice = AdviceNothing
	}
	return a
}
