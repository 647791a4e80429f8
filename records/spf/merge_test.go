package spf

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"todoku/records/lookup"
)

func TestMerge(t *testing.T) {
	for _, test := range []struct {
		name                        string
		published, wanted, unwanted string // parted by |
		ending                      string
		want                        string
		steps                       string
	}{
		{"nothing published", "", "include:_spf.google.com|ip4:192.0.2.1", "", "",
			"v=spf1 include:_spf.google.com ip4:192.0.2.1 ~all",
			"added wanted include:_spf.google.com, added wanted ip4:192.0.2.1, added ending ~all"},
		{"owner's order and unknown terms stay", "v=spf1 +mx include:unknown.example moo=x -all", "include:_spf.google.com|mx", "", "",
			"v=spf1 +mx include:unknown.example include:_spf.google.com -all moo=x",
			"kept wanted +mx, kept published include:unknown.example, kept published moo=x, added wanted include:_spf.google.com, kept ending -all"},
		{"two records become one", "v=spf1 a -all|v=spf1 mx a ~all", "", "", "",
			"v=spf1 a mx -all",
			"kept published a, added second mx, dropped duplicate a, kept ending -all"},
		{"a sender that is gone", "v=spf1 include:old.example include:_spf.google.com ~all", "include:_spf.google.com", "include:old.example", "",
			"v=spf1 include:_spf.google.com ~all",
			"dropped unwanted include:old.example, kept wanted include:_spf.google.com, kept ending ~all"},
		{"wanted by one sender, unwanted by another", "v=spf1 include:shared.example ~all", "include:shared.example", "include:shared.example", "",
			"v=spf1 include:shared.example ~all", "kept wanted include:shared.example, kept ending ~all"},
		{"a mistyped term is written rightly", "v=spf1 ipv4:192.0.2.1 include=ok.example ~all", "", "", "",
			"v=spf1 ip4:192.0.2.1 include:ok.example ~all",
			"dropped bad-syntax ipv4:192.0.2.1, dropped useless include=ok.example, added repaired ip4:192.0.2.1, added repaired include:ok.example, kept ending ~all"},
		{"what cannot be repaired goes", "v=spf1 foo:bar a -all", "", "", "",
			"v=spf1 a -all", "dropped bad-syntax foo:bar, kept published a, kept ending -all"},
		{"a range within a range", "v=spf1 ip4:192.0.2.0/24 ip4:192.0.2.7 -ip4:192.0.2.8 -all", "ip4:192.0.2.9", "", "",
			"v=spf1 ip4:192.0.2.0/24 -ip4:192.0.2.8 -all",
			"kept published ip4:192.0.2.0/24, dropped covered ip4:192.0.2.7, kept published -ip4:192.0.2.8, dropped covered ip4:192.0.2.9, kept ending -all"},
		{"redirect stays where it stands alone", "v=spf1 redirect=_spf.example", "include:x.example", "", "",
			"v=spf1 include:x.example redirect=_spf.example",
			"kept published redirect=_spf.example, added wanted include:x.example"},
		{"redirect of one of two records", "v=spf1 redirect=_spf.example|v=spf1 a -all", "", "", "",
			"v=spf1 include:_spf.example a -all",
			"dropped duplicate redirect=_spf.example, added second include:_spf.example, added second a, kept ending -all"},
		{"open to the world", "v=spf1 a +all", "", "", "", "v=spf1 a ~all", "kept published a, kept ending ~all"},
		{"a stricter ending", "v=spf1 a ~all", "", "", "-all", "v=spf1 a -all", "kept published a, dropped ending ~all, added ending -all"},
		{"a wanted sender that the owner had forbidden", "v=spf1 ?include:x.example -all", "include:x.example", "", "",
			"v=spf1 include:x.example -all",
			"dropped forbidding ?include:x.example, added wanted include:x.example, kept ending -all"},
		{"a sender that the redirect lets in already", "v=spf1 redirect=_spf.example", "include:_spf.example", "", "",
			"v=spf1 redirect=_spf.example", "kept published redirect=_spf.example"},
		{"nobody is silenced by a merge", "v=spf1 include:old.example -all", "", "include:old.example", "",
			"v=spf1 ?all", "dropped unwanted include:old.example, dropped ending -all, added nobody ?all"},
		{"whoever was silent stays silent", "v=spf1 -all", "", "", "", "v=spf1 -all", "kept ending -all"},
	} {
		m := Merge(split(test.published), split(test.wanted), split(test.unwanted), test.ending)
		var steps []string
		for _, s := range m.Steps {
			steps = append(steps, fmt.Sprint(s.Fate, " ", s.Reason, " ", s.Term))
		}
		if got := strings.Join(steps, ", "); m.Text != test.want || got != test.steps {
			t.Errorf("%s:\n got %s\n     %s\nwant %s\n     %s", test.name, m.Text, got, test.want, test.steps)
		}
		if again := Merge([]string{m.Text}, split(test.wanted), split(test.unwanted), test.ending); again.Text != m.Text {
			t.Errorf("%s: merged again it becomes %s", test.name, again.Text)
		}
	}
}

func split(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "|")
}

func TestMergeAt(t *testing.T) {
	z := lookup.MustParseZone(relieved)
	m := MergeAt(z, "own.test", []string{"v=spf1 mx include:shop.test -all", "v=spf1 include:google.test a ~all"}, []string{"include:n2.google.test"}, nil, "")
	if m.Text != "v=spf1 mx include:shop.test a -all" {
		t.Errorf("merged into %s", m.Text)
	}
	inside := 0
	for _, s := range m.Steps {
		if s.Fate == Dropped && s.Reason == Inside {
			inside++
		}
	}
	if inside != 2 {
		t.Errorf("%d terms are brought in by others: %v", inside, m.Steps)
	}
	if want := []string{"v=spf1 mx include:shop.test -all", "v=spf1 include:google.test a ~all"}; !slices.Equal(m.Deletes, want) {
		t.Errorf("to delete: %q", m.Deletes)
	}
	if want := []Tally{{Lookups: 5}, {Lookups: 4}}; !slices.Equal(m.Before, want) || m.After != (Tally{Lookups: 6}) {
		t.Errorf("%v before, %v after", m.Before, m.After)
	}
	m = MergeAt(z, "own.test", []string{"v=spf1 mx include:unknown.test -all"}, nil, nil, "")
	if len(m.Deletes) != 0 || m.After.Voids != 1 {
		t.Errorf("what stays as it is: delete %q, %+v", m.Deletes, m.After)
	}
	// Where two bring in each other, one of them stays.
	z = lookup.MustParseZone("a.test TXT \"v=spf1 ip4:192.0.2.1 -all\"\nb.test TXT \"v=spf1 include:a.test -all\"\nc.test TXT \"v=spf1 include:a.test include:b.test -all\"\n")
	if m := MergeAt(z, "own.test", []string{"v=spf1 include:a.test include:b.test include:c.test -all"}, nil, nil, ""); m.Text != "v=spf1 include:c.test -all" {
		t.Errorf("merged into %s", m.Text)
	}
}
