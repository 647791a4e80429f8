package mail

import "strings"

// Address is one mailbox of a field such as From (RFC 5322 §3.4).
type Address struct {
	Name string // as it is shown, encoded words undone
	Addr string // local part and domain; "" where there is none in the field, as in "<>"
}

// Domain is what follows the last "@", in lower case, or "".
func (a Address) Domain() string {
	i := strings.LastIndexByte(a.Addr, '@')
	if i < 0 {
		return ""
	}
	return strings.ToLower(strings.TrimSuffix(a.Addr[i+1:], "."))
}

// Addresses reads a list of addresses. Local parts are taken as they are: those of Japanese mobile carriers may hold
// ".." and end with ".".
func Addresses(value string, decode Decoder) []Address {
	var list []Address
	s := scanner{text: value}
	for s.at < len(s.text) && len(list) < MaxParts {
		text := strings.TrimSpace(s.until(",;:<"))
		switch {
		case s.skip('<'):
			addr := strings.Join(strings.Fields(s.until(">")), "")
			s.skip('>')
			list = append(list, Address{Name: displayName(text, decode), Addr: withoutRoute(addr)})
			s.until(",;")
		case s.skip(':'):
			continue // RFC 5322 §3.4: the name of a group
		case text != "":
			list = append(list, Address{Addr: strings.Join(strings.Fields(text), "")})
		}
		if !s.skip(',') {
			s.skip(';')
		}
	}
	return list
}

// withoutRoute drops the path that RFC 5322 §4.4 still reads: "@a,@b:local@domain".
func withoutRoute(addr string) string {
	if strings.HasPrefix(addr, "@") {
		if i := strings.IndexByte(addr, ':'); i >= 0 {
			return addr[i+1:]
		}
	}
	return addr
}

func displayName(text string, decode Decoder) string {
	if strings.HasPrefix(text, `"`) {
		s := scanner{text: text}
		text = s.quoted()
	}
	return strings.TrimSpace(Words(text, decode))
}
