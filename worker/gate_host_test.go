//go:build !js

package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"
)

func TestRate(t *testing.T) {
	clock := newClock()
	r := newRate(clock.now, 60)
	a, b := client(netip.MustParseAddr("192.0.2.1")), client(netip.MustParseAddr("192.0.2.2"))
	for i := range 60 {
		if wait := r.take(a); wait > 0 {
			t.Fatalf("request %d must wait for %s", i, wait)
		}
	}
	if wait := r.take(a); wait != time.Second {
		t.Errorf("the next one waits for %s", wait)
	}
	if wait := r.take(b); wait != 0 {
		t.Error("another client is counted too")
	}
	clock.at = clock.at.Add(2 * time.Second)
	for i := range 3 {
		if wait := r.take(a); (wait == 0) != (i < 2) {
			t.Errorf("two seconds give two requests, and request %d waits for %s", i, wait)
		}
	}
	clock.at = clock.at.Add(time.Hour)
	for range 60 {
		r.take(a)
	}
	if r.take(a) == 0 {
		t.Error("a bucket holds no more than a minute")
	}
}

func TestClient(t *testing.T) {
	same := func(x, y string) bool {
		return client(netip.MustParseAddr(x)) == client(netip.MustParseAddr(y))
	}
	if !same("2001:db8:1:2::1", "2001:db8:1:2:ffff::1") || same("2001:db8:1:2::1", "2001:db8:1:3::1") || same("192.0.2.1", "192.0.2.2") || !same("::ffff:192.0.2.1", "192.0.2.1") {
		t.Error("one client is an IPv4 address or an IPv6 network of 64 bits")
	}
}

func TestRateTableIsBounded(t *testing.T) {
	clock := newClock()
	r := newRate(clock.now, 60)
	for i := range 3 * maxClients {
		r.take(client(netip.AddrFrom4([4]byte{byte(i >> 16), byte(i >> 8), byte(i), 1})))
		if len(r.buckets) > maxClients {
			t.Fatalf("%d clients", len(r.buckets))
		}
		clock.at = clock.at.Add(10 * time.Millisecond)
	}
}

func TestGate(t *testing.T) {
	release, begun := make(chan struct{}), make(chan struct{}, 10)
	g := newGate(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != healthPath {
			begun <- struct{}{}
			<-release
		}
	}), 2, 3)
	ask := func(path, from string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.RemoteAddr = from + ":1000"
		r.Header.Set("CF-Connecting-IP", fmt.Sprint("198.51.100.", len(path))) // which anybody can send to a laptop
		g.ServeHTTP(w, r)
		return w
	}
	for i := range 2 {
		go ask("/api/v1/check", fmt.Sprint("192.0.2.", i))
	}
	<-begun
	<-begun
	w := ask("/api/v1/check", "192.0.2.9")
	if w.Code != 503 || w.Header().Get("Retry-After") == "" || !strings.Contains(w.Body.String(), codeBusy) {
		t.Errorf("past the capacity: %d %v %s", w.Code, w.Header(), w.Body)
	}
	if w := ask(healthPath, "192.0.2.9"); w.Code != 200 {
		t.Errorf("health past the capacity: %d", w.Code)
	}
	close(release)
	for range 3 {
		ask("/api/v1/lookup", "192.0.2.5")
	}
	w = ask("/api/v1/lookup", "192.0.2.5")
	if w.Code != 429 || w.Header().Get("Retry-After") != "20" || !strings.Contains(w.Body.String(), codeTooMany) {
		t.Errorf("too many of one client: %d %v %s", w.Code, w.Header(), w.Body)
	}
}
