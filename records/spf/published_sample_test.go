package spf

import (
	"os"
	"reflect"
	"sort"
	"strings"
	"testing"
)

// sampleFile holds 3,000 records as they were published; it stands beside the project, not in it.
const sampleFile = "../../../shared/testdata/published-spf-sample.txt"

// Records that people really publish: none panics, each survives writing, each repair is sound.
func TestPublishedSample(t *testing.T) {
	data, err := os.ReadFile(sampleFile)
	if err != nil {
		t.Skip("the sample of published records does not stand beside the project")
	}
	records := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	codes := map[string]int{}
	for _, text := range records {
		r := Parse(text)
		if again := Parse(r.String()); !reflect.DeepEqual(plain(again), plain(r)) {
			t.Errorf("%q is written %q", text, r)
		}
		for _, f := range Lint(r) {
			codes[f.Code]++
			if f.Span.Start < 0 || f.Span.End > len(text) || f.Span.Start > f.Span.End {
				t.Errorf("%q: %s stands at %v", text, f.Code, f.Span)
			}
			if f.Fix != "" && (!Parse(f.Fix).Valid() || countErrors(Lint(Parse(f.Fix))) > 0) {
				t.Errorf("%q: the repair of %s is %q", text, f.Code, f.Fix)
			}
		}
		merged := Merge([]string{text}, []string{"include:_spf.example.com"}, nil, "")
		if m := Parse(merged.Text); !m.Valid() || !m.has(ParseTerm("include:_spf.example.com")) {
			t.Errorf("%q is merged into %q", text, merged.Text)
		}
	}
	names := make([]string, 0, len(codes))
	for code := range codes {
		names = append(names, code)
	}
	sort.Slice(names, func(i, j int) bool { return codes[names[i]] > codes[names[j]] })
	t.Logf("%d records", len(records))
	for _, code := range names {
		t.Logf("%5d  %s", codes[code], code)
	}
}
