package sheet

import (
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"todoku/records/dmarc"
	"todoku/records/lookup"
	"todoku/records/message"
	"todoku/records/plan"
	"todoku/records/provider"
)

const domainName = "example.jp"

// golden compares text with a file of testdata; UPDATE=1 writes the file anew.
func golden(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") != "" {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if text != string(want) {
		t.Errorf("%s: got\n%s\nwant\n%s", path, text, want)
	}
}

func key2048(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("testdata/key2048.txt")
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(text))
}

// Each panel, with an SPF record at the domain itself, one at _dmarc, a key of 2048 bits and a CNAME.
func TestPanels(t *testing.T) {
	published := lookup.MustParseZone(`example.jp TXT "google-site-verification=abc"`)
	changes := []plan.Change{
		{Action: plan.Add, Topic: "spf", Name: domainName, Type: lookup.TXT, Value: "v=spf1 include:_spf.google.com ~all"},
		{Action: plan.Add, Topic: "dmarc", Name: "_dmarc." + domainName, Type: lookup.TXT, Value: "v=DMARC1; p=none; rua=mailto:dmarc@example.jp"},
		{Action: plan.Add, Topic: "dkim", Name: "google._domainkey." + domainName, Type: lookup.TXT, Value: key2048(t)},
		{Action: plan.Add, Topic: "dkim", Name: "s1._domainkey." + domainName, Type: lookup.CNAME, Value: "s1.domainkey.u123.wl001.sendgrid.net"},
	}
	for i := range provider.Panels {
		p := &provider.Panels[i]
		for _, lang := range message.Langs {
			s := Build(lang, Input{Domain: domainName, Zone: domainName, Panel: p, Plan: plan.Plan{Changes: changes}, Published: published})
			golden(t, "panels/"+p.ID+"."+string(lang)+".txt", s.Text(lang))
		}
	}
}

// hosts are the name servers of the zone.
func hosts(zone *lookup.Zone) []string {
	var list []string
	for _, r := range zone.Lookup(lookup.Ask(domainName, lookup.NS)).Records {
		list = append(list, r.Host)
	}
	return list
}

// The finished sheet of users as they are.
func TestSheets(t *testing.T) {
	keep := func(id string, values ...string) plan.Choice {
		c := plan.Choice{ID: id, Values: map[string]string{}}
		for i := 0; i+1 < len(values); i += 2 {
			c.Values[values[i]] = values[i+1]
		}
		return c
	}
	policy := &dmarc.Record{Policy: dmarc.None, Reports: []dmarc.URI{dmarc.Mailto("dmarc@example.jp")}}
	google := plan.Key{Selector: "google", Type: lookup.TXT, Value: key2048(t)}
	for _, c := range []struct {
		name, panel, zone string
		answers           plan.Answers
	}{
		{"xserver", "xserver-server-panel", `
example.jp NS ns1.xserver.jp.
example.jp MX 0 example.jp.
example.jp TXT "v=spf1 +a:sv12345.xserver.jp +a:example.jp +mx include:spf.sender.xserver.jp ~all"`,
			plan.Answers{Senders: []plan.Choice{keep("xserver", "server", "sv12345.xserver.jp")}}},
		{"sakura-google", "sakura-domain", `
example.jp NS ns1.dns.ne.jp.
example.jp MX 1 smtp.google.com.
example.jp TXT "v=spf1 a:www1234.sakura.ne.jp mx ~all"`,
			plan.Answers{Senders: []plan.Choice{keep("sakura-rental", "server", "www1234.sakura.ne.jp"), keep("google-workspace")}, Keys: []plan.Key{google}}},
		{"lolipop-muumuu", "muumuu-dns", `
example.jp NS dns01.muumuu-domain.com.
example.jp MX 10 mx01.lolipop.jp.
example.jp TXT "v=spf1 include:_spf.lolipop.jp ~all"`,
			plan.Answers{Senders: []plan.Choice{keep("lolipop")}}},
		{"onamae-microsoft-sendgrid", "onamae-dns", `
example.jp NS 01.dnsv.jp.
example.jp MX 0 example-jp.mail.protection.outlook.com.`,
			plan.Answers{Senders: []plan.Choice{keep("microsoft-365"), keep("sendgrid")}, Keys: []plan.Key{
				{Selector: "selector1", Type: lookup.CNAME, Value: "selector1-example-jp._domainkey.example.onmicrosoft.com"},
				{Selector: "selector2", Type: lookup.CNAME, Value: "selector2-example-jp._domainkey.example.onmicrosoft.com"},
				{Selector: "s1", Type: lookup.CNAME, Value: "s1.domainkey.u123.wl001.sendgrid.net"},
				{Selector: "s2", Type: lookup.CNAME, Value: "s2.domainkey.u123.wl001.sendgrid.net"}}}},
		{"coreserver", "value-domain", `
example.jp NS ns1.value-domain.com.
example.jp MX 10 v2001.coreserver.jp.`,
			plan.Answers{Senders: []plan.Choice{keep("coreserver-v2", "ip", "203.0.113.5")}}},
		{"conoha", "conoha-dns", `
example.jp NS ns-a1.conoha.io.
example.jp MX 10 mail1004.conoha.ne.jp.
example.jp TXT "v=spf1 include:_spf.conoha.ne.jp ~all"
default._domainkey.example.jp TXT ` + `"` + key2048(t)[:200] + `" "` + key2048(t)[200:] + `"`,
			plan.Answers{Senders: []plan.Choice{keep("conoha-wing")}}},
		{"kagoya", "kagoya-dns", `
example.jp NS ns0.kagoya.net.
example.jp MX 10 dmail.kagoya.net.`,
			plan.Answers{Senders: []plan.Choice{keep("kagoya")}}},
		{"cloudflare-resend", "cloudflare", `
example.jp NS ivan.ns.cloudflare.com.
example.jp TXT "v=spf1 -all"`,
			plan.Answers{Senders: []plan.Choice{keep("resend")}, Servers: []netip.Prefix{netip.MustParsePrefix("192.0.2.25/32")},
				Keys: []plan.Key{{Selector: "resend", Type: lookup.TXT, Value: key2048(t)}}}},
		{"lineworks-haihaimail", "", `
example.jp MX 10 jp1-aspmx1.worksmobile.com.
example.jp TXT "v=spf1 include:spf.worksmobile.com ~all"`,
			plan.Answers{Senders: []plan.Choice{keep("line-works"), keep("haihaimail")}}},
		{"parked", "route53", `
example.jp NS ns-155.awsdns-22.com.
example.jp TXT "some-verification=1"`,
			plan.Answers{NoMail: true, Parked: true}},
	} {
		c.answers.Domain = domainName
		if !c.answers.Parked {
			c.answers.DMARC = policy
		}
		zone := lookup.MustParseZone(c.zone)
		panel, _ := provider.PanelByID(c.panel)
		for _, lang := range message.Langs {
			s := Build(lang, Input{Domain: domainName, Zone: domainName, Panel: panel, NameServers: hosts(zone), Plan: plan.Build(zone, c.answers), Published: zone})
			golden(t, "sheets/"+c.name+"."+string(lang)+".txt", s.Text(lang))
		}
	}
}

// Whoever types into a panel that does not serve the domain is told so.
func TestWrongPanel(t *testing.T) {
	for _, c := range []struct {
		panel   string
		servers []string
		warns   bool
	}{
		{"onamae-dns", []string{"ns1.xserver.jp", "ns2.xserver.jp"}, true},
		{"xserver-server-panel", []string{"ns1.xserver.jp", "ns2.xserver.jp"}, false},
		{"gmo-server-dns", []string{"ns-rs1.gmoserver.jp"}, false}, // one of two
		{"onamae-dns", nil, false},                          // nobody looked
		{"zenlogic-dns", []string{"ns1.xserver.jp"}, false}, // its name servers are not known
		{"other", []string{"ns1.xserver.jp"}, false},
	} {
		panel, _ := provider.PanelByID(c.panel)
		s := Build(message.Ja, Input{Domain: domainName, Zone: domainName, Panel: panel, NameServers: c.servers})
		if (len(s.Panel.Warnings) > 0) != c.warns {
			t.Errorf("%s with %v: %q", c.panel, c.servers, s.Panel.Warnings)
		}
	}
}
