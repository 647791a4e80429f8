package mail_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"

	"todoku/records/mail"
)

// decode is the decoder of the tests; in the browser TextDecoder stands there.
func decode(charset string, data []byte) (string, bool) {
	e, err := htmlindex.Get(charset)
	if err != nil {
		return "", false
	}
	text, err := e.NewDecoder().Bytes(data)
	return string(text), err == nil && !strings.Contains(string(text), "\uFFFD")
}

// encode writes text in a charset.
func encode(t testing.TB, charset, text string) string {
	t.Helper()
	e, err := htmlindex.Get(charset)
	if err != nil {
		t.Fatal(err)
	}
	octets, err := e.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return octets
}

func TestHeaderKeepsItsOctets(t *testing.T) {
	text := "From: a@example.jp\nSubject:  one\n\ttwo \nX-Empty:\n\nbody\n\n"
	m := mail.Read(text)
	if len(m.Header) != 3 || m.Body != "body\r\n\r\n" {
		t.Fatalf("%d fields, body %q", len(m.Header), m.Body)
	}
	if f := m.Header[1]; f.Name != "Subject" || f.Raw != "Subject:  one\r\n\ttwo \r\n" || f.Body() != "  one\r\n\ttwo \r\n" || f.Value() != "one\ttwo" {
		t.Errorf("%+v, body %q, value %q", f, f.Body(), f.Value())
	}
	var all string
	for _, f := range m.Header {
		all += f.Raw
	}
	if all+"\r\n"+m.Body != mail.CRLF(text) {
		t.Errorf("the octets are %q", all)
	}
}

func TestHeaderOddities(t *testing.T) {
	for name, c := range map[string]struct {
		text, subject, body string
		fields              int
	}{
		"mailbox file":        {"From a@example.jp Mon Nov 23 00:00:00 2026\nSubject: x\n\nb", "x", "b", 1},
		"byte order mark":     {"\uFEFF\r\n\r\nSubject: x\r\n\r\nb", "x", "b", 1},
		"space before colon":  {"Subject : x\n\nb", "x", "b", 1},
		"no empty line":       {"Subject: x\nnot a field\n\nb", "x", "not a field\r\n\r\nb", 1},
		"no body":             {"Subject: x", "x", "", 1},
		"text only":           {"hello\nworld", "", "hello\r\nworld", 0},
		"nothing":             {"", "", "", 0},
		"folded at the start": {"Subject:\n x\n\n", "x", "", 1},
		"fields twice":        {"Subject: x\nSubject: y\n\n", "x", "", 2},
	} {
		m := mail.Read(c.text)
		if m.Header.Get("subject") != c.subject || m.Body != c.body || len(m.Header) != c.fields {
			t.Errorf("%s: %q, %q, %d fields", name, m.Header.Get("subject"), m.Body, len(m.Header))
		}
	}
}

func TestParts(t *testing.T) {
	m := mail.Read(`Content-Type: multipart/mixed;
 boundary="a b" (comment)

preamble
--a b
Content-Type: text/plain; charset=utf-8

first
--a bc is no boundary
--a b
Content-Type: multipart/alternative; boundary=in

--in

inner
--in--
epilogue
--a b  
Content-Type: message/rfc822

Subject: inside
Content-Type: multipart/mixed; boundary=deep

--deep
Content-Type: application/zip; name="a.zip"
Content-Transfer-Encoding: base64

UEs=
--deep--
--a b--
epilogue`)
	var types []string
	m.Walk(func(p *mail.Part) bool { types = append(types, p.Type); return true })
	want := "multipart/mixed text/plain multipart/alternative text/plain message/rfc822 multipart/mixed application/zip"
	if got := strings.Join(types, " "); got != want {
		t.Fatalf("the parts are %s", got)
	}
	if got := m.Parts[0].Content(); got != "first\r\n--a bc is no boundary" {
		t.Errorf("the first part is %q", got)
	}
	zip := m.Find("application/zip")
	if zip.Content() != "PK" || zip.Filename(nil) != "a.zip" {
		t.Errorf("the file is %q, named %q", zip.Content(), zip.Filename(nil))
	}
	if m.Find("message/rfc822").Parts[0].Header.Get("Subject") != "inside" {
		t.Error("the message inside was not read")
	}
}

func TestPartsWithoutEnd(t *testing.T) {
	m := mail.Read("Content-Type: multipart/report; boundary=x\n\n--x\n\na\n--x\n\nb\n")
	if len(m.Parts) != 2 || m.Parts[1].Body != "b\r\n" {
		t.Errorf("%+v", m.Parts)
	}
}

func TestLimits(t *testing.T) {
	deep := mail.Read(strings.Repeat("Content-Type: message/rfc822\n\n", 100))
	if !deep.Cut {
		t.Error("a message of a hundred messages is not cut")
	}
	many := mail.Read("Content-Type: multipart/mixed; boundary=x\n\n" + strings.Repeat("--x\n\n", 3*mail.MaxParts))
	if !many.Cut || len(many.Parts) > mail.MaxParts {
		t.Errorf("%d parts, cut %v", len(many.Parts), many.Cut)
	}
	if fields := mail.Read(strings.Repeat("A: b\n", 2*mail.MaxFields) + "\nbody"); len(fields.Header) != mail.MaxFields || fields.Body != "body" {
		t.Errorf("%d fields, body %q", len(fields.Header), fields.Body)
	}
	if large := mail.Read("A: b\n\n" + strings.Repeat("x", mail.MaxSize)); !large.Cut || len(large.Body) > mail.MaxSize {
		t.Errorf("%d octets, cut %v", len(large.Body), large.Cut)
	}
}

func TestTransferEncodings(t *testing.T) {
	for _, c := range [][3]string{
		{"base64", "aGVsbG8=", "hello"},
		{"BASE64", "aGVs\nbG8", "hello"},
		{"base64", "aGU=\nbGxv", "hello"},
		{"base64", "a G*V-s_bG8=!", "hello"},
		{"quoted-printable", "a=3Db=\nc=E3=81=82 \nx=zz=", "a=bcあ\r\nx=zz"},
		{"8bit", "a=3D", "a=3D"},
		{"", "a=3D", "a=3D"},
	} {
		m := mail.Read("Content-Transfer-Encoding: " + c[0] + "\n\n" + c[1])
		if got := m.Content(); got != c[2] {
			t.Errorf("%s %q gives %q", c[0], c[1], got)
		}
	}
}

func TestCharsets(t *testing.T) {
	const sentence = "メールは届きませんでした。宛先を確かめてください。"
	for _, charset := range []string{"utf-8", "iso-2022-jp", "shift_jis", "euc-jp"} {
		octets := encode(t, charset, sentence)
		for _, label := range []string{charset, strings.ToUpper(charset), "", "us-ascii", "x-unknown"} {
			if got := mail.ToUTF8(label, octets, decode); got != sentence {
				t.Errorf("%s labelled %q gives %q", charset, label, got)
			}
		}
	}
	for _, charset := range []string{"iso-8859-1", "windows-1252"} {
		if got := mail.ToUTF8(charset, "caf\xe9", decode); got != "café" {
			t.Errorf("%s gives %q", charset, got)
		}
	}
	if got := mail.ToUTF8("iso-8859-1", "caf\xe9", nil); got != "café" {
		t.Errorf("without a decoder: %q", got)
	}
	if got := mail.ToUTF8("shift_jis", "\x82\xa0", nil); got != "\uFFFD" {
		t.Errorf("without a decoder: %q", got)
	}
}

func TestWords(t *testing.T) {
	for in, want := range map[string]string{
		"plain":                                   "plain",
		"=?UTF-8?B?44GC?= =?utf-8?B?44GE?=":       "あい",
		"=?UTF-8?B?44GC?=\r\n =?utf-8?B?44GE?=":   "あい",
		"=?UTF-8?B?44E=?= =?utf-8?B?gg==?= x":     "あ x", // cut inside a character
		"a =?iso-8859-1?Q?caf=E9_x?= b":           "a café x b",
		"=?ISO-2022-JP?B?GyRCRnxLXBsoQg==?=":      "日本",
		"=?us-ascii*en?Q?hello?=":                 "hello",
		"=?broken":                                "=?broken",
		"=?utf-8?X?abc?=":                         "=?utf-8?X?abc?=",
		"=?utf-8?Q?a?= mid =?utf-8?Q?b?=":         "a mid b",
		"=?Shift_JIS?B?k/qWew==?=":                "日本",
		"=?euc-jp?Q?=C6=FC=CB=DC?=":               "日本",
		"raw " + encode(t, "iso-2022-jp", "日本"):   "raw 日本",
		"raw " + encode(t, "shift_jis", "日本語です。"): "raw 日本語です。",
	} {
		if got := mail.Words(in, decode); got != want {
			t.Errorf("%q gives %q, want %q", in, got, want)
		}
	}
}

func TestFilenames(t *testing.T) {
	for header, want := range map[string]string{
		`Content-Disposition: attachment; filename="a b.xml.gz"`:                             "a b.xml.gz",
		`Content-Type: application/gzip; name=x.gz`:                                          "x.gz",
		`Content-Disposition: attachment; filename*=utf-8'ja'%E3%81%82.zip`:                  "あ.zip",
		`Content-Disposition: attachment; filename*0="long-"; filename*1="name.zip"`:         "long-name.zip",
		`Content-Disposition: attachment; filename="=?UTF-8?B?44GC?=.zip"`:                   "あ.zip",
		`Content-Disposition: attachment; filename*0*=utf-8''%E3%81; filename*1*=%82.zip`:    "あ.zip",
		`Content-Disposition: attachment; filename="a\"b;c.zip" (no "name"); filename=other`: `a"b;c.zip`,
		`Content-Disposition: inline`:                                                        "",
	} {
		m := mail.Read(header + "\n\n")
		if got := m.Filename(decode); got != want {
			t.Errorf("%s gives %q, want %q", header, got, want)
		}
	}
}

func TestAddresses(t *testing.T) {
	for in, want := range map[string][]mail.Address{
		"a@example.jp":                                 {{Addr: "a@example.jp"}},
		`"Doe, J." <j.doe@Example.JP>, b@x.jp`:         {{"Doe, J.", "j.doe@Example.JP"}, {"", "b@x.jp"}},
		"=?utf-8?B?44GC?= <a..b.@docomo.ne.jp> (x, y)": {{"あ", "a..b.@docomo.ne.jp"}},
		"<>":                                {{}},
		"team: a@x.jp, B <b@x.jp>;, c@x.jp": {{"", "a@x.jp"}, {"B", "b@x.jp"}, {"", "c@x.jp"}},
		"<@relay.example:a@x.jp>":           {{"", "a@x.jp"}},
		`"a b"@x.jp`:                        {{"", `"ab"@x.jp`}}, // the space is lost; no such address is met
		"":                                  nil,
	} {
		got := mail.Addresses(in, decode)
		if len(got) != len(want) {
			t.Errorf("%q gives %v", in, got)
			continue
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%q gives %v, want %v", in, got[i], want[i])
			}
		}
	}
	if got := (mail.Address{Addr: "a@b@Example.JP."}).Domain(); got != "example.jp" {
		t.Errorf("the domain is %q", got)
	}
}

func TestDates(t *testing.T) {
	for in, want := range map[string]mail.Date{
		"Thu, 01 Jan 1970 00:00:00 +0000":        {0, 0},
		"Sat, 28 Nov 2026 17:07:18 +0900":        {1795853238, 540},
		"28 Nov 2026 08:07:18 GMT":               {1795853238, 0},
		"Sat, 28 Nov 2026 00:07:18 -0800 (PST)":  {1795853238, -480},
		"Sat,28 Nov 2026 00:07:18 PST":           {1795853238, -480},
		"(comment) 28 (x) Nov 26 08:07 UTC":      {1795853220, 0},
		"28-Nov-2026 17:07:18 JST":               {1795853238, 540},
		"Thu, 29 Feb 2024 12:00:00 +0000":        {1709208000, 0},
		"Fri, 31 Dec 1999 23:59:60 +0000":        {946684800, 0},
		"Sat, 28 Nov 2026 08:07:18.123456 +0000": {1795853238, 0},
		"Sat, 28 Nov 2026 08:07:18 UNKNOWN":      {1795853238, 0},
	} {
		if got, ok := mail.ParseDate(in); !ok || got != want {
			t.Errorf("%q gives %v, %v, want %v", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "now", "Sat, 28 Nov", "32 Nov 2026 08:00 GMT", "1 Foo 2026 08:00 GMT", "1 Nov 2026 25:00 GMT", "1-2-3", "2026-11-28T08:00:00Z"} {
		if got, ok := mail.ParseDate(in); ok {
			t.Errorf("%q gives %v", in, got)
		}
	}
}

func TestGroups(t *testing.T) {
	groups := mail.Groups("Reporting-MTA: dns; a\n\n\nnonsense line\nFinal-Recipient: rfc822; b\n  c\nAction: failed\n\n")
	if len(groups) != 2 || groups[1].Get("final-recipient") != "rfc822; b  c" || groups[1].Get("Action") != "failed" {
		t.Errorf("%v", groups)
	}
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.eml")
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Add("Content-Type: multipart/mixed; boundary=\"a\"; x*0*=utf-8'a'%41\n\n--a\nContent-Type: message/rfc822\n\nA: =?x?Q?=41?=\n--a--")
	f.Fuzz(func(t *testing.T, text string) {
		m := mail.Read(text)
		parts := 0
		m.Walk(func(p *mail.Part) bool {
			parts++
			p.Text(decode)
			p.Filename(decode)
			for _, h := range p.Header {
				if !strings.HasPrefix(h.Raw, h.Name) || !strings.Contains(h.Raw, ":") {
					t.Errorf("the field %q holds %q", h.Name, h.Raw)
				}
				mail.Words(h.Value(), decode)
				mail.Addresses(h.Value(), decode)
				mail.ParseDate(h.Value())
			}
			return true
		})
		if parts > mail.MaxParts+1 {
			t.Errorf("%d parts", parts)
		}
		mail.Groups(m.Body)
		// Reading what was read gives the same.
		var again strings.Builder
		for _, h := range m.Header {
			again.WriteString(h.Raw)
		}
		if n := mail.Read(again.String() + "\r\n" + m.Body); len(m.Header) > 0 && len(m.Header) < mail.MaxFields && strings.HasSuffix(again.String(), "\r\n") && (len(n.Header) != len(m.Header) || n.Body != m.Body) {
			t.Errorf("%q is read again with %d fields, body %q", text, len(n.Header), n.Body)
		}
	})
}
