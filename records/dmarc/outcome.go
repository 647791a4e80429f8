package dmarc

import (
	"strconv"
	"strings"
)

// Outcome is what a record makes receivers do with mail that fails.
type Outcome struct {
	// Applied is false where receivers do as if there were no record.
	Applied bool
	Policy  Policy
	// Percent is the part of the failing mail that gets the policy; the rest gets the next weaker one. It is 100 but at
	// older receivers.
	Percent int
}

// Place is where mail comes from, seen from the domain that publishes the record.
type Place string

// The places.
const (
	Itself      Place = "domain"
	Subdomain   Place = "subdomain"    // one that exists
	Nonexistent Place = "non-existent" // one that does not: NXDOMAIN, nothing else (RFC 9989 §3.2.13)
)

// Newer is the outcome at receivers that follow RFC 9989.
func (r Record) Newer(from Place) Outcome {
	applied, asNone := r.Applied()
	if !applied {
		return Outcome{}
	}
	o := Outcome{Applied: true, Policy: r.ForDomain(), Percent: 100}
	if from != Itself {
		o.Policy = r.ForSubdomain(from == Subdomain)
	}
	switch {
	case asNone:
		o.Policy = None
	case r.Testing: // RFC 9989 §4.7: one level lower
		o.Policy = o.Policy.Weaker()
	}
	return o
}

// Older is the outcome at receivers that still follow RFC 7489: they know neither np nor t, and honour pct.
func (r Record) Older(from Place) Outcome {
	// RFC 7489 §6.6.3: without a valid p, or with a bad sp, none where there is an address for reports.
	old := r
	old.NonExistent, old.Testing = "", false
	old.Others = nil
	for _, t := range r.Others {
		if !strings.EqualFold(t.Name, "np") {
			old.Others = append(old.Others, t)
		}
	}
	o := old.Newer(from)
	if percent, found := r.Percent(); found && o.Applied && o.Policy != None {
		o.Percent = percent
	}
	return o
}

// Weaker is the next weaker policy; that of none is none.
func (p Policy) Weaker() Policy {
	if p == Reject {
		return Quarantine
	}
	return None
}

// Percent is the value of the removed tag pct, where the record has a good one.
func (r Record) Percent() (percent int, found bool) {
	for _, t := range r.Others {
		if strings.EqualFold(t.Name, "pct") {
			n, err := strconv.Atoi(t.Value)
			return n, err == nil && 0 <= n && n <= 100
		}
	}
	return 0, false
}

// WayOver gives the two records that a record with pct can become (RFC 9989 §A.6 took the tag away): whole applies the
// policy to all mail, as newer receivers do already; milder steps down to the policy that older receivers gave to the
// rest, so that nobody is stricter than before. Both are the same where pct is 100.
func (r Record) WayOver() (whole, milder Record) {
	whole = r
	whole.Text, whole.Others = "", nil
	for _, t := range r.Others {
		if !strings.EqualFold(t.Name, "pct") {
			whole.Others = append(whole.Others, t)
		}
	}
	milder = whole
	if percent, found := r.Percent(); found && percent < 100 {
		milder.Policy = r.ForDomain().Weaker()
		for _, p := range []*Policy{&milder.Subdomains, &milder.NonExistent} {
			if *p != "" {
				*p = p.Weaker()
			}
		}
	}
	return whole, milder
}
