package header

import (
	"net/netip"
	"strconv"
	"strings"

	"todoku/records/mail"
)

// Origin is the field that a result stood in.
type Origin string

// The origins.
const (
	Authentication Origin = "authentication-results"
	ARC            Origin = "arc-authentication-results" // what a server before the last one saw
	ReceivedSPF    Origin = "received-spf"
)

// Prop is a property of a result: "header.d=example.jp".
type Prop struct{ Name, Value string }

// Result is one result as a receiver wrote it (RFC 8601 §2.2).
type Result struct {
	Method string // "spf", "dkim", "dmarc", "arc", "compauth"…
	Value  string // "pass", "fail"…
	Reason string
	Props  []Prop
	// Comment is what stands in brackets.
	Comment string
	// Server is who says so; empty where the field does not tell, as Microsoft's do not.
	Server string
	Origin Origin
	// Instance is the number of the ARC set; 0 outside of one.
	Instance int
	// Client is the address of the sending server, where the result names it.
	Client netip.Addr
}

// Prop returns the value of a property, or "".
func (r Result) Prop(name string) string {
	for _, p := range r.Props {
		if p.Name == name {
			return p.Value
		}
	}
	return ""
}

// maxResults bounds what is read of one header.
const maxResults = 200

func results(h mail.Header) []Result {
	var list []Result
	add := func(more ...Result) { list = append(list, more[:min(len(more), maxResults-len(list))]...) }
	for _, f := range h {
		switch strings.ToLower(f.Name) {
		case "authentication-results":
			add(parseResults(f.Value(), Authentication, 0)...)
		case "received-spf":
			add(parseReceivedSPF(f.Value()))
		case "arc-authentication-results":
			instance, rest := arcInstance(f.Value())
			add(parseResults(rest, ARC, instance)...)
		}
	}
	return list
}

// arcInstance reads "i=1;" at the start of an ARC field (RFC 8617 §4.1.1).
func arcInstance(value string) (int, string) {
	first, rest, _ := strings.Cut(value, ";")
	name, number, _ := strings.Cut(first, "=")
	n, err := strconv.Atoi(strings.TrimSpace(number))
	if strings.TrimSpace(name) != "i" || err != nil || n < 1 || n > 50 {
		return 0, value
	}
	return n, rest
}

// parseResults reads "server 1; method=value reason="…" type.property=value; …". Microsoft leaves the server out, and
// nothing is lost by reading on.
func parseResults(value string, origin Origin, instance int) []Result {
	var list []Result
	server := ""
	for i, part := range split(value) {
		tokens := words(part)
		plain := tokens[:0:0]
		var comments []string
		for _, t := range tokens {
			if t[0] == '(' {
				comments = append(comments, strings.Trim(t, "()"))
			} else {
				plain = append(plain, t)
			}
		}
		plain = joined(plain)
		if len(plain) == 0 {
			continue
		}
		if method, _, ok := strings.Cut(plain[0], "="); i == 0 && (!ok || strings.Contains(method, ".")) {
			server = strings.ToLower(plain[0]) // RFC 8601 §2.2: authserv-id, maybe with a version
			if len(plain) < 2 || !strings.Contains(plain[1], "=") {
				continue
			}
			plain = plain[1:]
		}
		if r, ok := resultOf(plain); ok {
			r.Comment, r.Server, r.Origin, r.Instance = strings.Join(comments, " "), server, origin, instance
			r.Client = addressIn(r.Comment + " " + r.Prop("smtp.remote-ip") + " " + r.Prop("policy.iprev"))
			list = append(list, r)
		}
	}
	return list
}

// resultOf reads "method=value" and what follows it.
func resultOf(tokens []string) (Result, bool) {
	method, value, ok := strings.Cut(tokens[0], "=")
	if !ok || method == "" {
		return Result{}, false
	}
	method, _, _ = strings.Cut(strings.ToLower(method), "/") // RFC 8601 §2.2: method-version
	r := Result{Method: method, Value: strings.ToLower(unquoted(value))}
	for _, t := range tokens[1:] {
		name, value, ok := strings.Cut(t, "=")
		switch {
		case !ok:
		case strings.EqualFold(name, "reason"):
			r.Reason = unquoted(value)
		default:
			r.Props = append(r.Props, Prop{strings.ToLower(name), unquoted(value)})
		}
	}
	return r, true
}

// joined puts "a = b" and "a =b" together again; RFC 8601 §2.2 allows space around the sign.
func joined(tokens []string) []string {
	var list []string
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		for i+1 < len(tokens) && (strings.HasSuffix(t, "=") || strings.HasPrefix(tokens[i+1], "=")) {
			i++
			t += tokens[i]
		}
		list = append(list, t)
	}
	return list
}

func unquoted(value string) string { return strings.Trim(value, `"`) }

// split parts a field at semicolons outside of comments and quotation marks.
func split(text string) []string {
	var list []string
	start := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '(':
			i = commentEnd(text, i) - 1
		case '"':
			if end := strings.IndexByte(text[i+1:], '"'); end >= 0 {
				i += end + 1
			}
		case ';':
			list = append(list, text[start:i])
			start = i + 1
		}
	}
	return append(list, text[min(start, len(text)):])
}

// parseReceivedSPF reads "pass (comment) client-ip=192.0.2.1; envelope-from=a@example.jp; helo=name" (RFC 7208 §9.1).
func parseReceivedSPF(value string) Result {
	r := Result{Method: "spf", Origin: ReceivedSPF}
	for _, t := range words(strings.ReplaceAll(value, ";", " ")) {
		name, value, pair := strings.Cut(t, "=")
		switch {
		case t[0] == '(':
			r.Comment = strings.Trim(t, "()")
		case r.Value == "" && !pair:
			r.Value = strings.ToLower(t)
		case pair:
			r.Props = append(r.Props, Prop{strings.ToLower(name), unquoted(value)})
		}
	}
	r.Server = r.Prop("receiver")
	r.Client = addressIn(r.Prop("client-ip"))
	if !r.Client.IsValid() {
		r.Client = addressIn(r.Comment)
	}
	return r
}

// addressIn returns the first address in a text.
func addressIn(text string) netip.Addr {
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ()[]<>,;=\"", r) }) {
		if ip, err := netip.ParseAddr(strings.TrimRight(w, ".")); err == nil {
			return ip.Unmap().WithZone("")
		}
	}
	return netip.Addr{}
}
