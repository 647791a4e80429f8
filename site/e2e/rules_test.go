package e2e

import (
	"net/http"
	"strings"
	"testing"

	"todoku/records"
)

// Every finding that is drawn leads to its page, in the language of the page, and the page is there.
func TestFindingsLeadToTheirPages(t *testing.T) {
	server := laptop(t, "")
	for path, base := range map[string]string{"/": "/rules/", "/en/": "/en/rules/"} {
		t.Run(path, func(t *testing.T) {
			b := open(t, server.base, path)
			b.wait("html[data-ready]")
			seen := map[string]bool{}
			for _, name := range []string{"curly-quotes.example", "doubled-name.example", "too-many-lookups.example", "cut-key.example", "two-spf.example"} {
				b.lookAt(name)
				codes := eval[[]string](b, `[...document.querySelectorAll(".finding[data-code]")].map((n) => n.dataset.code + " " + (n.querySelector(".rule-link")?.getAttribute("href") ?? ""))`)
				if len(codes) == 0 {
					t.Errorf("%s: no finding is drawn", name)
				}
				for _, line := range codes {
					code, href, _ := strings.Cut(line, " ")
					if !strings.HasPrefix(code, "failure.") && href != base+code {
						t.Errorf("%s: %s leads to %q", name, code, href)
					}
					seen[href] = true
				}
			}
			b.fill("#domain", "example")
			b.click(`form[data-action="look"] button`)
			b.wait("#domain-problem .rule-link")
			if eval[bool](b, `document.querySelector("#look").checkVisibility()`) {
				t.Error("what was found of another domain stands below the mistake")
			}
			seen[eval[string](b, `document.querySelector("#domain-problem .rule-link").getAttribute("href")`)] = true
			for href := range seen {
				if href == "" {
					continue
				}
				res, err := http.Get(server.base + href)
				if err != nil {
					t.Fatal(err)
				}
				res.Body.Close()
				if res.StatusCode != http.StatusOK {
					t.Errorf("%s: status %d", href, res.StatusCode)
				}
			}
		})
	}
}

// TestRules opens the index and pages of several kinds as a person does, and lets axe-core judge them.
func TestRules(t *testing.T) {
	server := laptop(t, "")
	for _, base := range []string{"/", "/en/"} {
		t.Run(base, func(t *testing.T) {
			b := open(t, server.base, base+"rules/")
			if got := eval[int](b, `document.querySelectorAll(".rule-list a").length`); got != len(records.Rules()) {
				t.Errorf("the index leads to %d pages, want %d", got, len(records.Rules()))
			}
			b.axe("rules")
			for _, code := range []string{"dmarc.pct-has-no-effect", "spf.too-many-lookups", "mtasts.policy-mx-list", "bimi.svg-script", "dnssec.bogus"} {
				b = open(t, server.base, base+"rules/"+code)
				if got := b.text("main code"); got != code {
					t.Errorf("the page of %s shows %s", code, got)
				}
				b.axe(code)
			}
		})
	}
}
