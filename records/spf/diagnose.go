package spf

import (
	"net/netip"
	"strings"

	"todoku/records/finding"
	"todoku/records/txt"
)

// The usual mistakes within a term, each with the repair that is certain.
var (
	misspelled       = Rules.Add("spf.misspelled-mechanism", finding.Error, "RFC 7208 §4.6.1")
	equalsForColon   = Rules.Add("spf.equals-for-colon", finding.Error, "RFC 7208 §6")
	colonForEquals   = Rules.Add("spf.colon-for-equals", finding.Error, "RFC 7208 §6")
	punctuation      = Rules.Add("spf.punctuation", finding.Error, "RFC 7208 §4.6.1")
	missingSpace     = Rules.Add("spf.missing-space", finding.Error, "RFC 7208 §4.6.1")
	straySpace       = Rules.Add("spf.stray-space", finding.Error, "RFC 7208 §4.6.1")
	doubleQualifier  = Rules.Add("spf.double-qualifier", finding.Error, "RFC 7208 §4.6.1")
	addressWildcard  = Rules.Add("spf.address-wildcard", finding.Error, "RFC 7208 §5.6")
	addressRange     = Rules.Add("spf.address-range", finding.Error, "RFC 7208 §5.6")
	urlAsDomain      = Rules.Add("spf.url-as-domain", finding.Error, "RFC 7208 §7.1")
	mailboxAsDomain  = Rules.Add("spf.mailbox-as-domain", finding.Error, "RFC 7208 §7.1")
	domainNotASCII   = Rules.Add("spf.domain-not-ascii", finding.Error, "RFC 8616 §4")
	addressUntyped   = Rules.Add("spf.address-without-mechanism", finding.Error, "RFC 7208 §5.6")
	domainUntyped    = Rules.Add("spf.domain-without-mechanism", finding.Error, "RFC 7208 §5.2")
	misspelledChange = Rules.Add("spf.misspelled-modifier", finding.Error, "RFC 7208 §6")
)

// diagnosis says what is wrong with a term and how to write it.
type diagnosis struct {
	rule      *finding.Rule
	args      []string
	fix       string // what to write in its place
	fixed     bool   // fix is certain
	quiet     bool   // txt.Lint has named it
	takesNext bool   // the next term is part of the mistake
}

// misjoined reports whether a term is good syntax, but two terms were joined by mistake: "include:example.net-all".
func misjoined(t Term) bool {
	return t.Kind.Counted() && t.Problem == nil && (splitJoined(t.Text) != "" || isURL(t.Domain) || strings.Contains(t.Domain, "@"))
}

// diagnose finds the mistake in a bad or suspicious term; next is the term after it.
func diagnose(t, next Term) diagnosis {
	if named := txt.Lint(t.Text); len(named) > 0 {
		return diagnosis{fix: named[0].Fix, quiet: true}
	}
	for _, try := range []func(t, next Term) diagnosis{diagnoseModifier, diagnoseSpace, diagnosePunctuation,
		diagnoseTarget, diagnoseName, diagnoseNetwork, diagnoseMacro} {
		if d := try(t, next); d.rule != nil {
			return d
		}
	}
	if t.Problem != nil {
		return diagnosis{rule: t.Problem, args: []string{"name", t.Name()}}
	}
	return diagnosis{}
}

// good reports whether every word of a repair is a good term.
func good(words string) bool {
	for _, w := range strings.Fields(words) {
		if t := ParseTerm(w); t.Problem != nil || t.Kind == Unknown || t.Kind == Invalid {
			return false
		}
	}
	return words != ""
}

func repair(rule *finding.Rule, fix string, args ...string) diagnosis {
	return diagnosis{rule: rule, args: args, fix: fix, fixed: good(fix)}
}

// diagnoseModifier looks at names before "=".
func diagnoseModifier(t, _ Term) diagnosis {
	sign, rest := "", t.Text
	if t.Kind == Invalid {
		sign, rest = t.cutQualifier()
	} else if t.Kind != Unknown {
		return diagnosis{}
	}
	name, value, found := strings.Cut(rest, "=")
	if !found {
		return diagnosis{}
	}
	name = toLower(name)
	switch {
	case name == "v" && toLower(value) == "spf1":
		return diagnosis{rule: &repeatedVersion, fixed: true}
	case name == "v" || t.Kind == Unknown && (name == "p" || name == "rua" || name == "k"):
		return diagnosis{rule: &foreignRecord, fixed: true} // it belongs to another name, and does nothing here
	case mechanism(name) != Invalid || name == "ipv4" || name == "ipv6":
		return repair(&equalsForColon, sign+strings.Replace(name, "ipv", "ip", 1)+":"+value)
	case closeTo(name, "redirect"):
		return repair(&misspelledChange, "redirect="+value, "right", "redirect")
	case t.Kind == Unknown:
		return diagnosis{rule: &unknownModifier, args: []string{"name", name}}
	}
	return diagnosis{}
}

// diagnoseSpace looks for a space too many or too few.
func diagnoseSpace(t, next Term) diagnosis {
	if fix := splitJoined(t.Text); fix != "" {
		return repair(&missingSpace, fix)
	}
	if next.Text == "" {
		return diagnosis{}
	}
	open := strings.HasSuffix(t.Text, ":") || strings.HasSuffix(t.Text, "=") || len(t.Text) == 1 && qualifier(t.Text[0]) != "" ||
		strings.HasPrefix(next.Text, ":") || strings.HasPrefix(next.Text, "/")
	if joined := t.Text + next.Text; open && next.Problem != nil && good(joined) || len(t.Text) == 1 && next.Kind == All && good(joined) {
		return diagnosis{rule: &straySpace, fix: joined, fixed: true, takesNext: true}
	}
	return diagnosis{}
}

// splitJoined parts terms that were written without a space between them. It returns "" where there is nothing to part.
func splitJoined(text string) string {
	low := toLower(text)
	cut := -1
	for _, sign := range []string{"-all", "~all", "?all", "+all"} {
		if strings.HasSuffix(low, sign) && len(low) > len(sign)+2 {
			cut = len(low) - len(sign)
		}
	}
	for _, start := range []string{"ip4:", "ip6:", "include:", "redirect=", "exists:"} {
		if i := strings.Index(low[1:], start); i > 1 && strings.ContainsAny(low[:i], ":=") {
			cut = i + 1
			if qualifier(low[cut-1]) != "" {
				cut--
			}
		}
	}
	if cut <= 0 {
		return ""
	}
	head, tail := text[:cut], text[cut:]
	if more := splitJoined(head); more != "" {
		head = more
	}
	if fix := head + " " + tail; good(fix) {
		return fix
	}
	return ""
}

// diagnosePunctuation looks for commas and semicolons between or behind terms, and for a second sign.
func diagnosePunctuation(t, _ Term) diagnosis {
	if rest := strings.TrimLeft(t.Text, "+-~?"); len(t.Text)-len(rest) > 1 {
		return repair(&doubleQualifier, t.Text[:1]+rest)
	}
	if !strings.ContainsAny(t.Text, ",;") && !strings.HasSuffix(t.Text, ".") {
		return diagnosis{}
	}
	var words []string
	prefix := ""
	for _, word := range strings.FieldsFunc(strings.TrimRight(t.Text, "."), func(r rune) bool { return r == ',' || r == ';' }) {
		if i := strings.IndexByte(word, ':'); i >= 0 && mechanism(toLower(strings.TrimLeft(word[:i], "+-~?"))) != Invalid {
			prefix = word[:i+1]
		} else if prefix != "" && !good(word) {
			word = prefix + word // "ip4:192.0.2.1,192.0.2.2"
		}
		words = append(words, word)
	}
	return repair(&punctuation, strings.Join(words, " "))
}

// diagnoseTarget looks at what stands in the place of a domain.
func diagnoseTarget(t, _ Term) diagnosis {
	sign, rest := t.cutQualifier()
	head := sign + rest[:len(t.Name())]
	switch {
	case t.Kind == Invalid || t.Domain == "":
		return diagnosis{}
	case isURL(t.Domain):
		_, host, _ := strings.Cut(t.Domain, "://")
		host, _, _ = strings.Cut(host, "/")
		return repair(&urlAsDomain, head+":"+host)
	case strings.Contains(t.Domain, "@") && t.Kind.Counted():
		return repair(&mailboxAsDomain, head+":"+t.Domain[strings.LastIndexByte(t.Domain, '@')+1:])
	case t.Problem == &notASCII:
		if ascii, ok := asciiDomain(t.Domain); ok {
			return repair(&domainNotASCII, head+":"+ascii, "domain", ascii)
		}
	case t.Problem == &addressAsDomain:
		return repair(&addressAsDomain, sign+typed(t.Domain))
	case t.Problem == &hostInIP:
		return repair(&hostInIP, sign+"a:"+t.Domain, "name", t.Name())
	case t.Problem == &ip6InIP4, t.Problem == &ip4InIP6:
		return repair(t.Problem, sign+typed(t.Domain))
	}
	return diagnosis{}
}

func isURL(domain string) bool { return strings.Contains(domain, "://") }

// typed writes an address or a range with the mechanism of its family.
func typed(address string) string {
	if strings.Contains(address, ":") {
		return "ip6:" + address
	}
	return "ip4:" + address
}

// diagnoseName looks at names that no mechanism has.
func diagnoseName(t, _ Term) diagnosis {
	if t.Kind != Invalid {
		return diagnosis{}
	}
	sign, rest := t.cutQualifier()
	if p, err := parseLoosePrefix(rest); err == nil {
		return repair(&addressUntyped, sign+typed(p))
	}
	if (t.Name() == "redirect" || t.Name() == "exp") && len(rest) > len(t.Name()) {
		return repair(&colonForEquals, t.Name()+"="+rest[len(t.Name())+1:], "name", t.Name())
	}
	for _, right := range []string{"include", "exists", "ip4", "ip6", "all", "ptr"} {
		if closeTo(t.Name(), right) {
			fix := sign + right + rest[len(t.Name()):]
			if (right == "ip4" || right == "ip6") && len(rest) > len(t.Name())+1 {
				fix = sign + typed(rest[len(t.Name())+1:])
			}
			return repair(&misspelled, fix, "right", ParseTerm(fix).Name())
		}
	}
	if t.Name() == "ip" && len(rest) > 3 {
		fix := sign + typed(rest[3:])
		return repair(&misspelled, fix, "right", ParseTerm(fix).Name())
	}
	if sign == "" && strings.Count(rest, ".") >= 1 && checkDomainSpec(rest) == nil {
		return diagnosis{rule: &domainUntyped, args: []string{"domain", rest}}
	}
	return diagnosis{}
}

func parseLoosePrefix(s string) (string, error) {
	if strings.Contains(s, "/") {
		_, err := netip.ParsePrefix(s)
		return s, err
	}
	_, err := netip.ParseAddr(s)
	return s, err
}

// closeTo reports whether word is one slip of the keyboard away from right: a letter too many, too few, wrong, or two
// in the wrong order.
func closeTo(word, right string) bool {
	if word == right || len(word) < 2 || len(word) > len(right)+1 || len(word) < len(right)-1 {
		return false
	}
	i := 0
	for i < len(word) && i < len(right) && word[i] == right[i] {
		i++
	}
	switch w, r := word[i:], right[i:]; {
	case len(w) > len(r):
		return w[1:] == r
	case len(w) < len(r):
		return w == r[1:] && len(word) > 2
	default:
		return w[1:] == r[1:] && len(word) > 3 || len(w) > 1 && w[0] == r[1] && w[1] == r[0] && w[2:] == r[2:]
	}
}

// diagnoseNetwork looks at addresses written as a range or with a wildcard, and at prefix lengths.
func diagnoseNetwork(t, _ Term) diagnosis {
	sign, _ := t.cutQualifier()
	switch {
	case t.Kind == IP4 && strings.Contains(t.Domain, "*"):
		if network, ok := wildcardNetwork(t.Domain); ok {
			return repair(&addressWildcard, sign+"ip4:"+network)
		}
		return diagnosis{rule: &addressWildcard}
	case t.Kind == IP4 && strings.Contains(t.Domain, "-"):
		return repair(&addressRange, rangeNetworks(sign, t.Domain))
	case t.Kind == IP4 && t.Problem == &badAddress:
		return repair(&badAddress, sign+"ip4:"+withoutZeros(t.Domain))
	case t.Problem == &prefixNotAllowed || t.Problem == &noArgument && strings.Contains(t.Text, "/"):
		return repair(t.Problem, t.Text[:strings.IndexByte(t.Text, '/')])
	case t.Problem == &badPrefixLength && (t.Kind == A || t.Kind == MX):
		if i := strings.LastIndexByte(t.Text, '/'); i > 0 && strings.Count(t.Text, "/") == 2 && !strings.Contains(t.Text, "//") {
			return repair(&badPrefixLength, t.Text[:i]+"/"+t.Text[i:]) // "a/24/64"
		}
	}
	if t.Problem == &badPrefixLength {
		if i := strings.LastIndexByte(t.Text, '/'); i > 0 {
			return repair(&badPrefixLength, t.Text[:i+1]+strings.TrimLeft(t.Text[i+1:], "0"))
		}
	}
	return diagnosis{}
}

// wildcardNetwork writes "192.0.2.*" as 192.0.2.0/24 and "192.0.*.*" as 192.0.0.0/16.
func wildcardNetwork(address string) (network string, ok bool) {
	if head, found := strings.CutSuffix(address, ".*.*"); found && strings.Count(head, ".") == 1 {
		return head + ".0.0/16", true
	}
	if head, found := strings.CutSuffix(address, ".*"); found && strings.Count(head, ".") == 2 {
		return head + ".0/24", true
	}
	return "", false
}

// maxRange is how many networks may take the place of a range of addresses.
const maxRange = 8

// rangeNetworks writes "192.0.2.1-192.0.2.9" as the networks that hold these addresses and no other. It returns "" where
// the text is no such range, or needs too many.
func rangeNetworks(sign, text string) string {
	from, to, _ := strings.Cut(text, "-")
	first, err1 := netip.ParseAddr(from)
	last, err2 := netip.ParseAddr(to)
	if err1 != nil || err2 != nil || !first.Is4() || !last.Is4() || last.Less(first) {
		return ""
	}
	var terms []string
	for len(terms) < maxRange {
		bits := 32
		for bits > 0 && end(netip.PrefixFrom(first, bits-1)).Compare(last) <= 0 && netip.PrefixFrom(first, bits-1).Masked().Addr() == first {
			bits--
		}
		network := netip.PrefixFrom(first, bits)
		terms = append(terms, sign+rangeTerms([]netip.Prefix{network})[0])
		if end(network) == last {
			return strings.Join(terms, " ")
		}
		first = end(network).Next()
	}
	return ""
}

// end is the last address of an IPv4 network.
func end(p netip.Prefix) netip.Addr {
	octets := p.Masked().Addr().As4()
	for bit := p.Bits(); bit < 32; bit++ {
		octets[bit/8] |= 0x80 >> (bit % 8)
	}
	return netip.AddrFrom4(octets)
}

// withoutZeros takes leading zeros off the numbers of an address, where it is the same number in decimal and in octal.
func withoutZeros(address string) string {
	numbers := strings.Split(address, ".")
	for i, n := range numbers {
		if short := strings.TrimLeft(n, "0"); len(n) > 1 && len(short) <= 1 && short < "8" {
			numbers[i] = short
			if short == "" {
				numbers[i] = "0"
			}
		}
	}
	return strings.Join(numbers, ".")
}

// diagnoseMacro looks for "%(i)" in the place of "%{i}".
func diagnoseMacro(t, _ Term) diagnosis {
	if t.Problem != &badMacro || !strings.Contains(t.Text, "%(") {
		return diagnosis{}
	}
	return repair(&badMacro, strings.NewReplacer("%(", "%{", ")", "}").Replace(t.Text), "name", t.Name())
}
