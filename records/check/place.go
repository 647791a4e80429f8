package check

import (
	"strings"

	"todoku/records/finding"
	"todoku/records/lookup"
)

var (
	doubledName   = Rules.Add("place.doubled-name", finding.Error, "RFC 1035 §5.1")
	noUnderscore  = Rules.Add("place.without-underscore", finding.Error, "RFC 8552 §1.1")
	noDomainkey   = Rules.Add("place.without-domainkey", finding.Error, "RFC 6376 §3.6.2.1")
	targetDoubled = Rules.Add("place.target-doubled", finding.Error, "RFC 1035 §5.1")
	cnameInTheWay = Rules.Add("place.cname-in-the-way", finding.Error, "RFC 1034 §3.6.2")
	txtInTheWay   = Rules.Add("place.txt-in-the-way", finding.Error, "RFC 1034 §3.6.2")
	cnameAndTXT   = Rules.Add("place.cname-and-txt", finding.Error, "RFC 1034 §3.6.2")
	answeredByAny = Rules.Add("place.answered-by-wildcard", finding.Error, "RFC 4592 §3.3.1")
)

// misplaced looks for a record under the names that panels and people make of the right one.
func (c *checker) misplaced(name string, is func(string) bool) []finding.Finding {
	var found []finding.Finding
	look := func(rule finding.Rule, wrong string) {
		if wrong == name || wrong == c.req.Domain {
			return
		}
		texts := c.ask(wrong, lookup.TXT).Texts()
		if strings.Join(texts, "\n") == strings.Join(c.everywhere, "\n") {
			return
		}
		for _, text := range texts {
			if is(text) {
				found = append(found, rule.New("wrong", wrong, "right", name, "zone", c.out.Zone).On(wrong, text))
				return
			}
		}
	}
	look(doubledName, name+"."+c.out.Zone)
	look(noUnderscore, withoutUnderscores(name))
	if selector, rest, isKey := strings.Cut(name, "._domainkey."); isKey {
		look(noDomainkey, selector+"."+rest)
	}
	return found
}

// withoutUnderscores drops the underscores that labels begin with.
func withoutUnderscores(name string) string {
	labels := strings.Split(name, ".")
	for i, l := range labels {
		labels[i] = strings.TrimPrefix(l, "_")
	}
	return strings.Join(labels, ".")
}
