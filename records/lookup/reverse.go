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
