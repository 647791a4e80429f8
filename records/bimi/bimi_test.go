package bimi

import (
	"math/rand"
	"os"
	"reflect"
	"strconv"
	"testing"

	"todoku/records/finding"
	"todoku/records/vector"
)

func TestParse(t *testing.T) {
	r := Parse("v=BIMI1; a=; l=https://example.com/a.svg; avp=brand; l=x")
	want := Record{Text: r.Text, Location: "https://example.com/a.svg", HasLocation: true, HasEvidence: true, Others: r.Others}
	if !reflect.DeepEqual(r, want) || r.Others.String() != "avp=brand; l=x" || r.Declines() {
		t.Errorf("%+v", r)
	}
	if !Parse("v=BIMI1; l=; a=").Declines() || Parse("v=BIMI1").Declines() {
		t.Error("empty l= and a= decline, a missing l= does not")
	}
}

func TestLint(t *testing.T) {
	file, err := os.ReadFile("testdata/lint.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range vector.Problems(string(file), "bimi", Rules, func(s string) []finding.Finding { return Lint(Parse(s)) }) {
		t.Error(p)
	}
}

// What is built is read again as it was, and built again as it was.
func TestRoundTrip(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for range 2000 {
		built := Record{HasLocation: true, HasEvidence: random.Intn(2) == 0}
		if random.Intn(4) > 0 {
			built.Location = "https://example.com/" + strconv.Itoa(random.Int()) + ".svg"
			if built.HasEvidence {
				built.Evidence = "https://example.com/" + strconv.Itoa(random.Int()) + ".pem"
			}
		}
		read := Parse(built.String())
		read.Text = ""
		if !reflect.DeepEqual(built, read) || finding.Worst(Lint(Parse(built.String()))).Rank() > finding.Info.Rank() {
			t.Fatalf("built %+v, read %+v", built, read)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"v=BIMI1; l=https://a.b/c.svg;a=", "v=BIMI1;l;a=;=;x", "BIMI1 l:https://a.b", "a=;l=;v=bimi1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r := Parse(s)
		if again := Parse(r.String()); again.String() != r.String() {
			t.Errorf("%q is written %q and read again %q", s, r, again)
		}
		for _, found := range Lint(r) {
			if found.Fix != "" && (!IsRecord(found.Fix) || finding.Worst(Lint(Parse(found.Fix))) == finding.Error) {
				t.Errorf("%q: the fix %q of %s is no good record: %+v", s, found.Fix, found.Code, Lint(Parse(found.Fix)))
			}
		}
	})
}
