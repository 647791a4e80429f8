package e2e

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestDomainBox types what people type. It is repaired where everybody can see it, or refused with a sentence that says
// what to type, and what was typed stays.
func TestDomainBox(t *testing.T) {
	server := laptop(t, "")
	b := open(t, server.base, "/")
	b.wait("html[data-ready]")
	for _, test := range []struct{ typed, box string }{ // an empty box means refused
		{"https://healthy.example/path?x=1", "healthy.example"},
		{"info@healthy.example", "healthy.example"},
		{"ｈｅａｌｔｈｙ．ｅｘａｍｐｌｅ", "healthy.example"},
		{"healthy.example.", "healthy.example"},
		{"  healthy . example ", ""},
		{" healthy.example ", "healthy.example"},
		{"例え.example", "例え.example"},
		{"か\u3099.example", "が.example"}, // two characters, as some systems write it
		{"ｻﾝﾌﾟﾙ.example", "サンプル.example"},
		{"localhost", ""},
		{"192.0.2.1", ""},
		{"[2001:db8::1]", ""},
		{"", ""},
		{"　", ""},
		{strings.Repeat("a", 300) + ".jp", ""},
		{strings.Repeat("a.", 200) + "jp", ""},
		{"😀.jp", ""},
		{"会社", ""},
		{"<script>alert(1)</script>", ""},
	} {
		eval[bool](b, `(() => { document.querySelector("#look").hidden = true; return true; })()`)
		b.fill("#domain", test.typed)
		b.do("enter", chromedp.KeyEvent("\r"))
		if test.box == "" {
			b.until(`document.querySelector("#domain").getAttribute("aria-invalid") === "true"`)
			if b.text("#domain-problem") == "" {
				t.Errorf("%.40q is refused without a sentence", test.typed)
			}
			if got := eval[string](b, `document.querySelector("#domain").value`); got != test.typed {
				t.Errorf("%.40q is lost: the box holds %.40q", test.typed, got)
			}
			if eval[string](b, `document.activeElement.id`) != "domain" {
				t.Errorf("%.40q is refused, but the focus is elsewhere", test.typed)
			}
			continue
		}
		b.wait("#look")
		b.until(`document.querySelector("#look").getAttribute("aria-busy") === null`)
		got := eval[string](b, `document.querySelector("#domain").value.trim()`)
		if got != test.box {
			t.Errorf("%q becomes %q, want %q", test.typed, got, test.box)
		}
		if strings.TrimSpace(test.typed) != test.box && eval[int](b, `document.querySelectorAll("#domain-repairs li").length`) == 0 {
			if !strings.Contains(test.typed, "\u3099") { // joining characters changes nothing that can be seen
				t.Errorf("%q is repaired in silence", test.typed)
			}
		}
	}
}

// TestNamesAsTheBrowserWritesThem compares our A-labels with the browser's own.
func TestNamesAsTheBrowserWritesThem(t *testing.T) {
	server := laptop(t, "")
	b := open(t, server.base, "/")
	b.wait("html[data-ready]")
	for _, name := range []string{"例え.example", "日本語.example", "ハンバーガー・ショップ.example", "株式会社.example", "が.example", "bücher.example"} {
		b.fill("#domain", name)
		b.do("enter", chromedp.KeyEvent("\r"))
		want := eval[string](b, fmt.Sprintf("new URL(%q).hostname", "http://"+name))
		b.until(fmt.Sprintf(`!document.querySelector("#look").hidden && document.querySelector("#look").getAttribute("aria-busy") === null && [...document.querySelectorAll("#domain-repairs li")].some((n) => n.textContent.includes(%q))`, want))
	}
}

// TestAPI sends what nobody should. The answer is a problem document with a stable code, and the process lives.
func TestAPI(t *testing.T) {
	for _, s := range servers {
		t.Run(s.name, func(t *testing.T) {
			server := s.start(t, "")
			const asJSON = "application/json"
			for _, test := range []struct {
				method, path, mediaType, body string
				status                        int
				code                          string
			}{
				{"GET", "/api/v1/nothing", "", "", 404, "api.no-such-route"},
				{"GET", "/api/", "", "", 404, "api.no-such-route"},
				{"DELETE", "/api/v1/check", "", "", 405, "api.method-not-allowed"},
				{"GET", "/api/v1/lookup", "", "", 405, "api.method-not-allowed"},
				{"POST", "/api/v1/health", asJSON, "{}", 405, "api.method-not-allowed"},
				{"POST", "/api/v1/lookup", "text/plain", "{}", 415, "api.unsupported-media-type"},
				{"POST", "/api/v1/lookup", asJSON, "", 400, "api.bad-json"},
				{"POST", "/api/v1/lookup", asJSON, "{", 400, "api.bad-json"},
				{"POST", "/api/v1/lookup", asJSON, "[]", 400, "api.bad-json"},
				{"POST", "/api/v1/lookup", asJSON, `{"questions":[{"name":"example.jp","type":"ANY"}]}`, 400, "api.bad-json"},
				{"POST", "/api/v1/lookup", asJSON, `{"questions":[]}`, 400, "api.bad-request"},
				{"POST", "/api/v1/lookup", asJSON, `{"questions":[{"name":"example.jp","type":"TXT"}],"follow":"x"}`, 400, "api.bad-request"},
				{"POST", "/api/v1/lookup", asJSON, `{"questions":[{"name":"localhost","type":"A"}]}`, 400, "domain.special-use"},
				{"POST", "/api/v1/lookup", asJSON, `{"questions":[{"name":"10.0.0.1","type":"A"}]}`, 400, "domain.ip-address"},
				{"POST", "/api/v1/check", asJSON, `{"domain":"example.jp","planned":[{"name":"other.jp","type":"TXT","value":"x"}]}`, 400, "api.bad-request"},
				{"POST", "/api/v1/check", asJSON, `{"domain":"example.jp","planned":[{"name":"x.example.jp","type":"A","value":"x"}]}`, 400, "api.bad-request"},
				{"POST", "/api/v1/check", asJSON, `{"domain":"` + strings.Repeat("a", 1<<20) + `"}`, 413, "api.body-too-large"},
				{"GET", "/api/v1/check", "", "", 400, "domain.empty"},
				{"GET", "/api/v1/check?domain=x", "", "", 400, "domain.single-label"},
				{"GET", "/api/v1/check?domain=printer.local", "", "", 400, "domain.special-use"},
				{"GET", "/api/v1/check?domain=a..jp", "", "", 400, "domain.empty-label"},
				{"GET", "/api/v1/check?domain=192.0.2.1", "", "", 400, "domain.ip-address"},
				{"GET", "/api/v1/check?domain=" + strings.Repeat("a", 300) + ".jp", "", "", 400, "domain.label-too-long"},
				{"GET", "/api/v1/check?domain=%00.jp", "", "", 400, "domain.bad-character"},
				{"GET", "/api/v1/check?domain=%ff%fe.jp", "", "", 400, "domain.bad-character"},
				{"GET", "/api/v1/check?domain=example.jp&selector=a%20b", "", "", 400, "input.not-a-selector"},
				{"GET", "/api/v1/check?domain=example.jp" + strings.Repeat("&selector=a", 100), "", "", 400, "api.bad-request"},
			} {
				req, _ := http.NewRequest(test.method, server.base+test.path, strings.NewReader(test.body))
				if test.mediaType != "" {
					req.Header.Set("Content-Type", test.mediaType)
				}
				res, err := http.DefaultClient.Do(req)
				if err != nil {
					t.Errorf("%s %.60s: %v", test.method, test.path, err)
					continue
				}
				body, _ := io.ReadAll(res.Body)
				res.Body.Close()
				var problem struct {
					Type, Title, Code string
					Status            int
				}
				json.Unmarshal(body, &problem)
				if res.StatusCode != test.status || problem.Code != test.code || problem.Status != test.status || problem.Type == "" ||
					problem.Title == "" || res.Header.Get("Content-Type") != "application/problem+json" {
					t.Errorf("%s %.60s: %d %s %.200s; want %d %s", test.method, test.path, res.StatusCode, res.Header.Get("Content-Type"), body, test.status, test.code)
				}
				if test.status == 405 && res.Header.Get("Allow") == "" {
					t.Errorf("%s %s: no Allow header", test.method, test.path)
				}
			}
			server.wait(t) // it still answers
		})
	}
}
