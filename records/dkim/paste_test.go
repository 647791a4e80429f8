package dkim

import (
	"strings"
	"testing"
)

// Every form in which the same record reaches people gives the same record.
func TestReadPasted(t *testing.T) {
	key := testKeys(t)["rsa2048"]
	record := "v=DKIM1; k=rsa; p=" + key
	half := key[:200]
	rest := key[200:]
	wrap := func(s string, n int, with string) string {
		var b strings.Builder
		for len(s) > n {
			b.WriteString(s[:n] + with)
			s = s[n:]
		}
		return b.String() + s
	}
	for name, test := range map[string]struct{ text, selector, domain string }{
		"plain":                    {record, "", ""},
		"plain, with the name":     {"s1._domainkey.example.jp. IN TXT " + record, "s1", "example.jp"},
		"quoted":                   {`"` + record + `"`, "", ""},
		"opendkim-genkey":          {"s2026._domainkey\tIN\tTXT\t( \"v=DKIM1; k=rsa; \"\n\t  \"p=" + half + "\"\n\t  \"" + rest + "\" )  ; ----- DKIM key s2026 for example.jp\n", "s2026", ""},
		"opendkim-genkey, h":       {"mail._domainkey\tIN\tTXT\t( \"v=DKIM1; h=sha256; k=rsa; \"\n\t  \"p=" + half + "\"\n\t  \"" + rest + "\" )  ; ----- DKIM key mail for example.jp", "mail", ""},
		"BIND":                     {`s1._domainkey.example.jp. 3600 IN TXT "v=DKIM1; k=rsa; p=` + half + `" "` + rest + `"`, "s1", "example.jp"},
		"dig":                      {"s1._domainkey.example.jp. 3600\tIN\tTXT\t\"v=DKIM1\\; k=rsa\\; p=" + half + `" "` + rest + `"`, "s1", "example.jp"},
		"rspamadm":                 {"s1._domainkey IN TXT ( \"v=DKIM1; k=rsa; \"\n\t\"p=" + half + "\"\n\t\"" + rest + "\"\n) ;", "s1", ""},
		"one mark lost":            {`"v=DKIM1; k=rsa; p=` + half + ` "` + rest + `"`, "", ""},
		"last mark lost":           {`( "v=DKIM1; k=rsa; " "p=` + half + `" "` + rest + ` )  ; ----- DKIM key s1 for example.jp`, "", ""},
		"first mark lost":          {`v=DKIM1; k=rsa; p=` + half + `" "` + rest + `"`, "", ""},
		"curly":                    {"“v=DKIM1; k=rsa; p=" + half + "” “" + rest + "”", "", ""},
		"escaped marks":            {`\"v=DKIM1; k=rsa; p=` + half + `\" \"` + rest + `\"`, "", ""},
		"wrapped by a mail client": {"v=DKIM1; k=rsa;\np=" + wrap(key, 70, "\n"), "", ""},
		"wrapped and quoted":       {"> v=DKIM1; k=rsa; p=" + wrap(key, 60, "\n> ") + "\n", "", ""},
		"quoted-printable":         {"v=3DDKIM1; k=3Drsa; p=3D" + wrap(key, 60, "=\n"), "", ""},
		"full-width":               {"ｖ＝ＤＫＩＭ１； k=rsa; p=" + key, "", ""},
		"in a sentence":            {"次の値を登録してください。\n\nホスト名: s1._domainkey.example.jp\n値: " + record, "s1", "example.jp"},
		"a closing sentence":       {"値: " + record + "\nよろしくお願いします。", "", ""},
		"commas for semicolons":    {"v=DKIM1, k=rsa, p=" + key, "", ""},
		"without v":                {"k=rsa; p=" + key, "", ""},
		"PEM":                      {"-----BEGIN PUBLIC KEY-----\n" + wrap(key, 64, "\n") + "\n-----END PUBLIC KEY-----\n", "", ""},
		"PEM in one line":          {"-----BEGIN PUBLIC KEY----- " + wrap(key, 64, " ") + " -----END PUBLIC KEY-----", "", ""},
		"strings cut inside a tag": {`"v=DKIM1; k=r" "sa; p=` + half + `" "` + rest + `"`, "", ""},
		"lines cut without marks":  {"s1._domainkey IN TXT (\nv=DKIM1; k=rsa;\np=" + half + "\n" + rest + "\n)", "s1", ""},
		"a trailing semicolon":     {record + ";", "", ""},
	} {
		p, ok := ReadPasted(test.text)
		want := record
		switch name {
		case "opendkim-genkey, h":
			want = "v=DKIM1; k=rsa; h=sha256; p=" + key
		case "without v":
			want = "k=rsa; p=" + key
		}
		if !ok || p.Text != want || p.Selector != test.selector || p.Domain != test.domain {
			t.Errorf("%s: %v, selector %q, domain %q\n got %s\nwant %s", name, ok, p.Selector, p.Domain, p.Text, want)
		}
	}
	for _, text := range []string{"", "hello", "v=spf1 -all", "v=DMARC1; p=none", "v=DKIM1; k=rsa", "s1._domainkey.example.jp CNAME s1.p.example.", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"} {
		if p, ok := ReadPasted(text); ok {
			t.Errorf("%q is read as %s", text, p.Text)
		}
	}
	if p, ok := ReadPasted("v=DKIM1; p="); !ok || p.Text != "v=DKIM1; p=" || p.Repaired {
		t.Errorf("a revoked key: %+v", p)
	}
	if p, _ := ReadPasted(record); p.Repaired {
		t.Error("a record that is right is called repaired")
	}
}

func FuzzReadPasted(f *testing.F) {
	key := testKeys(f)["rsa1024"]
	for _, s := range []string{"s._domainkey IN TXT ( \"v=DKIM1; k=rsa; \" \"p=" + key + "\" ) ; ---", "> v=3DDKIM1; p=3D" + key, "-----BEGIN PUBLIC KEY-----\n" + key, "p=\"A\" B)",
		"s\xeb\xeb\xeb\xeb._domainkey IN TXT\\} ( \"v=DKIM1; k=L5SCI5l\x8bw"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if p, ok := ReadPasted(s); ok {
			r := Parse(p.Text)
			if !r.HasKey || r.String() != p.Text {
				t.Errorf("%q is read as %q, which is written %q", s, p.Text, r)
			}
		}
	})
}
