package main

import (
	"slices"
	"sync"
	"time"

	"todoku/records/lookup"
)

// cache keeps answers for as long as their TTL allows, within a number of octets. It serves what does not have to be
// fresh: what SPF records of services include, and the meter of the page. What a person has just published is never
// taken from here.
type cache struct {
	now   func() time.Time
	limit int // octets, roughly

	mu      sync.Mutex
	size    int
	entries map[lookup.Question]kept
}

type kept struct {
	answer lookup.Answer
	since  time.Time
	size   int
}

// maxKept is the longest time for which an answer is kept.
const maxKept = time.Hour

func newCache(now func() time.Time, limit int) *cache {
	return &cache{now: now, limit: limit, entries: map[lookup.Question]kept{}}
}

// get returns the answer to q with the time that it may still be kept.
func (c *cache) get(q lookup.Question) (lookup.Answer, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	k, found := c.entries[q]
	if !found {
		return lookup.Answer{}, false
	}
	age := c.now().Sub(k.since)
	if age >= k.lifetime() {
		c.drop(q)
		return lookup.Answer{}, false
	}
	return aged(k.answer, uint32(age/time.Second)), true
}

func (k kept) lifetime() time.Duration { return min(time.Duration(k.answer.TTL)*time.Second, maxKept) }

// aged is the answer after some seconds in a cache.
func aged(a lookup.Answer, seconds uint32) lookup.Answer {
	if seconds == 0 {
		return a
	}
	a.TTL = remaining(a.TTL, seconds)
	a.Records = slices.Clone(a.Records)
	for i := range a.Records {
		a.Records[i].TTL = remaining(a.Records[i].TTL, seconds)
	}
	return a
}

// put keeps an answer. Failures are not kept.
func (c *cache) put(a lookup.Answer) {
	if !a.OK() || a.TTL == 0 {
		return
	}
	size := octetsOf(a)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.drop(a.Question)
	if c.size+size > c.limit {
		c.shrink(c.limit * 3 / 4)
	}
	if c.size+size <= c.limit {
		c.entries[a.Question] = kept{a, c.now(), size}
		c.size += size
	}
}

func (c *cache) drop(q lookup.Question) {
	c.size -= c.entries[q].size
	delete(c.entries, q)
}

// shrink forgets what has had its time, and then whatever comes first, until the rest fits.
func (c *cache) shrink(to int) {
	for q, k := range c.entries {
		if c.now().Sub(k.since) >= k.lifetime() {
			c.drop(q)
		}
	}
	for q := range c.entries {
		if c.size <= to {
			return
		}
		c.drop(q)
	}
}

// octetsOf is roughly how much memory an answer takes.
func octetsOf(a lookup.Answer) int {
	size := 400 + len(a.Name)
	for _, r := range a.Records {
		size += 150 + len(r.Host) + len(r.Data)
		for _, s := range r.Strings {
			size += 16 + len(s)
		}
	}
	for _, alias := range a.Aliases {
		size += 16 + len(alias)
	}
	return size
}

// cached is a lookup.Batch that takes from the cache what it may.
type cached struct {
	next  lookup.Batch
	cache *cache
	may   func(name string) bool
}

// Lookup answers one question.
func (c cached) Lookup(q lookup.Question) lookup.Answer {
	return c.LookupAll([]lookup.Question{q})[0]
}

// LookupAll asks in one batch what is not at hand.
func (c cached) LookupAll(questions []lookup.Question) []lookup.Answer {
	answers := make([]lookup.Answer, len(questions))
	var open []int
	for i, q := range questions {
		hit := false
		if c.may(q.Name) {
			answers[i], hit = c.cache.get(q)
		}
		if !hit {
			open = append(open, i)
		}
	}
	if len(open) == 0 {
		return answers
	}
	for i, got := range c.next.LookupAll(pick(questions, open)) {
		answers[open[i]] = got
		if c.may(got.Name) {
			c.cache.put(got)
		}
	}
	return answers
}
