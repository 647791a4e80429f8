package main

import (
	"net/netip"
	"testing"
)

func TestIsPublic(t *testing.T) {
	for _, text := range []string{"1.1.1.1", "8.8.8.8", "100.63.255.255", "172.32.0.1", "192.0.1.1", "198.20.0.1", "223.255.255.255",
		"2001:4860:4860::8888", "2400:cb00::1", "2001:200::1"} {
		if !isPublic(netip.MustParseAddr(text)) {
			t.Errorf("%s is public", text)
		}
	}
	for _, text := range []string{"0.0.0.0", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.0.1", "169.254.169.254",
		"172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
		"224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1",
		"2001:db8::1", "3fff::1", "2002:7f00:1::", "2001::1", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "5f00::1",
		"::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1"} {
		if isPublic(netip.MustParseAddr(text)) {
			t.Errorf("%s is not public", text)
		}
	}
	if isPublic(netip.Addr{}) {
		t.Error("no address is not public")
	}
}
