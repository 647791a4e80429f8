package input

import (
	"strings"
	"testing"

	"todoku/records/finding"
)

func codes(findings []finding.Finding) string {
	var list []string
	for _, f := range findings {
		list = append(list, strings.TrimPrefix(f.Code, "input."))
	}
	return strings.Join(list, " ")
}

func TestDomain(t *testing.T) {
	for _, test := range []struct {
		in, want, repairs, problem string
	}{
		{"example.jp", "example.jp", "", ""},
		{"  Example.JP\n", "example.jp", "", ""},
		{"https://www.example.co.jp/path?x=1#y", "example.co.jp", "from-url without-www", ""},
		{"http://example.jp:8080", "example.jp", "from-url", ""},
		{"example.jp/about", "example.jp", "from-url", ""},
		{"info@example.jp", "example.jp", "from-mail-address", ""},
		{"mailto:info@example.jp", "example.jp", "from-url from-mail-address", ""},
		{"山田 太郎 <taro@example.jp>", "example.jp", "from-text", ""},
		{"ｅｘａｍｐｌｅ．ｊｐ", "example.jp", "characters", ""},
		{"ｉｎｆｏ＠ｅｘａｍｐｌｅ．ｊｐ", "example.jp", "characters from-mail-address", ""},
		{"example。jp", "example.jp", "characters", ""},
		{"「example.jp」", "example.jp", "", ""},
		{"example.jp.", "example.jp", "final-dot", ""},
		{"_dmarc.example.jp", "example.jp", "from-record-name", ""},
		{"s1._domainkey.example.jp", "example.jp", "from-record-name", ""},
		{"www.example.jp", "example.jp", "without-www", ""},
		{"www.jp", "www.jp", "", ""},
		{"例え.jp", "xn--r8jz45g.jp", "own-script", ""},
		{"xn--r8jz45g.jp", "xn--r8jz45g.jp", "", ""},
		{"ドメインは example.jp です", "example.jp", "from-text", ""},
		{"example.jp example.jp", "example.jp", "from-text", ""},
		{"a.jp, b.jp", "", "", "input.several-domains"},
		{"", "", "", "domain.empty"},
		{" 　 ", "", "", "domain.empty"},
		{"localhost", "", "", "domain.special-use"},
		{"192.0.2.1", "", "", "domain.ip-address"},
		{"http://192.0.2.1/", "", "from-url", "domain.ip-address"},
		{"例え", "", "", "domain.single-label"},
		{"株式会社 例え", "", "", "domain.bad-character"},
		{"😀.jp", "", "", "domain.bad-character"},
		{strings.Repeat("a", 300) + ".jp", "", "", "domain.label-too-long"},
		{strings.Repeat("a.", 150) + "jp", "", "", "domain.name-too-long"},
	} {
		got, repairs, problem := Domain(test.in)
		p := ""
		if problem != nil {
			p = problem.Code
		}
		if got != test.want || codes(repairs) != test.repairs || p != test.problem {
			t.Errorf("Domain(%.40q) = %q, repairs %q, problem %q; want %q, %q, %q",
				test.in, got, codes(repairs), p, test.want, test.repairs, test.problem)
		}
	}
}

func TestAddresses(t *testing.T) {
	for _, test := range []struct{ in, want, problems string }{
		{"", "", ""},
		{"203.0.113.5", "203.0.113.5/32", ""},
		{"203.0.113.77/24, ip6:2001:db8::1\n+ip4:198.51.100.1", "203.0.113.0/24 2001:db8::1/128 198.51.100.1/32", ""},
		{"２０３．０．１１３．５", "203.0.113.5/32", ""},
		{"192.168.1.10 10.0.0.1 127.0.0.1 100.64.1.1 ::ffff:192.0.2.1", "",
			"private-ip-address private-ip-address private-ip-address private-ip-address private-ip-address"},
		{"203.0.113.1-9 mail.example.jp 203.0.113.01", "", "not-an-ip-address not-an-ip-address not-an-ip-address"},
		{"203.0.0.0/8 2001::/16", "", "wide-ip-range wide-ip-range"},
	} {
		prefixes, problems := Addresses(test.in)
		var got []string
		for _, p := range prefixes {
			got = append(got, p.String())
		}
		if strings.Join(got, " ") != test.want || codes(problems) != test.problems {
			t.Errorf("Addresses(%q) = %v, %s", test.in, got, codes(problems))
		}
	}
}

func TestMailboxes(t *testing.T) {
	for _, test := range []struct{ in, want, problems string }{
		{"dmarc@example.jp", "dmarc@example.jp", ""},
		{"mailto:dmarc@Example.JP, a..b.@docomo.example", "dmarc@example.jp a..b.@docomo.example", ""},
		{"ｄｍａｒｃ＠ｅｘａｍｐｌｅ．ｊｐ", "dmarc@example.jp", ""},
		{"dmarc@例え.jp", "dmarc@xn--r8jz45g.jp", ""},
		{"dmarc dmarc@ @example.jp a@b@example.jp 太郎@example.jp", "",
			"not-a-mail-address not-a-mail-address not-a-mail-address not-a-mail-address not-a-mail-address"},
	} {
		got, problems := Mailboxes(test.in)
		if strings.Join(got, " ") != test.want || codes(problems) != test.problems {
			t.Errorf("Mailboxes(%q) = %v, %s", test.in, got, codes(problems))
		}
	}
}

func TestSelectorAndHost(t *testing.T) {
	for in, want := range map[string]string{
		"s1": "s1", "S1 ": "s1", "s1._domainkey.example.jp": "s1", "s=default;": "default", "ｓ１": "s1", "a.b": "a.b",
		"rs_1": "rs_1", "": "", "a b": "", "日本": "", "-a": "", strings.Repeat("a", 64): "",
	} {
		got, problem := Selector(in)
		if got != want || (problem == nil) != (want != "") {
			t.Errorf("Selector(%q) = %q, %v; want %q", in, got, problem, want)
		}
	}
	if _, problem := Selector(" s= "); problem == nil || problem.Code != "input.selector-missing" {
		t.Errorf("an empty box is %v", problem)
	}
	for in, want := range map[string]string{
		"sv12345.xserver.jp": "sv12345.xserver.jp", "https://SV1.xserver.jp/": "sv1.xserver.jp", "sv1": "", "": "",
	} {
		if got, _ := Host(in); got != want {
			t.Errorf("Host(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestValue(t *testing.T) {
	want := "v=DKIM1; k=rsa; p=MIIB"
	for _, in := range []string{
		want, "  " + want + "\n", `"` + want + `"`, "“" + want + "”", "v=DKIM1;\nk=rsa;\np=MIIB",
		`"v=DKIM1; k=rsa; " "p=MIIB"`,
		"sel._domainkey IN TXT ( \"v=DKIM1; k=rsa; \"\n  \"p=MIIB\" ) ; comment",
	} {
		if got := Value(in); got != want {
			t.Errorf("Value(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzDomain(f *testing.F) {
	for _, s := range []string{"https://a:b@www.例え.jp:1/x", "x@y@z.jp", "..", "_._.jp", "www.www.jp", "「」"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		name, _, problem := Domain(s)
		if (name == "") != (problem != nil) {
			t.Errorf("Domain(%q) = %q, %v: neither a name nor a problem", s, name, problem)
		}
		if again, repairs, p := Domain(name); problem == nil && (again != name || p != nil || len(repairs) > 1) {
			t.Errorf("Domain(%q) = %q, which is read again as %q, %v", s, name, again, p)
		}
		Addresses(s)
		Mailboxes(s)
		Selector(s)
		Value(s)
	})
}

func TestNumber(t *testing.T) {
	for text, want := range map[string]int{"50": 50, "１，０００": 1000, " 10,000通 ": 10000, "130％": 130, "0": 0, "007": 7,
		"": -1, "-5": -1, "1.5": -1, "abc": -1, "9999999999": -1, "五十": -1} {
		n, ok := Number(text)
		if !ok {
			n = -1
		}
		if n != want {
			t.Errorf("%q gives %d, want %d", text, n, want)
		}
	}
}
