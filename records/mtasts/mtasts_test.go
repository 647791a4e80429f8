package mtasts

import (
	"math/rand"
	"os"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"todoku/records/finding"
	"todoku/records/vector"
)

func TestIsRecord(t *testing.T) {
	for text, want := range map[string]bool{
		"v=STSv1; id=1": true, "v=STSv1;id=1": true, "v=STSv1 ; id=1": true, "v=STSv1": true,
		"": false, "v=STSv1x; id=1": false, "v=stsv1; id=1": false, " v=STSv1; id=1": false, "v = STSv1; id=1": false,
		"id=1; v=STSv1": false, "v=STSv1 id=1": false,
	} {
		if IsRecord(text) != want {
			t.Errorf("IsRecord(%q) = %v", text, !want)
		}
	}
}

func TestParse(t *testing.T) {
	r := Parse("v=STSv1; id=2026; x=y; id=3")
	if r.ID != "2026" || r.Others.String() != "x=y; id=3" || r.String() != "v=STSv1; id=2026; x=y; id=3" {
		t.Errorf("%+v", r)
	}
	for _, bad := range []string{"v=STSv1; id=20-26", "v=STSv1; id=" + strings.Repeat("1", 33)} {
		if r := Parse(bad); r.ID != "" || r.String() != bad {
			t.Errorf("%q: ID %q, written %q", bad, r.ID, r)
		}
	}
}

// RFC 8461 §3.1: an id has up to 32 letters and digits.
func TestNewID(t *testing.T) {
	for at, want := range map[string]string{"2026-11-28T09:00:00Z": "20261128T090000Z", "2026-11-28T09:00:00.123Z": "20261128T090000",
		strings.Repeat("1", 40): strings.Repeat("1", MaxID)} {
		if got := NewID(at); got != want || !isID(got) {
			t.Errorf("NewID(%s) = %s, want %s", at, got, want)
		}
	}
}

// What no text of a record or of a file alone can show: it is found by comparison.
func outside(code string) bool {
	for _, r := range []finding.Rule{notCovered, matchesNone, redirected, notOK, contentType} {
		if r.Code == code {
			return true
		}
	}
	return false
}

func TestLint(t *testing.T) {
	var record, policy finding.Rules
	for _, r := range Rules {
		switch {
		case outside(r.Code):
		case r == missingID || r == badID || r == longID:
			record = append(record, r)
		default:
			policy = append(policy, r)
		}
	}
	for _, p := range vector.Problems(read(t, "testdata/lint.txt"), "mtasts", record, func(s string) []finding.Finding { return Lint(Parse(s)) }) {
		t.Error(p)
	}
	for _, p := range vector.Problems(read(t, "testdata/policy.txt"), "mtasts", policy, func(s string) []finding.Finding { return LintPolicy(ParsePolicy(s)) }) {
		t.Error(p)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(file)
}

// RFC 8461 §4.1: a wildcard stands for exactly one label.
func TestCovers(t *testing.T) {
	p := Policy{MX: []string{"mail.example.com", "*.example.net"}}
	for host, want := range map[string]bool{"mail.example.com": true, "MAIL.example.com.": true, "a.example.net": true,
		"example.net": false, "a.b.example.net": false, "x.example.com": false, "": false, ".example.net": false} {
		if p.Covers(host) != want {
			t.Errorf("Covers(%q) = %v", host, !want)
		}
	}
}

func TestLintCover(t *testing.T) {
	p := Policy{Mode: Enforce, MX: []string{"mx1.example.com", "*.example.net"}}
	found := LintCover(p, []string{"mx1.example.com.", "mx2.example.com"})
	if got := codes(found); got != "mtasts.mx-not-in-policy mtasts.policy-mx-matches-nothing" || found[0].Args["host"] != "mx2.example.com" {
		t.Errorf("%s: %+v", got, found)
	}
	p.Mode = NoMode
	if found := LintCover(p, []string{"x.example.org"}); found != nil {
		t.Errorf("a policy that is given up covers nothing, and need not: %+v", found)
	}
}

func TestLintAnswer(t *testing.T) {
	for _, test := range []struct {
		status int
		media  string
		want   string
	}{
		{200, "text/plain", ""}, {200, "Text/Plain; charset=utf-8", ""}, {200, "text/html", "mtasts.policy-content-type"},
		{200, "", "mtasts.policy-content-type"}, {301, "text/plain", "mtasts.policy-redirected"}, {404, "", "mtasts.policy-not-200"},
		{204, "text/plain", "mtasts.policy-not-200"},
	} {
		if got := codes(LintAnswer(test.status, test.media)); got != test.want {
			t.Errorf("%d %s: %s, want %s", test.status, test.media, got, test.want)
		}
	}
}

func codes(found []finding.Finding) string {
	var list []string
	for _, f := range found {
		list = append(list, f.Code)
	}
	return strings.Join(list, " ")
}

// What is built is read again as it was, and built again as it was.
func TestRoundTrip(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for range 2000 {
		built := Record{ID: word(random, MaxID)}
		read := Parse(built.String())
		read.Text = ""
		if !reflect.DeepEqual(built, read) || len(Lint(Parse(built.String()))) > 0 {
			t.Fatalf("built %+v, read %+v", built, read)
		}
		policy := Policy{Version: "STSv1", Mode: []Mode{Enforce, Testing, NoMode}[random.Intn(3)], MaxAge: strconv.Itoa(week + random.Intn(MaxMaxAge-week))}
		for range 1 + random.Intn(4) {
			policy.MX = append(policy.MX, []string{"", "*."}[random.Intn(2)]+"m"+strings.ToLower(word(random, 9))+".example.com")
		}
		again := ParsePolicy(policy.String())
		again.Text = ""
		if !reflect.DeepEqual(policy, again) || finding.Worst(LintPolicy(ParsePolicy(policy.String()))) == finding.Error {
			t.Fatalf("built %+v, read %+v", policy, again)
		}
	}
}

func word(random *rand.Rand, most int) string {
	const letters = "0123456789ABCXYZabcxyz"
	b := make([]byte, 1+random.Intn(most))
	for i := range b {
		b[i] = letters[random.Intn(len(letters))]
	}
	return string(b)
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"v=STSv1; id=1;", "v=STSv1;id=;=;x", "STSv1 id:2", "v = stsv1 , ID = a-b", "id=1;v=STSv1;v=STSv1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, p := range vector.Unsound(s, func(s string) string { return Parse(s).String() }, func(s string) []finding.Finding { return Lint(Parse(s)) }) {
			t.Error(p)
		}
	})
}

func FuzzParsePolicy(f *testing.F) {
	for _, s := range []string{"version: STSv1\r\nmode: enforce\r\nmx: a.example.com\r\nmax_age: 604800\r\n", "version:STSv1\nMODE = none\nx", " mx: a, b\n:\n: x\r\r\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, p := range vector.Unsound(s, func(s string) string { return ParsePolicy(s).String() }, func(s string) []finding.Finding { return LintPolicy(ParsePolicy(s)) }) {
			t.Error(p)
		}
	})
}
