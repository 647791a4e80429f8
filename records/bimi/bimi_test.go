package bimi

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
	var record, logo finding.Rules
	for _, r := range Rules {
		switch {
		case r == logoTooLarge || r == logoCompressed: // see TestLogoSize
		case strings.HasPrefix(r.Code, "bimi.svg-"):
			logo = append(logo, r)
		default:
			record = append(record, r)
		}
	}
	for path, judge := range map[string]struct {
		rules finding.Rules
		lint  func(string) []finding.Finding
	}{
		"testdata/lint.txt": {record, func(s string) []finding.Finding { return Lint(Parse(s)) }},
		"testdata/logo.txt": {logo, LintLogo},
	} {
		file, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range vector.Problems(string(file), "bimi", judge.rules, judge.lint) {
			t.Errorf("%s: %s", path, p)
		}
	}
}

const goodLogo = `<svg xmlns="http://www.w3.org/2000/svg" version="1.2" baseProfile="tiny-ps" viewBox="0 0 96 96"><title>Example</title><rect/></svg>`

func TestLogoSize(t *testing.T) {
	fill := func(n int) string { return goodLogo + strings.Repeat("\n", n-len(goodLogo)) }
	for text, want := range map[string]string{goodLogo: "", fill(MaxLogo): "", fill(MaxLogo + 1): "bimi.svg-too-large", "\x1f\x8b\x08": "bimi.svg-compressed"} {
		got := ""
		for _, f := range LintLogo(text) {
			got += f.Code
		}
		if got != want {
			t.Errorf("%d octets: %q, want %q", len(text), got, want)
		}
	}
}

// What comes from the world is shown with where it comes from, or as hearsay.
func TestReceivers(t *testing.T) {
	for _, r := range Receivers {
		if r.Confirmed && (r.Ref == "" || r.Date == "") {
			t.Errorf("%s is confirmed by nothing", r.ID)
		}
	}
}

func FuzzLogo(f *testing.F) {
	for _, s := range []string{goodLogo, "<svg", "<svg a='>'><!-- <?", "<!DOCTYPE [ ]>", "<a:b c=\"d\" e='f'/>", "</a><svg/>", "<<>>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, p := range vector.Unsound(s, func(s string) string { return s }, func(s string) []finding.Finding { return LintLogo(s) }) {
			t.Error(p)
		}
	})
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
		for _, p := range vector.Unsound(s, func(s string) string { return Parse(s).String() }, func(s string) []finding.Finding { return Lint(Parse(s)) }) {
			t.Error(p)
		}
	})
}
