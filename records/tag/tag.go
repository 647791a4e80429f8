// Package tag reads and writes the "name=value; name=value" lists that DKIM, DMARC, MTA-STS, TLS-RPT and BIMI share
// (RFC 6376 §3.2). It keeps what it does not understand and knows no protocol.
package tag

import (
	"strings"

	"todoku/records/finding"
)

// Tag is one element of a list. An element without "=" has an empty Name and its text in Value.
type Tag struct {
	Name  string // as written, without surrounding space
	Value string // as written, without surrounding space
	// Where the whole element, its name and its value stand in the text.
	Span, NameSpan, ValueSpan finding.Span
}

// Bare reports whether the element has no "=" and so is no tag at all.
func (t Tag) Bare() bool { return t.Name == "" && t.NameSpan == (finding.Span{}) }

// String writes the element as it stands in a list.
func (t Tag) String() string {
	if t.Bare() {
		return t.Value
	}
	return t.Name + "=" + t.Value
}

// List is a tag list in the order in which it was written.
type List []Tag

// Parse reads a tag list. It is total: any text gives a list. Empty elements, such as the one after a final ";",
// are left out.
func Parse(text string) List {
	var list List
	for start := 0; start <= len(text); {
		end := len(text)
		if i := strings.IndexByte(text[start:], ';'); i >= 0 {
			end = start + i
		}
		if span := trim(text, start, end); span.Start < span.End {
			list = append(list, parseTag(text, span))
		}
		start = end + 1
	}
	return list
}

func parseTag(text string, span finding.Span) Tag {
	eq := strings.IndexByte(text[span.Start:span.End], '=')
	if eq < 0 {
		return Tag{Value: text[span.Start:span.End], Span: span, ValueSpan: span}
	}
	name := trim(text, span.Start, span.Start+eq)
	value := trim(text, span.Start+eq+1, span.End)
	if name.Start == name.End {
		name.End++ // "=x" is a tag without a name; its span is the sign, so that it is told from a bare word
		return Tag{Value: text[value.Start:value.End], Span: span, NameSpan: name, ValueSpan: value}
	}
	return Tag{
		Name: text[name.Start:name.End], Value: text[value.Start:value.End],
		Span: span, NameSpan: name, ValueSpan: value,
	}
}

// trim returns the span of text[start:end] without surrounding white space. RFC 6376 §3.2 allows folding white space
// around names and values.
func trim(text string, start, end int) finding.Span {
	for start < end && isSpace(text[start]) {
		start++
	}
	for end > start && isSpace(text[end-1]) {
		end--
	}
	return finding.Span{Start: start, End: end}
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// String writes the list in its usual form: "v=DMARC1; p=none".
func (l List) String() string {
	var b strings.Builder
	for i, t := range l {
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(t.String())
	}
	return b.String()
}

// Get returns the first tag of that name.
func (l List) Get(name string) (Tag, bool) {
	for _, t := range l {
		if t.Name == name {
			return t, true
		}
	}
	return Tag{}, false
}

// Value returns the value of the first tag of that name, or "".
func (l List) Value(name string) string {
	t, _ := l.Get(name)
	return t.Value
}

// Repeated returns the tags whose name stands earlier in the list already.
func (l List) Repeated() List {
	var again List
	for i, t := range l {
		if _, seen := l[:i].Get(t.Name); seen && t.Name != "" {
			again = append(again, t)
		}
	}
	return again
}

// Mailto makes the URI of a mail address for a list of report addresses. RFC 9989 §4.8, RFC 8460 §3: what parts the
// addresses of a list is percent-encoded inside one.
func Mailto(address string) string {
	return "mailto:" + strings.NewReplacer("%", "%25", ",", "%2C", "!", "%21", ";", "%3B", "?", "%3F").Replace(address)
}
