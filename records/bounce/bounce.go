// Package bounce reads a bounce in whatever form it is pasted: a whole message with a delivery status (RFC 3464), its
// text alone, or one line of an SMTP server. It tells who refused, for whom, whether it is final, and why.
//
// A cause is never taken from a code alone: Gmail's 5.7.27 is about SPF, the registry's about a null MX. First comes
// who speaks, then what the text says. A text that nobody described stays unknown, with all that could be read.
package bounce

import (
	"todoku/records/finding"
)

// Lasting says whether trying again can help.
type Lasting string

// The answers.
const (
	Permanent  Lasting = "permanent" // sending the same again fails the same way
	Temporary  Lasting = "temporary" // the sending server tries again by itself
	GaveUp     Lasting = "gave-up"   // the reason was temporary, but the sending server stopped trying
	Delivered  Lasting = "delivered" // no failure at all
	NotTelling Lasting = "unknown"
)

// Stage is the SMTP command that was refused.
type Stage string

// The stages; empty where the text does not tell.
const (
	Connect  Stage = "connect"
	MailFrom Stage = "mail"
	RcptTo   Stage = "rcpt"
	Data     Stage = "data" // after the message itself was sent
)

// Topic is a record that decides whether mail is accepted.
type Topic string

// The topics, named as packages check and lookup name them.
const (
	SPF   Topic = "spf"
	DKIM  Topic = "dkim"
	DMARC Topic = "dmarc"
)

// Bounce is what was read.
type Bounce struct {
	// Refusals are what servers said, one for each recipient and cause.
	Refusals []Refusal
	// Text is the text for people, in UTF-8.
	Text string
	// ReportingMTA is the server that wrote the delivery status; empty without one.
	ReportingMTA string
	// Subject and From are those of the message that came back.
	Subject, From string
	// Selectors are the DKIM selectors of the message that came back, as "selector" of "domain".
	Selectors []Selector
	// Cut says that the text was too long and was read in part.
	Cut bool
}

// Selector names a DKIM key.
type Selector struct{ Selector, Domain string }

// Refusal is what one server said about one recipient.
type Refusal struct {
	Recipient string // empty where the text names none
	// Status holds the fields of the delivery status as they stood; zero without one.
	Status Status
	// Code is the SMTP reply code, such as 550; 0 where none stands.
	Code int
	// Enhanced is the enhanced status code (RFC 3463), such as "5.7.26"; empty where none stands.
	Enhanced string
	// Reply is what the server said, on one line.
	Reply    string
	Receiver Receiver
	// Host is the server that refused; empty where the text names none.
	Host    string
	Stage   Stage
	Lasting Lasting
	Cause   finding.Finding
	// Pattern is the description by which the cause was recognized; nil for a cause that is not known.
	Pattern *Pattern
	// Subject is the second number of the enhanced status code, which tells an unknown text apart a little; -1
	// where there is none.
	Subject int
	// Topics are the records in which the cause lies; empty where no record helps.
	Topics []Topic
	// Domain, IP and Selector are the sender's, as far as the text tells: what the check begins with.
	Domain, IP, Selector string
}

// Status is the part of a delivery status that is about one recipient (RFC 3464 §2.3), each value as it stood,
// unfolded; empty where the field is not there.
type Status struct {
	OriginalRecipient string
	FinalRecipient    string
	Action            string // failed, delayed, delivered, relayed, expanded
	Status            string
	RemoteMTA         string
	DiagnosticCode    string
}
