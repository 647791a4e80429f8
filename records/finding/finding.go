// Package finding is the one diagnostic type of Todoku: something that is true of a record and that its owner
// should know. A [Finding] never says "we could not look"; that is an error of the lookup, and stays one.
//
// A finding carries a code and named arguments, never a sentence. Package message turns it into Japanese or English.
package finding

// Severity says how much a rule matters to the arrival of mail.
type Severity string

// The severities, weakest first.
const (
	Info    Severity = "info"    // good to know; nothing has to change
	Warning Severity = "warning" // works, but is risky or will break
	Error   Severity = "error"   // receivers treat the record as broken, absent or harmful
)

// Rank orders severities: a larger rank matters more. Unknown severities rank lowest.
func (s Severity) Rank() int {
	switch s {
	case Info:
		return 1
	case Warning:
		return 2
	case Error:
		return 3
	}
	return 0
}

// Rule is one thing that a check can say. The severity belongs to the rule, never to the place that emits it.
type Rule struct {
	// Code names the problem, such as "spf.too-many-lookups". Codes are permanent.
	Code     string   `json:"code"`
	Severity Severity `json:"severity"`
	// Ref is the standard or the document that the rule comes from, such as "RFC 7208 §4.6.4".
	Ref string `json:"ref,omitempty"`
}

// Span is a half-open range of octets in the text that was judged.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// In returns the part of text that the span covers, or "" where it lies outside.
func (s Span) In(text string) string {
	if s.Start < 0 || s.End > len(text) || s.Start >= s.End {
		return ""
	}
	return text[s.Start:s.End]
}

// Finding is a rule that was found to hold for one record.
type Finding struct {
	Rule
	// Name is the DNS name that the record stands at; empty where the text was not taken from DNS.
	Name string `json:"name,omitempty"`
	// Text is the record that was judged, where the page should show it with Span marked.
	Text string `json:"text,omitempty"`
	Span Span   `json:"span,omitzero"`
	// Args are the named arguments of the sentence.
	Args map[string]string `json:"args,omitempty"`
	// Fix is the whole corrected record, where one can be given with certainty.
	Fix string `json:"fix,omitempty"`
}

// New returns a finding of rule r with arguments given as name, value, name, value.
//
//go:noinline
func (r Rule) New(args ...string) Finding {
	f := Finding{Rule: r}
	for i := 0; i+1 < len(args); i += 2 {
		if f.Args == nil {
			f.Args = make(map[string]string, len(args)/2)
		}
		f.Args[args[i]] = args[i+1]
	}
	return f
}

// At returns f with the span of the text that it is about.
//
//go:noinline
func (f Finding) At(s Span) Finding {
	f.Span = s
	return f
}

// On returns f with the name and the text of the record that it is about.
//
//go:noinline
func (f Finding) On(name, text string) Finding {
	f.Name, f.Text = name, text
	return f
}

// WithFix returns f with the whole corrected record.
//
//go:noinline
func (f Finding) WithFix(fix string) Finding {
	f.Fix = fix
	return f
}

// Rules is the catalogue of a package: every rule that it can emit.
type Rules []Rule

// Add enters a rule into the catalogue and returns it, so that a rule is declared beside the line that emits it.
// Ref may be empty where the rule is our own advice.
//
//go:noinline
func (rs *Rules) Add(code string, severity Severity, ref string) Rule {
	r := Rule{Code: code, Severity: severity, Ref: ref}
	*rs = append(*rs, r)
	return r
}

// Worst returns the highest severity among findings, or "" for none.
func Worst(findings []Finding) Severity {
	var worst Severity
	for _, f := range findings {
		if f.Severity.Rank() > worst.Rank() {
			worst = f.Severity
		}
	}
	return worst
}
