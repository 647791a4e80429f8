package tlsa

import (
	"encoding/hex"
	"math/rand"
	"os"
	"strings"
	"testing"

	"todoku/records/finding"
	"todoku/records/vector"
)

const digest = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

func TestParse(t *testing.T) {
	r := Parse("3 1 1 " + strings.ToUpper(digest[:20]) + " " + digest[20:])
	if r.Usage != DANEEE || r.Selector != SPKI || r.Matching != SHA256 || r.Data != digest || r.String() != "3 1 1 "+digest {
		t.Errorf("%+v", r)
	}
	if Owner("MX1.example.com.") != "_25._tcp.mx1.example.com" {
		t.Error(Owner("MX1.example.com."))
	}
}

// RFC 7672 §3.1: what senders can use.
func TestUsable(t *testing.T) {
	for text, want := range map[string]bool{
		"3 1 1 " + digest: true, "2 0 1 " + digest: true, "3 1 2 " + digest + digest: true, "3 0 0 00": true,
		"1 1 1 " + digest: false, "3 2 1 " + digest: false, "3 1 3 " + digest: false, "3 1 1 " + digest[2:]: false, "3 1 1": false,
	} {
		if Parse(text).Usable() != want {
			t.Errorf("%s: usable = %v", text, !want)
		}
	}
}

func TestLint(t *testing.T) {
	file, err := os.ReadFile("testdata/lint.txt")
	if err != nil {
		t.Fatal(err)
	}
	var rules finding.Rules
	for _, r := range Rules { // what the text of one record alone can show
		if r != noDNSSEC && r != sharedSecure && r != allUnusable && r != onlyOne && r != isPrivateKey && r != notACert {
			rules = append(rules, r)
		}
	}
	for _, p := range vector.Problems(string(file), "tlsa", rules, func(s string) []finding.Finding { return Lint(Parse(s)) }) {
		t.Error(p)
	}
}

func TestLintServer(t *testing.T) {
	good, bad := Parse("3 1 1 "+digest), Parse("1 1 1 "+digest)
	for _, test := range []struct {
		server Server
		want   string
	}{
		{Server{Host: "mx.example.com"}, ""},
		{Server{Records: []Record{good, good}, Secure: true, MXSecure: true}, ""},
		{Server{Records: []Record{good}, Secure: true, MXSecure: true}, "tlsa.single-record"},
		{Server{Records: []Record{good, bad}, Secure: false, MXSecure: true}, "tlsa.without-dnssec"},
		{Server{Records: []Record{good, bad}, Secure: true}, "tlsa.mx-not-signed"},
		{Server{Records: []Record{bad}, Secure: true, MXSecure: true}, "tlsa.none-usable"},
	} {
		got := ""
		for _, f := range LintServer(test.server) {
			got += f.Code
		}
		if got != test.want {
			t.Errorf("%+v: %s, want %s", test.server, got, test.want)
		}
	}
}

// What is built is read again as it was, and built again as it was.
func TestRoundTrip(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for range 2000 {
		data := make([]byte, 1+random.Intn(99))
		random.Read(data)
		built := Record{Usage: Usage(random.Intn(256)), Selector: Selector(random.Intn(256)), Matching: Matching(random.Intn(256)),
			Data: hex.EncodeToString(data), Whole: true}
		read := Parse(built.String())
		read.Text = ""
		if read != built {
			t.Fatalf("built %+v, read %+v", built, read)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"3 1 1 " + digest, "3 1 1 AB:CD", "x IN TLSA ( 3 1 1\n00 )", "3 1 1", "256 0 0 00", "“3 1 1 00”"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, p := range vector.Unsound(s, func(s string) string { return Parse(s).String() }, func(s string) []finding.Finding { return Lint(Parse(s)) }) {
			t.Error(p)
		}
	})
}
