package main

import (
	"encoding/base64"
	"net/netip"
	"strings"

	"github.com/miekg/dns"

	"todoku/records/domain"
	"todoku/records/lookup"
	"todoku/records/txt"
)

// maxMessage is the most octets of a DNS message (RFC 8484 §6).
const maxMessage = 65535

// udpSize is how large an answer over UDP may be without being cut into fragments.
const udpSize = 1232

// manner is how a question is put.
type manner struct {
	recursive bool // to a resolver, which asks others (RD)
	unchecked bool // what does not validate is wanted too (CD, RFC 4035 §3.2.2)
	size      uint16
}

// pack makes the query for a question. RFC 8484 §4.1: the ID is 0, so that answers can be cached.
func pack(q lookup.Question, how manner) []byte {
	m := new(dns.Msg)
	m.SetQuestion(dns.Fqdn(q.Name), uint16(q.Type))
	m.Id = 0
	m.RecursionDesired = how.recursive
	m.CheckingDisabled = how.unchecked
	m.AuthenticatedData = how.recursive // RFC 6840 §5.7: asks a resolver to say whether it validated
	m.SetEdns0(how.size, false)         // RFC 8914 §3: extended errors come with EDNS only
	packed, err := m.Pack()
	if err != nil {
		return nil // a name that cannot be packed: the empty query is refused
	}
	return packed
}

// queryURL puts a query into the URL of its server: that of a GET request (RFC 8484 §4.1), or in the same form the
// address of a server that speaks plain DNS.
func queryURL(server string, packed []byte) string {
	sign := "?"
	if strings.Contains(server, "?") {
		sign = "&"
	}
	return server + sign + "dns=" + base64.RawURLEncoding.EncodeToString(packed)
}

// readAnswer turns what a resolver sent into an answer. What does not answer the question is a failure.
func readAnswer(q lookup.Question, got exchanged) lookup.Answer {
	a, m := read(q, got)
	a.Secure = m != nil && m.AuthenticatedData && a.OK()
	return a
}

// readAuthoritative is readAnswer for a name server of the zone itself. One that answers without authority has been
// named by mistake, and knows nothing.
func readAuthoritative(q lookup.Question, got exchanged) lookup.Answer {
	a, m := read(q, got)
	if a.OK() && !m.Authoritative {
		return q.Failure(lookup.Malformed)
	}
	return a
}

// read returns the answer, and the message where it answers the question.
func read(q lookup.Question, got exchanged) (lookup.Answer, *dns.Msg) {
	if got.failure != "" {
		return q.Failure(got.failure), nil
	}
	m := new(dns.Msg)
	if err := m.Unpack(got.body); err != nil || !answersQuestion(m, q) || m.Truncated {
		return q.Failure(lookup.Malformed), nil
	}
	a := lookup.Answer{Question: q}
	switch m.Rcode {
	case dns.RcodeSuccess:
		a.Status = lookup.NoData
		readRecords(&a, m, got.age)
	case dns.RcodeNameError:
		a.Status = lookup.NoName
		readRecords(&a, m, got.age)
	case dns.RcodeRefused:
		a = q.Failure(lookup.Refused)
	default:
		a = q.Failure(lookup.ServFail)
	}
	for _, r := range a.Records {
		if len(r.Text()) > lookup.MaxText {
			a = q.Failure(lookup.TooLarge)
			break
		}
	}
	a.Extended = extended(m)
	return a, m
}

// extended lists the extended DNS errors of a message (RFC 8914 §2).
func extended(m *dns.Msg) []uint16 {
	var codes []uint16
	if opt := m.IsEdns0(); opt != nil {
		for _, o := range opt.Option {
			if e, ok := o.(*dns.EDNS0_EDE); ok && len(codes) < 8 {
				codes = append(codes, e.InfoCode)
			}
		}
	}
	return codes
}

// answersQuestion checks that the message answers this very question (RFC 5452 §9.1).
func answersQuestion(m *dns.Msg, q lookup.Question) bool {
	return m.Response && len(m.Question) == 1 && m.Question[0].Qtype == uint16(q.Type) &&
		m.Question[0].Qclass == dns.ClassINET && domain.Canonical(m.Question[0].Name) == q.Name
}

// maxAliases bounds a chain of CNAME records.
const maxAliases = 12

// readRecords follows the CNAME records in the answer section to the records that were asked for.
func readRecords(a *lookup.Answer, m *dns.Msg, age uint32) {
	owner := a.Name
	for len(a.Aliases) <= maxAliases {
		target := ""
		for _, rr := range m.Answer {
			h := rr.Header()
			if domain.Canonical(h.Name) != owner {
				continue
			}
			if h.Rrtype == uint16(a.Type) {
				a.Status = lookup.Found
				a.Records = append(a.Records, readRecord(rr, age))
			} else if c, ok := rr.(*dns.CNAME); ok {
				target = domain.Canonical(c.Target)
			}
		}
		if len(a.Records) > 0 || target == "" {
			break
		}
		a.Aliases = append(a.Aliases, target)
		owner = target
	}
	for i, r := range a.Records {
		if i == 0 || r.TTL < a.TTL {
			a.TTL = r.TTL
		}
	}
	if a.Status == lookup.Found {
		return
	}
	for _, rr := range m.Ns {
		if soa, ok := rr.(*dns.SOA); ok {
			// RFC 2308 §5: the smaller of the TTL of the SOA record and its MINIMUM field.
			a.TTL = remaining(min(soa.Hdr.Ttl, soa.Minttl), age)
			if len(a.Aliases) == 0 {
				a.Zone = domain.Canonical(soa.Hdr.Name)
			}
		}
	}
}

func remaining(ttl, age uint32) uint32 { return ttl - min(ttl, age) }

// readRecord takes the data out of a record.
func readRecord(rr dns.RR, age uint32) lookup.Record {
	r := lookup.Record{TTL: remaining(rr.Header().Ttl, age)}
	switch rr := rr.(type) {
	case *dns.A:
		r.Address, _ = netip.AddrFromSlice(rr.A.To4())
	case *dns.AAAA:
		r.Address, _ = netip.AddrFromSlice(rr.AAAA.To16())
	case *dns.NS:
		r.Host = domain.Canonical(rr.Ns)
	case *dns.CNAME:
		r.Host = domain.Canonical(rr.Target)
	case *dns.PTR:
		r.Host = domain.Canonical(rr.Ptr)
	case *dns.MX:
		r.Host, r.Preference = domain.Canonical(rr.Mx), rr.Preference
	case *dns.TXT:
		r.Strings = unescaped(rr.Txt)
	case *dns.SPF:
		r.Strings = unescaped(rr.Txt)
	default:
		r.Data = strings.TrimPrefix(rr.String(), rr.Header().String())
	}
	return r
}

// unescaped takes away the escapes with which the dns package holds the octets of a TXT record.
func unescaped(parts []string) []string {
	list := make([]string, len(parts))
	for i, part := range parts {
		if strings.IndexByte(part, '\\') < 0 {
			list[i] = part
			continue
		}
		var b strings.Builder
		for part != "" {
			octet, width := txt.Unescape(part)
			b.WriteByte(octet)
			part = part[width:]
		}
		list[i] = b.String()
	}
	return list
}
