package provider

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"todoku/records/lookup"
)

var (
	idForm    = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	monthForm = regexp.MustCompile(`^20[0-9]{2}-(0[1-9]|1[0-2])$`)
	braces    = regexp.MustCompile(`\{[^}]*\}`)
)

var (
	grades = []Confidence{Vendor, ThirdParty, Unconfirmed}
	modes  = []Mode{Add, Automatic, Subdomain, PerUser, NotNeeded, Ask}
	asked  = []Mode{Add, Automatic, PerUser, Ask} // modes in which the customer may have to add terms
	holder = []Holder{Switch, Shown, Paste, Without, AskDKIM}
)

// checkSource also holds that a fact which nobody stands for is not given as one: where the source is Unconfirmed,
// known must be false.
func checkSource(t *testing.T, what string, s Source, known bool) {
	t.Helper()
	if s.Ref == "" || !monthForm.MatchString(s.Date) || !slices.Contains(grades, s.Confidence) {
		t.Errorf("%s: source %+v", what, s)
	}
	if s.Confidence == Unconfirmed && known {
		t.Errorf("%s: says more than its unconfirmed source", what)
	}
	if s.Ref == nobody && s.Confidence != Unconfirmed || s.Ref == zones && s.Confidence != ThirdParty {
		t.Errorf("%s: %q cannot be %q", what, s.Ref, s.Confidence)
	}
}

func checkNotes(t *testing.T, prefix string, notes []string) {
	t.Helper()
	for _, n := range notes {
		if word, found := strings.CutPrefix(n, prefix); !found || !idForm.MatchString(word) {
			t.Errorf("note %q does not begin with %q", n, prefix)
		}
	}
}

func TestSenders(t *testing.T) {
	if len(Senders) < 45 {
		t.Errorf("%d senders", len(Senders))
	}
	seen := map[string]bool{}
	for _, s := range Senders {
		t.Run(s.ID, func(t *testing.T) {
			if !idForm.MatchString(s.ID) || seen[s.ID] {
				t.Error("ID is malformed or taken")
			}
			seen[s.ID] = true
			if s.Name.Ja == "" || s.Name.En == "" || s.Search == "" || !slices.Contains(Kinds, s.Kind) {
				t.Errorf("name %+v, search %q, kind %q", s.Name, s.Search, s.Kind)
			}
			if !slices.Contains(modes, s.SPF.Mode) || !slices.Contains(holder, s.DKIM.Holder) {
				t.Errorf("mode %q, holder %q", s.SPF.Mode, s.DKIM.Holder)
			}
			if slices.Contains(asked, s.SPF.Mode) != (len(s.SPF.Terms) > 0) {
				t.Errorf("mode %q with terms %q", s.SPF.Mode, s.SPF.Terms)
			}
			if s.SPF.Mode == Ask && len(s.Fields) == 0 {
				t.Error("what has to be asked for cannot be entered")
			}
			if dkim := s.DKIM; dkim.Under != "" && (dkim.Type != lookup.CNAME || dkim.Target != "" && !under(strings.TrimPrefix(dkim.Target, "{selector}."), dkim.Under)) {
				t.Errorf("targets lie under %q, type %v, target %q", dkim.Under, dkim.Type, dkim.Target)
			}
			if s.SPF.Lookups > 0 && len(s.SPF.Terms) == 0 || s.SPF.Lookups > 10 {
				t.Errorf("%d lookups for %q", s.SPF.Lookups, s.SPF.Terms)
			}
			if dkim := s.DKIM; dkim.Target != "" && dkim.Type != lookup.CNAME ||
				dkim.Type != 0 && dkim.Type != lookup.TXT && dkim.Type != lookup.CNAME {
				t.Errorf("DKIM type %v with target %q", dkim.Type, dkim.Target)
			}
			checkSource(t, "SPF", s.SPF.Source, s.SPF.Mode != Ask)
			checkSource(t, "DKIM", s.DKIM.Source, s.DKIM.Holder != AskDKIM)
			checkNotes(t, "sender."+s.ID+".", s.Notes)
			checkFields(t, s)
		})
	}
}

// under reports whether a name lies in one of the zones.
func under(name, zones string) bool {
	return slices.ContainsFunc(strings.Fields(zones), func(z string) bool { return name == z || strings.HasSuffix(name, "."+z) })
}

func checkFields(t *testing.T, s Sender) {
	t.Helper()
	used := map[string]bool{}
	for _, template := range append(slices.Clone(s.SPF.Terms), s.DKIM.Target) {
		for _, place := range braces.FindAllString(template, -1) {
			used[strings.Trim(place, "{}")] = true
		}
		if rest := braces.ReplaceAllString(template, ""); strings.ContainsAny(rest, "{} ") {
			t.Errorf("template %q", template)
		}
	}
	for _, known := range s.SPF.Known { // nobody fills these
		if strings.ContainsAny(known, "{} ") {
			t.Errorf("known term %q", known)
		}
	}
	names := []string{"domain", "selector"}
	for _, f := range s.Fields {
		if !used[f.ID] || slices.Contains(names, f.ID) {
			t.Errorf("field %q is not used, or entered twice", f.ID)
		}
		names = append(names, f.ID)
		if f.Example == "" || f.Pattern != "" && !Match(f.Pattern, f.Example) {
			t.Errorf("field %q: example %q for pattern %q", f.ID, f.Example, f.Pattern)
		}
	}
	for id := range used {
		if !slices.Contains(names, id) {
			t.Errorf("{%s} is no field", id)
		}
	}
}

// The page lists senders by kind, so those of one kind stand together, in the order of Kinds.
func TestSendersStandByKind(t *testing.T) {
	at := 0
	for _, s := range Senders {
		k := slices.Index(Kinds, s.Kind)
		if k < at {
			t.Errorf("%s: %q comes after %q", s.ID, s.Kind, Kinds[at])
		}
		at = max(at, k)
	}
	if at != len(Kinds)-1 {
		t.Errorf("no sender of kind %q", Kinds[at+1])
	}
}

// A published term names the first sender that has it, so two senders may share one only knowingly.
func TestSharedTerms(t *testing.T) {
	shared := map[string][]string{
		"include:spf.sender.xserver.jp": {"xserver", "wpx", "sixcore"},
		"include:spf.bserver.jp":        {"imail-system", "cafe24-jp"},
	}
	owners := map[string][]string{}
	for _, s := range Senders {
		for _, term := range append(slices.Clone(s.SPF.Terms), s.SPF.Known...) {
			if strings.Contains(term, ":") && !strings.Contains(term, "{") {
				owners[term] = append(owners[term], s.ID)
			}
		}
	}
	for term, ids := range owners {
		if len(ids) > 1 && !reflect.DeepEqual(ids, shared[term]) {
			t.Errorf("%s belongs to %v, want %v", term, ids, shared[term])
		}
	}
}

func TestSendersForMX(t *testing.T) {
	reached := map[string]bool{}
	for host, want := range map[string][]string{
		"sv12345.xserver.jp":                     {"xserver"},
		"sv1092.wpx.ne.jp":                       {"wpx"},
		"example.sakura.ne.jp":                   {"sakura-rental"},
		"mx01.lolipop.jp":                        {"lolipop"},
		"mx01.muumuu-mail.com":                   {"muumuu-mail"},
		"mx-proxy001.heteml.jp":                  {"heteml"},
		"mail1044.onamae.ne.jp":                  {"onamae-rs"},
		"mail1004.conoha.ne.jp":                  {"conoha-wing"},
		"dmail.kagoya.net":                       {"kagoya"},
		"mwpremgw1.ocn.ad.jp":                    {"ocn-bizmail"},
		"aspmx.l.google.com":                     {"google-workspace"},
		"alt4.aspmx.l.google.com":                {"google-workspace"},
		"smtp.google.com":                        {"google-workspace"},
		"example-jp.mail.protection.outlook.com": {"microsoft-365"},
		"example-jp.s-v1.mx.microsoft":           {"microsoft-365"},
		"jp1-aspmx1.worksmobile.com":             {"line-works"},
		"mx2.zoho.jp":                            {"zoho-mail"},
		"mx.zoho.jp":                             {"zoho-mail"},
		"sv301.xbiz.ne.jp":                       {"xserver-business"},
		"e1.valueserver.jp":                      {"valueserver"},
		"ham1.secure.ne.jp":                      {"cpi"},
		"a1.cybermail.jp":                        {"cybermail-sigma"},
		"mx.sendgrid.net":                        {"sendgrid"},
		"feedback-smtp.us-east-1.amazonses.com":  {"amazon-ses"},
		"mxa.mailgun.org":                        {"mailgun"},
		"example.jp":                             nil,
		"mail.example.jp":                        nil,
		"sakura.ne.jp":                           nil,
		"www.aspmx.l.google.com":                 nil,
		"ms12345.msv1.invalid.outlook.com":       nil, // Microsoft: domain added, mail not used
	} {
		var got []string
		for _, s := range SendersForMX([]string{host}) {
			got = append(got, s.ID)
			reached[s.ID] = true
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", host, got, want)
		}
	}
	for _, s := range Senders {
		if len(s.MX) > 0 && !reached[s.ID] {
			t.Errorf("%s receives mail, but has no example here", s.ID)
		}
		for _, other := range Senders {
			for _, p := range s.MX {
				if other.ID != s.ID && matchesAny(other.MX, []string{sample(p)}) {
					t.Errorf("%s and %s share %s", s.ID, other.ID, p)
				}
			}
		}
	}
}

func TestSenderForKey(t *testing.T) {
	for _, c := range []struct {
		selector string
		aliases  []string
		want     string
	}{
		{"google", nil, "google-workspace"},
		{"zmail", nil, "zoho-mail"},
		{"resend", nil, "resend"},
		{"20260101000000pm", nil, "postmark"},
		{"default", nil, ""},
		{"mail", nil, ""},       // Webnode's, and many others'
		{"rs20260101", nil, ""}, // two services of one company
		{"selector1", nil, ""},  // a CNAME, where it is Microsoft's
		{"selector1", []string{"selector1-example-jp._domainkey.example.onmicrosoft.com"}, "microsoft-365"},
		{"selector2", []string{"selector2-example-jp._domainkey.example.n-v1.dkim.mail.microsoft"}, "microsoft-365"},
		{"s1", []string{"s1.domainkey.u123.wl045.sendgrid.net"}, "sendgrid"},
		{"s1", []string{"s1.domainkey.u123.wl045.sendgrid.net.example.jp"}, ""},
		{"s1", nil, ""},
		{"abcdefghijklmnopqrstuvwxyz234567", []string{"abcdefghijklmnopqrstuvwxyz234567.dkim.amazonses.com"}, "amazon-ses"},
		{"k2", []string{"dkim2.mcsv.net"}, "mailchimp"},
		{"brevo1", []string{"b1.example-jp.dkim.brevo.com"}, "brevo"},
		{"hs1-123", []string{"example-jp.hs01a.dkim.hubspotemail.net"}, "hubspot"},
		{"mandrill", []string{"mandrill._domainkey.mandrillapp.com"}, "mandrill"},
		{"naverworks", nil, "line-works"},
		{"kagoya", nil, "kagoya"},
		{"omdk", []string{"omdk._domainkey.orange-mail.org"}, "orangemail"},
		{"zendesk1", []string{"zendesk1._domainkey.zendesk.com"}, "zendesk"},
		{"shop12", []string{"shop12._domainkey.makeshop.jp"}, "makeshop"},
		{"x", []string{"x.abc123.custdkim.salesforce.com"}, "salesforce"},
		{"wise365alert1", []string{"wise365alert1._domainkey.wise365cloud.com"}, "wise365-alert"},
		{"squarespace", []string{"squarespace-domainkey.squarespace-mail.com"}, "squarespace-campaigns"},
		{"google", []string{"google._domainkey.example.net"}, ""}, // led elsewhere: it may be anybody's
	} {
		got := ""
		if s := SenderForKey(c.selector, c.aliases); s != nil {
			got = s.ID
		}
		if got != c.want {
			t.Errorf("%s %v: %q, want %q", c.selector, c.aliases, got, c.want)
		}
	}
	for _, s := range Senders {
		for _, zone := range strings.Fields(s.DKIM.Under) {
			if got := SenderForKey("x", []string{"x." + zone}); got == nil || got.ID != s.ID {
				t.Errorf("%s shares %s", s.ID, zone)
			}
		}
	}
}

func TestPanels(t *testing.T) {
	if len(Panels) < 22 || Panels[len(Panels)-1].ID != "other" {
		t.Errorf("%d panels, the last being %q", len(Panels), Panels[len(Panels)-1].ID)
	}
	seen := map[string]bool{}
	for _, p := range Panels {
		t.Run(p.ID, func(t *testing.T) {
			if !idForm.MatchString(p.ID) || seen[p.ID] {
				t.Error("ID is malformed or taken")
			}
			seen[p.ID] = true
			if p.Name.Ja == "" || p.Name.En == "" || p.Search == "" {
				t.Errorf("name %+v, search %q", p.Name, p.Search)
			}
			if !slices.Contains([]Root{RootEmpty, RootAt, RootName, RootUnknown}, p.Root) ||
				!slices.Contains([]Host{Relative, Full, FullDot, HostUnknown}, p.Host) ||
				!slices.Contains([]Quote{QuoteNone, QuoteRequired, QuoteUnknown}, p.Quote) ||
				!slices.Contains([]Long{LongWhole, LongSplit, LongRefused, LongUnknown}, p.Long) ||
				!slices.Contains([]Dot{DotRequired, DotForbidden, DotEither, DotUnknown}, p.Dot) {
				t.Errorf("habits %q %q %q %q %q", p.Root, p.Host, p.Quote, p.Long, p.Dot)
			}
			if p.Long == LongSplit && p.Quote != QuoteRequired {
				t.Error("strings can only be cut where quotation marks are typed")
			}
			if p.MaxTXT < 0 || p.Long == LongRefused && p.MaxTXT != 255 || p.Long == LongWhole && 0 < p.MaxTXT && p.MaxTXT <= 255 {
				t.Errorf("long values are %q, the limit is %d", p.Long, p.MaxTXT)
			}
			checkForm(t, &p)
			knows := p.Form != "" || p.Lines != "" || p.Texts != TextsUnknown || p.Root != RootUnknown || p.Host != HostUnknown || p.Quote != QuoteUnknown || p.Long != LongUnknown ||
				p.Dot != DotUnknown || p.MaxTXT > 0 || len(p.NS) > 0
			checkSource(t, "panel", p.Source, knows)
			checkNotes(t, "panel."+p.ID+".", p.Notes)
		})
	}
}

// checkForm holds that the boxes have kinds and words, and that the lines say all that a record is made of.
func checkForm(t *testing.T, p *Panel) {
	t.Helper()
	for _, typ := range []lookup.Type{lookup.TXT, lookup.CNAME, lookup.MX} {
		kinds := map[string]int{}
		for _, b := range p.Boxes(typ) {
			kinds[b.Kind]++
			if b.Name.Ja == "" || !slices.Contains([]string{"host", "type", "value", "ttl", "priority"}, b.Kind) {
				t.Errorf("box %+v", b)
			}
		}
		if p.Form != "" && (kinds["host"] != 1 || kinds["type"] != 1 || kinds["value"] > 1 || kinds["ttl"] > 1 || kinds["priority"] > 1) {
			t.Errorf("boxes of %s: %v", typ, kinds)
		}
		if line := p.Line(typ); line != "" && (!strings.Contains(line, "{host}") || !strings.Contains(line, "{value}") ||
			(typ == lookup.MX) != strings.Contains(line, "{priority}")) {
			t.Errorf("line of %s: %q", typ, line)
		}
	}
	if (p.Form != "" || p.Lines != "") && (p.Host == HostUnknown && p.ID != "onamae-rs-dns") {
		t.Error("its boxes are known, but not what goes into the first one")
	}
}

// Every step of a path that is Japanese only is explained in English.
func TestScreens(t *testing.T) {
	for path, want := range map[string][2]string{
		"DNS設定":                 {"DNS設定", "DNS設定 (DNS settings)"},
		"Cloud DNS > ゾーン|Zones": {"Cloud DNS > ゾーン", "Cloud DNS > Zones"},
		"":                      {"", ""},
	} {
		if got := [2]string{Screens(path, false), Screens(path, true)}; got != want {
			t.Errorf("%q gives %q", path, got)
		}
	}
	used := map[string]bool{}
	check := func(path string) {
		for _, step := range strings.Split(path, " > ") {
			japanese := strings.ContainsFunc(step, func(r rune) bool { return r > 0x2e7f })
			if used[step] = true; japanese && !strings.Contains(step, "|") && gloss[step] == "" {
				t.Errorf("no English for %q", step)
			}
		}
	}
	for _, p := range Panels {
		check(p.Where)
	}
	for _, s := range Senders {
		check(s.DKIM.Where)
		for _, f := range s.Fields {
			check(f.Where)
		}
	}
	for step := range gloss {
		if !used[step] {
			t.Errorf("nothing says %q", step)
		}
	}
}

// sample writes a name that has the form of a pattern.
func sample(pattern string) string {
	return strings.NewReplacer("#", "1", "*", "1").Replace(pattern)
}

func TestPanelsDoNotOverlap(t *testing.T) {
	known := map[string]bool{
		"google-cloud-dns squarespace-domains": true, // Google sold its domains to Squarespace
		"onamae-rs-dns gmo-server-dns":         true, // rental servers of one group
	}
	met := map[string]bool{}
	for i, p := range Panels {
		for _, q := range Panels[i+1:] {
			for _, a := range p.NS {
				for _, b := range q.NS {
					if Match(a, sample(b)) || Match(b, sample(a)) {
						met[p.ID+" "+q.ID] = true
					}
				}
			}
		}
	}
	if !reflect.DeepEqual(met, known) {
		t.Errorf("panels share name servers: %v, want %v", met, known)
	}
}

func TestPanelsFor(t *testing.T) {
	examples := map[string][]string{
		"ns1.xserver.jp":                  {"xserver-server-panel"},
		"ns2.sixcore.ne.jp":               {"xserver-server-panel"},
		"ns1.xdomain.ne.jp":               {"xserver-domain-dns"},
		"ns3.wpx.ne.jp":                   {"wpx-dns"},
		"ns2.dns.ne.jp":                   {"sakura-domain"},
		"ns1.gslb13.sakura.ne.jp":         {"sakura-cloud-dns"},
		"dns01.muumuu-domain.com":         {"muumuu-dns"},
		"uns02.lolipop.jp":                {"lolipop-ns"},
		"04.dnsv.jp":                      {"onamae-dns"},
		"ns-rs2.gmoserver.jp":             {"onamae-rs-dns", "gmo-server-dns"},
		"ns5.value-domain.com":            {"value-domain"},
		"ns-a1.conoha.io":                 {"conoha-dns"},
		"b.conoha-dns.org":                {"conoha-dns"},
		"ns0.kagoya.net":                  {"kagoya-dns"},
		"ns4.sphere.ad.jp":                {"webarena-dns"},
		"ns6.cpi.ad.jp":                   {"cpi-dns"},
		"ns1.cbsv.jp":                     {"cpanel-zone-editor"},
		"ns2.star-domain.jp":              {"star-domain"},
		"ns2.extrem.jp":                   {"extrem-dns"},
		"ns2.gehirndns.net":               {"gehirn-dns"},
		"ns01.idcfcloud.com":              {"idcf-dns"},
		"dorthy.ns.cloudflare.com":        {"cloudflare"},
		"ns-1536.awsdns-08.co.uk":         {"route53"},
		"ns-155.awsdns-22.com":            {"route53"},
		"ns-cloud-e4.googledomains.com":   {"google-cloud-dns", "squarespace-domains"},
		"ns1-03.azure-dns.com":            {"azure-dns"},
		"ns4-03.azure-dns.info":           {"azure-dns"},
		"ns2.squarespacedns.com":          {"squarespace-domains"},
		"ns51.domaincontrol.com":          {"godaddy"},
		"dns2.registrar-servers.com":      {"namecheap"},
		"ns8.wixdns.net":                  {"wix-dns"},
		"ns1.example.jp":                  nil,
		"xserver.jp":                      nil,
		"ns1.xserver.jp.example.jp":       nil,
		"evil-ns1.xserver.jp":             nil,
		"dns1.onamae.com":                 nil, // not a server of Navi's record editor
		"a.b.ns.cloudflare.com":           nil,
		"ns-155.awsdns-22.com.example.jp": nil,
	}
	reached := map[string]bool{}
	for server, want := range examples {
		var got []string
		for _, p := range PanelsFor([]string{"ns.example.net", server}) {
			got = append(got, p.ID)
			reached[p.ID] = true
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", server, got, want)
		}
	}
	for _, p := range Panels {
		if len(p.NS) > 0 && !reached[p.ID] {
			t.Errorf("%s has name servers, but no example here", p.ID)
		}
	}
}

func TestByID(t *testing.T) {
	if s, found := SenderByID("kagoya"); !found || s != &Senders[slices.IndexFunc(Senders, func(s Sender) bool { return s.ID == "kagoya" })] {
		t.Error("SenderByID does not give the sender itself")
	}
	if p, found := PanelByID("other"); !found || p != &Panels[len(Panels)-1] {
		t.Error("PanelByID does not give the panel itself")
	}
	if s, found := SenderByID("Kagoya"); found || s != nil {
		t.Error("an unknown sender was found")
	}
	if p, found := PanelByID(""); found || p != nil {
		t.Error("an unknown panel was found")
	}
}

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		pattern, name string
		want          bool
	}{
		{"sv#.xserver.jp", "sv1.xserver.jp", true},
		{"sv#.xserver.jp", "sv12345.xserver.jp", true},
		{"sv#.xserver.jp", "sv.xserver.jp", false},
		{"sv#.xserver.jp", "sv1a.xserver.jp", false},
		{"sv#.xserver.jp", "sv1.xserver.jp.", false},
		{"sv#.xserver.jp", "asv1.xserver.jp", false},
		{"sv#.xserver.jp", "sv１.xserver.jp", false},
		{"*.ns.cloudflare.com", "ivan.ns.cloudflare.com", true},
		{"*.ns.cloudflare.com", ".ns.cloudflare.com", false},
		{"*.ns.cloudflare.com", "a.b.ns.cloudflare.com", false},
		{"ns-cloud-*.googledomains.com", "ns-cloud-a1.googledomains.com", true},
		{"#.#.#.#", "203.0.113.5", true},
		{"#.#.#.#", "203.0.113", false},
		{"#.#.#.#", "203.0.113.5.6", false},
		{"#5", "15", true}, // a run gives back what the rest of the pattern needs
		{"#5", "5", false},
		{"*a*", "banana", true},
		{"*a*", "a", false},
		{"mx", "mx", true},
		{"mx", "mx1", false},
		{"", "", true},
		{"", "a", false},
		{"#", "", false},
	} {
		if got := Match(c.pattern, c.name); got != c.want {
			t.Errorf("Match(%q, %q) = %v", c.pattern, c.name, got)
		}
	}
}

func TestFill(t *testing.T) {
	values := map[string]string{"server": "sv1.xserver.jp", "ip": "203.0.113.5"}
	for _, c := range []struct{ template, text, missing string }{
		{"mx", "mx", ""},
		{"a:{server}", "a:sv1.xserver.jp", ""},
		{"a:{domain}", "a:example.jp", ""},
		{"ip4:{ip}", "ip4:203.0.113.5", ""},
		{"{server}.{domain}.", "sv1.xserver.jp.example.jp.", ""},
		{"{term}", "", "term"},
		{"a:{first}.{second}", "a:.", "first"},
		{"exists:%{i}.spf.example.net", "exists:%{i}.spf.example.net", ""},
		{"{", "{", ""},
		{"}{", "}{", ""},
	} {
		if text, missing := Fill(c.template, "example.jp", values); text != c.text || missing != c.missing {
			t.Errorf("Fill(%q) = %q, %q; want %q, %q", c.template, text, missing, c.text, c.missing)
		}
	}
}

// Filling a term and reading it back gives the values again.
func TestRecognize(t *testing.T) {
	for _, c := range []struct {
		sender, template, term string
		values                 map[string]string
		ok                     bool
	}{
		{"xserver", "a:{server}", "a:sv12345.xserver.jp", map[string]string{"server": "sv12345.xserver.jp"}, true},
		{"xserver", "a:{server}", "a:www1234.sakura.ne.jp", nil, false},
		{"xserver", "a:{server}", "mx:sv12345.xserver.jp", nil, false},
		{"xserver", "a:{domain}", "a:example.jp", nil, true},
		{"xserver", "a:{domain}", "a:example.com", nil, false},
		{"xserver", "mx", "mx", nil, true},
		{"xserver", "mx", "mx:example.jp", nil, false},
		{"sakura-rental", "a:{server}", "a:www1234.sakura.ne.jp", map[string]string{"server": "www1234.sakura.ne.jp"}, true},
		{"zenlogic", "ip4:{ip}", "ip4:203.0.113.5", map[string]string{"ip": "203.0.113.5"}, true},
		{"zenlogic", "ip4:{ip}", "ip4:203.0.113.0/24", nil, false},
		{"hubspot", "{term}", "include:12345678.spf05.hubspotemail.net",
			map[string]string{"term": "include:12345678.spf05.hubspotemail.net"}, true},
		{"hubspot", "{term}", "include:_spf.google.com", nil, false},
		{"willmail", "{term}", "include:_spf.google.com", nil, false}, // without a form, any term would do
		{"google-workspace", "include:_spf.google.com", "include:_spf.google.com", nil, true},
		{"google-workspace", "exists:%{i}.example.net", "exists:%{i}.example.net", nil, true},
		{"google-workspace", "exists:%{i}.example.net", "exists:192.0.2.1.example.net", nil, false},
	} {
		s, found := SenderByID(c.sender)
		if !found {
			t.Fatalf("no sender %q", c.sender)
		}
		if values, ok := s.Recognize(c.template, c.term, "example.jp"); ok != c.ok || !reflect.DeepEqual(values, c.values) {
			t.Errorf("%s: Recognize(%q, %q) = %v, %v", c.sender, c.template, c.term, values, ok)
		}
	}
	for _, s := range Senders {
		values, form := map[string]string{}, map[string]bool{"domain": true}
		for _, f := range s.Fields {
			values[f.ID], form[f.ID] = f.Example, f.Pattern != ""
		}
		for _, template := range s.SPF.Terms {
			term, missing := Fill(template, "example.jp", values)
			want := true
			for _, place := range braces.FindAllString(template, -1) {
				want = want && form[strings.Trim(place, "{}")]
			}
			if _, ok := s.Recognize(template, term, "example.jp"); missing != "" || ok != want {
				t.Errorf("%s: %q gives %q; recognized again: %v", s.ID, template, term, ok)
			}
		}
	}
}

func TestSpell(t *testing.T) {
	const zone = "example.jp"
	for _, c := range []struct {
		root Root
		host Host
		name string
		want string
	}{
		{RootEmpty, Relative, zone, ""},
		{RootAt, Relative, zone, "@"},
		{RootName, Relative, zone, "example.jp"},
		{RootUnknown, HostUnknown, zone, ""},
		{RootAt, Full, zone, "@"},
		{RootAt, Relative, "_dmarc.example.jp", "_dmarc"},
		{RootAt, HostUnknown, "_dmarc.example.jp", "_dmarc"},
		{RootAt, Full, "_dmarc.example.jp", "_dmarc.example.jp"},
		{RootAt, FullDot, "_dmarc.example.jp", "_dmarc.example.jp."},
		{RootAt, Relative, "selector1._domainkey.example.jp", "selector1._domainkey"},
		{RootAt, Relative, "_dmarc.notexample.jp", "_dmarc.notexample.jp"},
		{RootAt, Relative, "_dmarc.example.com", "_dmarc.example.com"},
	} {
		p := Panel{Root: c.root, Host: c.host}
		if got := p.Spell(c.name, zone); got != c.want {
			t.Errorf("root %q, host %q: Spell(%q) = %q, want %q", c.root, c.host, c.name, got, c.want)
		}
	}
}

func TestReceiverAt(t *testing.T) {
	for host, want := range map[string]string{
		"mx01.securemx.jp": "IIJ SecureMX", "example-jp.mx.securemx.jp": "IIJ SecureMX", "mxi.alpha-prm.jp": "Alpha Mail (Otsuka Shokai)",
		"ampub3.alpha-mail.net": "Alpha Mail (Otsuka Shokai)", "mailgw.oneoffice.jp": "OneOffice (TOKAI)", "i1.mailsecurity-nec.jp": "NEC Mail Security",
		"mail.system.digitalartscloud.com": "Digital Arts", "mxjp1.nospamcloud.com": "Tsukaeru No Spam Cloud", "mxin1.airnet.ne.jp": "AIRnet",
		"mx01.active-w.net": "MX Mobiling", "mx1.larksuite.com": "Lark", "route1.mx.cloudflare.net": "Cloudflare Email Routing",
		"mx2.improvmx.com": "ImprovMX", "smtp-fwd.wordpress.com": "WordPress.com",
		"aspmx.l.google.com": "", "securemx.jp": "", "mail.example.jp": "",
	} {
		got := ""
		if r := ReceiverAt(host); r != nil {
			got = r.Name
			checkSource(t, r.Name, r.Source, true)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", host, got, want)
		}
	}
	for _, r := range Receivers {
		for _, p := range r.MX {
			if senders := SendersForMX([]string{sample(p)}); len(senders) > 0 {
				t.Errorf("%s and %s share %s", r.Name, senders[0].ID, p)
			}
		}
	}
}
