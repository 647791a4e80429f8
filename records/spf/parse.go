package spf

import (
	"net/netip"
	"strings"

	"todoku/records/finding"
)

// Rules are the things that this package can say.
var Rules finding.Rules

// What breaks the syntax of a term.
var (
	unknownMechanism = Rules.Add("spf.unknown-mechanism", finding.Error, "RFC 7208 §4.6.1")
	noArgument       = Rules.Add("spf.all-with-argument", finding.Error, "RFC 7208 §5.1")
	missingDomain    = Rules.Add("spf.missing-domain", finding.Error, "RFC 7208 §7.1")
	missingNetwork   = Rules.Add("spf.missing-network", finding.Error, "RFC 7208 §5.6")
	prefixNotAllowed = Rules.Add("spf.prefix-not-allowed", finding.Error, "RFC 7208 §12")
	badPrefixLength  = Rules.Add("spf.bad-prefix-length", finding.Error, "RFC 7208 §12")
	badAddress       = Rules.Add("spf.bad-address", finding.Error, "RFC 7208 §5.6")
	ip6InIP4         = Rules.Add("spf.ipv6-in-ip4", finding.Error, "RFC 7208 §5.6")
	ip4InIP6         = Rules.Add("spf.ipv4-in-ip6", finding.Error, "RFC 7208 §5.6")
	hostInIP         = Rules.Add("spf.host-in-ip", finding.Error, "RFC 7208 §5.6")
	addressAsDomain  = Rules.Add("spf.address-as-domain", finding.Error, "RFC 7208 §7.1")
	singleLabel      = Rules.Add("spf.single-label", finding.Error, "RFC 7208 §7.1")
	badDomain        = Rules.Add("spf.bad-domain", finding.Error, "RFC 7208 §7.1")
	notASCII         = Rules.Add("spf.not-ascii", finding.Error, "RFC 7208 §3.1")
	badMacro         = Rules.Add("spf.bad-macro", finding.Error, "RFC 7208 §7.1")
	macroLetter      = Rules.Add("spf.macro-only-in-exp", finding.Error, "RFC 7208 §7.2")
)

// Parse reads a record. It is total: what breaks the syntax is kept as a term with its Problem. A text that is no SPF
// record at all (see IsRecord) has no terms.
func Parse(text string) Record {
	r := Record{Text: text}
	if !IsRecord(text) {
		return r
	}
	if n := strings.Count(text, " "); n > 0 {
		r.Terms = appendTerms(make([]Term, 0, n), text)
	}
	return r
}

// appendTerms reads the terms of a record behind those in list.
func appendTerms(list []Term, text string) []Term {
	// RFC 7208 §12: terms are parted by one or more spaces, and by nothing else.
	for start := len(version); start < len(text); {
		if text[start] == ' ' {
			start++
			continue
		}
		end := start
		for end < len(text) && text[end] != ' ' {
			end++
		}
		list = append(list, Term{Span: finding.Span{Start: start, End: end}})
		list[len(list)-1].parse(text[start:end])
		start = end
	}
	return list
}

// ParseTerm reads one mechanism or modifier.
func ParseTerm(text string) (t Term) {
	t.parse(text)
	return t
}

// parse reads one term in its place, because terms are large and many.
func (t *Term) parse(text string) {
	t.Text, t.Bits4, t.Bits6 = text, 32, 128
	if name, value, ok := cutModifier(text); ok {
		parseModifier(t, name, value)
		return
	}
	parseMechanism(t)
}

// cutModifier cuts a term at the equals sign of a modifier: name = ALPHA *( ALPHA / DIGIT / "-" / "_" / "." )
// (RFC 7208 §12).
func cutModifier(text string) (name, value string, ok bool) {
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '=' && i > 0:
			return text[:i], text[i+1:], true
		case isAlpha(c):
		case i > 0 && (isDigit(c) || c == '-' || c == '_' || c == '.'):
		default:
			return "", "", false
		}
	}
	return "", "", false
}

func parseModifier(t *Term, name, value string) {
	t.Domain = value
	switch toLower(name) {
	case "redirect":
		t.Kind, t.Problem = Redirect, checkDomainSpec(value)
	case "exp":
		t.Kind, t.Problem = Exp, checkDomainSpec(value)
	default:
		t.Kind = Unknown
		// RFC 7208 §6: an unknown modifier is ignored, but its value must be a macro-string.
		_, t.Problem = checkMacroString(value)
	}
}

// mechanism returns the kind of a mechanism by its name in lower case, or Invalid.
func mechanism(name string) Kind {
	switch name {
	case "all":
		return All
	case "include":
		return Include
	case "a":
		return A
	case "mx":
		return MX
	case "ptr":
		return PTR
	case "ip4":
		return IP4
	case "ip6":
		return IP6
	case "exists":
		return Exists
	}
	return Invalid
}

func parseMechanism(t *Term) {
	rest := t.Text
	t.Qualifier = Pass
	if rest != "" {
		if written := qualifier(rest[0]); written != "" {
			t.Qualifier, rest = written, rest[1:]
		}
	}
	end := mechanismEnd(rest)
	t.Kind = mechanism(toLower(rest[:end]))
	rest = rest[end:]
	switch t.Kind {
	case Invalid:
		t.Problem = &unknownMechanism
	case All:
		if rest != "" {
			t.Problem = &noArgument
		}
	case IP4, IP6:
		parseNetwork(t, rest)
	case A, MX:
		parsePrefixLengths(t, &rest)
		parseTarget(t, rest)
	default: // include, exists, ptr
		parseTarget(t, rest)
	}
}

// mechanismEnd is where the name of a mechanism ends.
func mechanismEnd(s string) int {
	for i := 0; i < len(s); i++ {
		if s[i] == ':' || s[i] == '/' {
			return i
		}
	}
	return len(s)
}

// parseTarget reads ":" domain-spec; "a", "mx" and "ptr" may do without (RFC 7208 §12).
func parseTarget(t *Term, rest string) {
	bare := t.Kind == A || t.Kind == MX || t.Kind == PTR
	switch {
	case rest == "" && bare || t.Problem != nil:
	case rest == "":
		t.Problem = &missingDomain
	case rest[0] == '/':
		t.Problem = &prefixNotAllowed
		if bare && t.Kind != PTR {
			t.Problem = &badPrefixLength
		}
	default:
		t.Domain = rest[1:]
		t.Problem = checkDomainSpec(t.Domain)
	}
}

// parsePrefixLengths cuts dual-cidr-length off the end: "/24", "//64", "/24//64" (RFC 7208 §5.3).
func parsePrefixLengths(t *Term, rest *string) {
	if head, bits, ok := cutBits(*rest, "//"); ok {
		*rest = head
		t.Bits6 = setBits(t, bits, 128)
	}
	if head, bits, ok := cutBits(*rest, "/"); ok {
		*rest = head
		t.Bits4 = setBits(t, bits, 32)
	}
}

// cutBits cuts a mark and the digits after it off the end of s.
func cutBits(s, mark string) (head, digits string, ok bool) {
	i := len(s)
	for i > 0 && isDigit(s[i-1]) {
		i--
	}
	if i == len(s) || !strings.HasSuffix(s[:i], mark) {
		return s, "", false
	}
	return s[:i-len(mark)], s[i:], true
}

func setBits(t *Term, digits string, most int) uint8 {
	bits, ok := parseBits(digits, most)
	if !ok {
		t.Problem = &badPrefixLength
	}
	return bits
}

// parseBits reads a prefix length: no leading zero, no more than most (RFC 7208 §12).
func parseBits(digits string, most int) (uint8, bool) {
	if digits == "" || len(digits) > 3 || len(digits) > 1 && digits[0] == '0' {
		return 0, false
	}
	n := 0
	for i := 0; i < len(digits); i++ {
		if !isDigit(digits[i]) {
			return 0, false
		}
		n = n*10 + int(digits[i]-'0')
	}
	return uint8(n), n <= most
}

// parseNetwork reads the network of "ip4" and "ip6" (RFC 7208 §5.6).
func parseNetwork(t *Term, rest string) {
	if len(rest) < 2 || rest[0] != ':' {
		t.Problem = &missingNetwork
		return
	}
	t.Domain = rest[1:]
	address, digits, ranged := strings.Cut(t.Domain, "/")
	ip, err := netip.ParseAddr(address)
	switch {
	case err != nil:
		t.Problem = whyNoAddress(t.Kind, address)
		return
	case t.Kind == IP4 && !ip.Is4():
		t.Problem = &ip6InIP4
		return
	case t.Kind == IP6 && ip.Is4():
		t.Problem = &ip4InIP6
		return
	case ip.Zone() != "":
		t.Problem = &badAddress
		return
	}
	bits := uint8(ip.BitLen())
	if ranged {
		n, ok := parseBits(digits, ip.BitLen())
		if !ok {
			t.Problem = &badPrefixLength
			return
		}
		bits = n
	}
	t.IP = netip.PrefixFrom(ip, int(bits))
}

// whyNoAddress tells a host name in the place of an address from a mistyped address.
func whyNoAddress(k Kind, address string) *finding.Rule {
	letters := false
	for i := 0; i < len(address); i++ {
		letters = letters || isAlpha(address[i])
	}
	if letters && !strings.Contains(address, ":") && checkDomainSpec(address) == nil {
		return &hostInIP
	}
	return &badAddress
}

// checkDomainSpec returns the rule that a domain-spec breaks: macro-string domain-end, where
// domain-end = ( "." toplabel [ "." ] ) / macro-expand (RFC 7208 §7.1).
func checkDomainSpec(spec string) *finding.Rule {
	if spec == "" {
		return &missingDomain
	}
	endsInMacro, problem := checkMacroString(spec)
	if problem != nil || endsInMacro {
		return problem
	}
	trimmed := strings.TrimSuffix(spec, ".")
	dot := strings.LastIndexByte(trimmed, '.')
	if dot < 0 || !isTopLabel(trimmed[dot+1:]) {
		return badDomainSpec(trimmed)
	}
	return nil
}

// badDomainSpec tells the usual mistakes apart.
func badDomainSpec(spec string) *finding.Rule {
	if _, err := netip.ParseAddr(spec); err == nil {
		return &addressAsDomain
	}
	if address, digits, _ := strings.Cut(spec, "/"); digits != "" {
		if _, err := netip.ParseAddr(address); err == nil {
			return &addressAsDomain
		}
		return &prefixNotAllowed
	}
	if !strings.Contains(spec, ".") {
		return &singleLabel
	}
	return &badDomain
}

// isTopLabel reports whether a label can end a domain-spec: letters, digits and inner hyphens, and not digits alone
// (RFC 7208 §7.1).
func isTopLabel(label string) bool {
	if label == "" || label[0] == '-' || label[len(label)-1] == '-' {
		return false
	}
	other := false
	for i := 0; i < len(label); i++ {
		switch c := label[i]; {
		case isAlpha(c) || c == '-':
			other = true
		case !isDigit(c):
			return false
		}
	}
	return other
}

func isAlpha(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// toLower lowers ASCII letters alone, so that no other character turns into the letter of a mechanism.
func toLower(s string) string {
	for i := 0; i < len(s); i++ {
		if 'A' <= s[i] && s[i] <= 'Z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				if 'A' <= b[i] && b[i] <= 'Z' {
					b[i] += 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}
