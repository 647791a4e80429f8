//go:build !js

package main

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/miekg/dns"

	"todoku/records/check"
	"todoku/records/lookup"
)

// resolver is a DoH resolver whose answers a test writes.
func resolver(t *testing.T, reply func(w http.ResponseWriter, query *dns.Msg)) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		packed, err := base64.RawURLEncoding.DecodeString(r.URL.Query().Get("dns"))
		query := new(dns.Msg)
		if err != nil || query.Unpack(packed) != nil || r.Header.Get("Accept") != dnsMessage {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		reply(w, query)
	}))
	t.Cleanup(server.Close)
	return server.URL + "/dns-query"
}

func send(w http.ResponseWriter, m *dns.Msg) {
	data, err := m.Pack()
	if err != nil {
		panic(err)
	}
	w.Header().Set("Content-Type", dnsMessage)
	w.Write(data)
}

func answering(t *testing.T, records ...string) func(http.ResponseWriter, *dns.Msg) {
	return func(w http.ResponseWriter, query *dns.Msg) {
		m := new(dns.Msg).SetReply(query)
		for _, text := range records {
			rr, err := dns.NewRR(text)
			if err != nil {
				t.Error(err)
				continue
			}
			if rr.Header().Rrtype == dns.TypeSOA && query.Question[0].Qtype != dns.TypeSOA {
				m.Ns = append(m.Ns, rr)
			} else {
				m.Answer = append(m.Answer, rr)
			}
		}
		send(w, m)
	}
}

func ask(ctx context.Context, name string, typ lookup.Type, resolvers ...string) lookup.Answer {
	return asking(ctx, resolvers...).Lookup(lookup.Ask(name, typ))
}

func asking(ctx context.Context, resolvers ...string) *asker {
	return &asker{ctx: ctx, transport: newHostTransport(), settings: with(resolvers...), health: newHealth(time.Now), budget: lookup.Budget{Left: testBudget}}
}

func TestAnswers(t *testing.T) {
	ctx := context.Background()
	const name = "example.test"
	url := resolver(t, answering(t,
		"alias.example.test. 300 CNAME Mail.Example.Test.", "mail.example.test. 60 A 192.0.2.1", "mail.example.test. 90 A 192.0.2.2",
		`example.test. 100 TXT "v=spf1 " "a\"\\\;\226\128\156" ""`, "example.test. 100 MX 10 mail.example.test.", "other.test. 1 A 192.0.2.9"))
	if a := ask(ctx, name, lookup.TXT, url); a.Status != lookup.Found || !slices.Equal(a.Records[0].Strings, []string{"v=spf1 ", `a"\;“`, ""}) || a.TTL != 100 {
		t.Errorf("TXT: %+v", a)
	}
	if a := ask(ctx, name, lookup.MX, url); len(a.Records) != 1 || a.Records[0].Host != "mail.example.test" || a.Records[0].Preference != 10 {
		t.Errorf("MX: %+v", a)
	}
	a := ask(ctx, "alias.example.test", lookup.A, url)
	if len(a.Records) != 2 || a.Records[1].Address != netip.MustParseAddr("192.0.2.2") || a.TTL != 60 || !slices.Equal(a.Aliases, []string{"mail.example.test"}) {
		t.Errorf("through an alias: %+v", a)
	}
	if a := ask(ctx, "alias.example.test", lookup.CNAME, url); a.Status != lookup.Found || a.Records[0].Host != "mail.example.test" {
		t.Errorf("the alias itself: %+v", a)
	}
	if a := ask(ctx, "mail.example.test", lookup.AAAA, resolver(t, answering(t, "example.test. 3600 SOA ns. h. 1 2 3 4 300"))); a.Status != lookup.NoData || a.TTL != 300 || a.Zone != "example.test" {
		t.Errorf("no data: %+v", a)
	}
	gone := resolver(t, func(w http.ResponseWriter, q *dns.Msg) { send(w, new(dns.Msg).SetRcode(q, dns.RcodeNameError)) })
	if a := ask(ctx, name, lookup.TXT, gone); a.Status != lookup.NoName || !a.OK() {
		t.Errorf("no such name: %+v", a)
	}
	aged := resolver(t, func(w http.ResponseWriter, q *dns.Msg) {
		w.Header().Set("Age", "40")
		answering(t, "example.test. 100 TXT x")(w, q)
	})
	if a := ask(ctx, name, lookup.TXT, aged); a.TTL != 60 { // RFC 8484 §5.1
		t.Errorf("after 40 s in a cache: %+v", a)
	}
}

// faults are the ways in which a resolver fails, and how that is called.
var faults = []struct {
	name  string
	reply func(http.ResponseWriter, *dns.Msg)
	want  lookup.Failure
}{
	{"SERVFAIL", func(w http.ResponseWriter, q *dns.Msg) { send(w, new(dns.Msg).SetRcode(q, dns.RcodeServerFailure)) }, lookup.ServFail},
	{"REFUSED", func(w http.ResponseWriter, q *dns.Msg) { send(w, new(dns.Msg).SetRcode(q, dns.RcodeRefused)) }, lookup.Refused},
	{"another question", func(w http.ResponseWriter, q *dns.Msg) {
		q.Question[0].Name = "evil.test."
		send(w, replyFrom(lookup.MustParseZone("evil.test TXT x"), q, false))
	}, lookup.Malformed},
	{"another type", func(w http.ResponseWriter, q *dns.Msg) {
		q.Question[0].Qtype = dns.TypePTR
		send(w, new(dns.Msg).SetReply(q))
	}, lookup.Malformed},
	{"a query", func(w http.ResponseWriter, q *dns.Msg) { send(w, q) }, lookup.Malformed},
	{"truncated", func(w http.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg).SetReply(q)
		m.Truncated = true
		send(w, m)
	}, lookup.Malformed},
	{"64 kB of garbage", func(w http.ResponseWriter, _ *dns.Msg) {
		w.Header().Set("Content-Type", dnsMessage)
		w.Write([]byte(strings.Repeat("\xff", 64<<10)))
	}, lookup.Malformed},
	{"too much", func(w http.ResponseWriter, _ *dns.Msg) {
		w.Header().Set("Content-Type", dnsMessage)
		w.Write(make([]byte, 1<<20))
	}, lookup.Malformed},
	{"HTML with status 200", func(w http.ResponseWriter, _ *dns.Msg) {
		w.Header().Set("Content-Type", "text/html")
		w.Write([]byte("<html>"))
	}, lookup.Malformed},
	{"status 500", func(w http.ResponseWriter, _ *dns.Msg) { w.WriteHeader(500) }, lookup.Malformed},
	{"a closed connection", func(http.ResponseWriter, *dns.Msg) { panic(http.ErrAbortHandler) }, lookup.Unreachable},
}

// What does not answer the question is "could not ask", never "not there".
func TestFaults(t *testing.T) {
	for _, test := range faults {
		if a := ask(context.Background(), "example.test", lookup.TXT, resolver(t, test.reply)); a.Status != lookup.Failed || a.Failure != test.want {
			t.Errorf("%s: %s %s, want %s", test.name, a.Status, a.Failure, test.want)
		}
	}
	if a := ask(context.Background(), "example.test", lookup.TXT, "http://127.0.0.1:9/"); a.Failure != lookup.Unreachable {
		t.Errorf("nobody listens: %+v", a)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	slow := resolver(t, func(http.ResponseWriter, *dns.Msg) { <-ctx.Done() })
	if a := ask(ctx, "example.test", lookup.TXT, slow); a.Failure != lookup.Timeout {
		t.Errorf("slow: %+v", a)
	}
}

// One of three resolvers that fails, in whatever way, changes nothing of a report but a remark. Where all fail, nothing is
// said to be good, wrong or missing.
func TestFaultsInReports(t *testing.T) {
	zone := apex("@ TXT \"v=spf1 mx -all\"\n_dmarc TXT \"v=DMARC1; p=reject\"\ndefault._domainkey TXT \"v=DKIM1; p=\"")
	good := resolver(t, func(w http.ResponseWriter, q *dns.Msg) { send(w, replyFrom(zone, q, false)) })
	states := func(report check.Report) string {
		var list []string
		for _, topic := range report.Topics {
			list = append(list, fmt.Sprintf("%s %s %d", topic.ID, topic.State, len(topic.Failures)))
		}
		return strings.Join(list, ", ")
	}
	want := states(post(t, newAPI(newHostTransport(), with(good)), `{"domain":"shop.test"}`))
	for _, test := range append(faults, struct {
		name  string
		reply func(http.ResponseWriter, *dns.Msg)
		want  lookup.Failure
	}{name: "down", want: lookup.Unreachable}) {
		var asked atomic.Int32
		bad := "http://127.0.0.1:9/"
		if test.reply != nil {
			bad = resolver(t, func(w http.ResponseWriter, q *dns.Msg) { asked.Add(1); test.reply(w, q) })
		}
		report := post(t, newAPI(newHostTransport(), with(bad, good, bad)), `{"domain":"shop.test"}`)
		if got := states(report); got != want {
			t.Errorf("%s, the first of three: %s, want %s", test.name, got, want)
		}
		if asked.Load() > 1 {
			t.Errorf("%s: asked %d times, though the second answers", test.name, asked.Load())
		}
		remark := test.want != lookup.ServFail // which says something of the domain, as far as can be told
		if (len(report.Silent) > 0) != remark || remark && report.Silent[0].Why != test.want {
			t.Errorf("%s: remark %v", test.name, report.Silent)
		}
		report = post(t, newAPI(newHostTransport(), with(bad)), `{"domain":"shop.test"}`)
		for _, topic := range report.Topics {
			if topic.State != check.Unknown {
				t.Errorf("%s, and nobody else: %s is %s", test.name, topic.ID, topic.State)
			}
		}
	}
}

func TestSeveralResolvers(t *testing.T) {
	ctx := context.Background()
	dead := "http://127.0.0.1:9/"
	broken := resolver(t, func(w http.ResponseWriter, q *dns.Msg) { send(w, new(dns.Msg).SetRcode(q, dns.RcodeServerFailure)) })
	good := resolver(t, answering(t, "example.test. 1 TXT x"))
	if a := ask(ctx, "example.test", lookup.TXT, dead, broken, good); a.Status != lookup.Found || a.Resolver != serverName(good) {
		t.Errorf("the third of three answers: %+v", a)
	}
	if a := ask(ctx, "example.test", lookup.TXT, dead, broken, dead); a.Failure != lookup.ServFail {
		t.Errorf("SERVFAIL tells more than a dead resolver: %+v", a)
	}
	// Only what failed is asked again.
	half := resolver(t, func(w http.ResponseWriter, q *dns.Msg) {
		if strings.HasPrefix(q.Question[0].Name, "a.") {
			answering(t, "a.test. 1 TXT first")(w, q)
			return
		}
		w.WriteHeader(502)
	})
	rest := resolver(t, func(w http.ResponseWriter, q *dns.Msg) {
		if strings.HasPrefix(q.Question[0].Name, "a.") {
			t.Error("the first question was answered already")
		}
		answering(t, "b.test. 1 TXT second")(w, q)
	})
	answers := asking(ctx, half, rest).LookupAll([]lookup.Question{lookup.Ask("a.test", lookup.TXT), lookup.Ask("b.test", lookup.TXT)})
	if answers[0].Texts()[0] != "first" || answers[1].Texts()[0] != "second" {
		t.Errorf("answers %v", answers)
	}
}

func TestReadAnswerSurvivesLoops(t *testing.T) {
	url := resolver(t, answering(t, "a.test. 1 CNAME b.test.", "b.test. 1 CNAME a.test."))
	if a := ask(context.Background(), "a.test", lookup.TXT, url); a.Status != lookup.NoData || len(a.Aliases) > maxAliases+1 {
		t.Errorf("%+v", a)
	}
}

func FuzzReadAnswer(f *testing.F) {
	m := new(dns.Msg).SetQuestion("example.test.", dns.TypeTXT)
	reply := new(dns.Msg).SetReply(m)
	rr, err := dns.NewRR(`example.test. 1 TXT "a" "b\"\255"`)
	if err != nil {
		f.Fatal(errors.New("bad seed"))
	}
	reply.Answer = append(reply.Answer, rr)
	packed, _ := reply.Pack()
	f.Add(packed)
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, body []byte) {
		a := readAnswer(lookup.Ask("example.test", lookup.TXT), exchanged{body: body})
		if a.Status == lookup.Found && len(a.Records) == 0 || a.Status == "" {
			t.Errorf("%+v", a)
		}
	})
}

// validating is a resolver that checks signatures: those of bogus.test do not hold.
func validating(t *testing.T, asked *[]string) string {
	return resolver(t, func(w http.ResponseWriter, q *dns.Msg) {
		name := q.Question[0].Name
		*asked = append(*asked, fmt.Sprintf("%s cd=%v", name, q.CheckingDisabled))
		m := new(dns.Msg).SetReply(q)
		m.SetEdns0(udpSize, false)
		switch {
		case dns.IsSubDomain("bogus.test.", name) && !q.CheckingDisabled:
			m.Rcode = dns.RcodeServerFailure
			m.IsEdns0().Option = append(m.IsEdns0().Option, &dns.EDNS0_EDE{InfoCode: dns.ExtendedErrorCodeSignatureExpired, ExtraText: "<b>"})
		case dns.IsSubDomain("dead.test.", name):
			m.Rcode = dns.RcodeServerFailure
		default:
			m.AuthenticatedData = q.AuthenticatedData
			rr, _ := dns.NewRR(name + " 60 TXT x")
			m.Answer = append(m.Answer, rr)
		}
		send(w, m)
	})
}

func TestDNSSEC(t *testing.T) {
	var asked []string
	url := validating(t, &asked)
	source := asking(context.Background(), url, resolver(t, func(http.ResponseWriter, *dns.Msg) { t.Error("asking another resolver does not mend a signature") }))
	answers := source.LookupAll([]lookup.Question{lookup.Ask("good.test", lookup.TXT), lookup.Ask("_dmarc.bogus.test", lookup.TXT), lookup.Ask("bogus.test", lookup.TXT)})
	if !answers[0].Secure || answers[0].Status != lookup.Found {
		t.Errorf("validated: %+v", answers[0])
	}
	for _, a := range answers[1:] {
		if a.Failure != lookup.Bogus || a.Secure || !slices.Equal(a.Extended, []uint16{7}) {
			t.Errorf("bogus: %+v", a)
		}
	}
	if a := source.Lookup(lookup.Ask("x.bogus.test", lookup.TXT)); a.Failure != lookup.Bogus {
		t.Errorf("below a name that is bogus: %+v", a)
	}
	if n := strings.Count(strings.Join(asked, " "), "cd=true"); n != 1 {
		t.Errorf("asked %d times without validation: %v", n, asked)
	}
	if a := asking(context.Background(), url).Lookup(lookup.Ask("dead.test", lookup.TXT)); a.Failure != lookup.ServFail {
		t.Errorf("SERVFAIL without validation too: %+v", a)
	}
}

// A resolver that answers nothing is left alone for the rest of the request, and asked last by the next one.
func TestSilentResolver(t *testing.T) {
	var calls atomic.Int32
	html := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		calls.Add(1)
		w.Header().Set("Content-Type", "text/html")
		w.Write([]byte("<html>"))
	}))
	t.Cleanup(html.Close)
	good := resolver(t, answering(t, "example.test. 1 TXT x"))
	source := asking(context.Background(), html.URL+"/", good)
	for range 3 {
		if a := source.Lookup(lookup.Ask("example.test", lookup.TXT)); a.Status != lookup.Found || a.Resolver != serverName(good) {
			t.Errorf("%+v", a)
		}
	}
	next := asking(context.Background(), html.URL+"/", good)
	next.health = source.health
	next.Lookup(lookup.Ask("example.test", lookup.TXT))
	if calls.Load() != 1 || source.silent[html.URL+"/"] != lookup.Malformed || len(next.silent) != 0 {
		t.Errorf("asked %d times; silent %v, then %v", calls.Load(), source.silent, next.silent)
	}
	all := asking(context.Background(), html.URL+"/", "http://127.0.0.1:9/")
	for range 3 {
		if a := all.Lookup(lookup.Ask("example.test", lookup.TXT)); a.OK() || a.Failure != lookup.Malformed {
			t.Errorf("all are silent: %+v", a)
		}
	}
	if calls.Load() != 2 || len(all.silent) != 2 {
		t.Errorf("asked %d times; silent %v", calls.Load(), all.silent)
	}
}

// A name whose own servers are slow does not make a resolver that has answered before a silent one.
func TestSlowNameIsNoSilentResolver(t *testing.T) {
	url := resolver(t, func(w http.ResponseWriter, q *dns.Msg) {
		if q.Question[0].Name == "slow.test." {
			w.WriteHeader(http.StatusGatewayTimeout)
			return
		}
		answering(t, "a.test. 1 TXT x", "b.test. 1 TXT y")(w, q)
	})
	source := asking(context.Background(), url)
	for _, name := range []string{"a.test", "slow.test", "b.test"} {
		if a := source.Lookup(lookup.Ask(name, lookup.TXT)); a.OK() != (name != "slow.test") {
			t.Errorf("%+v", a)
		}
	}
	if len(source.silence()) != 0 {
		t.Errorf("silent: %v", source.silence())
	}
}
