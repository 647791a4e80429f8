// Package bimi reads, writes and judges BIMI assertion records: where the logo lies that mail programs may show beside
// a domain's mail, and the certificate that vouches for it. BIMI is an Internet-Draft
// (draft-brand-indicators-for-message-identification), not yet a standard.
package bimi

import (
	"strings"

	"todoku/records/finding"
	"todoku/records/tag"
)

var form = tag.Form{Version: "BIMI1", Tags: []string{"l", "a", "avp", "lps"}}

// Draft is the version of the draft that this package follows (1 May 2026).
const Draft = "draft-brand-indicators-for-message-identification-14"

// DefaultSelector is the selector that receivers look at where a message names none (draft §4.1).
const DefaultSelector = "default"

// Owner is the name at which the record of a domain stands under a selector.
func Owner(selector, domain string) string { return selector + "._bimi." + domain }

// Record is a BIMI assertion record: v=BIMI1; l=https://example.com/logo.svg; a=https://example.com/logo.pem
type Record struct {
	// Text is the record as it was written; empty for one that was built.
	Text string
	// Location is the URI of the logo, "l=".
	Location string
	// HasLocation says that "l=" is there. Empty, it declines to take part (draft §4.3).
	HasLocation bool
	// Evidence is the URI of the certificate (VMC or CMC), "a=".
	Evidence string
	// HasEvidence says that "a=" is there.
	HasEvidence bool
	// Others are the elements that none of the above stands for.
	Others tag.List
}

// IsRecord reports whether the text of a TXT record is a BIMI record.
func IsRecord(text string) bool { return form.IsRecord(text) }

// Select returns the texts that are BIMI records. With more than one, receivers use none.
func Select(texts []string) []string { return form.Select(texts) }

// Parse reads a record. It is total. A text that is no BIMI record gives a record with its Text alone.
func Parse(text string) Record {
	r := Record{Text: text}
	for _, t := range form.Read(text) {
		switch {
		case t.Name == "l" && !r.HasLocation:
			r.Location, r.HasLocation = t.Value, true
		case t.Name == "a" && !r.HasEvidence:
			r.Evidence, r.HasEvidence = t.Value, true
		default:
			r.Others = append(r.Others, t)
		}
	}
	return r
}

// String writes the record. A record that was read and is none gives its text.
func (r Record) String() string {
	var tags tag.List
	if r.HasLocation || r.Location != "" {
		tags = append(tags, tag.Tag{Name: "l", Value: r.Location})
	}
	if r.HasEvidence || r.Evidence != "" {
		tags = append(tags, tag.Tag{Name: "a", Value: r.Evidence})
	}
	return form.Write(r.Text, append(tags, r.Others...))
}

// Declines reports whether the record says that the domain takes no part: "l=" and "a=" are empty (draft §4.3).
func (r Record) Declines() bool { return r.HasLocation && r.Location == "" && r.Evidence == "" }

// Rules are the things that this package can say.
var Rules finding.Rules

var (
	missingLocation = Rules.Add("bimi.missing-logo", finding.Error, Draft+" §4.2")
	notHTTPS        = Rules.Add("bimi.not-https", finding.Error, Draft+" §4.2")
	badURI          = Rules.Add("bimi.bad-uri", finding.Error, Draft+" §4.2")
	notSVG          = Rules.Add("bimi.logo-not-svg", finding.Error, Draft+" §4.2")
	noEvidence      = Rules.Add("bimi.no-certificate", finding.Info, Draft+" §4.2")
	notPEM          = Rules.Add("bimi.certificate-not-pem", finding.Warning, Draft+" §4.2")
	onlyEvidence    = Rules.Add("bimi.certificate-without-logo", finding.Error, Draft+" §4.2")
	declines        = Rules.Add("bimi.declined", finding.Info, Draft+" §4.3")
	badAvatar       = Rules.Add("bimi.bad-avatar-preference", finding.Warning, Draft+" §4.2")
)

// Lint judges the text of one record. A text that was meant to be a BIMI record and is none is told why; any other text
// gives no finding.
func Lint(r Record) []finding.Finding {
	j := form.Judge(r.Text)
	if j == nil {
		return nil
	}
	meant := Parse(j.Meant.String())
	switch {
	case meant.Declines():
		j.Add(declines.New(), "l")
	case !meant.HasLocation:
		j.Add(missingLocation.New(), "l")
	case meant.Location == "":
		j.Add(onlyEvidence.New(), "a")
	default:
		judgeURI(j, "l", meant.Location)
		if path := pathOf(meant.Location); strings.HasPrefix(path, "http") && !hasSuffixFold(path, ".svg") && isImage(path) {
			j.Add(notSVG.New("uri", meant.Location), "l")
		}
		if meant.Evidence == "" {
			j.Add(noEvidence.New(), "")
		}
	}
	if meant.Evidence != "" {
		judgeURI(j, "a", meant.Evidence)
		if path := pathOf(meant.Evidence); strings.HasPrefix(path, "https://") && !hasSuffixFold(path, ".pem") {
			j.Add(notPEM.New("uri", meant.Evidence), "a")
		}
	}
	// draft §4.2: avp is "brand" or "personal"
	if t, found := j.Meant.Get("avp"); found && t.Value != "brand" && t.Value != "personal" {
		j.Mend(badAvatar.New("value", t.Value), "avp")
		j.Meant = j.Meant.Without("avp")
	}
	return j.Done()
}

// judgeURI judges the form of one URI. Receivers fetch over HTTPS only.
func judgeURI(j *tag.Judge, name, uri string) {
	args := []string{"tag", name, "uri", uri}
	switch rest, secure := strings.CutPrefix(strings.ToLower(uri), "https://"); {
	case strings.ContainsAny(uri, " ,<>"):
		j.Add(badURI.New(args...), name)
	case secure && strings.Contains(strings.SplitN(rest, "/", 2)[0], "."):
	case strings.HasPrefix(strings.ToLower(uri), "http://"):
		j.Add(notHTTPS.New(args...), name)
	default:
		j.Add(badURI.New(args...), name)
	}
}

// pathOf is the URI without its query and fragment.
func pathOf(uri string) string {
	if i := strings.IndexAny(uri, "?#"); i >= 0 {
		return uri[:i]
	}
	return uri
}

func hasSuffixFold(s, suffix string) bool {
	return len(s) >= len(suffix) && strings.EqualFold(s[len(s)-len(suffix):], suffix)
}

// isImage reports whether a path names a picture of a kind that is not SVG.
func isImage(path string) bool {
	for _, kind := range []string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".ico"} {
		if hasSuffixFold(path, kind) {
			return true
		}
	}
	return false
}

// LooksLikeRecord reports whether a text is a BIMI record or was meant to be one.
func LooksLikeRecord(text string) bool { return form.Judge(text) != nil }
