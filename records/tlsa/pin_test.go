package tlsa

import (
	"crypto/sha256"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// openssl runs openssl in dir and returns what it writes.
func openssl(t *testing.T, dir string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath("openssl")
	if err != nil {
		t.Skip("openssl is not installed")
	}
	cmd := exec.Command(path, args...)
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("openssl %v: %v", args, err)
	}
	return string(out)
}

func writeFile(t *testing.T, dir, name, content string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// The digest is the one that openssl computes of the same key, whatever the certificate looks like.
func TestPin(t *testing.T) {
	for _, key := range [][]string{{"rsa:2048"}, {"ec", "-pkeyopt", "ec_paramgen_curve:P-256"}, {"ed25519"}} {
		dir := t.TempDir()
		args := append([]string{"req", "-x509", "-newkey"}, key...)
		openssl(t, dir, append(args, "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-days", "3650", "-subj", "/CN=mx1.example.com",
			"-addext", "subjectAltName=DNS:mx1.example.com,DNS:mx2.example.com")...)
		cert := openssl(t, dir, "x509", "-in", "cert.pem")
		public := openssl(t, dir, "x509", "-in", "cert.pem", "-noout", "-pubkey")
		openssl(t, dir, "pkey", "-pubin", "-in", writeFile(t, dir, "pub.pem", public), "-outform", "DER", "-out", "pub.der")
		digestLine := openssl(t, dir, "dgst", "-sha256", "-r", "pub.der")
		want := "3 1 1 " + strings.Fields(digestLine)[0]
		chain := "subject=CN = mx1.example.com\n" + cert + cert
		for what, text := range map[string]string{"certificate": cert, "public key": public, "chain": chain,
			"one line": strings.ReplaceAll(cert, "\n", ""), "CRLF": strings.ReplaceAll(cert, "\n", "\r\n")} {
			r, problem := Pin(text, sha256.Sum256)
			if problem != nil || r.String() != want || !r.Usable() || len(Lint(Parse(r.String()))) > 0 {
				t.Errorf("%v, %s: %s, want %s (%v)", key, what, r, want, problem)
			}
		}
		private := openssl(t, dir, "pkey", "-in", filepath.Join(dir, "key.pem"))
		for text, code := range map[string]string{private: "tlsa.private-key-given", cert[:200]: "tlsa.not-a-certificate",
			"hello": "tlsa.not-a-certificate", "": "tlsa.not-a-certificate"} {
			if _, problem := Pin(text, sha256.Sum256); problem == nil || problem.Code != code || len(problem.Args) > 0 {
				t.Errorf("%.30q: %v, want %s", text, problem, code)
			}
		}
	}
}

func FuzzPublicKey(f *testing.F) {
	f.Add([]byte("\x30\x0a\x30\x03\x06\x01\x00\x03\x03\x00\x01\x02"))
	f.Add([]byte("\x30\x05\x30\x03\xa0\x01\x00"))
	f.Fuzz(func(t *testing.T, octets []byte) {
		if spki, ok := publicKey(octets); ok && !isSPKI(spki) {
			t.Errorf("%x gives %x", octets, spki)
		}
	})
}
