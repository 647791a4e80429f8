package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"todoku/records/check"
	"todoku/records/lookup"
)

const (
	oneURL = "https://one.test/dns-query"
	twoURL = "https://two.test/dns-query"
)

// post sends a check and reads the report.
func post(t testing.TB, a *api, body string) check.Report {
	t.Helper()
	req := httptest.NewRequest(http.MethodPost, "/api/v1/check", strings.NewReader(body))
	req.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	a.ServeHTTP(w, req)
	var report check.Report
	if err := json.Unmarshal(w.Body.Bytes(), &report); err != nil || w.Code != 200 {
		t.Fatalf("%d %v %s", w.Code, err, w.Body)
	}
	return report
}

// apex is a zone of a company, with more lines below it.
func apex(lines string) *lookup.Zone {
	return lookup.MustParseZone("$ORIGIN shop.test.\n$TTL 300\n@ SOA ns1 h 1 3600 600 86400 60\n@ NS ns1\n@ NS ns2\nns1 A 1.0.0.1\nns2 AAAA 2400:cb00::2\n@ MX 10 mail\nmail A 1.0.0.9\n" + lines)
}

// sightingsOf lists "source kind outcome" of one question.
func sightingsOf(report check.Report, name string, t lookup.Type) []string {
	var list []string
	for _, s := range report.Sightings {
		if s.Answer.Question == lookup.Ask(name, t) {
			outcome := string(s.Answer.Status)
			if s.Answer.Failure != "" {
				outcome = string(s.Answer.Failure)
			} else if len(s.Answer.Records) > 0 {
				outcome = strings.Join(s.Answer.Texts(), "|")
			}
			list = append(list, s.Source+" "+s.Kind+" "+outcome)
		}
	}
	return list
}

// A stale resolver, one that is current, one name server that has the new record, and one that is down.
func TestSightings(t *testing.T) {
	stale, current := apex(`@ TXT "v=spf1 mx -all"`), apex(`@ TXT "v=spf1 mx ~all"`)
	w := &world{t: t, zones: map[string]*lookup.Zone{oneURL: stale, twoURL: current, "tcp://1.0.0.1:53": current}}
	a := newAPI(w, with(oneURL, twoURL))
	report := post(t, a, `{"domain":"shop.test","sightings":true,"also":[{"name":"k._domainkey.shop.test","type":"TXT"}]}`)
	want := []string{"ns1.shop.test name-server v=spf1 mx ~all", "ns2.shop.test name-server unreachable",
		"one.test resolver v=spf1 mx -all", "two.test resolver v=spf1 mx ~all"}
	if got := sightingsOf(report, "shop.test", lookup.TXT); !slices.Equal(got, want) {
		t.Errorf("sightings %q", got)
	}
	if got := sightingsOf(report, "k._domainkey.shop.test", lookup.TXT); len(got) != 4 || !strings.HasSuffix(got[0], "no-name") {
		t.Errorf("of a further question %q", got)
	}
	for i, line := range w.asked {
		if slices.Contains(w.asked[:i], line) {
			t.Errorf("asked twice: %s", line)
		}
	}
	if !slices.Contains(w.asked, "tcp://[2400:cb00::2]:53 shop.test. TXT") {
		t.Error("the name server that has an IPv6 address only was not asked")
	}
	if len(w.asked) > testBudget {
		t.Errorf("%d queries", len(w.asked))
	}
}

// Nothing private is ever connected to, whatever names of servers lead there.
func TestPrivateNameServers(t *testing.T) {
	for _, address := range []string{"A 127.0.0.1", "A 10.0.0.1", "A 169.254.169.254", "A 100.64.0.1", "A 192.0.2.1", "A 0.0.0.0",
		"AAAA ::1", "AAAA fd00::1", "AAAA fe80::1", "AAAA ::ffff:1.0.0.1", "AAAA 64:ff9b::a00:1", "AAAA 2002:a00:1::1"} {
		zone := lookup.MustParseZone("$ORIGIN shop.test.\n@ SOA ns1 h 1 3600 600 86400 60\n@ NS ns1\nns1 " + address + "\n@ TXT \"v=spf1 -all\"\n")
		w := &world{t: t, zones: map[string]*lookup.Zone{oneURL: zone}}
		report := post(t, newAPI(w, with(oneURL)), `{"domain":"shop.test","sightings":true}`)
		if got := sightingsOf(report, "shop.test", lookup.TXT); len(got) != 2 || got[0] != "ns1.shop.test name-server private-address" {
			t.Errorf("%s: %q", address, got)
		}
		for _, line := range w.asked {
			if strings.HasPrefix(line, "tcp:") {
				t.Errorf("%s: connected: %s", address, line)
			}
		}
	}
}

func TestPolicy(t *testing.T) {
	const text = "version: STSv1\nmode: testing\nmx: mail.shop.test\nmax_age: 86400\n"
	for _, test := range []struct {
		name, zone string
		got        fetched
		want       check.PolicyFile
		fetches    bool
	}{
		{"good", "mta-sts A 1.0.0.5\nmta-sts AAAA 2400:cb00::5", fetched{status: 200, contentType: "text/plain", body: []byte(text)},
			check.PolicyFile{Status: 200, ContentType: "text/plain", Body: text}, true},
		{"redirect", "mta-sts A 1.0.0.5", fetched{status: 301}, check.PolicyFile{Status: 301}, true},
		{"no host", "", fetched{}, check.PolicyFile{Failure: lookup.Unreachable}, false},
		{"private", "mta-sts A 10.0.0.1", fetched{}, check.PolicyFile{Failure: lookup.PrivateAddress}, false},
		{"one of two is private", "mta-sts A 1.0.0.5\nmta-sts AAAA ::1", fetched{}, check.PolicyFile{Failure: lookup.PrivateAddress}, false},
		{"alias to a private host", "mta-sts CNAME inside\ninside A 192.168.1.1", fetched{}, check.PolicyFile{Failure: lookup.PrivateAddress}, false},
	} {
		w := &world{t: t, zones: map[string]*lookup.Zone{oneURL: apex("_mta-sts TXT \"v=STSv1; id=1\"\n" + test.zone)}}
		fetches := false
		w.policy = func(url string, addresses []netip.Addr) fetched {
			fetches = true
			if url != "https://mta-sts.shop.test/.well-known/mta-sts.txt" || addresses[0] != netip.MustParseAddr("1.0.0.5") {
				t.Errorf("%s: fetches %s from %v", test.name, url, addresses)
			}
			return test.got
		}
		report := post(t, newAPI(w, with(oneURL)), `{"domain":"shop.test"}`)
		test.want.URL = "https://mta-sts.shop.test/.well-known/mta-sts.txt"
		if report.Policy == nil || *report.Policy != test.want || fetches != test.fetches {
			t.Errorf("%s: %+v, fetched %v", test.name, report.Policy, fetches)
		}
	}
	w := &world{t: t, zones: map[string]*lookup.Zone{oneURL: apex("")}}
	if report := post(t, newAPI(w, with(oneURL)), `{"domain":"shop.test"}`); report.Policy != nil {
		t.Errorf("without a record: %+v", report.Policy)
	}
}
