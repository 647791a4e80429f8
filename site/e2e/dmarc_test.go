package e2e

import (
	"fmt"
	"strings"
	"testing"
)

// agencies are two other organizations: one has agreed to receive the reports of example.test, the other has not.
const agencies = world + `
example.test._report._dmarc.agency.test. TXT "v=DMARC1;"
silent.test. TXT "nothing about reports"
`

// TestPolicy walks through step 3: what is published, the way over from pct, reports that go elsewhere, how senders align,
// every tag, what a subdomain gets, and the dated way to reject.
func TestPolicy(t *testing.T) {
	for _, lang := range languages {
		t.Run(lang.code, func(t *testing.T) {
			l := newLab(t, agencies)
			l.publish(t, `_dmarc TXT "v=DMARC1; p=quarantine; pct=50; rua=mailto:d@example.test"
shop A 203.0.113.20
_dmarc.dept TXT "v=DMARC1; p=reject"`)
			b := open(t, laptop(t, l.doh()).base, lang.base)
			b.wait("html[data-ready]")
			b.fill("#domain", "example.test")
			b.click(`form[data-action="look"] button`)
			b.wait("#look-topics [data-topic]")
			b.click(`#look .actions [data-step="2"]`)
			b.fill("#sender-search", "google")
			b.click(`[data-sender="google-workspace"] label`)
			b.fill("#servers", "203.0.113.10")
			b.click(`[data-section="2"] .actions [data-step="3"]`)

			// pct=50 is explained, and the milder way over from it steps down to what older receivers gave to the rest.
			b.click("#way-milder")
			b.record("v=DMARC1; p=none; rua=mailto:d@example.test")
			b.until(`document.querySelector("#way-over").hidden`)

			b.fill("#reports", "d@example.test, r@agency.test, r@silent.test")
			b.click("#policy-published") // leave the box: only then DNS is asked
			b.until(`[...document.querySelectorAll("#consents > li")].map((n) => n.dataset.consent).join(" ") === "given not-given"`)
			if got := b.text("#consents > li:nth-child(2) .boxes .box-value"); got != "example.test._report._dmarc.silent.test" {
				t.Errorf("the other side is to publish at %s", got)
			}
			b.fill("#reports", "d@example.test")
			b.click("#policy-published")
			b.until(`document.querySelectorAll("#consents > li").length === 0`)

			rows := eval[[]string](b, `[...document.querySelectorAll("#alignment > li")].map((n) => [n.dataset.senderRow, ...[...n.querySelectorAll("[data-way]")].map((w) => w.dataset.way), n.dataset.advice].join(" "))`)
			if got := strings.Join(rows, "\n"); got != "google-workspace aligns possible align.dkim-too\n aligns possible align.dkim-too" {
				t.Errorf("alignment:\n%s", got)
			}

			b.click(`.choice:has([value="reject"])`)
			b.until(`document.querySelector("#policy-warning.notice-error")?.checkVisibility()`) // no DKIM is seen
			b.click(`.choice:has([value="none"])`)
			b.until(`!document.querySelector("#policy-warning.notice-error")`)

			b.click(`[data-section="3"] details.more > summary`)
			b.choose("#sp", "quarantine")
			b.choose("#np", "reject")
			b.choose("#adkim", "s")
			b.choose("#aspf", "s")
			b.choose("#psd", "n")
			b.choose("#testing", "y")
			b.choose("#fo", "1")
			b.record("v=DMARC1; p=none; sp=quarantine; np=reject; adkim=s; aspf=s; psd=n; t=y; rua=mailto:d@example.test")
			b.fill("#ruf", "f@example.test")
			b.record("v=DMARC1; p=none; sp=quarantine; np=reject; adkim=s; aspf=s; psd=n; t=y; rua=mailto:d@example.test; ruf=mailto:f@example.test; fo=1")
			b.fill("#ruf", "")
			for _, box := range []string{"#adkim", "#aspf", "#psd", "#testing", "#fo"} {
				b.choose(box, "")
			}
			b.record("v=DMARC1; p=none; sp=quarantine; np=reject; rua=mailto:d@example.test")

			// What a subdomain gets, with the questions that lead to it.
			for _, test := range []struct{ name, state, policy, walk string }{
				{"shop", "subdomain", "quarantine", "_dmarc.shop.example.test _dmarc.example.test _dmarc.test"},
				{"nothing.example.test", "non-existent", "reject", "_dmarc.nothing.example.test _dmarc.example.test _dmarc.test"},
				{"dept", "domain", "reject", "_dmarc.dept.example.test _dmarc.example.test _dmarc.test"},
			} {
				b.fill("#subdomain", test.name)
				b.click(`[data-action="subdomain"]`)
				b.until(fmt.Sprintf(`document.querySelector("#subdomain-result").dataset.state === %q && document.querySelector("#subdomain-result").dataset.policy === %q`, test.state, test.policy))
				if got := eval[string](b, `[...document.querySelectorAll("#walk > li")].map((n) => n.textContent.split(" ")[0]).join(" ")`); got != test.walk {
					t.Errorf("%s: asked %s, want %s", test.name, got, test.walk)
				}
			}

			// The dated way to reject, and the same as a calendar file.
			days := eval[[]string](b, `[...document.querySelectorAll("#schedule time")].map((n) => n.dateTime)`)
			if len(days) != 3 {
				t.Fatalf("stages: %v", days)
			}
			b.click(`[data-action="schedule-calendar"]`)
			file := expectCalendar(t, b, "dmarc-rollout.ics", 3)
			for i, policy := range []string{"none", "quarantine", "reject"} {
				for _, want := range []string{"UID:dmarc-" + policy + "@example.test", "DTSTART;VALUE=DATE:" + strings.ReplaceAll(days[i], "-", ""), `v=DMARC1\; p=` + policy} {
					if !strings.Contains(file, want) {
						t.Errorf("the calendar lacks %s:\n%s", want, file)
					}
				}
			}
			b.screenshot("policy")
		})
	}
}

// record waits until step 3 shows this record.
func (b *tab) record(want string) {
	b.t.Helper()
	b.until(fmt.Sprintf(`document.querySelector("#policy-record").textContent === %q`, want))
}

// TestParked: a domain that is used for no mail gets its whole set of records with one click, and the check proves it.
func TestParked(t *testing.T) {
	for _, s := range servers {
		t.Run(s.name, func(t *testing.T) {
			l := newLab(t, "")
			b := open(t, s.start(t, l.doh()).base, "/")
			b.wait("html[data-ready]")
			b.fill("#domain", "example.test")
			b.click(`form[data-action="look"] button`)
			b.wait("#look-topics [data-topic]")
			b.click(`#look .actions [data-step="2"]`)
			b.click(`label:has(#parked)`)
			b.click(`[data-section="2"] .actions [data-step="3"]`)
			b.record("v=DMARC1; p=reject; sp=reject; np=reject; adkim=s; aspf=s")
			b.click(`[data-section="3"] .actions [data-step="4"]`)
			b.choose("#panel", "bind-zone")
			b.until(`[...document.querySelectorAll("#changes > li")].map((n) => n.dataset.recordAction + " " + n.dataset.topic).join(", ") === "add spf, add dkim, add dmarc, replace mx"`)
			l.parked = true
			l.publish(t, "@ TXT \"v=spf1 -all\"\n*._domainkey TXT \"v=DKIM1; p=\"\n_dmarc TXT \"v=DMARC1; p=reject; sp=reject; np=reject; adkim=s; aspf=s\"\n@ MX 0 .")
			b.click(`[data-section="4"] .actions [data-step="5"]`)
			checkAgain(b)
			if got := eval[string](b, `[...document.querySelectorAll("#verdicts > li")].map((n) => n.dataset.status).join(" ")`); got != "as-planned as-planned as-planned as-planned" {
				b.screenshot("parked")
				t.Errorf("the check gives %s", got)
			}
		})
	}
}
