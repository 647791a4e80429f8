package check

import (
	"todoku/records/dmarc"
	"todoku/records/provider"
	"todoku/records/spf"
)

// Receiver is a provider of mailboxes that has published what it asks of senders. Its name is the message "receiver."
// and the ID.
type Receiver struct {
	ID           string
	Requirements []Requirement
	provider.Source
}

// Requirement is one point that a receiver asks for.
type Requirement struct {
	// Point names what is asked for; its sentence is the message "require." and the point. Receivers share points.
	Point string
	// Bulk says that it is asked of those alone who send many messages.
	Bulk bool
	// Proof says what can show that it is met.
	Proof Proof
	test  func(*Report) Standing
}

// Proof is what can show that a requirement is met.
type Proof string

// The proofs.
const (
	ByDNS    Proof = "dns"    // what is published shows it
	ByHeader Proof = "header" // the header of a message that arrived shows it
	ByOwner  Proof = "owner"  // only the owner knows
)

// Standing is whether a requirement is met.
type Standing string

// The standings.
const (
	Met         Standing = "met"
	NotMet      Standing = "not-met"
	CannotTell  Standing = "cannot-tell"  // what would show it could not be looked at
	NeedsHeader Standing = "needs-header" // paste the header of a message
	NeedsOwner  Standing = "needs-owner"  // for the owner to confirm
)

// Standing tells from a report whether the requirement is met.
func (q Requirement) Standing(r *Report) Standing {
	switch {
	case q.test != nil:
		return q.test(r)
	case q.Proof == ByHeader:
		return NeedsHeader
	}
	return NeedsOwner
}

// The points that DNS can prove.
var (
	spfOrDKIM    = Requirement{"spf-or-dkim", false, ByDNS, func(r *Report) Standing { return either(hasSPF(r), hasDKIM(r)) }}
	spfAndDKIM   = Requirement{"spf-and-dkim", true, ByDNS, func(r *Report) Standing { return both(hasSPF(r), hasDKIM(r)) }}
	spfPublished = Requirement{"spf", false, ByDNS, hasSPF}
	dkimSigned   = Requirement{"dkim", false, ByDNS, hasDKIM}
	dmarcExists  = Requirement{"dmarc", false, ByDNS, hasDMARC}
	reverseDNS   = Requirement{"ptr", false, ByDNS, hasPTR}
	resolves     = Requirement{"domain-exists", false, ByDNS, exists}
	aOrMX        = Requirement{"a-or-mx", false, ByDNS, hasAOrMX}
)

// The points that a header can prove.
var (
	overTLS    = Requirement{Point: "tls", Proof: ByHeader}
	wellFormed = Requirement{Point: "format", Proof: ByHeader}
	aligned    = Requirement{Point: "alignment", Proof: ByHeader}
	oneClick   = Requirement{Point: "one-click", Proof: ByHeader}
	unsubOther = Requirement{Point: "unsubscribe", Proof: ByHeader}
	messageID  = Requirement{Point: "message-id", Proof: ByHeader}
)

// The points that the owner knows.
var (
	spamRate  = Requirement{Point: "spam-rate", Proof: ByOwner}
	ownDomain = Requirement{Point: "own-domain", Proof: ByOwner}
	unsubLink = Requirement{Point: "unsubscribe-link", Proof: ByOwner}
)

func bulk(q Requirement) Requirement {
	q.Bulk = true
	return q
}

// Receivers lists the receivers, in the order of the page. The state of their pages is that of the date.
var Receivers = []Receiver{
	{"gmail", []Requirement{spfOrDKIM, reverseDNS, overTLS, wellFormed, ownDomain, spamRate,
		spfAndDKIM, bulk(dmarcExists), bulk(aligned), bulk(oneClick), bulk(unsubLink)},
		provider.Source{Ref: "https://support.google.com/a/answer/81126", Date: "2026-03", Confidence: provider.Vendor}},
	{"yahoo", []Requirement{spfOrDKIM, reverseDNS, resolves, spamRate,
		spfAndDKIM, bulk(dmarcExists), bulk(aligned), bulk(unsubOther), bulk(unsubLink)},
		provider.Source{Ref: "https://senders.yahooinc.com/best-practices/", Date: "2025-08", Confidence: provider.Vendor}},
	{"microsoft", []Requirement{reverseDNS,
		spfAndDKIM, bulk(dmarcExists), bulk(aligned), bulk(unsubLink)},
		provider.Source{Ref: "https://sendersupport.olc.protection.outlook.com/pm/policies.aspx", Date: "2026-06", Confidence: provider.Vendor}},
	{"docomo", []Requirement{dmarcExists, dkimSigned, spfPublished, aOrMX},
		provider.Source{Ref: "https://www.docomo.ne.jp/service/docomo_mail/smtp_notice/", Date: "2026-11", Confidence: provider.Vendor}},
	{"au", []Requirement{spfPublished, dkimSigned, dmarcExists},
		provider.Source{Ref: "https://www.au.com/mobile/service/attention/spf-record/", Date: "2026-11", Confidence: provider.ThirdParty}},
	{"softbank", []Requirement{spfPublished, dmarcExists, messageID},
		provider.Source{Ref: "https://note.com/sendmagic/n/n2c8b608b866e", Date: "2026-11", Confidence: provider.ThirdParty}},
}

func either(a, b Standing) Standing {
	switch {
	case a == Met || b == Met:
		return Met
	case a == NotMet && b == NotMet:
		return NotMet
	case a == NotMet:
		return b
	}
	return a
}

func both(a, b Standing) Standing {
	switch {
	case a == NotMet || b == NotMet:
		return NotMet
	case a != Met:
		return a
	}
	return b
}

// found returns a topic that could be looked at.
func found(r *Report, id string) (*Topic, bool) {
	t := r.Topic(id)
	return t, t != nil && t.State != Unknown
}

// hasSPF: one record, which receivers can evaluate.
func hasSPF(r *Report) Standing {
	t, ok := found(r, "spf")
	if !ok {
		return CannotTell
	}
	records := 0
	for _, p := range t.Records {
		if spf.IsRecord(p.Text) {
			records++
		}
	}
	return standing(records == 1 && t.State != Bad)
}

// hasDKIM: a usable key. That none was found among guesses does not mean that there is none; a header tells.
func hasDKIM(r *Report) Standing {
	t, ok := found(r, "dkim")
	switch {
	case !ok:
		return CannotTell
	case t.State == OK || t.State == Risk || t.State == Note && !t.has("dkim.wildcard"):
		return Met
	}
	return NeedsHeader
}

// hasDMARC: one record that receivers apply, of the domain or of one above it.
func hasDMARC(r *Report) Standing {
	t, ok := found(r, "dmarc")
	if !ok {
		return CannotTell
	}
	records := 0
	for _, p := range t.Records {
		if applied, _ := dmarc.Parse(p.Text).Applied(); dmarc.IsRecord(p.Text) && applied {
			records++
		}
	}
	return standing(records == 1)
}

// hasPTR: of the owner's own servers. Services look after theirs, and a header shows it.
func hasPTR(r *Report) Standing {
	t := r.Topic("servers")
	switch {
	case t == nil:
		return NeedsHeader
	case t.has("server.no-name") || t.has("server.name-not-confirmed"):
		return NotMet
	case len(t.Failures) > 0:
		return CannotTell
	}
	return Met
}

func exists(r *Report) Standing {
	t, ok := found(r, "dns")
	if !ok {
		return CannotTell
	}
	return standing(t.State != Absent)
}

// hasAOrMX looks at MX alone: it is asked for anyway, and a domain without it mostly has no mailbox for replies.
func hasAOrMX(r *Report) Standing {
	t, ok := found(r, "mx")
	switch {
	case !ok:
		return CannotTell
	case len(t.Records) > 0 && !t.has("mx.null"):
		return Met
	}
	return NeedsOwner
}

func standing(met bool) Standing {
	if met {
		return Met
	}
	return NotMet
}

// has reports whether the topic has a finding of that code.
func (t *Topic) has(code string) bool {
	for _, f := range t.Findings {
		if f.Code == code {
			return true
		}
	}
	return false
}
