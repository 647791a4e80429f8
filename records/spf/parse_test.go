package spf

import (
	"reflect"
	"strings"
	"testing"
)

func TestIsRecord(t *testing.T) {
	for text, want := range map[string]bool{
		"v=spf1": true, "v=spf1 ": true, "V=SPF1 -all": true, "v=spf1 moo": true,
		"": false, "v=spf10": false, "v=spf1;": false, "v=spf1\t-all": false, " v=spf1": false, "v=spf2.0/pra": false,
		"\"v=spf1 -all\"": false, "v=spf": false,
	} {
		if got := IsRecord(text); got != want {
			t.Errorf("IsRecord(%q) = %v", text, got)
		}
	}
}

func TestParseTerm(t *testing.T) {
	good := func(text, name, domain string) {
		t.Helper()
		term := ParseTerm(text)
		if term.Problem != nil || term.Name() != name || term.Domain != domain {
			t.Errorf("ParseTerm(%q) = %s %q, problem %v", text, term.Name(), term.Domain, term.Problem)
		}
		if again := ParseTerm(term.String()); again.String() != term.String() {
			t.Errorf("%q is written %q, then %q", text, term, again)
		}
	}
	bad := func(text, code string) {
		t.Helper()
		term := ParseTerm(text)
		if term.Problem == nil || term.Problem.Code != "spf."+code {
			t.Errorf("ParseTerm(%q): problem %v, want %s", text, term.Problem, code)
		}
	}
	good("all", "all", "")
	good("-ALL", "all", "")
	good("a", "a", "")
	good("A/24", "a", "")
	good("a//64", "a", "")
	good("a/0//0", "a", "")
	good("a:mail.example.com/24//64", "a", "mail.example.com")
	good("a:example.com.", "a", "example.com.")
	good("a:foo:bar/baz.example.com", "a", "foo:bar/baz.example.com") // RFC 7208 §12: ":" and "/" are macro-literals
	good("mx:%{d}", "mx", "%{d}")
	good("mx:x%%.%{d2r.-}/24", "mx", "x%%.%{d2r.-}")
	good("ptr:example.com", "ptr", "example.com")
	good("include:_spf.example.com", "include", "_spf.example.com")
	good("exists:%{ir}.%{v}._spf.%{d2}", "exists", "%{ir}.%{v}._spf.%{d2}")
	good("ip4:192.0.2.0/0", "ip4", "192.0.2.0/0")
	good("ip6:::/0", "ip6", "::/0")
	good("ip6:::ffff:192.0.2.1/96", "ip6", "::ffff:192.0.2.1/96")
	good("redirect=_spf.example.com", "redirect", "_spf.example.com")
	good("EXP=%{d}.explain.example.com", "exp", "%{d}.explain.example.com")
	good("moo=", "moo", "")
	good("x-y_z.1=a%{s}b", "x-y_z.1", "a%{s}b")

	bad("", "unknown-mechanism")
	bad("+", "unknown-mechanism")
	bad("=x", "unknown-mechanism")
	bad("-redirect=example.com", "unknown-mechanism") // a modifier has no qualifier
	bad("all/8", "all-with-argument")
	bad("a/33", "bad-prefix-length")
	bad("a//129", "bad-prefix-length")
	bad("a/01", "bad-prefix-length")
	bad("a/", "bad-prefix-length")
	bad("a:", "missing-domain")
	bad("a:example.com/", "bad-domain")
	bad("a:111.222.33.44", "address-as-domain")
	bad("a:museum", "single-label")
	bad("a:example.-com", "bad-domain")
	bad("a:example.123", "bad-domain")
	bad("a:example.com:8080", "bad-domain")
	bad("a:abc.example.com\x00", "not-ascii")
	bad("include:example.com/24", "prefix-not-allowed")
	bad("ptr/0", "prefix-not-allowed")
	bad("exists", "missing-domain")
	bad("exists:%{d", "bad-macro")
	bad("exists:%{d0}.example.com", "bad-macro")
	bad("exists:%x.example.com", "bad-macro")
	bad("exists:%{r}.example.com", "macro-only-in-exp")
	bad("ip4:", "missing-network")
	bad("ip4:192.0.2.1/", "bad-prefix-length")
	bad("ip4:192.0.2.1/24/24", "bad-prefix-length")
	bad("ip4:192.0.2.256", "bad-address")
	bad("ip4:192.0.2.1//32", "bad-prefix-length")
	bad("ip6:fe80::1%eth0", "bad-address")
	bad("ip6:1:2:3", "bad-address")
	bad("redirect=", "missing-domain")
	bad("moo=%x", "bad-macro")
}

func TestParseKeepsOrderAndSpans(t *testing.T) {
	text := "v=spf1   a  bogus   -all exp=x.example.com"
	r := Parse(text)
	var words []string
	for _, term := range r.Terms {
		if term.Span.In(text) != term.Text {
			t.Errorf("the span of %q holds %q", term.Text, term.Span.In(text))
		}
		words = append(words, term.Text)
	}
	if got := strings.Join(words, " "); got != "a bogus -all exp=x.example.com" || r.Valid() {
		t.Errorf("terms %q, valid %v", got, r.Valid())
	}
	if r := Parse("not a record"); r.Terms != nil || r.String() != "not a record" {
		t.Error("a text that is no record must stay as it is")
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"v=spf1 a/24//64 mx:%{d2}/8 -all", "v=spf1 ip4:1.2.3.4,ip4:5.6.7.8-all", "v=spf1 ip4: 1.2.3.4 - all",
		"V=SPF1 INCLUDE=x redirect:y redirect=z", "v=spf1;ip4:*.1", "“v=spf1 –all”", "v=spf1 include:a@b include:http://c/ ?all all",
		"v=spf1 \xff a:日本.jp", "v=spf1 ip4:1.2.*", "spf1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r := Parse(s)
		again := Parse(r.String())
		if again.String() != r.String() || !reflect.DeepEqual(plain(again), plain(r)) {
			t.Errorf("%q is written %q and read again %q", s, r, again)
		}
		for _, finding := range Lint(r) {
			if finding.Fix == "" {
				continue
			}
			if fixed := Parse(finding.Fix); !fixed.Valid() || !IsRecord(finding.Fix) {
				t.Errorf("%q: the fix %q of %s is no good record", s, finding.Fix, finding.Code)
			}
		}
		merged := Merge([]string{s, "v=spf1 mx -all"}, []string{"include:_spf.example.com"}, []string{"mx"}, "")
		if m := Parse(merged.Text); !m.Valid() || !IsRecord(merged.Text) {
			t.Errorf("%q is merged into %q", s, merged.Text)
		}
	})
}

// plain leaves out what writing may change: where a term stands and the case of its name.
func plain(r Record) []Term {
	terms := append([]Term{}, r.Terms...)
	for i := range terms {
		terms[i].Span.Start, terms[i].Span.End = 0, 0
		terms[i].Text = terms[i].String()
	}
	return terms
}
