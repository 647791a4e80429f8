package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// tab is one tab of a real Chromium with an empty profile. It records all that the page sends and every complaint of the
// browser, and fails the test for a request to anybody else and for a violation of the Content-Security-Policy.
type tab struct {
	t         testing.TB
	ctx       context.Context
	base      string
	downloads string

	mu       sync.Mutex
	sent     []string // method, URL, headers and body of each request
	problems []string
}

// open starts Chromium and opens a page of the product.
func open(t testing.TB, base, path string) *tab {
	t.Helper()
	options := append([]chromedp.ExecAllocatorOption{chromedp.ExecPath("/usr/bin/chromium")}, chromedp.DefaultExecAllocatorOptions[:]...)
	for _, flag := range []string{"no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking",
		"disable-component-update", "disable-sync"} {
		options = append(options, chromedp.Flag(flag, true))
	}
	b := &tab{t: t, base: base, downloads: t.TempDir()}
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	b.ctx, cancel = chromedp.NewContext(allocator, chromedp.WithListener(b.event))
	t.Cleanup(cancel)
	call(b, network.Enable, network.EnableParams{})
	call(b, log.Enable, struct{}{})
	call(b, runtime.Enable, struct{}{})
	call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: `
		document.addEventListener("securitypolicyviolation", (e) => console.error("CSP violation: " + e.violatedDirective + " " + e.blockedURI));`})
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		callBrowser(b, browser.SetPermission, browser.SetPermissionParams{Permission: &browser.PermissionDescriptor{Name: name},
			Setting: browser.PermissionSettingGranted, Origin: base})
	}
	callBrowser(b, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: b.downloads})
	b.viewport(1280, 900, "light")
	b.do("open the page", chromedp.Navigate(base+path))
	t.Cleanup(func() {
		if crash := b.text("#crash-details"); crash != "" {
			t.Errorf("the program has crashed: %s", crash)
		}
		for _, p := range b.complaints() {
			t.Errorf("the browser complains: %s", p)
		}
	})
	return b
}

// call sends a command of the protocol to the tab.
func call[P, R any](b *tab, command cdp.Command[P, R], params P) R {
	b.t.Helper()
	out, err := chromedp.Call(b.ctx, command, params)
	if err != nil {
		b.t.Fatalf("%s: %v", command.Method, err)
	}
	return out
}

// callBrowser sends a command of the protocol to the browser.
func callBrowser[P, R any](b *tab, command cdp.Command[P, R], params P) {
	b.t.Helper()
	if _, err := chromedp.CallBrowser(b.ctx, command, params); err != nil {
		b.t.Fatalf("%s: %v", command.Method, err)
	}
}

// event records what the page does.
func (b *tab) event(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		var body strings.Builder
		for _, part := range e.Request.PostDataEntries {
			body.Write(part.Bytes)
		}
		headers, _ := json.Marshal(e.Request.Headers)
		b.sent = append(b.sent, fmt.Sprintf("%s %s\n%s\n%s", e.Request.Method, e.Request.URL, headers, body.String()))
		u, err := url.Parse(e.Request.URL)
		if err != nil || u.Scheme != "blob" && u.Scheme != "data" && u.Scheme+"://"+u.Host != b.base {
			b.problems = append(b.problems, "a request to "+e.Request.URL)
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError {
			b.problems = append(b.problems, e.Entry.Text+" "+e.Entry.URL)
		}
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			for _, arg := range e.Args {
				b.problems = append(b.problems, "console: "+string(arg.Value))
			}
		}
	case *runtime.EventExceptionThrown:
		b.problems = append(b.problems, (&chromedp.ExceptionError{ExceptionDetails: e.ExceptionDetails}).Error())
	}
}

// complaints returns what went wrong so far, and forgets it.
func (b *tab) complaints() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	p := b.problems
	b.problems = nil
	return p
}

// traffic returns all that the page has sent.
func (b *tab) traffic() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]string{}, b.sent...)
}

// timeout bounds each thing that is done in the browser.
const timeout = 20 * time.Second

func (b *tab) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, timeout)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.screenshot("failed")
		b.t.Fatalf("%s: %v", what, err)
	}
}

// eval evaluates an expression in the page. A promise is waited for.
func eval[T any](b *tab, expression string) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, timeout)
	defer cancel()
	out, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.screenshot("failed")
		b.t.Fatalf("%s: %v", expression, err)
	}
	return out
}

// until waits until an expression is true.
func (b *tab) until(expression string) {
	b.t.Helper()
	deadline := time.Now().Add(timeout)
	for !eval[bool](b, "!!("+expression+")") {
		if time.Now().After(deadline) {
			b.screenshot("failed")
			b.t.Fatalf("never true: %s", expression)
		}
		time.Sleep(30 * time.Millisecond)
	}
}

// wait waits until an element can be seen.
func (b *tab) wait(selector string) {
	b.t.Helper()
	b.until(fmt.Sprintf("document.querySelector(%q)?.checkVisibility()", selector))
}

// click clicks the element as a person does, in its middle, where it must not be covered.
func (b *tab) click(selector string) {
	b.t.Helper()
	b.wait(selector)
	eval[bool](b, fmt.Sprintf(`(() => { document.querySelector(%q).scrollIntoView({block: "center", behavior: "instant"}); return true; })()`, selector))
	b.until(fmt.Sprintf(`!document.querySelector(%q).disabled`, selector))
	// An answer that arrives between the press and the release can move the element away: a person would press again.
	for range 3 {
		eval[bool](b, fmt.Sprintf(`(() => { window.clicked = false; document.querySelector(%q).addEventListener("click", () => { window.clicked = true; }, {capture: true, once: true}); return true; })()`, selector))
		b.still(selector)
		b.do("click "+selector, chromedp.Click(chromedp.CSS(selector)))
		if eval[bool](b, `window.clicked !== false`) { // undefined on the page that the click has led to
			return
		}
	}
	b.t.Fatalf("a click does not reach %s", selector)
}

// still waits until an element stays where it is from one frame to the next.
func (b *tab) still(selector string) {
	b.t.Helper()
	same := fmt.Sprintf(`new Promise((resolve) => {
		const at = () => { const r = document.querySelector(%q)?.getBoundingClientRect(); return r ? r.x + " " + r.y + " " + r.width : ""; };
		const before = at();
		requestAnimationFrame(() => requestAnimationFrame(() => resolve(at() === before)));
	})`, selector)
	for deadline := time.Now().Add(timeout); !eval[bool](b, same); {
		if time.Now().After(deadline) {
			b.t.Fatalf("%s never stands still", selector)
		}
	}
}

// fill replaces what is in a box by typing. Text is inserted as an input method does it: Japanese has no keys.
func (b *tab) fill(selector, text string) {
	b.t.Helper()
	b.wait(selector)
	eval[bool](b, fmt.Sprintf(`(() => { const e = document.querySelector(%q); e.focus(); e.select(); return true; })()`, selector))
	if text == "" {
		b.do("clear "+selector, chromedp.KeyEvent("\b"))
		return
	}
	call(b, input.InsertText, input.InsertTextParams{Text: text})
}

// choose chooses an entry of a list.
func (b *tab) choose(selector, value string) {
	b.t.Helper()
	b.wait(selector)
	eval[bool](b, fmt.Sprintf(`(() => { const s = document.querySelector(%q); s.value = %q; s.dispatchEvent(new Event("change", {bubbles: true})); return true; })()`, selector, value))
}

func (b *tab) text(selector string) string {
	b.t.Helper()
	return eval[string](b, fmt.Sprintf(`document.querySelector(%q)?.textContent ?? ""`, selector))
}

// clipboard reads the clipboard.
func (b *tab) clipboard() string {
	b.t.Helper()
	return eval[string](b, "navigator.clipboard.readText()")
}

// screenshot keeps a picture of the whole page where $SCREENSHOTS names a folder.
func (b *tab) screenshot(name string) {
	dir := os.Getenv("SCREENSHOTS")
	if dir == "" {
		return
	}
	ctx, cancel := context.WithTimeout(b.ctx, timeout)
	defer cancel()
	png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		b.t.Logf("no screenshot: %v", err)
		return
	}
	file := strings.NewReplacer("/", "-", " ", "-").Replace(b.t.Name() + "-" + name + ".png")
	os.MkdirAll(dir, 0o755)
	os.WriteFile(filepath.Join(dir, file), png, 0o644)
}

// viewport sets the size of the page and its colour scheme.
func (b *tab) viewport(width, height int, scheme string) {
	b.t.Helper()
	call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: int64(width), Height: int64(height),
		DeviceScaleFactor: 1, Mobile: width < 600})
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}}) // colours that are changing cannot be judged
}
