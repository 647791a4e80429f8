package e2e

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// hostile is what somebody else may publish. It must stay text wherever the page shows it.
const hostile = `<img src=x onerror=document.title='owned'><script>document.title='owned'</script>`

// TestCheckPage looks at what step 5 shows besides the verdicts: texts of others as text, records that nobody planned,
// the owner's own server, the panel that is not the one of the name servers, and what receivers ask for.
func TestCheckPage(t *testing.T) {
	l := newLab(t, world)
	before := fmt.Sprintf(`@ TXT "v=spf1 mx ~all"
@ TXT "v=spf1 include:%[1]s ~all"
@ TXT "v=DMARC1; p=none; x=%[1]s"
_dmarc TXT "v=DMARC1; p=none; x=%[1]s; rua=mailto:old@example.test"
default._domainkey TXT "%[1]s"
`, hostile)
	for _, lang := range []struct{ code, path string }{{"ja", "/"}, {"en", "/en/"}} {
		t.Run(lang.code, func(t *testing.T) {
			l.publish(t, before)
			s := laptopWith(t, "-dir", filepath.Join(root(t), "dist/site"), "-doh", l.doh(), "-ns", "127.0.0.1:"+strconv.Itoa(l.port))
			b := open(t, s.base, lang.path+"#domain=example.test")
			b.wait("#look-topics [data-topic]")
			toStep(b, 2)
			b.fill("#servers", "203.0.113.10")
			toStep(b, 3)
			b.fill("#reports", "new@example.test")
			toStep(b, 4)
			b.choose("#panel", "onamae-dns")
			l.publish(t, before+fmt.Sprintf("_dmarc TXT %q", b.text(`#changes [data-topic="dmarc"][data-record-action="replace"] [data-box="value"] .box-value`)))
			toStep(b, 5)
			b.fill("#helo", "elsewhere.example.test")
			b.click("#check-button")
			b.wait("#verdict .verdict-line")

			if !eval[bool](b, `[...document.querySelectorAll("#verdicts pre")].some((p) => p.textContent.includes("<script>"))`) {
				t.Error("the text of others is not shown")
			}
			if eval[int](b, `document.querySelectorAll("#check-result script, #check-result img, #look script, #look img").length`) > 0 || strings.Contains(eval[string](b, "document.title"), "owned") {
				t.Error("the text of others has become markup")
			}
			codes := func(selector string) string {
				return strings.Join(eval[[]string](b, fmt.Sprintf(`[...document.querySelectorAll(%q)].map((n) => n.dataset.code)`, selector+" [data-code]")), " ")
			}
			if got := codes("#check-first"); got != "place.not-the-name-servers" {
				t.Errorf("above everything: %q", got)
			}
			if got := codes("#unplanned"); !strings.Contains(got, "unplanned.dmarc") {
				t.Errorf("nobody planned: %q", got)
			}
			if got := codes(`#check-topics [data-topic="servers"]`); got != "server.helo-without-address" {
				t.Errorf("the own server: %q", got)
			}
			points := eval[map[string]string](b, `Object.fromEntries([...document.querySelectorAll('[data-receiver="gmail"] [data-point]')].map((n) => [n.dataset.point, n.dataset.standing]))`)
			for point, want := range map[string]string{"spf-and-dkim": "not-met", "dmarc": "not-met", "ptr": "met", "tls": "needs-header", "spam-rate": "needs-owner"} {
				if points[point] != want {
					t.Errorf("%s is %s, want %s", point, points[point], want)
				}
			}
			if n := eval[int](b, `document.querySelectorAll("[data-receiver]").length`); n != 6 {
				t.Errorf("%d receivers", n)
			}
			b.viewport(360, 800, "light")
			if wide := eval[int](b, "document.documentElement.scrollWidth"); wide > 360 {
				t.Errorf("the page is %d wide on a phone", wide)
			}
			b.screenshot("step 5")
		})
	}
}

// TestBrokenDNSSEC is said before everything else.
func TestBrokenDNSSEC(t *testing.T) {
	s := laptop(t, "")
	b := open(t, s.base, "/#domain=broken-dnssec.example")
	b.wait("#look-topics [data-topic]")
	if first := eval[string](b, `document.querySelector("#look-topics [data-topic]").dataset.topic`); first != "dnssec" {
		t.Errorf("the look begins with %s", first)
	}
	toStep(b, 3)
	b.fill("#reports", "d@broken-dnssec.example")
	toStep(b, 4)
	b.wait(`#changes [data-record-action="unsure"]`) // what cannot be looked at is not "add"
	toStep(b, 5)
	b.click("#check-button")
	b.wait("#verdict .verdict-line")
	if code := eval[string](b, `document.querySelector("#check-first [data-code]").dataset.code`); code != "dnssec.bogus" {
		t.Errorf("first is %s", code)
	}
	first := eval[bool](b, `!!(document.querySelector("#check-first").compareDocumentPosition(document.querySelector("#verdict")) & Node.DOCUMENT_POSITION_FOLLOWING)`)
	if kind := eval[string](b, `document.querySelector("#verdict .verdict-line").dataset.kind`); !first || kind != "bad" {
		t.Errorf("the outcome is %s; the notice stands first: %v", kind, first)
	}
}
