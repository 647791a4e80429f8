package spf

import (
	"strconv"
	"strings"

	"todoku/records/finding"
	"todoku/records/lookup"
)

// What is true of all TXT records at a name together.
var (
	// Missing says that there is no SPF record at a name.
	Missing = Rules.Add("spf.missing", finding.Error, "RFC 7208 §4.5")
	// SeveralAtName says that there is more than one.
	SeveralAtName = Rules.Add("spf.several-records", finding.Error, "RFC 7208 §4.5")
	lostSpace     = Rules.Add("spf.space-lost-between-strings", finding.Error, "RFC 7208 §3.3")
	txtTooLarge   = Rules.Add("spf.txt-too-large", finding.Warning, "RFC 7208 §3.4")
	txtLarge      = Rules.Add("spf.txt-nearly-too-large", finding.Warning, "RFC 7208 §3.4")
)

// Sizes of all TXT records at a name, in octets (RFC 7208 §3.4): beyond the first an answer may not fit, beyond the
// second it does not fit, into a DNS message that every receiver can take.
const (
	guideSize   = 450
	messageSize = 512
)

// maxSeams bounds how many strings of a record are looked at for a lost space; a record that can be answered with
// certainty has two or three.
const maxSeams = 16

// LintPublished judges what is published at a name: each record by its text, and all TXT records together. The answer
// must be one to the question for TXT, and no failure.
func LintPublished(a lookup.Answer) []finding.Finding {
	var found []finding.Finding
	records := Select(a.Texts())
	size := len(a.Name)
	for _, r := range a.Records {
		size += len(r.Text())
		for _, f := range lintStrings(r.Strings) {
			found = append(found, f.On(a.Name, r.Text()))
		}
	}
	switch {
	case len(records) > 1:
		found = append(found, SeveralAtName.New("count", strconv.Itoa(len(records)), "records", strings.Join(records, "\n")).On(a.Name, records[0]))
	case len(records) == 0 && len(found) == 0:
		found = append(found, Missing.New().On(a.Name, ""))
	case len(records) == 1 && size > guideSize:
		rule := txtLarge
		if size > messageSize {
			rule = txtTooLarge
		}
		found = append(found, rule.New("size", strconv.Itoa(size), "limit", strconv.Itoa(messageSize)).On(a.Name, records[0]))
	}
	return found
}

// lintStrings is Lint for a record in its strings. Where two of them meet without the space that belongs between, that
// is what is wrong, and not what came of it.
func lintStrings(parts []string) []finding.Finding {
	joined := strings.Join(parts, "")
	found := Lint(Parse(joined))
	if len(parts) < 2 || len(parts) > maxSeams || !IsRecord(joined) || countErrors(found) == 0 {
		return found
	}
	fixed, seams := spaced(parts)
	if len(seams) == 0 {
		return found
	}
	var kept []finding.Finding
	for _, f := range found {
		hit := false
		for _, at := range seams {
			hit = hit || f.Span.Start < at && at < f.Span.End
		}
		if !hit {
			kept = append(kept, f)
		}
	}
	fix := mended(fixed)
	for i := range kept {
		kept[i].Fix = fix
	}
	for _, at := range seams {
		kept = append(kept, lostSpace.New("position", strconv.Itoa(at)).At(finding.Span{Start: at - 1, End: at + 1}).WithFix(fix))
	}
	return kept
}

// spaced joins the strings with a space at each seam where that mends something, and returns where these seams are in
// the text that is joined without.
func spaced(parts []string) (fixed string, seams []int) {
	spaces := make([]bool, len(parts)) // before the part
	for i := range spaces {
		spaces[i] = i > 0
	}
	for i := range spaces {
		with := soundness(joinSpaced(parts, spaces))
		spaces[i] = false
		if i > 0 && soundness(joinSpaced(parts, spaces)) < with {
			spaces[i] = true
		}
	}
	at := 0
	for i, part := range parts {
		if spaces[i] {
			seams = append(seams, at)
		}
		at += len(part)
	}
	return joinSpaced(parts, spaces), seams
}

func joinSpaced(parts []string, spaces []bool) string {
	var b strings.Builder
	for i, part := range parts {
		if spaces[i] {
			b.WriteByte(' ')
		}
		b.WriteString(part)
	}
	return b.String()
}

// soundness is larger the more good terms and the fewer errors a text has.
func soundness(text string) int {
	r := Parse(text)
	n := -countErrors(Lint(r))
	for _, t := range r.Terms {
		if t.Problem == nil {
			n++
		}
	}
	return n
}

func countErrors(found []finding.Finding) int {
	n := 0
	for _, f := range found {
		if f.Severity == finding.Error {
			n++
		}
	}
	return n
}
