package dmarc

import (
	"slices"
	"strings"
	"testing"

	"todoku/records/finding"
	"todoku/records/lookup"
)

func TestDestinations(t *testing.T) {
	zone := lookup.MustParseZone(`_dmarc.example.jp TXT "v=DMARC1; p=none"
_dmarc.agency.example TXT "v=DMARC1; p=reject"
example.jp._report._dmarc.agency.example TXT "v=DMARC1;"
example.jp._report._dmarc.bare.example TXT "v=DMARC1"
example.jp._report._dmarc.other.example TXT "v=DMARC1; rua=mailto:x@elsewhere.example"
example.jp._report._dmarc.kept.example TXT "v=DMARC1; rua=mailto:x@KEPT.example"
example.jp._report._dmarc.noise.example TXT "hello"
*._report._dmarc.wild.example TXT "v=DMARC1;"
example.jp._report._dmarc.broken.example FAIL TXT servfail`)
	long := strings.Repeat("a.", 118) + "jp"
	for address, want := range map[string]Destination{
		"d@example.jp":             {Consent: NotNeeded},
		"d@reports.example.jp":     {Consent: NotNeeded},
		"d@agency.example":         {Consent: Given, Name: "example.jp._report._dmarc.agency.example"},
		"d@bare.example":           {Consent: Given, Name: "example.jp._report._dmarc.bare.example"},
		"d@kept.example":           {Consent: Given, Name: "example.jp._report._dmarc.kept.example"},
		"d@other.example":          {Consent: OtherHost, Name: "example.jp._report._dmarc.other.example"},
		"d@noise.example":          {Consent: NotGiven, Name: "example.jp._report._dmarc.noise.example"},
		"d@wild.example":           {Consent: Given, Name: "example.jp._report._dmarc.wild.example"},
		"d@nobody.example":         {Consent: NotGiven, Name: "example.jp._report._dmarc.nobody.example"},
		"d@broken.example":         {Consent: CouldNotAsk, Name: "example.jp._report._dmarc.broken.example"},
		"d@" + long:                {Consent: NameTooLong, Name: "example.jp._report._dmarc." + long},
		"d@reports.agency.example": {Consent: NotGiven, Name: "example.jp._report._dmarc.reports.agency.example"},
	} {
		got := Destinations(zone, "example.jp", Record{Policy: None, Reports: []URI{Mailto(address)}})
		if len(got) != 1 || got[0].Consent != want.Consent || got[0].Name != want.Name {
			t.Errorf("%s: %+v, want %v", address, got, want)
		}
	}
	twice := Record{Reports: []URI{Mailto("d@a.example"), {Text: "https://a.example/"}}, Failures: []URI{Mailto("d@a.example"), Mailto("f@a.example")}}
	if got := Destinations(zone, "example.jp", twice); len(got) != 2 {
		t.Errorf("%d destinations, want 2", len(got))
	}
}

// The permission stands below the domain that publishes the record, not below the one that mail comes from.
func TestDestinationQuestions(t *testing.T) {
	l := &listener{Resolver: lookup.MustParseZone(`_dmarc.example.jp TXT "v=DMARC1; p=none"`)}
	Destinations(l, "example.jp", Record{Reports: []URI{Mailto("d@agency.example")}})
	want := append(questions("example.jp jp agency.example example"), "example.jp._report._dmarc.agency.example TXT")
	if !slices.Equal(l.asked, want) {
		t.Errorf("asked %v, want %v", l.asked, want)
	}
}

// unwantedReports are the findings about addresses to which no reports go.
func unwantedReports() []finding.Finding {
	zone := lookup.MustParseZone("example.jp._report._dmarc.other.example TXT \"v=DMARC1; rua=mailto:x@elsewhere.example\"\nexample.jp._report._dmarc.broken.example FAIL TXT timeout")
	return LintDestinations(zone, "example.jp", Record{Reports: []URI{Mailto("d@nobody.example"), Mailto("d@other.example"),
		Mailto("d@broken.example"), Mailto("d@" + strings.Repeat("a.", 118) + "jp")}})
}

func TestLintDestinations(t *testing.T) {
	var codes []string
	for _, f := range unwantedReports() {
		codes = append(codes, f.Code)
	}
	want := []string{"dmarc.reports-not-authorized", "dmarc.report-permission-elsewhere", "dmarc.report-permission-too-long"}
	if !slices.Equal(codes, want) {
		t.Errorf("findings %v, want %v", codes, want)
	}
}
