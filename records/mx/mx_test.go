package mx

import (
	"math/rand"
	"os"
	"strconv"
	"testing"

	"todoku/records/finding"
	"todoku/records/lookup"
	"todoku/records/vector"
)

func TestParse(t *testing.T) {
	r := Parse("10 Mail.Example.com.")
	if r.Preference != 10 || r.Host != "mail.example.com" || !r.Whole || r.IsNull() || r.String() != "10 mail.example.com." {
		t.Errorf("%+v", r)
	}
	if null := Parse("0 ."); !null.IsNull() || null.String() != Null.String() || Null.String() != "0 ." {
		t.Errorf("%+v", null)
	}
	if of := Of(lookup.Record{Preference: 5, Host: "MX.example.com."}); of.String() != "5 mx.example.com." || len(Lint(of)) > 0 {
		t.Errorf("%+v", of)
	}
}

func TestLint(t *testing.T) {
	file, err := os.ReadFile("testdata/lint.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range vector.Problems(string(file), "mx", Rules, func(s string) []finding.Finding { return Lint(Parse(s)) }) {
		t.Error(p)
	}
}

// What is built is read again as it was, and built again as it was.
func TestRoundTrip(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for range 2000 {
		built := Record{Preference: uint16(random.Intn(65536)), Host: "mx" + strconv.Itoa(random.Int()) + ".example.com", Whole: true}
		read := Parse(built.String())
		read.Text = ""
		if read != built || len(Lint(Parse(built.String()))) > 0 {
			t.Fatalf("built %+v, read %+v", built, read)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"10 a.example.com.", "0 .", "a.b 10", "MX MX 1", "10 https://", "65536 a", "“10 a.b”"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, p := range vector.Unsound(s, func(s string) string { return Parse(s).String() }, func(s string) []finding.Finding { return Lint(Parse(s)) }) {
			t.Error(p)
		}
	})
}
