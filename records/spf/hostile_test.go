package spf

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"

	"todoku/records/lookup"
)

// What a mistake or an attacker may publish: the work stays bounded, and each has its finding.
func TestHostileRecords(t *testing.T) {
	many := func(n int, term func(i int) string) string {
		words := []string{"v=spf1"}
		for i := range n {
			words = append(words, term(i))
		}
		return strings.Join(append(words, "-all"), " ")
	}
	networks := many(4000, func(i int) string { return fmt.Sprintf("ip4:198.%d.%d.1", i/256, i%256) })
	hosts := many(5000, func(i int) string { return fmt.Sprintf("a:h%d.test", i) })
	includes := many(1000, func(i int) string { return fmt.Sprintf("include:i%d.test", i) })
	redirects := many(3000, func(i int) string { return fmt.Sprintf("redirect=r%d.test", i) })
	for _, test := range []struct {
		name, zone string
		record     string
		code       string // a finding of the record or of its count
		result     Result
	}{
		{"64 kB of networks", "", networks, "spf.txt-too-large", Fail},
		{"64 kB of hosts", "", hosts, "spf.counting-stopped", PermError},
		{"1,000 includes", "i1.test TXT \"v=spf1 -all\"\n", includes, "spf.counting-stopped", PermError},
		{"3,000 redirects", "", redirects, "spf.repeated-modifier", PermError},
		{"64 kB of one letter", "", "v=spf1 " + strings.Repeat("a", 64000), "spf.unknown-mechanism", PermError},
		{"64 kB of macros", "", "v=spf1 exists:" + strings.Repeat("%{s}", 16000) + ".test -all", "spf.txt-too-large", Fail},
		{"a loop of three", "x.test TXT \"v=spf1 include:y.test -all\"\ny.test TXT \"v=spf1 include:d.test -all\"\n", "v=spf1 include:x.test -all", "spf.include-loop", PermError},
		{"octets over 127", "", "v=spf1 a:\xe6\x97\xa5\xff.test -all", "spf.not-ascii", PermError},
		{"octets over 127 inside", "x.test TXT \"v=spf1 \\255\\128 -all\"\n", "v=spf1 include:x.test -all", "spf.include-broken", PermError},
		{"a chain of aliases to nowhere", "x.test CNAME y.test\ny.test CNAME z.test\n", "v=spf1 a:x.test -all", "spf.void-lookup", Fail},
		{"a chain of aliases to a record", "x.test CNAME y.test\ny.test CNAME z.test\nz.test TXT \"v=spf1 include:x.test -all\"\n", "v=spf1 include:x.test -all", "spf.include-loop", PermError},
		{"aliases in a circle", "x.test CNAME y.test\ny.test CNAME x.test\n", "v=spf1 include:x.test include:n.test -all", "spf.include-without-record", TempError},
	} {
		z := lookup.MustParseZone(test.zone)
		z.Add("d.test", lookup.TXT, lookup.Record{Strings: []string{test.record}})
		asked := 0
		r := asking{z, func(lookup.Question) { asked++ }}
		m := Count(r, "d.test")
		found := append(LintPublished(z.Lookup(lookup.Ask("d.test", lookup.TXT))), m.Findings...)
		if !strings.Contains(" "+codes(found)+" ", " "+strings.TrimPrefix(test.code, "spf.")+" ") {
			t.Errorf("%s: %.200s, want %s", test.name, codes(found), test.code)
		}
		if e := Evaluate(r, Request{IP: netip.MustParseAddr("192.0.2.1"), Sender: "ann@d.test"}); e.Result != test.result {
			t.Errorf("%s: %s (%s), want %s", test.name, e.Result, described(e), test.result)
		}
		if asked > 3*maxNodes {
			t.Errorf("%s: %d questions", test.name, asked)
		}
		merged := MergeAt(r, "d.test", []string{test.record, "v=spf1 mx -all"}, []string{"include:x.test"}, nil, "")
		if !Parse(merged.Text).Valid() {
			t.Errorf("%s: merged into %.200q", test.name, merged.Text)
		}
		Relieve(r, m, Facts{})
	}
}
