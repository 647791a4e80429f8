package txt

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSplitAndJoin(t *testing.T) {
	for _, n := range []int{0, 1, 254, 255, 256, 510, 511, 4096} {
		text := strings.Repeat("x", n)
		parts := Split(text)
		for i, p := range parts {
			if len(p) > MaxString || len(p) == 0 && n > 0 {
				t.Errorf("%d octets: string %d has %d", n, i, len(p))
			}
		}
		if want := max(1, (n+254)/255); len(parts) != want {
			t.Errorf("%d octets: %d strings, want %d", n, len(parts), want)
		}
		if Join(parts) != text {
			t.Errorf("%d octets: joined text differs", n)
		}
	}
}

func TestQuote(t *testing.T) {
	for _, test := range []struct {
		parts []string
		want  string
	}{
		{[]string{""}, `""`},
		{[]string{"v=spf1 -all"}, `"v=spf1 -all"`},
		{[]string{"a", "b"}, `"a" "b"`},
		{[]string{`say "x\y"`}, `"say \"x\\y\""`},
		{[]string{"\x00\x7f“"}, `"\000\127\226\128\156"`},
	} {
		if got := Quote(test.parts); got != test.want {
			t.Errorf("Quote(%q) = %s, want %s", test.parts, got, test.want)
		}
		if got, ok := Unquote(test.want); !ok || !slices.Equal(got, test.parts) {
			t.Errorf("Unquote(%s) = %q, %v", test.want, got, ok)
		}
	}
}

func TestUnquote(t *testing.T) {
	genkey := "sel._domainkey\tIN\tTXT\t( \"v=DKIM1; k=rsa; \"\n\t  \"p=MIIB\" )  ; ----- DKIM key \"sel\" for example.jp"
	for _, test := range []struct {
		text string
		want string
		ok   bool
	}{
		{genkey, "v=DKIM1; k=rsa; p=MIIB", true},
		{`"open`, "open", false},
		{`no quotes`, "", false},
		{`"a\`, `a\`, false},
		{`"\300\1"`, "3001", true}, // 300 is no octet: the 3 stands for itself
	} {
		got, ok := Unquote(test.text)
		if Join(got) != test.want || ok != test.ok {
			t.Errorf("Unquote(%q) = %q, %v; want %q, %v", test.text, got, ok, test.want, test.ok)
		}
	}
}

func TestClean(t *testing.T) {
	for _, test := range []struct {
		in, want string
		kinds    string
	}{
		{"v=spf1 -all", "v=spf1 -all", ""},
		{"ｅｘａｍｐｌｅ．ｊｐ", "example.jp", "full-width"},
		{"例え。jp", "例え.jp", "full-width"},
		{"サーバー.jp", "サーバー.jp", ""},
		{"v=spf1 ーall", "v=spf1 -all", "dash"},
		{"“v=spf1 –all”", `"v=spf1 -all"`, "quote dash quote"},
		{"v=spf1　～all", "v=spf1 ~all", "space full-width"},
		{"\ufeffexa\u200bmple.jp\u00a0", "example.jp ", "invisible invisible space"},
		{"\xff\xfe", "\xff\xfe", ""},
	} {
		got, changes := Clean(test.in)
		var kinds []string
		for _, c := range changes {
			kinds = append(kinds, string(c.Kind))
		}
		if got != test.want || strings.Join(kinds, " ") != test.kinds {
			t.Errorf("Clean(%q) = %q, %v; want %q, %s", test.in, got, kinds, test.want, test.kinds)
		}
	}
}

func TestLint(t *testing.T) {
	for _, test := range []struct {
		value, codes, fix string
	}{
		{"v=spf1 -all", "", ""},
		{`"v=spf1 -all"`, "txt.quotation-mark-inside", "v=spf1 -all"},
		{`\"v=spf1 -all\"`, "txt.backslash-inside txt.quotation-mark-inside", "v=spf1 -all"},
		{"“v=spf1 -all”", "txt.curly-quote", "v=spf1 -all"},
		{"v=spf1　-all", "txt.wrong-space", "v=spf1 -all"},
		{" v=spf1 -all", "txt.leading-space", "v=spf1 -all"},
		{"v=spf1\t–all\u200b", "txt.wrong-dash txt.invisible-character txt.tab", "v=spf1 -all"},
		{"ｖ=DMARC1； p=none", "txt.full-width-character", "v=DMARC1; p=none"},
	} {
		var codes []string
		for _, f := range Lint(test.value) {
			codes = append(codes, f.Code)
			if f.Fix != test.fix {
				t.Errorf("Lint(%q): fix %q, want %q", test.value, f.Fix, test.fix)
			}
		}
		if got := strings.Join(codes, " "); got != test.codes {
			t.Errorf("Lint(%q) = %s, want %s", test.value, got, test.codes)
		}
	}
}

func FuzzUnquote(f *testing.F) {
	for _, s := range []string{`"a" "b"`, `"\"\\\065"`, "“x”", `a "b`, `( "a"` + "\n" + `"b" ) ; c`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		Unquote(s)
		Clean(s)
		// Octets that are no UTF-8 can come together to form a new character; everything else is repaired in one go.
		if fixed := Repair(s); utf8.ValidString(s) && len(Lint(fixed)) > 0 {
			t.Errorf("Repair(%q) = %q still has %v", s, fixed, Lint(fixed))
		}
		if got, ok := Unquote(Quote(Split(s))); !ok || Join(got) != s {
			t.Errorf("%q does not survive Quote and Unquote: %q", s, got)
		}
	})
}
