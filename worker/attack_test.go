package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"todoku/records/check"
	"todoku/records/lookup"
	"todoku/records/txt"
)

// apiCall sends a request and returns the status, the code of a problem, and the body.
func apiCall(a http.Handler, method, target, body string) (status int, code, text string) {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	a.ServeHTTP(w, r)
	var p problem
	json.Unmarshal(w.Body.Bytes(), &p)
	return w.Code, p.Code, w.Body.String()
}

// notNames are refused wherever a name is taken, and nobody is asked.
var notNames = []struct{ name, code string }{
	{"", "domain.empty"},
	{strings.Repeat("a", 64) + ".test", "domain.label-too-long"},
	{strings.Repeat("a.", 126) + "test", "domain.name-too-long"}, // 256 octets
	{strings.Repeat("abcdefg.", 31) + "abc.test", "domain.name-too-long"},
	{strings.Repeat("a", 5000) + ".test", "domain.name-too-long"},
	{"a..test", "domain.empty-label"},
	{"..", "domain.empty-label"},
	{".test", "domain.empty-label"},
	{"a\x00b.test", "domain.bad-character"},
	{"a\r\nb.test", "domain.bad-character"},
	{"a\x1b[2Jb.test", "domain.bad-character"},
	{"a\u202eb.test", "domain.bad-character"},
	{"a/b.test", "domain.bad-character"},
	{"a@b.test", "domain.bad-character"},
	{"a%2eb.test", "domain.bad-character"},
	{"<script>.test", "domain.bad-character"},
	{"127.0.0.1", "domain.ip-address"},
	{"::1", "domain.ip-address"},
	{"[::1]", "domain.ip-address"},
	{"1.2.3", "domain.numeric-top-level"},
	{"localhost", "domain.special-use"},
	{"a.localhost", "domain.special-use"},
	{"metadata.google.internal", "domain.special-use"},
	{"printer.local", "domain.special-use"},
	{"router.home.arpa", "domain.special-use"},
	{"x.onion", "domain.special-use"},
	{"test", "domain.single-label"},
}

func TestNamesThatAreRefused(t *testing.T) {
	a := newAPI(silent{t: t}, with(publicResolvers...))
	for _, test := range notNames {
		quoted, _ := json.Marshal(test.name)
		for place, request := range map[string][3]string{
			"check":            {"GET", "/api/v1/check?domain=" + url.QueryEscape(test.name)},
			"check by POST":    {"POST", "/api/v1/check", fmt.Sprintf(`{"domain":%s}`, quoted)},
			"spf":              {"GET", "/api/v1/spf?domain=" + url.QueryEscape(test.name)},
			"lookup":           {"POST", "/api/v1/lookup", fmt.Sprintf(`{"questions":[{"name":%s,"type":"TXT"}]}`, quoted)},
			"a planned record": {"POST", "/api/v1/check", fmt.Sprintf(`{"domain":"healthy.example","planned":[{"name":%s,"type":"TXT"}]}`, quoted)},
			"a question":       {"POST", "/api/v1/check", fmt.Sprintf(`{"domain":"healthy.example","also":[{"name":%s,"type":"TXT"}]}`, quoted)},
		} {
			if status, code, body := apiCall(a, request[0], request[1], request[2]); status != 400 || code != test.code {
				t.Errorf("%.40q as %s: %d %s, want %s; %.200s", test.name, place, status, code, test.code, body)
			}
		}
	}
}

func TestTooMuch(t *testing.T) {
	a := newAPI(silent{t: t}, with(publicResolvers...))
	many := func(n int, format string) string {
		var list []string
		for i := range n {
			list = append(list, fmt.Sprintf(format, i))
		}
		return strings.Join(list, ",")
	}
	selectors := strings.ReplaceAll(many(100, "&selector=s%d"), ",", "")
	for what, request := range map[string][3]string{
		"100 selectors":         {"GET", "/api/v1/check?domain=healthy.example" + selectors},
		"100 selectors by POST": {"POST", "/api/v1/check", `{"domain":"healthy.example","selectors":[` + many(100, `"s%d"`) + `]}`},
		"100 planned records":   {"POST", "/api/v1/check", `{"domain":"healthy.example","planned":[` + many(100, `{"name":"r%d.healthy.example","type":"TXT"}`) + `]}`},
		"100 questions":         {"POST", "/api/v1/check", `{"domain":"healthy.example","also":[` + many(100, `{"name":"r%d.healthy.example","type":"TXT"}`) + `]}`},
		"100 servers":           {"POST", "/api/v1/check", `{"domain":"healthy.example","servers":[` + many(100, `{"address":"1.0.0.%d"}`) + `]}`},
		"100 lookups":           {"POST", "/api/v1/lookup", `{"questions":[` + many(100, `{"name":"r%d.healthy.example","type":"TXT"}`) + `]}`},
		"another domain":        {"POST", "/api/v1/check", `{"domain":"healthy.example","also":[{"name":"victim.test","type":"TXT"}]}`},
		"an unknown type":       {"POST", "/api/v1/lookup", `{"questions":[{"name":"healthy.example","type":"ANY"}]}`},
		"a long value":          {"POST", "/api/v1/check", `{"domain":"healthy.example","planned":[{"name":"healthy.example","type":"TXT","value":"` + strings.Repeat("x", maxValue+1) + `"}]}`},
	} {
		if status, code, body := apiCall(a, request[0], request[1], request[2]); status != 400 || !strings.HasPrefix(code, "api.bad-") {
			t.Errorf("%s: %d %s %.200s", what, status, code, body)
		}
	}
	if status, code, _ := apiCall(a, "POST", "/api/v1/check", `{"domain":"`+strings.Repeat("x", maxBody)+`"}`); status != 413 || code != codeTooLarge {
		t.Errorf("a large body: %d %s", status, code)
	}
}

// As many selectors as are allowed, and all that may be planned, stay within what may be asked.
func TestMostThatIsAllowed(t *testing.T) {
	w := &world{t: t, zones: map[string]*lookup.Zone{oneURL: apex(`@ TXT "v=spf1 -all"`), twoURL: apex("")}}
	a := newAPI(w, with(oneURL, twoURL))
	var selectors, planned []string
	for i := range maxSelectors {
		selectors = append(selectors, fmt.Sprintf(`"s%d"`, i))
	}
	for i := range maxPlanned {
		planned = append(planned, fmt.Sprintf(`{"name":"p%d.shop.test","type":"TXT","value":"x"}`, i))
	}
	report := post(t, a, `{"domain":"shop.test","sightings":true,"selectors":[`+strings.Join(selectors, ",")+`],"planned":[`+strings.Join(planned, ",")+`]}`)
	if len(w.asked) > testBudget+maxNameServers*(maxPlanned+2) || len(report.Planned) != maxPlanned {
		t.Errorf("%d queries, %d verdicts", len(w.asked), len(report.Planned))
	}
	var subrequests int
	servers := map[string]bool{}
	for _, line := range w.asked {
		server, _, _ := strings.Cut(line, " ")
		if strings.HasPrefix(server, "tcp:") && servers[server] {
			continue // the same connection
		}
		servers[server] = true
		subrequests++
	}
	if subrequests > testBudget {
		t.Errorf("%d subrequests", subrequests)
	}
}

// Markup in DNS leaves as JSON that no browser takes for anything else.
func TestMarkupInTXT(t *testing.T) {
	zone := apex(`@ TXT "v=spf1 include:<script>alert(1)</script> -all"` + "\n" + `_dmarc TXT "v=DMARC1; p=none; rua=\"><img src=x onerror=alert(1)>"`)
	a := newAPI(&world{t: t, zones: map[string]*lookup.Zone{oneURL: zone}}, with(oneURL))
	w := httptest.NewRecorder()
	a.ServeHTTP(w, httptest.NewRequest("GET", "/api/v1/check?domain=shop.test", nil))
	h := w.Header()
	if strings.ContainsAny(w.Body.String(), "<>") || h.Get("Content-Type") != "application/json" || h.Get("X-Content-Type-Options") != "nosniff" ||
		!strings.HasPrefix(h.Get("Content-Security-Policy"), "default-src 'none'") {
		t.Errorf("%v %.500s", h, w.Body)
	}
	var report check.Report
	if err := json.Unmarshal(w.Body.Bytes(), &report); err != nil || !strings.Contains(report.Topic("spf").Records[0].Text, "<script>") {
		t.Errorf("the record is not shown as it is: %v %+v", err, report.Topic("spf"))
	}
}

// everywhere is a transport to a resolver that has one text at every name.
type everywhere struct {
	noWeb
	t    *testing.T
	text string
}

func (e everywhere) exchange(_ context.Context, urls []string) []exchanged {
	out := make([]exchanged, len(urls))
	for i, u := range urls {
		_, query := readQuery(e.t, u)
		zone := &lookup.Zone{}
		zone.Add(query.Question[0].Name, lookup.TXT, lookup.Record{TTL: 1, Strings: txt.Split(e.text)})
		out[i].body, _ = replyFrom(zone, query, false).Pack()
	}
	return out
}

// Records as long as DNS can carry keep nobody busy: what is longer than any record is not read, and of what is read no
// more is said than a person can read. (Each finding used to hold the whole record, and each looked through it again.)
func TestRecordsBuiltToExplode(t *testing.T) {
	for _, record := range [][2]string{{"v=spf1", " a"}, {"v=spf1", " include:x.test"}, {"v=spf1 ", "\x81"}, {"v=DMARC1; p=none;", " rua=mailto:a@b.test;"},
		{"v=DKIM1; p=", "MIIB"}, {"v=DKIM1;", "x=y;"}, {"v=STSv1; id=", "1;"}, {"v=STSv1; id=1;", "x=y;"}, {"v=BIMI1; l=https://", "x;"},
		{"v=TLSRPTv1; rua=mailto:a@b.test;", "a;"}, {"", "“"}, {"", "a=b;"}} {
		for _, size := range []int{lookup.MaxText - 32, 40000} {
			text := record[0] + strings.Repeat(record[1], (size-len(record[0]))/len(record[1]))
			a := newAPI(everywhere{t: t, text: text}, with(oneURL))
			status, _, body := apiCall(a, "GET", "/api/v1/check?domain=shop.test", "")
			if status != 200 || len(body) > 2<<20 || size > lookup.MaxText != strings.Contains(body, `"failure":"`+string(lookup.TooLarge)+`"`) {
				t.Errorf("%q, %d octets: %d, %d octets in return", record[0]+record[1], size, status, len(body))
			}
		}
	}
}
