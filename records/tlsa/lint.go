package tlsa

import (
	"strings"

	"todoku/records/finding"
	"todoku/records/txt"
)

// Rules are the things that this package can say.
var Rules finding.Rules

var (
	badForm      = Rules.Add("tlsa.bad-form", finding.Error, "RFC 6698 §2.2")
	badHex       = Rules.Add("tlsa.bad-hex", finding.Error, "RFC 6698 §2.2")
	colons       = Rules.Add("tlsa.colons-in-digest", finding.Error, "RFC 6698 §2.2")
	wholeLine    = Rules.Add("tlsa.name-in-value", finding.Error, "RFC 6698 §2.2")
	badLength    = Rules.Add("tlsa.wrong-length", finding.Error, "RFC 6698 §2.1.3")
	pkixUsage    = Rules.Add("tlsa.usage-not-for-mail", finding.Error, "RFC 7672 §3.1.3")
	badUsage     = Rules.Add("tlsa.unknown-usage", finding.Error, "RFC 6698 §2.1.1")
	badSelector  = Rules.Add("tlsa.unknown-selector", finding.Error, "RFC 6698 §2.1.2")
	badMatching  = Rules.Add("tlsa.unknown-matching", finding.Error, "RFC 6698 §2.1.3")
	pinsCert     = Rules.Add("tlsa.pins-certificate", finding.Warning, "RFC 7672 §3.1.1")
	trustAnchor  = Rules.Add("tlsa.trust-anchor", finding.Warning, "RFC 7672 §3.1.2")
	fullMatch    = Rules.Add("tlsa.full-match", finding.Warning, "RFC 7672 §3.1.1")
	sha512       = Rules.Add("tlsa.sha512", finding.Info, "RFC 7671 §6")
	noDNSSEC     = Rules.Add("tlsa.without-dnssec", finding.Error, "RFC 7672 §2.2")
	allUnusable  = Rules.Add("tlsa.none-usable", finding.Error, "RFC 7672 §2.2")
	onlyOne      = Rules.Add("tlsa.single-record", finding.Info, "RFC 7671 §8.1")
	sharedSecure = Rules.Add("tlsa.mx-not-signed", finding.Error, "RFC 7672 §2.2.1")
)

// Lint judges one record in presentation form. An empty text gives no finding.
func Lint(r Record) []finding.Finding {
	if strings.TrimSpace(r.Text) == "" {
		return nil
	}
	l := linter{text: r.Text}
	fixed := Parse(l.readable())
	if l.form(fixed); fixed.Whole {
		l.parameters(fixed)
	}
	corrected := r.Text
	if fixed.Whole {
		corrected = fixed.String()
	}
	return l.list.Done(r.Text, corrected)
}

type linter struct {
	text string
	list finding.List
}

func (l *linter) whole() finding.Span { return finding.Span{Start: 0, End: len(l.text)} }

// readable mends how the record is written: quotation marks, a whole line of a zone file, colons between digits.
func (l *linter) readable() string {
	for _, f := range txt.Lint(l.text) {
		if f.Code != "txt.tab" && f.Code != "txt.line-break" { // fields may be parted so
			l.list.Mend(f)
		}
	}
	text := txt.Repair(l.text)
	fields := strings.Fields(text)
	for i, field := range fields {
		if strings.EqualFold(field, "TLSA") {
			l.list.Mend(wholeLine.New("text", strings.Join(fields[:i+1], " ")).At(l.whole()))
			fields = fields[i+1:]
			break
		}
	}
	text = strings.Join(fields, " ")
	if strings.Contains(text, ":") {
		l.list.Mend(colons.New().At(l.whole()))
		text = strings.ReplaceAll(text, ":", "")
	}
	return strings.NewReplacer("(", "", ")", "").Replace(text)
}

// form says why a text has not the form of a record.
func (l *linter) form(r Record) {
	if r.Whole {
		return
	}
	fields := strings.Fields(r.Text)
	if len(fields) >= 4 && len(fields[0]) == 1 && len(fields[1]) == 1 && len(fields[2]) == 1 {
		data := strings.Join(fields[3:], "")
		if !isHex(data) {
			bad := strings.Trim(strings.ToLower(data), hexDigits)
			l.list.Add(badHex.New("length", itoa(len(data)), "text", bad).At(l.whole()))
			return
		}
	}
	l.list.Add(badForm.New().At(l.whole()))
}

// parameters judges the three numbers and the length of the data.
func (l *linter) parameters(r Record) {
	args := []string{"usage", itoa(int(r.Usage)), "selector", itoa(int(r.Selector)), "matching", itoa(int(r.Matching)),
		"length", itoa(len(r.Data))}
	add := func(rule finding.Rule) { l.list.Add(rule.New(args...).At(l.whole())) }
	switch r.Usage {
	case PKIXTA, PKIXEE:
		add(pkixUsage)
	case DANETA:
		add(trustAnchor)
	case DANEEE:
		if r.Selector == Cert {
			add(pinsCert)
		}
	default:
		add(badUsage)
	}
	if r.Selector > SPKI {
		add(badSelector)
	}
	switch {
	case r.Matching > SHA512:
		add(badMatching)
	case !r.fits():
		add(badLength)
	case r.Matching == Full:
		add(fullMatch)
	case r.Matching == SHA512:
		add(sha512)
	}
}

// Server is a mail server of a domain, as far as DANE is concerned.
type Server struct {
	Host    string
	Records []Record
	// Secure says that DNSSEC vouches for the TLSA records and for the addresses of the server.
	Secure bool
	// MXSecure says that DNSSEC vouches for the MX records that name the server.
	MXSecure bool
}

// LintServer judges the TLSA records of one mail server together with what vouches for them. A server without records
// gives no finding.
func LintServer(s Server) []finding.Finding {
	if len(s.Records) == 0 {
		return nil
	}
	var found []finding.Finding
	add := func(rule finding.Rule) {
		found = append(found, rule.New("host", s.Host, "count", itoa(len(s.Records))).On(Owner(s.Host), ""))
	}
	usable := 0
	for _, r := range s.Records {
		if r.Usable() {
			usable++
		}
	}
	switch {
	case !s.Secure: // RFC 7672 §2.2: insecure TLSA records are not used
		add(noDNSSEC)
	case !s.MXSecure: // RFC 7672 §2.2.1: nor those of a host that insecure MX records name
		add(sharedSecure)
	}
	switch {
	case usable == 0: // RFC 7672 §2.2: TLS without authentication is asked for all the same
		add(allUnusable)
	case len(s.Records) == 1:
		add(onlyOne)
	}
	return found
}
