package handoff

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"todoku/records/check"
	"todoku/records/lookup"
	"todoku/records/message"
	"todoku/records/plan"
)

var key = "v=DKIM1; k=rsa; p=" + strings.Repeat("MIIBIjANBgkqhkiG9w0BAQEFAAOC+/", 13)

func request() Request {
	return Request{
		People: People{To: "さくらインターネット", Company: "株式会社 例", Person: "山田 太郎", Consultant: "届く商事"},
		Domain: "mail.xn--r8jz45g.jp", Zone: "xn--r8jz45g.jp", Panel: "さくらのドメイン", Link: "https://todoku.example/#v=1&domain=x&end=1", Date: "2026年11月28日",
		Changes: []plan.Change{
			{Action: plan.Replace, Topic: "spf", Name: "mail.xn--r8jz45g.jp", Type: lookup.TXT, Old: "v=spf1 mx ~all", Value: "v=spf1 mx include:_spf.google.com ~all"},
			{Action: plan.Delete, Topic: "spf", Name: "mail.xn--r8jz45g.jp", Type: lookup.TXT, Old: "v=spf1 a ~all"},
			{Action: plan.Add, Topic: "dkim", Name: "s1._domainkey.mail.xn--r8jz45g.jp", Type: lookup.TXT, Value: key},
			{Action: plan.Keep, Topic: "dmarc", Name: "_dmarc.mail.xn--r8jz45g.jp", Type: lookup.TXT, Value: "v=DMARC1; p=none", Old: "v=DMARC1; p=none"},
		},
		Published: lookup.MustParseZone("mail.xn--r8jz45g.jp TXT \"v=spf1 mx ~all\"\nmail.xn--r8jz45g.jp TXT \"v=spf1 a ~all\"\nmail.xn--r8jz45g.jp TXT \"google-site-verification=abc\""),
	}
}

// exact lists what is to be typed, with how often.
func exact(d Document) map[string]int {
	m := map[string]int{}
	for _, p := range d.Parts {
		for _, r := range p.Rows {
			if r.Exact {
				m[r.Text]++
			}
		}
	}
	return m
}

func TestRequest(t *testing.T) {
	r := request()
	for _, lang := range message.Langs {
		d := r.Write(lang)
		got := exact(d)
		for text, want := range map[string]int{
			"mail": 2, "mail.xn--r8jz45g.jp": 2, "mail.xn--r8jz45g.jp.": 2, // three spellings of each host
			"s1._domainkey.mail": 1, "s1._domainkey.mail.xn--r8jz45g.jp": 1, "s1._domainkey.mail.xn--r8jz45g.jp.": 1,
			"v=spf1 mx include:_spf.google.com ~all": 1,
			"v=spf1 mx ~all":                         2, // before the change, and the way back
			"v=spf1 a ~all":                          2,
			key:                                      1,
			"google-site-verification=abc":           1, // must not be deleted
			"v=DMARC1; p=none":                       0, // stays as it is
		} {
			if got[text] != want {
				t.Errorf("%s: %q stands %d times, want %d", lang, text, got[text], want)
			}
		}
		text := d.Text()
		for _, want := range []string{r.To, r.Company, r.Person, r.Consultant, r.Panel, r.Date, r.Link + "\n", "例え.jp", "\"\n" + strings.Repeat(" ", 2)} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is not in\n%s", lang, want, text)
			}
		}
		if strings.Contains(text, "{") {
			t.Errorf("%s: an argument is missing in\n%s", lang, text)
		}
	}
}

// Without names, nothing is said of them.
func TestRequestWithoutNames(t *testing.T) {
	r := request()
	r.People, r.Published, r.Link, r.Panel = People{}, nil, "", ""
	for _, lang := range message.Langs {
		d := r.Write(lang)
		if text := d.Text(); strings.Contains(text, "https://") || strings.Contains(text, "{") {
			t.Errorf("%s", text)
		}
		if slices.ContainsFunc(d.Parts, func(p Part) bool { return p.Kind == "sign" && len(p.Lines) > 1 }) {
			t.Error("somebody has signed")
		}
	}
}

func TestTitleIsWrittenOnce(t *testing.T) {
	for to, want := range map[string]string{"例 御中": "例 御中", "山田 様": "山田 様", "山田": "山田 様", "": "DNSご担当者 様"} {
		d := Request{People: People{To: to}, Domain: "example.jp", Zone: "example.jp"}.Write(message.Ja)
		if got := d.Parts[0].Lines[0]; got != want {
			t.Errorf("%q is addressed as %q", to, got)
		}
	}
}

func TestMailto(t *testing.T) {
	r := request()
	for _, lang := range message.Langs {
		long, whole := r.Write(lang).Mailto("short\ntext")
		if whole || len(long) > MaxMailto {
			t.Errorf("%s: %d characters, whole %v", lang, len(long), whole)
		}
		short, whole := Document{Title: "a&b?", Parts: []Part{{Lines: []string{"1 + 1 = 2", "届く"}}}}.Mailto("")
		if !whole {
			t.Errorf("a short body is not in %s", short)
		}
		for mailto, body := range map[string]string{long: "short\r\ntext", short: "1 + 1 = 2\r\n届く\r\n"} {
			u, err := url.Parse(mailto)
			if err != nil {
				t.Fatal(err)
			}
			q, err := url.ParseQuery(u.RawQuery)
			if err != nil || q.Get("body") != body || q.Get("subject") == "" || len(q) != 2 {
				t.Errorf("%s: %q %v", mailto, q, err)
			}
		}
	}
}

// The report of the worst domain still fits a page: so many lines, and none without end.
func TestReport(t *testing.T) {
	var zone strings.Builder
	for i := range 20 {
		zone.WriteString("example.jp TXT \"v=spf1 ptr +all include:x" + string(rune('a'+i)) + ".test\"\n_dmarc.example.jp TXT \"v=DMARC1; p=x; rua=y" + strings.Repeat("z", 100) + "\"\n")
	}
	for name, text := range map[string]string{
		"worst": zone.String(),
		"good": "example.jp TXT \"v=spf1 ip4:203.0.113.5 -all\"\n_dmarc.example.jp TXT \"v=DMARC1; p=reject; rua=mailto:d@example.jp\"\n" +
			"example.jp MX 10 mx.example.jp\nmx.example.jp A 203.0.113.5\nexample.jp NS ns1.example.jp\nns1.example.jp A 203.0.113.6",
		"nothing": "",
		"down":    "example.jp FAIL TXT timeout\n_dmarc.example.jp FAIL TXT timeout",
	} {
		report := check.Run(lookup.MustParseZone(text), check.Request{Domain: "example.jp"})
		for _, lang := range message.Langs {
			r := Report{People: People{To: "株式会社 例", Consultant: "届く商事"}, Check: &report, Date: "2026-11-28 10:00",
				Before: map[string]check.State{"spf": check.OK}, BeforeAt: "2026-10-01"}
			d := r.Write(lang)
			lines := 0
			for _, p := range d.Parts {
				lines += 1 + len(p.Lines) + len(p.Rows)
				for _, row := range p.Rows {
					if len([]rune(row.Text)) > 400 {
						t.Errorf("%s: a line of %d letters", name, len([]rune(row.Text)))
					}
				}
			}
			if lines > 75 {
				t.Errorf("%s: %d lines are no page", name, lines)
			}
			if text := d.Text(); strings.Contains(text, "{") || !strings.Contains(text, "届く商事") || !strings.Contains(text, "2026-11-28 10:00") {
				t.Errorf("%s %s:\n%s", name, lang, text)
			}
		}
		bad, _, unknown := Trouble(&report)
		if bad == 0 { // no DKIM key is found in any of them
			t.Errorf("%s: no topic needs work", name)
		}
		if (unknown > 0) != (name == "down") {
			t.Errorf("%s: %d topics could not be looked at", name, unknown)
		}
	}
}

func TestShorten(t *testing.T) {
	if got := Shorten("届くかな", 2); got != "届く…" || Shorten("ab", 2) != "ab" {
		t.Error(got)
	}
}
