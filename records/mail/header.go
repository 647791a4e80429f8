package mail

import "strings"

// Field is one field of a header as it stood.
type Field struct {
	Name string // as written
	// Raw is the whole field: name, colon, folds and the last line end.
	Raw string
}

// Body is what follows the colon, with its folds and its last line end.
func (f Field) Body() string { return f.Raw[strings.IndexByte(f.Raw, ':')+1:] }

// Value is what follows the colon, unfolded (RFC 5322 §2.2.3), without surrounding space. Encoded words stay.
func (f Field) Value() string {
	return strings.Trim(strings.NewReplacer("\r\n", "", "\n", "", "\r", "").Replace(f.Body()), " \t")
}

// Header is the fields of a header in the order in which they stood.
type Header []Field

// Get returns the value of the first field of that name in either case, or "".
func (h Header) Get(name string) string {
	for _, f := range h {
		if strings.EqualFold(f.Name, name) {
			return f.Value()
		}
	}
	return ""
}

// All returns the fields of that name in either case.
func (h Header) All(name string) Header {
	var fields Header
	for _, f := range h {
		if strings.EqualFold(f.Name, name) {
			fields = append(fields, f)
		}
	}
	return fields
}

// readHeader reads fields up to the first empty line, or up to the first line that can be none: the body begins
// there, as other readers have it.
func readHeader(text string) (h Header, body string) {
	for text != "" {
		if strings.HasPrefix(text, "\r\n") {
			return h, text[2:]
		}
		name, end := fieldAt(text)
		if end == 0 {
			return h, text
		}
		if len(h) < MaxFields {
			h = append(h, Field{Name: name, Raw: text[:end]})
		}
		text = text[end:]
	}
	return h, ""
}

// fieldAt returns the name of the field at the start of text and where the field ends; 0 where there is none.
func fieldAt(text string) (name string, end int) {
	for i := 0; ; i++ {
		if i == len(text) {
			return "", 0
		}
		if text[i] == ':' {
			name = strings.TrimRight(text[:i], " \t") // RFC 5322 §4.5: space before the colon was allowed once
			break
		}
		// RFC 5322 §2.2: names are printable ASCII without the colon.
		if text[i] > '~' || text[i] < '!' && text[i] != ' ' && text[i] != '\t' {
			return "", 0
		}
	}
	if name == "" || strings.ContainsAny(name, " \t") {
		return "", 0
	}
	for {
		_, end = restOfLine(text, end)
		if end == len(text) || text[end] != ' ' && text[end] != '\t' {
			return name, end
		}
	}
}

// Groups reads a body that is made of headers parted by empty lines, such as a delivery status (RFC 3464 §2.1).
func Groups(text string) []Header {
	var groups []Header
	for text = CRLF(text); text != "" && len(groups) < MaxParts; {
		if strings.HasPrefix(text, "\r\n") {
			text = text[2:]
			continue
		}
		header, rest := readHeader(text)
		if len(rest) == len(text) { // a line that is no field: pass over it
			_, next := restOfLine(text, 0)
			rest = text[next:]
		}
		if len(header) > 0 {
			groups = append(groups, header)
		}
		text = rest
	}
	return groups
}

// mediaType reads a Content-Type. Without a readable one it is plain text (RFC 2045 §5.2).
func mediaType(value string) (string, map[string]string) {
	kind, params := parameters(value)
	if major, minor, ok := strings.Cut(kind, "/"); !ok || major == "" || minor == "" {
		return "text/plain", params
	}
	return kind, params
}

// parameters reads "value; name=value; name="value"" (RFC 2045 §5.1). Values in pieces or with a charset (RFC 2231)
// come together under the bare name, their percent signs undone.
func parameters(text string) (value string, params map[string]string) {
	s := scanner{text: text}
	value = strings.ToLower(strings.TrimSpace(s.until(";")))
	params = map[string]string{}
	for s.skip(';') {
		name := strings.ToLower(strings.TrimSpace(s.until("=;")))
		if !s.skip('=') || name == "" {
			continue
		}
		setParameter(params, name, s.value())
	}
	return value, params
}

func setParameter(params map[string]string, name, value string) {
	base, piece, extended := strings.Cut(name, "*")
	if extended && (piece == "" || strings.HasSuffix(piece, "*")) {
		// RFC 2231 §4: charset'language'text in the first piece
		if parts := strings.SplitN(value, "'", 3); len(parts) == 3 && (piece == "" || piece == "0*") {
			value = parts[2]
			if _, given := params[base+"*charset"]; !given {
				params[base+"*charset"] = strings.ToLower(parts[0])
			}
		}
		value = unpercent(value)
	}
	if _, given := params[base]; given && (!extended || piece == "") {
		return // the first one counts
	}
	params[base] += value
}

func unpercent(text string) string {
	if !strings.Contains(text, "%") {
		return text
	}
	b := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		if text[i] == '%' && i+2 < len(text) && unhex(text[i+1]) >= 0 && unhex(text[i+2]) >= 0 {
			b = append(b, byte(unhex(text[i+1])<<4|unhex(text[i+2])))
			i += 2
			continue
		}
		b = append(b, text[i])
	}
	return string(b)
}

// scanner reads structured fields: it knows quoted strings and comments (RFC 5322 §3.2).
type scanner struct {
	text string
	at   int
}

// until returns the text up to one of the characters, comments left out, quotation marks and what they hold kept.
func (s *scanner) until(stop string) string {
	var b strings.Builder
	for s.at < len(s.text) {
		switch c := s.text[s.at]; {
		case strings.IndexByte(stop, c) >= 0:
			return b.String()
		case c == '"':
			start := s.at
			s.quoted()
			b.WriteString(s.text[start:s.at])
		case c == '(':
			s.comment()
			b.WriteByte(' ')
		default:
			b.WriteByte(c)
			s.at++
		}
	}
	return b.String()
}

// value reads the value of a parameter, quoted or not.
func (s *scanner) value() string {
	s.space()
	if s.at < len(s.text) && s.text[s.at] == '"' {
		value := s.quoted()
		s.until(";")
		return value
	}
	return strings.TrimSpace(s.until(";"))
}

func (s *scanner) space() {
	for s.at < len(s.text) && strings.IndexByte(" \t\r\n", s.text[s.at]) >= 0 {
		s.at++
	}
}

func (s *scanner) skip(c byte) bool {
	if s.at < len(s.text) && s.text[s.at] == c {
		s.at++
		return true
	}
	return false
}

// quoted reads a quoted string, its backslashes undone.
func (s *scanner) quoted() string {
	var b strings.Builder
	for s.at++; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; {
		case c == '"':
			s.at++
			return b.String()
		case c == '\\' && s.at+1 < len(s.text):
			s.at++
			b.WriteByte(s.text[s.at])
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// comment reads a comment, which may hold others, and returns what stands in it.
func (s *scanner) comment() string {
	start, depth := s.at+1, 0
	for ; s.at < len(s.text); s.at++ {
		switch s.text[s.at] {
		case '\\':
			s.at++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				s.at++
				return s.text[start : s.at-1]
			}
		}
	}
	s.at = len(s.text)
	return s.text[min(start, s.at):]
}
