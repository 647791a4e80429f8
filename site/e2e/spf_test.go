package e2e

import (
	"encoding/json"
	"fmt"
	"sort"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// examine types a domain and a record into the page /spf and waits for the answer.
func (b *tab) examine(domain, record string) {
	b.t.Helper()
	b.fill("#spf-domain", domain)
	if record != "" {
		eval[bool](b, `(() => { document.querySelector("#spf-paste").open = true; return true; })()`)
		b.fill("#spf-record", record)
	}
	b.click(`form[data-action="spf-look"] button[type="submit"]`)
	b.until(`!document.querySelector("#spf-result").hidden && !document.querySelector("#spf-result").hasAttribute("aria-busy")`)
}

// mayAsk asks whether an address may send, and returns the result.
func (b *tab) mayAsk(ip string) string {
	b.t.Helper()
	b.fill("#spf-ip", ip)
	b.click(`form[data-action="spf-ask"] button[type="submit"]`)
	b.until(`!document.querySelector("#spf-result").hasAttribute("aria-busy")`)
	return eval[string](b, `document.querySelector("#spf-answer-verdict [data-result]")?.dataset.result ?? ""`)
}

// codes are the codes of the findings in a list.
func (b *tab) codes(list string) string {
	return eval[string](b, fmt.Sprintf(`[...document.querySelectorAll('%s [data-code]')].map((n) => n.dataset.code).join(" ")`, list))
}

// TestSPFPage examines records that are published, pasted, broken, too long and out of reach.
func TestSPFPage(t *testing.T) {
	server := laptop(t, "")
	for _, path := range []string{"/spf", "/en/spf"} {
		t.Run(path, func(t *testing.T) {
			b := open(t, server.base, path)
			b.wait("html[data-ready]")
			b.axe("start")
			b.click(`form[data-action="spf-look"] button[type="submit"]`)
			b.wait("#spf-domain-problem")
			overTheLimit(t, b)
			mayItSend(t, b)
			spfMistakes(t, b)
			b.examine("no-answer.example", "")
			if kind := eval[string](b, `document.querySelector("#spf-verdict .verdict-line").dataset.kind`); kind != "unknown" || b.codes("#spf-failures") != "failure.servfail" {
				t.Errorf("where DNS does not answer, the page says %q, %s", kind, b.codes("#spf-failures"))
			}
			b.do("open a link", chromedp.Navigate(server.base+path+"#domain=healthy.example"))
			b.until(`document.querySelector("#spf-count")?.textContent.includes("1")`)
		})
	}
}

func overTheLimit(t *testing.T, b *tab) {
	b.examine("too-many-lookups.example", "")
	if kind := eval[string](b, `document.querySelector("#spf-meter").dataset.kind`); kind != "bad" || !strings.Contains(b.codes("#spf-findings"), "spf.too-many-lookups") {
		t.Errorf("the meter is %q, the findings are %s", kind, b.codes("#spf-findings"))
	}
	if over := eval[int](b, `document.querySelectorAll("#spf-tree li.over").length`); over != 1 {
		t.Errorf("%d terms are marked as the one too many", over)
	}
	sum := `[...document.querySelectorAll("#spf-tree > li > .tree-row .tree-cost")].reduce((n, e) => n + parseInt(e.textContent), 0)`
	before := eval[int](b, sum)
	if first := eval[string](b, `document.querySelector("#spf-relief > li")?.dataset.measure ?? ""`); before <= 10 || first == "" || first == "flatten" {
		t.Errorf("%d lookups, the first proposal is %q", before, first)
	}
	b.screenshot("relief")
	b.axe("relief")
	b.click(`#spf-relief > li [data-action="spf-try"]`)
	b.until(fmt.Sprintf("%s < %d", sum, before))
	if eval[string](b, `document.querySelector("#spf-record").value`) != eval[string](b, `document.querySelector("#spf-records .record").textContent`) {
		t.Error("the proposal that is tried does not stand in the box")
	}
}

func mayItSend(t *testing.T, b *tab) {
	b.fill("#spf-record", "")
	b.examine("too-many-lookups.example", "v=spf1 a include:spf.services.example -all")
	for ip, want := range map[string]string{"192.0.2.10": "pass", "198.51.100.33": "pass", "203.0.113.9": "fail", "2001:db8::1": "fail"} {
		if got := b.mayAsk(ip); got != want {
			t.Errorf("%s: %q, want %q", ip, got, want)
		}
	}
	b.mayAsk("198.51.100.33")
	path := eval[string](b, `[...document.querySelectorAll("#spf-path li:has(> .tree-row > [data-kind=ok]) > .tree-row > code")].map((n) => n.textContent).join(" ")`)
	if path != "include:spf.services.example include:spf2.services.example ip4:198.51.100.32/28" {
		t.Errorf("the path is %q", path)
	}
	if !strings.Contains(b.text("#spf-answer-cause"), "ip4:198.51.100.32/28") {
		t.Errorf("the cause is %q", b.text("#spf-answer-cause"))
	}
	b.screenshot("may")
	b.axe("may it send")
	b.fill("#spf-ip", "192.168.1.1")
	b.click(`form[data-action="spf-ask"] button[type="submit"]`)
	b.until(`document.querySelector("#spf-ip-problem").textContent !== ""`)
}

func spfMistakes(t *testing.T, b *tab) {
	b.examine("", "v=spf1 ipv4:192.0.2.1 include:_spf.google.com mx -all")
	if got := b.codes("#spf-findings"); got != "spf.misspelled-mechanism" {
		t.Errorf("the findings are %s", got)
	}
	if mark := b.text("#spf-findings mark"); mark != "ipv4:192.0.2.1" {
		t.Errorf("marked is %q", mark)
	}
	b.axe("mistake")
	b.click(`#spf-findings [data-action="spf-try"]`)
	b.until(`document.querySelector("#spf-verdict .verdict-line").dataset.kind === "ok"`)
	if got := eval[string](b, `document.querySelector("#spf-record").value`); got != "v=spf1 ip4:192.0.2.1 include:_spf.google.com mx -all" {
		t.Errorf("mended to %q", got)
	}
	// Text from outside stays text.
	b.examine("", `v=spf1 include:<img/src=x/onerror=alert(1)>.example -all`)
	if eval[int](b, `document.querySelectorAll("#spf-result img").length`) != 0 || !strings.Contains(b.text("#spf-records"), "<img/src=x") {
		t.Error("the record became markup")
	}
	b.fill("#spf-record", "hello")
	b.click(`form[data-action="spf-look"] button[type="submit"]`)
	b.until(`document.querySelector("#spf-record-problem").textContent !== ""`)
	b.fill("#spf-record", "")
}

// questions are all that the page has asked in DNS, by way of the lookup route.
func (b *tab) questions() []string {
	var list []string
	for _, request := range b.traffic() {
		parts := strings.SplitN(request, "\n", 3)
		if !strings.HasSuffix(parts[0], "/api/v1/lookup") {
			continue
		}
		var body struct{ Questions []struct{ Name, Type string } }
		if err := json.Unmarshal([]byte(parts[2]), &body); err != nil {
			b.t.Fatalf("%v: %q", err, parts[2])
		}
		for _, q := range body.Questions {
			list = append(list, q.Name+" "+q.Type)
		}
	}
	return list
}

// TestMeterAsksOnce ticks senders on and off and examines a record again and again: what is known is never asked again.
func TestMeterAsksOnce(t *testing.T) {
	server := laptop(t, "")
	once := func(t *testing.T, b *tab) {
		t.Helper()
		asked := b.questions()
		sort.Strings(asked)
		for i := 1; i < len(asked); i++ {
			if asked[i] == asked[i-1] {
				t.Errorf("asked twice: %s", asked[i])
			}
		}
		if len(asked) == 0 {
			t.Error("nothing was asked at all")
		}
	}
	t.Run("wizard", func(t *testing.T) {
		b := open(t, server.base, "/")
		b.wait("html[data-ready]")
		b.lookAt("healthy.example")
		b.click(`#look .actions [data-step="2"]`)
		b.until(`document.querySelectorAll("#tree > li").length === 1`)
		for range 3 {
			for _, sender := range []string{"mailchimp", "zendesk"} {
				b.fill("#sender-search", sender)
				b.click(fmt.Sprintf(`[data-sender=%q] label`, sender))
			}
		}
		b.until(`document.querySelectorAll("#tree > li").length > 1`)
		once(t, b)
	})
	t.Run("page", func(t *testing.T) {
		b := open(t, server.base, "/en/spf")
		b.wait("html[data-ready]")
		for range 2 {
			b.examine("too-many-lookups.example", "")
			b.mayAsk("192.0.2.10")
			b.mayAsk("203.0.113.7")
		}
		once(t, b)
	})
}

// TestMeterRelieves shows in the wizard how to get back under ten, for as long as the count is over it.
func TestMeterRelieves(t *testing.T) {
	server := laptop(t, "")
	for _, path := range []string{"/", "/en/"} {
		t.Run(path, func(t *testing.T) {
			b := open(t, server.base, path)
			b.wait("html[data-ready]")
			b.lookAt("too-many-lookups.example")
			b.click(`#look .actions [data-step="2"]`)
			b.until(`document.querySelector("#meter").dataset.kind === "bad" && document.querySelectorAll("#meter-relief > li").length > 1`)
			if notes := eval[string](b, `[...document.querySelectorAll("#tree .tree-note, #tree .tree-cost, #meter-relief [data-slot]")].map((n) => n.textContent).join(" ")`); strings.Contains(notes, "node.") || strings.Contains(notes, "relief.") || strings.Contains(notes, "risk.") {
				t.Errorf("a code in the place of a sentence: %s", notes)
			}
			b.click(`[data-sender="mailchimp"] label`)
			b.click(`[data-sender="zendesk"] label`)
			b.until(`document.querySelector("#meter-relief-part").hidden && document.querySelector("#meter").dataset.kind !== "bad"`)
		})
	}
}

// BenchmarkMeter prints how long it takes from a tick to the redrawn meter of a tree of ten includes, in a browser that
// is slowed four times. A frame takes 16 ms.
func BenchmarkMeter(b *testing.B) {
	server := laptop(b, "")
	tab := open(b, server.base, "/en/")
	tab.wait("html[data-ready]")
	tab.lookAt("too-many-lookups.example")
	tab.click(`#look .actions [data-step="2"]`)
	tab.until(`document.querySelectorAll("#tree > li").length >= 6 && document.querySelectorAll("#tree li").length >= 10`)
	call(tab, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 4})
	const tick = `(() => {
		const box = document.querySelector('[data-sender="mailchimp"] [data-change="sender"]');
		const start = performance.now();
		box.click();
		document.querySelector("#meter").getBoundingClientRect();
		return performance.now() - start;
	})()`
	eval[float64](tab, tick) // what it leads to is asked for
	eval[bool](tab, `new Promise((done) => setTimeout(() => done(true), 1500))`)
	var times []float64
	for b.Loop() {
		times = append(times, eval[float64](tab, tick))
	}
	sort.Float64s(times)
	b.ReportMetric(times[len(times)/2], "ms-median")
	b.ReportMetric(times[len(times)*9/10], "ms-p90")
}
