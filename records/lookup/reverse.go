package lookup

import (
	"net/netip"
	"strconv"
	"strings"
)

// Reverse is the name at which the PTR records of an address stand (RFC 1035 §3.5, RFC 3596 §2.5).
func Reverse(ip netip.Addr) string {
	var b strings.Builder
	octets := ip.Unmap().AsSlice()
	for i := len(octets) - 1; i >= 0; i-- {
		if len(octets) == 4 {
			b.WriteString(strconv.Itoa(int(octets[i])) + ".")
			continue
		}
		const hex = "0123456789abcdef"
		b.Write([]byte{hex[octets[i]&15], '.', hex[octets[i]>>4], '.'})
	}
	if len(octets) == 4 {
		return b.String() + "in-addr.arpa"
	}
	return b.String() + "ip6.arpa"
}

// ReverseAddress is the address whose PTR records stand at a name; it reports false for any other name.
func ReverseAddress(name string) (netip.Addr, bool) {
	labels := strings.Split(name, ".")
	n := len(labels) - 2
	text := ""
	switch {
	case n == 4 && strings.HasSuffix(name, ".in-addr.arpa"):
		text = labels[3] + "." + labels[2] + "." + labels[1] + "." + labels[0]
	case n == 32 && strings.HasSuffix(name, ".ip6.arpa"):
		for i := n - 1; i >= 0; i-- {
			text += labels[i]
			if i%4 == 0 && i > 0 {
				text += ":"
			}
		}
	default:
		return netip.Addr{}, false
	}
	ip, err := netip.ParseAddr(text)
	return ip, err == nil && Reverse(ip) == name
}
