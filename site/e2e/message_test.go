package e2e

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// drop drops a file on an element, as a person does.
func (b *tab) drop(selector, path string) {
	b.t.Helper()
	at := eval[[]float64](b, fmt.Sprintf(`(async () => {
		const e = document.querySelector(%q);
		for (let last = NaN, still = 0; still < 5;) { // a page that scrolls to its result moves away under the mouse
			e.scrollIntoView({block: "center", behavior: "instant"});
			await new Promise(requestAnimationFrame);
			const y = e.getBoundingClientRect().y;
			still = y === last ? still + 1 : 0;
			last = y;
		}
		const r = e.getBoundingClientRect();
		return [r.x + r.width / 2, r.y + 20];
	})()`, selector))
	data := &input.DragData{Files: []string{path}, DragOperationsMask: 1}
	for _, kind := range []input.DispatchDragEventType{input.DispatchDragEventTypeDragEnter, input.DispatchDragEventTypeDragOver, input.DispatchDragEventTypeDrop} {
		call(b, input.DispatchDragEvent, input.DispatchDragEventParams{Type: kind, X: at[0], Y: at[1], Data: data})
	}
}

// sentName is all that a question to the Worker may hold: the name of a domain or a host, or of a record type.
var sentName = regexp.MustCompile(`^[A-Za-z0-9._-]*$`)

// onlyNames checks that JSON holds names alone.
func onlyNames(t testing.TB, body string) {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(body))
	for {
		token, err := decoder.Token()
		if err != nil {
			if err != io.EOF {
				t.Errorf("sent what is no JSON: %.300s", body)
			}
			return
		}
		if text, ok := token.(string); ok && !sentName.MatchString(text) {
			t.Errorf("sent what is no name: %q", text)
		}
	}
}

// sentNothingOf checks that nothing but names has left the page, and no piece of a message.
func (b *tab) sentNothingOf(pieces ...string) {
	b.t.Helper()
	posts := 0
	for _, sent := range b.traffic() {
		if strings.HasPrefix(sent, "POST") {
			posts++
			parts := strings.SplitN(sent, "\n", 3)
			onlyNames(b.t, parts[2])
		}
		for _, piece := range pieces {
			if strings.Contains(sent, piece) {
				b.t.Errorf("%q has left the page: %.300s", piece, sent)
			}
		}
	}
	if posts == 0 {
		b.t.Error("nothing was recorded")
	}
	if got := eval[string](b, `JSON.stringify([localStorage.length, sessionStorage.length, document.cookie])`); got != `[0,0,""]` {
		b.t.Errorf("the page stores something: %s", got)
	}
}

// bounced are the files that are dropped on /bounce, and what the page must say.
var bounced = []struct{ file, codes, receivers, lasting string }{
	{"postfix-gmail.eml", "bounce.no-authentication", "gmail", "permanent"},
	{"iso-2022-jp.eml", "bounce.dmarc-rejected", "microsoft", "permanent"},
	{"forwarded.eml", "bounce.docomo-filter", "docomo", "permanent"},
	{"several.eml", "bounce.unknown-user bounce.mailbox-full bounce.not-failed bounce.no-connection bounce.unknown", "other other other other other", "permanent temporary delivered gave-up permanent"},
}

// TestBouncePage drops bounces, pastes one line, tries the examples, and watches what leaves the page.
func TestBouncePage(t *testing.T) {
	server := laptop(t, "")
	dir := filepath.Join(root(t), "records/bounce/testdata")
	for _, path := range []string{"/bounce", "/en/bounce"} {
		t.Run(path, func(t *testing.T) {
			b := open(t, server.base, path)
			b.wait("html[data-ready]")
			b.axe("start")
			b.click(`form[data-action="bounce-read"] button[type="submit"]`)
			b.wait("#bounce-text-problem")
			for _, want := range bounced {
				eval[bool](b, `(() => { document.querySelector("#bounce-refusals").replaceChildren(); return true; })()`)
				b.drop("#bounce-text-drop", filepath.Join(dir, want.file))
				b.wait("#bounce-refusals > li")
				get := func(name string) string {
					return strings.Join(eval[[]string](b, fmt.Sprintf(`[...document.querySelectorAll("#bounce-refusals > li")].map((n) => n.dataset.%s)`, name)), " ")
				}
				if get("code") != want.codes || get("receiver") != want.receivers || get("lasting") != want.lasting {
					t.Errorf("%s: %s | %s | %s", want.file, get("code"), get("receiver"), get("lasting"))
				}
			}
			b.axe("several")
			// The cause is a record: DNS is asked at once, and the wizard is opened with what is known.
			b.click(`[data-sample="gmail"]`)
			b.wait("#bounce-check-line [data-kind=bad]")
			if got := b.text("#bounce-topics [data-topic=spf] .badge"); got == "" {
				t.Error("the SPF record is not shown")
			}
			if hidden := eval[bool](b, `document.querySelector("#bounce-topics [data-topic=mx]").hidden`); !hidden {
				t.Error("what has no part in the cause is shown")
			}
			if href := eval[string](b, `document.querySelector("#bounce-wizard").getAttribute("href")`); !strings.HasSuffix(href, "/#domain=nothing.example&ip=203.0.113.5") {
				t.Errorf("the wizard is opened at %s", href)
			}
			b.axe("cause")
			b.screenshot("cause")
			b.click(`[data-sample="docomo"]`)
			b.wait(`[data-code="bounce.docomo-filter"]`)
			b.wait("#bounce-check-line [data-kind=bad]")
			b.fill("#bounce-text", "452-4.2.2 The recipient's inbox is out of storage space. - gsmtp")
			b.click(`form[data-action="bounce-read"] button[type="submit"]`)
			b.wait(`[data-code="bounce.mailbox-full"][data-lasting="temporary"]`)
			b.fill("#bounce-text", "The weather is fine today.")
			b.click(`form[data-action="bounce-read"] button[type="submit"]`)
			b.wait(`[data-code="bounce.unknown"]`)
			b.sentNothingOf("taro@", "hanako@", "Undelivered", "Unknown user", "Diagnostic", "weather", "gsmtp")
			b.click(`[data-sample="gmail"]`)
			b.wait("#bounce-check-line [data-kind=bad]")
			b.follow("#bounce-wizard")
			b.wait("#link")
			if got := eval[string](b, `document.querySelector("#domain").value`); got != "nothing.example" {
				t.Errorf("the wizard looks at %q", got)
			}
			for _, problem := range b.complaints() {
				t.Error(problem)
			}
		})
	}
}

// follow goes where a link leads, and waits until the program there is ready.
func (b *tab) follow(selector string) {
	b.t.Helper()
	b.wait(selector)
	b.do("follow "+selector, chromedp.Navigate(eval[string](b, fmt.Sprintf(`document.querySelector(%q).href`, selector))))
	b.wait("html[data-ready]")
}

// dropHeader drops a message on /header and waits until it is judged.
func (b *tab) dropHeader(path, code string) {
	b.t.Helper()
	eval[bool](b, `(() => { document.querySelector("#header-signatures").replaceChildren(); return true; })()`)
	b.drop("#header-text-drop", path)
	b.until(fmt.Sprintf(`document.querySelector('#header-signatures [data-code=%q]') && !document.querySelector("#header-result").hasAttribute("aria-busy")`, code))
}

// TestHeaderPage drops a message that dkimpy signed, with its key in BIND: the page verifies it, and finds each damage.
func TestHeaderPage(t *testing.T) {
	needPeers(t)
	k := rsaKey(t, 2048)
	l := newLab(t, "5.113.0.203.in-addr.arpa. PTR mail.example.test.\n")
	l.publish(t, k.line("odd7", "")+"\n@ TXT \"v=spf1 ip4:203.0.113.5 -all\"\n_dmarc TXT \"v=DMARC1; p=reject\"\nmail A 203.0.113.5\n")
	server := laptop(t, l.doh())
	received := "Return-Path: <local-part@example.test>\r\nReceived: from mail.example.test (mail.example.test [203.0.113.5])\r\n\tby mx.receiver.test with ESMTPS id 1; Sat, 28 Nov 2026 09:00:09 +0900\r\n" +
		"Received: from desk.example.test ([192.0.2.77])\r\n\tby mail.example.test with ESMTPSA id 2; Sat, 28 Nov 2026 09:00:01 +0900\r\n"
	signed := dkimpySign(t, strings.Replace(unsigned, "hello", "secret-subject", 1), "odd7", k, "relaxed", "relaxed", false)
	dir := t.TempDir()
	files := map[string]string{
		"valid":         received + signed,
		"body-changed":  received + strings.Replace(signed, "Hello.", "Hullo.", 1),
		"body-appended": received + strings.TrimRight(signed, "\r\n") + "\r\nfooter\r\n",
		"other-key":     received + strings.Replace(signed, "s=odd7", "s=s2", 1),
		"body-missing":  received + strings.SplitN(signed, "\r\n\r\n", 2)[0] + "\r\n",
	}
	l.publish(t, k.line("odd7", "")+"\n"+rsaKey(t, 2048).line("s2", "")+"\n@ TXT \"v=spf1 ip4:203.0.113.5 -all\"\n_dmarc TXT \"v=DMARC1; p=reject\"\nmail A 203.0.113.5\n")
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name+".eml"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{"/header", "/en/header"} {
		t.Run(path, func(t *testing.T) {
			b := open(t, server.base, path)
			b.wait("html[data-ready]")
			b.axe("start")
			for name := range files {
				b.dropHeader(filepath.Join(dir, name+".eml"), "signature."+name)
				verdict := eval[string](b, `document.querySelector("#header-verdict [data-code]").dataset.code`)
				want := "header.passes-spf-only"
				if name == "valid" {
					want = "header.passes-both"
				}
				if verdict != want {
					t.Errorf("%s: %s, want %s", name, verdict, want)
				}
			}
			b.dropHeader(filepath.Join(dir, "valid.eml"), "signature.valid")
			if got := eval[string](b, `[...document.querySelectorAll("#header-picture > li")].map((n) => [n.dataset.method, n.dataset.aligned, n.dataset.passed].join(" ")).join(", ")`); got != "spf true true, dkim true true" {
				t.Errorf("the picture is %s", got)
			}
			if n := eval[int](b, `document.querySelectorAll("#header-path > li").length`); n != 2 || !strings.Contains(b.text("#header-path > li:last-child [data-slot=delay]"), "8") {
				t.Errorf("%d hops, the last after %q", n, b.text("#header-path > li:last-child [data-slot=delay]"))
			}
			if hosts := b.text("#header-hosts"); strings.Count(hosts, "mail.example.test") != 3 { // HELO, PTR, and what leads back
				t.Errorf("the server is %q", hosts)
			}
			if href := eval[string](b, `document.querySelector("#header-wizard").getAttribute("href")`); !strings.HasSuffix(href, "/#domain=example.test&selector=odd7&ip=203.0.113.5") {
				t.Errorf("the wizard is opened at %s", href)
			}
			b.screenshot("valid")
			b.axe("valid")
			b.sentNothingOf("secret-subject", "local-part", "Hello.", "you@", "Message-ID", "1@example.test")
			b.click(`[data-sample="other-domain"]`)
			b.until(`document.querySelector("#header-verdict [data-code]")?.dataset.code === "header.fails-alignment"`)
			if b.text("#header-unsubscribe [data-code]") == "" {
				t.Error("one-click unsubscribe that no valid signature of the author covers is not judged")
			}
			b.axe("another domain")
			b.screenshot("another-domain")
			b.click(`[data-sample="list"]`)
			b.until(`document.querySelector('#header-findings [data-code="header.sent-on-by-list"]')`)
			b.axe("list")
			b.viewport(360, 780, "light")
			b.screenshot("phone")
			b.fill("#header-text", "no header at all")
			b.click(`form[data-action="header-read"] button[type="submit"]`)
			b.until(`document.querySelector("#header-text-problem").textContent !== "" && document.querySelector("#header-result").hidden`)
			// The wizard looks at the selector that only the header told, and shows the server before it takes it over.
			b.dropHeader(filepath.Join(dir, "valid.eml"), "signature.valid")
			b.follow("#header-wizard")
			b.wait("#link")
			b.until(`document.querySelector("#look-topics [data-topic=dkim]")?.textContent.includes("odd7._domainkey")`)
			if sets := b.codes("#link-sets"); !strings.Contains(sets, "server") {
				t.Errorf("the wizard says of the server %q", sets)
			}
			for _, problem := range b.complaints() {
				t.Error(problem)
			}
		})
	}
}
