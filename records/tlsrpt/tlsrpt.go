// Package tlsrpt reads, writes and judges TLS-RPT records (RFC 8460): where other mail servers report how well their
// connections to a domain's servers are encrypted.
package tlsrpt

import (
	"strings"

	"todoku/records/finding"
	"todoku/records/tag"
)

var form = tag.Form{Version: "TLSRPTv1", Tags: []string{"rua"}, Tight: true}

// Owner is the name at which the record of a domain stands (RFC 8460 §3).
func Owner(domain string) string { return "_smtp._tls." + domain }

// Record is a TLS-RPT record: v=TLSRPTv1; rua=mailto:tls@example.com
type Record struct {
	// Text is the record as it was written; empty for one that was built.
	Text string
	// Reports are the URIs that reports go to.
	Reports []string
	// Others are the elements that Reports does not stand for.
	Others tag.List
}

// IsRecord reports whether the text of a TXT record is a TLS-RPT record (RFC 8460 §3).
func IsRecord(text string) bool { return form.IsRecord(text) }

// Select returns the texts that are TLS-RPT records. With none or with more than one, nobody sends reports (RFC 8460
// §3).
func Select(texts []string) []string { return form.Select(texts) }

// Parse reads a record. It is total. A text that is no TLS-RPT record gives a record with its Text alone.
func Parse(text string) Record {
	r := Record{Text: text}
	for _, t := range form.Read(text) {
		if uris := split(t.Value); t.Name == "rua" && r.Reports == nil && len(uris) > 0 {
			r.Reports = uris
			continue
		}
		r.Others = append(r.Others, t)
	}
	return r
}

// String writes the record. A record that was read and is none gives its text.
func (r Record) String() string {
	var tags tag.List
	if len(r.Reports) > 0 {
		tags = tag.List{{Name: "rua", Value: strings.Join(r.Reports, ",")}}
	}
	return form.Write(r.Text, append(tags, r.Others...))
}

// split reads a list of URIs that commas part.
func split(value string) []string {
	var uris []string
	for _, part := range strings.Split(value, ",") {
		if part = strings.Trim(part, " \t"); part != "" {
			uris = append(uris, part)
		}
	}
	return uris
}

// Mailto makes the URI of a mail address.
func Mailto(address string) string { return tag.Mailto(address) }

// Rules are the things that this package can say.
var Rules finding.Rules

var (
	missingRUA = Rules.Add("tlsrpt.missing-rua", finding.Error, "RFC 8460 §3")
	noMailto   = Rules.Add("tlsrpt.report-address-without-mailto", finding.Error, "RFC 8460 §3")
	badAddress = Rules.Add("tlsrpt.bad-report-address", finding.Error, "RFC 8460 §3")
	plainHTTP  = Rules.Add("tlsrpt.report-over-http", finding.Error, "RFC 8460 §3")
	sizeLimit  = Rules.Add("tlsrpt.report-size-limit", finding.Error, "RFC 8460 §3")
)

// Lint judges the text of one record. A text that was meant to be a TLS-RPT record and is none is told why; any other
// text gives no finding.
func Lint(r Record) []finding.Finding {
	j := form.Judge(r.Text)
	if j == nil {
		return nil
	}
	uris := split(j.Meant.Value("rua"))
	if len(uris) == 0 {
		j.Add(missingRUA.New(), "rua")
	}
	for i, uri := range uris {
		uris[i] = judgeURI(j, uri)
	}
	if len(uris) > 0 {
		j.Meant = j.Meant.Set("rua", strings.Join(uris, ","))
	}
	return j.Done()
}

// judgeURI judges one address for reports and returns it as it was meant.
func judgeURI(j *tag.Judge, uri string) string {
	args := []string{"address", uri}
	scheme, rest, found := strings.Cut(uri, ":")
	scheme = strings.ToLower(scheme)
	if bare, limit, limited := strings.Cut(uri, "!"); limited && isMailbox(strings.TrimPrefix(bare, "mailto:")) {
		// RFC 8460 §3: "!" inside a URI is percent-encoded; the size limit of old DMARC records does not exist here
		j.Mend(sizeLimit.New(append(args, "limit", limit)...), "rua")
		return judgeURI(j, bare)
	}
	switch {
	case !found && isMailbox(uri):
		j.Mend(noMailto.New(args...), "rua")
		return "mailto:" + uri
	case found && scheme == "mailto" && isMailbox(rest):
	case found && scheme == "https" && strings.HasPrefix(rest, "//") && len(rest) > 2:
	case found && scheme == "http":
		j.Add(plainHTTP.New(args...), "rua")
	default:
		j.Add(badAddress.New(args...), "rua")
	}
	return uri
}

// isMailbox reports whether s, what follows "?" aside, has the form of a mail address.
func isMailbox(s string) bool {
	s, _, _ = strings.Cut(s, "?")
	at := strings.LastIndexByte(s, '@')
	return at > 0 && strings.Contains(s[at:], ".") && !strings.ContainsAny(s, " \t/!") && s[len(s)-1] != '.'
}

// LooksLikeRecord reports whether a text is a TLS-RPT record or was meant to be one.
func LooksLikeRecord(text string) bool { return form.Judge(text) != nil }
