// Package txt knows how a TXT record holds text: as character-strings of at most 255 octets that are joined with
// nothing between them (RFC 1035 §3.3, RFC 7208 §3.3), and how a zone file writes them.
package txt

import (
	"strconv"
	"strings"
)

// MaxString is the most octets that one character-string can hold (RFC 1035 §3.3).
const MaxString = 255

// Split cuts text into character-strings of at most 255 octets. Empty text gives one empty string, because a TXT
// record has at least one.
func Split(text string) []string {
	if len(text) <= MaxString {
		return []string{text}
	}
	var parts []string
	for len(text) > MaxString {
		parts = append(parts, text[:MaxString])
		text = text[MaxString:]
	}
	return append(parts, text)
}

// Join gives the text that the strings of one TXT record hold together.
func Join(parts []string) string {
	if len(parts) == 1 {
		return parts[0]
	}
	return strings.Join(parts, "")
}

// Quote writes character-strings as a zone file does: each in quotation marks, with a space between.
func Quote(parts []string) string {
	var b strings.Builder
	for i, part := range parts {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteByte('"')
		for j := 0; j < len(part); j++ {
			switch c := part[j]; {
			case c == '"' || c == '\\':
				b.WriteByte('\\')
				b.WriteByte(c)
			case c < ' ' || c > '~':
				b.WriteByte('\\')
				b.WriteByte('0' + c/100)
				b.WriteByte('0' + c/10%10)
				b.WriteByte('0' + c%10)
			default:
				b.WriteByte(c)
			}
		}
		b.WriteByte('"')
	}
	return b.String()
}

// Unquote reads the quoted strings in text, as a zone file or opendkim-genkey writes them. What stands outside the
// quotation marks (a name, "IN TXT", parentheses, comments) is passed over. It reports false where there is no
// quoted string or one is left open; an open one is read to the end of text.
func Unquote(text string) (parts []string, ok bool) {
	ok = true
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case ';': // RFC 1035 §5.1: a comment runs to the end of the line.
			for i < len(text) && text[i] != '\n' {
				i++
			}
		case '"':
			part, end, closed := quoted(text, i+1)
			parts = append(parts, part)
			ok = ok && closed
			i = end
		}
	}
	return parts, ok && len(parts) > 0
}

// quoted reads a string whose opening mark stands before start and returns the index of its closing mark.
func quoted(text string, start int) (part string, end int, closed bool) {
	var b strings.Builder
	for i := start; i < len(text); {
		if text[i] == '"' {
			return b.String(), i, true
		}
		octet, width := Unescape(text[i:])
		b.WriteByte(octet)
		i += width
	}
	return b.String(), len(text), false
}

// Unescape reads the first octet of text, which must not be empty, as a zone file writes it: as itself, behind a
// backslash, or as a backslash and three digits (RFC 1035 §5.1). The width is how much of text it took.
func Unescape(text string) (octet byte, width int) {
	if text[0] != '\\' || len(text) == 1 {
		return text[0], 1
	}
	if len(text) >= 4 {
		if n, err := strconv.ParseUint(text[1:4], 10, 8); err == nil {
			return byte(n), 4
		}
	}
	return text[1], 2
}
