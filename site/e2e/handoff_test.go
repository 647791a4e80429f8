package e2e

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"todoku/records/export"
)

// opened follows a link that opens a tab, and returns that tab.
func (b *tab) opened(selector string) *tab {
	b.t.Helper()
	targets := chromedp.WaitNewTarget(b.ctx, func(info *target.Info) bool { return info.URL != "" })
	b.click(selector)
	child := &tab{t: b.t, base: b.base, downloads: b.downloads}
	id, ok := <-targets
	if !ok {
		b.t.Fatal("no tab was opened")
	}
	ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithTargetID(id), chromedp.WithListener(child.event))
	b.t.Cleanup(cancel)
	child.ctx = ctx
	call(child, network.Enable, network.EnableParams{})
	call(child, runtime.Enable, struct{}{})
	call(child, page.BringToFront, struct{}{}) // who is not in front may not copy
	return child
}

// pdf prints the page as a browser does, on A4, and returns how many pages that takes.
func (b *tab) pdf(name string) int {
	b.t.Helper()
	yes := true
	out := call(b, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &yes, PrintBackground: &yes})
	data := out.Data
	if !bytes.HasPrefix(data, []byte("%PDF-")) {
		b.t.Fatalf("no PDF, but %.20q", data)
	}
	if dir := os.Getenv("SCREENSHOTS"); dir != "" {
		os.MkdirAll(dir, 0o755)
		os.WriteFile(filepath.Join(dir, strings.NewReplacer("/", "-").Replace(b.t.Name()+"-"+name+".pdf")), data, 0o644)
	}
	return bytes.Count(data, []byte("/Type /Page\n")) + bytes.Count(data, []byte("/Type /Page ")) + bytes.Count(data, []byte("/Type /Page/"))
}

// The plan of step 4 as a request, as a sheet and as files, on a page of its own that the wizard opens.
func TestHandoff(t *testing.T) {
	l := newLab(t, world)
	l.publish(t, "@ TXT \"v=spf1 mx ~all\"\n@ TXT \"google-site-verification=abc\"\n")
	server := laptop(t, l.doh())
	for _, lang := range []string{"/", "/en/"} {
		t.Run(lang, func(t *testing.T) {
			b := withGoogle(t, server, lang)
			b.click(`[data-section="2"] .actions [data-step="3"]`)
			b.click(`[data-section="3"] .actions [data-step="4"]`)
			b.wait("#changes > li")
			h := b.opened("#handover-open")
			h.wait("#document h2")
			h.fill("#doc-company", "株式会社 例")
			h.fill("#doc-person", "山田 太郎")
			h.fill("#doc-consultant", "届く商事")
			h.fill("#doc-to", "さくらインターネット")
			text := h.text("#document-text")
			for _, want := range []string{"株式会社 例", "山田 太郎", "届く商事", "さくらインターネット", "v=spf1 mx include:_spf.google.com ~all", "v=spf1 mx ~all",
				"google-site-verification=abc", "_dmarc.example.test.", server.base + lang + "#v=1&domain=example.test&"} {
				if !strings.Contains(text, want) {
					t.Errorf("the request does not say %q:\n%s", want, text)
				}
			}
			h.axe("request")
			if n := h.pdf("request"); n < 1 || n > 3 {
				t.Errorf("the request takes %d pages", n)
			}
			if url := eval[string](h, `document.querySelector("#mail").dataset.url`); !strings.HasPrefix(url, "mailto:?subject=") || len(url) > 2000 {
				t.Errorf("a mailto of %d characters: %.60s", len(url), url)
			}
			h.click(`[data-copy-from="document-text"]`)
			h.wait(`[data-copy-from="document-text"].done`)
			if got := h.clipboard(); got != text {
				t.Errorf("copied %q", got)
			}
			h.click(`label:has([name=document][value=sheet])`)
			h.until(`document.querySelector("#document").textContent.includes("v=spf1 mx include:_spf.google.com ~all")`)
			if n := h.pdf("sheet"); n < 1 || n > 3 {
				t.Errorf("the sheet takes %d pages", n)
			}
			for _, format := range export.Formats {
				h.choose("#format", string(format))
				name := h.text("#file-name")
				h.click(`[data-action="save"]`)
				data := h.saved(t, name)
				if !strings.Contains(string(data), "include:_spf.google.com") || eval[int](h, `document.querySelectorAll("#file-notes li").length`) == 0 && format != export.CSV {
					t.Errorf("%s: %s", format, data)
				}
				switch format {
				case export.CSV:
					if !bytes.HasPrefix(data, []byte("\xef\xbb\xbf")) {
						t.Error("the table has no byte order mark")
					}
				case export.Route53JSON:
					if !json.Valid(data) || !strings.Contains(string(data), "google-site-verification=abc") {
						t.Errorf("the other value of the name is lost: %s", data)
					}
				}
			}
			// No name and no record has gone anywhere.
			for _, sent := range h.traffic() {
				if strings.Contains(sent, "spf1") || strings.Contains(sent, "%E5") || strings.Contains(sent, "POST") {
					t.Errorf("sent: %.200s", sent)
				}
			}
			for _, p := range h.complaints() {
				t.Errorf("the browser complains: %s", p)
			}
		})
	}
}

// Without the wizard, the page says how to get there.
func TestHandoffAlone(t *testing.T) {
	server := laptop(t, "")
	for _, lang := range []string{"/", "/en/"} {
		b := open(t, server.base, lang+"handoff")
		b.wait("#handoff-none a")
		b.axe("no plan")
	}
}

// The report of a check is one page.
func TestReport(t *testing.T) {
	l := newLab(t, world)
	l.publish(t, "@ TXT \"v=spf1 include:_spf.google.com include:nothing.test ptr +all\"\n@ TXT \"v=spf1 -all\"\n_dmarc TXT \"v=DMARC1; p=none; pct=50; rua=mailto:x@other.test\"\n")
	server := laptop(t, l.doh())
	for _, lang := range []string{"/", "/en/"} {
		t.Run(lang, func(t *testing.T) {
			b := open(t, server.base, lang+"report#domain=example.test")
			b.wait(`#document [data-part="topic"]`)
			b.fill("#doc-company", "株式会社 例")
			b.fill("#doc-consultant", "届く商事")
			b.until(`document.querySelector("#document").textContent.includes("届く商事")`)
			if got := eval[string](b, `document.querySelector('#document [data-part="topic"]').dataset.state`); got == "" {
				t.Error("no state")
			}
			b.axe("report")
			if n := b.pdf("report"); n != 1 {
				t.Errorf("the report takes %d pages", n)
			}
		})
	}
}

// What is printed can be read: the text of the PDF, without the menu.
func TestPrintedText(t *testing.T) {
	pdftotext, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Fatal("pdftotext is not installed; .ci/tools/install installs it")
	}
	dir := t.TempDir()
	t.Setenv("SCREENSHOTS", dir)
	server := laptop(t, "")
	b := open(t, server.base, "/report#domain=two-spf.example")
	b.wait(`#document [data-part="topic"]`)
	b.pdf("report")
	out, err := exec.Command(pdftotext, filepath.Join(dir, t.Name()+"-report.pdf"), "-").Output()
	if err != nil || !strings.Contains(string(out), "two-spf.example") || strings.Contains(string(out), "Todoku") && strings.Contains(string(out), "メニュー") {
		t.Errorf("%v\n%s", err, out)
	}
}
