package unsubscribe

import (
	"math/rand"
	"os"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"todoku/records/finding"
	"todoku/records/vector"
)

func TestParse(t *testing.T) {
	r := Parse("From: a@example.com\r\nList-Unsubscribe: <mailto:leave@example.com>,\r\n <HTTPS://example.com/u/1>\r\n\r\nList-Unsubscribe: body")
	if !slices.Equal(r.URIs(), []string{"mailto:leave@example.com", "HTTPS://example.com/u/1"}) || r.Link() != "HTTPS://example.com/u/1" || r.Posts != nil {
		t.Errorf("%+v", r)
	}
}

func TestLint(t *testing.T) {
	var record, signed finding.Rules
	for _, r := range Rules {
		if r == notSigned || r == noSignature {
			signed = append(signed, r)
		} else {
			record = append(record, r)
		}
	}
	for path, judge := range map[string]struct {
		rules finding.Rules
		lint  func(string) []finding.Finding
	}{
		"testdata/lint.txt":   {record, func(s string) []finding.Finding { return Lint(Parse(s)) }},
		"testdata/signed.txt": {signed, LintSigned},
	} {
		file, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range vector.Problems(string(file), "unsubscribe", judge.rules, judge.lint) {
			t.Errorf("%s: %s", path, p)
		}
	}
}

// What is built is read again as it was, and built again as it was.
func TestRoundTrip(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for range 2000 {
		built := Build("https://example.com/u?id="+strconv.Itoa(random.Int()), []string{"", "leave@example.com?subject=" + strconv.Itoa(random.Int())}[random.Intn(2)])
		read := Parse(built.String())
		read.Text = ""
		if !reflect.DeepEqual(built, read) || len(Lint(Parse(built.String()))) > 0 {
			t.Fatalf("built %+v, read %+v", built, read)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"List-Unsubscribe: <https://a.b/c>, <mailto:x@y.z>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
		"List-Unsubscribe: https://a.b\n\nx", "list-unsubscribe:<<>,>\nLIST-UNSUBSCRIBE-POST:\n x", "DKIM-Signature: h=:\nFrom: x\nList-Unsubscribe:"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, p := range vector.Unsound(s, func(s string) string { return Parse(s).String() }, func(s string) []finding.Finding { return append(Lint(Parse(s)), LintSigned(s)...) }) {
			t.Error(p)
		}
	})
}
