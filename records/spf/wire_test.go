package spf

import (
	"net"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/miekg/dns"

	"todoku/records/domain"
	"todoku/records/lookup"
	"todoku/records/txt"
)

// The suite once more over real DNS messages, by UDP and by TCP: what a name server packs into a message and a
// resolver reads from it.
func TestOpenspfOverDNS(t *testing.T) {
	server := serve(t)
	for i, network := range []string{"udp", "tcp"} {
		runSuites(t, func(_ *testing.T, z *lookup.Zone) lookup.Resolver {
			server.zone.Store(z)
			return wireClient{network, server.address}
		})
		if asked := server.asked[i].Load(); asked < 203 {
			t.Errorf("%d questions arrived by %s", asked, network)
		}
	}
}

// wireServer answers from a zone on the loopback. A question that the zone has fail is not answered at all.
type wireServer struct {
	address string
	zone    atomic.Pointer[lookup.Zone]
	asked   [2]atomic.Int64 // by UDP, by TCP
}

func serve(t *testing.T) *wireServer {
	t.Helper()
	s := &wireServer{}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.address = listener.Addr().String()
	packets, err := net.ListenPacket("udp", s.address)
	if err != nil {
		t.Fatal(err)
	}
	for _, server := range []*dns.Server{{PacketConn: packets, Handler: s}, {Listener: listener, Handler: s}} {
		started := make(chan struct{})
		server.NotifyStartedFunc = func() { close(started) }
		go server.ActivateAndServe()
		<-started
		t.Cleanup(func() { server.Shutdown() })
	}
	return s
}

// escaped writes a name in the presentation form that package dns reads.
func escaped(name string) string {
	return dns.Fqdn(strings.NewReplacer(" ", `\032`, `"`, `\"`, ";", `\;`, "(", `\(`, ")", `\)`, "@", `\@`).Replace(name))
}

func plainName(name string) string {
	return domain.Canonical(octets(name))
}

func (s *wireServer) ServeDNS(w dns.ResponseWriter, m *dns.Msg) {
	s.asked[map[string]int{"udp": 0, "tcp": 1}[w.RemoteAddr().Network()]].Add(1)
	q := lookup.Question{Name: plainName(m.Question[0].Name), Type: lookup.Type(m.Question[0].Qtype)}
	a := s.zone.Load().Lookup(q)
	if a.Failure == lookup.Timeout {
		return
	}
	reply := new(dns.Msg).SetReply(m)
	reply.Compress = true // a name of 253 octets stands in question and answer
	switch a.Status {
	case lookup.Failed:
		reply.Rcode = dns.RcodeServerFailure
	case lookup.NoName:
		reply.Rcode = dns.RcodeNameError
	}
	owner := m.Question[0].Name
	for _, alias := range a.Aliases {
		reply.Answer = append(reply.Answer, &dns.CNAME{Hdr: header(owner, lookup.CNAME), Target: escaped(alias)})
		owner = escaped(alias)
	}
	for _, r := range a.Records {
		reply.Answer = append(reply.Answer, packed(header(owner, q.Type), r))
	}
	w.WriteMsg(reply)
}

func header(owner string, t lookup.Type) dns.RR_Header {
	return dns.RR_Header{Name: owner, Rrtype: uint16(t), Class: dns.ClassINET, Ttl: 60}
}

func packed(h dns.RR_Header, r lookup.Record) dns.RR {
	switch lookup.Type(h.Rrtype) {
	case lookup.A:
		return &dns.A{Hdr: h, A: r.Address.AsSlice()}
	case lookup.AAAA:
		return &dns.AAAA{Hdr: h, AAAA: r.Address.AsSlice()}
	case lookup.MX:
		return &dns.MX{Hdr: h, Preference: r.Preference, Mx: escaped(r.Host)}
	case lookup.PTR:
		return &dns.PTR{Hdr: h, Ptr: escaped(r.Host)}
	}
	texts := make([]string, len(r.Strings))
	for i, s := range r.Strings {
		texts[i] = strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s)
	}
	return &dns.TXT{Hdr: h, Txt: texts}
}

// wireClient asks the server at an address; no answer within a moment is a time-out.
type wireClient struct{ network, address string }

func (c wireClient) Lookup(q lookup.Question) lookup.Answer {
	m := new(dns.Msg).SetQuestion(escaped(q.Name), uint16(q.Type))
	client := &dns.Client{Net: c.network, Timeout: 200 * time.Millisecond}
	reply, _, err := client.Exchange(m, c.address)
	switch {
	case err != nil:
		return q.Failure(lookup.Timeout)
	case reply.Rcode != dns.RcodeSuccess && reply.Rcode != dns.RcodeNameError:
		return q.Failure(lookup.ServFail)
	}
	a := lookup.Answer{Question: q, Status: lookup.NoData}
	if reply.Rcode == dns.RcodeNameError {
		a.Status = lookup.NoName
	}
	for _, rr := range reply.Answer {
		if rr.Header().Rrtype == uint16(q.Type) {
			a.Status = lookup.Found
			a.Records = append(a.Records, unpacked(rr))
		}
	}
	return a
}

func unpacked(rr dns.RR) lookup.Record {
	switch rr := rr.(type) {
	case *dns.A:
		ip, _ := netip.AddrFromSlice(rr.A.To4())
		return lookup.Record{Address: ip}
	case *dns.AAAA:
		ip, _ := netip.AddrFromSlice(rr.AAAA)
		return lookup.Record{Address: ip}
	case *dns.MX:
		return lookup.Record{Preference: rr.Preference, Host: plainName(rr.Mx)}
	case *dns.PTR:
		return lookup.Record{Host: plainName(rr.Ptr)}
	case *dns.TXT:
		texts := make([]string, len(rr.Txt))
		for i, s := range rr.Txt {
			texts[i] = octets(s)
		}
		return lookup.Record{Strings: texts}
	}
	return lookup.Record{}
}

// octets undoes the escapes that package dns writes into strings.
func octets(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		octet, width := txt.Unescape(s[i:])
		b.WriteByte(octet)
		i += width
	}
	return b.String()
}
