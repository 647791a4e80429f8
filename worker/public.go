package main

import "net/netip"

// notPublic are the ranges of the special-purpose address registries of IANA (RFC 6890) that are no hosts of the
// Internet, within what public lets through by itself.
var notPublic = prefixes(
	"0.0.0.0/8",       // this network, RFC 791 §3.2
	"10.0.0.0/8",      // private, RFC 1918
	"100.64.0.0/10",   // between a provider and its customers, RFC 6598
	"127.0.0.0/8",     // loopback, RFC 1122 §3.2.1.3
	"169.254.0.0/16",  // link-local, RFC 3927; metadata services of clouds
	"172.16.0.0/12",   // private
	"192.0.0.0/24",    // protocol assignments, RFC 6890 §2.1
	"192.0.2.0/24",    // documentation, RFC 5737
	"192.88.99.0/24",  // 6to4 relays, RFC 7526
	"192.168.0.0/16",  // private
	"198.18.0.0/15",   // benchmarks, RFC 2544
	"198.51.100.0/24", // documentation
	"203.0.113.0/24",  // documentation
	"224.0.0.0/3",     // multicast, reserved, broadcast
	"2001::/23",       // protocol assignments, Teredo, ORCHID
	"2001:db8::/32",   // documentation, RFC 3849
	"2002::/16",       // 6to4, which holds an IPv4 address, RFC 3056
	"3fff::/20",       // documentation, RFC 9637
)

// globalUnicast is the only part of IPv6 that IANA hands out: beyond it lie loopback, unique local and link-local
// addresses, mapped and translated IPv4 addresses and multicast.
var globalUnicast = netip.MustParsePrefix("2000::/3")

func prefixes(list ...string) []netip.Prefix {
	var out []netip.Prefix
	for _, s := range list {
		out = append(out, netip.MustParsePrefix(s))
	}
	return out
}

// isPublic reports whether an address belongs to a host of the Internet. Nothing else is connected to on behalf of a
// name that anybody could have registered.
func isPublic(a netip.Addr) bool {
	if !a.IsValid() || a.Zone() != "" || a.Is6() && !globalUnicast.Contains(a) {
		return false
	}
	for _, p := range notPublic {
		if p.Contains(a) {
			return false
		}
	}
	return true
}
