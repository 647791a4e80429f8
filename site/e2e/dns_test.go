package e2e

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/miekg/dns"
)

// lab is real DNS on loopback: BIND holds the zones, dnsdist stands before it and speaks DNS over HTTPS (HTTP/1.1,
// which BIND does not).
type lab struct {
	dir     string
	domain  string // of the zone that the test fills
	address string // BIND listens here
	port    int    // UDP and TCP
	dohPort int
	serial  int
	parked  bool // the zone holds no MX of its own
	named   *process
}

// newLab starts BIND with an empty zone example.test, and a root zone that holds what tests need of the rest of the
// world, so that every other name does not exist.
func newLab(t testing.TB, world string) *lab {
	t.Helper()
	l := newBIND(t, &lab{domain: "example.test", address: "127.0.0.1", port: freePort(t)}, world)
	l.dohPort = freePort(t)
	l.write(t, "dnsdist.conf", fmt.Sprintf(`
setSecurityPollSuffix("")
setLocal("127.0.0.1:%d")
newServer({address="127.0.0.1:%d", name="bind", healthCheckMode="up"})
setACL({"127.0.0.0/8"})
addDOHLocal("127.0.0.1:%d", nil, nil, "/dns-query")
`, freePort(t), l.port, l.dohPort))
	start(t, l.dir, nil, "dnsdist", "--supervised", "--disable-syslog", "-C", filepath.Join(l.dir, "dnsdist.conf"))
	return l
}

// newBIND starts BIND alone.
func newBIND(t testing.TB, l *lab, world string) *lab {
	t.Helper()
	l.dir = t.TempDir()
	os.Chmod(l.dir, 0o755)
	l.write(t, "root.zone", "$TTL 60\n. SOA ns. h. 1 3600 600 86400 60\n. NS ns.\nns. A "+l.address+"\n"+world)
	l.zone(t, "")
	l.write(t, "named.conf", fmt.Sprintf(`
options {
  directory "%[1]s"; pid-file "%[1]s/named.pid"; session-keyfile "%[1]s/session.key"; managed-keys-directory "%[1]s";
  listen-on port %[2]d { 127.0.0.1; %[3]s; }; listen-on-v6 { none; };
  recursion no; dnssec-validation no; empty-zones-enable no; allow-query { localhost; };
};
controls { };
zone "." { type primary; file "root.zone"; };
zone "%[4]s" { type primary; file "%[4]s.zone"; };
`, l.dir, l.port, l.address, l.domain))
	l.startBIND(t)
	return l
}

func (l *lab) startBIND(t testing.TB) {
	t.Helper()
	l.named = start(t, l.dir, nil, "named", "-g", "-n", "1", "-c", filepath.Join(l.dir, "named.conf"))
	eventually(t, "BIND does not start", func() error { _, err := l.ask(".", dns.TypeSOA); return err })
}

func (l *lab) write(t testing.TB, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(l.dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// doh is the URL of the resolver.
func (l *lab) doh() string { return "http://127.0.0.1:" + strconv.Itoa(l.dohPort) + "/dns-query" }

// zone writes the zone of the domain: these lines of a zone file after SOA and NS.
func (l *lab) zone(t testing.TB, lines string) {
	t.Helper()
	l.serial++
	exchange := "@ MX 10 mail\nmail A 203.0.113.10\n"
	if l.parked {
		exchange = ""
	}
	l.write(t, l.domain+".zone", fmt.Sprintf("$TTL 60\n@ SOA ns1 hostmaster %d 3600 600 86400 60\n@ NS ns1\nns1 A %s\n%s%s\n", l.serial, l.address, exchange, lines))
}

// publish writes the zone and waits until BIND serves it.
func (l *lab) publish(t testing.TB, lines string) {
	t.Helper()
	l.zone(t, lines)
	l.named.cmd.Process.Signal(syscall.SIGHUP)
	eventually(t, "BIND does not take the zone over", func() error {
		soa, err := l.ask(l.domain+".", dns.TypeSOA)
		if err != nil {
			return err
		}
		if got := soa.(*dns.SOA).Serial; got != uint32(l.serial) {
			return fmt.Errorf("serial %d, want %d", got, l.serial)
		}
		return nil
	})
}

// breakZone makes BIND answer SERVFAIL for all of the domain.
func (l *lab) breakZone(t testing.TB) {
	t.Helper()
	l.write(t, l.domain+".zone", "this is no zone\n")
	l.named.stop()
	l.startBIND(t)
	eventually(t, "BIND still serves the zone", func() error {
		if _, err := l.ask(l.domain+".", dns.TypeSOA); err == nil || !strings.Contains(err.Error(), "SERVFAIL") {
			return errors.New("an answer")
		}
		return l.throughDoH(dns.RcodeServerFailure)
	})
}

// throughDoH reports whether dnsdist, which has to notice a BIND that was started anew, hands its answer on.
func (l *lab) throughDoH(want int) error {
	m := new(dns.Msg)
	m.SetQuestion(l.domain+".", dns.TypeSOA)
	m.Id = 0 // RFC 8484 §4.1
	packed, err := m.Pack()
	if err != nil {
		return err
	}
	res, err := http.Get(l.doh() + "?dns=" + base64.RawURLEncoding.EncodeToString(packed))
	if err != nil {
		return err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return err
	}
	reply := new(dns.Msg)
	if err := reply.Unpack(body); err != nil || reply.Rcode != want {
		return fmt.Errorf("dnsdist answers %s, %v", res.Status, err)
	}
	return nil
}

// ask asks BIND itself for one record.
func (l *lab) ask(name string, t uint16) (dns.RR, error) {
	m := new(dns.Msg)
	m.SetQuestion(name, t)
	reply, err := dns.Exchange(m, "127.0.0.1:"+strconv.Itoa(l.port))
	if err != nil {
		return nil, err
	}
	if reply.Rcode != dns.RcodeSuccess || len(reply.Answer) == 0 {
		return nil, errors.New(dns.RcodeToString[reply.Rcode])
	}
	return reply.Answer[0], nil
}
