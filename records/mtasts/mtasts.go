// Package mtasts reads, writes and judges what a domain publishes for MTA-STS (RFC 8461): a TXT record that says that
// there is a policy, and the policy, a file on a web server, that says which servers take the domain's mail over TLS.
//
// [Parse], [Record.String] and [Lint] are for the record; [ParsePolicy], [Policy.String] and [LintPolicy] for the file;
// [LintCover] compares the file with the MX records, and [LintAnswer] judges how the web server gave it.
package mtasts

import (
	"strings"

	"todoku/records/tag"
)

var form = tag.Form{Version: "STSv1", Tags: []string{"id"}, Tight: true}

// Owner is the name at which the record of a domain stands (RFC 8461 §3.1).
func Owner(domain string) string { return "_mta-sts." + domain }

// Host is the web server that holds the policy of a domain (RFC 8461 §3.3).
func Host(domain string) string { return "mta-sts." + domain }

// URL is where the policy of a domain is fetched from (RFC 8461 §3.3).
func URL(domain string) string { return "https://" + Host(domain) + "/.well-known/mta-sts.txt" }

// MaxID is how many characters an id may have (RFC 8461 §3.1).
const MaxID = 32

// Record is an MTA-STS record: v=STSv1; id=20261128T090000
type Record struct {
	// Text is the record as it was written; empty for one that was built.
	Text string
	// ID names the present policy. Senders fetch the policy again when it changes.
	ID string
	// Others are the elements that ID does not stand for.
	Others tag.List
}

// IsRecord reports whether the text of a TXT record is an MTA-STS record (RFC 8461 §3.1).
func IsRecord(text string) bool { return form.IsRecord(text) }

// Select returns the texts that are MTA-STS records. With none or with more than one, senders assume that there is no
// policy (RFC 8461 §3.1).
func Select(texts []string) []string { return form.Select(texts) }

// Parse reads a record. It is total. A text that is no MTA-STS record gives a record with its Text alone.
func Parse(text string) Record {
	r := Record{Text: text}
	for _, t := range form.Read(text) {
		if t.Name == "id" && r.ID == "" && isID(t.Value) {
			r.ID = t.Value
			continue
		}
		r.Others = append(r.Others, t)
	}
	return r
}

// String writes the record. A record that was read and is none gives its text.
func (r Record) String() string {
	var tags tag.List
	if r.ID != "" {
		tags = tag.List{{Name: "id", Value: r.ID}}
	}
	return form.Write(r.Text, append(tags, r.Others...))
}

// isID reports whether s is an id: 1 to 32 letters and digits (RFC 8461 §3.1).
func isID(s string) bool { return s != "" && len(s) <= MaxID && idOnly(s) == s }

// idOnly is s without what an id may not hold.
func idOnly(s string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z' {
			return r
		}
		return -1
	}, s)
}

// NewID makes an id from the moment when a policy is published, as RFC 3339 writes it: 20261128T090000Z. A policy that
// is published later has another.
func NewID(at string) string {
	at, _, _ = strings.Cut(at, ".")
	id := idOnly(at)
	if len(id) > MaxID {
		id = id[:MaxID]
	}
	return id
}
