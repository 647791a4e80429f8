package zoneimport

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"todoku/records/export"
	"todoku/records/lookup"
	"todoku/records/message"
	"todoku/records/plan"
)

// listing writes what was read, a record a line: name type data.
func listing(r Result, names ...string) string {
	var lines []string
	for _, name := range names {
		for _, t := range r.Types {
			a := r.Zone.Lookup(lookup.Ask(name, t))
			if t == lookup.SOA || len(a.Aliases) > 0 && t != lookup.CNAME {
				continue
			}
			for _, x := range a.Records {
				data := x.Text() + x.Host
				switch {
				case t == lookup.MX:
					data = fmt.Sprint(x.Preference, " ", x.Host)
				case x.Address.IsValid():
					data = x.Address.String()
				}
				lines = append(lines, name+" "+t.String()+" "+data)
			}
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func codes(r Result) string {
	var list []string
	for _, f := range r.Findings {
		list = append(list, strings.TrimPrefix(f.Code, "import.")+f.Args["line"])
	}
	return strings.Join(list, " ")
}

const want = "_dmarc.example.jp TXT v=DMARC1; p=none; rua=mailto:d@example.jp\n" +
	"example.jp MX 10 mail.example.jp\n" +
	"example.jp TXT v=spf1 include:_spf.google.com ~all\n" +
	"k1._domainkey.example.jp CNAME k1.p.example"

// The same four records, as one finds them in the wild.
func TestRead(t *testing.T) {
	names := []string{"example.jp", "_dmarc.example.jp", "k1._domainkey.example.jp", "mail.example.jp"}
	for name, text := range map[string]string{
		"zone file": `$ORIGIN example.jp.
$TTL 3600
@	IN	SOA	ns1.example.net. host.example.jp. (
		2026010101 ; serial
		3600 900 604800
		300 )
	IN	MX	10 mail
	IN	TXT	( "v=spf1 include:_spf.google.com" ; first half
		" ~all" )
_dmarc	300	IN	TXT	"v=DMARC1; p=none; rua=mailto:d@example.jp" ; a comment
k1._domainkey	CNAME	k1.p.example.
`,
		"dig": `; <<>> DiG 9.18 <<>> example.jp
;; ANSWER SECTION:
example.jp.		3600	IN	TXT	"v=spf1 include:_spf.google.com ~all"
example.jp.		3600	IN	MX	10 mail.example.jp.
_dmarc.example.jp.	300	IN	TXT	"v=DMARC1; p=none; rua=mailto:d@example.jp"
k1._domainkey.example.jp. 300	IN	CNAME	k1.p.example.
`,
		"panel with a heading, tabs": "ホスト名\t種別\t内容\t優先度\t操作\n" +
			"example.jp\tMX\tmail.example.jp\t10\t編集 削除\n" +
			"example.jp\tTXT\tv=spf1 include:_spf.google.com ~all\t0\t編集 削除\n" +
			"_dmarc.example.jp\tTXT\tv=DMARC1; p=none; rua=mailto:d@example.jp\t0\t編集 削除\n" +
			"k1._domainkey.example.jp\tCNAME\tk1.p.example\t0\t編集 削除\n",
		"panel with short names and an empty apex": "サブドメイン\tタイプ\t値\tTTL\n" +
			"\tMX\t10 mail.example.jp\t3600\n" +
			"\tTXT\t\"v=spf1 include:_spf.google.com ~all\"\t3600\n" +
			"_dmarc\tTXT\tv=DMARC1; p=none; rua=mailto:d@example.jp\t3600\n" +
			"k1._domainkey\tCNAME\tk1.p.example.\t3600\n",
		"type first, no heading": "MX\texample.jp\tmail.example.jp\tDNS only\tAuto\t10\n" +
			"TXT\texample.jp\t\"v=spf1 include:_spf.google.com ~all\"\tDNS only\tAuto\n" +
			"TXT\t_dmarc\tv=DMARC1; p=none; rua=mailto:d@example.jp\tDNS only\tAuto\n" +
			"CNAME\tk1._domainkey\tk1.p.example\tDNS only\tAuto\n",
		"CSV": "name,type,ttl,value\r\n" +
			"@,MX,3600,10 mail.example.jp\r\n" +
			"@,TXT,3600,\"v=spf1 include:_spf.google.com ~all\"\r\n" +
			"_dmarc,TXT,3600,\"\"\"v=DMARC1; p=none; rua=mailto:d@example.jp\"\"\"\r\n" +
			"k1._domainkey,CNAME,3600,k1.p.example.\r\n",
		"CSV, the other order": "\"type\",\"name\",\"content\",\"priority\"\n\"MX\",\"example.jp\",\"mail.example.jp\",\"10\"\n" +
			"\"TXT\",\"example.jp\",\"v=spf1 include:_spf.google.com ~all\",\"\"\n\"TXT\",\"_dmarc.example.jp\",\"v=DMARC1; p=none; rua=mailto:d@example.jp\",\"\"\n" +
			"\"CNAME\",\"k1._domainkey.example.jp\",\"k1.p.example\",\"\"\n",
		"spaces, no marks, full width": "ｅｘａｍｐｌｅ．ｊｐ　ＭＸ　１０　ｍａｉｌ．ｅｘａｍｐｌｅ．ｊｐ\n" +
			"example.jp TXT v=spf1 include:_spf.google.com 〜all 3600\n" +
			"_dmarc.example.jp TXT v=DMARC1； p=none； rua=mailto:d@example.jp\n" +
			"k1._domainkey CNAME k1.p.example\n",
		"VALUE-DOMAIN": "mx mail.example.jp. 10\ntxt @ v=spf1 include:_spf.google.com ~all\ntxt _dmarc v=DMARC1; p=none; rua=mailto:d@example.jp\ncname k1._domainkey k1.p.example.\n",
		"お名前.com": "example.jp\tMX\t3600\tmail.example.jp\t10\t有効\nexample.jp\tTXT\t3600\tv=spf1 include:_spf.google.com ~all\t\t有効\n" +
			"_dmarc.example.jp\tTXT\t3600\tv=DMARC1; p=none; rua=mailto:d@example.jp\t\t有効\nk1._domainkey.example.jp\tCNAME\t3600\tk1.p.example\t\t有効\n",
		"curly marks": "@ TXT “v=spf1 include:_spf.google.com ~all”\n@ MX 10 mail.example.jp\n" +
			"_dmarc TXT “v=DMARC1; p=none; rua=mailto:d@example.jp”\nk1._domainkey CNAME k1.p.example\n",
		"a table of bars": "| Name | Type | Value |\n|---|---|---|\n| example.jp | MX | 10 mail.example.jp |\n| example.jp | TXT | v=spf1 include:_spf.google.com ~all |\n" +
			"| _dmarc | TXT | v=DMARC1; p=none; rua=mailto:d@example.jp |\n| k1._domainkey | CNAME | k1.p.example |\n",
	} {
		r := Read(text, "example.jp")
		if r.Zone == nil {
			t.Errorf("%s: nothing was read: %s", name, codes(r))
			continue
		}
		if got := listing(r, names...); got != want {
			t.Errorf("%s: read\n%s", name, got)
		}
		if got := codes(r); got != "" && got != "characters" {
			t.Errorf("%s: findings %s", name, got)
		}
	}
}

func TestDigitsAlone(t *testing.T) {
	r := Read("example.jp\tTXT\t3600\t598611146\nexample.jp TXT 12345", "example.jp")
	if got := listing(r, "example.jp"); got != "example.jp TXT 12345\nexample.jp TXT 598611146" {
		t.Errorf("read\n%s", got)
	}
}

func TestOrigin(t *testing.T) {
	for text, want := range map[string]string{
		"$ORIGIN example.jp.\n@ TXT x":                         "example.jp",
		"example.jp. 300 IN TXT \"v=spf1 -all\"":               "example.jp",
		"s1._domainkey.example.co.jp TXT \"v=DKIM1; p=AAAA\"":  "example.co.jp",
		"_dmarc.example.jp TXT v=DMARC1; p=none":               "example.jp",
		"www.example.jp A 192.0.2.1\nexample.jp A 192.0.2.1":   "example.jp",
		"a.example.jp IN SOA ns. h. 1 2 3 4 5\nexample.jp A 1": "a.example.jp",
		"TXT v=spf1 -all": "",
	} {
		if got := Read(text, "").Origin; got != want {
			t.Errorf("origin of %q = %q, want %q", text, got, want)
		}
	}
}

// Bad lines are named by number, and the rest is used.
func TestFindings(t *testing.T) {
	r := Read("example.jp TXT \"v=spf1 -all\"\nthis is no record\nexample.jp A 999.1.1.1\n# a comment\n\nother.test TXT \"x\"\nother.test. TXT \"x\"\n_sip._tcp SRV 0 5 5060 sip.example.jp\n", "example.jp")
	if got := codes(r); got != "not-understood2 bad-data3 other-domain7" {
		t.Errorf("findings %s", got)
	}
	if r.Count[lookup.TXT] != 2 || r.Others != 1 || len(r.Types) != 1 {
		t.Errorf("read %v and %d others", r.Count, r.Others)
	}
	for text, want := range map[string]string{"": "nothing", "ただの文です": "not-understood1 nothing", strings.Repeat("x ", MaxText): "too-long"} {
		if got := codes(Read(text, "example.jp")); got != want {
			t.Errorf("%.20q: findings %s", text, got)
		}
	}
	if got := len(Read(strings.Repeat("no record\n", 500), "example.jp").Findings); got > maxNamed+1 {
		t.Errorf("%d lines are named", got)
	}
}

// What the text cannot tell is left to DNS.
func TestAnswer(t *testing.T) {
	r := Read("example.jp TXT \"v=spf1 -all\"\nk1._domainkey CNAME k1.p.example", "example.jp")
	for _, test := range []struct {
		name string
		typ  lookup.Type
		ok   bool
		want lookup.Status
	}{
		{"example.jp", lookup.TXT, true, lookup.Found},
		{"_dmarc.example.jp", lookup.TXT, true, lookup.NoName},
		{"example.jp", lookup.MX, false, ""},
		{"example.jp", lookup.NS, false, ""},
		{"_spf.google.com", lookup.TXT, false, ""},
		{"k1._domainkey.example.jp", lookup.TXT, false, ""}, // it leads elsewhere
		{"k1._domainkey.example.jp", lookup.CNAME, true, lookup.Found},
	} {
		a, ok := r.Answer(lookup.Ask(test.name, test.typ))
		if ok != test.ok || ok && a.Status != test.want {
			t.Errorf("%s %s: %v %v", test.name, test.typ, a.Status, ok)
		}
	}
}

// What is exported is read back.
func TestExports(t *testing.T) {
	key := "v=DKIM1; k=rsa; p=" + strings.Repeat("MIIBIjANBgkqhkiG9w0BAQEFAAOC+/", 13)
	changes := []plan.Change{
		{Action: plan.Add, Name: "example.jp", Type: lookup.TXT, Value: "v=spf1 exists:%{i}.x.example.jp ~all"},
		{Action: plan.Add, Name: "k1._domainkey.example.jp", Type: lookup.TXT, Value: key},
		{Action: plan.Add, Name: "k2._domainkey.example.jp", Type: lookup.CNAME, Value: "k2.p.example"},
	}
	for _, lang := range message.Langs {
		for _, format := range []export.Format{export.BIND, export.CSV} {
			r := Read(export.Write(format, export.Input{Zone: "example.jp", Changes: changes, Lang: lang}).Text, "example.jp")
			for _, c := range changes {
				records := r.Zone.Lookup(lookup.Ask(c.Name, c.Type)).Records
				if len(records) != 1 || records[0].Text()+records[0].Host != c.Value {
					t.Errorf("%s %s: %+v", format, c.Name, records)
				}
			}
			if codes(r) != "" && codes(r) != "characters" { // the heading of the table has full-width parentheses
				t.Errorf("%s: %s", format, codes(r))
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"$ORIGIN x.\n@ IN SOA a b (1\n2)", "a\tTXT\t\"x", "\"a\",\"TXT\",\"\"\"", "| | TXT |", "TXT TXT TXT", "(((", "name,type,value\n,,", "@ TXT \\", "＠　ＴＸＴ　“", "x. MX 1", ". NS .", "\tA\t1"} {
		f.Add(s, "example.jp")
		f.Add(s, "")
	}
	f.Fuzz(func(t *testing.T, text, origin string) {
		r := Read(text, origin)
		if (r.Zone == nil) != (len(r.Types) == 0) {
			t.Errorf("a zone of %d types", len(r.Types))
		}
		if r.Zone == nil {
			return
		}
		for _, typ := range r.Types {
			r.Answer(lookup.Ask(r.Origin, typ))
		}
		for _, f := range r.Findings {
			if len(f.Args["text"]) > 90 {
				t.Errorf("a line of %d octets is quoted", len(f.Args["text"]))
			}
		}
	})
}
