package main

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/miekg/dns"

	"todoku/records/check"
	"todoku/records/lookup"
	"todoku/records/txt"
)

// noWeb is the part of a transport that reaches no web server.
type noWeb struct{}

func (noWeb) fetchPolicy(context.Context, string, []netip.Addr) fetched {
	return fetched{failure: lookup.Unreachable}
}

// silent is a transport that fails the test: demonstration domains need no network.
type silent struct {
	noWeb
	t *testing.T
}

func (s silent) exchange(_ context.Context, urls []string) []exchanged {
	s.t.Errorf("asked the network: %v", urls)
	return make([]exchanged, len(urls))
}

func TestDemosNeedNoNetwork(t *testing.T) {
	a := newAPI(silent{t: t}, with(publicResolvers...))
	a.now = func() time.Time { return time.Date(2026, 11, 22, 3, 4, 5, 0, time.UTC) }
	for _, line := range strings.Split(demoText, "\n") {
		domain, found := strings.CutPrefix(line, "$ORIGIN ")
		if !found || domain == "example." {
			continue
		}
		w := httptest.NewRecorder()
		a.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/api/v1/check?domain="+domain, nil))
		var report check.Report
		if err := json.Unmarshal(w.Body.Bytes(), &report); err != nil || w.Code != 200 || len(report.Topics) == 0 || report.At != "2026-11-22T03:04:05Z" {
			t.Errorf("%s: %d %v %.200s", domain, w.Code, err, w.Body)
		}
	}
}

func TestLookupFollowsSPF(t *testing.T) {
	a := newAPI(silent{t: t}, with(publicResolvers...))
	body := `{"domain":"too-many-lookups.example","questions":[{"name":"Too-Many-Lookups.example","type":"txt"}],"follow":"spf"}`
	req := httptest.NewRequest(http.MethodPost, "/api/v1/lookup", strings.NewReader(body))
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	w := httptest.NewRecorder()
	a.ServeHTTP(w, req)
	var reply lookupReply
	if err := json.Unmarshal(w.Body.Bytes(), &reply); err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, answer := range reply.Answers {
		names[answer.Name] = true
	}
	for _, want := range []string{"too-many-lookups.example", "spf.services.example", "spf2.services.example", "out.services.example"} {
		if !names[want] {
			t.Errorf("the closure lacks %s", want)
		}
	}
}

// The budget of a request is not exceeded, whatever a zone leads to.
func TestBudget(t *testing.T) {
	counter := &counting{}
	a := newAPI(counter, with("http://resolver.test/"))
	req := httptest.NewRequest(http.MethodGet, "/api/v1/check?domain=explode.test", nil)
	w := httptest.NewRecorder()
	a.ServeHTTP(w, req)
	if counter.n > testBudget || w.Code != 200 {
		t.Errorf("%d queries, status %d", counter.n, w.Code)
	}
	if !strings.Contains(w.Body.String(), string(lookup.OverBudget)) {
		t.Error("the report does not say that asking stopped")
	}
}

// counting answers every TXT question with ten more includes.
type counting struct {
	noWeb
	n int
}

func (c *counting) exchange(_ context.Context, urls []string) []exchanged {
	out := make([]exchanged, len(urls))
	for i, u := range urls {
		c.n++
		out[i].body = explode(u)
	}
	return out
}

func TestPanicIsAnswered(t *testing.T) {
	a := newAPI(panicking{}, with("http://resolver.test/"))
	w := httptest.NewRecorder()
	a.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/api/v1/check?domain=example.test", nil))
	if w.Code != 500 || !strings.Contains(w.Body.String(), codeInternal) || strings.Contains(w.Body.String(), "example.test") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

type panicking struct{ noWeb }

func (panicking) exchange(context.Context, []string) []exchanged { panic("example.test") }

// explode makes the answer of a hostile zone for a query in a URL.
func explode(rawURL string) []byte {
	_, encoded, _ := strings.Cut(rawURL, "dns=")
	packed, err := base64.RawURLEncoding.DecodeString(encoded)
	query := new(dns.Msg)
	if err != nil || query.Unpack(packed) != nil {
		return nil
	}
	m := new(dns.Msg).SetReply(query)
	if q := query.Question[0]; q.Qtype == dns.TypeTXT {
		text := "v=spf1"
		for i := range 10 {
			text += fmt.Sprintf(" include:x%d.%.20s.test", i, strings.ReplaceAll(q.Name, ".", "-"))
		}
		m.Answer = append(m.Answer, &dns.TXT{Hdr: dns.RR_Header{Name: q.Name, Rrtype: dns.TypeTXT, Class: dns.ClassINET, Ttl: 1},
			Txt: txt.Split(text)})
	}
	data, _ := m.Pack()
	return data
}

// The names of addresses can be asked for; nothing else below arpa can.
func TestLookupOfReverseNames(t *testing.T) {
	for name, want := range map[string]int{
		"5.113.0.203.in-addr.arpa": http.StatusOK,
		"home.arpa":                http.StatusBadRequest,
		"x.test.arpa":              http.StatusBadRequest,
	} {
		req := httptest.NewRequest(http.MethodPost, "/api/v1/lookup", strings.NewReader(`{"domain":"healthy.example","questions":[{"name":"`+name+`","type":"PTR"}]}`))
		req.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		newAPI(&counting{}, with("http://resolver.test/")).ServeHTTP(w, req)
		if w.Code != want {
			t.Errorf("%s: %d, want %d: %s", name, w.Code, want, w.Body)
		}
	}
}
