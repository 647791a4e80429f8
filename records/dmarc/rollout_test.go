package dmarc

import (
	"math/rand/v2"
	"strings"
	"testing"

	"todoku/records/calendar"
)

func TestRollout(t *testing.T) {
	friday := calendar.Date{Year: 2026, Month: 11, Day: 27}
	for _, test := range []struct {
		record string
		goal   Policy
		want   string
	}{
		{"v=DMARC1; p=none; rua=mailto:d@e.example", Reject,
			"2026-11-27 rollout.start v=DMARC1; p=none; rua=mailto:d@e.example\n" +
				"2027-01-01 rollout.before-quarantine v=DMARC1; p=quarantine; rua=mailto:d@e.example\n" +
				"2027-02-05 rollout.before-reject v=DMARC1; p=reject; rua=mailto:d@e.example\n"},
		{"v=DMARC1; p=none; sp=none; np=reject; pct=100", Quarantine,
			"2026-11-27 rollout.start v=DMARC1; p=none; sp=none; np=reject\n" +
				"2027-01-01 rollout.before-quarantine v=DMARC1; p=quarantine; sp=quarantine; np=reject\n"},
		{"v=DMARC1; p=quarantine; t=y", Reject,
			"2026-11-27 rollout.start v=DMARC1; p=quarantine\n2027-01-01 rollout.before-reject v=DMARC1; p=reject\n"},
		{"v=DMARC1; p=reject", Reject, "2026-11-27 rollout.start v=DMARC1; p=reject\n"},
		{"v=DMARC1; p=reject", None, "2026-11-27 rollout.start v=DMARC1; p=reject\n"},
		{"v=DMARC1", Reject, "2026-11-27 rollout.start v=DMARC1\n2027-01-01 rollout.before-quarantine v=DMARC1; p=quarantine\n" +
			"2027-02-05 rollout.before-reject v=DMARC1; p=reject\n"},
	} {
		var got strings.Builder
		for _, s := range Rollout(Parse(test.record), test.goal, friday) {
			got.WriteString(s.Day.String() + " " + s.Condition + " " + s.Record.String() + "\n")
		}
		if got.String() != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.record, got.String(), test.want)
		}
	}
	// No stage begins on a weekend, whenever the first does.
	for day := range 14 {
		for _, s := range Rollout(Record{Policy: None}, Reject, friday.Add(day))[1:] {
			if w := s.Day.Weekday(); w == 0 || w == 6 {
				t.Errorf("a stage begins on %s", s.Day)
			}
		}
	}
}

func TestParked(t *testing.T) {
	if got := Parked(nil).String(); got != "v=DMARC1; p=reject; sp=reject; np=reject; adkim=s; aspf=s" {
		t.Errorf("parked: %s", got)
	}
}

// RandomRecord makes a record such as the builder can make.
func randomRecord(r *rand.Rand) Record {
	policies := []Policy{"", None, Quarantine, Reject}
	alignments := []Alignment{"", Relaxed, Strict}
	addresses := []string{"d@example.jp", "a,b!c@example.com", "x%y@例.example", "dmarc+reports@mail.example.co.jp", "a;b@example.jp", "q?w@example.jp"}
	uris := func() []URI {
		var list []URI
		for range r.IntN(3) {
			list = append(list, Mailto(addresses[r.IntN(len(addresses))]))
		}
		return list
	}
	return Record{Policy: policies[1+r.IntN(3)], Subdomains: policies[r.IntN(4)], NonExistent: policies[r.IntN(4)],
		DKIMAlignment: alignments[r.IntN(3)], SPFAlignment: alignments[r.IntN(3)], Reports: uris(), Failures: uris(),
		FailureOpts: []string{"", "0", "1", "d", "s", "1:d:s"}[r.IntN(6)], PSD: []PSD{"", IsPSD, IsOrg, Unknown}[r.IntN(4)], Testing: r.IntN(2) == 0}
}

// What is built is read again exactly, and what is built again from it is the same text.
func TestBuildParseBuild(t *testing.T) {
	r := rand.New(rand.NewPCG(9989, 1))
	for range 5000 {
		built := randomRecord(r)
		text := built.String()
		again := Parse(text)
		if again.String() != text {
			t.Fatalf("%s becomes %s", text, again)
		}
		again.Text = ""
		if len(again.Others) > 0 || again.String() != text || !equal(built, again) {
			t.Fatalf("%s is read as %+v, was built from %+v", text, again, built)
		}
	}
}

func equal(a, b Record) bool {
	return a.Policy == b.Policy && a.Subdomains == b.Subdomains && a.NonExistent == b.NonExistent && a.DKIMAlignment == b.DKIMAlignment &&
		a.SPFAlignment == b.SPFAlignment && joinURIs(a.Reports) == joinURIs(b.Reports) && joinURIs(a.Failures) == joinURIs(b.Failures) &&
		a.FailureOpts == b.FailureOpts && a.PSD == b.PSD && a.Testing == b.Testing
}
