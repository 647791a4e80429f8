package e2e

import (
	"fmt"
	"strings"
	"testing"
)

// TestRecipe takes somebody who does not know who sends the mail, nor which panel it is, to the boxes of that panel.
func TestRecipe(t *testing.T) {
	world := newLab(t, "_spf.google.com. TXT \"v=spf1 ip4:74.125.0.0/16 ~all\"\nsmtp.google.com. A 142.251.8.27\n")
	world.publish(t, `@ NS ns-cloud-e1.googledomains.com.
@ MX 1 smtp.google.com.
@ TXT "v=spf1 mx ~all"
@ TXT "verify=1"`)
	server := laptop(t, world.doh())
	for _, path := range []string{"/", "/en/"} {
		t.Run(path, func(t *testing.T) {
			b := open(t, server.base, path)
			b.wait("html[data-ready]")
			b.lookAt("example.test")
			if !strings.Contains(eval[string](b, `[...document.querySelectorAll("#look-topics [data-topic=spf] [data-code]")].map((n) => n.dataset.code).join(" ")`), "spf.sender-missing") {
				t.Error("nobody says that Google is missing in SPF")
			}
			b.click(`#look .actions [data-step="2"]`)
			b.wait(`#found-list [data-sender="google-workspace"] [data-found-by="mx"]`)
			b.until(`document.querySelector("#meter-record").textContent === "v=spf1 mx include:_spf.google.com ~all"`)
			findSenders(b)
			b.screenshot("senders")
			b.axe("senders found")
			b.click(`[data-section="2"] .actions [data-step="3"]`)
			b.click(`[data-section="3"] .actions [data-step="4"]`)
			whichOfTwo(t, b)
			panelWords(t, b, path == "/")
			keyTooLong(b)
		})
	}
}

// findSenders types names as people type them.
func findSenders(b *tab) {
	for query, id := range map[string]string{"ｻｸﾗ": "sakura-rental", "さくら": "sakura-rental", "SAKURA": "sakura-rental",
		"エックスサーバ": "xserver", "x-server": "xserver", "lollipop": "lolipop", "はいはいめーる": "haihaimail"} {
		b.fill("#sender-search", query)
		b.wait(fmt.Sprintf(`[data-sender=%q] label`, id))
		b.until(`!document.querySelector('[data-sender="wix"]').checkVisibility()`)
	}
	b.fill("#sender-search", "zqxw")
	b.wait("#sender-none")
	b.fill("#sender-search", "")
}

const spfCard = `#changes [data-topic="spf"]`

// texts are what the boxes of a kind hold.
func (b *tab) texts(kind string) string {
	return eval[string](b, fmt.Sprintf(`[...document.querySelectorAll('%s [data-box=%q] .box-value')].map((n) => n.textContent).join("\n")`, spfCard, kind))
}

// whichOfTwo answers which of two panels with the same name servers it is.
func whichOfTwo(t *testing.T, b *tab) {
	b.until(`document.querySelectorAll("#panel-which input").length === 2`)
	if got := b.texts("host"); got != "@\nexample.test\nexample.test." {
		t.Errorf("before the answer, the host name is %q", got)
	}
	b.axe("which of two")
	b.click(`#panel-which label:has([value="squarespace-domains"])`)
	b.until(`document.querySelector("#panel").value === "squarespace-domains"`)
	if got := b.texts("host"); got != "@" {
		t.Errorf("at Squarespace, the host name is %q", got)
	}
	b.click(`#panel-which label:has([value="google-cloud-dns"])`)
	b.until(fmt.Sprintf(`document.querySelector('%s [data-box="host"] .empty')`, spfCard))
	if eval[bool](b, `!!document.querySelector("#panel-info .notice-inline")`) {
		t.Error("the panel that serves the domain is called a wrong one")
	}
	if got := b.texts("value"); got != `"v=spf1 mx include:_spf.google.com ~all"` {
		t.Errorf("at Google, the value is %q", got)
	}
}

// panelWords checks that the boxes carry the panel's own words, and hold what stands there already.
func panelWords(t *testing.T, b *tab, japanese bool) {
	b.choose("#panel", "muumuu-dns")
	want := map[bool]string{true: "サブドメイン", false: "サブドメイン (Host name)"}[japanese]
	if got := b.text(spfCard + ` [data-box="host"] .box-label`); got != want {
		t.Errorf("the box of MuuMuu DNS is called %q, want %q", got, want)
	}
	b.wait("#panel-info .notice-inline") // its name servers are others
	if eval[bool](b, fmt.Sprintf(`document.querySelector('%s [data-box="host"] button').checkVisibility()`, spfCard)) {
		t.Error("an empty box can be copied")
	}
	b.choose("#panel", "route53")
	if got := b.texts("value"); got != "\"verify=1\"\n\"v=spf1 mx include:_spf.google.com ~all\"" {
		t.Errorf("the one box of Route 53 holds %q", got)
	}
	b.choose("#panel", "value-domain")
	if got := b.texts("line"); got != "txt @ v=spf1 mx include:_spf.google.com ~all" {
		t.Errorf("the line of VALUE-DOMAIN is %q", got)
	}
}

// keyTooLong makes a key that the panel does not take.
func keyTooLong(b *tab) {
	b.choose("#panel", "sakura-domain")
	eval[bool](b, `document.querySelector("#own-key details").open = true`)
	b.fill("#key-selector", "s2026")
	b.click(`#own-key button[type="submit"]`)
	b.wait("#key-download")
	b.wait(`#changes [data-topic="dkim"] .notice-inline`)
	b.screenshot("key too long")
	b.axe("key too long")
}
