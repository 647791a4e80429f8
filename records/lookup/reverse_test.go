package lookup

import (
	"net/netip"
	"testing"
)

func TestReverse(t *testing.T) {
	for address, name := range map[string]string{
		"192.0.2.10":          "10.2.0.192.in-addr.arpa",
		"2001:db8::567:89ab":  "b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
		"::ffff:203.0.113.77": "77.113.0.203.in-addr.arpa",
	} {
		ip := netip.MustParseAddr(address)
		if got := Reverse(ip); got != name {
			t.Errorf("%s: %s, want %s", address, got, name)
		}
	}
}
