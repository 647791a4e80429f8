package e2e

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// TestHeaders checks the headers that protect the page, on every kind of answer, in both servers.
func TestHeaders(t *testing.T) {
	want := map[string]string{
		"X-Content-Type-Options": "nosniff",
		"Referrer-Policy":        "no-referrer",
		"X-Frame-Options":        "DENY",
	}
	for _, s := range servers {
		t.Run(s.name, func(t *testing.T) {
			server := s.start(t, "")
			for path, status := range map[string]int{"/": 200, "/en/": 200, "/nothing": 404, "/en/nothing": 404, "/style.css": 200,
				"/app.js": 200, "/wasm_exec.js": 200, "/todoku.wasm": 200, "/favicon.svg": 200, "/_headers": 404, "/en": 307,
				"/api/v1/health": 200, "/api/v1/nothing": 404, "/api/v1/check?domain=healthy.example": 200, "/api/v1/check?domain=x": 400} {
				req, _ := http.NewRequest(http.MethodGet, server.base+path, nil)
				req.Header.Set("Sec-Fetch-Mode", "navigate")
				res, err := http.DefaultTransport.RoundTrip(req)
				if err != nil {
					t.Fatal(err)
				}
				res.Body.Close()
				if res.StatusCode != status {
					t.Errorf("%s: status %d, want %d", path, res.StatusCode, status)
				}
				for name, value := range want {
					if got := res.Header.Get(name); got != value {
						t.Errorf("%s: %s is %q, want %q", path, name, got, value)
					}
				}
				policy := res.Header.Get("Content-Security-Policy")
				for _, part := range []string{"default-src 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'"} {
					if !strings.Contains(policy, part) {
						t.Errorf("%s: the policy %q lacks %s", path, policy, part)
					}
				}
				if strings.Contains(policy, "unsafe-inline") || strings.Contains(policy, "'unsafe-eval'") || strings.Contains(policy, "*") {
					t.Errorf("%s: the policy %q is too wide", path, policy)
				}
				if path == "/todoku.wasm" && res.Header.Get("Content-Type") != "application/wasm" {
					t.Errorf("the program is served as %s", res.Header.Get("Content-Type"))
				}
			}
		})
	}
}

// TestAxe lets axe-core judge every page and every step of the wizard, light and dark, on a phone and on a desktop.
func TestAxe(t *testing.T) {
	server := laptop(t, "")
	for _, path := range []string{"/", "/en/"} {
		t.Run(path, func(t *testing.T) {
			b := open(t, server.base, path)
			b.wait("html[data-ready]")
			b.axe("start")
			b.fill("#domain", "two-spf.example")
			b.click(`form[data-action="look"] button`)
			b.wait("#look-topics [data-topic]")
			b.axe("look")
			b.click(`#look .actions [data-step="2"]`)
			b.until(`document.querySelectorAll("#tree > li").length === 2`)
			b.axe("senders")
			b.click(`[data-section="2"] .actions [data-step="3"]`)
			b.click(`.choice:has([value="reject"])`)
			b.axe("policy")
			b.click(`[data-section="3"] .actions [data-step="4"]`)
			b.wait("#changes > li")
			b.click(`#own-key button[type="submit"]`)
			b.wait("#key-download")
			b.axe("records")
			b.click(`[data-section="4"] .actions [data-step="5"]`)
			checkAgain(b)
			b.axe("check")
			b.lookAt("doubled-name.example")
			b.axe("look with a misplaced record")
		})
	}
	for _, path := range []string{"/dkim", "/en/dkim"} {
		t.Run("keys "+path, func(t *testing.T) {
			b := open(t, server.base, path)
			b.wait("html[data-ready]")
			b.fill("#domain", "example.jp")
			b.click("#make")
			b.wait("#download")
			b.axe("keys")
		})
	}
	t.Run("404", func(t *testing.T) {
		b := open(t, server.base, "/nothing")
		b.complaints() // the browser notes the 404 itself
		b.axe("404")
	})
}

// axe lets axe-core judge the page as it stands, with all that is folded opened, light and dark, on a phone and on a
// desktop, and checks that nothing is wider than the screen.
func (b *tab) axe(where string) {
	b.t.Helper()
	if !eval[bool](b, `typeof axe === "object"`) {
		script, err := os.ReadFile(filepath.Join(root(b.t), ".ci/tools/node_modules/axe-core/axe.min.js"))
		if err != nil {
			b.t.Fatal(err)
		}
		eval[bool](b, string(script)+"; true")
	}
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int{360, 1280} {
			b.viewport(width, 900, scheme)
			eval[bool](b, `(() => { document.querySelectorAll("details:not(.menu)").forEach((d) => { d.open = true; }); return true; })()`)
			for _, v := range eval[[]string](b, `axe.run(document).then((r) => r.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.target.join(" ") + " " + (n.any[0]?.message ?? n.none[0]?.message ?? n.all[0]?.message ?? "")).join(" | ")))`) {
				b.t.Errorf("%s, %s, %d px: %s", where, scheme, width, v)
			}
			if over := eval[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
				b.t.Errorf("%s, %d px: the page is %d px too wide", where, width, over)
			}
		}
	}
	b.viewport(1280, 900, "light")
}

// lookAt goes back to step 1 and looks at another domain.
func (b *tab) lookAt(name string) {
	b.t.Helper()
	if !eval[bool](b, `document.querySelector('[data-section="1"]').classList.contains("current")`) {
		b.click(`.steps [data-step="1"]`)
	}
	b.fill("#domain", name)
	b.click(`form[data-action="look"] button`)
	b.wait("#look-topics [data-topic]")
}

// TestWithoutScript checks that the page can be read where no script runs, and that it says so.
func TestWithoutScript(t *testing.T) {
	server := laptop(t, "")
	b := open(t, server.base, "/nothing")
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.do("open", chromedp.Navigate(server.base+"/"))
	b.complaints() // the browser notes the 404 from which this began
	html, err := chromedp.Run(b.ctx, chromedp.OuterHTML(chromedp.CSS("html")))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(html, "data-ready") {
		t.Fatal("a script has run")
	}
	for i := 1; i <= 5; i++ {
		heading, err := chromedp.Run(b.ctx, chromedp.Text(chromedp.CSS(fmt.Sprintf(`[data-section="%d"] :is(h1,h2)`, i))))
		if err != nil || strings.TrimSpace(heading) == "" {
			t.Errorf("step %d cannot be read: %v", i, err)
		}
	}
	if text, _ := chromedp.Run(b.ctx, chromedp.Text(chromedp.CSS("noscript"))); strings.TrimSpace(text) == "" {
		t.Error("nothing says that a script is needed")
	}
}

// TestFailedStart checks that the page says so where the program cannot start, and can still be read.
func TestFailedStart(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(root(t), "dist/site"))); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "todoku.wasm"), []byte("no program"), 0o644); err != nil {
		t.Fatal(err)
	}
	server := laptopAt(t, "", dir)
	b := open(t, server.base, "/")
	b.wait(".start-failed")
	if !eval[bool](b, `document.querySelector("#domain").closest("fieldset").disabled`) {
		t.Error("the form can be used although there is no program")
	}
	b.wait(`[data-section="4"] h2`)
	b.complaints() // the error is meant
}

// TestOffline goes through the wizard without any resolver: a clear sentence, and everything that needs no network works.
func TestOffline(t *testing.T) {
	for _, s := range servers {
		t.Run(s.name, func(t *testing.T) {
			server := s.start(t, "")
			b := open(t, server.base, "/")
			b.wait("html[data-ready]")
			b.fill("#domain", "example.co.jp")
			b.click(`form[data-action="look"] button`)
			b.wait("#look-topics [data-topic]")
			for _, topic := range []string{"spf", "dkim", "dmarc", "mx", "dns"} {
				if got := eval[string](b, fmt.Sprintf(`document.querySelector('#look-topics [data-topic=%s]').dataset.state`, topic)); got != "unknown" {
					t.Errorf("%s is %q without a resolver, want unknown", topic, got)
				}
			}
			if !strings.Contains(eval[string](b, `[...document.querySelectorAll("#look-topics [data-code]")].map((n) => n.dataset.code).join(" ")`), "failure.unreachable") {
				t.Error("the page does not say that no resolver was reached")
			}
			b.click(`#look .actions [data-step="2"]`)
			b.fill("#sender-search", "sendgrid")
			b.fill("#sender-search", "google")
			b.click(`[data-sender="google-workspace"] label`)
			b.until(`document.querySelector("#meter").dataset.kind === "unknown"`)
			b.click(`[data-section="2"] .actions [data-step="3"]`)
			b.click(`[data-section="3"] .actions [data-step="4"]`)
			b.until(`document.querySelector('#changes [data-topic="spf"] [data-box="value"] code').textContent === "v=spf1 include:_spf.google.com ~all"`)
			b.wait("#needs")
			b.click(`[data-section="4"] .actions [data-step="5"]`)
			checkAgain(b)
			if kind := eval[string](b, `document.querySelector("#verdict .verdict-line").dataset.kind`); kind != "unknown" {
				t.Errorf("the check without a resolver is %q, want unknown", kind)
			}
		})
	}
}

// TestServerGone goes on when the server itself is gone.
func TestServerGone(t *testing.T) {
	server := laptop(t, "")
	b := open(t, server.base, "/")
	b.wait("html[data-ready]")
	server.stop()
	b.fill("#domain", "example.co.jp")
	b.click(`form[data-action="look"] button`)
	b.until(`document.querySelector("#look").getAttribute("aria-busy") === null && document.querySelector("#look-summary").textContent !== ""`)
	b.click(`#look .actions [data-step="2"]`)
	b.fill("#servers", "203.0.113.10")
	b.click(`[data-section="2"] .actions [data-step="3"]`)
	b.click(`[data-section="3"] .actions [data-step="4"]`)
	b.until(`document.querySelector('#changes [data-topic="spf"] [data-box="value"] code').textContent === "v=spf1 ip4:203.0.113.10 ~all"`)
	b.click(`[data-section="4"] .actions [data-step="5"]`)
	checkAgain(b)
	if kind := eval[string](b, `document.querySelector("#verdict .verdict-line").dataset.kind`); kind != "unknown" {
		t.Errorf("the check without a server is %q, want unknown", kind)
	}
	b.complaints() // the browser notes the failed requests
}

// TestDemos opens every demonstration domain from its link, without any network.
func TestDemos(t *testing.T) {
	server := laptop(t, "")
	b := open(t, server.base, "/")
	b.wait("html[data-ready]")
	want := map[string]string{ // topic=state, and the codes that must be there
		"healthy":          "spf=ok dkim=ok dmarc=ok",
		"nothing":          "spf=absent dkim=absent dmarc=absent",
		"two-spf":          "spf=bad spf.several-records",
		"too-many-lookups": "spf=bad spf.too-many-lookups",
		"mistyped-spf":     "spf=bad spf.misspelled-mechanism",
		"doubled-name":     "dmarc=bad place.doubled-name",
		"cut-key":          "dkim=bad dkim.key-cut",
		"curly-quotes":     "spf=bad dmarc=bad txt.curly-quote",
		"parked":           "spf=ok dkim=note dmarc=ok mx.null",
		"no-underscore":    "dmarc=bad place.without-underscore",
		"wildcard":         "dns=note dns.wildcard dmarc=absent dkim=absent",
		"leftover-key":     "dkim=bad dkim.several-records",
		"broken-dnssec":    "dnssec=bad dnssec.bogus spf=unknown failure.bogus",
		"no-answer":        "spf=unknown dkim=unknown dmarc=unknown failure.servfail",
	}
	links := eval[[]string](b, `[...document.querySelectorAll(".demos a")].map((a) => a.getAttribute("href"))`)
	if len(links) != len(want) {
		t.Errorf("%d links to demonstration domains, want %d", len(links), len(want))
	}
	for name, expected := range want {
		eval[bool](b, `(() => { document.querySelector("#look-topics").replaceChildren(); document.querySelector(".demos").open = true; return true; })()`)
		b.click(`.demos a[href="#domain=` + name + `.example"]`)
		b.wait("#look-topics [data-topic]")
		got := eval[string](b, `[...document.querySelectorAll("#look-topics [data-topic]")].map((n) => n.dataset.topic + "=" + n.dataset.state).join(" ") + " " +
			[...document.querySelectorAll("#look-topics [data-code]")].map((n) => n.dataset.code).join(" ")`)
		for _, word := range strings.Fields(expected) {
			if !strings.Contains(" "+got+" ", " "+word+" ") {
				t.Errorf("%s.example gives %s; want %s", name, got, word)
			}
		}
	}
}
