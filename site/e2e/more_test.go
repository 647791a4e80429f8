package e2e

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"todoku/records/bimi"
	"todoku/records/finding"
	"todoku/records/mtasts"
	"todoku/records/tlsrpt"
	"todoku/records/txt"
	"todoku/records/unsubscribe"
)

// built reads the boxes of a record: its full name, type and value.
func (b *tab) built(id string) (name, typ, value string) {
	b.t.Helper()
	b.wait("#" + id + " .box")
	boxes := eval[[]string](b, fmt.Sprintf(`[...document.querySelectorAll("#%s .box-value")].map((n) => n.textContent)`, id))
	if len(boxes) != 4 {
		b.t.Fatalf("%s has %d boxes: %q", id, len(boxes), boxes)
	}
	return boxes[1], boxes[2], boxes[3]
}

// submit sends the form of that action.
func (b *tab) submit(action string) {
	b.t.Helper()
	b.click(`form[data-action="` + action + `"] button[type="submit"]`)
}

// certificate makes a certificate and its private key in PEM, and the digest that a TLSA record has for it.
func certificate(t *testing.T) (cert, private, digest string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "mail.healthy.example"}, NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, &template, &template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	spki, _ := x509.MarshalPKIXPublicKey(&key.PublicKey)
	pkcs8, _ := x509.MarshalPKCS8PrivateKey(key)
	sum := sha256.Sum256(spki)
	block := func(label string, der []byte) string {
		return string(pem.EncodeToMemory(&pem.Block{Type: label, Bytes: der}))
	}
	return block("CERTIFICATE", der), block("PRIVATE KEY", pkcs8), hex.EncodeToString(sum[:])
}

// TestMore makes every record of the page, in both languages. What is made is right, BIND takes it, and nothing that was
// typed but the domain leaves the page.
func TestMore(t *testing.T) {
	server := laptop(t, "")
	cert, private, digest := certificate(t)
	for _, path := range []string{"/more", "/en/more"} {
		t.Run(path, func(t *testing.T) {
			b := open(t, server.base, path+"#domain=healthy.example")
			b.wait("#more-topics [data-topic=mx]")
			if got := eval[string](b, `document.querySelector("#sts-hosts").value`); got != "smtp.google.com" {
				t.Errorf("the mail servers are %q", got)
			}
			var zone strings.Builder
			zone.WriteString("$TTL 60\n@ SOA ns hostmaster 1 2 3 4 5\n@ NS ns\nns A 192.0.2.1\nmail A 192.0.2.2\n")
			add := func(name, typ, value string) {
				if typ == "TXT" {
					value = txt.Quote(txt.Split(value))
				}
				fmt.Fprintf(&zone, "%s. %s %s\n", name, typ, value)
			}

			b.submit("more-sts")
			name, typ, value := b.built("sts-record")
			if name != "_mta-sts.healthy.example" || typ != "TXT" || len(mtasts.Lint(mtasts.Parse(value))) > 0 || mtasts.Parse(value).ID == "" {
				t.Errorf("MTA-STS: %s %s %s", name, typ, value)
			}
			add(name, typ, value)
			policy := mtasts.ParsePolicy(b.text("#sts-policy"))
			if policy.Mode != mtasts.Testing || !policy.Covers("smtp.google.com") || finding.Worst(mtasts.LintPolicy(policy)) == finding.Error {
				t.Errorf("the policy is %q", policy.Text)
			}
			if got := b.text("#sts-place .box-value"); got != "https://mta-sts.healthy.example/.well-known/mta-sts.txt" {
				t.Errorf("the policy belongs to %s", got)
			}
			b.choose("#sts-mode", "enforce")
			b.submit("more-sts")
			b.wait(`#sts-findings [data-code="mtasts.max-age-short"]`)
			b.fill("#sts-hosts", "other.healthy.example")
			b.submit("more-sts")
			b.wait(`#sts-findings [data-code="mtasts.mx-not-in-policy"]`)
			b.fill("#sts-hosts", "192.0.2.1")
			b.submit("more-sts")
			b.wait(`#sts-findings [data-code="mtasts.policy-bad-mx"] .rule-link`)
			b.until(`document.querySelector("#sts-result").hidden`)

			b.fill("#rpt-address", "tls")
			b.submit("more-rpt")
			b.wait("#rpt-address-problem .rule-link")
			b.fill("#rpt-address", "tls@healthy.example")
			b.submit("more-rpt")
			name, typ, value = b.built("rpt-record")
			if r := tlsrpt.Parse(value); name != "_smtp._tls.healthy.example" || len(r.Reports) != 1 || r.Reports[0] != "mailto:tls@healthy.example" {
				t.Errorf("TLS-RPT: %s %s", name, value)
			}
			add(name, typ, value)

			b.fill("#tlsa-cert", cert)
			b.submit("more-tlsa") // for the server that DNS names, which is not signed
			b.wait(`#tlsa-findings [data-code="tlsa.without-dnssec"]`)
			b.fill("#tlsa-host", "mail.healthy.example")
			b.fill("#tlsa-cert", private)
			b.submit("more-tlsa")
			b.wait("#tlsa-cert-problem .rule-link")
			b.fill("#tlsa-cert", cert)
			b.submit("more-tlsa")
			name, typ, value = b.built("tlsa-record")
			if name != "_25._tcp.mail.healthy.example" || typ != "TLSA" || value != "3 1 1 "+digest {
				t.Errorf("TLSA: %s %s %s, want %s", name, typ, value, digest)
			}
			add(name, typ, value)

			b.fill("#bimi-logo", "http://healthy.example/logo.svg")
			b.submit("more-bimi")
			b.wait(`#bimi-findings [data-code="bimi.not-https"]`)
			b.fill("#bimi-logo", "https://healthy.example/logo.svg")
			b.submit("more-bimi")
			name, typ, value = b.built("bimi-record")
			if r := bimi.Parse(value); name != "default._bimi.healthy.example" || r.Location != "https://healthy.example/logo.svg" {
				t.Errorf("BIMI: %s %s", name, value)
			}
			add(name, typ, value)
			b.chooseLogo(`<svg xmlns="http://www.w3.org/2000/svg" version="1.1" viewBox="0 0 96 96"><script>alert(1)</script></svg>`)
			b.wait(`#logo-findings [data-code="bimi.svg-script"]`)
			b.wait(`#logo-findings [data-code="bimi.svg-version"]`)
			b.axe("with findings")

			b.submit("more-null")
			name, typ, value = b.built("null-record")
			if name != "healthy.example" || typ != "MX" || value != "0 ." {
				t.Errorf("null MX: %s %s %s", name, typ, value)
			}
			add(name, typ, value)

			b.fill("#leave-link", "https://healthy.example/leave?id=3f9a")
			b.submit("more-unsubscribe")
			b.wait("#leave-header .box")
			if r := unsubscribe.Parse(b.text("#leave-header .box-value")); r.Link() != "https://healthy.example/leave?id=3f9a" || len(unsubscribe.Lint(r)) > 0 {
				t.Errorf("List-Unsubscribe: %q", r.Text)
			}

			for text, code := range map[string]string{
				"v=STSv1 id=1": "tag.bad-separator", "version: STSv1\nmode: enforced\nmax_age: 1": "mtasts.policy-mode", "v=TLSRPTv1; rua=a@example.com": "tlsrpt.report-address-without-mailto",
				"v=BIMI1; l=": "bimi.declined", "3 0 1 00": "tlsa.pins-certificate", "10 192.0.2.1": "mx.value-is-address", "List-Unsubscribe: <https://a.example/u?1>": "unsubscribe.missing-post",
			} {
				b.fill("#check-text", text)
				b.submit("more-check")
				b.wait(`#check-findings [data-code="` + code + `"] .rule-link`)
			}
			b.fill("#check-text", "hello")
			b.submit("more-check")
			b.until(`document.querySelectorAll("#check-findings li").length === 0`)
			b.axe("whole")
			checkZone(t, zone.String())
			// The wizard leads here from its topics.
			b.lookFrom(server.base, strings.TrimSuffix(path, "more"))
			if got := eval[string](b, `document.querySelector("[data-topic=tls-rpt] [data-slot=make]:not([hidden]) a").getAttribute("href")`); got != path+"#domain=healthy.example&at=tls-rpt" {
				t.Errorf("the wizard leads to %s", got)
			}
			for _, line := range b.traffic() {
				for _, secret := range []string{digest, "PRIVATE", "logo.svg", "3f9a", "tls@", "alert"} {
					if strings.Contains(line, secret) {
						t.Errorf("%q leaves the page: %.200s", secret, line)
					}
				}
			}
		})
	}
}

// lookFrom opens the wizard and looks at the healthy domain.
func (b *tab) lookFrom(base, path string) {
	b.t.Helper()
	b.do("open the wizard", chromedp.Navigate(base+path))
	b.wait("html[data-ready]")
	b.fill("#domain", "healthy.example")
	b.click(`form[data-action="look"] button`)
	b.wait("#look-topics [data-topic]")
}

// chooseLogo chooses a file in the box for logos.
func (b *tab) chooseLogo(text string) {
	b.t.Helper()
	eval[bool](b, fmt.Sprintf(`(() => { const d = new DataTransfer(); d.items.add(new File([%q], "logo.svg", {type: "image/svg+xml"})); const i = document.querySelector("#logo-file"); i.files = d.files; i.dispatchEvent(new Event("change", {bubbles: true})); return true; })()`, text))
}

// checkZone lets BIND read a zone.
func checkZone(t *testing.T, zone string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "zone")
	if err := os.WriteFile(path, []byte(zone), 0o600); err != nil {
		t.Fatal(err)
	}
	if said, err := exec.Command("named-checkzone", "healthy.example", path).CombinedOutput(); err != nil {
		t.Errorf("%s\n%s\n%s", err, said, zone)
	}
}
