package e2e

import (
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// world is what the tests need of the rest of the Internet.
const world = `
_spf.google.com. TXT "v=spf1 ip4:74.125.0.0/16 ~all"
10.113.0.203.in-addr.arpa. PTR mail.example.test.
`

// record is a record as the page shows it, copied box by box.
type record struct{ name, typ, value string }

func (r record) line() string { return r.name + " " + r.typ + " " + r.value }

// TestStory is the product's reason to be: a company without any records fills the wizard in, publishes what the page
// shows, and sees it turn green. Then each usual mistake is made, and the page names it.
func TestStory(t *testing.T) {
	for _, s := range servers {
		for _, lang := range []struct{ code, path string }{{"ja", "/"}, {"en", "/en/"}} {
			t.Run(s.name+"/"+lang.code, func(t *testing.T) {
				l := newLab(t, world)
				server := s.start(t, l.doh())
				b := open(t, server.base, lang.path)
				b.wait("html[data-ready]")
				if got := eval[string](b, "document.documentElement.lang"); got != lang.code {
					t.Fatalf("the page is in %q", got)
				}
				records := fillWizard(t, b)
				private := downloadKey(t, b, records)
				l.publish(t, lines(records))
				b.click(`[data-section="4"] .actions [data-step="5"]`)
				checkAgain(b)
				expectGreen(t, b)
				b.screenshot("green")
				for _, m := range mistakes(records) {
					l.publish(t, m.zone)
					checkAgain(b)
					m.expect(t, b)
				}
				l.breakZone(t)
				checkAgain(b)
				servfail.expect(t, b)
				b.screenshot("servfail")
				searchForKey(t, b, server, private)
			})
		}
	}
}

// fillWizard goes from an empty domain to the records, and returns them as copied.
func fillWizard(t *testing.T, b *tab) []record {
	t.Helper()
	b.fill("#domain", "ｅｘａｍｐｌｅ．ｔｅｓｔ")
	b.click(`form[data-action="look"] button`)
	b.wait("#look-topics [data-topic]")
	for _, topic := range []string{"spf", "dkim", "dmarc"} {
		if got := eval[string](b, fmt.Sprintf(`document.querySelector('#look-topics [data-topic=%s]').dataset.state`, topic)); got != "absent" {
			t.Errorf("%s of an empty domain is %q, want absent", topic, got)
		}
	}
	if got := eval[string](b, `document.querySelector("#domain").value`); got != "example.test" {
		t.Errorf("the box holds %q after the repair", got)
	}
	b.click(`#look .actions [data-step="2"]`)

	// The senders: one by name, and the company's own server. The meter counts as they are ticked.
	b.fill("#sender-search", "ぐーぐる")
	b.click(`[data-sender="google-workspace"] label`)
	b.until(`document.querySelectorAll("#tree > li").length === 1 && document.querySelector("#tree .tree-cost").textContent.includes("1")`)
	b.until(`document.querySelectorAll("#gauge [data-swatch]").length === 1`)
	b.fill("#servers", "203.0.113.10")
	b.until(`document.querySelector("#meter-record").textContent === "v=spf1 include:_spf.google.com ip4:203.0.113.10 ~all"`)
	b.screenshot("senders")
	b.click(`[data-section="2"] .actions [data-step="3"]`)

	b.click(`.choice:has([value="none"])`)
	b.fill("#reports", "dmarc@example.test")
	b.screenshot("policy")
	b.click(`[data-section="3"] .actions [data-step="4"]`)

	b.choose("#panel", "bind-zone")
	b.wait(`#own-key [data-action="make-key"]`)
	b.fill("#key-selector", "S2026")
	b.click(`#own-key button[type="submit"]`)
	b.wait("#key-download")
	b.until(`document.querySelectorAll("#changes > li").length === 3`)
	b.screenshot("records")
	return copyRecords(t, b)
}

// copyRecords presses the copy button of each box and reads the clipboard.
func copyRecords(t *testing.T, b *tab) []record {
	t.Helper()
	var records []record
	for i := range eval[int](b, `document.querySelectorAll("#changes > li").length`) {
		card := fmt.Sprintf(`#changes > li:nth-child(%d)`, i+1)
		copied := func(box string) string {
			b.click(card + " " + box + " button")
			b.wait(card + " " + box + " button.done")
			return b.clipboard()
		}
		line := copied(`[data-box="line"]`) // a zone file is typed line by line
		name, rest, _ := strings.Cut(line, " 3600 IN ")
		typ, value, _ := strings.Cut(rest, " ")
		records = append(records, record{name: name, typ: typ, value: value})
	}
	want := []record{
		{"@", "TXT", `"v=spf1 include:_spf.google.com ip4:203.0.113.10 ~all"`},
		{"s2026._domainkey", "TXT", ""},
		{"_dmarc", "TXT", `"v=DMARC1; p=none; rua=mailto:dmarc@example.test"`},
	}
	if len(records) != len(want) {
		t.Fatalf("%d records: %v", len(records), records)
	}
	for i, w := range want {
		if got := records[i]; got.name != w.name || got.typ != w.typ || w.value != "" && got.value != w.value {
			t.Errorf("record %d is %v, want %v", i, got, w)
		}
	}
	if !regexp.MustCompile(`^"v=DKIM1; k=rsa; p=[A-Za-z0-9+/]{237}" "[A-Za-z0-9+/]{155}"$`).MatchString(records[1].value) {
		t.Errorf("the DKIM value in quoted strings is %s", records[1].value)
	}
	return records
}

func lines(records []record) string {
	var list []string
	for _, r := range records {
		list = append(list, r.line())
	}
	return strings.Join(list, "\n")
}

// downloadKey saves the private key and checks that it belongs to the public one.
func downloadKey(t *testing.T, b *tab, records []record) []byte {
	t.Helper()
	b.click("#key-download")
	var data []byte
	eventually(t, "the private key is not saved", func() error {
		files, _ := filepath.Glob(filepath.Join(b.downloads, "*.pem"))
		if len(files) == 0 {
			return os.ErrNotExist
		}
		var err error
		if data, err = os.ReadFile(files[0]); err == nil && len(data) == 0 {
			err = errors.New("the file is empty yet")
		}
		return err
	})
	block, rest := pem.Decode(data)
	if block == nil || block.Type != "PRIVATE KEY" || len(rest) > 0 {
		t.Fatalf("the file is no PKCS#8 PEM: %.40s", data)
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	private := key.(*rsa.PrivateKey)
	public, err := x509.MarshalPKIXPublicKey(&private.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	published := strings.NewReplacer(`"`, "", " ", "").Replace(records[1].value)
	if private.N.BitLen() != 2048 || !strings.HasSuffix(published, "p="+base64.StdEncoding.EncodeToString(public)) {
		t.Errorf("a key of %d bits, published as %s", private.N.BitLen(), published)
	}
	return block.Bytes
}

// checkAgain presses the button of step 5 and waits for the result.
func checkAgain(b *tab) {
	b.t.Helper()
	eval[bool](b, `(() => { document.querySelectorAll("#verdicts > li").forEach((n) => n.remove()); document.querySelector("#verdict").replaceChildren(); return true; })()`)
	b.click("#check-button")
	b.wait("#verdict .verdict-line")
}

func expectGreen(t *testing.T, b *tab) {
	t.Helper()
	statuses := eval[[]string](b, `[...document.querySelectorAll("#verdicts > li")].map((n) => n.dataset.status)`)
	kind := eval[string](b, `document.querySelector("#verdict .verdict-line").dataset.kind`)
	if strings.Join(statuses, " ") != "as-planned as-planned as-planned" || kind != "ok" {
		b.screenshot("not-green")
		t.Errorf("the check gives %v, %s", statuses, kind)
	}
}

// mistake is something that people do, and what the page must say to it.
type mistake struct {
	name     string
	zone     string
	statuses string // of SPF, DKIM and DMARC
	codes    []string
	kind     string
}

func (m mistake) expect(t *testing.T, b *tab) {
	t.Helper()
	statuses := strings.Join(eval[[]string](b, `[...document.querySelectorAll("#verdicts > li")].map((n) => n.dataset.status)`), " ")
	kind := eval[string](b, `document.querySelector("#verdict .verdict-line").dataset.kind`)
	codes := strings.Join(eval[[]string](b, `[...document.querySelectorAll("#verdicts [data-code]")].map((n) => n.dataset.code)`), " ")
	if statuses != m.statuses || kind != m.kind || codes != strings.Join(m.codes, " ") {
		b.screenshot(m.name)
		t.Errorf("%s: the check gives %s, %s, %s; want %s, %s, %v", m.name, statuses, codes, kind, m.statuses, m.kind, m.codes)
	}
}

func mistakes(r []record) []mistake {
	spf, dkim, dmarc := r[0], r[1], r[2]
	key := strings.NewReplacer(`" "`, "").Replace(dkim.value)
	with := func(changed ...string) string { return strings.Join(changed, "\n") }
	return []mistake{
		{"nothing published", "", "missing missing missing", nil, "risk"},
		{"two SPF records", with(spf.line(), `@ TXT "v=spf1 mx ~all"`, dkim.line(), dmarc.line()),
			"differs as-planned as-planned", []string{"spf.several-records"}, "bad"},
		{"DMARC under a doubled name", with(spf.line(), dkim.line(), "_dmarc.example.test TXT "+dmarc.value),
			"as-planned as-planned missing", []string{"place.doubled-name"}, "risk"},
		{"a DKIM key cut at 255", with(spf.line(), dkim.name+" TXT "+key[:256]+`"`, dmarc.line()),
			"as-planned differs as-planned", []string{"dkim.key-cut"}, "bad"},
		{"curly quotes around the values", with(curly(spf), dkim.line(), curly(dmarc)),
			"differs as-planned differs", []string{"txt.curly-quote", "txt.curly-quote"}, "bad"},
	}
}

// curly writes the value in curly quotation marks.
func curly(r record) string {
	return r.name + ` TXT "` + strings.NewReplacer(`"`, "").Replace("“"+r.value+"”") + `"`
}

// servfail is what the page must say where the name servers fail: that it could not look, never that anything is wrong.
var servfail = mistake{"SERVFAIL", "", "could-not-look could-not-look could-not-look",
	[]string{"failure.servfail", "failure.servfail", "failure.servfail"}, "unknown"}

// searchForKey looks for the private key in all that left the page or stays behind it.
func searchForKey(t *testing.T, b *tab, s *server, der []byte) {
	t.Helper()
	text := base64.StdEncoding.EncodeToString(der)
	places := append(b.traffic(), s.log.String(),
		eval[string](b, "location.href"),
		eval[string](b, "JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + document.cookie"),
		eval[string](b, "indexedDB.databases().then((list) => JSON.stringify(list))"),
		eval[string](b, "document.documentElement.outerHTML"))
	if len(b.traffic()) < 10 {
		t.Fatalf("only %d requests were recorded", len(b.traffic()))
	}
	for _, place := range places {
		for at := 0; at+32 <= len(text); at += 16 { // 32 characters of the key, wherever it is broken
			// The public half is a part of the private key and is meant to be seen; skip it.
			if part := text[at : at+32]; strings.Contains(place, part) && !strings.Contains(publicPart(t, der), part) {
				t.Fatalf("a part of the private key at %d stands in: %.200s", at, place)
			}
		}
	}
	if got := eval[string](b, `JSON.stringify([localStorage.length, sessionStorage.length, document.cookie])`); got != `[0,0,""]` {
		t.Errorf("the page stores something: %s", got)
	}
}

// publicPart is the public key as it is published.
func publicPart(t *testing.T, der []byte) string {
	t.Helper()
	key, err := x509.ParsePKCS8PrivateKey(der)
	if err != nil {
		t.Fatal(err)
	}
	public, err := x509.MarshalPKIXPublicKey(&key.(*rsa.PrivateKey).PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	return base64.StdEncoding.EncodeToString(public)
}
