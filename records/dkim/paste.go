package dkim

import (
	"strings"

	"todoku/records/txt"
)

// Pasted is a key record that somebody pasted.
type Pasted struct {
	Text string // the record as it should be published
	// Selector and Domain are taken from a name that stood before the record; empty where there was none.
	Selector, Domain string
	// Repaired says that more than white space had to be changed.
	Repaired bool
}

// ReadPasted reads a key record as people have it on their screens: a plain line; quoted strings in parentheses over
// several lines, as opendkim-genkey and BIND write them; with quotation marks lost, doubled, curled or escaped on the
// way; wrapped, quoted ("> ") or quoted-printable by a mail client; or only the public key, as PEM. It reports false
// where there is no key in it.
func ReadPasted(text string) (p Pasted, ok bool) {
	if key, published, ok := ReadPublicPEM(text); ok {
		return Pasted{Text: Record{Version: "DKIM1", KeyType: key.Type, Key: published, HasKey: true}.String(), Repaired: true}, true
	}
	clean, _ := txt.Clean(text)
	clean = unwrapped(clean)
	p.Selector, p.Domain = pastedName(clean)
	value := quotedValue(clean)
	if !IsRecord(value) {
		value = bareValue(clean)
	}
	r := Parse(value)
	if !IsRecord(value) || !r.HasKey {
		return Pasted{}, false
	}
	r.Text = ""
	p.Text = r.String()
	for _, f := range Lint(Parse(value)) {
		if f.Fix != "" {
			p.Text = f.Fix
		}
	}
	p.Repaired = squeezed(p.Text) != squeezed(text)
	return p, true
}

// squeezed leaves white space out, which means nothing in a key record.
func squeezed(text string) string { return strings.Join(strings.Fields(text), "") }

// unwrapped takes away what mail clients put into a text: marks of quotation before lines, quoted-printable.
func unwrapped(text string) string {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimLeft(line, "> \t|")
	}
	text = strings.Join(lines, "\n")
	if strings.Contains(text, "=3D") { // RFC 2045 §6.7
		text = strings.NewReplacer("=\n", "", "=3D", "=", "=3B", ";", "=22", `"`, "=09", " ", "=20", " ").Replace(text)
	}
	return text
}

// pastedName finds the owner name of a record before its value.
func pastedName(text string) (selector, domain string) {
	for _, word := range strings.Fields(text) {
		selector, rest, found := strings.Cut(strings.ToLower(strings.Trim(word, `"';,:()`)), "._domainkey")
		if found && selector != "" && !strings.ContainsAny(selector, "=/") {
			return selector, strings.Trim(rest, ".")
		}
	}
	return "", ""
}

// quotedValue joins the quoted strings, if every quotation mark has its partner.
func quotedValue(text string) string {
	if strings.Contains(text, `\"`) || strings.Contains(text, `\;`) {
		return ""
	}
	// A comment may hold quotation marks; but after a lost one, what is quoted may look like a comment.
	parts, ok := txt.Unquote(text)
	if !ok || strings.Count(text, `"`) != 2*len(parts) {
		return ""
	}
	return strings.TrimSpace(txt.Join(parts))
}

// bareValue reads the value without trusting any quotation mark: from its first tag to a closing parenthesis or the end.
func bareValue(text string) string {
	text = strings.NewReplacer(`\;`, ";", `\"`, "", `"`, "", "'", "", "\\", "").Replace(text)
	start := indexFold(text, "v=dkim")
	if start < 0 {
		start = firstTag(text)
	}
	if start < 0 {
		return ""
	}
	text = text[start:]
	if end := strings.IndexByte(text, ')'); end >= 0 {
		text = text[:end]
	}
	return reseparated(squeezedKey(strings.Join(strings.Fields(text), " ")))
}

// indexFold finds an ASCII text in either case.
func indexFold(text, want string) int {
	for i := 0; i+len(want) <= len(text); i++ {
		if strings.EqualFold(text[i:i+len(want)], want) {
			return i
		}
	}
	return -1
}

// firstTag finds where "k=" or "p=" begins a value without "v=".
func firstTag(text string) int {
	for i := range text {
		if (i == 0 || strings.IndexByte(" \t\n(;", text[i-1]) >= 0) && startsTag(text[i:]) {
			return i
		}
	}
	return -1
}

// squeezedKey closes the gaps inside the key. Words after it that are no base64 belong to the text around the record.
func squeezedKey(text string) string {
	at := strings.Index(text, "p=")
	if at < 0 {
		return text
	}
	key, rest := text[at+2:], ""
	if end := strings.IndexByte(key, ';'); end >= 0 {
		key, rest = key[:end], key[end:]
	}
	var kept strings.Builder
	for _, word := range strings.Fields(key) {
		if badBase64(word) >= 0 || startsTag(word) {
			break
		}
		kept.WriteString(word)
	}
	if startsTag(strings.TrimLeft(rest, "; ")) || strings.Contains(rest, "=") {
		return text[:at+2] + kept.String() + rest
	}
	return text[:at+2] + kept.String()
}
