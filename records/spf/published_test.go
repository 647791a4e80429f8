package spf

import (
	"strings"
	"testing"

	"todoku/records/lookup"
)

func TestLintPublished(t *testing.T) {
	filler := strings.Repeat("x", 250)
	for _, test := range []struct {
		name    string
		records [][]string
		codes   string
		fix     string
	}{
		{"one good record", [][]string{{"v=spf1 ip4:192.0.2.1 -all"}, {"other"}}, "", ""},
		{"none", [][]string{{"other"}}, "missing", ""},
		{"none at all", nil, "missing", ""},
		{"two", [][]string{{"v=spf1 a -all"}, {"v=spf1 mx -all"}}, "several-records", ""},
		{"twice the same", [][]string{{"v=spf1 a -all"}, {"V=SPF1 a -all"}}, "untidy several-records", "v=spf1 a -all"},
		{"the second has a broken version and is dropped", [][]string{{"v=spf1 a -all"}, {"v=spf1; -all"}}, "version-punctuation", "v=spf1 -all"},
		{"a near miss alone is not missing", [][]string{{"v=spf1; a -all"}}, "version-punctuation", "v=spf1 a -all"},
		{"strings joined well", [][]string{{"v=spf1 ip4:192.0", ".2.1 -all"}}, "", ""},
		{"space lost at a seam", [][]string{{"v=spf1 ip4:203.0.113.1", "ip4:192.0.2.1 -all"}}, "space-lost-between-strings",
			"v=spf1 ip4:203.0.113.1 ip4:192.0.2.1 -all"},
		{"space lost before all", [][]string{{"v=spf1 include:a.example", "-all"}}, "space-lost-between-strings", "v=spf1 include:a.example -all"},
		{"space lost at two seams", [][]string{{"v=spf1 ip4:192.0.2.1", "ip4:192.0.2.2", "ip4:192.0.2.3 -all"}},
			"space-lost-between-strings space-lost-between-strings", "v=spf1 ip4:192.0.2.1 ip4:192.0.2.2 ip4:192.0.2.3 -all"},
		{"another mistake beside the seam", [][]string{{"v=spf1 ipv4:203.0.113.1", "ip4:192.0.2.1 -all"}}, "space-lost-between-strings",
			"v=spf1 ip4:203.0.113.1 ip4:192.0.2.1 -all"},
		{"over 450 octets", [][]string{{"v=spf1 -all"}, {filler, filler[:200]}}, "txt-nearly-too-large", ""},
		{"over 512 octets", [][]string{{"v=spf1 -all"}, {filler, filler}}, "txt-too-large", ""},
		{"no strings", [][]string{{"v=spf1 -all"}, nil}, "", ""},
	} {
		z := &lookup.Zone{}
		for _, strings := range test.records {
			z.Add("d.test", lookup.TXT, lookup.Record{Strings: strings})
		}
		found := LintPublished(z.Lookup(lookup.Ask("d.test", lookup.TXT)))
		fix := ""
		for _, f := range found {
			if f.Fix != "" {
				fix = f.Fix
			}
			if f.Name != "d.test" || f.Span.End > len(f.Text) {
				t.Errorf("%s: %s is about %q at %q, %v", test.name, f.Code, f.Text, f.Name, f.Span)
			}
			if f.Code == lostSpace.Code && f.Span.Start < len("v=spf1") {
				t.Errorf("%s: the seam is at %v", test.name, f.Span)
			}
		}
		if got := codes(found); got != test.codes || fix != test.fix {
			t.Errorf("%s: %s, fix %q; want %s, %q", test.name, got, fix, test.codes, test.fix)
		}
	}
}
