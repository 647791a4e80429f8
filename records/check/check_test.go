package check

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"todoku/records/finding"
	"todoku/records/lookup"
)

// Each testdata/*.txtar is a domain: its zone, what is asked about it, and what the report must say. In "want", a line
// is a topic with its state and all its codes, or a planned record with its status and all its codes.
func TestRun(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no test cases", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			parts := map[string]string{}
			for _, f := range archive.Files {
				parts[f.Name] = string(f.Data)
			}
			zone, err := lookup.ParseZone(parts["zone"])
			if err != nil {
				t.Fatal(err)
			}
			req := Request{Domain: "example.jp"}
			if parts["request"] != "" {
				if err := json.Unmarshal([]byte(parts["request"]), &req); err != nil {
					t.Fatal(err)
				}
			}
			// Through a memo, as the Worker does it: the answer must not depend on how questions are batched.
			var memo lookup.Memo
			var report Report
			memo.Gather(zone, func(r lookup.Resolver) { report = Run(r, req) })
			direct := Run(zone, req)
			if got, want := summary(report), summary(direct); got != want {
				t.Errorf("in batches:\n%s\ndirectly:\n%s", got, want)
			}
			if got := summary(report); got != parts["want"] {
				t.Errorf("got:\n%s\nwant:\n%s", got, parts["want"])
			}
			if data, err := json.Marshal(report); err != nil {
				t.Error(err)
			} else {
				var again Report
				if err := json.Unmarshal(data, &again); err != nil || summary(again) != summary(report) {
					t.Errorf("the report does not survive JSON: %v", err)
				}
			}
		})
	}
}

func summary(r Report) string {
	var b strings.Builder
	codes := func(findings []finding.Finding) {
		for _, f := range findings {
			b.WriteString(" " + f.Code)
		}
	}
	if r.Zone != r.Domain {
		b.WriteString("zone: " + r.Zone + "\n")
	}
	if len(r.Panels) > 0 {
		b.WriteString("panels: " + strings.Join(r.Panels, " ") + "\n")
	}
	for _, s := range r.Senders {
		b.WriteString("sender: " + s.ID + " by " + strings.Join(s.By, " "))
		for _, k := range slices.Sorted(func(yield func(string) bool) {
			for k := range s.Values {
				if !yield(k) {
					return
				}
			}
		}) {
			b.WriteString(" " + k + "=" + s.Values[k])
		}
		b.WriteString("\n")
	}
	for _, t := range r.Topics {
		b.WriteString(t.ID + ": " + string(t.State))
		codes(t.Findings)
		for _, f := range t.Failures {
			b.WriteString(" (" + string(f.Why) + " " + f.Name + ")")
		}
		b.WriteString("\n")
	}
	for _, v := range r.Planned {
		b.WriteString("planned " + v.Name + ": " + string(v.Status))
		codes(v.Findings)
		if v.FoundSpan != (finding.Span{}) || v.PlannedSpan != (finding.Span{}) {
			b.WriteString(" [" + v.FoundSpan.In(v.Found[0]) + "|" + v.PlannedSpan.In(v.Value) + "]")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestSame(t *testing.T) {
	for _, test := range []struct {
		kind, a, b string
		want       bool
	}{
		{"spf", "v=spf1 a include:x.example -all", "V=SPF1  A +include:X.example. -ALL ", true},
		{"spf", "v=spf1 a mx -all", "v=spf1 mx a -all", false}, // the order can matter
		{"spf", "v=spf1 a -all", "v=spf1 a ~all", false},
		{"dmarc", "v=DMARC1; p=none; rua=mailto:a@b.example", "v=DMARC1;rua=mailto:a@b.example;p=None;adkim=r;", true},
		{"dmarc", "v=DMARC1; p=none", "v=DMARC1; p=none; sp=none", false},
		{"dkim", "v=DKIM1; k=rsa; p=MIIB", "p=MI IB", true},
		{"dkim", "v=DKIM1; k=rsa; p=MIIB", "v=DKIM1; k=rsa; p=MIIC", false},
		{"dkim", "v=DKIM1; k=rsa; p=MIIB", "v=DKIM1; k=rsa; t=y; p=MIIB", false},
	} {
		k := kinds[test.kind]
		if got := k.same(test.a, test.b); got != test.want || k.same(test.b, test.a) != got {
			t.Errorf("%s: same(%q, %q) = %v", test.kind, test.a, test.b, got)
		}
	}
}

func TestDifference(t *testing.T) {
	for _, test := range []struct{ a, b, inA, inB string }{
		{"abc", "abc", "", ""},
		{"abXc", "abc", "X", ""},
		{"abc", "", "abc", ""},
		{"v=spf1 –all", "v=spf1 -all", "–", "-"},
		{"あいう", "あえう", "い", "え"},
	} {
		x, y := difference(test.a, test.b)
		if x.In(test.a) != test.inA || y.In(test.b) != test.inB {
			t.Errorf("difference(%q, %q) = %q, %q", test.a, test.b, x.In(test.a), y.In(test.b))
		}
	}
}
