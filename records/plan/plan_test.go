package plan

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"

	"todoku/records/dmarc"
	"todoku/records/lookup"
)

func summary(p Plan) string {
	var b strings.Builder
	for _, c := range p.Changes {
		fmt.Fprintf(&b, "%s %s %s", c.Action, c.Name, c.Type)
		if c.Value != "" {
			b.WriteString(" = " + c.Value)
		}
		if c.Old != "" && c.Old != c.Value {
			b.WriteString(" (was " + c.Old + ")")
		}
		b.WriteString("\n")
	}
	for _, n := range p.Needs {
		fmt.Fprintf(&b, "needs %s of %s\n", n.Field, n.Sender)
	}
	if p.NoSenders {
		b.WriteString("no senders\n")
	}
	return b.String()
}

func TestBuild(t *testing.T) {
	google := Choice{ID: "google-workspace"}
	xserver := Choice{ID: "xserver", Values: map[string]string{"server": "sv123.xserver.jp"}}
	policy := &dmarc.Record{Policy: dmarc.None, Reports: []dmarc.URI{dmarc.Mailto("d@example.jp")}}
	const policyText = "v=DMARC1; p=none; rua=mailto:d@example.jp"
	for _, test := range []struct {
		name    string
		zone    string
		answers Answers
		want    string
	}{
		{"nothing published", "", Answers{Senders: []Choice{google}, Servers: []netip.Prefix{netip.MustParsePrefix("192.0.2.0/28"),
			netip.MustParsePrefix("2001:db8::1/128")}, DMARC: policy},
			"add example.jp TXT = v=spf1 include:_spf.google.com ip4:192.0.2.0/28 ip6:2001:db8::1 ~all\n" +
				"add _dmarc.example.jp TXT = " + policyText + "\n"},
		{"nothing answered", "", Answers{}, "no senders\n"},
		{"merged into what is published", `example.jp TXT "v=spf1 mx include:x.example -all"`, Answers{Senders: []Choice{google}},
			"replace example.jp TXT = v=spf1 mx include:x.example include:_spf.google.com -all (was v=spf1 mx include:x.example -all)\n"},
		{"two records become one, both named", "example.jp TXT \"v=spf1 mx ~all\"\nexample.jp TXT \"v=spf1 include:_spf.google.com ~all\"",
			Answers{Senders: []Choice{google}},
			"replace example.jp TXT = v=spf1 mx include:_spf.google.com ~all (was v=spf1 mx ~all)\n" +
				"delete example.jp TXT (was v=spf1 include:_spf.google.com ~all)\n"},
		{"right already", "example.jp TXT \"V=SPF1  +include:_spf.google.com ~all\"\n_dmarc.example.jp TXT \"v=DMARC1;p=none;rua=mailto:d@example.jp;\"",
			Answers{Senders: []Choice{google}, DMARC: policy},
			"keep example.jp TXT = V=SPF1  +include:_spf.google.com ~all\n" +
				"keep _dmarc.example.jp TXT = v=DMARC1;p=none;rua=mailto:d@example.jp;\n"},
		{"a text that was meant to be a record is replaced", `example.jp TXT "v=spf1; mx ~all"`, Answers{Senders: []Choice{google}},
			"replace example.jp TXT = v=spf1 mx include:_spf.google.com ~all (was v=spf1; mx ~all)\n"},
		{"values of the contract", "", Answers{Senders: []Choice{xserver}},
			"add example.jp TXT = v=spf1 a:sv123.xserver.jp a:example.jp mx include:spf.sender.xserver.jp ~all\n"},
		{"values of the contract are missing", "", Answers{Senders: []Choice{{ID: "xserver"}}},
			"add example.jp TXT = v=spf1 a:example.jp mx include:spf.sender.xserver.jp ~all\nneeds server of xserver\n"},
		{"a sender that is gone; mx may be somebody else's", `example.jp TXT "v=spf1 a:sv123.xserver.jp mx include:spf.sender.xserver.jp ~all"`,
			Answers{Senders: []Choice{google}, Unused: []Choice{xserver}},
			"replace example.jp TXT = v=spf1 mx include:_spf.google.com ~all (was v=spf1 a:sv123.xserver.jp mx include:spf.sender.xserver.jp ~all)\n"},
		{"no mail", `example.jp TXT "v=spf1 mx ~all"`, Answers{NoMail: true, Senders: []Choice{google}},
			"replace example.jp TXT = v=spf1 -all (was v=spf1 mx ~all)\n"},
		{"keys", "k1._domainkey.example.jp TXT \"v=DKIM1; p=old\"\nk2._domainkey.example.jp CNAME k2.p.example\nk3._domainkey.example.jp TXT x",
			Answers{Keys: []Key{{"k1", lookup.TXT, "v=DKIM1; k=rsa; p=new"}, {"k2", lookup.TXT, "v=DKIM1; k=rsa; p=two"},
				{"k3", lookup.CNAME, "K3.p.example."}, {"k4", lookup.TXT, "v=DKIM1; k=rsa; p=four"}}},
			"replace k1._domainkey.example.jp TXT = v=DKIM1; k=rsa; p=new (was v=DKIM1; p=old)\n" +
				"delete k2._domainkey.example.jp CNAME (was k2.p.example)\n" +
				"add k2._domainkey.example.jp TXT = v=DKIM1; k=rsa; p=two\n" +
				"add k3._domainkey.example.jp CNAME = k3.p.example\n" +
				"delete k3._domainkey.example.jp TXT (was x)\n" +
				"add k4._domainkey.example.jp TXT = v=DKIM1; k=rsa; p=four\nno senders\n"},
		{"DMARC in the wrong place and twice", "example.jp TXT \"v=DMARC1; p=none\"\n_dmarc.example.jp TXT \"v=DMARC1; p=none\"\n_dmarc.example.jp TXT \"v=DMARC1; p=reject\"",
			Answers{Senders: []Choice{google}, DMARC: policy},
			"add example.jp TXT = v=spf1 include:_spf.google.com ~all\n" +
				"replace _dmarc.example.jp TXT = " + policyText + " (was v=DMARC1; p=none)\n" +
				"delete _dmarc.example.jp TXT (was v=DMARC1; p=reject)\n" +
				"delete example.jp TXT (was v=DMARC1; p=none)\n"},
	} {
		test.answers.Domain = "example.jp"
		got := summary(Build(lookup.MustParseZone(test.zone), test.answers))
		if got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.name, got, test.want)
		}
	}
}
