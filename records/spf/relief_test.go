package spf

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"todoku/records/lookup"
)

const relieved = `
$TTL 300
google.test  TXT "v=spf1 include:n1.google.test include:n2.google.test ~all"
n1.google.test TXT "v=spf1 ip4:192.0.2.0/24 ~all"
n2.google.test TXT "v=spf1 ip4:198.51.100.0/24 ip6:2001:db8::/32 ~all"
shop.test    TXT "v=spf1 include:google.test ip4:203.0.113.0/28 ~all"
macro.test   TXT "v=spf1 exists:%{i}.macro.test ~all"
two.test     TXT "v=spf1 -all"
two.test     TXT "v=spf1 ~all"
own.test     A 203.0.113.5
own.test     MX 1 mx.own.test
mx.own.test  A 192.0.2.77
mx.own.test  AAAA 2001:db8::77
far.own.test A 203.0.113.99
`

func TestRelieve(t *testing.T) {
	for _, test := range []struct {
		name, record string
		facts        Facts
		want         []string // measure term risk saves
	}{
		{"what leads nowhere goes first", "v=spf1 include:nowhere.test a:none.test include:two.test -all", Facts{}, []string{
			"remove-dead include:nowhere.test none 1", "remove-dead a:none.test none 1", "remove-dead include:two.test ask-first 1"}},
		{"twice the same", "v=spf1 include:macro.test include:macro.test -all", Facts{}, []string{
			"remove-duplicate include:macro.test none 2", "own-subdomain include:macro.test needs-setup 2"}},
		{"brought in by another", "v=spf1 include:google.test include:shop.test -all", Facts{}, []string{
			"remove-duplicate include:google.test depends 3", "own-subdomain include:shop.test needs-setup 4", "flatten include:shop.test goes-stale 4"}},
		{"hosts that others allow", "v=spf1 mx a:far.own.test include:google.test -all", Facts{}, []string{
			"remove-covered mx depends 1", "own-subdomain include:google.test needs-setup 3",
			"write-addresses a:far.own.test goes-stale 1", "flatten include:google.test goes-stale 3"}},
		{"where something is forbidden, order matters", "v=spf1 -ip4:192.0.2.77 mx include:google.test -all", Facts{}, []string{
			"own-subdomain include:google.test needs-setup 3", "write-addresses mx goes-stale 1", "flatten include:google.test goes-stale 3"}},
		{"a sender that is not used", "v=spf1 include:macro.test ptr ~all", Facts{Unused: []string{"include:macro.test"}}, []string{
			"remove-unused include:macro.test ask-first 2", "remove-ptr ptr ask-first 1", "own-subdomain include:macro.test needs-setup 2"}},
		{"a syntax error comes first", "v=spf1 include:nowhere.test ipv4:1.2.3.4 -all", Facts{}, nil},
		{"nothing to save", "v=spf1 ip4:192.0.2.1 -all include:google.test", Facts{}, nil},
	} {
		z := lookup.MustParseZone(relieved + `own.test TXT "` + test.record + "\"\n")
		m := Count(z, "own.test")
		var got []string
		for _, p := range Relieve(z, m, test.facts) {
			got = append(got, fmt.Sprint(p.Measure, " ", p.Term, " ", p.Risk, " ", p.Saves))
			if p.Lookups != m.Lookups-p.Saves || !Parse(p.Record).Valid() || strings.Contains(p.Record, "  ") {
				t.Errorf("%s: %s leads to %d lookups by %q", test.name, p.Measure, p.Lookups, p.Record)
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s:\n got %q\nwant %q", test.name, got, test.want)
		}
	}
}

func TestRelieveWritesTheRecords(t *testing.T) {
	z := lookup.MustParseZone(relieved + `own.test TXT "v=spf1 mx include:google.test moo=x -all"` + "\n")
	got := map[Measure]Proposal{}
	for _, p := range Relieve(z, Count(z, "own.test"), Facts{Date: "2026-11-28"}) {
		got[p.Measure] = p
	}
	if p := got[RemoveCovered]; p.Record != "v=spf1 include:google.test moo=x -all" || p.By != "include:google.test" {
		t.Errorf("without mx: %q because of %q", p.Record, p.By)
	}
	if p := got[OwnSubdomain]; p.Record != "v=spf1 mx moo=x -all" || p.Name != "google.own.test" || p.NameRecord != "v=spf1 include:google.test ~all" {
		t.Errorf("the sender moves to %s %q, leaving %q", p.Name, p.NameRecord, p.Record)
	}
	p := got[Flatten]
	if p.Record != "v=spf1 mx ip4:192.0.2.0/24 ip4:198.51.100.0/24 ip6:2001:db8::/32 moo=x -all" || p.Comment != "; 2026-11-28 include:google.test" {
		t.Errorf("flattened: %q with %q", p.Record, p.Comment)
	}
}

// Flattening does not go beyond the size that an answer should have.
func TestRelieveStaysSmall(t *testing.T) {
	record := "v=spf1"
	for i := range 40 {
		record += fmt.Sprintf(" ip4:198.51.%d.0/24", i)
	}
	z := lookup.MustParseZone(`own.test TXT "v=spf1 include:large.test -all"` + "\nlarge.test TXT \"" + record[:250] + "\" \"" + record[250:] + " -all\"\n")
	for _, p := range Relieve(z, Count(z, "own.test"), Facts{}) {
		if p.Measure == Flatten {
			t.Errorf("flattened into %d octets", len(p.Record))
		}
	}
}

func TestSenderLabel(t *testing.T) {
	for name, want := range map[string]string{"_spf.google.com": "google", "spf.sender.ne.jp": "sender", "sendgrid.net": "sendgrid",
		"spf.abc.co.jp": "spf", "_spf.x.com": "spf", "com": ""} {
		if got := senderLabel(name); got != want {
			t.Errorf("the sender of %s gets %q, want %q", name, got, want)
		}
	}
}
