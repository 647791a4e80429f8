package unsubscribe

import (
	"strconv"
	"strings"

	"todoku/records/finding"
	"todoku/records/mail"
	"todoku/records/tag"
)

// Rules are the things that this package can say.
var Rules finding.Rules

var (
	missing      = Rules.Add("unsubscribe.missing", finding.Error, "RFC 8058 §3.1")
	severalLists = Rules.Add("unsubscribe.several-headers", finding.Error, "RFC 8058 §3.1")
	noBrackets   = Rules.Add("unsubscribe.no-angle-brackets", finding.Error, "RFC 2369 §2")
	plainHTTP    = Rules.Add("unsubscribe.http-link", finding.Error, "RFC 8058 §3.1")
	mailOnly     = Rules.Add("unsubscribe.mailto-only", finding.Warning, "RFC 8058 §3.1")
	severalLinks = Rules.Add("unsubscribe.several-links", finding.Error, "RFC 8058 §3.1")
	badURI       = Rules.Add("unsubscribe.bad-uri", finding.Error, "RFC 2369 §2")
	sameForAll   = Rules.Add("unsubscribe.link-names-nobody", finding.Warning, "RFC 8058 §3.1")
	missingPost  = Rules.Add("unsubscribe.missing-post", finding.Error, "RFC 8058 §3.1")
	severalPosts = Rules.Add("unsubscribe.several-post-headers", finding.Error, "RFC 8058 §3.1")
	postValue    = Rules.Add("unsubscribe.post-value", finding.Error, "RFC 8058 §3.1")
	postAlone    = Rules.Add("unsubscribe.post-without-link", finding.Error, "RFC 8058 §3.1")
	notSigned    = Rules.Add("unsubscribe.not-in-signature", finding.Error, "RFC 8058 §4")
	noSignature  = Rules.Add("unsubscribe.no-signature", finding.Error, "RFC 8058 §4")
)

// Lint judges the two fields. An empty text gives no finding.
func Lint(r Record) []finding.Finding {
	if strings.TrimSpace(r.Text) == "" {
		return nil
	}
	l := linter{record: r, fixed: Record{Lists: r.Lists, Posts: r.Posts}}
	if len(r.Lists) == 0 {
		l.list.Add(missing.New().At(l.all()))
	} else {
		l.links()
	}
	l.post()
	return l.list.Done(r.String(), l.fixed.String())
}

type linter struct {
	record Record
	fixed  Record
	list   finding.List
}

func (l *linter) all() finding.Span { return finding.Span{Start: 0, End: len(l.record.Text)} }

// at is where a piece of the header stands; the whole where it is folded.
func (l *linter) at(piece string) finding.Span {
	if i := strings.Index(l.record.Text, piece); i >= 0 && piece != "" {
		return finding.Span{Start: i, End: i + len(piece)}
	}
	return l.all()
}

// links judges List-Unsubscribe.
func (l *linter) links() {
	if n := len(l.record.Lists); n > 1 { // RFC 8058 §3.1: one List-Unsubscribe header field
		l.list.Add(severalLists.New("count", strconv.Itoa(n)).At(l.all()))
	}
	if len(l.record.URIs()) == 0 && !l.brackets() {
		return
	}
	uris := l.fixed.URIs()
	https, http := 0, 0
	for _, uri := range uris {
		args := []string{"uri", uri}
		at := l.at(uri)
		switch {
		case scheme(uri) == "http":
			http++
			l.list.Add(plainHTTP.New(args...).At(at))
		case !wellFormed(uri):
			l.list.Add(badURI.New(args...).At(at))
		case scheme(uri) == "https" && namesNobody(uri):
			l.list.Add(sameForAll.New(args...).At(at))
		}
		if scheme(uri) == "https" {
			https++
		}
	}
	switch {
	case https > 1: // RFC 8058 §3.1: exactly one HTTPS URI
		l.list.Add(severalLinks.New("count", strconv.Itoa(https)).At(l.all()))
	case https == 0 && http == 0:
		l.list.Add(mailOnly.New().At(l.at(uris[0])))
	}
}

// brackets judges a field that has no address in "<" and ">". It reports whether it is certain what was meant.
func (l *linter) brackets() bool {
	value := l.record.Lists[0]
	f := noBrackets.New("value", value).At(l.at(value))
	var meant []string
	for _, uri := range strings.FieldsFunc(value, func(r rune) bool { return strings.ContainsRune(", <>", r) }) {
		if !wellFormed(uri) {
			l.list.Add(f)
			return false
		}
		meant = append(meant, "<"+uri+">")
	}
	if len(meant) == 0 {
		l.list.Add(f)
		return false
	}
	l.fixed.Lists = []string{strings.Join(meant, ", ")}
	l.list.Mend(f)
	return true
}

// wellFormed reports whether uri is an https address with a host or a mailto address, in characters that a header field
// and a URI may hold.
func wellFormed(uri string) bool {
	for i := 0; i < len(uri); i++ {
		if uri[i] <= ' ' || uri[i] > '~' {
			return false
		}
	}
	switch scheme(uri) {
	case "https":
		_, rest, found := strings.Cut(uri, "://")
		host, _, _ := strings.Cut(rest, "/")
		return found && strings.Contains(strings.Trim(host, "."), ".")
	case "mailto":
		_, address, _ := strings.Cut(uri, ":")
		return strings.Contains(strings.Trim(address, "@"), "@")
	}
	return false
}

// namesNobody reports whether a link looks the same for all recipients. RFC 8058 §3.1: it must name the recipient and
// the list by itself.
func namesNobody(link string) bool {
	_, rest, _ := strings.Cut(link, "://")
	_, path, _ := strings.Cut(rest, "/")
	return !strings.ContainsAny(path, "?0123456789") && len(path) < 24
}

// post judges List-Unsubscribe-Post.
func (l *linter) post() {
	link := Record{Lists: l.fixed.Lists}.Link()
	posts := l.record.Posts
	switch {
	case len(posts) == 0 && link != "":
		l.fixed.Posts = []string{OneClick}
		l.list.Mend(missingPost.New().At(l.all()))
	case len(posts) > 1:
		l.fixed.Posts = []string{OneClick}
		l.list.Mend(severalPosts.New("count", strconv.Itoa(len(posts))).At(l.all()))
	case len(posts) == 1 && posts[0] != OneClick:
		l.fixed.Posts = []string{OneClick}
		l.list.Mend(postValue.New("value", posts[0]).At(l.at(posts[0])))
	}
	if len(posts) > 0 && link == "" && len(l.record.Lists) > 0 {
		l.list.Add(postAlone.New().At(l.at(PostField)))
	}
}

// LintSigned judges whether a DKIM signature of the message covers the fields that are there. A header without From is
// a piece of one, and says nothing of signatures.
func LintSigned(text string) []finding.Finding {
	header := mail.Read(text).Header
	signatures := header.All("DKIM-Signature")
	var wanted []string
	for _, name := range []string{ListField, PostField} {
		if len(header.All(name)) > 0 {
			wanted = append(wanted, name)
		}
	}
	switch {
	case len(wanted) == 0:
		return nil
	case len(signatures) == 0 && header.Get("From") != "":
		return []finding.Finding{noSignature.New().At(finding.Span{Start: 0, End: len(text)})}
	case len(signatures) == 0:
		return nil
	}
	// RFC 8058 §4: both fields are covered by a valid signature, and it is one signature that covers both.
	var least []string
	for i, s := range signatures {
		if lacking := uncovered(s.Value(), wanted); i == 0 || len(lacking) < len(least) {
			least = lacking
		}
	}
	var found []finding.Finding
	for _, name := range least {
		found = append(found, notSigned.New("field", name).At(finding.Span{Start: 0, End: len(text)}))
	}
	return found
}

// uncovered returns the names that the "h=" of a signature does not list (RFC 6376 §3.5).
func uncovered(signature string, names []string) []string {
	var lacking []string
	for _, name := range names {
		covered := false
		for _, field := range strings.Split(tag.Parse(signature).Value("h"), ":") {
			covered = covered || strings.EqualFold(strings.TrimSpace(field), name)
		}
		if !covered {
			lacking = append(lacking, name)
		}
	}
	return lacking
}
