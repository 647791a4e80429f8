//go:build linux

package main

import (
	"encoding/base64"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/miekg/dns"
)

// resolver is a DoH resolver that costs next to nothing, so that what is measured is the Worker.
type resolver struct {
	url     string
	asked   atomic.Int64
	records map[string][]dns.RR // by "name type"
	soa     dns.RR
	replies sync.Map // from the query, as it stands in the URL, to the message
}

// newResolver serves the zone on loopback.
func newResolver(zone string) (*resolver, error) {
	r := &resolver{records: map[string][]dns.RR{}}
	parser := dns.NewZoneParser(strings.NewReader(zone), ".", "")
	for rr, ok := parser.Next(); ok; rr, ok = parser.Next() {
		key := rr.Header().Name + " " + dns.TypeToString[rr.Header().Rrtype]
		r.records[key] = append(r.records[key], rr)
		if rr.Header().Rrtype == dns.TypeSOA {
			r.soa = rr
		}
	}
	if err := parser.Err(); err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	r.url = "http://" + listener.Addr().String() + "/dns-query"
	go http.Serve(listener, r)
	return r, nil
}

// ServeHTTP answers a query.
func (r *resolver) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	r.asked.Add(1)
	encoded := strings.TrimPrefix(req.URL.RawQuery, "dns=")
	reply, known := r.replies.Load(encoded)
	if !known {
		reply = r.answer(encoded)
		r.replies.Store(encoded, reply)
	}
	w.Header().Set("Content-Type", "application/dns-message")
	w.Write(reply.([]byte))
}

func (r *resolver) answer(encoded string) []byte {
	query := new(dns.Msg)
	packed, err := base64.RawURLEncoding.DecodeString(encoded)
	if err != nil || query.Unpack(packed) != nil || len(query.Question) != 1 {
		return nil
	}
	m := new(dns.Msg).SetReply(query)
	q := query.Question[0]
	m.Answer = r.records[q.Name+" "+dns.TypeToString[q.Qtype]]
	if len(m.Answer) == 0 {
		m.Rcode, m.Ns = dns.RcodeNameError, []dns.RR{r.soa}
	}
	m.SetEdns0(1232, false)
	data, _ := m.Pack()
	return data
}

// answers waits until a server of plain DNS answers.
func answers(at string) error {
	query := new(dns.Msg).SetQuestion(".", dns.TypeSOA)
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		_, err := dns.Exchange(query, at)
		if err == nil || time.Now().After(deadline) {
			return err
		}
	}
}
