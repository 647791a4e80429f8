package main

import (
	"context"
	"encoding/base64"
	"net/netip"
	"net/url"
	"strings"

	"github.com/miekg/dns"

	"todoku/records/domain"
	"todoku/records/lookup"
	"todoku/records/txt"
)

// maxMessage is the most octets of a DNS message (RFC 8484 §6).
const maxMessage = 65535

// exchanged is what came back over HTTP for one query.
type exchanged struct {
	failure lookup.Failure // why there is no body
	age     uint32         // seconds that the answer has spent in a cache (RFC 8484 §5.1)
	body    []byte
}

// transport sends DNS queries to a DoH resolver, several at once. There is one for Cloudflare and one for a laptop.
type transport interface {
	// exchange asks by GET (RFC 8484 §4.1) and returns what came back at the place of each URL.
	exchange(ctx context.Context, urls []string) []exchanged
}

// doh is a lookup.Batch that asks DoH resolvers in turn: what one cannot answer, the next is asked. It lives as long as
// the request that its context belongs to.
type doh struct {
	ctx       context.Context
	transport transport
	resolvers []string // URLs, the first is asked first
}

// Lookup asks one question.
func (d doh) Lookup(q lookup.Question) lookup.Answer {
	return d.LookupAll([]lookup.Question{q})[0]
}

// LookupAll asks all questions at once.
func (d doh) LookupAll(questions []lookup.Question) []lookup.Answer {
	answers := make([]lookup.Answer, len(questions))
	open := make([]int, len(questions)) // the indexes of the questions that have no answer yet
	for i, q := range questions {
		answers[i] = q.Failure(lookup.Unreachable)
		open[i] = i
	}
	for n, resolver := range d.resolvers {
		if len(open) == 0 || d.ctx.Err() != nil && n > 0 {
			break
		}
		urls := make([]string, len(open))
		for i, at := range open {
			urls[i] = queryURL(resolver, questions[at])
		}
		left := open[:0]
		for i, got := range d.transport.exchange(d.ctx, urls) {
			at := open[i]
			a := readAnswer(questions[at], got)
			a.Resolver = resolverName(resolver)
			// The first failure stays unless a later one tells more: SERVFAIL is about the domain, a timeout is not.
			if a.OK() || n == 0 || a.Failure == lookup.ServFail {
				answers[at] = a
			}
			if !a.OK() {
				left = append(left, at)
			}
		}
		open = left
	}
	return answers
}

// resolverName is how a resolver is called in reports: the host of its URL.
func resolverName(resolver string) string {
	if u, err := url.Parse(resolver); err == nil && u.Host != "" {
		return u.Host
	}
	return resolver
}

// queryURL packs a question into the URL of a GET request. RFC 8484 §4.1: the ID is 0, so that answers can be cached.
func queryURL(resolver string, q lookup.Question) string {
	m := new(dns.Msg)
	m.SetQuestion(dns.Fqdn(q.Name), uint16(q.Type))
	m.Id = 0
	m.RecursionDesired = true
	m.AuthenticatedData = true // RFC 6840 §5.7: asks the resolver to say whether it validated
	m.SetEdns0(maxMessage, false)
	packed, err := m.Pack()
	if err != nil {
		packed = nil // a name that cannot be packed: the resolver refuses the empty query
	}
	sign := "?"
	if strings.Contains(resolver, "?") {
		sign = "&"
	}
	return resolver + sign + "dns=" + base64.RawURLEncoding.EncodeToString(packed)
}

// readAnswer turns what came back into an answer. What does not answer the question is a failure.
func readAnswer(q lookup.Question, got exchanged) lookup.Answer {
	if got.failure != "" {
		return q.Failure(got.failure)
	}
	m := new(dns.Msg)
	if err := m.Unpack(got.body); err != nil || !answersQuestion(m, q) || m.Truncated {
		return q.Failure(lookup.Malformed)
	}
	a := lookup.Answer{Question: q}
	switch m.Rcode {
	case dns.RcodeSuccess:
		a.Status = lookup.NoData
	case dns.RcodeNameError:
		a.Status = lookup.NoName
	case dns.RcodeRefused:
		return q.Failure(lookup.Refused)
	default:
		return q.Failure(lookup.ServFail)
	}
	readRecords(&a, m, got.age)
	return a
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
