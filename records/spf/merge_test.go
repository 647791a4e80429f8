package spf

import (
	"fmt"
	"strings"
	"testing"
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
