package spf

import (
	"net/netip"
	"strings"

	"todoku/records/finding"
)

// macro is one macro of a macro-string, such as "%{l1r+}" (RFC 7208 §7.1).
type macro struct {
	letter     byte // in lower case
	escape     bool // the letter was upper case: the value is URL-escaped
	keep       int  // how many parts on the right are kept; 0 for all
	reverse    bool
	delimiters string
}

// parseMacro reads the macro that s begins with and returns its width. In the text of an explanation, and nowhere else,
// the letters c, r and t are allowed (RFC 7208 §7.2).
func parseMacro(s string, inText bool) (m macro, width int, problem *finding.Rule) {
	end := strings.IndexByte(s, '}')
	if end < 3 || s[1] != '{' {
		return m, 0, &badMacro
	}
	body := s[2:end]
	m.letter, m.escape = body[0]|0x20, body[0] < 'a'
	switch {
	case !isAlpha(body[0]) || strings.IndexByte("slodiphvcrt", m.letter) < 0:
		return m, 0, &badMacro
	case !inText && strings.IndexByte("crt", m.letter) >= 0:
		return m, 0, &macroLetter
	}
	i := 1
	for ; i < len(body) && isDigit(body[i]); i++ {
		m.keep = min(m.keep*10+int(body[i]-'0'), 1000) // no name has more parts
	}
	if i > 1 && m.keep == 0 { // RFC 7208 §7.1: the number of labels must not be zero
		return m, 0, &badMacro
	}
	if i < len(body) && body[i]|0x20 == 'r' {
		m.reverse = true
		i++
	}
	m.delimiters = body[i:]
	if strings.Trim(m.delimiters, ".-+,/_=") != "" {
		return m, 0, &badMacro
	}
	return m, end + 1, nil
}

// checkMacroString returns the rule that a macro-string breaks, and whether its last element is a macro
// (RFC 7208 §7.1).
func checkMacroString(s string) (endsInMacro bool, problem *finding.Rule) {
	return checkString(s, false)
}

func checkString(s string, inText bool) (endsInMacro bool, problem *finding.Rule) {
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '%' && i+1 < len(s) && isMacroEscape(s[i+1]):
			i += 2
			endsInMacro = true
		case c == '%':
			_, width, problem := parseMacro(s[i:], inText)
			if problem != nil {
				return false, problem
			}
			i += width
			endsInMacro = true
		case c < '!' && !(c == ' ' && inText) || c > '~':
			return false, &notASCII
		default:
			i++
			endsInMacro = false
		}
	}
	return endsInMacro, nil
}

func isMacroEscape(c byte) bool { return c == '%' || c == '_' || c == '-' }

// macroValues gives the value of a macro by its letter; known is false where nobody can tell.
type macroValues func(letter byte) (value string, known bool)

// expand writes the values of the macros into a macro-string that checkString has passed. It reports false where a
// value is not known.
func expand(s string, values macroValues) (string, bool) {
	if strings.IndexByte(s, '%') < 0 {
		return s, true
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		if s[i] != '%' || i+1 == len(s) {
			b.WriteByte(s[i])
			i++
			continue
		}
		switch s[i+1] {
		case '%':
			b.WriteByte('%')
		case '_':
			b.WriteByte(' ')
		case '-':
			b.WriteString("%20")
		default:
			m, width, problem := parseMacro(s[i:], true)
			if problem != nil {
				return "", false
			}
			value, known := values(m.letter)
			if !known {
				return "", false
			}
			b.WriteString(m.transform(value))
			i += width
			continue
		}
		i += 2
	}
	return b.String(), true
}

// transform parts a value, turns the parts round, keeps those on the right and joins them with dots
// (RFC 7208 §7.3).
func (m macro) transform(value string) string {
	if m.keep > 0 || m.reverse || m.delimiters != "" {
		delimiters := m.delimiters
		if delimiters == "" {
			delimiters = "."
		}
		// RFC 7208 §7.1: parts are separated by one or more of the delimiters.
		parts := strings.FieldsFunc(value, func(r rune) bool { return strings.IndexByte(delimiters, byte(r)) >= 0 && r < 0x80 })
		if m.reverse {
			for i, j := 0, len(parts)-1; i < j; i, j = i+1, j-1 {
				parts[i], parts[j] = parts[j], parts[i]
			}
		}
		if m.keep > 0 && m.keep < len(parts) {
			parts = parts[len(parts)-m.keep:]
		}
		value = strings.Join(parts, ".")
	}
	if m.escape {
		return escapeURL(value)
	}
	return value
}

// escapeURL writes all but the unreserved characters as "%" and two digits (RFC 3986 §2.3).
func escapeURL(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if c := s[i]; isAlpha(c) || isDigit(c) || strings.IndexByte("-._~", c) >= 0 {
			b.WriteByte(c)
		} else {
			b.WriteString("%" + hex[c>>4:c>>4+1] + hex[c&15:c&15+1])
		}
	}
	return b.String()
}

// dotted writes an address as the macro "i" does: IPv6 in single hexadecimal digits (RFC 7208 §7.3).
func dotted(ip netip.Addr) string {
	if !ip.Is6() {
		return ip.String()
	}
	const hex = "0123456789ABCDEF"
	var b [63]byte
	for i, octet := range ip.As16() {
		b[4*i], b[4*i+1], b[4*i+2] = hex[octet>>4], '.', hex[octet&15]
		if i < 15 {
			b[4*i+3] = '.'
		}
	}
	return string(b[:])
}

// family is the value of the macro "v".
func family(ip netip.Addr) string {
	if ip.Is4() {
		return "in-addr"
	}
	return "ip6"
}
