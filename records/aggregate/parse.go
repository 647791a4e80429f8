package aggregate

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"net/netip"
	"strconv"
	"strings"
	"unicode/utf8"

	"todoku/records/domain"
	"todoku/records/mail"
)

// Parse reads an aggregate report, unpacked. Elements that it does not know are passed over. The error is one of those
// above; decode reads charsets other than Unicode and Latin and may be nil.
func Parse(data []byte, decode mail.Decoder) (Report, error) {
	if len(data) > MaxSize {
		return Report{}, ErrTooLarge
	}
	p := parser{}
	d := xml.NewDecoder(bytes.NewReader(clean(data, decode)))
	d.Strict = false
	d.CharsetReader = func(charset string, input io.Reader) (io.Reader, error) {
		text, err := io.ReadAll(input)
		return strings.NewReader(string(legal([]byte(mail.ToUTF8(charset, string(text), decode))))), err
	}
	for {
		token, err := d.RawToken()
		switch {
		case err == io.EOF && p.found && len(p.path) > 0, errors.Is(err, io.ErrUnexpectedEOF):
			return Report{}, ErrTruncated
		case err == io.EOF && !p.found:
			return Report{}, ErrNotReport
		case err == io.EOF:
			return p.report, nil
		case err != nil:
			return Report{}, whyBroken(err, p.found)
		}
		if err := p.token(token); err != nil {
			return Report{}, err
		}
	}
}

// whyBroken tells a report that was cut off from a text that never was XML.
func whyBroken(err error, found bool) error {
	var syntax *xml.SyntaxError
	switch {
	case !found:
		return ErrNotReport
	case errors.As(err, &syntax) && strings.Contains(syntax.Msg, "unexpected EOF"):
		return ErrTruncated
	}
	return ErrBroken
}

// clean gives the text the form that the XML reader insists on: UTF-8 without the characters that XML forbids. Reports
// of some receivers hold such characters in comments.
func clean(data []byte, decode mail.Decoder) []byte {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		data = withoutDeclaration(mail.ToUTF8("utf-16le", string(data[2:]), decode))
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		data = withoutDeclaration(mail.ToUTF8("utf-16be", string(data[2:]), decode))
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	data = bytes.TrimLeft(data, " \t\r\n\x00")
	if declares8Bit(data) {
		return data // legal is called once the charset is undone
	}
	return legal(data)
}

// declares8Bit reports whether the XML declaration names a charset other than UTF-8.
func declares8Bit(data []byte) bool {
	head, _, found := bytes.Cut(data[:min(len(data), 200)], []byte("?>"))
	if !found || !bytes.HasPrefix(head, []byte("<?xml")) {
		return false
	}
	_, encoding, found := strings.Cut(strings.ToLower(string(head)), "encoding")
	encoding = strings.Trim(encoding, " =\"'")
	return found && !strings.HasPrefix(encoding, "utf-8") && !strings.HasPrefix(encoding, "utf8") && !strings.HasPrefix(encoding, "us-ascii")
}

// withoutDeclaration drops an XML declaration whose charset is undone already.
func withoutDeclaration(text string) []byte {
	if strings.HasPrefix(text, "<?xml") {
		_, text, _ = strings.Cut(text, "?>")
	}
	return []byte(text)
}

// legal drops what XML forbids (XML 1.0 §2.2) and replaces what is no UTF-8.
func legal(data []byte) []byte {
	fine := utf8.Valid(data) && bytes.IndexFunc(data, illegal) < 0
	if fine {
		return data
	}
	out := make([]byte, 0, len(data))
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		if !illegal(r) {
			out = utf8.AppendRune(out, r)
		}
		data = data[n:]
	}
	return out
}

func illegal(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff
}

// parser walks the elements of a report. It goes by the names of the innermost ones alone, because reports nest them
// wrongly more often than they name them wrongly.
type parser struct {
	report Report
	found  bool     // <feedback> was seen
	path   []string // the elements that are open, from <feedback> on
	text   strings.Builder
}

func (p *parser) token(token xml.Token) error {
	switch t := token.(type) {
	case xml.Directive:
		// A document type can define entities that grow without bound; reports have no use for one.
		if bytes.Contains(bytes.ToUpper(t), []byte("ENTITY")) {
			return ErrEntities
		}
	case xml.StartElement:
		p.text.Reset()
		name := t.Name.Local
		if !p.found {
			if name != "feedback" {
				return ErrNotReport
			}
			p.found = true
			for _, a := range t.Attr {
				if a.Name.Local == "xmlns" || a.Name.Space == "xmlns" {
					p.report.Namespace = a.Value
				}
			}
		}
		p.path = append(p.path, name)
		p.open(name)
	case xml.CharData:
		if len(p.path) > 0 && p.text.Len() < 1<<12 {
			p.text.Write(t)
		}
	case xml.EndElement:
		// An end that closes nothing is passed over; one that closes an outer element closes the inner ones, too.
		for i := len(p.path) - 1; i >= 0; i-- {
			if p.path[i] == t.Name.Local {
				p.close(t.Name.Local, p.inside(i), strings.TrimSpace(p.text.String()))
				p.path = p.path[:i]
				break
			}
		}
		p.text.Reset()
	}
	return nil
}

// inside names the element around the one at i.
func (p *parser) inside(i int) string {
	if i == 0 {
		return ""
	}
	return p.path[i-1]
}

// open makes room for what is about to come.
func (p *parser) open(name string) {
	parent := p.inside(len(p.path) - 1)
	switch {
	case name == "record":
		p.report.Rows = append(p.report.Rows, Row{})
	case parent == "auth_results" && name == "dkim":
		r := p.row()
		r.Signatures = append(r.Signatures, Signature{})
	case parent == "auth_results" && name == "spf":
		r := p.row()
		r.Sender = append(r.Sender, SPFResult{})
	case name == "reason":
		r := p.row()
		r.Reasons = append(r.Reasons, Reason{})
	}
}

// row is the row that is being read.
func (p *parser) row() *Row {
	if len(p.report.Rows) == 0 {
		p.report.Rows = append(p.report.Rows, Row{})
	}
	return &p.report.Rows[len(p.report.Rows)-1]
}

// close takes the text of an element.
func (p *parser) close(name, parent, text string) {
	r := &p.report
	switch parent {
	case "feedback":
		if name == "version" {
			r.Version = text
		}
	case "report_metadata":
		if name == "error" {
			r.Errors = append(r.Errors, text)
			return
		}
		set(text, name, map[string]*string{"org_name": &r.Org, "email": &r.Email, "extra_contact_info": &r.Contact,
			"report_id": &r.ID, "generator": &r.Generator})
	case "date_range":
		switch name {
		case "begin":
			r.Begin = seconds(text)
		case "end":
			r.End = seconds(text)
		}
	case "policy_published":
		w := &r.Published
		if name == "domain" {
			w.Domain = domain.Canonical(text)
			return
		}
		set(strings.ToLower(text), name, map[string]*string{"p": &w.P, "sp": &w.SP, "np": &w.NP, "adkim": &w.ADKIM, "aspf": &w.ASPF,
			"fo": &w.FO, "testing": &w.Testing, "discovery_method": &w.Discovery, "pct": &w.Pct})
	case "row", "policy_evaluated", "reason", "identifiers":
		p.rowElement(name, parent, text)
	case "dkim", "spf":
		p.authElement(name, parent, text)
	}
}

func (p *parser) rowElement(name, parent, text string) {
	r := p.row()
	switch name {
	case "source_ip":
		r.Source, _ = netip.ParseAddr(text)
		r.Source = r.Source.Unmap()
	case "count":
		n, err := strconv.ParseFloat(text, 64) // one receiver writes "3.0"
		if err == nil && n >= 0 && n <= 1e12 {
			r.Count = int(n)
		}
	case "disposition":
		r.Disposition = strings.ToLower(text)
	case "dkim":
		r.DKIM = strings.ToLower(text)
	case "spf":
		r.SPF = strings.ToLower(text)
	case "header_from":
		r.HeaderFrom = domain.Canonical(text)
	case "envelope_from":
		r.EnvelopeFrom = domain.Canonical(text)
	case "envelope_to":
		r.EnvelopeTo = domain.Canonical(text)
	case "type", "comment":
		if n := len(r.Reasons); parent == "reason" && n > 0 {
			set(text, name, map[string]*string{"type": &r.Reasons[n-1].Type, "comment": &r.Reasons[n-1].Comment})
		}
	}
}

func (p *parser) authElement(name, parent, text string) {
	r := p.row()
	n, m := len(r.Signatures), len(r.Sender)
	if name == "result" {
		text = strings.ToLower(text)
	}
	if name == "domain" {
		text = domain.Canonical(text)
	}
	switch {
	case parent == "dkim" && n > 0:
		s := &r.Signatures[n-1]
		set(text, name, map[string]*string{"domain": &s.Domain, "selector": &s.Selector, "result": &s.Result, "human_result": &s.Human})
	case parent == "spf" && m > 0:
		s := &r.Sender[m-1]
		set(text, name, map[string]*string{"domain": &s.Domain, "scope": &s.Scope, "result": &s.Result, "human_result": &s.Human})
	}
}

// set writes a text to the field of that name, if there is one.
func set(text, name string, fields map[string]*string) {
	if f := fields[name]; f != nil {
		*f = text
	}
}

// seconds reads a time in seconds since 1970. Some receivers write milliseconds, some a fraction.
func seconds(text string) int64 {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || !(n >= 0 && n <= 1e14) {
		return 0
	}
	if n > 1e11 {
		n /= 1000
	}
	return int64(n)
}
