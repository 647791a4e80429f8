package main

import (
	"context"
	"os"
	"strings"
	"testing"

	"todoku/records/check"
	"todoku/records/lookup"
)

// canned answers each query with what was packed for it before.
type canned struct {
	noWeb
	world   *world
	replies map[string]exchanged
}

func (c canned) exchange(ctx context.Context, urls []string) []exchanged {
	out := make([]exchanged, len(urls))
	for i, u := range urls {
		if _, known := c.replies[u]; !known {
			c.replies[u] = c.world.exchange(ctx, []string{u})[0]
		}
		out[i] = c.replies[u]
	}
	return out
}

// BenchmarkReport is the Go part of a check of the domain that "make bench-worker" checks, from query to JSON.
func BenchmarkReport(b *testing.B) {
	text, err := os.ReadFile("bench/zone.txt")
	if err != nil {
		b.Fatal(err)
	}
	zone := lookup.MustParseZone(string(text))
	a := newAPI(canned{world: &world{t: b, zones: map[string]*lookup.Zone{oneURL: zone}}, replies: map[string]exchanged{}}, with(oneURL))
	req := check.Request{Domain: "shop.test", Selectors: []string{"s1"}, Planned: []check.Planned{
		{Name: "shop.test", Type: lookup.TXT, Value: "v=spf1 include:_spf.mail.test include:spf.news.test include:spf.desk.test mx a:www.shop.test ~all"},
		{Name: "_dmarc.shop.test", Type: lookup.TXT, Value: "v=DMARC1; p=reject; rua=mailto:dmarc@shop.test"}}}
	size := 0
	for b.Loop() {
		size = len(encode(a.report(b.Context(), req)))
	}
	b.ReportMetric(float64(size), "octets")
	if !strings.Contains(string(encode(a.report(b.Context(), req))), `"as-planned"`) {
		b.Error("the check does not see what is published")
	}
}
