package aggregate

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// Namespace is that of the reports of RFC 9990.
const Namespace = "urn:ietf:params:xml:ns:dmarc-2.0"

// String writes the report in the form of RFC 9990 Appendix A, or of RFC 7489 where it has no namespace.
func (r Report) String() string {
	var w writer
	w.b.WriteString(xml.Header)
	if r.Namespace != "" {
		w.b.WriteString(`<feedback xmlns="` + escape(r.Namespace) + `">` + "\n")
	} else {
		w.b.WriteString("<feedback>\n")
	}
	w.text("version", r.Version)
	w.in("report_metadata", func() {
		w.text("org_name", r.Org)
		w.text("email", r.Email)
		w.text("extra_contact_info", r.Contact)
		w.text("report_id", r.ID)
		w.in("date_range", func() {
			w.text("begin", strconv.FormatInt(r.Begin, 10))
			w.text("end", strconv.FormatInt(r.End, 10))
		})
		for _, e := range r.Errors {
			w.b.WriteString("<error>" + escape(e) + "</error>\n")
		}
		w.text("generator", r.Generator)
	})
	w.in("policy_published", func() {
		p := r.Published
		w.text("domain", p.Domain)
		for _, f := range [][2]string{{"p", p.P}, {"sp", p.SP}, {"np", p.NP}, {"adkim", p.ADKIM}, {"aspf", p.ASPF},
			{"discovery_method", p.Discovery}, {"fo", p.FO}, {"testing", p.Testing}, {"pct", p.Pct}} {
			w.text(f[0], f[1])
		}
	})
	for _, row := range r.Rows {
		w.in("record", func() { w.row(row) })
	}
	w.b.WriteString("</feedback>\n")
	return w.b.String()
}

type writer struct{ b strings.Builder }

func (w *writer) in(name string, f func()) {
	w.b.WriteString("<" + name + ">\n")
	f()
	w.b.WriteString("</" + name + ">\n")
}

// text writes an element, unless it would be empty.
func (w *writer) text(name, text string) {
	if text != "" {
		w.b.WriteString("<" + name + ">" + escape(text) + "</" + name + ">\n")
	}
}

func escape(text string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(text))
	return b.String()
}

func (w *writer) row(r Row) {
	w.in("row", func() {
		if r.Source.IsValid() {
			w.text("source_ip", r.Source.String())
		}
		w.text("count", strconv.Itoa(r.Count))
		w.in("policy_evaluated", func() {
			w.text("disposition", r.Disposition)
			w.text("dkim", r.DKIM)
			w.text("spf", r.SPF)
			for _, reason := range r.Reasons {
				w.in("reason", func() {
					w.text("type", reason.Type)
					w.text("comment", reason.Comment)
				})
			}
		})
	})
	w.in("identifiers", func() {
		w.text("header_from", r.HeaderFrom)
		w.text("envelope_from", r.EnvelopeFrom)
		w.text("envelope_to", r.EnvelopeTo)
	})
	w.in("auth_results", func() {
		for _, s := range r.Signatures {
			w.in("dkim", func() {
				w.text("domain", s.Domain)
				w.text("selector", s.Selector)
				w.text("result", s.Result)
				w.text("human_result", s.Human)
			})
		}
		for _, s := range r.Sender {
			w.in("spf", func() {
				w.text("domain", s.Domain)
				w.text("scope", s.Scope)
				w.text("result", s.Result)
				w.text("human_result", s.Human)
			})
		}
	})
}
