package e2e

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// tabTo presses Tab until the element has the focus, and checks that the focus can be seen at each stop.
func (b *tab) tabTo(selector string) {
	b.t.Helper()
	for range 250 {
		b.do("tab", chromedp.KeyEvent(kb.Tab))
		state := eval[string](b, fmt.Sprintf(`(() => {
			const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
			if (e === document.body) return "";
			if (!e.matches(":focus-visible") || s.outlineStyle === "none" || parseFloat(s.outlineWidth) < 2) return "the focus cannot be seen at " + e.outerHTML.slice(0, 120);
			if (r.width === 0 || r.bottom < 0 || r.top > innerHeight) return "the focus is off the screen at " + e.outerHTML.slice(0, 120);
			return e.matches(%q) ? "here" : "";
		})()`, selector))
		switch state {
		case "":
		case "here":
			return
		default:
			b.t.Error(state)
		}
	}
	b.t.Fatalf("Tab never reaches %s", selector)
}

func (b *tab) press(key string) {
	b.t.Helper()
	b.do("press", chromedp.KeyEvent(key))
}

func (b *tab) typeText(text string) {
	b.t.Helper()
	call(b, input.InsertText, input.InsertTextParams{Text: text})
}

// TestKeyboard goes through the whole wizard without a mouse.
func TestKeyboard(t *testing.T) {
	server := laptop(t, "")
	b := open(t, server.base, "/")
	b.wait("html[data-ready]")
	b.tabTo("#domain")
	b.typeText("nothing.example")
	b.press(kb.Enter)
	b.wait("#look-topics [data-topic]")
	b.tabTo(`#look .actions [data-step="2"]`)
	b.press(kb.Enter)
	b.until(`document.activeElement.closest('[data-section="2"]') !== null`) // the focus goes with the step
	b.tabTo("#sender-search")
	b.typeText("sendgrid")
	b.tabTo(`[data-sender="sendgrid"] input[type="checkbox"]`)
	b.press(" ")
	b.until(`document.querySelector('[data-sender="sendgrid"] input').checked`)
	b.tabTo("#servers")
	b.typeText("203.0.113.10")
	b.tabTo(`[data-section="2"] .actions [data-step="3"]`)
	b.press(kb.Enter)
	b.tabTo(`input[name="policy"]`)
	b.press(kb.ArrowDown)
	b.until(`document.querySelector('input[name="policy"][value="quarantine"]').checked`)
	b.press(kb.ArrowUp)
	b.tabTo("#reports")
	b.typeText("dmarc@nothing.example")
	b.tabTo(`[data-section="3"] .actions [data-step="4"]`)
	b.press(kb.Enter)
	b.wait("#changes > li")
	b.tabTo(`#changes [data-topic="spf"] [data-box="value"] button`)
	b.press(kb.Enter)
	b.wait(`#changes [data-topic="spf"] [data-box="value"] button.done`)
	want := eval[string](b, `document.querySelector('#changes [data-topic="spf"] [data-box="value"] code').textContent`)
	if got := b.clipboard(); got != want || got == "" {
		t.Errorf("copied %q, want %q", got, want)
	}
	b.tabTo(`[data-section="4"] .actions [data-step="5"]`)
	b.press(kb.Enter)
	b.tabTo("#check-button")
	b.press(kb.Enter)
	b.wait("#verdict .verdict-line")
	// The browser's own Back goes to the step before.
	eval[bool](b, "(() => { history.back(); return true; })()")
	b.wait(`[data-section="4"].current`)
}
