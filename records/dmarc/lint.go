package dmarc

import (
	"strings"

	"todoku/records/finding"
	"todoku/records/tag"
	"todoku/records/txt"
)

// Rules are the things that this package can say.
var Rules finding.Rules

var (
	versionCase   = Rules.Add("dmarc.version-case", finding.Error, "RFC 9989 §4.7")
	versionWrong  = Rules.Add("dmarc.version-wrong", finding.Error, "RFC 9989 §4.7")
	versionPlace  = Rules.Add("dmarc.version-not-first", finding.Error, "RFC 9989 §4.7")
	missingPolicy = Rules.Add("dmarc.missing-policy", finding.Error, "RFC 9989 §4.7")
	badPolicy     = Rules.Add("dmarc.bad-policy", finding.Error, "RFC 9989 §4.10.1")
	badValue      = Rules.Add("dmarc.bad-value", finding.Warning, "RFC 9989 §4.8")
	badSeparator  = Rules.Add("dmarc.bad-separator", finding.Error, "RFC 9989 §4.8")
	repeatedTag   = Rules.Add("dmarc.repeated-tag", finding.Error, "RFC 6376 §3.2")
	unknownTag    = Rules.Add("dmarc.unknown-tag", finding.Warning, "RFC 9989 §4.7")
	bareWord      = Rules.Add("dmarc.no-tag", finding.Error, "RFC 9989 §4.8")
	removedTag    = Rules.Add("dmarc.removed-tag", finding.Info, "RFC 9989 §A.6")
	pctNoEffect   = Rules.Add("dmarc.pct-has-no-effect", finding.Warning, "RFC 9989 §A.6")
	noMailto      = Rules.Add("dmarc.report-address-without-mailto", finding.Error, "RFC 9989 §4.7")
	badAddress    = Rules.Add("dmarc.bad-report-address", finding.Error, "RFC 9989 §4.8")
	sizeLimit     = Rules.Add("dmarc.report-size-limit", finding.Info, "RFC 9989 §4.8")
	noReports     = Rules.Add("dmarc.no-reports", finding.Warning, "RFC 9989 §4.7")
	onlyMonitors  = Rules.Add("dmarc.policy-none", finding.Info, "RFC 9989 §5.1.6")
	weakSub       = Rules.Add("dmarc.weak-subdomain-policy", finding.Warning, "RFC 9989 §4.7")
	weakGone      = Rules.Add("dmarc.weak-nonexistent-policy", finding.Warning, "RFC 9989 §4.7")
	registryTag   = Rules.Add("dmarc.psd-is-for-registries", finding.Warning, "RFC 9989 §4.7")
	testMode      = Rules.Add("dmarc.test-mode", finding.Warning, "RFC 9989 §A.6")
	optsNoRUF     = Rules.Add("dmarc.fo-without-ruf", finding.Info, "RFC 9989 §4.7")
	hasRUF        = Rules.Add("dmarc.failure-reports", finding.Warning, "RFC 9991 §7")
	upperCase     = Rules.Add("dmarc.upper-case", finding.Info, "RFC 9989 §4.8")
)

// knownTags are the tags of RFC 9989 §9 and those that it took away.
var knownTags = []string{"v", "p", "sp", "np", "adkim", "aspf", "rua", "ruf", "fo", "psd", "t", "pct", "rf", "ri"}

// Lint judges the text of one record. A text that was meant to be a DMARC record and is none is told why; any other
// text gives no finding.
func Lint(r Record) []finding.Finding {
	if !IsRecord(r.Text) {
		return lintNearMiss(r.Text)
	}
	l := linter{record: r, found: txt.Lint(r.Text), fixed: r}
	l.fixed.Others = nil
	for _, t := range r.Others {
		l.other(t)
	}
	for _, t := range tag.Parse(r.Text) {
		l.known(t)
	}
	l.whole()
	// The findings above that a rewritten record mends carry it.
	fix := l.fixed.String()
	if l.stuck || fix == r.Text || len(l.mended) == 0 {
		fix = ""
	}
	for i := range l.found {
		l.found[i].Fix = ""
	}
	for _, i := range l.mended {
		l.found[i].Fix = fix
	}
	return l.found
}

type linter struct {
	record Record
	found  []finding.Finding
	fixed  Record // the record as it should be written
	mended []int  // the findings that writing it so mends
	stuck  bool   // what was meant is not certain
}

func (l *linter) add(f finding.Finding, span finding.Span) {
	l.found = append(l.found, f.At(span))
}

func (l *linter) addMended(f finding.Finding, span finding.Span) {
	l.mended = append(l.mended, len(l.found))
	l.add(f, span)
}

// other judges an element that Parse could not use.
func (l *linter) other(t tag.Tag) {
	name := strings.ToLower(t.Name)
	args := []string{"tag", t.Name, "value", t.Value}
	switch {
	case t.Bare() || t.Name == "":
		l.stuck = true
		l.add(bareWord.New("text", t.Span.In(l.record.Text)), t.Span)
	case isSet(l.record, name):
		l.addMended(repeatedTag.New(args...), t.Span)
	case reseparated(t.Value) != t.Value && name != "rua" && name != "ruf":
		// "p=none, rua=mailto:x": what follows was meant to be tags of their own
		again := Parse("v=DMARC1; " + t.Name + "=" + reseparated(t.Value))
		for _, inner := range tag.Parse(again.String())[1:] {
			l.fixed.set(strings.ToLower(inner.Name), inner.Value)
		}
		l.stuck = l.stuck || len(again.Others) > 0
		l.addMended(badSeparator.New(args...), t.Span)
	case name == "p" || name == "sp" || name == "np":
		if p, ok := nearestPolicy(t.Value); ok {
			l.fixed.set(name, string(p))
			l.addMended(badPolicy.New(args...), t.ValueSpan)
			return
		}
		l.stuck = true
		l.add(badPolicy.New(args...), t.ValueSpan)
	case name == "pct" && t.Value == "100":
		l.addMended(removedTag.New(args...), t.Span) // all mail, as without it
	case name == "pct":
		// Old receivers may still honour pct: what to write instead depends on the owner, so that nothing is mended.
		l.fixed.Others = append(l.fixed.Others, t)
		policy := l.record.ForDomain()
		l.add(pctNoEffect.New(append(args, "policy", string(policy), "milder", string(policy.Weaker()))...), t.Span)
	case name == "rf" || name == "ri":
		l.addMended(removedTag.New(args...), t.Span)
	case name == "t" && strings.EqualFold(t.Value, "n"):
		// the default, written out
	case isKnown(name):
		l.addMended(badValue.New(args...), t.ValueSpan)
	default:
		l.fixed.Others = append(l.fixed.Others, t)
		l.add(unknownTag.New(args...), t.NameSpan)
	}
}

// known judges an element that Parse has used.
func (l *linter) known(t tag.Tag) {
	name := strings.ToLower(t.Name)
	if name == "rua" || name == "ruf" {
		l.addresses(t, name)
	}
	if isKnown(name) && (t.Name != name || name != "rua" && name != "ruf" && name != "v" && t.Value != strings.ToLower(t.Value)) {
		l.addMended(upperCase.New("tag", t.Name, "value", t.Value), t.Span)
	}
}

// addresses judges the report addresses of one tag.
func (l *linter) addresses(t tag.Tag, name string) {
	list, target := l.record.Reports, &l.fixed.Reports
	if name == "ruf" {
		list, target = l.record.Failures, &l.fixed.Failures
	}
	fixed := make([]URI, 0, len(list))
	for _, u := range list {
		args := []string{"tag", t.Name, "address", u.Text}
		_, ok := u.Mailbox()
		_, bare := URI{Text: "mailto:" + u.Text}.Mailbox()
		switch {
		case ok && u.Limit != "":
			l.addMended(sizeLimit.New(append(args, "limit", u.Limit)...), t.ValueSpan)
		case !ok && bare && !strings.Contains(u.Text, ":"):
			u.Text = "mailto:" + u.Text
			l.addMended(noMailto.New(args...), t.ValueSpan)
		case !ok && !strings.Contains(u.Text, "://"):
			l.stuck = true
			l.add(badAddress.New(args...), t.ValueSpan)
		}
		fixed = append(fixed, URI{Text: u.Text})
	}
	*target = fixed
}

// whole judges what no single tag is to blame for.
func (l *linter) whole() {
	r := l.record
	all := finding.Span{Start: 0, End: len(r.Text)}
	policyTag, hasPolicy := find(r.Text, "p")
	if !hasPolicy {
		l.fixed.Policy = None
		l.addMended(missingPolicy.New(), all)
	}
	if r.Policy == None {
		l.add(onlyMonitors.New(), policyTag.Span)
	}
	if len(l.fixed.Reports) == 0 {
		l.add(noReports.New("policy", string(r.ForDomain())), all)
	}
	if sub := r.ForSubdomain(true); r.Subdomains != "" && sub.Strength() < r.ForDomain().Strength() {
		t, _ := find(r.Text, "sp")
		l.add(weakSub.New("policy", string(r.Policy), "subdomains", string(sub)), t.Span)
	}
	if sub := r.ForSubdomain(true); r.NonExistent != "" && r.NonExistent.Strength() < sub.Strength() {
		t, _ := find(r.Text, "np")
		l.add(weakGone.New("policy", string(sub), "nonexistent", string(r.NonExistent)), t.Span)
	}
	if r.PSD == IsPSD {
		t, _ := find(r.Text, "psd")
		l.add(registryTag.New(), t.Span)
	}
	if r.Testing {
		t, _ := find(r.Text, "t")
		l.add(testMode.New("policy", string(r.ForDomain())), t.Span)
	}
	if t, found := find(r.Text, "fo"); found && len(r.Failures) == 0 {
		l.fixed.FailureOpts = ""
		l.addMended(optsNoRUF.New(), t.Span)
	}
	if t, found := find(r.Text, "ruf"); found && len(r.Failures) > 0 {
		l.add(hasRUF.New(), t.Span)
	}
}

func find(text, name string) (tag.Tag, bool) {
	for _, t := range tag.Parse(text) {
		if strings.EqualFold(t.Name, name) {
			return t, true
		}
	}
	return tag.Tag{}, false
}

// isSet reports whether the tag has a good value in r.
func isSet(r Record, name string) bool {
	switch name {
	case "p":
		return r.Policy != ""
	case "sp":
		return r.Subdomains != ""
	case "np":
		return r.NonExistent != ""
	case "adkim":
		return r.DKIMAlignment != ""
	case "aspf":
		return r.SPFAlignment != ""
	case "rua":
		return len(r.Reports) > 0
	case "ruf":
		return len(r.Failures) > 0
	case "fo":
		return r.FailureOpts != ""
	case "psd":
		return r.PSD != ""
	case "t":
		return r.Testing
	case "v":
		return true
	}
	return false
}

func isKnown(name string) bool {
	for _, k := range knownTags {
		if k == name {
			return true
		}
	}
	return false
}

// reseparated writes a semicolon where a space or a comma stands before what looks like the next tag.
func reseparated(value string) string {
	var b strings.Builder
	for i := 0; i < len(value); {
		gap := i
		for gap < len(value) && strings.IndexByte(" \t,", value[gap]) >= 0 {
			gap++
		}
		name, _, found := strings.Cut(value[gap:], "=")
		if gap > i && found && isKnown(strings.ToLower(strings.Trim(name, " \t"))) {
			b.WriteString("; ")
			i = gap
			continue
		}
		b.WriteByte(value[i])
		i++
	}
	return b.String()
}

// nearestPolicy guesses the policy that a mistyped one was meant to be, by its first letters.
func nearestPolicy(value string) (Policy, bool) {
	value = strings.ToLower(strings.Trim(value, "\"' .:"))
	for _, p := range []Policy{None, Quarantine, Reject} {
		if value == string(p) || len(value) >= 3 && strings.HasPrefix(string(p), value[:3]) {
			return p, true
		}
	}
	return "", false
}

// lintNearMiss tells why receivers do not see a record in a text that looks like one.
func lintNearMiss(text string) []finding.Finding {
	repaired := txt.Repair(text)
	list := tag.Parse(reseparated(repaired))
	version, rule := -1, finding.Rule{}
	for i, t := range list {
		if strings.EqualFold(t.Name, "v") && strings.HasPrefix(strings.ToUpper(strings.ReplaceAll(t.Value, " ", "")), "DMARC") {
			version = i
			break
		}
	}
	switch {
	case version < 0 && len(list) > 0 && strings.HasPrefix(strings.ToUpper(list[0].Value), "DMARC1"):
		version, rule = 0, versionWrong // "DMARC1; p=none"
	case version < 0:
		return nil
	case version > 0:
		rule = versionPlace
	case list[version].Value != "DMARC1" && strings.EqualFold(list[version].Value, "DMARC1"):
		rule = versionCase
	case list[version].Value != "DMARC1":
		rule = versionWrong
	case !IsRecord(repaired):
		rule = badSeparator
	}
	rest := append(append(tag.List{}, list[:version]...), list[version+1:]...)
	fix := mended("v=DMARC1; " + rest.String())
	found := txt.Lint(text)
	for i := range found {
		found[i].Fix = fix
	}
	if rule.Code != "" {
		span := finding.Span{Start: 0, End: len(text)}
		if at := strings.Index(text, list[version].Value); at >= 0 {
			span = finding.Span{Start: at, End: at + len(list[version].Value)}
		}
		args := []string{"version", list[version].Value, "tag", list[version].Name, "value", list[version].Value}
		found = append(found, rule.New(args...).At(span).WithFix(fix))
	}
	return found
}

// mended returns the record without its errors, or "" where what was meant is not certain.
func mended(text string) string {
	found := Lint(Parse(text))
	for _, f := range found {
		if f.Fix != "" {
			return f.Fix
		}
	}
	if finding.Worst(found) == finding.Error {
		return ""
	}
	return Parse(text).String()
}

// LooksLikeRecord reports whether a text is a DMARC record or was meant to be one.
func LooksLikeRecord(text string) bool { return IsRecord(text) || len(lintNearMiss(text)) > 0 }
