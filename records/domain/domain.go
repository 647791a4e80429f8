// Package domain knows the form of domain names: what a name may look like, how names relate, and how labels of other
// scripts are written in ASCII.
//
// A name is a string of lower-case A-labels without the final dot; "" is the root.
package domain

import (
	"net/netip"
	"strings"
	"unicode"

	"todoku/records/finding"
)

// Limits of a name (RFC 1035 §2.3.4), in octets as they are written with dots.
const (
	MaxName  = 253
	MaxLabel = 63
)

// Rules are the reasons for which Parse refuses a name.
var Rules finding.Rules

var (
	empty        = Rules.Add("domain.empty", finding.Error, "")
	ipAddress    = Rules.Add("domain.ip-address", finding.Error, "RFC 1123 §2.1")
	singleLabel  = Rules.Add("domain.single-label", finding.Error, "")
	specialUse   = Rules.Add("domain.special-use", finding.Error, "RFC 6761")
	nameTooLong  = Rules.Add("domain.name-too-long", finding.Error, "RFC 1035 §2.3.4")
	labelTooLong = Rules.Add("domain.label-too-long", finding.Error, "RFC 1035 §2.3.4")
	emptyLabel   = Rules.Add("domain.empty-label", finding.Error, "RFC 1035 §2.3.1")
	badCharacter = Rules.Add("domain.bad-character", finding.Error, "RFC 5890 §2.3.2")
	badHyphen    = Rules.Add("domain.bad-hyphen", finding.Error, "RFC 1123 §2.1")
	numericTop   = Rules.Add("domain.numeric-top-level", finding.Error, "RFC 1123 §2.1")
)

// Parse reads the name of a domain that could send mail: letters, digits and inner hyphens, at least two labels, no
// address and nothing that exists on private networks only. Labels of other scripts become A-labels (RFC 5891 §4).
// The problem says what is wrong; it is nil where name is good.
func Parse(text string) (name string, problem *finding.Finding) {
	return parse(text, false)
}

// ParseOwner is Parse for the owner name of a record, where labels may hold an underscore: "_dmarc.example.jp". The name
// at which the name of an address stands (RFC 1035 §3.5) is one, too.
func ParseOwner(text string) (name string, problem *finding.Finding) {
	return parse(text, true)
}

func parse(text string, underscore bool) (string, *finding.Finding) {
	refuse := func(r finding.Rule, args ...string) (string, *finding.Finding) {
		f := r.New(args...)
		return "", &f
	}
	text = strings.TrimSuffix(text, ".")
	if text == "" {
		return refuse(empty)
	}
	if _, err := netip.ParseAddr(strings.Trim(text, "[]")); err == nil {
		return refuse(ipAddress, "address", text)
	}
	if len(text) > 4*MaxName { // no octet count of other scripts is smaller than a quarter of its A-labels'
		return refuse(nameTooLong, "length", itoa(len(text)))
	}
	labels := strings.Split(text, ".")
	for i, label := range labels {
		if label == "" {
			return refuse(emptyLabel, "name", text)
		}
		ascii, bad, ok := toASCII(label, underscore)
		switch {
		case !ok:
			return refuse(badCharacter, "character", string(bad), "name", text)
		case len(ascii) > MaxLabel:
			return refuse(labelTooLong, "label", label, "length", itoa(len(ascii)))
		case ascii[0] == '-' || ascii[len(ascii)-1] == '-':
			return refuse(badHyphen, "label", label)
		}
		labels[i] = ascii
	}
	name := strings.Join(labels, ".")
	switch {
	case len(name) > MaxName:
		return refuse(nameTooLong, "length", itoa(len(name)))
	case IsPrivate(name) && !(underscore && (Under(name, "in-addr.arpa") || Under(name, "ip6.arpa"))):
		return refuse(specialUse, "name", name)
	case len(labels) == 1:
		return refuse(singleLabel, "name", name)
	case isNumeric(labels[len(labels)-1]):
		return refuse(numericTop, "name", name)
	}
	return name, nil
}

// toASCII writes one label as an A-label in lower case, or returns the first character that no label can hold.
func toASCII(label string, underscore bool) (ascii string, bad rune, ok bool) {
	label = strings.ToLower(label)
	plain := true
	for _, r := range label {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '-' || underscore && r == '_':
		case r >= 0x80 && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || r == '・'):
			plain = false // RFC 5892: letters, marks and digits; the middle dot beside Japanese letters
		default:
			return "", r, false
		}
	}
	if plain {
		return label, 0, true
	}
	return "xn--" + encode(label), 0, true
}

// IsPrivate reports whether name exists on one machine or one network only, so that no mail arrives under it
// (RFC 6761, RFC 6762, RFC 7686, RFC 8375, RFC 9476; "internal" by decision of ICANN, 2024-07-29). The names that
// are reserved for tests and examples are not among them.
func IsPrivate(name string) bool {
	for _, top := range []string{"localhost", "local", "internal", "home.arpa", "onion", "alt", "invalid", "localdomain", "arpa"} {
		if Under(name, top) {
			return true
		}
	}
	return false
}

// Under reports whether name is parent or lies below it. Every name lies below the root.
func Under(name, parent string) bool {
	return parent == "" || name == parent ||
		len(name) > len(parent) && name[len(name)-len(parent)-1] == '.' && strings.HasSuffix(name, parent)
}

// Parent returns the name without its first label; the parent of a single label is the root.
func Parent(name string) string {
	_, parent, _ := strings.Cut(name, ".")
	return parent
}

// Labels returns how many labels the name has; the root has none.
func Labels(name string) int {
	if name == "" {
		return 0
	}
	return strings.Count(name, ".") + 1
}

// Relative returns how name is written inside zone: "" for the zone itself. A name outside the zone stays whole.
func Relative(name, zone string) string {
	switch {
	case name == zone:
		return ""
	case zone != "" && Under(name, zone):
		return name[:len(name)-len(zone)-1]
	}
	return name
}

// Canonical lowers ASCII letters and drops the final dot. It is meant for names that come from DNS, which are not
// checked.
func Canonical(name string) string {
	name = strings.TrimSuffix(name, ".")
	for i := 0; i < len(name); i++ {
		if 'A' <= name[i] && name[i] <= 'Z' {
			return lower(name)
		}
	}
	return name
}

func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

func isNumeric(label string) bool {
	for i := 0; i < len(label); i++ {
		if label[i] < '0' || label[i] > '9' {
			return false
		}
	}
	return true
}
