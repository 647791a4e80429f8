package e2e

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/miekg/dns"

	"todoku/records/lookup"
	reader "todoku/records/mail"
	"todoku/records/signature"
)

// debianPython is the Python that Debian's packages belong to; another one may stand before it in the path.
const debianPython = "/usr/bin/python3"

// needPeers fails where the other implementations are not installed.
func needPeers(t *testing.T) {
	t.Helper()
	for _, check := range [][]string{
		{debianPython, "-c", "import dkim, dns.resolver, nacl"},
		{"perl", "-MMail::DKIM::Verifier", "-e1"},
	} {
		if out, err := exec.Command(check[0], check[1:]...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %v %s; .ci/tools/install installs what is missing", check, err, out)
		}
	}
	if _, err := exec.LookPath("opendkim-testmsg"); err != nil {
		t.Fatal(err)
	}
}

// bindResolver asks BIND, as the Worker would.
type bindResolver struct{ l *lab }

func (b bindResolver) Lookup(q lookup.Question) lookup.Answer {
	m := new(dns.Msg)
	m.SetQuestion(dns.Fqdn(q.Name), uint16(q.Type))
	reply, _, err := (&dns.Client{Net: "tcp"}).Exchange(m, fmt.Sprintf("127.0.0.1:%d", b.l.port))
	if err != nil {
		return q.Failure(lookup.Unreachable)
	}
	a := lookup.Answer{Question: q, Status: lookup.NoData}
	if reply.Rcode == dns.RcodeNameError {
		a.Status = lookup.NoName
	}
	for _, rr := range reply.Answer {
		if txt, ok := rr.(*dns.TXT); ok {
			a.Status = lookup.Found
			a.Records = append(a.Records, lookup.Record{Strings: txt.Txt})
		}
	}
	return a
}

// signingKey is a private key in the form that dkimpy and OpenDKIM read, and its record.
type signingKey struct {
	algorithm, private, record string
}

func rsaKey(t *testing.T, bits int) signingKey {
	t.Helper()
	k, err := rsa.GenerateKey(rand.Reader, bits)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKIXPublicKey(&k.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	private := pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(k)})
	return signingKey{"rsa-sha256", string(private), "v=DKIM1; k=rsa; p=" + base64.StdEncoding.EncodeToString(der)}
}

func ed25519Key(t *testing.T) signingKey {
	t.Helper()
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return signingKey{"ed25519-sha256", base64.StdEncoding.EncodeToString(private.Seed()), "v=DKIM1; k=ed25519; p=" + base64.StdEncoding.EncodeToString(public)}
}

// line is the TXT record of a key in a zone file.
func (k signingKey) line(selector, more string) string {
	text := k.record + more
	quoted := ""
	for len(text) > 255 {
		quoted += `"` + text[:255] + `" `
		text = text[255:]
	}
	return selector + "._domainkey TXT " + quoted + `"` + text + `"`
}

const unsigned = "From: Example <info@example.test>\r\nTo: you@other.test\r\nSubject:  hello \r\n\tand more\r\n" +
	"Date: Sat, 28 Nov 2026 09:00:00 +0900\r\nMessage-ID: <1@example.test>\r\nMIME-Version: 1.0\r\n\r\n" +
	"Hello.\r\n\r\n  Some  text \t here. \r\n\r\n-- \r\nexample.test\r\n\r\n\r\n"

// runJSON runs a program with JSON in and out.
func runJSON(t *testing.T, in, out any, name string, args ...string) {
	t.Helper()
	input, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(name, args...)
	cmd.Stdin = bytes.NewReader(input)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	output, err := cmd.Output()
	if err == nil {
		err = json.Unmarshal(output, out)
	}
	if err != nil {
		t.Fatalf("%s: %v\n%s%s", name, err, output, stderr.Bytes())
	}
}

// dkimpySign signs a message above the signatures that it has.
func dkimpySign(t *testing.T, message, selector string, k signingKey, header, body string, length bool) string {
	t.Helper()
	var out struct{ Message string }
	runJSON(t, map[string]any{"sign": map[string]any{"message": []byte(message), "selector": selector, "domain": "example.test",
		"key": []byte(k.private), "algorithm": k.algorithm, "header": header, "body": body, "length": length}}, &out, debianPython, "peers/dkimpy.py")
	signed, err := base64.StdEncoding.DecodeString(out.Message)
	if err != nil {
		t.Fatal(err)
	}
	return string(signed)
}

// opendkimSign signs the test mail with OpenDKIM, asked as Postfix asks it.
func opendkimSign(t *testing.T, dir, selector, canon string, k signingKey) string {
	t.Helper()
	file := filepath.Join(dir, "opendkim.pem")
	if err := os.WriteFile(file, []byte(k.private), 0o600); err != nil {
		t.Fatal(err)
	}
	port := freePort(t)
	address := fmt.Sprintf("127.0.0.1:%d", port)
	conf := filepath.Join(dir, "opendkim.conf")
	if err := os.WriteFile(conf, fmt.Appendf(nil, "Mode s\nDomain example.test\nSelector %s\nKeyFile %s\nCanonicalization %s\n"+
		"Socket inet:%d@127.0.0.1\nRequireSafeKeys no\n", selector, file, canon, port), 0o600); err != nil {
		t.Fatal(err)
	}
	signer := start(t, dir, nil, "opendkim", "-f", "-x", conf)
	defer signer.stop()
	eventually(t, "OpenDKIM does not start", func() error {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			conn.Close()
		}
		return err
	})
	return throughMilter(t, address, testMail.at("example.test"))
}

// opendkimSHA1 signs a message with OpenDKIM's library by SHA-1, which nobody may accept any more.
func opendkimSHA1(t *testing.T, dir, selector string, k signingKey) string {
	t.Helper()
	file := filepath.Join(dir, "opendkim.pem")
	if err := os.WriteFile(file, []byte(k.private), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("opendkim-testmsg", "-C", "-d", "example.test", "-s", selector, "-k", file, "-t", dir)
	cmd.Stdin = strings.NewReader(unsigned)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return reader.CRLF(string(out))
}

// deviations are where another implementation departs from the standards, and ours does not: RFC 8301 §3.1 forbids to
// accept SHA-1, RFC 6376 §6.1.2 to use a key whose "h=" does not list the hash.
var deviations = map[string]string{"SHA-1": "dkimpy Mail::DKIM", "key sha1only": "dkimpy"}

// TestSignaturesAsPeers signs with OpenDKIM and dkimpy, publishes the keys in BIND, damages the messages in each way, and
// holds the verdicts against those of dkimpy and Mail::DKIM.
func TestSignaturesAsPeers(t *testing.T) {
	needPeers(t)
	big, small, ed, gone := rsaKey(t, 2048), rsaKey(t, 1024), ed25519Key(t), rsaKey(t, 2048)
	l := newLab(t, "")
	l.publish(t, strings.Join([]string{
		big.line("big", ""), small.line("small", ""), ed.line("ed", ""), big.line("strict", "; t=s"), big.line("sha1only", "; h=sha1"),
		big.line("tls", "; s=tlsrpt"), ed.line("type", ""), small.line("other", ""), big.line("test", "; t=y"),
		`revoked._domainkey TXT "v=DKIM1; k=rsa; p="`, `broken._domainkey TXT "v=DKIM1; k=rsa; p=MIGfMA0GCSq"`,
	}, "\n"))

	type sample struct {
		name, message string
		want          string // "selector=reason" of each signature
	}
	var samples []sample
	add := func(name, message, want string) { samples = append(samples, sample{name, message, want}) }
	damages := []struct{ name, from, to, rsa, ed string }{
		{"as signed", "", "", "valid", "valid"},
		{"body", "Hello.", "Hullo.", "body-changed", "body-changed"},
		{"footer", "example.test\r\n\r\n\r\n", "example.test\r\n\r\n\r\n_____\r\nlist\r\n", "body-appended", "body-appended"},
		{"header", "<1@example.test>", "<2@example.test>", "header-changed", "header-or-key"},
		{"From", "Example <info", "Exampel <info", "header-changed", "header-or-key"},
		{"unsigned field", "MIME-Version: 1.0", "MIME-Version: 1.0\r\nX-Seen: yes", "valid", "valid"},
	}
	for _, canon := range [][2]string{{"simple", "simple"}, {"simple", "relaxed"}, {"relaxed", "simple"}, {"relaxed", "relaxed"}} {
		for selector, k := range map[string]signingKey{"big": big, "ed": ed} {
			signed := dkimpySign(t, unsigned, selector, k, canon[0], canon[1], false)
			for _, d := range damages {
				why := d.rsa
				if selector == "ed" {
					why = d.ed
				}
				add(fmt.Sprintf("dkimpy %s %s/%s, %s", k.algorithm, canon[0], canon[1], d.name), strings.Replace(signed, d.from, d.to, 1), selector+"="+why)
			}
			spaced := strings.Replace(signed, "Some  text", "Some text", 1)
			why := "valid"
			if canon[1] == "simple" {
				why = "body-changed"
			}
			add(fmt.Sprintf("dkimpy %s %s/%s, a space in the body", k.algorithm, canon[0], canon[1]), spaced, selector+"="+why)
		}
	}
	for _, canon := range []string{"simple/simple", "simple/relaxed", "relaxed/simple", "relaxed/relaxed"} {
		signed := opendkimSign(t, l.dir, "big", canon, big)
		for _, d := range []struct{ name, from, to, want string }{
			{"as signed", "", "", "valid"},
			{"body", "example.test\r\n", "example.jp\r\n", "body-changed"},
			{"footer", "--  \r\nexample.test\r\n", "--  \r\nexample.test\r\n\r\nlist\r\n", "body-appended"},
			{"header", "44GK55+l44KJ44Gb", "44GK55+l44KJ44Gc", "header-changed"},
		} {
			damaged := signed
			if i := strings.LastIndex(signed, d.from); d.from != "" && i >= 0 {
				damaged = signed[:i] + d.to + signed[i+len(d.from):]
			}
			add("OpenDKIM "+canon+", "+d.name, damaged, "big="+d.want)
		}
	}
	add("SHA-1", opendkimSHA1(t, l.dir, "big", big), "big=sha1")
	relaxed := func(selector string, k signingKey) string {
		return dkimpySign(t, unsigned, selector, k, "relaxed", "relaxed", false)
	}
	for selector, why := range map[string]string{"small": "valid", "test": "valid", "strict": "valid", "sha1only": "key-hash", "tls": "key-not-for-mail", "type": "key-type",
		"other": "other-key", "revoked": "key-revoked", "broken": "key-broken", "missing": "key-missing"} {
		k := big
		if selector == "small" {
			k = small
		} else if selector == "missing" {
			k = gone
		}
		add("key "+selector, relaxed(selector, k), selector+"="+why)
	}
	length := dkimpySign(t, unsigned, "big", big, "relaxed", "relaxed", true)
	add("l=", length, "big=valid")
	add("l= and a footer", length+"footer\r\n", "big=valid")
	add("l= and a cut", strings.Replace(length, "-- \r\nexample.test\r\n", "", 1), "big=body-shorter")
	two := dkimpySign(t, relaxed("big", big), "ed", ed, "relaxed", "relaxed", false)
	add("two", two, "ed=valid big=valid")
	add("two, one missing", dkimpySign(t, relaxed("missing", gone), "ed", ed, "relaxed", "relaxed", false), "ed=valid missing=key-missing")
	add("two, header", strings.Replace(two, "<1@example.test>", "<2@example.test>", 1), "ed=header-or-key big=header-changed")
	add("subject of a list", strings.Replace(relaxed("big", big), "Subject:  hello \r\n\tand more", "Subject: [town 12] hello and more", 1), "big=subject-changed")

	messages := make([][]byte, len(samples))
	args := []string{"peers/mail-dkim.pl", fmt.Sprint(l.port)}
	for i, s := range samples {
		messages[i] = []byte(s.message)
		file := filepath.Join(l.dir, fmt.Sprintf("message%d.eml", i))
		if err := os.WriteFile(file, messages[i], 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	var dkimpy [][][2]any
	runJSON(t, map[string]any{"verify": messages, "port": l.port}, &dkimpy, debianPython, "peers/dkimpy.py")
	perl, err := exec.Command("perl", args...).Output()
	if err != nil {
		t.Fatal(err)
	}
	mailDKIM := strings.Split(strings.TrimSpace(string(perl)), "\n")
	if len(dkimpy) != len(samples) || len(mailDKIM) != len(samples) {
		t.Fatalf("%d samples, %d results of dkimpy, %d of Mail::DKIM", len(samples), len(dkimpy), len(mailDKIM))
	}
	for i, s := range samples {
		verdicts := signature.Verify(reader.Read(s.message), bindResolver{l}, time.Now().Unix(), true)
		var reasons, passes, theirs []string
		for _, v := range verdicts {
			reasons = append(reasons, v.Selector+"="+strings.TrimPrefix(v.Reason.Code, "signature."))
			passes = append(passes, fmt.Sprint(v.Selector, v.Result == signature.Pass))
		}
		for _, r := range dkimpy[i] {
			theirs = append(theirs, fmt.Sprint(r[0], r[1]))
		}
		if got := strings.Join(reasons, " "); got != s.want {
			t.Errorf("%s: %s, want %s", s.name, got, s.want)
		}
		same := strings.Join(passes, " ") == strings.Join(theirs, " ")
		if departs := strings.Contains(deviations[s.name], "dkimpy"); same == departs {
			t.Errorf("%s: %v, dkimpy says %v", s.name, passes, theirs)
		}
		for _, v := range verdicts {
			if v.Algorithm == signature.Ed25519SHA256 {
				continue // what Debian ships knows no Ed25519
			}
			if perlPass := strings.Contains(mailDKIM[i], v.Selector+"=pass"); (perlPass == (v.Result == signature.Pass)) == strings.Contains(deviations[s.name], "Mail::DKIM") {
				t.Errorf("%s: %s %s, Mail::DKIM says %s", s.name, v.Selector, v.Result, mailDKIM[i])
			}
		}
	}
	t.Logf("%d messages", len(samples))
}
