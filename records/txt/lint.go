package txt

import (
	"strings"

	"todoku/records/finding"
)

// Rules are the things that Lint can say.
var Rules finding.Rules

var (
	fullWidth    = Rules.Add("txt.full-width-character", finding.Error, "RFC 7208 §3.1")
	curlyQuote   = Rules.Add("txt.curly-quote", finding.Error, "RFC 1035 §5.1")
	dash         = Rules.Add("txt.wrong-dash", finding.Error, "RFC 7208 §3.1")
	wrongSpace   = Rules.Add("txt.wrong-space", finding.Error, "RFC 7208 §4.6.1")
	invisible    = Rules.Add("txt.invisible-character", finding.Error, "RFC 7208 §3.1")
	quoteInside  = Rules.Add("txt.quotation-mark-inside", finding.Error, "RFC 1035 §5.1")
	backslash    = Rules.Add("txt.backslash-inside", finding.Error, "RFC 1035 §5.1")
	leadingSpace = Rules.Add("txt.leading-space", finding.Error, "RFC 7208 §4.5")
	tab          = Rules.Add("txt.tab", finding.Error, "RFC 7208 §4.6.1")
	lineBreak    = Rules.Add("txt.line-break", finding.Error, "RFC 7208 §4.6.1")
)

var kindRule = map[Kind]finding.Rule{
	FullWidth: fullWidth, Quotes: curlyQuote, Dash: dash, Space: wrongSpace, Invisible: invisible,
}

// Lint names the characters in a published value that a panel, a word processor or an input method has put there.
// Each kind is named once, at its first place. The fix is the value as Repair gives it.
func Lint(value string) []finding.Finding {
	var found []finding.Finding
	add := func(r finding.Rule, span finding.Span) {
		for _, f := range found {
			if f.Code == r.Code {
				return
			}
		}
		found = append(found, r.New("characters", span.In(value)).At(span).WithFix(Repair(value)))
	}
	_, changes := Clean(value)
	for _, c := range changes {
		add(kindRule[c.Kind], c.Span)
	}
	for i := 0; i < len(value); i++ {
		at := finding.Span{Start: i, End: i + 1}
		switch value[i] {
		case '"':
			add(quoteInside, at)
		case '\\':
			add(backslash, at)
		case '\t':
			add(tab, at)
		case '\n', '\r':
			add(lineBreak, at)
		}
	}
	if value != "" && value[0] == ' ' {
		add(leadingSpace, finding.Span{Start: 0, End: 1})
	}
	return found
}

// Repair gives the value that was most likely meant: characters cleaned, quotation marks of a zone file read as such,
// white space folded.
func Repair(value string) string {
	clean, _ := Clean(value)
	clean = strings.Trim(clean, " \t\r\n'`")
	if strings.HasPrefix(clean, `"`) {
		if parts, _ := Unquote(clean); len(parts) > 0 {
			clean = Join(parts)
		}
	}
	clean = strings.Map(func(r rune) rune {
		if r == '"' || r == '\\' {
			return -1
		}
		return r
	}, clean)
	return strings.Join(strings.Fields(clean), " ")
}
