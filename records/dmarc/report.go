package dmarc

import (
	"strings"

	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/lookup"
)

// Permission is the record by which a domain agrees to receive the reports of another (RFC 9990 §4).
const Permission = "v=DMARC1;"

// Consent says whether reports may go to an address.
type Consent string

// The answers.
const (
	NotNeeded   Consent = "not-needed"    // the same organization
	Given       Consent = "given"         // the other side has published its permission
	NotGiven    Consent = "not-given"     // it has not: reports are silently not sent
	NameTooLong Consent = "name-too-long" // no name can be made at which it could: reports are not sent
	OtherHost   Consent = "other-host"    // the permission names an address elsewhere: reports go nowhere
	CouldNotAsk Consent = "could-not-ask"
)

// Destination is an address for reports, and whether they may go there.
type Destination struct {
	URI     URI
	Host    string
	Consent Consent
	// Name is where Permission must stand, in the DNS of Host; empty where it is not needed.
	Name string
	// Answer is what was found there.
	Answer lookup.Answer
}

// Destinations judges the mail addresses of rua and ruf, each once. The record is the one that publisher publishes or
// plans; a plan is told by an overlay.
func Destinations(r lookup.Resolver, publisher string, record Record) []Destination {
	var list []Destination
	seen := map[string]bool{}
	for _, u := range append(record.Reports[:len(record.Reports):len(record.Reports)], record.Failures...) {
		host := u.Host()
		if host == "" || seen[u.Text] {
			continue
		}
		seen[u.Text] = true
		list = append(list, destination(r, publisher, u, host))
	}
	return list
}

func destination(r lookup.Resolver, publisher string, u URI, host string) Destination {
	d := Destination{URI: u, Host: host, Consent: NotNeeded}
	// RFC 9990 §4: no permission is needed within one organizational domain.
	same, known := Aligned(r, publisher, host, Relaxed)
	if same && known {
		return d
	}
	d.Name = publisher + "._report._dmarc." + host
	if len(d.Name) > domain.MaxName {
		d.Consent = NameTooLong
		return d
	}
	d.Answer = r.Lookup(lookup.Ask(d.Name, lookup.TXT))
	d.Consent = consent(d.Answer, u, host)
	if !known && d.Consent == NotGiven {
		d.Consent = CouldNotAsk
	}
	return d
}

func consent(a lookup.Answer, u URI, host string) Consent {
	if !a.OK() {
		return CouldNotAsk
	}
	for _, text := range a.Texts() {
		// RFC 9990 §4: what begins with "v=DMARC1" gives permission, with or without tags.
		if !IsRecord(text) {
			continue
		}
		for _, other := range Parse(text).Reports { // RFC 9990 §4: another address, at the same host only
			if !strings.EqualFold(other.Host(), host) {
				return OtherHost
			}
		}
		return Given
	}
	return NotGiven
}

var (
	noConsent   = Rules.Add("dmarc.reports-not-authorized", finding.Warning, "RFC 9990 §4")
	longConsent = Rules.Add("dmarc.report-permission-too-long", finding.Warning, "RFC 9990 §4")
	elsewhere   = Rules.Add("dmarc.report-permission-elsewhere", finding.Warning, "RFC 9990 §4")
)

// LintDestinations judges the report addresses of a record that publisher publishes. What could not be asked gives no
// finding.
func LintDestinations(r lookup.Resolver, publisher string, record Record) []finding.Finding {
	var found []finding.Finding
	for _, d := range Destinations(r, publisher, record) {
		args := []string{"address", d.URI.Text, "host", d.Host, "at", d.Name, "value", Permission}
		switch d.Consent {
		case NotGiven:
			found = append(found, noConsent.New(args...))
		case NameTooLong:
			found = append(found, longConsent.New(args...))
		case OtherHost:
			found = append(found, elsewhere.New(args...))
		}
	}
	return found
}
