// Package vector reads the examples of the record packages, testdata/lint.txt: a text, the codes of what is found in it,
// and the corrected text. Tests hold the packages to them, and the pages about rules are made from them.
package vector

import (
	"strconv"
	"strings"

	"todoku/records/finding"
)

// Vector is one line.
type Vector struct {
	Line int
	Text string
	// Codes are those of the findings, in their order, complete.
	Codes []string
	Fix   string // "" where none is given
}

// unescape writes the characters that would not be seen in a file.
var unescape = strings.NewReplacer(`\t`, "\t", `\u3000`, "\u3000", `\u200b`, "\u200b", `\s`, " ", `\r`, "\r", `\n`, "\n")

// Parse reads lines of the form "text | codes | fix". A code without a dot is one of the given space. Empty lines and
// those that begin with "#" are passed over, and so are those that have not three parts; Problems names these.
func Parse(file, space string) (vectors []Vector, bad []int) {
	for i, line := range strings.Split(file, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(line, " | ")
		if len(fields) != 3 {
			bad = append(bad, i+1)
			continue
		}
		v := Vector{Line: i + 1, Text: unescape.Replace(fields[0]), Fix: unescape.Replace(strings.TrimSpace(fields[2]))}
		for _, code := range strings.Fields(fields[1]) {
			if !strings.Contains(code, ".") {
				code = space + "." + code
			}
			v.Codes = append(v.Codes, code)
		}
		vectors = append(vectors, v)
	}
	return vectors, bad
}

// Problems says where lint does not give what the file says, where a span lies outside its text, and which of the rules
// no line gives.
func Problems(file, space string, rules finding.Rules, lint func(string) []finding.Finding) []string {
	vectors, bad := Parse(file, space)
	var problems []string
	for _, n := range bad {
		problems = append(problems, "line "+strconv.Itoa(n)+": want text | codes | fix")
	}
	seen := map[string]bool{}
	for _, v := range vectors {
		var codes []string
		fix := ""
		for _, f := range lint(v.Text) {
			codes = append(codes, f.Code)
			seen[f.Code] = true
			if f.Fix != "" {
				fix = f.Fix
			}
			if f.Span.Start < 0 || f.Span.End > len(v.Text) || f.Span.Start > f.Span.End {
				problems = append(problems, "line "+strconv.Itoa(v.Line)+": the span of "+f.Code+" lies outside")
			}
		}
		if got, want := strings.Join(codes, " "), strings.Join(v.Codes, " "); got != want || fix != v.Fix {
			problems = append(problems, "line "+strconv.Itoa(v.Line)+": "+strconv.Quote(v.Text)+"\n got "+got+" | "+strconv.Quote(fix)+"\nwant "+want+" | "+strconv.Quote(v.Fix))
		}
	}
	for _, r := range rules {
		if !seen[r.Code] {
			problems = append(problems, "no line gives "+r.Code)
		}
	}
	return problems
}

// Unsound says what is wrong with how a package treats a text: write reads it and writes it again, which must change
// nothing more the second time; a place that lint names lies inside it; and what lint gives as a correction is without
// errors.
func Unsound(text string, write func(string) string, lint func(string) []finding.Finding) []string {
	var problems []string
	once := write(text)
	if twice := write(once); twice != once {
		problems = append(problems, strconv.Quote(text)+" is written "+strconv.Quote(once)+" and read again "+strconv.Quote(twice))
	}
	for _, f := range lint(text) {
		if f.Span.Start < 0 || f.Span.End > len(text) || f.Span.Start > f.Span.End {
			problems = append(problems, strconv.Quote(text)+": the span of "+f.Code+" lies outside")
		}
		for _, left := range lint(f.Fix) {
			if f.Fix != "" && left.Severity == finding.Error {
				problems = append(problems, strconv.Quote(text)+": the fix "+strconv.Quote(f.Fix)+" of "+f.Code+" has "+left.Code)
			}
		}
	}
	return problems
}
