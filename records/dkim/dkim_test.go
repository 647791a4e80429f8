package dkim

import (
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"math/rand/v2"
	"os"
	"reflect"
	"strings"
	"testing"

	"todoku/records/finding"
	"todoku/records/vector"
)

// testdata/keys.pem holds public keys that openssl made for these tests; their private halves were never kept.
func testKeys(t testing.TB) map[string]string {
	t.Helper()
	data, err := os.ReadFile("testdata/keys.pem")
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]string{}
	for {
		var block *pem.Block
		block, data = pem.Decode(data)
		if block == nil {
			return keys
		}
		keys[block.Headers["Name"]] = base64.StdEncoding.EncodeToString(block.Bytes)
	}
}

func TestReadKey(t *testing.T) {
	keys := testKeys(t)
	for name, want := range map[string]Key{
		"rsa512": {Type: "rsa", Bits: 512, Encoding: SPKI}, "rsa1024": {Type: "rsa", Bits: 1024, Encoding: SPKI},
		"rsa2047": {Type: "rsa", Bits: 2047, Encoding: SPKI}, "rsa2048": {Type: "rsa", Bits: 2048, Encoding: SPKI},
		"rsa3072": {Type: "rsa", Bits: 3072, Encoding: SPKI}, "rsa4096": {Type: "rsa", Bits: 4096, Encoding: SPKI},
		"ed25519": {Type: "ed25519", Bits: 256, Encoding: SPKI},
	} {
		text, found := keys[name]
		if !found {
			t.Fatalf("testdata/keys.pem has no %s", name)
		}
		k := ReadKey(text)
		if k.Type != want.Type || k.Bits != want.Bits || k.Encoding != want.Encoding || !k.Whole() {
			t.Errorf("%s: %+v", name, k)
		}
		if again := ReadKey(strings.TrimRight(text, "=")); !again.Whole() {
			t.Errorf("%s without its padding: %+v", name, again)
		}
		// Wherever the key is cut, the number of missing characters is exact, and the size is known early.
		for cut := 60; cut < len(strings.TrimRight(text, "=")); cut++ {
			if k := ReadKey(text[:cut]); k.Missing != len(text)-cut || cut > 80 && k.Bits != want.Bits {
				t.Errorf("%s cut at %d of %d: %d missing, %d bits", name, cut, len(text), k.Missing, k.Bits)
			}
		}
		if k := ReadKey(strings.TrimRight(text, "=") + "AAAAAAAA"); k.Missing > -6 {
			t.Errorf("%s with eight characters more: missing %d", name, k.Missing)
		}
	}
}

func TestKeyEncodings(t *testing.T) {
	keys := testKeys(t)
	der, _ := base64.StdEncoding.DecodeString(keys["rsa2048"])
	parsed, err := x509.ParsePKIXPublicKey(der)
	if err != nil {
		t.Fatal(err)
	}
	pkcs1 := base64.StdEncoding.EncodeToString(x509.MarshalPKCS1PublicKey(parsed.(*rsa.PublicKey)))
	k := ReadKey(pkcs1)
	if k.Encoding != PKCS1 || k.Bits != 2048 {
		t.Errorf("PKCS#1: %+v", k)
	}
	if text, ok := k.Published(); !ok || text != keys["rsa2048"] {
		t.Errorf("PKCS#1 is published as %s", text)
	}
	der, _ = base64.StdEncoding.DecodeString(keys["ed25519"])
	parsed, _ = x509.ParsePKIXPublicKey(der)
	raw := base64.StdEncoding.EncodeToString(parsed.(ed25519.PublicKey))
	if k := ReadKey(raw); k.Type != "ed25519" || k.Encoding != Raw || !k.Whole() {
		t.Errorf("raw Ed25519: %+v", k)
	}
	if text, ok := ReadKey(keys["ed25519"]).Published(); !ok || text != raw {
		t.Errorf("Ed25519 is published as %s", text)
	}
	// RFC 8463 §A.2
	if k := ReadKey("11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="); k.Type != "ed25519" || k.Encoding != Raw {
		t.Errorf("the sample of RFC 8463: %+v", k)
	}
	for _, text := range []string{"", "AAAA", "=", "MIIB", "MIIBIjAN*gkq", strings.Repeat("A", 400)} {
		if ReadKey(text).Whole() {
			t.Errorf("%.20q passes for a key", text)
		}
	}
}

func TestParse(t *testing.T) {
	r := Parse("v=DKIM1; h=sha256:SHA1 ; k=RSA; s=email:*; t=y:s; n=a note; x=1; p = MIIB\r\n Ijan ; ; k=rsa; word")
	want := Record{Text: r.Text, Version: "DKIM1", KeyType: "rsa", Hashes: []string{"sha256", "sha1"}, Services: []string{"email", "*"},
		Flags: []string{"y", "s"}, Notes: "a note", Key: "MIIBIjan", HasKey: true, Others: r.Others}
	if !reflect.DeepEqual(r, want) || r.Others.String() != "x=1; k=rsa; word" {
		t.Errorf("got %+v", r)
	}
	if got := r.String(); got != "v=DKIM1; k=rsa; h=sha256:sha1; s=email:*; t=y:s; n=a note; p=MIIBIjan; x=1; k=rsa; word" {
		t.Errorf("written %s", got)
	}
	if r := Parse("v=DKIM1; p="); !r.Revoked() || r.String() != "v=DKIM1; p=" {
		t.Errorf("a revoked key is written %s", r)
	}
	for text, want := range map[string]bool{"v=DKIM1; p=": true, "p=MIIB": true, "k=rsa; p=MIIB": true, "v=DKIM1": true,
		"v=spf1 -all": false, "v=DMARC1; p=none": false, "": false, "dkim=unknown": false} {
		if got := IsRecord(text); got != want {
			t.Errorf("IsRecord(%q) = %v", text, got)
		}
	}
}

// ofOtherTests are the rules that the text of a record cannot break: TestRefusedPrivate and TestLintSelector break them.
var ofOtherTests = map[string]bool{}

func TestLint(t *testing.T) {
	file, err := os.ReadFile("testdata/lint.txt")
	if err != nil {
		t.Fatal(err)
	}
	var rules finding.Rules
	for _, r := range Rules {
		if !ofOtherTests[r.Code] {
			rules = append(rules, r)
		}
	}
	for _, p := range vector.Problems(string(file), "dkim", rules, func(s string) []finding.Finding { return Lint(Parse(s)) }) {
		t.Error(p)
	}
	good := "v=DKIM1; k=rsa; p=" + testKeys(t)["rsa2048"]
	cut := Lint(Parse(good[:255]))
	if len(cut) == 1 && cut[0].Args["missing"] != "155" {
		t.Errorf("cut at 255: %v, want 155 missing of 410 characters", cut[0].Args)
	}
}

// What is built is read again exactly, and what is built again from it is the same text.
func TestBuildParseBuild(t *testing.T) {
	keys := testKeys(t)
	r := rand.New(rand.NewPCG(6376, 1))
	pick := func(list ...[]string) []string { return list[r.IntN(len(list))] }
	for range 5000 {
		built := Record{Version: []string{"", "DKIM1"}[r.IntN(2)], KeyType: []string{"", "rsa", "ed25519"}[r.IntN(3)],
			Hashes: pick(nil, []string{"sha256"}, []string{"sha1", "sha256"}), Services: pick(nil, []string{"*"}, []string{"email", "tlsrpt"}),
			Flags: pick(nil, []string{"y"}, []string{"s"}, []string{"y", "s"}), Notes: []string{"", "made in 2026"}[r.IntN(2)],
			Key: []string{"", keys["rsa1024"], keys["rsa2048"], keys["ed25519"]}[r.IntN(4)], HasKey: true}
		text := built.String()
		again := Parse(text)
		if again.String() != text {
			t.Fatalf("%s becomes %s", text, again)
		}
		again.Text = ""
		if !reflect.DeepEqual(again, built) {
			t.Fatalf("%s is read as %+v, was built from %+v", text, again, built)
		}
	}
}

func FuzzParse(f *testing.F) {
	rsa := testKeys(f)["rsa1024"]
	for _, s := range []string{"v=DKIM1; k=rsa; p=" + rsa, "p=; v=DKIM1;;=", "v=DKIM1 k=rsa,p=" + rsa[:100], "“v=DKIM1；p=MIIB”", "h=sha1:;t=y;s=*:"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r := Parse(s)
		if again := Parse(r.String()); again.String() != r.String() {
			t.Errorf("%q is written %q and read again %q", s, r, again)
		}
		for _, finding := range Lint(r) {
			if finding.Fix != "" && Parse(finding.Fix).String() != finding.Fix {
				t.Errorf("%q: the fix %q is written differently", s, finding.Fix)
			}
		}
	})
}
