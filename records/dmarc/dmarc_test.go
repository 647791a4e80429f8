package dmarc

import (
	"bufio"
	"os"
	"reflect"
	"strings"
	"testing"
)

func TestIsRecord(t *testing.T) {
	for text, want := range map[string]bool{
		"v=DMARC1": true, "v=DMARC1;p=none": true, "v = DMARC1 ; p=none": true, "V=DMARC1; p=none": true,
		"": false, "v=dmarc1; p=none": false, "v=DMARC1x": false, "p=none; v=DMARC1": false, " v=DMARC1": false,
		"v=DMARC1 p=none": false, "vv=DMARC1": false, "\"v=DMARC1\"": false,
	} {
		if got := IsRecord(text); got != want {
			t.Errorf("IsRecord(%q) = %v", text, got)
		}
	}
}

func TestParse(t *testing.T) {
	r := Parse("v=DMARC1; rua = mailto:a@example.com , mailto:b@example.com!50m,https://x.example/;p=Reject; NP=quarantine;" +
		"adkim=s; aspf=x; fo=1:d; foo=bar; p=none; t=y; psd=n")
	want := Record{Text: r.Text, Policy: Reject, NonExistent: Quarantine, DKIMAlignment: Strict, FailureOpts: "1:d",
		Testing: true, PSD: IsOrg, Others: r.Others,
		Reports: []URI{{Text: "mailto:a@example.com"}, {Text: "mailto:b@example.com", Limit: "50m"}, {Text: "https://x.example/"}}}
	if !reflect.DeepEqual(r, want) {
		t.Errorf("got  %+v\nwant %+v", r, want)
	}
	if got := r.Others.String(); got != "aspf=x; foo=bar; p=none" {
		t.Errorf("others = %s", got)
	}
	const written = "v=DMARC1; p=reject; np=quarantine; adkim=s; psd=n; t=y; rua=mailto:a@example.com,mailto:b@example.com!50m,https://x.example/; fo=1:d; aspf=x; foo=bar; p=none"
	if r.String() != written {
		t.Errorf("written %s", r)
	}
}

func TestMailto(t *testing.T) {
	u := Mailto("a,b!c@example.com")
	if u.Text != "mailto:a%2Cb%21c@example.com" || u.Host() != "example.com" {
		t.Errorf("%s, host %s", u, u.Host())
	}
	for text, want := range map[string]string{"mailto:a@Example.com?subject=x": "example.com", "https://example.com": "",
		"mailto:a": "", "mailto:@example.com": "", "mailto:a@b": ""} {
		if got := (URI{Text: text}).Host(); got != want {
			t.Errorf("host of %s = %q, want %q", text, got, want)
		}
	}
}

// RFC 9989 §4.10.1: when a record is applied although its policy is bad.
func TestApplied(t *testing.T) {
	for text, want := range map[string][2]bool{
		"v=DMARC1; p=reject":                                  {true, false},
		"v=DMARC1; p=rejct":                                   {false, true},
		"v=DMARC1; p=rejct; rua=mailto:d@e.example":           {true, true},
		"v=DMARC1; rua=mailto:d@e.example":                    {true, true},
		"v=DMARC1; p=quarantine; sp=foo":                      {false, true},
		"v=DMARC1; p=quarantine; np=foo; rua=mailto:d@e.test": {true, true},
		"v=DMARC1; p=reject; rua=d@e.example":                 {true, false},
	} {
		if applied, asNone := Parse(text).Applied(); applied != want[0] || asNone != want[1] {
			t.Errorf("%s: applied %v, as none %v", text, applied, asNone)
		}
	}
}

func TestForSubdomain(t *testing.T) {
	for _, test := range []struct {
		text             string
		exists, notExist Policy
	}{
		{"v=DMARC1; p=reject", Reject, Reject},
		{"v=DMARC1; p=reject; sp=none", None, None},
		{"v=DMARC1; p=none; np=reject", None, Reject},
		{"v=DMARC1; p=reject; sp=quarantine; np=none", Quarantine, None},
	} {
		r := Parse(test.text)
		if r.ForSubdomain(true) != test.exists || r.ForSubdomain(false) != test.notExist {
			t.Errorf("%s: %s, %s", test.text, r.ForSubdomain(true), r.ForSubdomain(false))
		}
	}
}

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
			codes = append(codes, strings.TrimPrefix(f.Code, "dmarc."))
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
	}
	for _, f := range unwantedReports() {
		seen[f.Code] = true
	}
	for _, r := range Rules {
		if !seen[r.Code] {
			t.Errorf("no line of testdata/lint.txt gives %s", r.Code)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"v=DMARC1; p=none; rua=mailto:a@b.c!10m,x", "v=DMARC1;p=none, sp=reject;;=;x", "V = DMARC1;FO=1:d:s;t=n",
		"“v=DMARC1；p=rej”", "p=none;v=dmarc1", "v=DMARC1; rua=,; p"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r := Parse(s)
		again := Parse(r.String())
		if again.String() != r.String() {
			t.Errorf("%q is written %q and read again %q", s, r, again)
		}
		for _, finding := range Lint(r) {
			if finding.Fix != "" && (!IsRecord(finding.Fix) || Parse(finding.Fix).String() != finding.Fix) {
				t.Errorf("%q: the fix %q of %s is no good record", s, finding.Fix, finding.Code)
			}
		}
	})
}
