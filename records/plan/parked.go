package plan

import (
	"strconv"

	"todoku/records/dkim"
	"todoku/records/dmarc"
	"todoku/records/lookup"
)

// parked makes the answers of a domain that neither sends nor receives mail (M3AAWG, Protecting Parked Domains, 2015).
func parked(a Answers) Answers {
	a.NoMail, a.Senders, a.Servers = true, nil, nil
	a.Keys = []Key{{Selector: "*", Type: lookup.TXT, Value: dkim.Revoked}}
	var reports []dmarc.URI
	if a.DMARC != nil {
		reports = a.DMARC.Reports
	}
	policy := dmarc.Parked(reports)
	a.DMARC = &policy
	return a
}

// nullMX plans the MX record that refuses all mail. RFC 7505 §3: it must be the only one.
func (b *builder) nullMX() {
	var old []string
	for _, r := range b.r.Lookup(lookup.Ask(b.answers.Domain, lookup.MX)).Records {
		host := r.Host + "."
		old = append(old, strconv.Itoa(int(r.Preference))+" "+host)
	}
	b.change("mx", b.answers.Domain, lookup.MX, "0 .", old)
}
