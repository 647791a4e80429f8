package main

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"todoku/records/lookup"
)

// clock is a time that a test sets.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func newClock() *clock { return &clock{time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC)} }

func TestCacheKeepsByTTL(t *testing.T) {
	clock := newClock()
	c := newCache(clock.now, 1<<20)
	q := lookup.Ask("spf.test", lookup.TXT)
	c.put(lookup.Answer{Question: q, Status: lookup.Found, TTL: 60, Records: []lookup.Record{{TTL: 60, Strings: []string{"x"}}}})
	clock.at = clock.at.Add(45 * time.Second)
	if a, hit := c.get(q); !hit || a.TTL != 15 || a.Records[0].TTL != 15 {
		t.Errorf("after 45 of 60 s: %v %+v", hit, a)
	}
	clock.at = clock.at.Add(15 * time.Second)
	if _, hit := c.get(q); hit || c.size != 0 {
		t.Errorf("after 60 s it is still there; %d octets", c.size)
	}
	for _, a := range []lookup.Answer{q.Failure(lookup.ServFail), {Question: q, Status: lookup.NoName}} {
		c.put(a)
		if _, hit := c.get(q); hit {
			t.Errorf("kept: %+v", a)
		}
	}
	c.put(lookup.Answer{Question: q, Status: lookup.NoData, TTL: 1 << 30})
	clock.at = clock.at.Add(maxKept)
	if _, hit := c.get(q); hit {
		t.Error("kept for longer than an hour")
	}
}

func TestCacheIsBounded(t *testing.T) {
	clock := newClock()
	c := newCache(clock.now, 100<<10)
	for i := range 2000 {
		c.put(lookup.Answer{Question: lookup.Ask(fmt.Sprintf("n%d.test", i), lookup.TXT), Status: lookup.Found, TTL: 60,
			Records: []lookup.Record{{Strings: []string{strings.Repeat("x", i%2000)}}}})
	}
	sum := 0
	for _, k := range c.entries {
		sum += k.size
	}
	if c.size != sum || c.size > c.limit || len(c.entries) == 0 {
		t.Errorf("%d octets in %d entries, which sum up to %d", c.size, len(c.entries), sum)
	}
	c.put(lookup.Answer{Question: lookup.Ask("large.test", lookup.TXT), Status: lookup.Found, TTL: 60,
		Records: []lookup.Record{{Strings: []string{strings.Repeat("x", 200<<10)}}}})
	if _, hit := c.get(lookup.Ask("large.test", lookup.TXT)); hit {
		t.Error("an answer larger than all that may be kept is kept")
	}
}

// The records of others come from the cache; what belongs to the domain that is looked at never does, and nothing where
// somebody waits for a change.
func TestWhatIsCached(t *testing.T) {
	zone := apex("@ TXT \"v=spf1 include:spf.service.test -all\"\nspf.service.test. 300 TXT \"v=spf1 ip4:1.0.0.0/24 -all\"")
	w := &world{t: t, zones: map[string]*lookup.Zone{oneURL: zone}}
	a := newAPI(w, with(oneURL))
	count := func(name string) int {
		n := 0
		for _, line := range w.asked {
			if line == oneURL+" "+name+" TXT" {
				n++
			}
		}
		return n
	}
	post(t, a, `{"domain":"shop.test"}`)
	post(t, a, `{"domain":"shop.test"}`)
	if own, others := count("shop.test."), count("spf.service.test."); own != 2 || others != 1 {
		t.Errorf("asked %d times for the domain itself and %d times for a service", own, others)
	}
	post(t, a, `{"domain":"shop.test","planned":[{"name":"shop.test","type":"TXT","value":"v=spf1 -all"}]}`)
	post(t, a, `{"domain":"shop.test","sightings":true}`)
	if others := count("spf.service.test."); others != 3 {
		t.Errorf("where a change is awaited, a service was asked %d times in all", others)
	}
}

func TestFlightsAreJoined(t *testing.T) {
	var s flights[int]
	calls := 0
	begun, release := make(chan struct{}), make(chan struct{})
	var wg sync.WaitGroup
	results := make([]int, 5)
	wg.Go(func() { results[0] = s.do("a", func() int { calls++; close(begun); <-release; return 7 }) })
	<-begun
	joining := sync.WaitGroup{}
	for i := 1; i < 5; i++ {
		joining.Add(1)
		wg.Go(func() {
			joining.Done()
			results[i] = s.do("a", func() int { t.Error("called a second time"); return 0 })
		})
	}
	joining.Wait()
	time.Sleep(20 * time.Millisecond) // they wait in do now
	if got := s.do("b", func() int { return 3 }); got != 3 {
		t.Errorf("another key: %d", got)
	}
	close(release)
	wg.Wait()
	if calls != 1 || fmt.Sprint(results) != "[7 7 7 7 7]" || len(s.under) != 0 {
		t.Errorf("%d calls, results %v, %d under way", calls, results, len(s.under))
	}
	func() {
		defer func() { recover() }()
		s.do("a", func() int { panic("x") })
	}()
	if got := s.do("a", func() int { return 9 }); got != 9 {
		t.Errorf("after a panic: %d", got)
	}
}
