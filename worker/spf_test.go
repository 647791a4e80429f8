package main

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"todoku/records/lookup"
	"todoku/records/spf"
)

func askSPF(t *testing.T, a *api, query ...string) (reply spfReply, status int, body string) {
	t.Helper()
	values := url.Values{}
	for i := 0; i < len(query); i += 2 {
		values.Set(query[i], query[i+1])
	}
	w := httptest.NewRecorder()
	a.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/api/v1/spf?"+values.Encode(), nil))
	if w.Code == 200 {
		if err := json.Unmarshal(w.Body.Bytes(), &reply); err != nil {
			t.Fatal(err)
		}
	}
	return reply, w.Code, w.Body.String()
}

func findingCodes(r spfReply) (codes []string) {
	for _, f := range r.Findings {
		codes = append(codes, f.Code)
	}
	return codes
}

func TestSPFCounts(t *testing.T) {
	a := newAPI(silent{t: t}, with(publicResolvers...))
	r, _, body := askSPF(t, a, "domain", "Too-Many-Lookups.example")
	if r.WorstCaseLookups <= 10 || !slices.Contains(findingCodes(r), "spf.too-many-lookups") || len(r.Relief) == 0 || r.Result != "" || r.Lookups != nil {
		t.Fatalf("%.400s", body)
	}
	sum, over := 0, 0
	var walk func([]treeJSON)
	walk = func(tree []treeJSON) {
		for _, n := range tree {
			if n.Over {
				over++
			}
			walk(n.Terms)
		}
	}
	walk(r.Tree)
	for _, n := range r.Tree {
		sum += n.Lookups
	}
	if sum != r.WorstCaseLookups || over != 1 {
		t.Errorf("the tree costs %d of %d, over the limit at %d terms", sum, r.WorstCaseLookups, over)
	}
	for _, p := range r.Relief {
		again, _, _ := askSPF(t, a, "domain", "too-many-lookups.example", "record", p.Record)
		if again.WorstCaseLookups != p.Lookups || again.Record != p.Record {
			t.Errorf("%s %s promises %d lookups, and gives %d", p.Measure, p.Term, p.Lookups, again.WorstCaseLookups)
		}
	}
}

func TestSPFEvaluates(t *testing.T) {
	a := newAPI(silent{t: t}, with(publicResolvers...))
	record := "v=spf1 a include:_spf.google.com exists:%{l}.none.example -all"
	r, _, body := askSPF(t, a, "domain", "too-many-lookups.example", "record", record, "ip", "192.0.2.10", "sender", "ann@too-many-lookups.example")
	if r.Result != spf.Pass || !slices.Equal(r.Matched, []string{"a"}) || *r.Lookups != 1 || r.WorstCaseLookups < 3 ||
		r.Trace == nil || len(r.Trace.Terms) != 1 || r.Trace.Terms[0].Domain != "too-many-lookups.example" || r.Record != record {
		t.Errorf("%.600s", body)
	}
	r, _, body = askSPF(t, a, "domain", "too-many-lookups.example", "record", record, "ip", "203.0.113.9", "sender", "ann@too-many-lookups.example")
	if r.Result != spf.Fail || !slices.Equal(r.Matched, []string{"-all"}) || *r.Lookups != r.WorstCaseLookups || *r.VoidLookups != 1 || !strings.Contains(body, "ann.none.example") {
		t.Errorf("%.600s", body)
	}
	r, _, _ = askSPF(t, a, "domain", "nothing.example", "ip", "2001:db8::1")
	if r.Result != spf.None || !slices.Equal(findingCodes(r), []string{"spf.missing"}) || r.Trace.Cause != spf.WithoutRecord {
		t.Errorf("nothing published: %s %v", r.Result, findingCodes(r))
	}
	r, _, _ = askSPF(t, a, "domain", "mistyped-spf.example", "ip", "192.0.2.10")
	if r.Result != spf.PermError || r.Trace.Offender != "ipv4:192.0.2.10" || r.Findings[0].Fix == "" {
		t.Errorf("mistyped: %s %+v", r.Result, r.Trace)
	}
}

func TestSPFRefuses(t *testing.T) {
	a := newAPI(silent{t: t}, with(publicResolvers...))
	for _, test := range [][]string{
		{"domain.empty"}, {"domain.single-label", "domain", "localdom"}, {"domain.bad-character", "domain", "a b.example"},
		{codeBadRequest, "domain", "healthy.example", "ip", "300.1.1.1"},
		{codeBadRequest, "domain", "healthy.example", "ip", "192.168.1.1"},
		{codeBadRequest, "domain", "healthy.example", "ip", "::1"},
		{codeBadRequest, "domain", "healthy.example", "ip", "fe80::1%eth0"},
		{codeBadRequest, "domain", "healthy.example", "sender", "ann@"},
		{codeBadRequest, "domain", "healthy.example", "sender", strings.Repeat("a", 400) + "@healthy.example"},
		{codeBadRequest, "domain", "healthy.example", "helo", strings.Repeat("a", 254)},
		{codeBadRequest, "domain", "healthy.example", "record", "v=spf1 " + strings.Repeat("a ", maxValue)},
	} {
		if _, status, body := askSPF(t, a, test[1:]...); status != 400 || !strings.Contains(body, `"code":"`+test[0]+`"`) {
			t.Errorf("%.80v: %d %.200s", test, status, body)
		}
	}
}

// "Could not look" is neither a pass nor a missing record, and a hostile zone does not exceed the budget.
func TestSPFBounds(t *testing.T) {
	r, _, _ := askSPF(t, newAPI(unreachable{}, with("http://resolver.test/")), "domain", "example.test", "ip", "192.0.2.1")
	if r.Result != spf.TempError || r.Failure == "" || !r.AtLeast || len(r.Findings) != 0 {
		t.Errorf("nobody answers: %s %s %v", r.Result, r.Failure, findingCodes(r))
	}
	counter := &counting{}
	r, status, _ := askSPF(t, newAPI(counter, with("http://resolver.test/")), "domain", "explode.test", "ip", "192.0.2.1")
	if counter.n > testBudget || status != 200 || r.Result != spf.TempError || !r.AtLeast || !slices.Contains(findingCodes(r), "spf.counting-stopped") {
		t.Errorf("%d queries, %d, %s, %v", counter.n, status, r.Result, findingCodes(r))
	}
}

type unreachable struct{ noWeb }

func (unreachable) exchange(_ context.Context, urls []string) []exchanged {
	out := make([]exchanged, len(urls))
	for i := range out {
		out[i].failure = lookup.Unreachable
	}
	return out
}
