package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestMarkupInDNS publishes markup: the page shows it as text, and nothing of it comes alive.
func TestMarkupInDNS(t *testing.T) {
	l := newLab(t, "")
	const markup = `<img src=x onerror=alert(1)><script>alert(2)</script>`
	l.publish(t, `@ TXT "v=spf1 include:`+markup+` -all"`+"\n"+`_dmarc TXT "v=DMARC1; p=none; rua=`+markup+`"`)
	b := open(t, laptop(t, l.doh()).base, "/")
	b.wait("html[data-ready]")
	b.fill("#domain", "example.test")
	b.do("enter", chromedp.KeyEvent("\r"))
	b.wait("#look")
	b.until(`document.querySelector("#look").getAttribute("aria-busy") === null`)
	if got := b.text("#look"); !strings.Contains(got, markup) {
		t.Errorf("the record is not shown as it is: %.500s", got)
	}
	if eval[int](b, `document.querySelectorAll("#look img, #look script, main script, [onerror]").length`) != 0 {
		t.Error("markup from DNS has come alive")
	}
}
