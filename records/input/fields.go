package input

import (
	"net/netip"
	"strconv"
	"strings"

	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/txt"
)

var (
	notAnAddress   = Rules.Add("input.not-an-ip-address", finding.Error, "")
	privateAddress = Rules.Add("input.private-ip-address", finding.Error, "RFC 6890")
	wideRange      = Rules.Add("input.wide-ip-range", finding.Error, "")
	notAMailbox    = Rules.Add("input.not-a-mail-address", finding.Error, "RFC 5321 §4.1.2")
	noSelector     = Rules.Add("input.selector-missing", finding.Error, "RFC 6376 §3.1")
	notASelector   = Rules.Add("input.not-a-selector", finding.Error, "RFC 6376 §3.1")
	notAHost       = Rules.Add("input.not-a-host", finding.Error, "")
)

// Addresses reads the IP addresses and ranges of the user's own servers, one a line or parted by spaces and commas.
// What is no public address is left out and named in problems, one each.
func Addresses(text string) (prefixes []netip.Prefix, problems []finding.Finding) {
	clean, _ := txt.Clean(text)
	for _, word := range strings.FieldsFunc(clean, separatesWords) {
		written := word
		for _, start := range []string{"+", "ip4:", "ip6:", "ip4=", "ip6=", "ipv4:", "ipv6:"} {
			if len(word) > len(start) && strings.EqualFold(word[:len(start)], start) {
				word = word[len(start):]
			}
		}
		prefix, err := parsePrefix(word)
		switch {
		case err != nil:
			problems = append(problems, notAnAddress.New("text", written))
		case !public(prefix.Addr()):
			problems = append(problems, privateAddress.New("address", written))
		case tooWide(prefix):
			problems = append(problems, wideRange.New("range", written))
		default:
			prefixes = append(prefixes, prefix)
		}
	}
	return prefixes, problems
}

func parsePrefix(word string) (netip.Prefix, error) {
	if strings.Contains(word, "/") {
		p, err := netip.ParsePrefix(word)
		return p.Masked(), err
	}
	a, err := netip.ParseAddr(strings.Trim(word, "[]"))
	if err != nil || a.Zone() != "" {
		return netip.Prefix{}, strconv.ErrSyntax
	}
	return netip.PrefixFrom(a, a.BitLen()), nil
}

// public reports whether mail on the Internet can come from the address. Addresses kept for documentation are let
// through: examples and tests use them.
func public(a netip.Addr) bool {
	shared := netip.PrefixFrom(netip.AddrFrom4([4]byte{100, 64, 0, 0}), 10) // RFC 6598
	return !a.IsPrivate() && !a.IsLoopback() && !a.IsUnspecified() && !a.IsLinkLocalUnicast() && !a.IsMulticast() &&
		!a.Is4In6() && !shared.Contains(a)
}

// tooWide refuses ranges that nobody owns alone and that receivers hold against a sender.
func tooWide(p netip.Prefix) bool {
	if p.Addr().Is4() {
		return p.Bits() < 16
	}
	return p.Bits() < 32
}

// Mailboxes reads the mail addresses that reports go to, parted by spaces or commas. The local part is not judged:
// addresses of Japanese carriers may hold two dots in a row.
func Mailboxes(text string) (mailboxes []string, problems []finding.Finding) {
	clean, _ := txt.Clean(text)
	for _, word := range strings.FieldsFunc(clean, separatesWords) {
		written := word
		if len(word) > 7 && strings.EqualFold(word[:7], "mailto:") {
			word = word[7:]
		}
		at := strings.LastIndexByte(word, '@')
		if at <= 0 || !isVisibleASCII(word[:at]) || strings.Contains(word[:at], "@") {
			problems = append(problems, notAMailbox.New("text", written))
			continue
		}
		host, problem := domain.Parse(word[at+1:])
		if problem != nil {
			problems = append(problems, notAMailbox.New("text", written))
			continue
		}
		mailboxes = append(mailboxes, word[:at]+"@"+host)
	}
	return mailboxes, problems
}

func isVisibleASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] <= ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// Selector reads a DKIM selector, also from the whole name of its record: "s1._domainkey.example.jp" gives "s1".
// RFC 6376 §3.1 allows several labels; underscores are not in its grammar, but work in DNS and are in use.
func Selector(text string) (selector string, problem *finding.Finding) {
	clean, _ := txt.Clean(text)
	clean = strings.ToLower(strings.TrimSpace(clean))
	if i := strings.Index(clean, "._domainkey"); i >= 0 {
		clean = clean[:i]
	}
	clean = strings.Trim(strings.TrimPrefix(clean, "s="), ".; ")
	if clean == "" {
		f := noSelector.New()
		return "", &f
	}
	// The longest name that a record can have is shared with the domain: leave it room.
	if name, p := domain.ParseOwner(clean + "._domainkey.example"); p == nil && isVisibleASCII(clean) && len(clean) <= 63 {
		return strings.TrimSuffix(name, "._domainkey.example"), nil
	}
	f := notASelector.New("text", text)
	return "", &f
}

// Host reads the host name of a server, such as "sv12345.xserver.jp".
func Host(text string) (host string, problem *finding.Finding) {
	clean, _ := txt.Clean(text)
	word := strings.TrimSpace(clean)
	if h, found := hostOfURL(word); found {
		word = h
	}
	host, p := domain.ParseOwner(word)
	if p != nil {
		f := notAHost.New("text", text)
		return "", &f
	}
	return host, nil
}

// Value reads the value of a TXT record that was pasted: a plain line, several quoted strings, or a whole line of a
// zone file as opendkim-genkey writes it.
func Value(text string) string {
	clean, _ := txt.Clean(text)
	if parts, _ := txt.Unquote(clean); len(parts) > 0 {
		return strings.TrimSpace(txt.Join(parts))
	}
	return txt.Repair(clean)
}

// Number reads a whole number from 0 to 999,999,999 as people type it: full-width, with thousands parted by commas, with
// a sign of percent or 通 behind it.
func Number(text string) (n int, ok bool) {
	clean, _ := txt.Clean(text)
	clean = strings.NewReplacer(",", "", "、", "", " ", "").Replace(clean)
	clean = strings.TrimSuffix(strings.TrimSuffix(clean, "%"), "通")
	if clean == "" || len(clean) > 9 {
		return 0, false
	}
	for _, c := range []byte(clean) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}
