package check

import (
	"strconv"
	"strings"

	"todoku/records/finding"
	"todoku/records/lookup"
)

var (
	bogus            = Rules.Add("dnssec.bogus", finding.Error, "RFC 4035 §5.5")
	signatureExpired = Rules.Add("dnssec.signature-expired", finding.Error, "RFC 8914 §4.8")
	keyMissing       = Rules.Add("dnssec.key-missing", finding.Error, "RFC 8914 §4.10")
	signatureMissing = Rules.Add("dnssec.signature-missing", finding.Error, "RFC 8914 §4.11")
	unsigned         = Rules.Add("dnssec.unsigned", finding.Info, "RFC 4033 §5")
	noServerAnswers  = Rules.Add("dns.no-server-answers", finding.Error, "RFC 8914 §4.23")
)

// bogusRules are the rules by extended DNS error (RFC 8914 §4). Numbers with which a resolver says that DNSSEC fails and
// that are not named here are dnssec.bogus.
var bogusRules = map[uint16]finding.Rule{
	6: bogus, 7: signatureExpired, 8: bogus, 9: keyMissing, 10: signatureMissing, 11: keyMissing, 12: bogus,
}

// unreachableErrors are the extended errors by which a resolver says that no name server of the zone answers it.
var unreachableErrors = map[uint16]bool{22: true, 23: true}

// dnssec tells whether signatures were validated, are not there, or do not hold. It must come after dns.
func (c *checker) dnssec() {
	t := Topic{ID: "dnssec"}
	name := c.req.Domain
	secure, unanswered := true, false
	for _, q := range []lookup.Question{lookup.Ask(name, lookup.SOA), lookup.Ask(name, lookup.TXT),
		lookup.Ask(name, lookup.MX), lookup.Ask("_dmarc."+name, lookup.TXT)} {
		a := c.r.Lookup(q)
		secure, unanswered = secure && a.Secure, unanswered || !a.OK()
		if rule, broken := brokenBy(a); broken && len(t.Findings) == 0 {
			t.find(q.Name, "", rule.New("type", q.Type.String(), "codes", codes(a.Extended)))
		}
	}
	switch {
	case len(t.Findings) > 0:
	case unanswered:
		t.State = Unknown
	case !secure:
		t.State = Optional
		t.find(name, "", unsigned.New())
	}
	c.finish(t)
}

// brokenBy returns the rule that says why nobody gets this answer. RFC 8914 §3: extended errors only explain a failure;
// beside a good answer they change nothing.
func brokenBy(a lookup.Answer) (rule finding.Rule, broken bool) {
	if a.OK() {
		return rule, false
	}
	for _, code := range a.Extended {
		if rule, known := bogusRules[code]; known {
			return rule, true
		}
	}
	if a.Failure == lookup.Bogus {
		return bogus, true
	}
	for _, code := range a.Extended {
		if unreachableErrors[code] {
			return noServerAnswers, true
		}
	}
	return rule, false
}

func codes(extended []uint16) string {
	if len(extended) == 0 {
		return "-"
	}
	list := make([]string, len(extended))
	for i, code := range extended {
		list[i] = strconv.Itoa(int(code))
	}
	return strings.Join(list, ", ")
}
