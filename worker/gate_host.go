//go:build !js

package main

import (
	"net/http"
	"net/netip"
	"strconv"
	"sync"
	"time"
)

// gate lets in what the program can serve: so many requests at a time, and so many of each client. On Cloudflare
// worker.mjs is the gate.
type gate struct {
	next   http.Handler
	places chan struct{}
	rate   *rate
}

func newGate(next http.Handler, atOnce, perMinute int) *gate {
	return &gate{next: next, places: make(chan struct{}, atOnce), rate: newRate(time.Now, perMinute)}
}

// ServeHTTP refuses what is too much: 429 for a client, 503 for the whole.
func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == healthPath {
		g.next.ServeHTTP(w, r)
		return
	}
	address, _ := netip.ParseAddrPort(r.RemoteAddr)
	if wait := g.rate.take(client(address.Addr())); wait > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int((wait+time.Second-1)/time.Second)))
		refuse(w, http.StatusTooManyRequests, codeTooMany, "")
		return
	}
	select {
	case g.places <- struct{}{}:
		defer func() { <-g.places }()
		g.next.ServeHTTP(w, r)
	default:
		w.Header().Set("Retry-After", "2")
		refuse(w, http.StatusServiceUnavailable, codeBusy, "")
	}
}

// client is who is counted as one: an IPv4 address, or an IPv6 network of 64 bits, which one subscriber has at least.
func client(a netip.Addr) netip.Prefix {
	a = a.Unmap()
	p, _ := a.Prefix(min(a.BitLen(), 64))
	return p
}

// rate counts the requests of each client: a bucket of perMinute tokens, filled again over a minute.
type rate struct {
	now       func() time.Time
	perMinute int

	mu      sync.Mutex
	buckets map[netip.Prefix]time.Time // when the bucket is full again
}

// maxClients bounds the table. Beyond it those are forgotten whose buckets are full, and where that is nobody, all.
const maxClients = 10000

func newRate(now func() time.Time, perMinute int) *rate {
	return &rate{now: now, perMinute: perMinute, buckets: map[netip.Prefix]time.Time{}}
}

// take takes a token, or says how long to wait for one.
func (r *rate) take(who netip.Prefix) time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	now, cost := r.now(), time.Minute/time.Duration(r.perMinute)
	full := r.buckets[who]
	if full.Before(now) {
		full = now
	}
	if over := full.Add(cost).Sub(now) - time.Minute; over > 0 {
		return over
	}
	if len(r.buckets) >= maxClients {
		r.forget(now)
	}
	r.buckets[who] = full.Add(cost)
	return 0
}

// forget makes room in the table.
func (r *rate) forget(now time.Time) {
	for who, full := range r.buckets {
		if full.Before(now) {
			delete(r.buckets, who)
		}
	}
	if len(r.buckets) >= maxClients {
		clear(r.buckets)
	}
}
