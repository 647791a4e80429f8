//go:build !js

package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/miekg/dns"

	"todoku/records/lookup"
)

// plainServer starts a server that speaks plain DNS over UDP and TCP on one port.
func plainServer(t *testing.T, handle func(dns.ResponseWriter, *dns.Msg)) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	packets, err := net.ListenPacket("udp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	for _, server := range []*dns.Server{{Listener: listener, Handler: dns.HandlerFunc(handle)}, {PacketConn: packets, Handler: dns.HandlerFunc(handle)}} {
		go server.ActivateAndServe()
		t.Cleanup(func() { server.Shutdown() })
	}
	return listener.Addr().String()
}

// reachable is a transport that takes loopback for public.
func reachable() *hostTransport {
	h := newHostTransport()
	h.public = publicOnly(netip.Addr.IsLoopback)
	return h
}

func exchangeOne(t *hostTransport, server string, q lookup.Question) lookup.Answer {
	return readAuthoritative(q, t.exchange(context.Background(), []string{queryURL(server, pack(q, manner{size: udpSize}))})[0])
}

func TestPlainResolver(t *testing.T) {
	overTCP := atomic.Int32{}
	zone := lookup.MustParseZone("small.test TXT x\nlarge.test TXT " + strings.Repeat(`"`+strings.Repeat("x", 255)+`" `, 8))
	address := plainServer(t, func(w dns.ResponseWriter, q *dns.Msg) {
		m := replyFrom(zone, q, false)
		if _, udp := w.LocalAddr().(*net.UDPAddr); udp {
			m.Truncate(int(q.IsEdns0().UDPSize()))
		} else {
			overTCP.Add(1)
		}
		w.WriteMsg(m)
	})
	source := asking(context.Background(), "dns://"+address)
	answers := source.LookupAll([]lookup.Question{lookup.Ask("small.test", lookup.TXT), lookup.Ask("large.test", lookup.TXT), lookup.Ask("none.test", lookup.TXT)})
	if answers[0].Status != lookup.Found || len(answers[1].Records) != 1 || len(answers[1].Texts()[0]) != 8*255 || answers[2].Status != lookup.NoName {
		t.Errorf("%.300v", answers)
	}
	if overTCP.Load() != 1 {
		t.Errorf("%d answers over TCP, want the one that does not fit", overTCP.Load())
	}
	if a := asking(context.Background(), "dns://127.0.0.1:9").Lookup(lookup.Ask("small.test", lookup.TXT)); a.Failure != lookup.Unreachable {
		t.Errorf("nobody listens: %+v", a)
	}
}

// A datagram with another ID is not for us.
func TestForgedDatagram(t *testing.T) {
	address := plainServer(t, func(w dns.ResponseWriter, q *dns.Msg) {
		forged := new(dns.Msg).SetReply(q)
		forged.Id++
		forged.Answer = append(forged.Answer, mustRR("a.test. 1 TXT forged"))
		w.WriteMsg(forged)
		w.WriteMsg(replyFrom(lookup.MustParseZone("a.test TXT true"), q, false))
	})
	if a := asking(context.Background(), "dns://"+address).Lookup(lookup.Ask("a.test", lookup.TXT)); a.Status != lookup.Found || a.Texts()[0] != "true" {
		t.Errorf("%+v", a)
	}
}

func TestNameServer(t *testing.T) {
	zone := lookup.MustParseZone("a.test SOA ns h 1 2 3 4 60\na.test TXT x\nb.a.test TXT y")
	var connections atomic.Int32
	address := plainServer(t, func(w dns.ResponseWriter, q *dns.Msg) {
		if q.RecursionDesired {
			t.Error("a name server is asked to ask others")
		}
		w.WriteMsg(replyFrom(zone, q, true))
	})
	transport := reachable()
	questions := []lookup.Question{lookup.Ask("a.test", lookup.TXT), lookup.Ask("b.a.test", lookup.TXT), lookup.Ask("c.a.test", lookup.TXT)}
	var urls []string
	for _, q := range questions {
		urls = append(urls, queryURL("tcp://"+address, pack(q, manner{size: udpSize})))
	}
	got := transport.exchange(context.Background(), urls)
	for i, want := range []lookup.Status{lookup.Found, lookup.Found, lookup.NoName} {
		if a := readAuthoritative(questions[i], got[i]); a.Status != want {
			t.Errorf("%+v", a)
		}
	}
	// A server that closes the connection after each answer is asked again for the rest.
	single, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { single.Close() })
	go func() {
		for {
			raw, err := single.Accept()
			if err != nil {
				return
			}
			connections.Add(1)
			conn := &dns.Conn{Conn: raw}
			if query, err := conn.ReadMsg(); err == nil {
				conn.WriteMsg(replyFrom(zone, query, true))
			}
			conn.Close()
		}
	}()
	for i := range urls {
		urls[i] = strings.Replace(urls[i], address, single.Addr().String(), 1)
	}
	for i, got := range transport.exchange(context.Background(), urls) {
		if a := readAuthoritative(questions[i], got); !a.OK() {
			t.Errorf("one answer for each connection: %+v", a)
		}
	}
	if connections.Load() != 3 {
		t.Errorf("%d connections", connections.Load())
	}
}

func TestNameServerFaults(t *testing.T) {
	zone := lookup.MustParseZone("a.test TXT x")
	raw := func(reply string) string {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { listener.Close() })
		go func() {
			for {
				conn, err := listener.Accept()
				if err != nil {
					return
				}
				conn.Write([]byte(reply))
				time.AfterFunc(50*time.Millisecond, func() { conn.Close() })
			}
		}()
		return listener.Addr().String()
	}
	q := lookup.Ask("a.test", lookup.TXT)
	for _, test := range []struct {
		name, address string
		want          lookup.Failure
	}{
		{"without authority", plainServer(t, func(w dns.ResponseWriter, q *dns.Msg) { w.WriteMsg(replyFrom(zone, q, false)) }), lookup.Malformed},
		{"REFUSED", plainServer(t, func(w dns.ResponseWriter, q *dns.Msg) { w.WriteMsg(new(dns.Msg).SetRcode(q, dns.RcodeRefused)) }), lookup.Refused},
		{"another question", plainServer(t, func(w dns.ResponseWriter, q *dns.Msg) {
			q.Question[0].Name = "evil.test."
			w.WriteMsg(replyFrom(zone, q, true))
		}), lookup.Malformed},
		{"garbage", raw(strings.Repeat("\xff", 64<<10)), lookup.Unreachable},
		{"a web server", raw("HTTP/1.1 400 Bad Request\r\n\r\n"), lookup.Unreachable},
		{"no octet", raw(""), lookup.Unreachable},
		{"a short message", raw("\x00\x03abc"), lookup.Malformed},
		{"nobody listens", "127.0.0.1:9", lookup.Unreachable},
	} {
		if a := exchangeOne(reachable(), "tcp://"+test.address, q); a.Failure != test.want {
			t.Errorf("%s: %+v, want %s", test.name, a, test.want)
		}
	}
}

// The address that the socket connects to decides, not what was looked up before.
func TestDialerRefusesPrivateAddresses(t *testing.T) {
	var connected atomic.Bool
	address := plainServer(t, func(dns.ResponseWriter, *dns.Msg) { connected.Store(true) })
	if a := exchangeOne(newHostTransport(), "tcp://"+address, lookup.Ask("a.test", lookup.TXT)); a.Failure != lookup.PrivateAddress {
		t.Errorf("%+v", a)
	}
	_, port, _ := net.SplitHostPort(address)
	for _, host := range []string{"localhost", "[::ffff:127.0.0.1]", "0.0.0.0"} {
		if a := exchangeOne(newHostTransport(), "tcp://"+host+":"+port, lookup.Ask("a.test", lookup.TXT)); a.Failure != lookup.PrivateAddress {
			t.Errorf("%s: %+v", host, a)
		}
	}
	if connected.Load() {
		t.Error("connected to loopback")
	}
}

func TestFetchPolicy(t *testing.T) {
	var asked []string
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Host+r.URL.Path)
		switch r.URL.Path {
		case "/redirect":
			http.Redirect(w, r, "http://127.0.0.1:9/latest/meta-data", http.StatusFound)
		case "/large":
			w.Write(make([]byte, maxPolicy+1))
		default:
			w.Header().Set("Content-Type", "text/plain")
			w.Write([]byte("version: STSv1\n"))
		}
	}))
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // which says that a certificate was not believed
	server.StartTLS()
	t.Cleanup(server.Close)
	_, port, _ := net.SplitHostPort(server.Listener.Addr().String())
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	transport := reachable()
	transport.trust = &tls.Config{RootCAs: roots}
	loopback := []netip.Addr{netip.MustParseAddr("127.0.0.2"), netip.MustParseAddr("127.0.0.1")}
	base := "https://example.com:" + port // the name in the certificate of httptest; it is never looked up
	get := func(transport *hostTransport, path string) fetched {
		return transport.fetchPolicy(context.Background(), base+path, loopback)
	}
	if got := get(transport, "/.well-known/mta-sts.txt"); got.status != 200 || got.contentType != "text/plain" || string(got.body) != "version: STSv1\n" {
		t.Errorf("%+v", got)
	}
	if got := get(transport, "/redirect"); got.status != 302 || len(asked) != 2 {
		t.Errorf("a redirect to a private address: %+v, then %v", got.status, asked)
	}
	if got := get(transport, "/large"); got.failure != lookup.Malformed {
		t.Errorf("more than %d octets: %s", maxPolicy, got.failure)
	}
	before := len(asked)
	if got := get(newHostTransport(), "/"); got.failure != lookup.PrivateAddress || len(asked) != before {
		t.Errorf("a private address: %s", got.failure)
	}
	untrusting := reachable()
	if got := get(untrusting, "/"); got.failure != lookup.Unreachable || len(asked) != before {
		t.Errorf("a certificate that nobody trusts: %+v", got)
	}
}
