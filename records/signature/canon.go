package signature

import (
	"strings"

	"todoku/records/mail"
)

// header makes one field comparable (RFC 6376 §3.4.1, §3.4.2). The result ends with CR LF.
func (c Canon) header(f mail.Field) string {
	if c == Simple {
		if strings.HasSuffix(f.Raw, "\r\n") {
			return f.Raw
		}
		return f.Raw + "\r\n"
	}
	value := strings.NewReplacer("\r\n", "").Replace(f.Body())
	return strings.ToLower(f.Name) + ":" + strings.Trim(squeeze(value), " ") + "\r\n"
}

// squeeze makes every run of spaces and tabs one space.
func squeeze(text string) string {
	if !strings.Contains(text, "\t") && !strings.Contains(text, "  ") {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	for i := 0; i < len(text); i++ {
		if text[i] != ' ' && text[i] != '\t' {
			b.WriteByte(text[i])
		} else if i == 0 || text[i-1] != ' ' && text[i-1] != '\t' {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// body makes the body comparable (RFC 6376 §3.4.3, §3.4.4).
func (c Canon) body(text string) string {
	if c == Relaxed {
		text = relaxedLines(text)
	}
	for strings.HasSuffix(text, "\r\n") {
		text = text[:len(text)-2]
	}
	// RFC 6376 §3.4.3: without a body, or without a line end at its end, there is one; §3.4.4: an empty body stays so.
	if text == "" && c == Relaxed {
		return ""
	}
	return text + "\r\n"
}

func relaxedLines(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for text != "" {
		line, rest, ended := strings.Cut(text, "\r\n")
		b.WriteString(strings.TrimRight(squeeze(line), " "))
		if ended {
			b.WriteString("\r\n")
		}
		text = rest
	}
	return b.String()
}

// signedHeader is what the signature of a header covers: the named fields, from the last of a name to its first, then the
// signature field itself without its value (RFC 6376 §3.5, §3.7, §5.4.2).
func signedHeader(h mail.Header, s Signature) string {
	var b strings.Builder
	used := make([]bool, len(h))
	for _, name := range s.Headers {
		for i := len(h) - 1; i >= 0; i-- {
			if !used[i] && strings.EqualFold(h[i].Name, name) && h[i].Raw != s.Field.Raw {
				used[i] = true
				b.WriteString(s.HeaderCanon.header(h[i]))
				break
			}
		}
	}
	own := s.Field
	own.Raw = withoutValue(own.Raw)
	return b.String() + strings.TrimSuffix(s.HeaderCanon.header(own), "\r\n")
}

// withoutValue empties "b=" in the octets of a field.
func withoutValue(raw string) string {
	start := strings.IndexByte(raw, ':') + 1
	for start < len(raw) {
		end := len(raw)
		if i := strings.IndexByte(raw[start:], ';'); i >= 0 {
			end = start + i
		}
		if name, _, ok := strings.Cut(raw[start:end], "="); ok && strings.Trim(name, " \t\r\n") == "b" {
			return raw[:start+len(name)+1] + raw[end:]
		}
		start = end + 1
	}
	return raw
}
