package spf

import (
	"bufio"
	"os"
	"strings"
	"testing"
)

// testdata/lint.txt holds the mistakes that people publish: a record, the codes that Lint gives, and the fix.
func TestLint(t *testing.T) {
	file, err := os.Open("testdata/lint.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	seen := map[string]bool{}
	scanner := bufio.NewScanner(file)
	for n := 1; scanner.Scan(); n++ {
		line := scanner.Text()
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(line, " | ")
		if len(fields) != 3 {
			t.Fatalf("line %d: want record | codes | fix", n)
		}
		record := strings.NewReplacer(`\t`, "\t", `\u3000`, "\u3000", `\s`, " ").Replace(fields[0])
		wantCodes, wantFix := strings.TrimSpace(fields[1]), strings.TrimSpace(fields[2])
		var codes []string
		fix := ""
		for _, f := range Lint(Parse(record)) {
			codes = append(codes, strings.TrimPrefix(f.Code, "spf."))
			seen[f.Code] = true
			if f.Fix != "" {
				fix = f.Fix
			}
			if f.Span.Start < 0 || f.Span.End > len(record) || f.Span.Start > f.Span.End {
				t.Errorf("line %d: %q: span %v of %s lies outside", n, record, f.Span, f.Code)
			}
		}
		if got := strings.Join(codes, " "); got != wantCodes || fix != wantFix {
			t.Errorf("line %d: %q\n got %s | %s\nwant %s | %s", n, record, got, fix, wantCodes, wantFix)
		}
		if fix != "" {
			for _, f := range Lint(Parse(fix)) {
				if f.Severity == "error" {
					t.Errorf("line %d: the fix %q still has %s", n, fix, f.Code)
				}
			}
		}
	}
	for _, r := range Rules {
		if !seen[r.Code] && !strings.HasPrefix(r.Ref, "RFC 7208 §4.6.4") && !setRule[r.Code] {
			t.Errorf("no line of testdata/lint.txt gives %s", r.Code)
		}
	}
}

// setRule names the rules that need more than the text of one record.
var setRule = map[string]bool{"spf.missing": true, "spf.several-records": true, "spf.space-lost-between-strings": true, "spf.txt-too-large": true, "spf.txt-nearly-too-large": true,
	"spf.include-without-record": true, "spf.include-with-several-records": true, "spf.include-broken": true}
