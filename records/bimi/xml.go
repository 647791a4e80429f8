package bimi

import (
	"strings"

	"todoku/records/finding"
)

// element is a start tag of an XML text.
type element struct {
	name  string // without its prefix
	attrs []attr
	depth int
	text  string // what stands between it and the next tag, its references as they are written
	span  finding.Span
}

// attr is an attribute. Its references are as they are written.
type attr struct{ name, value string }

// get returns the value of the attribute, in the spelling of XML, which tells capitals apart.
func (e element) get(name string) (string, bool) {
	for _, a := range e.attrs {
		if a.name == name {
			return a.value, true
		}
	}
	return "", false
}

// document is what an XML text consists of, as far as a logo is concerned.
type document struct {
	elements []element
	doctype  bool // there is a DOCTYPE
	// instruction is the target of a processing instruction other than the XML declaration.
	instruction string
	// broken says that tags are not closed or not closed in order.
	broken bool
}

// readXML reads the start tags of an XML text. It is total, and expands no entity: a logo that needs one is refused
// anyway.
func readXML(text string) document {
	var d document
	var open []string
	for at := 0; at < len(text); {
		lt := strings.IndexByte(text[at:], '<')
		if lt < 0 {
			break
		}
		if n := len(d.elements); n > 0 && d.elements[n-1].text == "" {
			d.elements[n-1].text = text[at : at+lt]
		}
		start := at + lt
		rest := text[start:]
		switch {
		case strings.HasPrefix(rest, "<!--"):
			at = d.past(text, start, "-->")
		case strings.HasPrefix(rest, "<![CDATA["):
			at = d.past(text, start, "]]>")
		case strings.HasPrefix(rest, "<?"):
			at = d.past(text, start, "?>")
			if fields := strings.Fields(strings.Trim(text[start:at], "<?>")); len(fields) > 0 && fields[0] != "xml" {
				d.instruction = fields[0]
			}
		case strings.HasPrefix(rest, "<!"):
			d.doctype = true
			at = pastDoctype(text, start)
		case strings.HasPrefix(rest, "</"):
			at = d.past(text, start, ">")
			name := strings.TrimSpace(strings.Trim(text[start:at], "</>"))
			if len(open) == 0 || open[len(open)-1] != name {
				d.broken = true
			} else {
				open = open[:len(open)-1]
			}
		default:
			end := endOfTag(text, start)
			d.broken = d.broken || end > len(text) || end == start
			inner := strings.TrimSuffix(text[start+1:min(end, len(text))], ">")
			closed := strings.HasSuffix(inner, "/")
			e := readTag(strings.TrimSuffix(inner, "/"))
			e.depth, e.span = len(open), finding.Span{Start: start, End: min(end, len(text))}
			if !closed {
				open = append(open, e.name)
			}
			_, local, prefixed := strings.Cut(e.name, ":")
			if prefixed {
				e.name = local
			}
			d.elements = append(d.elements, e)
			at = max(end, start+1)
		}
	}
	d.broken = d.broken || len(open) > 0
	return d
}

// past returns what follows the next mark; without one the text is broken.
func (d *document) past(text string, start int, mark string) int {
	i := strings.Index(text[start:], mark)
	if i < 0 {
		d.broken = true
		return len(text)
	}
	return start + i + len(mark)
}

// pastDoctype returns what follows a declaration that may hold others in brackets.
func pastDoctype(text string, start int) int {
	depth := 0
	for i := start; i < len(text); i++ {
		switch text[i] {
		case '[':
			depth++
		case ']':
			depth--
		case '>':
			if depth <= 0 {
				return i + 1
			}
		}
	}
	return len(text)
}

// endOfTag returns what follows the ">" of the tag; one inside quotation marks does not end it. It is beyond the text
// where there is none.
func endOfTag(text string, start int) int {
	quote := byte(0)
	for i := start; i < len(text); i++ {
		switch c := text[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i + 1
		}
	}
	return len(text) + 1
}

// readTag reads the inside of a start tag: a name, and attributes with their values in quotation marks.
func readTag(inner string) element {
	end := strings.IndexAny(inner, " \t\r\n")
	if end < 0 {
		return element{name: inner}
	}
	e := element{name: inner[:end]}
	rest := inner[end:]
	for {
		name, after, found := strings.Cut(rest, "=")
		after = strings.TrimLeft(after, " \t\r\n")
		if !found || after == "" || after[0] != '"' && after[0] != '\'' {
			return e
		}
		value, next, closed := strings.Cut(after[1:], after[:1])
		if !closed {
			return e
		}
		e.attrs = append(e.attrs, attr{strings.TrimSpace(name), value})
		rest = next
	}
}
