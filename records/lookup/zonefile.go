package lookup

import (
	"net/netip"
	"strconv"
	"strings"

	"todoku/records/domain"
	"todoku/records/txt"
)

// ParseZone reads a zone in the master file format (RFC 1035 §5.1): $ORIGIN, $TTL, names relative to the origin,
// owners left out, parentheses, comments and quoted strings. Besides the types of this package it takes the line
//
//	name FAIL type reason
//
// which makes a question fail. An error is a [ZoneError].
func ParseZone(text string) (*Zone, error) {
	z := &Zone{}
	p := zoneParser{zone: z, ttl: 3600}
	for _, line := range entries(text) {
		if why := p.entry(line.tokens, line.indented); why != "" {
			return nil, &ZoneError{line.number, why}
		}
	}
	return z, nil
}

// ZoneError says what is wrong with a zone, and in which line.
type ZoneError struct {
	Line int
	Why  string
}

func (e *ZoneError) Error() string { return "zone: line " + strconv.Itoa(e.Line) + ": " + e.Why }

// MustParseZone is ParseZone for a zone that is part of the program; it panics where that is wrong.
func MustParseZone(text string) *Zone {
	z, err := ParseZone(text)
	if err != nil {
		panic(err)
	}
	return z
}

type token struct {
	text   string
	quoted bool
}

type entry struct {
	number   int // of its first line
	indented bool
	tokens   []token
}

// entries cuts a master file into its entries: a line each, or several lines within parentheses.
func entries(text string) []entry {
	var list []entry
	depth := 0
	for number, line := range strings.Split(text, "\n") {
		tokens, delta := tokenize(line)
		if depth > 0 {
			last := &list[len(list)-1]
			last.tokens = append(last.tokens, tokens...)
		} else if len(tokens) > 0 {
			list = append(list, entry{number + 1, line[0] == ' ' || line[0] == '\t', tokens})
		}
		if len(list) > 0 {
			depth = max(0, depth+delta)
		}
	}
	return list
}

// tokenize cuts a line into its fields; delta is how many parentheses it leaves open.
func tokenize(line string) (tokens []token, delta int) {
	for i := 0; i < len(line); {
		switch c := line[i]; c {
		case ' ', '\t', '\r':
			i++
		case ';':
			return tokens, delta
		case '(':
			delta++
			i++
		case ')':
			delta--
			i++
		case '"':
			var b strings.Builder
			for i++; i < len(line) && line[i] != '"'; {
				octet, width := txt.Unescape(line[i:])
				b.WriteByte(octet)
				i += width
			}
			i++ // the closing mark
			tokens = append(tokens, token{b.String(), true})
		default:
			var b strings.Builder
			for i < len(line) && !strings.ContainsRune(" \t\r;()\"", rune(line[i])) {
				octet, width := txt.Unescape(line[i:])
				b.WriteByte(octet)
				i += width
			}
			tokens = append(tokens, token{b.String(), false})
		}
	}
	return tokens, delta
}

type zoneParser struct {
	zone   *Zone
	origin string
	owner  string
	ttl    uint32
}

// entry reads one entry and returns what is wrong with it, or "".
func (p *zoneParser) entry(tokens []token, indented bool) (why string) {
	switch strings.ToUpper(tokens[0].text) {
	case "$ORIGIN":
		if len(tokens) < 2 {
			return "$ORIGIN without a name"
		}
		p.origin = domain.Canonical(tokens[1].text)
		return ""
	case "$TTL":
		ttl, ok := uint32(0), false
		if len(tokens) > 1 {
			ttl, ok = parseTTL(tokens[1].text)
		}
		if !ok {
			return "$TTL without a number"
		}
		p.ttl = ttl
		return ""
	}
	if !indented {
		p.owner = p.absolute(tokens[0].text)
		tokens = tokens[1:]
	}
	ttl := p.ttl
	for len(tokens) > 0 { // TTL and class stand in either order
		if n, ok := parseTTL(tokens[0].text); ok && !tokens[0].quoted {
			ttl = n
		} else if !strings.EqualFold(tokens[0].text, "IN") {
			break
		}
		tokens = tokens[1:]
	}
	if len(tokens) < 2 {
		return "no data for " + p.owner
	}
	if strings.EqualFold(tokens[0].text, "FAIL") && len(tokens) == 3 {
		var t Type
		if t.UnmarshalText([]byte(tokens[1].text)) != nil {
			return "unknown type " + tokens[1].text
		}
		p.zone.Fail(p.owner, t, Failure(tokens[2].text))
		return ""
	}
	return p.record(ttl, tokens[0].text, tokens[1:])
}

func (p *zoneParser) record(ttl uint32, typeName string, data []token) (why string) {
	var t Type
	if t.UnmarshalText([]byte(typeName)) != nil {
		return "unknown type " + typeName
	}
	r := Record{TTL: ttl}
	switch t {
	case A, AAAA:
		address, err := netip.ParseAddr(data[0].text)
		if err != nil || address.Is4() != (t == A) {
			return "bad address " + data[0].text
		}
		r.Address = address
	case NS, CNAME, PTR:
		r.Host = p.absolute(data[0].text)
	case MX:
		if len(data) < 2 {
			return "MX needs a preference and a host"
		}
		n, err := strconv.ParseUint(data[0].text, 10, 16)
		if err != nil {
			return "bad preference " + data[0].text
		}
		r.Preference, r.Host = uint16(n), p.absolute(data[1].text)
	case TXT, SPF:
		for _, d := range data {
			r.Strings = append(r.Strings, d.text)
		}
	case SOA:
		r.Host = p.absolute(data[0].text)
		fallthrough
	default:
		words := make([]string, len(data))
		for i, d := range data {
			words[i] = d.text
		}
		r.Data = strings.Join(words, " ")
	}
	p.zone.Add(p.owner, t, r)
	return ""
}

// absolute reads a name relative to the origin.
func (p *zoneParser) absolute(name string) string {
	switch {
	case name == "@":
		return p.origin
	case strings.HasSuffix(name, ".") || p.origin == "":
		return domain.Canonical(name)
	}
	return domain.Canonical(name) + "." + p.origin
}

// parseTTL reads seconds, or a number with the units of BIND: 1h30m.
func parseTTL(s string) (uint32, bool) {
	var total, n uint64
	digits, unit := false, true
	for i := 0; i < len(s); i++ {
		c := s[i] | 0x20
		switch {
		case '0' <= s[i] && s[i] <= '9':
			n = n*10 + uint64(s[i]-'0')
			digits, unit = true, false
		case digits && strings.IndexByte("smhdw", c) >= 0:
			total += n * map[byte]uint64{'s': 1, 'm': 60, 'h': 3600, 'd': 86400, 'w': 604800}[c]
			n, digits, unit = 0, false, true
		default:
			return 0, false
		}
		if total+n > 1<<31 {
			return 0, false
		}
	}
	return uint32(total + n), s != "" && (digits || unit)
}
