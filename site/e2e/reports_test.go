package e2e

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/dom"

	"todoku/records/aggregate"
)

// upload puts files into a box, as choosing them does.
func (b *tab) upload(selector string, paths ...string) {
	b.t.Helper()
	document := call(b, dom.GetDocument, dom.GetDocumentParams{})
	found := call(b, dom.QuerySelector, dom.QuerySelectorParams{NodeID: document.Root.NodeID, Selector: selector})
	call(b, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: paths, NodeID: found.NodeID})
}

// aggregateReport makes a report on example.test of day n of 2026, with that many rows, each from an address of its own.
func aggregateReport(n, rows int) aggregate.Report {
	begin := int64(1767225600 + n*86400)
	r := aggregate.Report{Org: "receiver.example", ID: strconv.Itoa(n), Begin: begin, End: begin + 86399,
		Published: aggregate.Published{Domain: "example.test", P: "none"}}
	for i := range rows {
		r.Rows = append(r.Rows, aggregate.Row{Source: netip.AddrFrom4([4]byte{203, 0, byte(i >> 8), byte(i)}), Count: 3, Disposition: "none", DKIM: "fail", SPF: "fail",
			HeaderFrom: "example.test", Sender: []aggregate.SPFResult{{Domain: "example.test", Result: "softfail"}}})
	}
	own := aggregate.Row{Source: netip.MustParseAddr("192.0.2.25"), Count: 200, Disposition: "none", DKIM: "pass", SPF: "pass", HeaderFrom: "example.test"}
	bulk := aggregate.Row{Source: netip.MustParseAddr("198.51.100.80"), Count: 20, Disposition: "none", DKIM: "fail", SPF: "fail", HeaderFrom: "example.test",
		Sender: []aggregate.SPFResult{{Domain: "em.sendgrid.net", Result: "pass"}}}
	forwarded := aggregate.Row{Source: netip.MustParseAddr("203.0.113.9"), Count: 2, Disposition: "none", DKIM: "fail", SPF: "fail", HeaderFrom: "example.test",
		Signatures: []aggregate.Signature{{Domain: "example.test", Selector: "s1", Result: "fail"}}}
	r.Rows = append(r.Rows, own, bulk, forwarded)
	return r
}

func gzipped(t testing.TB, data string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(data)); err != nil {
		t.Fatal(err)
	}
	z.Close()
	return b.Bytes()
}

// TestReports drops fifty reports at once, with broken and hostile files among them, in both languages: those fail by name,
// the others count, the page goes on answering, and nothing but names for DNS leaves the browser.
func TestReports(t *testing.T) {
	server := laptop(t, "")
	dir := t.TempDir()
	var paths []string
	put := func(name string, data []byte) {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	for n := range 46 {
		report := aggregateReport(n, 0)
		if n%2 == 0 {
			report.Namespace, report.Version = aggregate.Namespace, "1.0"
		}
		put(fmt.Sprintf("r!example.test!%d.xml.gz", n), gzipped(t, report.String()))
	}
	put("huge.xml", bytes.Repeat([]byte(" "), 100<<20))
	put("bomb.gz", gzipped(t, strings.Repeat("\x00", 65<<20)))
	put("entities.xml", []byte(`<!DOCTYPE f [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><feedback>&b;</feedback>`))
	whole := aggregateReport(1, 0).String()
	put("cut.xml", []byte(whole[:len(whole)/2]))
	put("tls.json.gz", gzipped(t, `{"organization-name":"R","policies":[{"policy":{"policy-type":"sts","policy-domain":"example.test"},"summary":{"total-successful-session-count":9,"total-failure-session-count":2},"failure-details":[{"result-type":"certificate-expired","failed-session-count":2}]}]}`))
	for _, path := range []string{"/reports", "/en/reports"} {
		t.Run(path, func(t *testing.T) {
			wire := recorded(t, server.base)
			b := open(t, wire.base, path)
			b.wait("html[data-ready]")
			b.axe("start")
			b.upload("#files", paths...)
			b.wait("#report-ready")
			b.until(`document.querySelectorAll("#report-failures li").length === 4`)
			got := eval[[]string](b, `[...document.querySelectorAll("#report-failures li")].map((n) => n.querySelector("strong").textContent + " " + n.dataset.code)`)
			if want := "huge.xml too-large bomb.gz too-large entities.xml entities cut.xml truncated"; strings.Join(got, " ") != want {
				t.Errorf("failures are %q, want %q", got, want)
			}
			kinds := eval[[]string](b, `[...document.querySelectorAll("#report-sources [data-source]")].map((n) => n.dataset.source + " " + n.dataset.why)`)
			if want := "service service,mine dkim,forwarder broken-dkim"; strings.Join(kinds, ",") != want {
				t.Errorf("sources are %q, want %q", kinds, want)
			}
			if n := eval[int](b, `document.querySelectorAll("#report-days tr").length`); n != 46 {
				t.Errorf("%d days, want 46", n)
			}
			if links := eval[[]string](b, `[...document.querySelectorAll("#report-sources [data-slot=add]")].filter((n) => n.checkVisibility({visibilityProperty: true}) || !n.closest("[hidden]")).map((n) => n.closest("[data-source]").dataset.source)`); strings.Join(links, " ") != "service" {
				t.Errorf("a sender can be added for %q, which must be the service alone", links)
			}
			b.wait("#tls-policies [data-code=certificate-expired]")
			b.axe("result")
			b.screenshot("result")
			b.viewport(360, 780, "light")
			b.screenshot("phone")
			for _, sent := range wire.traffic() {
				if strings.HasPrefix(sent, "POST") {
					t.Errorf("sent without being asked to: %s", sent)
				}
			}
			// Once a worker runs beside the page, mouse events of the protocol are not answered.
			eval[bool](b, `document.querySelector('[data-source="service"] [data-action="report-names"]').click(); true`)
			b.until(`document.querySelector('[data-ip="198.51.100.80"] td').textContent.length > "198.51.100.80".length`)
			posts := 0
			for _, sent := range wire.traffic() {
				if strings.HasPrefix(sent, "POST") {
					posts++
					if !strings.Contains(sent, "80.100.51.198.in-addr.arpa") || strings.Contains(sent, "example.test") {
						t.Errorf("more than the name was sent: %s", sent)
					}
				}
			}
			if posts != 1 {
				t.Errorf("%d requests for names, want 1", posts)
			}
		})
	}
}

// TestReportsSample tries the page without any file, and forgets what was read.
func TestReportsSample(t *testing.T) {
	b := open(t, laptop(t, "").base, "/reports")
	b.wait("html[data-ready]")
	b.click(`[data-action="report-sample"]`)
	b.wait(`[data-source="service"][data-why="service"]`)
	b.wait(`[data-source="unknown"]`)
	b.wait(`[data-source="forwarder"]`)
	b.screenshot("sample")
	b.click("#report-clear")
	b.until(`document.querySelector("#report-result").hidden`)
}

// TestWarmup plans, marks a setback, opens the link of the plan elsewhere, and says plainly when nothing is needed.
func TestWarmup(t *testing.T) {
	server := laptop(t, "")
	for _, path := range []string{"/warmup", "/en/warmup"} {
		t.Run(path, func(t *testing.T) {
			b := open(t, server.base, path)
			b.wait("html[data-ready]")
			b.wait("#warmup-rows tr")
			b.axe("plan")
			b.screenshot("plan")
			b.fill("#warmup-target", "２０，０００通")
			b.until(`document.querySelector("#warmup-problem").textContent === ""`)
			totals := func() []string {
				return eval[[]string](b, `[...document.querySelectorAll('#warmup-rows [data-slot="total"]')].map((n) => n.textContent)`)
			}
			before := totals()
			if before[len(before)-1] != "20,000" {
				t.Errorf("the last day has %s messages", before[len(before)-1])
			}
			b.click(`[data-step="5"]`)
			b.until(fmt.Sprintf(`document.querySelectorAll("#warmup-rows tr").length === %d`, len(before)+2))
			if after := totals(); after[5] != before[3] {
				t.Errorf("after a setback on day 5, day 6 has %s, want the %s of day 4", after[5], before[3])
			}
			b.fill("#warmup-growth", "x")
			b.until(`document.querySelector("#warmup-problem").textContent !== "" && document.querySelector("#warmup-growth").value === "x"`)
			b.fill("#warmup-growth", "210")
			b.wait(`#warmup-findings [data-code="warmup.growth-doubling"]`)
			b.click(`[data-action="warmup-link"]`)
			b.until(`document.querySelector('[data-action="warmup-link"]').classList.contains("done")`)
			link := b.clipboard()
			if !strings.HasPrefix(link, server.base+path+"#") || !strings.Contains(link, "target=20000") {
				t.Errorf("the link is %s", link)
			}
			other := open(t, server.base, path+link[strings.Index(link, "#"):])
			other.wait("#warmup-rows tr")
			if got := eval[string](other, `document.querySelector("#warmup-growth").value`); got != "210" {
				t.Errorf("the link opens with growth %s", got)
			}
			b.click(`input[value="shared"]`)
			b.wait(`#warmup-findings [data-code="warmup.not-needed"]`)
			b.until(`document.querySelector("#warmup-result").hidden`)
			b.viewport(360, 780, "light")
			b.axe("shared")
		})
	}
}

// BenchmarkReports draws a report of 10,000 addresses and prints the longest task of the page's main thread, in
// milliseconds, from choosing the file to the finished page. Tasks shorter than 50 ms count as 0.
func BenchmarkReports(b *testing.B) {
	path := filepath.Join(b.TempDir(), "large.xml")
	if err := os.WriteFile(path, []byte(aggregateReport(0, 10000).String()), 0o644); err != nil {
		b.Fatal(err)
	}
	page := open(b, laptop(b, "").base, "/reports")
	page.wait("html[data-ready]")
	eval[bool](page, `(() => { window.longest = 0; new PerformanceObserver((list) => { for (const e of list.getEntries()) window.longest = Math.max(window.longest, e.duration); }).observe({type: "longtask"}); return true; })()`)
	for b.Loop() {
		page.upload("#files", path)
		page.until(`document.querySelectorAll('#report-sources [data-source="unknown"]').length >= 50`)
		eval[bool](page, `document.querySelector("#report-clear").click(); true`)
		page.until(`document.querySelector("#report-result").hidden`)
	}
	b.ReportMetric(eval[float64](page, "window.longest"), "ms-longest-task")
}
