package mtasts

import (
	"strconv"
	"strings"

	"todoku/records/domain"
	"todoku/records/finding"
)

// Mode is what a sender does when no server of the policy can be reached over TLS with a good certificate.
type Mode string

// The modes (RFC 8461 §5).
const (
	Enforce Mode = "enforce" // the mail is not sent
	Testing Mode = "testing" // the mail is sent, and a report too where TLS-RPT asks for it
	NoMode  Mode = "none"    // the domain has given up its policy
)

// MaxMaxAge is the longest time that a policy can be kept: about a year, in seconds (RFC 8461 §3.2).
const MaxMaxAge = 31557600

// Policy is a policy file.
type Policy struct {
	// Text is the file as it was written; empty for one that was built.
	Text    string
	Version string // "STSv1"
	Mode    Mode
	// MaxAge is for how many seconds senders keep the policy; "" where it is not there, digits otherwise.
	MaxAge string
	// MX are the patterns that the domain's mail servers match: a host, or "*." and a parent.
	MX []string
	// Others are the lines that none of the above stands for: unknown keys, known ones a second time, lines without ":".
	Others []Line
}

// Line is one line of a policy file. One that is not of the form "key: value" has an empty Key.
type Line struct {
	Key, Value string
	Span       finding.Span
}

// Seconds is MaxAge as a number; ok is false where it is none in the range that the standard allows.
func (p Policy) Seconds() (seconds int, ok bool) {
	n, err := strconv.Atoi(p.MaxAge)
	return n, err == nil && n >= 0 && n <= MaxMaxAge && strings.Trim(p.MaxAge, "0123456789") == ""
}

// lines reads the file line by line. RFC 8461 §3.2: a line ends with CRLF or LF, and white space after ":" and at the
// end counts for nothing.
func lines(text string) []Line {
	var list []Line
	for start := 0; start < len(text); {
		end := len(text)
		if i := strings.IndexByte(text[start:], '\n'); i >= 0 {
			end = start + i
		}
		raw := strings.TrimRight(text[start:end], " \t\r")
		line := Line{Value: raw, Span: finding.Span{Start: start, End: start + len(raw)}}
		if key, value, found := strings.Cut(raw, ":"); found && strings.Trim(key, " \t") == key && key != "" {
			line.Key, line.Value = key, strings.TrimLeft(value, " \t")
		}
		if raw != "" {
			list = append(list, line)
		}
		start = end + 1
	}
	return list
}

// ParsePolicy reads a policy file. It is total.
func ParsePolicy(text string) Policy {
	p := Policy{Text: text}
	for _, line := range lines(text) {
		if !p.set(line) {
			p.Others = append(p.Others, line)
		}
	}
	return p
}

// set takes a line over. Of a key that stands there twice, the first counts (RFC 8461 §3.2).
func (p *Policy) set(line Line) bool {
	field := (*string)(nil)
	switch line.Key {
	case "version":
		field = &p.Version
	case "mode":
		field = (*string)(&p.Mode)
	case "max_age":
		field = &p.MaxAge
	case "mx":
		if line.Value != "" {
			p.MX = append(p.MX, line.Value)
		}
		return line.Value != ""
	}
	if field == nil || *field != "" || line.Value == "" {
		return false
	}
	*field = line.Value
	return true
}

// String writes the file with the line ends that the standard names (RFC 8461 §3.2), keys in their usual order.
func (p Policy) String() string {
	var b strings.Builder
	write := func(key, value string) {
		if value != "" {
			b.WriteString(key + ": " + value + "\r\n")
		}
	}
	write("version", p.Version)
	write("mode", string(p.Mode))
	for _, mx := range p.MX {
		write("mx", mx)
	}
	write("max_age", p.MaxAge)
	for _, line := range p.Others {
		if line.Key == "" {
			b.WriteString(line.Value + "\r\n")
			continue
		}
		b.WriteString(line.Key + ": " + line.Value + "\r\n")
	}
	return b.String()
}

// Covers reports whether a mail server is one of the policy (RFC 8461 §4.1): its name is a pattern, or the pattern
// stands for exactly one label more.
func (p Policy) Covers(host string) bool {
	host = domain.Canonical(host)
	for _, pattern := range p.MX {
		if covers(pattern, host) {
			return true
		}
	}
	return false
}

func covers(pattern, host string) bool {
	pattern = domain.Canonical(pattern)
	if parent, wild := strings.CutPrefix(pattern, "*."); wild {
		// RFC 6125 §6.4.3: the wildcard is the whole left-most label, and stands for one.
		return domain.Parent(host) == parent && len(host) > len(parent)+1
	}
	return pattern == host
}
