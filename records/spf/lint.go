package spf

import (
	"strings"

	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/txt"
)

// What is wrong with a record as a whole. Legal text without an effect is an error of ours: no evaluation shows it.
var (
	repeatedVersion  = Rules.Add("spf.repeated-version", finding.Error, "RFC 7208 §6")
	foreignRecord    = Rules.Add("spf.foreign-record-inside", finding.Error, "RFC 7208 §6")
	unknownModifier  = Rules.Add("spf.unknown-modifier", finding.Warning, "RFC 7208 §6")
	repeatedModifier = Rules.Add("spf.repeated-modifier", finding.Error, "RFC 7208 §6")
	afterAll         = Rules.Add("spf.after-all", finding.Error, "RFC 7208 §5.1")
	redirectIgnored  = Rules.Add("spf.redirect-ignored", finding.Error, "RFC 7208 §6.1")
	passAll          = Rules.Add("spf.pass-all", finding.Error, "RFC 7208 §4.6.2")
	neutralAll       = Rules.Add("spf.neutral-all", finding.Warning, "RFC 7208 §8.2")
	missingAll       = Rules.Add("spf.missing-all", finding.Warning, "RFC 7208 §4.7")
	empty            = Rules.Add("spf.empty", finding.Error, "RFC 7208 §4.7")
	duplicateTerm    = Rules.Add("spf.duplicate-term", finding.Info, "RFC 7208 §4.6.2")
	usesPTR          = Rules.Add("spf.ptr", finding.Warning, "RFC 7208 §5.5")
	usesMacroP       = Rules.Add("spf.macro-p", finding.Warning, "RFC 7208 §7.2")
	wholeInternet    = Rules.Add("spf.whole-internet", finding.Error, "RFC 7208 §5.6")
	wideRange        = Rules.Add("spf.wide-range", finding.Warning, "RFC 7208 §10.1.1")
	privateNetwork   = Rules.Add("spf.private-network", finding.Warning, "RFC 6890 §2.2.2")
	untidy           = Rules.Add("spf.untidy", finding.Info, "RFC 7208 §4.6.1")
)

// Lint judges the text of one record. It gives each problem its span and, where everything that is wrong can be
// repaired with certainty, the repaired record as the fix. A text that is no SPF record, but was meant to be one, is
// told why; any other text gives no finding.
func Lint(r Record) []finding.Finding {
	if !IsRecord(r.Text) {
		return lintNearMiss(r.Text)
	}
	l := linter{record: r, found: txt.Lint(r.Text), keys: map[string]bool{}}
	for i := range l.found { // the fix must mend the rest of the record too
		l.found[i].Fix = ""
		l.fixable = append(l.fixable, i)
	}
	for i := 0; i < len(r.Terms); i++ {
		i += l.term(i)
	}
	l.whole()
	l.applyFix()
	return l.found
}

type linter struct {
	record  Record
	found   []finding.Finding
	fixable []int // indexes into found
	stuck   bool  // something is wrong that cannot be repaired with certainty
	edits   []edit
	allSeen bool
	keys    map[string]bool // of the mechanisms so far
}

// edit replaces a span of the record's text.
type edit struct {
	span finding.Span
	with string
}

func (l *linter) add(f finding.Finding, span finding.Span) {
	l.found = append(l.found, f.At(span))
}

// addFix adds a finding that is mended by writing with in the place of the span.
func (l *linter) addFix(f finding.Finding, span finding.Span, with string) {
	l.fixable = append(l.fixable, len(l.found))
	l.add(f, span)
	l.edits = append(l.edits, edit{span, with})
}

// term judges the term at index i and returns how many further terms it has judged with it.
func (l *linter) term(i int) int {
	t := l.record.Terms[i]
	if t.Problem != nil || t.Kind == Unknown || misjoined(t) {
		next := Term{}
		if i+1 < len(l.record.Terms) {
			next = l.record.Terms[i+1]
		}
		if d := diagnose(t, next); d.rule != nil || d.quiet {
			return l.diagnosed(t, next, d)
		}
	}
	switch t.Kind {
	case All:
		l.all(t)
	case Redirect, Exp:
		l.modifier(i)
	case PTR:
		l.add(usesPTR.New("term", t.Text), t.Span)
	case IP4, IP6, A, MX:
		l.network(t)
	}
	if t.Problem == nil && strings.Contains(t.Domain, "%{") && strings.Contains(toLower(t.Domain), "%{p") {
		l.add(usesMacroP.New("term", t.Text), t.Span)
	}
	if l.allSeen && !t.Kind.Modifier() && t.Kind != All {
		l.fixable = append(l.fixable, len(l.found)) // applyFix moves "all" to the end
		l.add(afterAll.New("term", t.Text), t.Span)
	}
	l.allSeen = l.allSeen || t.Kind == All
	l.duplicate(t)
	return 0
}

// diagnosed enters a diagnosis and its repair.
func (l *linter) diagnosed(t, next Term, d diagnosis) int {
	span := t.Span
	if d.takesNext {
		span.End = next.Span.End
	}
	if d.quiet {
		l.edits = append(l.edits, edit{span, d.fix})
		return 0
	}
	f := d.rule.New(append([]string{"term", span.In(l.record.Text)}, d.args...)...)
	if d.fixed {
		l.addFix(f, span, d.fix)
	} else {
		l.stuck = l.stuck || d.rule.Severity == finding.Error
		l.add(f, span)
	}
	if d.takesNext {
		return 1
	}
	return 0
}

func (l *linter) all(t Term) {
	switch t.Qualifier {
	case Pass:
		l.addFix(passAll.New("term", t.Text), t.Span, "~all")
	case Neutral:
		l.addFix(neutralAll.New("term", t.Text), t.Span, "~all")
	}
}

func (l *linter) modifier(i int) {
	t := l.record.Terms[i]
	for _, earlier := range l.record.Terms[:i] {
		if earlier.Kind == t.Kind {
			l.stuck = l.stuck || earlier.Domain != t.Domain
			l.addFix(repeatedModifier.New("term", t.Text, "name", t.Name()), t.Span, "")
			return
		}
	}
	if t.Kind == Redirect && l.record.All() != nil {
		l.addFix(redirectIgnored.New("term", t.Text), t.Span, "")
	}
}

// network judges how much of the Internet a range lets in. dmarc.org's sender practice warns beyond /16.
func (l *linter) network(t Term) {
	if t.Problem != nil || t.Qualifier != Pass {
		return
	}
	const wide4, wide6 = 16, 29 // a network operator's first allocation of IPv6 is a /32 to /29
	everything, wide := int(t.Bits4) <= 1 || t.Bits6 <= 1, t.Bits4 < wide4 || t.Bits6 < wide6
	if t.IP.IsValid() {
		ip, bits := t.IP.Addr(), t.IP.Bits()
		if bits > 1 && (ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast()) {
			l.addFix(privateNetwork.New("term", t.Text), t.Span, "")
			return
		}
		everything, wide = bits <= 1, ip.Is4() && bits < wide4 || ip.Is6() && bits < wide6
	}
	switch {
	case everything:
		l.stuck = true
		l.add(wholeInternet.New("term", t.Text), t.Span)
	case wide:
		l.add(wideRange.New("term", t.Text), t.Span)
	}
}

func (l *linter) duplicate(t Term) {
	if t.Problem != nil || t.Kind.Modifier() || l.allSeen && t.Kind != All {
		return
	}
	key := t.key()
	if l.keys[key] {
		l.addFix(duplicateTerm.New("term", t.Text), t.Span, "")
	}
	l.keys[key] = true
}

// key is the same for terms that mean the same.
func (t Term) key() string {
	target := strings.TrimSuffix(toLower(t.Domain), ".")
	if t.IP.IsValid() {
		target = t.IP.Masked().String()
	}
	return string(rune(t.Kind)) + string(rune(t.Bits4)) + string(rune(t.Bits6)) + target
}

// whole judges what no single term is to blame for.
func (l *linter) whole() {
	r := l.record
	end := finding.Span{Start: len(r.Text), End: len(r.Text)}
	switch {
	case len(r.Terms) == 0:
		l.stuck = true
		l.add(empty.New(), finding.Span{Start: 0, End: len(r.Text)})
	case r.All() == nil && r.Redirect() == nil && !l.stuck && !l.mendsAll():
		l.fixable = append(l.fixable, len(l.found))
		l.add(missingAll.New(), end)
		l.edits = append(l.edits, edit{end, " ~all"})
	}
	if tidy := r.String(); tidy != r.Text && len(l.found) == 0 {
		l.addFix(untidy.New(), finding.Span{}, "")
	}
}

// mendsAll reports whether a repair brings an "all" or a "redirect" with it.
func (l *linter) mendsAll() bool {
	for _, e := range l.edits {
		for _, word := range strings.Fields(e.with) {
			if k := ParseTerm(word).Kind; k == All || k == Redirect {
				return true
			}
		}
	}
	return false
}

// applyFix gives every finding that can be repaired the record with all repairs made.
func (l *linter) applyFix() {
	if l.stuck || len(l.fixable) == 0 {
		return
	}
	fixed := allLast(Parse(l.edited())).String()
	if fixed == l.record.Text || !Parse(fixed).Valid() || Parse(fixed).silent() && !l.record.silent() {
		return // what lets nobody send any more is for the owner to decide
	}
	for _, i := range l.fixable {
		l.found[i].Fix = fixed
	}
}

// silent reports whether nothing but "all" stands in the record, so that it lets nobody send, or everybody.
func (r Record) silent() bool {
	for i := range r.Terms {
		if k := r.Terms[i].Kind; k != All && k != Exp && k != Unknown {
			return false
		}
	}
	return true
}

func (l *linter) edited() string {
	var b strings.Builder
	done := 0
	for _, e := range l.edits {
		if e.span.Start < done {
			continue // an earlier repair took this text with it
		}
		b.WriteString(l.record.Text[done:e.span.Start])
		b.WriteString(e.with)
		done = e.span.End
	}
	b.WriteString(l.record.Text[done:])
	return txt.Repair(b.String())
}

// allLast moves the first "all" behind every other mechanism and drops the others.
func allLast(r Record) Record {
	var terms, modifiers []Term
	var all *Term
	for i, t := range r.Terms {
		switch {
		case t.Kind == All && all == nil:
			all = &r.Terms[i]
		case t.Kind == All:
		case t.Kind.Modifier():
			modifiers = append(modifiers, t)
		default:
			terms = append(terms, t)
		}
	}
	if all != nil {
		terms = append(terms, *all)
	}
	r.Terms = append(terms, modifiers...)
	r.Text = ""
	return r
}

// Texts that were meant to be SPF records and are none.
var (
	versionPunctuation = Rules.Add("spf.version-punctuation", finding.Error, "RFC 7208 §4.5")
	versionMisspelled  = Rules.Add("spf.version-misspelled", finding.Error, "RFC 7208 §4.5")
)

// lintNearMiss tells why receivers do not see a record in a text that looks like one.
func lintNearMiss(text string) []finding.Finding {
	repaired := txt.Repair(text)
	candidate, rule := repaired, finding.Rule{}
	head := toLower(repaired)
	if len(head) > 24 {
		head = head[:24]
	}
	squeezed := strings.ReplaceAll(head, " ", "")
	switch {
	case IsRecord(repaired):
	case strings.HasPrefix(head, version) && strings.ContainsAny(head[len(version):len(version)+1], ";,:."):
		rule = versionPunctuation
		candidate = version + " " + strings.TrimLeft(repaired[len(version):], ";,:. ")
	case strings.HasPrefix(squeezed, "v=spf1"), strings.HasPrefix(squeezed, "v:spf1"), strings.HasPrefix(squeezed, "spf1"),
		strings.HasPrefix(squeezed, "v=spf"), strings.HasPrefix(squeezed, "v=sfp1"):
		if strings.HasPrefix(squeezed, "v=spf2.0/") { // Sender ID, RFC 4406: not SPF, and harmless
			return nil
		}
		rule = versionMisspelled
		candidate = version
		if i := strings.IndexAny(repaired, "1"); i >= 0 && i < len(head) {
			candidate = version + " " + strings.TrimLeft(repaired[i+1:], "0123456789;,:. ")
		}
	default:
		return nil
	}
	fix := mended(strings.TrimSpace(candidate))
	found := txt.Lint(text)
	for i := range found {
		found[i].Fix = fix
	}
	if rule.Code != "" {
		end := strings.IndexByte(text, ' ')
		if end < 0 {
			end = len(text)
		}
		found = append(found, rule.New("version", text[:end]).At(finding.Span{Start: 0, End: end}).WithFix(fix))
	}
	return found
}

// mended returns the record without its errors, or "" where they cannot be repaired with certainty.
func mended(text string) string {
	r := Parse(text)
	found := Lint(r)
	for _, f := range found {
		if f.Fix != "" {
			return f.Fix
		}
	}
	if !r.Valid() || finding.Worst(found) == finding.Error {
		return ""
	}
	return text
}

// LooksLikeRecord reports whether a text is an SPF record or was meant to be one.
func LooksLikeRecord(text string) bool { return IsRecord(text) || len(lintNearMiss(text)) > 0 }

// asciiDomain writes a domain-spec with labels of other scripts as A-labels (RFC 8616 §4).
func asciiDomain(spec string) (string, bool) {
	name, problem := domain.ParseOwner(spec)
	return name, problem == nil
}
