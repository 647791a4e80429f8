package header

import (
	"net/netip"
	"strings"

	"todoku/records/mail"
)

// Hop is one Received field (RFC 5321 §4.4): one server took the message from another.
type Hop struct {
	From    string // the name that the other server gave for itself
	Reverse string // the name that its address leads to, as the server that wrote this found
	IP      netip.Addr
	By      string
	With    string // the protocol: "ESMTPS"
	For     string
	Date    mail.Date
	HasDate bool
	// Delay is how many seconds passed since the hop before; HasDelay tells 0 from unknown. Clocks differ, so that it
	// may be negative.
	Delay    int64
	HasDelay bool
	Text     string // the field as it stood, unfolded
}

// Encrypted reports whether the hop was encrypted: true, false, or not known (RFC 3848, RFC 8314 §7.4).
func (h Hop) Encrypted() (encrypted, known bool) {
	with, text := strings.ToUpper(h.With), strings.ToLower(h.Text)
	switch {
	case strings.Contains(with, "SMTPS") || strings.Contains(with, "LMTPS") || strings.Contains(text, "tls1") || strings.Contains(text, "version=tls") || strings.Contains(text, "using tls"):
		return true, true
	case with == "SMTP" || with == "ESMTP" || with == "ESMTPA":
		return false, true
	}
	return false, false
}

// maxHops bounds what is read; a message of more is caught in a loop.
const maxHops = 100

func hops(h mail.Header) []Hop {
	fields := h.All("Received")
	if len(fields) > maxHops {
		fields = fields[:maxHops]
	}
	list := make([]Hop, 0, len(fields))
	for i := len(fields) - 1; i >= 0; i-- {
		list = append(list, parseReceived(fields[i].Value()))
	}
	last := -1 // the hop before that has a date
	for i := range list {
		if !list[i].HasDate {
			continue
		}
		if last >= 0 {
			list[i].Delay, list[i].HasDelay = list[i].Date.Unix-list[last].Date.Unix, true
		}
		last = i
	}
	return list
}

// parseReceived reads "from NAME (NAME [IP]) by NAME with ESMTPS id ID for <a>; DATE" and what other programs write.
func parseReceived(text string) Hop {
	h := Hop{Text: text}
	clauses := text
	if i := strings.LastIndexByte(text, ';'); i >= 0 {
		if h.Date, h.HasDate = mail.ParseDate(text[i+1:]); h.HasDate {
			clauses = text[:i]
		}
	}
	clause := ""
	for _, w := range words(clauses) {
		switch lower := strings.ToLower(w); {
		case w[0] == '(':
			if clause == "from" {
				h.comment(w)
			}
		case lower == "from" && clause == "", lower == "by", lower == "with", lower == "id", lower == "for", lower == "via":
			clause = lower
		case clause == "from" && h.From == "":
			h.From = hostName(w)
			h.address(w)
		case clause == "by" && h.By == "":
			h.By = hostName(w)
		case clause == "with" && h.With == "":
			h.With = w
		case clause == "for" && h.For == "":
			h.For = strings.Trim(w, "<>;")
		}
	}
	return h
}

// comment reads "(mail.example.jp [192.0.2.1])", "(HELO name)", "([192.0.2.1] helo=name)", "(192.0.2.1)".
func (h *Hop) comment(text string) {
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("() \t,", r) })
	for i, p := range parts {
		lower := strings.ToLower(p)
		switch {
		case strings.HasPrefix(lower, "helo=") || strings.HasPrefix(lower, "ehlo="):
			h.named(p[5:])
		case (lower == "helo" || lower == "ehlo") && i+1 < len(parts):
			h.named(parts[i+1])
		case h.address(p):
		case i == 0 && h.Reverse == "" && strings.Contains(p, ".") && !strings.ContainsAny(p, "=:/@"):
			h.Reverse = strings.ToLower(strings.Trim(p, ".[]"))
		}
	}
}

// named notes the name that the other server gave; what stood in its place is the one that its address leads to.
func (h *Hop) named(name string) {
	name = hostName(name)
	if h.From != "" && h.From != name && h.From != "unknown" && h.Reverse == "" {
		h.Reverse = h.From
	}
	h.From = name
}

// address notes an address where none is known yet.
func (h *Hop) address(word string) bool {
	word = strings.Trim(word, "[]()<>;,")
	if rest, ok := strings.CutPrefix(strings.ToLower(word), "ipv6:"); ok {
		word = rest
	}
	ip, err := netip.ParseAddr(word)
	if err != nil {
		return false
	}
	if !h.IP.IsValid() {
		h.IP = ip.Unmap().WithZone("")
	}
	return true
}

func hostName(word string) string { return strings.ToLower(strings.Trim(word, "[]()<>;,.")) }

// words parts a structured field at spaces; a comment is one word, with its brackets.
func words(text string) []string {
	var list []string
	for i := 0; i < len(text); {
		switch text[i] {
		case ' ', '\t', '\r', '\n':
			i++
		case '(':
			end := commentEnd(text, i)
			list = append(list, text[i:end])
			i = end
		default:
			end := i
			for end < len(text) && !strings.ContainsRune(" \t\r\n(", rune(text[end])) {
				if text[end] == '"' {
					if close := strings.IndexByte(text[end+1:], '"'); close >= 0 {
						end += close + 1
					}
				}
				end++
			}
			list = append(list, text[i:end])
			i = end
		}
	}
	return list
}

// commentEnd returns where the comment that begins at start ends (RFC 5322 §3.2.2).
func commentEnd(text string, start int) int {
	depth := 0
	for i := start; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(text)
}
