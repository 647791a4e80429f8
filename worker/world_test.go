package main

import (
	"context"
	"encoding/base64"
	"fmt"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/miekg/dns"

	"todoku/records/lookup"
)

// testBudget is as small as that of the free plan of Cloudflare.
const testBudget = 48

// with are the settings of a test.
func with(resolvers ...string) settings {
	return settings{resolvers: resolvers, budget: testBudget, keep: 1 << 20}
}

// world is a transport to servers that answer from zones in memory. It notes what is asked.
type world struct {
	t      testing.TB
	zones  map[string]*lookup.Zone // by server: "https://one.test/dns-query", "tcp://1.1.1.1:53"
	policy func(url string, addresses []netip.Addr) fetched

	mu      sync.Mutex
	asked   []string // server, name and type of each query
	batches int
}

func (w *world) exchange(_ context.Context, urls []string) []exchanged {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.batches++
	out := make([]exchanged, len(urls))
	for i, u := range urls {
		server, query := readQuery(w.t, u)
		q := query.Question[0]
		w.asked = append(w.asked, server+" "+q.Name+" "+dns.TypeToString[q.Qtype])
		zone := w.zones[server]
		if zone == nil {
			out[i].failure = lookup.Unreachable
			continue
		}
		out[i].body, _ = replyFrom(zone, query, strings.HasPrefix(server, "tcp:")).Pack()
	}
	return out
}

func (w *world) fetchPolicy(_ context.Context, url string, addresses []netip.Addr) fetched {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.asked = append(w.asked, url)
	if w.policy == nil {
		return fetched{failure: lookup.Unreachable}
	}
	return w.policy(url, addresses)
}

// readQuery takes the server and the query out of a URL.
func readQuery(t testing.TB, rawURL string) (server string, query *dns.Msg) {
	server, encoded, _ := strings.Cut(rawURL, "?dns=")
	packed, err := base64.RawURLEncoding.DecodeString(encoded)
	query = new(dns.Msg)
	if err == nil {
		err = query.Unpack(packed)
	}
	if err != nil || len(query.Question) != 1 {
		t.Fatalf("no query: %s %v", rawURL, err)
	}
	return server, query
}

// replyFrom makes the message with which a server that has the zone answers.
func replyFrom(zone *lookup.Zone, query *dns.Msg, authoritative bool) *dns.Msg {
	q := query.Question[0]
	answer := zone.Lookup(lookup.Ask(q.Name, lookup.Type(q.Qtype)))
	m := new(dns.Msg).SetReply(query)
	m.Authoritative = authoritative
	owner := q.Name
	for _, alias := range answer.Aliases {
		m.Answer = append(m.Answer, mustRR(fmt.Sprintf("%s %d CNAME %s.", owner, max(answer.TTL, 1), alias)))
		owner = alias + "."
	}
	for _, r := range answer.Records {
		m.Answer = append(m.Answer, mustRR(fmt.Sprintf("%s %d %s %s", owner, r.TTL, answer.Type, presentation(answer.Type, r))))
	}
	switch answer.Status {
	case lookup.NoName:
		m.Rcode = dns.RcodeNameError
	case lookup.Failed:
		m.Rcode = map[lookup.Failure]int{lookup.Refused: dns.RcodeRefused}[answer.Failure]
		if m.Rcode == 0 {
			m.Rcode = dns.RcodeServerFailure
		}
	}
	if answer.OK() && len(answer.Records) == 0 && answer.Zone != "" {
		m.Ns = append(m.Ns, mustRR(fmt.Sprintf("%s. %d SOA ns. h. 1 3600 600 86400 %d", answer.Zone, answer.TTL, answer.TTL)))
	}
	return m
}

func presentation(t lookup.Type, r lookup.Record) string {
	switch {
	case t == lookup.MX:
		return strconv.Itoa(int(r.Preference)) + " " + r.Host + "."
	case r.Address.IsValid():
		return r.Address.String()
	case r.Strings != nil:
		var quoted []string
		for _, s := range r.Strings {
			quoted = append(quoted, quote(s))
		}
		return strings.Join(quoted, " ")
	case r.Data != "":
		return r.Data
	}
	return r.Host + "."
}

// quote writes a character-string in the master file format.
func quote(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		if c < ' ' || c > '~' || c == '"' || c == '\\' {
			fmt.Fprintf(&b, `\%03d`, c)
		} else {
			b.WriteByte(c)
		}
	}
	return `"` + b.String() + `"`
}

func mustRR(text string) dns.RR {
	rr, err := dns.NewRR(text)
	if err != nil {
		panic(err.Error() + ": " + text)
	}
	return rr
}
