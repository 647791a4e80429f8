// Package input reads what people type and paste, and repairs what can be repaired with certainty: full-width letters,
// curly quotes, a URL or a mail address in the place of a domain. Every repair is named, so that the page can show it;
// what cannot be repaired is refused with a reason.
package input

import (
	"strings"

	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/txt"
)

// Rules are the repairs, of severity info, and the reasons for a refusal, of severity error.
var Rules finding.Rules

var (
	characters     = Rules.Add("input.characters", finding.Info, "")
	fromURL        = Rules.Add("input.from-url", finding.Info, "")
	fromAddress    = Rules.Add("input.from-mail-address", finding.Info, "")
	fromRecordName = Rules.Add("input.from-record-name", finding.Info, "")
	withoutWWW     = Rules.Add("input.without-www", finding.Info, "")
	finalDot       = Rules.Add("input.final-dot", finding.Info, "")
	ownScript      = Rules.Add("input.own-script", finding.Info, "RFC 5891 §4")
	fromText       = Rules.Add("input.from-text", finding.Info, "")
	several        = Rules.Add("input.several-domains", finding.Error, "")
)

// MaxText is the most octets of a text that is looked at; nobody types more into a box for one name.
const MaxText = 64 << 10

// Domain reads the name of a mail domain from whatever was typed. The repairs say what was changed. Where the text
// cannot be read, problem says why and name is empty.
func Domain(text string) (name string, repairs []finding.Finding, problem *finding.Finding) {
	if len(text) > MaxText {
		text = text[:MaxText]
	}
	clean, changes := txt.Clean(text)
	if len(changes) > 0 && strings.TrimSpace(clean) != strings.TrimSpace(text) {
		repairs = append(repairs, characters.New("before", strings.TrimSpace(text), "after", strings.TrimSpace(clean)))
	}
	words := strings.FieldsFunc(clean, separatesWords)
	word := ""
	if len(words) == 1 {
		word = words[0]
	} else if len(words) > 1 {
		switch names := domainsAmong(words); len(names) {
		case 0:
			word = strings.TrimSpace(clean) // refused below, for the character that parts the words
		case 1:
			repairs = append(repairs, fromText.New("name", names[0]))
			word = names[0]
		default:
			f := several.New("names", strings.Join(names, ", "))
			return "", repairs, &f
		}
	}
	name, more, problem := readWord(word)
	return name, append(repairs, more...), problem
}

func separatesWords(r rune) bool {
	return strings.ContainsRune(" \t\r\n,;\"'<>()「」『』【】（）、", r)
}

// domainsAmong returns the different domains that stand in words which look like a domain, an address or a URL.
func domainsAmong(words []string) []string {
	var names []string
	for _, w := range words {
		name, _, problem := readWord(w)
		if problem != nil {
			continue
		}
		seen := false
		for _, n := range names {
			seen = seen || n == name
		}
		if !seen {
			names = append(names, name)
		}
	}
	return names
}

// readWord reads a domain from one word.
func readWord(word string) (name string, repairs []finding.Finding, problem *finding.Finding) {
	repaired := func(r finding.Rule, after string) {
		repairs = append(repairs, r.New("before", word, "after", after))
		word = after
	}
	if host, found := hostOfURL(word); found {
		repaired(fromURL, host)
	}
	if i := strings.LastIndexByte(word, '@'); i >= 0 {
		repaired(fromAddress, word[i+1:])
	}
	if rest := strings.TrimRight(word, "."); rest != word && rest != "" {
		repaired(finalDot, rest)
	}
	if rest := withoutUnderscores(word); rest != word {
		repaired(fromRecordName, rest)
	}
	rest := word
	for len(rest) > 4 && strings.EqualFold(rest[:4], "www.") && strings.Contains(rest[4:], ".") {
		rest = rest[4:]
	}
	if rest != word {
		repaired(withoutWWW, rest)
	}
	name, problem = domain.Parse(word)
	if problem == nil && domain.ToUnicode(name) != name && !strings.Contains(strings.ToLower(word), "xn--") {
		repairs = append(repairs, ownScript.New("before", word, "after", name))
	}
	return name, repairs, problem
}

// hostOfURL returns the host of a URL or of a "mailto:", and of a host that is followed by a path or a port.
func hostOfURL(word string) (host string, found bool) {
	rest := word
	if i := strings.Index(rest, "://"); i >= 0 {
		rest, found = rest[i+3:], true
	} else if len(rest) > 7 && strings.EqualFold(rest[:7], "mailto:") {
		rest, found = rest[7:], true
	}
	if i := strings.IndexAny(rest, "/?#\\"); i >= 0 {
		rest, found = rest[:i], true
	}
	if i := strings.LastIndexByte(rest, ':'); i >= 0 && strings.Count(rest, ":") == 1 && isDigits(rest[i+1:]) {
		rest, found = rest[:i], true
	}
	return rest, found
}

// withoutUnderscores takes the labels of a record's name away: "_dmarc.example.jp", "sel._domainkey.example.jp".
func withoutUnderscores(word string) string {
	labels := strings.Split(word, ".")
	for i := len(labels) - 1; i >= 0; i-- {
		if strings.HasPrefix(labels[i], "_") {
			return strings.Join(labels[i+1:], ".")
		}
	}
	return word
}

func isDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
