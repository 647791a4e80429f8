package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// sightings asks what each source says of TXT at a domain: "source kind outcome".
func (s *server) sightings(t *testing.T, domain string) []string {
	t.Helper()
	res, err := http.Post(s.base+"/api/v1/check", "application/json", strings.NewReader(`{"domain":"`+domain+`","sightings":true}`))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var report struct {
		Sightings []struct {
			Source, Kind string
			Answer       struct{ Name, Type, Status, Failure string }
		}
	}
	if err := json.NewDecoder(res.Body).Decode(&report); err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%s %v", res.Status, err)
	}
	var list []string
	for _, s := range report.Sightings {
		if s.Answer.Name == domain && s.Answer.Type == "TXT" {
			list = append(list, strings.TrimSpace(s.Source+" "+s.Kind+" "+s.Answer.Status+" "+s.Answer.Failure))
		}
	}
	return list
}

// TestNameServers asks the name servers of a zone directly: over TCP, and never where their address is private.
func TestNameServers(t *testing.T) {
	l := newLab(t, "")
	l.publish(t, `@ TXT "v=spf1 -all"`)
	at := "127.0.0.1:" + strconv.Itoa(l.port)
	pages := filepath.Join(root(t), "dist/site")
	resolver := fmt.Sprintf("127.0.0.1:%d resolver found", l.dohPort)
	for _, test := range []struct {
		name  string
		start func() *server
		want  string
	}{
		{"laptop", func() *server { return laptopWith(t, "-dir", pages, "-doh", l.doh(), "-ns", at) }, "found"},
		{"workerd", func() *server { return workerdWith(t, "DOH:"+l.doh(), "NS:"+at) }, "found"},
		{"laptop, private", func() *server { return laptop(t, l.doh()) }, "failed private-address"},
		{"workerd, private", func() *server { return workerd(t, l.doh()) }, "failed private-address"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := test.start()
			if got := s.sightings(t, "example.test"); !slices.Equal(got, []string{"ns1.example.test name-server " + test.want, resolver}) {
				t.Errorf("sightings %q", got)
			}
			if s.name == "laptop" && strings.Contains(s.log.String(), "example.test") {
				t.Errorf("the log names a domain: %s", s.log.String())
			}
		})
	}
}

// TestTooManyRequests is told when to try again, in a problem document.
func TestTooManyRequests(t *testing.T) {
	for _, s := range []*server{laptopWith(t, "-dir", filepath.Join(root(t), "dist/site"), "-rate", "20"), workerdWith(t, "RATE:20")} {
		t.Run(s.name, func(t *testing.T) {
			statuses := map[int]int{}
			for range 30 {
				res, err := http.Get(s.base + "/api/v1/check?domain=healthy.example")
				if err != nil {
					t.Fatal(err)
				}
				body, _ := io.ReadAll(res.Body)
				res.Body.Close()
				statuses[res.StatusCode]++
				wait, _ := strconv.Atoi(res.Header.Get("Retry-After"))
				if res.StatusCode == http.StatusTooManyRequests && (wait < 1 || wait > 60 || !strings.Contains(string(body), `"api.too-many-requests"`) ||
					res.Header.Get("Content-Type") != "application/problem+json" || res.Header.Get("X-Content-Type-Options") != "nosniff") {
					t.Fatalf("%v %s", res.Header, body)
				}
			}
			if statuses[200] < 20 || statuses[429] < 5 || statuses[200]+statuses[429] != 30 {
				t.Errorf("statuses %v", statuses)
			}
		})
	}
}

// TestCountedClients counts on Cloudflare an IPv4 address as one client, and an IPv6 network of 64 bits.
func TestCountedClients(t *testing.T) {
	s := workerdWith(t, "RATE:3")
	status := func(address string) int {
		req, err := http.NewRequest(http.MethodGet, s.base+"/api/v1/check?domain=healthy.example", nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("CF-Connecting-IP", address)
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		return res.StatusCode
	}
	for _, test := range []struct {
		address string
		want    int
	}{
		{"2001:db8:1:2::1", 200}, {"2001:db8:1:2::2", 200}, {"2001:db8:1:2:ffff:ffff:ffff:ffff", 200},
		{"2001:0db8:0001:0002:0:0:0:9", 429}, {"2001:db8:1:3::1", 200},
		{"198.51.100.1", 200}, {"198.51.100.1", 200}, {"198.51.100.1", 200}, {"198.51.100.1", 429}, {"198.51.100.2", 200},
	} {
		if got := status(test.address); got != test.want {
			t.Errorf("%s: status %d, want %d", test.address, got, test.want)
		}
	}
}

// TestBusy fills the Worker in workerd with checks that wait for a resolver, and lets half of the clients go away: what is
// too much is told so, and afterwards everything is answered as before.
func TestBusy(t *testing.T) {
	release := make(chan struct{})
	resolver := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-release:
		case <-r.Context().Done():
		}
	}))
	t.Cleanup(resolver.Close)
	s := workerd(t, resolver.URL+"/dns-query")
	var mu sync.Mutex
	statuses := map[int]int{}
	check := func(ctx context.Context, domain string) {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.base+"/api/v1/check?domain="+domain, nil)
		if err != nil {
			t.Error(err)
			return
		}
		res, err := http.DefaultClient.Do(req)
		mu.Lock()
		defer mu.Unlock()
		if err != nil {
			statuses[0]++
			return
		}
		defer res.Body.Close()
		statuses[res.StatusCode]++
		if body, _ := io.ReadAll(res.Body); res.StatusCode == http.StatusServiceUnavailable && (res.Header.Get("Retry-After") == "" || !strings.Contains(string(body), `"api.busy"`)) {
			t.Errorf("%v %s", res.Header, body)
		}
	}
	var wg sync.WaitGroup
	for i := range 120 {
		wg.Go(func() {
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			if i%2 == 0 {
				time.AfterFunc(time.Second, cancel)
			}
			check(ctx, "example.test")
		})
	}
	wg.Wait()
	if statuses[200] == 0 || statuses[503] == 0 || statuses[200]+statuses[503]+statuses[0] != 120 {
		t.Errorf("statuses %v", statuses)
	}
	close(release)
	clear(statuses)
	for range 40 {
		wg.Go(func() { check(context.Background(), "healthy.example") })
	}
	wg.Wait()
	if statuses[200] != 40 {
		t.Errorf("afterwards %v", statuses)
	}
}
