// Package mail reads messages of electronic mail (RFC 5322) and their parts (RFC 2045, RFC 2046) as they arrive from
// people: whole, cut, with the line ends of any system, in any charset.
//
// [Read] is total and bounded: any text gives a message, and what lies beyond the limits is left out and marked. The
// octets of the header and of the body are kept as they stood, because a DKIM signature covers them. Charsets other
// than Unicode and Latin are the business of a [Decoder] that the caller passes in: the browser has one already.
package mail

import "strings"

// Limits of what is read. They are far above what mail has, and low enough that a page goes on answering.
const (
	MaxSize   = 32 << 20 // octets of a message; the rest is left out
	MaxDepth  = 16       // parts inside parts
	MaxParts  = 1000     // parts of a message, at all depths
	MaxFields = 2000     // fields of one header
)

// Part is a message, or one part of a message with several.
type Part struct {
	Header Header
	// Type is the media type in lower case, such as "text/plain"; that of RFC 2045 §5.2 where none is given.
	Type string
	// Params are the parameters of the media type, their names in lower case.
	Params map[string]string
	// Body is the body as it stood, its transfer encoding not undone. Lines end with CR LF.
	Body string
	// Parts are the parts of a multipart, or the one message in a "message/rfc822".
	Parts []Part
	// Cut says that something inside lies beyond the limits and was left out.
	Cut bool
}

// Read reads a message. A header without a body is a message too. Line ends of any kind become CR LF, which is what a
// signature covers (RFC 6376 §5.3); empty lines before the header and the "From " line of a mailbox file are dropped.
func Read(text string) Part {
	cut := len(text) > MaxSize
	if cut {
		text = text[:MaxSize]
	}
	r := reader{left: MaxParts}
	p := r.message(clean(text), 0)
	p.Cut = p.Cut || cut
	return p
}

// clean drops what stands before the header and gives every line the same end.
func clean(text string) string {
	text = strings.TrimPrefix(text, "\uFEFF")
	for text != "" && (text[0] == '\r' || text[0] == '\n') {
		text = text[1:]
	}
	text = CRLF(text)
	if strings.HasPrefix(text, "From ") || strings.HasPrefix(text, ">From ") {
		_, text, _ = strings.Cut(text, "\r\n")
	}
	return text
}

// CRLF gives every line of text the end CR LF. A CR that stands alone stays.
func CRLF(text string) string {
	bare := 0
	for i := 0; i < len(text); i++ {
		if text[i] == '\n' && (i == 0 || text[i-1] != '\r') {
			bare++
		}
	}
	if bare == 0 {
		return text
	}
	b := make([]byte, 0, len(text)+bare)
	for i := 0; i < len(text); i++ {
		if text[i] == '\n' && (i == 0 || text[i-1] != '\r') {
			b = append(b, '\r')
		}
		b = append(b, text[i])
	}
	return string(b)
}

type reader struct{ left int }

// message reads a message from text with CR LF.
func (r *reader) message(text string, depth int) Part {
	header, body := readHeader(text)
	p := Part{Header: header, Body: body}
	p.Type, p.Params = mediaType(header.Get("Content-Type"))
	r.inside(&p, depth)
	return p
}

// inside reads the parts of p.
func (r *reader) inside(p *Part, depth int) {
	boundary := p.Params["boundary"]
	switch {
	case strings.HasPrefix(p.Type, "multipart/") && boundary != "":
		for _, text := range split(p.Body, boundary, r.left) {
			r.add(p, text, depth)
		}
	case p.Type == "message/rfc822" || p.Type == "message/global" || p.Type == "text/rfc822-headers" || p.Type == "message/global-headers":
		// RFC 2046 §5.2.1 allows no encoding here, but it is met.
		r.add(p, clean(p.Content()), depth)
	}
	if p.Type == "multipart/digest" { // RFC 2046 §5.1.5: there the default is a message
		for i := range p.Parts {
			if q := &p.Parts[i]; q.Header.Get("Content-Type") == "" {
				q.Type = "message/rfc822"
				r.inside(q, depth+1)
			}
		}
	}
}

func (r *reader) add(p *Part, text string, depth int) {
	if r.left == 0 || depth == MaxDepth {
		p.Cut = true
		return
	}
	r.left--
	part := r.message(text, depth+1)
	p.Cut = p.Cut || part.Cut
	p.Parts = append(p.Parts, part)
}

// split parts the body of a multipart at its boundary (RFC 2046 §5.1.1), into one part more than limit at most. What
// stands before the first boundary and after the last is not meant to be read. A missing last boundary is forgiven.
func split(body, boundary string, limit int) []string {
	var parts []string
	delimiter := "--" + boundary
	start := -1 // of the part that is being read
	for at := 0; at <= len(body) && len(parts) <= limit; {
		i := strings.Index(body[at:], delimiter)
		if i < 0 {
			break
		}
		i += at
		at = i + len(delimiter)
		line, next := restOfLine(body, at)
		closing := strings.HasPrefix(line, "--")
		if i > 0 && body[i-1] != '\n' || strings.Trim(strings.TrimPrefix(line, "--"), " \t") != "" {
			continue
		}
		if start >= 0 { // the line end before a boundary belongs to the boundary
			parts = append(parts, body[start:max(start, i-2)])
		}
		start, at = next, next
		if closing {
			return parts
		}
	}
	if start >= 0 && start < len(body) && len(parts) <= limit {
		parts = append(parts, body[start:])
	}
	return parts
}

// restOfLine returns the line of text that goes on at a place, without its end, and where the next line starts.
func restOfLine(text string, at int) (line string, next int) {
	i := strings.Index(text[at:], "\r\n")
	if i < 0 {
		return text[at:], len(text)
	}
	return text[at : at+i], at + i + 2
}

// Walk calls visit for p and for every part inside it, in order, until visit returns false.
func (p *Part) Walk(visit func(*Part) bool) bool {
	if !visit(p) {
		return false
	}
	for i := range p.Parts {
		if !p.Parts[i].Walk(visit) {
			return false
		}
	}
	return true
}

// Find returns the first part of one of the media types, p included, or nil.
func (p *Part) Find(types ...string) *Part {
	var found *Part
	p.Walk(func(q *Part) bool {
		for _, t := range types {
			if q.Type == t {
				found = q
				return false
			}
		}
		return true
	})
	return found
}
