package dmarc

import (
	"testing"

	"todoku/records/lookup"
)

// The vectors of RFC 9989 that every reader of DMARC records should agree on: what newer and what older receivers do.
func TestVectors(t *testing.T) {
	const nobody = "" // no record applies
	for _, test := range []struct {
		name         string
		zone         string // the records of _dmarc.e.example; the name is left out
		newer, older Policy
		percent      int // at older receivers
	}{
		{"1", `"v=DMARC1; p=none; rua=mailto:d@example.com"`, None, None, 100},
		{"2", `"v=DMARC1;p=Reject"`, Reject, Reject, 100},
		{"3", `"v=DMARC1; rua=mailto:d@example.com"`, None, None, 100},
		{"4", `"v=DMARC1"`, nobody, nobody, 0},
		{"5", `"v=DMARC1; p=rejct"`, nobody, nobody, 0},
		{"5 with rua", `"v=DMARC1; p=rejct; rua=mailto:d@e.example"`, None, None, 100},
		{"6", `"v=dmarc1; p=reject"`, nobody, nobody, 0},
		{"7", `"p=reject; v=DMARC1"`, nobody, nobody, 0},
		{"8", `"v = DMARC1 ; p = reject"`, Reject, Reject, 100},
		{"9", `"v=DMARC1; p=reject; pct=0"`, Reject, Reject, 0},
		{"10", `"v=DMARC1; p=reject; t=y"`, Quarantine, Reject, 100},
		{"11", `"v=DMARC1; p=reject; rua=d@example.com"`, Reject, Reject, 100},
		{"12", `"v=DMARC1; p=none; rua=mailto:a@e.example!10m"`, None, None, 100},
		{"13", "\"v=DMARC1; p=reject\"\n_dmarc.e.example TXT \"v=DMARC1; p=none\"", nobody, nobody, 0},
		{"14", `"v=DMARC1; p=quarantine; sp=foo"`, nobody, nobody, 0},
		{"15", `"v=DMARC1; p=none, rua=mailto:x@y"`, nobody, nobody, 0},
		{"16", `"v=DMARC1; p=reject; fo=1"`, Reject, Reject, 100},
		{"17", `"v=DMARC1; p=reject; fo=0:1"`, Reject, Reject, 100},
		{"18", `"v=DMARC1; p=re" "ject"`, Reject, Reject, 100},
		{"np is not known to older receivers", `"v=DMARC1; p=reject; np=foo"`, nobody, Reject, 100},
	} {
		d := Discover(lookup.MustParseZone("_dmarc.e.example TXT "+test.zone), "e.example")
		newer, older := d.Record.Newer(Itself), d.Record.Older(Itself)
		if d.Domain == "" {
			newer, older = Outcome{}, Outcome{}
		}
		if newer.Policy != test.newer || newer.Applied != (test.newer != nobody) || older != (Outcome{test.older != nobody, test.older, test.percent}) {
			t.Errorf("vector %s: newer %v, older %v", test.name, newer, older)
		}
	}
	if u := Parse("v=DMARC1; p=none; rua=mailto:a@e.example!10m").Reports; len(u) != 1 || u[0].Limit != "10m" || u[0].Host() != "e.example" {
		t.Errorf("vector 12: %v", u)
	}
	if r := Parse("v=DMARC1; p=reject; rua=d@example.com"); r.Reports[0].Host() != "" {
		t.Errorf("vector 11: reports go to %s", r.Reports[0])
	}
	if r := Parse("v=DMARC1; p=reject; fo=0:1"); r.FailureOpts != "" {
		t.Errorf("vector 17: fo is %s", r.FailureOpts)
	}
}

// Vector 19: a public suffix one label above, and a boundary between.
func TestVectorsOfTheWalk(t *testing.T) {
	zone := lookup.MustParseZone(`_dmarc.bank.example TXT "v=DMARC1; p=reject; sp=quarantine; psd=y"
_dmarc.unit.corp.example TXT "v=DMARC1; p=quarantine; psd=n"
_dmarc.corp.example TXT "v=DMARC1; p=reject"`)
	for name, want := range map[string]struct {
		domain, organization string
		policy               Policy
	}{
		"giant.bank.example":      {"bank.example", "giant.bank.example", Quarantine},
		"mail.giant.bank.example": {"bank.example", "giant.bank.example", Quarantine},
		"bank.example":            {"bank.example", "bank.example", Reject},
		"a.unit.corp.example":     {"unit.corp.example", "unit.corp.example", Quarantine},
		"unit.corp.example":       {"unit.corp.example", "unit.corp.example", Quarantine},
		"a.corp.example":          {"corp.example", "corp.example", Reject},
	} {
		d := Discover(zone, name)
		if got := d.Record.Newer(d.Place(true)).Policy; d.Domain != want.domain || d.Organization != want.organization || got != want.policy {
			t.Errorf("%s: the record of %s, organization %s, %s", name, d.Domain, d.Organization, got)
		}
	}
}

func TestWayOver(t *testing.T) {
	for text, want := range map[string][2]string{
		"v=DMARC1; p=reject; pct=50; rua=mailto:d@e.example": {"v=DMARC1; p=reject; rua=mailto:d@e.example", "v=DMARC1; p=quarantine; rua=mailto:d@e.example"},
		"v=DMARC1; p=quarantine; sp=reject; pct=0; ri=86400": {"v=DMARC1; p=quarantine; sp=reject; ri=86400", "v=DMARC1; p=none; sp=quarantine; ri=86400"},
		"v=DMARC1; p=reject; pct=100":                        {"v=DMARC1; p=reject", "v=DMARC1; p=reject"},
		"v=DMARC1; p=reject; pct=200":                        {"v=DMARC1; p=reject", "v=DMARC1; p=reject"},
	} {
		if whole, milder := Parse(text).WayOver(); whole.String() != want[0] || milder.String() != want[1] {
			t.Errorf("%s becomes %s or %s", text, whole, milder)
		}
	}
}
