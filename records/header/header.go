// Package header reads the header of a message that was received: the way it took, what the receiver found out about
// its sender, and who it claims to be from. [Judge] then holds that against what DNS says now.
package header

import (
	"net/netip"
	"strings"

	"todoku/records/domain"
	"todoku/records/mail"
)

// Message is what the header tells.
type Message struct {
	Part mail.Part
	// Whole says that there is a body too.
	Whole bool
	// From are the authors; there should be one.
	From    []mail.Address
	Subject string
	Date    mail.Date
	HasDate bool
	// ReturnPath is the envelope sender as the last server noted it; HasReturnPath tells "<>" from none.
	ReturnPath    string
	HasReturnPath bool
	// Hops are the servers on the way, the first one first.
	Hops []Hop
	// Results are what receivers found out, the last one first.
	Results []Result
	// Forwards are the signs that the message did not come straight from its sender.
	Forwards []Forward
}

// Read reads a header, or a whole message. It is total.
func Read(text string, decode mail.Decoder) Message {
	m := Message{Part: mail.Read(text)}
	h := m.Part.Header
	m.Whole = strings.TrimSpace(m.Part.Body) != "" || len(m.Part.Parts) > 0
	m.From = mail.Addresses(h.Get("From"), decode)
	m.Subject = mail.Words(h.Get("Subject"), decode)
	m.Date, m.HasDate = mail.ParseDate(h.Get("Date"))
	if paths := h.All("Return-Path"); len(paths) > 0 {
		m.HasReturnPath = true
		if list := mail.Addresses(paths[0].Value(), decode); len(list) > 0 {
			m.ReturnPath = list[0].Addr
		}
	}
	m.Hops = hops(h)
	m.Results = results(h)
	m.Forwards = forwards(m)
	return m
}

// Empty reports whether nothing of a header was found.
func (m Message) Empty() bool { return len(m.Part.Header) < 2 }

// Author is the domain of the only author; "" where there is not exactly one (RFC 9989 §5.3.1).
func (m Message) Author() string {
	if len(m.Part.Header.All("From")) != 1 {
		return ""
	}
	author := ""
	for _, a := range m.From {
		d, problem := domain.Parse(a.Domain())
		if problem != nil || author != "" && d != author {
			return ""
		}
		author = d
	}
	return author
}

// Result returns the newest result of a method, or the zero Result.
func (m Message) Result(method string) Result {
	for _, r := range m.Results {
		if r.Method == method {
			return r
		}
	}
	return Result{}
}

// Envelope is the domain of the envelope sender: of Return-Path, or what the receiver noted. It is "" for a bounce, and
// where nothing tells.
func (m Message) Envelope() string {
	candidates := []string{m.ReturnPath}
	for _, r := range m.Results {
		if r.Method == "spf" {
			candidates = append(candidates, r.Prop("smtp.mailfrom"), r.Prop("smtp.mail"), r.Prop("envelope-from"))
		}
	}
	for _, c := range candidates {
		if i := strings.LastIndexByte(c, '@'); i >= 0 {
			c = c[i+1:]
		}
		if d, problem := domain.Parse(strings.Trim(c, "<>\"")); problem == nil {
			return d
		}
	}
	return ""
}

// Handover is the hop over which the message came from outside: the server that the receiver judged. It is nil where no
// hop tells.
func (m Message) Handover() *Hop {
	seen := m.client()
	for i := len(m.Hops) - 1; i >= 0; i-- {
		h := &m.Hops[i]
		if seen.IsValid() && h.IP == seen {
			return h
		}
	}
	for i := len(m.Hops) - 1; i >= 0; i-- {
		h := &m.Hops[i]
		if h.IP.IsValid() && h.IP.IsGlobalUnicast() && !h.IP.IsPrivate() && !related(h.From, h.By) && !related(h.Reverse, h.By) {
			return h
		}
	}
	return nil
}

// client is the address that the newest SPF result speaks of.
func (m Message) client() netip.Addr {
	for _, r := range m.Results {
		if r.Method == "spf" && r.Client.IsValid() {
			return r.Client
		}
	}
	return netip.Addr{}
}

// related reports whether two hosts look like those of one operator: the same last two labels, or three below names such
// as co.jp. It only tells where a message came in; nothing is decided by it.
func related(a, b string) bool {
	a, b = domain.Canonical(a), domain.Canonical(b)
	return a != "" && b != "" && operator(a) == operator(b)
}

func operator(host string) string {
	labels := strings.Split(host, ".")
	n := len(labels)
	if n > 2 && len(labels[n-1]) == 2 && len(labels[n-2]) <= 3 {
		return strings.Join(labels[n-3:], ".")
	}
	return strings.Join(labels[max(0, n-2):], ".")
}
