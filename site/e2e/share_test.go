package e2e

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// changesShown are the records that step 4 shows: action and the text of every box.
func changesShown(b *tab) []string {
	b.t.Helper()
	return eval[[]string](b, `[...document.querySelectorAll("#changes > li")].map((li) => li.dataset.recordAction + " " +
		[...li.querySelectorAll(".box-value")].map((v) => v.textContent).join(" | "))`)
}

// withGoogle opens the wizard for example.test and adds Google in step 2.
func withGoogle(t *testing.T, s *server, lang string) *tab {
	t.Helper()
	b := open(t, s.base, lang)
	b.wait("html[data-ready]")
	b.lookAt("example.test")
	b.click(`#look .actions [data-step="2"]`)
	b.fill("#sender-search", "google")
	b.click(`[data-sender="google-workspace"] label`)
	return b
}

// survives are the characters that chats and mail clients keep in a link: the unreserved ones of RFC 3986, "&" and "=".
const survives = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~&="

// A consultant fills the wizard in and makes a link; the client opens it, is warned, confirms, and sees the same records.
func TestShareLink(t *testing.T) {
	l := newLab(t, world)
	l.publish(t, "@ TXT \"v=spf1 mx -all\"\n_dmarc TXT \"v=DMARC1; p=quarantine; rua=mailto:d@example.test\"\n")
	server := laptop(t, l.doh())
	for _, lang := range []string{"/", "/en/"} {
		t.Run(lang, func(t *testing.T) {
			b := withGoogle(t, server, lang)
			b.fill("#servers", "198.51.100.7")
			b.click(`[data-section="2"] .actions [data-step="3"]`)
			b.click(`.choice:has([value="none"])`)
			b.fill("#reports", "reports@consultant.example")
			b.click(`[data-section="3"] .actions [data-step="4"]`)
			b.choose("#panel", "route53")
			b.wait("#changes > li")
			want := changesShown(b)
			b.fill("#share-by", "届く商事 山田")
			b.click(`form[data-action="make-link"] button`)
			b.wait("#share-made .box-value")
			link := b.text("#share-made .box-value")
			before, fragment, _ := strings.Cut(link, "#")
			if len(link) >= 2000 || strings.Trim(fragment, survives) != "" || before != server.base+lang {
				t.Fatalf("the link has %d characters: %s", len(link), link)
			}
			b.axe("a link")

			client := open(t, server.base, lang+"#"+fragment)
			client.wait("#link-sets li")
			codes := eval[[]string](client, `[...document.querySelectorAll("#link-sets li")].map((li) => li.dataset.code)`)
			for _, code := range []string{"share.strange-server", "share.weaker-policy", "share.strange-reports"} {
				if !slices.Contains(codes, code) {
					t.Errorf("no warning %s among %v", code, codes)
				}
			}
			if !strings.Contains(client.text("#link-by"), "届く商事 山田") {
				t.Errorf("who prepared it is not said: %q", client.text("#link-by"))
			}
			client.axe("a link to confirm")
			client.screenshot("link")
			// Until all is confirmed, no way leads to the records.
			for _, where := range []string{`[data-step="4"].step`, `#link-accept`} {
				if !eval[bool](client, fmt.Sprintf("document.querySelector(%q).disabled", where)) {
					t.Errorf("%s can be pressed before anything is confirmed", where)
				}
			}
			eval[bool](client, `(history.pushState(4, ""), history.back(), true)`)
			if eval[bool](client, `!!document.querySelector("#changes > li") || document.querySelector("[data-section='4']").classList.contains("current")`) {
				t.Error("records are shown before the link is confirmed")
			}
			for i := range eval[int](client, `document.querySelectorAll("#link-sets input").length`) {
				eval[bool](client, fmt.Sprintf(`(document.querySelectorAll("#link-sets input")[%d].click(), true)`, i))
			}
			client.click("#link-accept")
			client.wait("#changes > li")
			client.until(fmt.Sprintf(`document.querySelectorAll("#changes > li").length === %d`, len(want)))
			if got := changesShown(client); !slices.Equal(got, want) {
				t.Errorf("the client sees\n%s\nand the consultant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
			// Nothing of the link has been sent, but for the name at which the other domain agrees to get reports.
			for _, sent := range client.traffic() {
				for _, secret := range []string{"reports@", "reports~", url.QueryEscape("届く商事"), "~E5", "end="} {
					if strings.Contains(sent, secret) {
						t.Errorf("%s is in a request: %.200s", secret, sent)
					}
				}
			}
		})
	}
}

// A link that cannot be used says so, and the page is as if there had been none.
func TestBrokenLinks(t *testing.T) {
	server := laptop(t, "")
	for _, fragment := range []string{
		"v=2&new=1&end=1", "v=1&domain=example.test", "v=1&domain=example.test&ending=pass&end=2",
		"v=1&domain=~3Cimg~20src=x~20onerror=alert(1)~3E&end=1", "v=1&domain=example.test&by=%3Cb%3E&end=2",
		"v=1&domain=example.test&sender=xserver&xserver.server=a.jp~20~2Ball&end=3",
	} {
		b := open(t, server.base, "/en/#"+fragment)
		b.wait("#link-problem")
		if eval[bool](b, `document.querySelector("#link").checkVisibility() || document.querySelector("#look").checkVisibility()`) {
			t.Errorf("%s is used", fragment)
		}
		if !eval[bool](b, `document.querySelector(".step[data-step='4']").disabled && document.querySelector("#domain").value === ""`) {
			t.Errorf("%s leaves something behind", fragment)
		}
	}
	// Markup in a name stays text.
	b := open(t, server.base, "/en/#v=1&domain=two-spf.example&by=~3Cimg~20src~3Dx~20onerror~3Dalert~281~29~3E&end=2")
	b.wait("#link-sets li")
	if !strings.Contains(b.text("#link-by"), "<img src=x onerror=alert(1)>") || eval[bool](b, `!!document.querySelector("#link img")`) {
		t.Error("the name is markup")
	}
	b.click(`[data-action="refuse-link"]`)
	b.until(`location.hash === "" && document.querySelector("html[data-ready]") && !document.querySelector("#look").checkVisibility()`)
}

// A pasted zone is taken as what is published.
func TestImport(t *testing.T) {
	server := laptop(t, "") // no resolver answers
	for _, lang := range []string{"/", "/en/"} {
		b := open(t, server.base, lang)
		b.wait("html[data-ready]")
		b.click("#import summary")
		b.fill("#import-text", "ホスト名\t種別\t内容\nexample.test\tTXT\tv=spf1 include:_spf.google.com 〜all\nexample.test\tTXT\tother=1\nthis is no record\n_dmarc\tTXT\tv=DMARC1; p=reject")
		b.axe("pasted records")
		b.click(`form[data-action="import"] button`)
		b.wait(`#look-topics [data-topic="spf"]`)
		b.wait(`#import-findings [data-code="import.not-understood"]`)
		for topic, state := range map[string]bool{"spf": true, "dmarc": true} {
			if got := eval[string](b, fmt.Sprintf(`document.querySelector('#look-topics [data-topic=%s]').dataset.state`, topic)); (got != "absent" && got != "unknown") != state {
				t.Errorf("%s is %s", topic, got)
			}
		}
		b.click(`#look .actions [data-step="2"]`)
		b.until(`document.querySelector('[data-sender="google-workspace"] input').checked`)
		b.click(`[data-section="2"] .actions [data-step="3"]`)
		b.until(`document.querySelector("input[name=policy]:checked").value === "reject"`)
	}
}
