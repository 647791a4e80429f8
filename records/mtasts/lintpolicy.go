package mtasts

import (
	"strconv"
	"strings"

	"todoku/records/domain"
	"todoku/records/finding"
)

var (
	policyVersion  = Rules.Add("mtasts.policy-version", finding.Error, "RFC 8461 §3.2")
	policyMode     = Rules.Add("mtasts.policy-mode", finding.Error, "RFC 8461 §3.2")
	policyMaxAge   = Rules.Add("mtasts.policy-max-age", finding.Error, "RFC 8461 §3.2")
	policyNoMX     = Rules.Add("mtasts.policy-no-mx", finding.Error, "RFC 8461 §3.2")
	policyMXList   = Rules.Add("mtasts.policy-mx-list", finding.Error, "RFC 8461 §3.2")
	policyPattern  = Rules.Add("mtasts.policy-bad-mx", finding.Error, "RFC 8461 §4.1")
	policyKey      = Rules.Add("mtasts.policy-unknown-key", finding.Warning, "RFC 8461 §3.2")
	policyRepeated = Rules.Add("mtasts.policy-repeated-key", finding.Warning, "RFC 8461 §3.2")
	policyLine     = Rules.Add("mtasts.policy-bad-line", finding.Error, "RFC 8461 §3.2")
	policyHTML     = Rules.Add("mtasts.policy-is-html", finding.Error, "RFC 8461 §3.2")
	shortMaxAge    = Rules.Add("mtasts.max-age-short", finding.Warning, "RFC 8461 §3.2")
	onlyTesting    = Rules.Add("mtasts.mode-testing", finding.Info, "RFC 8461 §5")
	givenUp        = Rules.Add("mtasts.mode-none", finding.Info, "RFC 8461 §8.3")
	notCovered     = Rules.Add("mtasts.mx-not-in-policy", finding.Error, "RFC 8461 §4.1")
	matchesNone    = Rules.Add("mtasts.policy-mx-matches-nothing", finding.Warning, "RFC 8461 §4.1")
	redirected     = Rules.Add("mtasts.policy-redirected", finding.Error, "RFC 8461 §3.3")
	notOK          = Rules.Add("mtasts.policy-not-200", finding.Error, "RFC 8461 §3.3")
	contentType    = Rules.Add("mtasts.policy-content-type", finding.Warning, "RFC 8461 §3.2")
)

// week is the shortest time, in seconds, for which a policy that enforces protects: who can suppress the policy for
// longer than it is kept gets round it (RFC 8461 §10.2).
const week = 7 * 24 * 3600

// LintPolicy judges a policy file.
func LintPolicy(p Policy) []finding.Finding {
	if looksLikeHTML(p.Text) {
		return []finding.Finding{policyHTML.New()}
	}
	l := policyLinter{text: p.Text, fixed: p}
	l.fixed.Text, l.fixed.Others = "", nil
	for _, line := range p.Others {
		l.other(line)
	}
	l.version()
	l.mode()
	l.maxAge()
	l.patterns()
	return l.list.Done(p.Text, l.fixed.String())
}

type policyLinter struct {
	text  string
	fixed Policy // the file as it was most likely meant
	list  finding.List
}

func (l *policyLinter) add(f finding.Finding, key string)  { l.list.Add(f.At(l.place(key))) }
func (l *policyLinter) mend(f finding.Finding, key string) { l.list.Mend(f.At(l.place(key))) }

// place is where the first line of that key stands; the whole file where there is none.
func (l *policyLinter) place(key string) finding.Span {
	for _, line := range lines(l.text) {
		if line.Key == key {
			return line.Span
		}
	}
	return finding.Span{Start: 0, End: len(l.text)}
}

func looksLikeHTML(text string) bool {
	return strings.HasPrefix(strings.TrimLeft(text, " \t\r\n\ufeff"), "<")
}

// other judges a line that ParsePolicy could not use.
func (l *policyLinter) other(line Line) {
	key := strings.ToLower(line.Key)
	switch {
	case line.Key == "":
		again := Line{Value: line.Value}
		if at := strings.IndexAny(line.Value, ":="); at > 0 { // "mode = enforce", " mode: enforce"
			again.Key, again.Value = strings.ToLower(strings.Trim(line.Value[:at], " \t")), strings.Trim(line.Value[at+1:], " \t")
		}
		f := policyLine.New("line", line.Value).At(line.Span)
		if l.fixed.set(again) {
			l.list.Mend(f)
		} else {
			l.list.Add(f)
		}
	case line.Key == key && (key == "version" || key == "mode" || key == "max_age"):
		l.list.Mend(policyRepeated.New("key", key, "value", line.Value).At(line.Span))
	case line.Key != key && l.fixed.set(Line{Key: key, Value: line.Value}):
		l.mend(policyLine.New("line", line.Key+": "+line.Value), line.Key)
	default:
		l.fixed.Others = append(l.fixed.Others, line)
		l.list.Add(policyKey.New("key", line.Key, "value", line.Value).At(line.Span))
	}
}

func (l *policyLinter) version() {
	if l.fixed.Version != "STSv1" { // RFC 8461 §3.2: currently only "STSv1" is supported
		l.mend(policyVersion.New("version", l.fixed.Version), "version")
		l.fixed.Version = "STSv1"
	}
}

func (l *policyLinter) mode() {
	switch mode := l.fixed.Mode; mode {
	case Enforce:
	case Testing:
		l.add(onlyTesting.New(), "mode")
	case NoMode:
		l.add(givenUp.New(), "mode")
	default:
		f := policyMode.New("mode", string(mode))
		switch low := Mode(strings.ToLower(string(mode))); low {
		case Enforce, Testing, NoMode:
			l.fixed.Mode = low
			l.mend(f, "mode")
		default:
			l.add(f, "mode")
		}
	}
}

func (l *policyLinter) maxAge() {
	seconds, ok := l.fixed.Seconds()
	switch {
	case !ok:
		l.add(policyMaxAge.New("value", l.fixed.MaxAge, "most", strconv.Itoa(MaxMaxAge)), "max_age")
	case seconds < week && l.fixed.Mode == Enforce:
		l.add(shortMaxAge.New("value", l.fixed.MaxAge), "max_age")
	}
}

// patterns judges the mx lines.
func (l *policyLinter) patterns() {
	// RFC 8461 §3.2: at least one mx, unless the mode is none
	if len(l.fixed.MX) == 0 && l.fixed.Mode != NoMode {
		l.add(policyNoMX.New(), "mx")
	}
	var meant []string
	for _, value := range l.fixed.MX {
		patterns := strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == ' ' || r == ';' })
		if len(patterns) > 1 {
			l.mend(policyMXList.New("value", value), "mx")
		} else {
			patterns = []string{value}
		}
		for _, pattern := range patterns {
			if !isPattern(pattern) {
				l.add(policyPattern.New("value", pattern), "mx")
			}
		}
		meant = append(meant, patterns...)
	}
	l.fixed.MX = meant
}

// isPattern reports whether a pattern is a host or a wildcard for its left-most label (RFC 8461 §4.1).
func isPattern(pattern string) bool {
	_, problem := domain.Parse(strings.TrimPrefix(pattern, "*."))
	return problem == nil && !strings.HasSuffix(pattern, ".")
}

// LintCover compares a policy with the mail servers that the MX records of the domain name. RFC 8461 §4.1: under
// enforce, a server that no pattern matches gets no mail.
func LintCover(p Policy, hosts []string) []finding.Finding {
	var found []finding.Finding
	if p.Mode == NoMode {
		return nil
	}
	for _, host := range hosts {
		if !p.Covers(host) {
			found = append(found, notCovered.New("host", domain.Canonical(host), "mode", string(p.Mode)))
		}
	}
	for _, pattern := range p.MX {
		if !coversAny(pattern, hosts) && len(hosts) > 0 {
			found = append(found, matchesNone.New("value", pattern))
		}
	}
	return found
}

func coversAny(pattern string, hosts []string) bool {
	for _, host := range hosts {
		if covers(pattern, domain.Canonical(host)) {
			return true
		}
	}
	return false
}

// LintAnswer judges how the web server answered: the status of HTTP, redirects not followed, and the Content-Type.
func LintAnswer(status int, mediaType string) []finding.Finding {
	switch {
	case status >= 300 && status < 400:
		// RFC 8461 §3.3: HTTP 3xx redirects must not be followed
		return []finding.Finding{redirected.New("status", strconv.Itoa(status))}
	case status != 200:
		// RFC 8461 §3.3: only 200 is an answer
		return []finding.Finding{notOK.New("status", strconv.Itoa(status))}
	}
	media, _, _ := strings.Cut(mediaType, ";")
	if !strings.EqualFold(strings.TrimSpace(media), "text/plain") {
		return []finding.Finding{contentType.New("type", mediaType)}
	}
	return nil
}
