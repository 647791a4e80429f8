// Package mx reads, writes and judges MX records: the servers that take a domain's mail (RFC 5321 §5.1), and the null MX
// with which a domain says that it takes none (RFC 7505).
package mx

import (
	"net/netip"
	"strconv"
	"strings"

	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/lookup"
	"todoku/records/txt"
)

// Record is an MX record: 10 mail.example.com
type Record struct {
	// Text is the record as it was written; empty for one that was built.
	Text string
	// Preference orders the servers, the lowest first (RFC 5321 §5.1).
	Preference uint16
	// Host is the server in lower case without the final dot; empty for a null MX.
	Host string
	// Whole says that the text had the form of a record. The fields above mean nothing without.
	Whole bool
}

// Null is the record of a domain that takes no mail (RFC 7505 §3): 0 .
var Null = Record{Whole: true}

// Parse reads a record in presentation form (RFC 1035 §3.3.9): a number and a name. It is total.
func Parse(text string) Record {
	r := Record{Text: text}
	fields := strings.Fields(text)
	if len(fields) != 2 {
		return r
	}
	n, err := strconv.ParseUint(fields[0], 10, 16)
	if err != nil {
		return r
	}
	return Record{text, uint16(n), domain.Canonical(fields[1]), true}
}

// Of makes the record of what DNS answered.
func Of(r lookup.Record) Record {
	built := Record{Preference: r.Preference, Host: domain.Canonical(r.Host), Whole: true}
	built.Text = built.String()
	return built
}

// String writes the record in presentation form, its name with the final dot. One that was read and has not its form
// gives its text.
func (r Record) String() string {
	if !r.Whole {
		return r.Text
	}
	return strconv.Itoa(int(r.Preference)) + " " + r.Host + "."
}

// IsNull reports whether the record says that the domain takes no mail (RFC 7505 §3).
func (r Record) IsNull() bool { return r.Whole && r.Host == "" }

// Rules are the things that this package can say.
var Rules finding.Rules

var (
	badForm      = Rules.Add("mx.bad-form", finding.Error, "RFC 1035 §3.3.9")
	noPreference = Rules.Add("mx.no-preference", finding.Error, "RFC 1035 §3.3.9")
	isAddress    = Rules.Add("mx.value-is-address", finding.Error, "RFC 1035 §3.3.9")
	isURL        = Rules.Add("mx.url", finding.Error, "RFC 1035 §3.3.9")
	swapped      = Rules.Add("mx.swapped", finding.Error, "RFC 1035 §3.3.9")
	badHost      = Rules.Add("mx.bad-host", finding.Error, "RFC 5321 §2.3.5")
	wholeLine    = Rules.Add("mx.name-in-value", finding.Error, "RFC 1035 §5.1")
	nullNotZero  = Rules.Add("mx.null-preference", finding.Info, "RFC 7505 §3")
)

// Lint judges one record in presentation form. An empty text gives no finding.
func Lint(r Record) []finding.Finding {
	if strings.TrimSpace(r.Text) == "" {
		return nil
	}
	l := linter{text: r.Text}
	fixed := l.readable()
	l.host(&fixed)
	return l.list.Done(r.Text, fixed.String())
}

type linter struct {
	text string
	list finding.List
}

func (l *linter) at() finding.Span                       { return finding.Span{Start: 0, End: len(l.text)} }
func (l *linter) add(rule finding.Rule, args ...string)  { l.list.Add(rule.New(args...).At(l.at())) }
func (l *linter) mend(rule finding.Rule, args ...string) { l.list.Mend(rule.New(args...).At(l.at())) }

// readable reads the record as it was meant: without quotation marks, without the rest of a line of a zone file, with
// the number and the name in their places.
func (l *linter) readable() Record {
	for _, f := range txt.Lint(l.text) {
		if f.Code != "txt.tab" {
			l.list.Mend(f)
		}
	}
	fields := strings.Fields(txt.Repair(l.text))
	for i, field := range fields {
		if strings.EqualFold(field, "MX") {
			l.mend(wholeLine, "text", strings.Join(fields[:i+1], " "))
			fields = fields[i+1:]
			break
		}
	}
	switch {
	case len(fields) == 1 && !isNumber(fields[0]):
		l.mend(noPreference, "host", fields[0])
		fields = append([]string{"10"}, fields...)
		if fields[1] == "." {
			fields[0] = "0"
		}
	case len(fields) == 2 && isNumber(fields[1]) && !isNumber(fields[0]):
		l.mend(swapped, "host", fields[0], "preference", fields[1])
		fields[0], fields[1] = fields[1], fields[0]
	}
	r := Parse(strings.Join(fields, " "))
	if !r.Whole {
		l.add(badForm)
		return Record{Text: l.text}
	}
	return r
}

func isNumber(s string) bool {
	_, err := strconv.ParseUint(s, 10, 16)
	return err == nil
}

// host judges the name.
func (l *linter) host(r *Record) {
	if !r.Whole {
		return
	}
	if r.Host == "" {
		if r.Preference != 0 { // RFC 7505 §3: preference 0 and a name of zero length
			l.mend(nullNotZero, "preference", strconv.Itoa(int(r.Preference)))
			r.Preference = 0
		}
		return
	}
	if _, rest, found := strings.Cut(r.Host, "://"); found {
		l.mend(isURL, "value", r.Host)
		r.Host, _, _ = strings.Cut(rest, "/")
	}
	if _, err := netip.ParseAddr(strings.Trim(r.Host, "[]")); err == nil {
		l.add(isAddress, "value", r.Host)
		return
	}
	ascii, problem := domain.Parse(r.Host)
	if problem != nil {
		l.add(badHost, "value", r.Host)
		return
	}
	r.Host = ascii
}
