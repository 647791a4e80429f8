// Package aggregate reads DMARC aggregate reports (RFC 9990, and the older form of RFC 7489 Appendix C) and TLS reports
// (RFC 8460), and says who sends as a domain: its own services, forwarders, or somebody unknown.
//
// Reports are written by many programs, some of them badly: [Parse] takes what is there and keeps what it could not
// understand out of the way. What cannot be read at all is an error; what is odd about a report is a finding of [Lint].
//
// It stands on encoding/xml and encoding/json, which are too large for the first page; the program that reads reports
// runs beside the page and is loaded when reports are dropped.
package aggregate

import (
	"errors"
	"net/netip"
)

// MaxSize is the most octets of a report, unpacked. The largest receivers stay far below it.
const MaxSize = 64 << 20

// Errors of a file that cannot be read as a report.
var (
	ErrTooLarge  = errors.New("aggregate: larger than 64 MiB")
	ErrNotReport = errors.New("aggregate: no report")
	ErrBroken    = errors.New("aggregate: broken XML or JSON")
	ErrTruncated = errors.New("aggregate: ends in the middle")
	ErrEntities  = errors.New("aggregate: declares entities of its own")
)

// Report is one DMARC aggregate report: what one receiver saw of one domain in one period.
type Report struct {
	Version string // "1.0" in the form of RFC 9990; often empty before
	// Namespace is that of the root element: "urn:ietf:params:xml:ns:dmarc-2.0" in RFC 9990, empty in RFC 7489.
	Namespace string

	Org     string // who reports
	Email   string
	Contact string
	ID      string
	// Begin and End bound the period in seconds since 1970, UTC.
	Begin, End int64
	Errors     []string // what the receiver said of the published record
	Generator  string

	Published Published
	Rows      []Row
}

// Published is the policy as the receiver found it (RFC 9990 §3.1.1.4).
type Published struct {
	Domain      string
	P, SP, NP   string // "none", "quarantine", "reject"; empty where it is not given
	ADKIM, ASPF string // "r" or "s"
	FO          string
	Testing     string // "y" or "n": the tag t
	Discovery   string // "psl" or "treewalk"
	Pct         string // RFC 7489 only
}

// Row is a number of messages that were alike.
type Row struct {
	Source netip.Addr
	Count  int // messages
	// Disposition is what became of them: "none", "pass", "quarantine", "reject".
	Disposition string
	// DKIM and SPF are the verdicts of DMARC: "pass" only where the domain is aligned, too.
	DKIM, SPF string
	Reasons   []Reason

	HeaderFrom   string // the domain of the From field
	EnvelopeFrom string
	EnvelopeTo   string

	Signatures []Signature // DKIM, as checked
	Sender     []SPFResult // SPF, as checked
}

// Aligned reports whether the messages passed DMARC: one aligned pass is enough (RFC 9989 §4.4).
func (r *Row) Aligned() bool { return r.DKIM == "pass" || r.SPF == "pass" }

// Reason says why the receiver did something else than the policy asks for (RFC 9990 §3.1.1.6).
type Reason struct{ Type, Comment string }

// Signature is the result of one DKIM signature.
type Signature struct{ Domain, Selector, Result, Human string }

// SPFResult is the result of SPF for one identity; Scope is "mfrom" or "helo".
type SPFResult struct{ Domain, Scope, Result, Human string }

// Messages is the number of messages of the report.
func (r *Report) Messages() int {
	n := 0
	for i := range r.Rows {
		n += r.Rows[i].Count
	}
	return n
}
