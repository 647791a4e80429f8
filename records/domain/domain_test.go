package domain

import (
	"slices"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	long := strings.Repeat("a", 64)
	for _, test := range []struct {
		in, want, code string
	}{
		{"example.jp", "example.jp", ""},
		{"Example.JP.", "example.jp", ""},
		{"例え.jp", "xn--r8jz45g.jp", ""},
		{"日本語.JP", "xn--wgv71a119e.jp", ""},
		{"ハンバーガー・ショップ.jp", "xn--mckwa0b6bf9b0g0d8cib.jp", ""},
		{"xn--r8jz45g.jp", "xn--r8jz45g.jp", ""},
		{"example.test", "example.test", ""},
		{"a-b.co.jp", "a-b.co.jp", ""},
		{"", "", "domain.empty"},
		{".", "", "domain.empty"},
		{"192.0.2.1", "", "domain.ip-address"},
		{"[2001:db8::1]", "", "domain.ip-address"},
		{"2001:db8::1", "", "domain.ip-address"},
		{"example", "", "domain.single-label"},
		{"localhost", "", "domain.special-use"},
		{"printer.local", "", "domain.special-use"},
		{"x.internal", "", "domain.special-use"},
		{"1.2.0.192.in-addr.arpa", "", "domain.special-use"},
		{"a..jp", "", "domain.empty-label"},
		{".example.jp", "", "domain.empty-label"},
		{"-a.jp", "", "domain.bad-hyphen"},
		{"a-.jp", "", "domain.bad-hyphen"},
		{"exa mple.jp", "", "domain.bad-character"},
		{"_dmarc.example.jp", "", "domain.bad-character"},
		{"😀.jp", "", "domain.bad-character"},
		{"exam\x00ple.jp", "", "domain.bad-character"},
		{"example.123", "", "domain.numeric-top-level"},
		{long + ".jp", "", "domain.label-too-long"},
		{strings.Repeat("例", 60) + ".jp", "", "domain.label-too-long"},
		{strings.Repeat("a.", 130) + "jp", "", "domain.name-too-long"},
		{strings.Repeat("a", 5000), "", "domain.name-too-long"},
	} {
		got, problem := Parse(test.in)
		code := ""
		if problem != nil {
			code = problem.Code
		}
		if got != test.want || code != test.code {
			t.Errorf("Parse(%.40q) = %q, %q; want %q, %q", test.in, got, code, test.want, test.code)
		}
	}
	if name, problem := ParseOwner("_dmarc.Example.jp"); name != "_dmarc.example.jp" || problem != nil {
		t.Errorf("ParseOwner = %q, %v", name, problem)
	}
}

// The samples of RFC 3492 §7.1, in lower case.
func TestPunycode(t *testing.T) {
	for unicode, ascii := range map[string]string{
		"なぜみんな日本語を話してくれないのか":     "n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa",
		"他们为什么不说中文":              "ihqwcrb4cv8a8dqg056pqjye",
		"pročprostěnemluvíčesky": "proprostnemluvesky-uyb24dma41a",
		"3年b組金八先生":               "3b-ww4c5e180e575a65lsy2b",
		"ひとつ屋根の下2":               "2-u9tlzr9756bt3uc0v",
		"majiでkoiする5秒前":          "majikoi5-783gue6qz075azm5e",
		"そのスピードで":                "d9juau41awczczp",
		"パフィーdeルンバ":              "de-jg4avhby1noc0d",
	} {
		if got := encode(unicode); got != ascii {
			t.Errorf("encode(%s) = %s, want %s", unicode, got, ascii)
		}
		if got, ok := decode(ascii); !ok || got != unicode {
			t.Errorf("decode(%s) = %s, %v, want %s", ascii, got, ok, unicode)
		}
	}
	for _, bad := range []string{"!", "99999999", "a-!"} {
		if got, ok := decode(bad); ok {
			t.Errorf("decode(%q) = %q, want a refusal", bad, got)
		}
	}
	if got := ToUnicode("mail.xn--r8jz45g.jp"); got != "mail.例え.jp" {
		t.Errorf("ToUnicode = %s", got)
	}
	if got := ToUnicode("xn--a.jp"); got != "xn--a.jp" {
		t.Errorf("ToUnicode of a broken label = %s", got)
	}
}

func TestRelations(t *testing.T) {
	for _, test := range []struct {
		name, parent string
		under        bool
		relative     string
	}{
		{"a.example.jp", "example.jp", true, "a"},
		{"example.jp", "example.jp", true, ""},
		{"badexample.jp", "example.jp", false, "badexample.jp"},
		{"example.jp", "", true, "example.jp"},
		{"jp", "example.jp", false, "jp"},
	} {
		if got := Under(test.name, test.parent); got != test.under {
			t.Errorf("Under(%s, %s) = %v", test.name, test.parent, got)
		}
		if got := Relative(test.name, test.parent); got != test.relative {
			t.Errorf("Relative(%s, %s) = %q, want %q", test.name, test.parent, got, test.relative)
		}
	}
}

// The examples of RFC 9989 §4.10.
func TestWalk(t *testing.T) {
	for name, want := range map[string][]string{
		"jp":                 {"jp"},
		"example.co.jp":      {"example.co.jp", "co.jp", "jp"},
		"mail.example.co.jp": {"mail.example.co.jp", "example.co.jp", "co.jp", "jp"},
		"a.b.c.d.e.f.g.h.i.j.mail.example.com": {"a.b.c.d.e.f.g.h.i.j.mail.example.com",
			"g.h.i.j.mail.example.com", "h.i.j.mail.example.com", "i.j.mail.example.com", "j.mail.example.com",
			"mail.example.com", "example.com", "com"},
	} {
		if got := Walk(name); !slices.Equal(got, want) {
			t.Errorf("Walk(%s) = %v, want %v", name, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"例え.jp", "xn--r8jz45g.jp", "a.b", "..", "\xff.jp", "xn--.jp", "İ.jp"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		name, problem := Parse(s)
		if problem != nil {
			return
		}
		if again, p := Parse(name); p != nil || again != name {
			t.Errorf("Parse(%q) = %q, which is read again as %q, %v", s, name, again, p)
		}
		if back, p := Parse(ToUnicode(name)); p != nil || back != name {
			t.Errorf("%q is shown as %q, which is read as %q", name, ToUnicode(name), back)
		}
	})
}

func TestRegistry(t *testing.T) {
	for name, want := range map[string]string{"example.jp": "jp", "www.example.co.jp": "co.jp", "example.tokyo.jp": "tokyo.jp",
		"example.com": "com", "a.b.example.co.uk": "co.uk", "example.com.au": "com.au", "example.de": "de", "com": "com",
		"co.jp": "co.jp", "example.com.jp": "jp", "shop.hosting.example": "example", "": ""} {
		if got := Registry(name); got != want {
			t.Errorf("the registry of %s is %q, want %q", name, got, want)
		}
	}
}

func TestParseOwnerReverse(t *testing.T) {
	for name, good := range map[string]bool{"5.113.0.203.in-addr.arpa": true, "1.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa": true, "home.arpa": false, "x.arpa": false} {
		if _, problem := ParseOwner(name); (problem == nil) != good {
			t.Errorf("%s: %v", name, problem)
		}
		if _, problem := Parse(name); problem == nil {
			t.Errorf("%s is taken for a domain that sends mail", name)
		}
	}
}
