package e2e

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"todoku/records/dkim"
)

// languages are the two in which each page is tried.
var languages = []struct{ code, base string }{{"ja", "/"}, {"en", "/en/"}}

// TestKeys makes keys of each kind on the page, publishes them as it says, and has the page find them.
func TestKeys(t *testing.T) {
	l := newLab(t, "")
	server := laptop(t, l.doh())
	for _, lang := range languages {
		t.Run(lang.code, func(t *testing.T) {
			l.publish(t, "")
			b := open(t, server.base, lang.base+"dkim")
			b.wait("html[data-ready]")
			b.click("#make") // without a domain, nothing is made
			b.until(`document.querySelector("#domain-problem").textContent !== "" && document.querySelector("#downloads").hidden`)
			b.fill("#domain", "ｅｘａｍｐｌｅ．ｔｅｓｔ")
			b.fill("#selector", "S2027")
			expectSetups(t, b)

			b.choose("#signer", "amavis")
			b.click("#make")
			b.wait("#download")
			record := strings.ReplaceAll(b.text(`#boxes [data-box="value"] .box-value`), "t=y; ", "")
			private := downloaded[*rsa.PrivateKey](t, b, "#download", "PRIVATE KEY", x509.ParsePKCS8PrivateKey)
			older := downloaded[*rsa.PrivateKey](t, b, "#download-pkcs1", "RSA PRIVATE KEY",
				func(der []byte) (any, error) { return x509.ParsePKCS1PrivateKey(der) })
			public, _ := x509.MarshalPKIXPublicKey(&private.PublicKey)
			if !private.Equal(older) || private.N.BitLen() != 2048 || record != "v=DKIM1; k=rsa; p="+base64.StdEncoding.EncodeToString(public) {
				t.Errorf("a key of %d bits, published as %s", private.N.BitLen(), record)
			}
			if !strings.Contains(b.text(`#boxes [data-box="value"] .box-value`), "; t=y; ") || b.text(`#untested-box .box-value`) != record {
				t.Errorf("the mark of a test is not there, or is never taken off: %s", b.text("#boxes"))
			}

			// The order of work: nothing is switched on before the world sees the key.
			b.seen("missing")
			if !eval[bool](b, `document.querySelector("#not-yet").checkVisibility()`) {
				t.Error("signing is offered before the key is seen")
			}
			other := newTestKey(t)
			l.publish(t, "s2027._domainkey TXT "+quoted(other.record))
			b.seen("other")
			l.publish(t, b.text(`#boxes [data-box="host"] .box-value`)+" TXT "+b.text(`#boxes [data-box="quoted"] .box-value`))
			b.seen("same")
			if eval[bool](b, `document.querySelector("#not-yet").checkVisibility()`) {
				t.Error("signing is held back although the key is seen")
			}

			b.match(pemOf(t, private), "same")
			b.match(other.pem, "other")
			b.match("hello", "unreadable")
			l.publish(t, "s2027._domainkey TXT \"v=DKIM1; p=\"")
			b.match(pemOf(t, private), "revoked")
			l.publish(t, "s2027._domainkey TXT \"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\"")
			b.match(pemOf(t, private), "type")

			b.choose("#kind", "ed25519")
			b.click("#make")
			b.until(`document.querySelector('#boxes [data-box="value"] .box-value')?.textContent.includes("k=ed25519")`)
			second := downloaded[ed25519.PrivateKey](t, b, "#download", "PRIVATE KEY", x509.ParsePKCS8PrivateKey)
			raw := base64.StdEncoding.EncodeToString(second.Public().(ed25519.PublicKey))
			if got := b.text(`#boxes [data-box="value"] .box-value`); got != "v=DKIM1; k=ed25519; t=y; p="+raw {
				t.Errorf("an Ed25519 key is published as %s", got)
			}
			l.publish(t, "s2027._domainkey TXT "+quoted("v=DKIM1; k=ed25519; p="+raw))
			b.match(pemOf(t, second), "same")
			if got := eval[string](b, `[...document.querySelectorAll("#kind option")].map((o) => o.value).join(" ")`); got != "rsa2048 rsa3072 rsa4096 ed25519" {
				t.Errorf("the kinds of keys: %s", got)
			}

			b.fill("#paste", "s9._domainkey\tIN\tTXT\t( \"v=DKIM1; k=rsa; \"\n\t  \"p="+other.public[:200]+"\"\n\t  \""+other.public[200:]+"\n )  ; ----- DKIM key s9 for example.test")
			b.click(`form[data-action="repair"] button`)
			b.until(`document.querySelector("#repair").dataset.state === "repaired"`)
			if got := b.text(`#repaired [data-box="value"] .box-value`); got != other.record {
				t.Errorf("mended: %s", got)
			}
			b.fill("#old-selector", "s2026")
			b.click("h1")
			b.until(`document.querySelector('#revoke [data-box="value"] .box-value')?.textContent === "v=DKIM1; p="`)
			b.click(`[data-action="rotation-calendar"]`)
			expectCalendar(t, b, "dkim-rotation.ics", 5)

			b.screenshot("keys")
			searchForSecrets(t, b, server, private.D.Bytes(), private.Primes[0].Bytes(), older.D.Bytes(), second.Seed())
		})
	}
}

// TestKeysFromWizard opens the page with what the wizard hands over.
func TestKeysFromWizard(t *testing.T) {
	b := open(t, laptop(t, "").base, "/dkim#domain=example.jp&selector=s7&record=v%3DDKIM1%3B+k%3Drsa%3B+p%3D"+strings.ReplaceAll(newTestKey(t).public, "+", "%2B"))
	b.wait("html[data-ready]")
	b.until(`document.querySelector('#boxes [data-box="host"] .box-value')?.textContent === "s7._domainkey" && document.querySelector('#boxes [data-box="quoted"]')`)
	if !strings.Contains(b.text("#prepare"), "/etc/opendkim/keys/example.jp/s7.private") {
		t.Errorf("the setup does not name what the wizard gave: %s", b.text("#prepare"))
	}
}

// TestKeyMaking: the page answers while a key of 4096 bits is made.
func TestKeyMaking(t *testing.T) {
	b := open(t, laptop(t, "").base, "/dkim")
	b.wait("html[data-ready]")
	b.fill("#domain", "example.jp")
	b.choose("#kind", "rsa4096")
	for range 10 { // a key may be found at once: then the next is tried
		// A click on the box is answered by the program, which draws the records of the setup anew.
		answered := eval[bool](b, `new Promise((resolve) => {
			document.querySelector("#make").click();
			setTimeout(() => {
				const making = () => !document.querySelector("#making").hidden;
				const before = document.querySelector("#prepare").textContent;
				const signer = document.querySelector("#signer");
				signer.value = signer.value === "exim" ? "rspamd" : "exim";
				if (!making()) return resolve(false);
				signer.dispatchEvent(new Event("change", {bubbles: true}));
				resolve(document.querySelector("#prepare").textContent !== before && making());
			}, 20);
		})`)
		b.until(`document.querySelector("#making").hidden`)
		if answered {
			return
		}
	}
	t.Error("no click was answered while a key was made")
}

// expectSetups checks that the page prints what the tests of the signers set up, letter by letter.
func expectSetups(t *testing.T, b *tab) {
	t.Helper()
	for _, signer := range dkim.Signers {
		b.choose("#signer", string(signer))
		var want []string
		for _, p := range dkim.Configure(signer, "example.test", "s2027", nil).Parts {
			want = append(want, p.Path+"\n"+p.Text)
		}
		b.click("h1") // leave the box
		got := eval[[]string](b, `[...document.querySelectorAll(".order .part")].map((p) => p.querySelector('[data-slot=path]').textContent + "\n" + p.querySelector('[data-slot=text]').textContent)`)
		if strings.Join(got, "\n---\n") != strings.Join(want, "\n---\n") {
			t.Errorf("%s: the page prints\n%s\nwant\n%s", signer, strings.Join(got, "\n---\n"), strings.Join(want, "\n---\n"))
		}
	}
}

// seen presses the button of step 3 and waits for the result.
func (b *tab) seen(state string) {
	b.t.Helper()
	eval[bool](b, `(document.querySelector("#seen").dataset.state = "", true)`)
	b.click("#look-key")
	b.until(fmt.Sprintf(`document.querySelector("#seen").dataset.state === %q`, state))
}

// match pastes a private key, and checks the verdict and that the key is gone.
func (b *tab) match(key, state string) {
	b.t.Helper()
	eval[bool](b, `(document.querySelector("#match").dataset.state = "", true)`)
	b.fill("#key-text", key)
	b.click(`form[data-action="match"] button`)
	b.until(fmt.Sprintf(`document.querySelector("#match").dataset.state === %q`, state))
	if left := eval[string](b, `document.querySelector("#key-text").value`); left != "" {
		b.t.Errorf("the key stays in its box: %.30s", left)
	}
}

// downloaded saves a file by its link and reads the key in it.
func downloaded[K any](t *testing.T, b *tab, link, label string, parse func([]byte) (any, error)) K {
	t.Helper()
	for _, old := range files(b) {
		os.Remove(old)
	}
	b.click(link)
	var data []byte
	eventually(t, "the key is not saved", func() error {
		list := files(b)
		if len(list) != 1 || !strings.HasSuffix(list[0], "s2027.example.test.private.pem") {
			return fmt.Errorf("files: %v", list)
		}
		var err error
		data, err = os.ReadFile(list[0])
		return err
	})
	block, rest := pem.Decode(data)
	if block == nil || block.Type != label || len(rest) > 0 {
		t.Fatalf("the file is no PEM of %s: %.40s", label, data)
	}
	key, err := parse(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	return key.(K)
}

func files(b *tab) []string {
	list, _ := filepath.Glob(filepath.Join(b.downloads, "*"))
	return list
}

// expectCalendar waits for a calendar file and checks its form.
func expectCalendar(t *testing.T, b *tab, name string, events int) string {
	t.Helper()
	data := b.saved(t, name)
	for _, line := range bytes.Split(data, []byte("\r\n")) {
		if len(line) > 75 || bytes.ContainsAny(line, "\r\n") {
			t.Errorf("a line of %d octets: %s", len(line), line)
		}
	}
	text := strings.ReplaceAll(string(data), "\r\n ", "")
	if !strings.HasPrefix(text, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") || !strings.HasSuffix(text, "END:VCALENDAR\r\n") || strings.Count(text, "BEGIN:VEVENT") != events {
		t.Errorf("the calendar is\n%s", text)
	}
	return text
}

// testKey is a key that the page has not made.
type testKey struct{ pem, public, record string }

func newTestKey(t *testing.T) testKey {
	t.Helper()
	key, err := rsa.GenerateKey(nil, 2048)
	if err != nil {
		t.Fatal(err)
	}
	spki, _ := x509.MarshalPKIXPublicKey(&key.PublicKey)
	public := base64.StdEncoding.EncodeToString(spki)
	return testKey{pemOf(t, key), public, "v=DKIM1; k=rsa; p=" + public}
}

func pemOf(t *testing.T, key any) string {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
}

// quoted writes a record for a zone file.
func quoted(record string) string {
	if len(record) <= 255 {
		return `"` + record + `"`
	}
	return `"` + record[:255] + `" "` + record[255:] + `"`
}

// searchForSecrets looks for secret numbers in all that left the page or stays behind it, wherever in a text in base64
// they begin.
func searchForSecrets(t *testing.T, b *tab, s *server, secrets ...[]byte) {
	t.Helper()
	places := append(b.traffic(), s.log.String(), eval[string](b, "location.href"), eval[string](b, "document.documentElement.outerHTML"),
		eval[string](b, `[...document.querySelectorAll("input,textarea")].map((n) => n.value).join("\n")`),
		eval[string](b, "JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + document.cookie"))
	for _, secret := range secrets {
		for shift := range 3 {
			text := base64.RawStdEncoding.EncodeToString(secret[shift:])
			for at := 0; at+24 <= len(text)-4; at += 4 {
				for _, place := range places {
					if strings.Contains(place, text[at:at+24]) {
						t.Fatalf("a part of a private key stands in: %.200s", place)
					}
				}
			}
		}
	}
}
