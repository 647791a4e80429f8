package dkim

import (
	"bytes"
	"encoding/base64"
	"encoding/pem"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"todoku/records/der"
)

func init() {
	for _, r := range Rules {
		if strings.HasPrefix(r.Code, "dkim.private-key-") || strings.HasPrefix(r.Code, "dkim.selector-") {
			ofOtherTests[r.Code] = true
		}
	}
}

// openssl runs openssl in a folder of its own and returns what it writes.
type openssl struct {
	t   testing.TB
	dir string
}

func newOpenSSL(t testing.TB) openssl {
	t.Helper()
	if _, err := exec.LookPath("openssl"); err != nil {
		t.Skip("openssl is not installed: it makes the keys of this test")
	}
	return openssl{t, t.TempDir()}
}

func (o openssl) run(args ...string) []byte {
	o.t.Helper()
	cmd := exec.Command("openssl", args...)
	cmd.Dir = o.dir
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		o.t.Fatalf("openssl %s: %v\n%s", strings.Join(args, " "), err, errs.String())
	}
	return out.Bytes()
}

func (o openssl) file(name string, content []byte) string {
	if err := os.WriteFile(filepath.Join(o.dir, name), content, 0o600); err != nil {
		o.t.Fatal(err)
	}
	return name
}

func b64(b []byte) string { return base64.StdEncoding.EncodeToString(b) }

// Keys that openssl makes here and now, in each encoding in which they are met: what they are, how they are published,
// and that the private half leads to the same public one.
func TestKeysOfOpenSSL(t *testing.T) {
	o := newOpenSSL(t)
	for _, test := range []struct {
		name string
		args []string
		typ  string
		bits int
	}{
		{"rsa1024", []string{"-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"}, "rsa", 1024},
		{"rsa2048", []string{"-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"}, "rsa", 2048},
		{"rsa3072", []string{"-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:3072"}, "rsa", 3072},
		{"rsa4096", []string{"-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:4096"}, "rsa", 4096},
		{"exponent 3", []string{"-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-pkeyopt", "rsa_keygen_pubexp:3"}, "rsa", 2048},
		{"ed25519", []string{"-algorithm", "ED25519"}, "ed25519", 256},
	} {
		pkcs8 := o.run(append([]string{"genpkey"}, test.args...)...)
		o.file("key.pem", pkcs8)
		spki := b64(o.run("pkey", "-in", "key.pem", "-pubout", "-outform", "DER"))
		encodings := map[Encoding]string{SPKI: spki}
		published := spki
		if test.typ == "rsa" {
			encodings[PKCS1] = b64(o.run("rsa", "-in", "key.pem", "-RSAPublicKey_out", "-outform", "DER"))
		} else {
			// Standards name it: the last 32 octets of what openssl writes.
			octets, _ := base64.StdEncoding.DecodeString(spki)
			published = b64(octets[len(octets)-32:])
			encodings[Raw] = published
		}
		for encoding, text := range encodings {
			k := ReadKey(text)
			if k.Type != test.typ || k.Bits != test.bits || k.Encoding != encoding || !k.Whole() {
				t.Errorf("%s as %s: %+v", test.name, encoding, k)
			}
			if got, ok := k.Published(); !ok || got != published {
				t.Errorf("%s as %s is published as %s", test.name, encoding, got)
			}
		}
		if _, got, ok := ReadPublicPEM(string(o.run("pkey", "-in", "key.pem", "-pubout"))); !ok || got != published {
			t.Errorf("%s: the public PEM is read as %s", test.name, got)
		}
		record := Parse("v=DKIM1; k=" + test.typ + "; p=" + published)
		forms := map[string]string{"PKCS#8": string(pkcs8), "PKCS#8 in one line": strings.ReplaceAll(string(pkcs8), "\n", " "),
			"base64 alone": b64(o.run("pkcs8", "-topk8", "-nocrypt", "-in", "key.pem", "-outform", "DER"))}
		if test.typ == "rsa" {
			traditional := o.run("rsa", "-in", "key.pem", "-traditional")
			forms["PKCS#1"] = string(traditional)
			forms["PKCS#1 with text before"] = "key of mail.example.jp\n" + string(traditional) + "end"
			key, problem := ReadPrivate(string(pkcs8))
			if problem != nil {
				t.Fatal(problem)
			}
			// The conversion for older signers is the one of openssl, octet by octet, and back again.
			if got := PEM(LabelPKCS1, key.PKCS1()); !bytes.Equal(got, traditional) {
				t.Errorf("%s: PKCS#1 is\n%s\nopenssl writes\n%s", test.name, got, traditional)
			}
			key, problem = ReadPrivate(string(traditional))
			if problem != nil {
				t.Fatal(problem)
			}
			if got := PEM(LabelPKCS8, key.PKCS8()); !bytes.Equal(got, pkcs8) {
				t.Errorf("%s: PKCS#8 is\n%s\nopenssl writes\n%s", test.name, got, pkcs8)
			}
		}
		for form, text := range forms {
			key, problem := ReadPrivate(text)
			if problem != nil || key.Type != test.typ || key.Bits != test.bits {
				t.Errorf("%s as %s: %+v, %v", test.name, form, key, problem)
				continue
			}
			want := SameKeys
			if test.typ == "ed25519" {
				want = NoPublicKey // the page derives it
			}
			if got := Compare(key.Type, key.Public, record); got != want {
				t.Errorf("%s as %s against its own record: %s", test.name, form, got)
			}
			key.Clear()
			if key.PKCS8() != nil || key.Public != "" {
				t.Errorf("%s as %s stays after Clear", test.name, form)
			}
		}
	}
}

func TestCompare(t *testing.T) {
	keys := testKeys(t)
	own := keys["rsa2048"]
	pkcs1 := testPKCS1(t, own)
	ed := b64(mustDecode(t, keys["ed25519"])[12:])
	for _, test := range []struct {
		keyType, public, record string
		want                    Match
	}{
		{"rsa", own, "v=DKIM1; k=rsa; p=" + own, SameKeys},
		{"rsa", own, "v=DKIM1; p=" + own[:100] + " " + own[100:], SameKeys},
		{"rsa", own, "v=DKIM1; k=rsa; p=" + pkcs1, SameKeys}, // the same key in the other encoding
		{"rsa", own, "v=DKIM1; k=rsa; p=" + keys["rsa3072"], OtherKey},
		{"rsa", own, "v=DKIM1; k=ed25519; p=" + ed, OtherType},
		{"ed25519", ed, "v=DKIM1; k=ed25519; p=" + ed, SameKeys},
		{"ed25519", "", "v=DKIM1; k=ed25519; p=" + ed, NoPublicKey},
		{"rsa", own, "v=DKIM1; p=", RevokedKey},
		{"rsa", own, "v=DKIM1; k=rsa; p=" + own[:250], BrokenKey},
		{"rsa", own, "hello", BrokenKey},
	} {
		if got := Compare(test.keyType, test.public, Parse(test.record)); got != test.want {
			t.Errorf("%.40s against %.60s: %s, want %s", test.public, test.record, got, test.want)
		}
	}
}

func TestRefusedPrivate(t *testing.T) {
	o := newOpenSSL(t)
	o.file("key.pem", o.run("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"))
	whole := o.run("pkey", "-in", "key.pem")
	block, _ := pem.Decode(whole)
	seen := map[string]bool{}
	for code, texts := range map[string][]string{
		"dkim.private-key-encrypted": {string(o.run("pkey", "-in", "key.pem", "-aes256", "-passout", "pass:x")),
			string(o.run("rsa", "-in", "key.pem", "-traditional", "-aes256", "-passout", "pass:x"))},
		"dkim.private-key-openssh":    {"-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk=\n-----END OPENSSH PRIVATE KEY-----"},
		"dkim.private-key-is-public":  {string(o.run("pkey", "-in", "key.pem", "-pubout")), "v=DKIM1; k=rsa; p=MIGfMA0", b64(o.run("pkey", "-in", "key.pem", "-pubout", "-outform", "DER"))},
		"dkim.private-key-unreadable": {"", "hello", string(whole[:400]), "-----BEGIN PRIVATE KEY-----\n????\n-----END PRIVATE KEY-----", b64(block.Bytes[:300]), b64(append(block.Bytes, 0))},
		"dkim.private-key-other-type": {string(o.run("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"))},
		"dkim.private-key-short":      {string(o.run("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:768"))},
	} {
		for _, text := range texts {
			_, problem := ReadPrivate(text)
			if problem == nil || problem.Code != code {
				t.Errorf("%.60q: %v, want %s", text, problem, code)
				continue
			}
			seen[code] = true
			for _, value := range problem.Args {
				if len(value) > 8 {
					t.Errorf("%s quotes %q", code, value)
				}
			}
		}
	}
	for _, r := range Rules {
		if strings.HasPrefix(r.Code, "dkim.private-key-") && !seen[r.Code] {
			t.Errorf("no case gives %s", r.Code)
		}
	}
}

func FuzzReadPrivate(f *testing.F) {
	f.Add([]byte("0\x820\x02\x01\x00"))
	f.Add(mustDecode(f, "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g"))
	f.Fuzz(func(t *testing.T, octets []byte) {
		key, ok := readPrivateDER(octets)
		if ok && key.Type == "rsa" {
			again, ok := readPrivateDER(key.PKCS1())
			if !ok || again.Public != key.Public {
				t.Errorf("%x changes on its way through PKCS#1", octets)
			}
		}
	})
}

func mustDecode(t testing.TB, text string) []byte {
	t.Helper()
	b, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// testPKCS1 gives an RSA key in the other encoding.
func testPKCS1(t testing.TB, spki string) string {
	t.Helper()
	body, _, _ := der.Element(mustDecode(t, spki), der.Sequence)
	bits, _, _ := der.Element(der.Skip(body), der.BitString)
	return b64(bits[1:])
}
