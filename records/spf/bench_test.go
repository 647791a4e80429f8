package spf

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"net/netip"
	"os"
	"sort"
	"strings"
	"testing"
	"time"

	oracle "blitiri.com.ar/go/spf"

	"todoku/records/lookup"
)

// message is one evaluation of a benchmark, with the answers of both sides at hand.
type message struct {
	req    Request
	ours   *answered
	theirs *oracleAnswers
}

// answered answers from a map for each type, so that the clock measures the evaluation and not the zone.
type answered [lookup.AAAA + 1]map[string]lookup.Answer

func (m *answered) Lookup(q lookup.Question) lookup.Answer {
	if a, ok := m[q.Type][q.Name]; ok {
		return a
	}
	return lookup.Answer{Question: q, Status: lookup.NoName}
}

func (m *answered) put(q lookup.Question, a lookup.Answer) {
	if m[q.Type] == nil {
		m[q.Type] = map[string]lookup.Answer{}
	}
	m[q.Type][q.Name] = a
}

// oracleAnswers is the same for the other implementation.
type oracleAnswers struct {
	texts map[string]reply[string]
	mx    map[string]reply[*net.MX]
	ips   map[string]reply[net.IPAddr]
	names map[string]reply[string]
}

type reply[T any] struct {
	records []T
	err     error
}

func (r reply[T]) known(ok bool) ([]T, error) {
	if !ok {
		return nil, &net.DNSError{IsNotFound: true}
	}
	return r.records, r.err
}

func fold(name string) string { return strings.ToLower(strings.TrimSuffix(name, ".")) }

func (o *oracleAnswers) LookupTXT(_ context.Context, name string) ([]string, error) {
	r, ok := o.texts[fold(name)]
	return r.known(ok)
}

func (o *oracleAnswers) LookupMX(_ context.Context, name string) ([]*net.MX, error) {
	r, ok := o.mx[fold(name)]
	return r.known(ok)
}

func (o *oracleAnswers) LookupIPAddr(_ context.Context, name string) ([]net.IPAddr, error) {
	r, ok := o.ips[fold(name)]
	return r.known(ok)
}

func (o *oracleAnswers) LookupAddr(_ context.Context, address string) ([]string, error) {
	r, ok := o.names[address]
	return r.known(ok)
}

// recorder asks a zone for the other implementation and keeps the answers.
type recorder struct {
	oracleResolver
	kept *oracleAnswers
}

func (r recorder) LookupTXT(ctx context.Context, name string) ([]string, error) {
	v, err := r.oracleResolver.LookupTXT(ctx, name)
	r.kept.texts[fold(name)] = reply[string]{v, err}
	return v, err
}

func (r recorder) LookupMX(ctx context.Context, name string) ([]*net.MX, error) {
	v, err := r.oracleResolver.LookupMX(ctx, name)
	r.kept.mx[fold(name)] = reply[*net.MX]{v, err}
	return v, err
}

func (r recorder) LookupIPAddr(ctx context.Context, name string) ([]net.IPAddr, error) {
	v, err := r.oracleResolver.LookupIPAddr(ctx, name)
	r.kept.ips[fold(name)] = reply[net.IPAddr]{v, err}
	return v, err
}

func (r recorder) LookupAddr(ctx context.Context, address string) ([]string, error) {
	v, err := r.oracleResolver.LookupAddr(ctx, address)
	r.kept.names[address] = reply[string]{v, err}
	return v, err
}

// messages keeps what both sides ask a zone for each request.
func messages(z *lookup.Zone, requests ...Request) []message {
	ours := new(answered)
	theirs := &oracleAnswers{map[string]reply[string]{}, map[string]reply[*net.MX]{}, map[string]reply[net.IPAddr]{}, map[string]reply[string]{}}
	list := make([]message, len(requests))
	for i, req := range requests {
		list[i] = message{req, ours, theirs}
		Evaluate(asking{z, func(q lookup.Question) { ours.put(q, z.Lookup(q)) }}, req)
		oracle.CheckHostWithSender(req.IP.AsSlice(), req.Helo, req.Sender, oracle.WithResolver(recorder{oracleResolver{z}, theirs}))
	}
	return list
}

// BenchmarkEvaluate evaluates the same messages by turns here and by blitiri.com.ar/go/spf, and prints the median of
// the ratios: below 1, ours is faster and asks for less memory.
func BenchmarkEvaluate(b *testing.B) {
	var suiteMessages []message
	for _, s := range readSuites(b, suiteFile(b)) {
		var requests []Request
		for _, c := range s.Tests {
			requests = append(requests, c.request())
		}
		suiteMessages = append(suiteMessages, messages(s.zone(b), requests...)...)
	}
	b.Run("openspf", func(b *testing.B) { inTurn(b, suiteMessages) })
	z, requests := generated(2000)
	b.Run("generated2000", func(b *testing.B) { inTurn(b, messages(z, requests...)) })
}

func inTurn(b *testing.B, list []message) {
	ours := func() {
		for i := range list {
			Evaluate(list[i].ours, list[i].req)
		}
	}
	theirs := func() {
		for i := range list {
			m := &list[i]
			oracle.CheckHostWithSender(m.req.IP.AsSlice(), m.req.Helo, m.req.Sender, oracle.WithResolver(m.theirs))
		}
	}
	allocs := testing.AllocsPerRun(5, ours) / testing.AllocsPerRun(5, theirs)
	var ratios []float64
	var spent time.Duration
	for b.Loop() {
		start := time.Now()
		ours()
		turn := time.Now()
		theirs()
		took := turn.Sub(start)
		ratios, spent = append(ratios, float64(took)/float64(time.Since(turn))), spent+took
	}
	b.ReportMetric(median(ratios), "time-ratio")
	b.ReportMetric(allocs, "allocs-ratio")
	b.ReportMetric(float64(spent.Nanoseconds())/float64(len(ratios)*len(list)), "our-ns/message")
}

func median(list []float64) float64 {
	sort.Float64s(list)
	return list[len(list)/2]
}

// generated makes domains with records like those that are published: own hosts, some networks, some of thirty services
// that include further records; and a message for each from a server of the domain, of a service, or of a stranger.
func generated(domains int) (*lookup.Zone, []Request) {
	r := rand.New(rand.NewPCG(7208, 2000))
	z := &lookup.Zone{}
	text := func(name, record string) {
		var parts []string
		for len(record) > 255 {
			parts, record = append(parts, record[:255]), record[255:]
		}
		z.Add(name, lookup.TXT, lookup.Record{Strings: append(parts, record)})
	}
	network := func() string {
		return fmt.Sprintf("ip4:%d.%d.%d.0/%d", 20+r.IntN(180), r.IntN(256), r.IntN(256), 18+r.IntN(7))
	}
	for i := range 30 {
		service := fmt.Sprintf("spf.service%d.test", i)
		words := []string{"v=spf1"}
		for j := range r.IntN(4) {
			inner := fmt.Sprintf("n%d.%s", j, service)
			words = append(words, "include:"+inner)
			record := "v=spf1"
			for range 2 + r.IntN(12) {
				record += " " + network()
			}
			text(inner, record+" ~all")
		}
		for range 1 + r.IntN(8) {
			words = append(words, network())
		}
		text(service, strings.Join(append(words, "~all"), " "))
	}
	var requests []Request
	for i := range domains {
		name := fmt.Sprintf("d%d.test", i)
		own := netip.AddrFrom4([4]byte{198, 51, byte(i >> 8), byte(i)})
		z.Add(name, lookup.A, lookup.Record{Address: own})
		z.Add(name, lookup.MX, lookup.Record{Preference: 10, Host: "mx." + name})
		z.Add("mx."+name, lookup.A, lookup.Record{Address: own.Next()})
		words := []string{"v=spf1"}
		for _, w := range []string{"a", "mx", "+a:mx." + name, network(), network(), "ip4:" + own.String()} {
			if r.IntN(2) == 0 {
				words = append(words, w)
			}
		}
		for range r.IntN(4) {
			words = append(words, fmt.Sprintf("include:spf.service%d.test", r.IntN(30)))
		}
		text(name, strings.Join(append(words, []string{"-all", "~all", "~all", "?all"}[r.IntN(4)]), " "))
		ip := own
		if r.IntN(2) == 0 {
			ip = netip.AddrFrom4([4]byte{byte(20 + r.IntN(180)), byte(r.IntN(256)), byte(r.IntN(256)), 9})
		}
		requests = append(requests, Request{IP: ip, Sender: "info@" + name, Helo: "mx." + name})
	}
	return z, requests
}

// BenchmarkMeter counts a record of ten includes and proposes how to need fewer lookups, as the page does at each tick.
func BenchmarkMeter(b *testing.B) {
	z := lookup.MustParseZone(relieved)
	z.Add("own.test", lookup.TXT, lookup.Record{Strings: []string{"v=spf1 mx a:far.own.test include:google.test include:shop.test include:macro.test include:n1.google.test -all"}})
	b.Run("count", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			Count(z, "own.test")
		}
	})
	m := Count(z, "own.test")
	b.Run("relieve", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			Relieve(z, m, Facts{})
		}
	})
}

// BenchmarkParse reads records: those of the generated domains, and published ones where they stand beside the project.
func BenchmarkParse(b *testing.B) {
	z, requests := generated(3000)
	var records []string
	for _, req := range requests {
		_, name, _ := strings.Cut(req.Sender, "@")
		records = append(records, z.Lookup(lookup.Ask(name, lookup.TXT)).Texts()...)
	}
	parse := func(b *testing.B, records []string) {
		size := 0
		for _, r := range records {
			size += len(r)
		}
		b.SetBytes(int64(size))
		b.ReportAllocs()
		for b.Loop() {
			for _, r := range records {
				Parse(r)
			}
		}
	}
	b.Run("generated3000", func(b *testing.B) { parse(b, records) })
	if data, err := os.ReadFile(sampleFile); err == nil {
		b.Run("published3000", func(b *testing.B) { parse(b, strings.Split(strings.TrimSpace(string(data)), "\n")) })
	}
}
