package tlsrpt

import (
	"math/rand"
	"os"
	"reflect"
	"testing"

	"todoku/records/finding"
	"todoku/records/vector"
)

func TestParse(t *testing.T) {
	r := Parse("v=TLSRPTv1; rua = mailto:a@example.com , https://x.example/; x=y; rua=mailto:c@example.com")
	want := Record{Text: r.Text, Reports: []string{"mailto:a@example.com", "https://x.example/"}, Others: r.Others}
	if !reflect.DeepEqual(r, want) || r.Others.String() != "x=y; rua=mailto:c@example.com" {
		t.Errorf("%+v", r)
	}
	if got := Select([]string{"v=spf1 -all", r.Text, "v=TLSRPTv1x"}); len(got) != 1 {
		t.Errorf("selected %q", got)
	}
}

func TestLint(t *testing.T) {
	file, err := os.ReadFile("testdata/lint.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range vector.Problems(string(file), "tlsrpt", Rules, func(s string) []finding.Finding { return Lint(Parse(s)) }) {
		t.Error(p)
	}
}

// What is built is read again as it was, and built again as it was.
func TestRoundTrip(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for range 2000 {
		var built Record
		for range 1 + random.Intn(3) {
			local := make([]byte, 1+random.Intn(10))
			for i := range local {
				local[i] = "abcXYZ019.+-_,!;%?"[random.Intn(18)]
			}
			built.Reports = append(built.Reports, Mailto(string(local)+"@example.com"))
		}
		read := Parse(built.String())
		read.Text = ""
		if !reflect.DeepEqual(built, read) || len(Lint(Parse(built.String()))) > 0 {
			t.Fatalf("built %+v, read %+v: %v", built, read, Lint(Parse(built.String())))
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"v=TLSRPTv1; rua=mailto:a@b.c!10m,x", "v=TLSRPTv1;rua=,;=;x", "TLSRPTv1 rua:a@b.c", "rua=;v=tlsrpt"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, p := range vector.Unsound(s, func(s string) string { return Parse(s).String() }, func(s string) []finding.Finding { return Lint(Parse(s)) }) {
			t.Error(p)
		}
	})
}
