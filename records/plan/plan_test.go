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
		{"a parked domain", "example.jp TXT \"v=spf1 mx ~all\"\nexample.jp MX 10 mail.example.jp.\nexample.jp MX 20 mail2.example.jp.\n_dmarc.example.jp TXT \"v=DMARC1; p=none\"",
			Answers{Parked: true, Senders: []Choice{google}, DMARC: policy},
			"replace example.jp TXT = v=spf1 -all (was v=spf1 mx ~all)\n" +
				"add *._domainkey.example.jp TXT = v=DKIM1; p=\n" +
				"replace _dmarc.example.jp TXT = v=DMARC1; p=reject; sp=reject; np=reject; adkim=s; aspf=s; rua=mailto:d@example.jp (was v=DMARC1; p=none)\n" +
				"replace example.jp MX = 0 . (was 10 mail.example.jp.)\n" +
				"delete example.jp MX (was 20 mail2.example.jp.)\n"},
		{"a domain that is parked already", "example.jp TXT \"v=spf1 -all\"\nexample.jp MX 0 .\n*._domainkey.example.jp TXT \"v=DKIM1; p=\"\n" +
			"_dmarc.example.jp TXT \"v=DMARC1; p=reject; sp=reject; np=reject; adkim=s; aspf=s\"", Answers{Parked: true},
			"keep example.jp TXT = v=spf1 -all\nkeep *._domainkey.example.jp TXT = v=DKIM1; p=\n" +
				"keep _dmarc.example.jp TXT = v=DMARC1; p=reject; sp=reject; np=reject; adkim=s; aspf=s\nkeep example.jp MX = 0 .\n"},
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

func TestAlignments(t *testing.T) {
	const key = "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC3LSYHD+puEeMXiol9/90RHCBWx21c24FeB5I/dgo7IIFVZlpbALCkD3dDXf0Scrbr5UKcRPPok/WabMUSV0IGTmBGTQe+nhWiblucqIfl2koVA6qvL9WYT28lxKZ1rq+cwJwkYfEQEbllBnEh3GPl3UEyc8FbuGGOuL5SCI5lvwIDAQAB"
	zone := lookup.MustParseZone("google._domainkey.example.jp TXT \"" + key + "\"\nown._domainkey.example.jp TXT \"" + key + "\"")
	server := []netip.Prefix{netip.MustParsePrefix("192.0.2.1/32")}
	for _, test := range []struct {
		answers Answers
		want    Alignment
	}{
		{Answers{Senders: []Choice{{ID: "google-workspace"}}}, Alignment{"google-workspace", Aligns, Aligns, AdviceGood}},
		{Answers{Senders: []Choice{{ID: "microsoft-365"}}}, Alignment{"microsoft-365", Aligns, Possible, AdviceDKIMToo}},
		{Answers{Senders: []Choice{{ID: "mailchimp"}}}, Alignment{"mailchimp", Never, Possible, AdviceDKIM}},
		{Answers{Senders: []Choice{{ID: "orangemail"}}}, Alignment{"orangemail", Possible, Possible, AdviceDKIM}},
		{Answers{Senders: []Choice{{ID: "orangemail"}}, DMARC: &dmarc.Record{SPFAlignment: dmarc.Strict}}, Alignment{"orangemail", Never, Possible, AdviceDKIM}},
		{Answers{Senders: []Choice{{ID: "haihaimail"}}}, Alignment{"haihaimail", Aligns, NotKnown, AdviceSPFOnly}},
		{Answers{Servers: server}, Alignment{"", Aligns, Possible, AdviceDKIMToo}},
		{Answers{Servers: server, Keys: []Key{{"own", lookup.TXT, key}}}, Alignment{"", Aligns, Aligns, AdviceGood}},
		{Answers{Servers: server, Keys: []Key{{"new", lookup.TXT, key}}}, Alignment{"", Aligns, Possible, AdviceDKIMToo}},
	} {
		test.answers.Domain = "example.jp"
		got := Alignments(zone, test.answers)
		if len(got) != 1 || got[0] != test.want {
			t.Errorf("%v, want %v", got, test.want)
		}
	}
	for _, test := range []struct {
		spf, dkim Way
		want      string
	}{{Never, Never, AdviceNothing}, {Possible, Never, AdviceEnvelope}, {Possible, NotKnown, AdviceAsk}, {NotKnown, Never, AdviceAsk}, {Aligns, Never, AdviceSPFOnly}} {
		if got := advised(Alignment{SPF: test.spf, DKIM: test.dkim}).Advice; got != test.want {
			t.Errorf("SPF %s, DKIM %s: %s, want %s", test.spf, test.dkim, got, test.want)
		}
	}
}

// Nobody passes by a record that needs more than ten lookups.
func TestAlignmentsOverTen(t *testing.T) {
	zone := lookup.MustParseZone("example.jp TXT \"v=spf1 a:a.example mx:a.example a:b.example mx:b.example a:c.example mx:c.example a:d.example mx:d.example a:e.example mx:e.example ~all\"")
	got := Alignments(zone, Answers{Domain: "example.jp", Senders: []Choice{{ID: "google-workspace"}, {ID: "mailchimp"}}})
	if len(got) != 2 || got[0] != (Alignment{"google-workspace", Possible, Possible, AdviceFewer}) || got[1].Advice == AdviceFewer {
		t.Errorf("%v", got)
	}
}

// What could not be asked is not taken for "nothing is there": a second SPF record would make both invalid.
func TestUnsure(t *testing.T) {
	world := lookup.MustParseZone("example.jp. FAIL TXT timeout\n_dmarc.example.jp. FAIL TXT servfail\ns1._domainkey.example.jp. FAIL TXT timeout\n" +
		"s2._domainkey.example.jp. TXT x\n")
	p := Build(world, Answers{Domain: "example.jp", Senders: []Choice{{ID: "google-workspace"}}, Keys: []Key{
		{Selector: "s1", Type: lookup.TXT, Value: "v=DKIM1; p="}, {Selector: "s2", Type: lookup.TXT, Value: "v=DKIM1; p="}},
		DMARC: &dmarc.Record{Policy: dmarc.None}})
	got := ""
	for _, c := range p.Changes {
		got += string(c.Action) + " " + c.Topic + "\n"
	}
	if want := "unsure spf\nunsure dkim\nreplace dkim\nunsure dmarc\n"; got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
}
