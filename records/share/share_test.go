package share

import (
	"encoding/base64"
	"math/rand"
	"net/netip"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"crypto/rsa"
	"crypto/x509"

	"todoku/records/dkim"
	"todoku/records/dmarc"
	"todoku/records/finding"
	"todoku/records/lookup"
	"todoku/records/plan"
	"todoku/records/provider"
)

// testKey is an RSA key of 2048 bits that is made anew in every run.
func testKey(t testing.TB) (private, public []byte) {
	t.Helper()
	key, err := rsa.GenerateKey(seeded{rand.New(rand.NewSource(1))}, 2048)
	if err != nil {
		t.Fatal(err)
	}
	private, err = x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	public, err = x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	return private, public
}

type seeded struct{ *rand.Rand }

func keyRecord(der []byte) string {
	return dkim.Record{Version: "DKIM1", KeyType: "rsa", Key: base64.StdEncoding.EncodeToString(der), HasKey: true}.String()
}

// kept are the characters of RFC 3986 §2.3, which no chat and no mail client changes, and the two that part pairs.
const kept = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~&="

func example(t testing.TB) Link {
	_, public := testKey(t)
	return Link{By: "山田 太郎（コンサルタント）", Panel: "cloudflare", Step: 5, Answers: plan.Answers{
		Domain: "xn--r8jz45g.jp",
		Senders: []plan.Choice{{ID: "google-workspace"}, {ID: "xserver", Values: map[string]string{"server": "sv123.xserver.jp"}},
			{ID: "kintone"}},
		Unused:  []plan.Choice{{ID: "sendgrid"}},
		Servers: []netip.Prefix{netip.MustParsePrefix("203.0.113.0/28"), netip.MustParsePrefix("2001:db8::1/128")},
		Ending:  "-all",
		Keys: []plan.Key{{Selector: "s1", Type: lookup.TXT, Value: keyRecord(public)},
			{Selector: "s2.x", Type: lookup.CNAME, Value: "s2.example.net"}},
		DMARC: &dmarc.Record{Policy: dmarc.Quarantine, Subdomains: dmarc.Reject, DKIMAlignment: dmarc.Strict,
			PSD: dmarc.IsOrg, Testing: true, FailureOpts: "1:d", Failures: []dmarc.URI{dmarc.Mailto("f@example.jp")},
			Reports: []dmarc.URI{dmarc.Mailto("dmarc+x@example.jp"), dmarc.Mailto("d@example.com")}},
	}}
}

func TestRoundTrip(t *testing.T) {
	want := example(t)
	if _, found := provider.SenderByID("kintone"); !found {
		want.Answers.Senders = want.Answers.Senders[:2]
	}
	fragment, ok := want.Fragment()
	if !ok {
		_, problem := Parse(fragment)
		t.Fatalf("no link: %s %v", fragment, problem)
	}
	got, problem := Parse(fragment)
	if problem != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%s\n got %+v\nwant %+v %v", fragment, got, want, problem)
	}
	if strings.Trim(fragment, kept) != "" || len(fragment) > MaxFragment {
		t.Errorf("%d octets: %s", len(fragment), fragment)
	}
	if !strings.HasPrefix(fragment, "v=1&domain=xn--r8jz45g.jp&") || !strings.Contains(fragment, "&sender=xserver&xserver.server=sv123.xserver.jp&") {
		t.Errorf("not readable: %s", fragment)
	}
}

// Random answers that the page can give are the same after the way through a link.
func TestRandomRoundTrip(t *testing.T) {
	random := rand.New(rand.NewSource(3))
	_, public := testKey(t)
	pick := func(list ...string) string { return list[random.Intn(len(list))] }
	policies := []string{"none", "quarantine", "reject"}
	short := 0
	for range 3000 {
		l := Link{By: pick("", "Taro", "有限会社 例", "a&b=c;%~<x>\"'"), Panel: pick("", "cloudflare", "route53"), Step: []int{0, 2, 3, 4, 5}[random.Intn(5)]}
		a := &l.Answers
		a.Domain = pick("example.jp", "mail.example.co.jp", "xn--r8jz45g.jp")
		a.NoMail, a.Ending = random.Intn(5) == 0, pick("", "~all", "-all")
		if random.Intn(9) == 0 {
			a.Parked = true
			a.NoMail = false
		}
		for _, i := range random.Perm(len(provider.Senders))[:random.Intn(12)] {
			c := plan.Choice{ID: provider.Senders[i].ID}
			for _, f := range provider.Senders[i].Fields {
				if random.Intn(3) > 0 {
					if c.Values == nil {
						c.Values = map[string]string{}
					}
					c.Values[f.ID] = f.Example
				}
			}
			if random.Intn(5) == 0 {
				a.Unused = append(a.Unused, plan.Choice{ID: c.ID})
			} else {
				a.Senders = append(a.Senders, c)
			}
		}
		for i := range random.Intn(5) {
			a.Servers = append(a.Servers, netip.PrefixFrom(netip.AddrFrom4([4]byte{203, 0, byte(i), byte(random.Intn(256))}), 24+random.Intn(9)).Masked())
		}
		if random.Intn(3) > 0 {
			a.DMARC = &dmarc.Record{Policy: dmarc.Policy(pick(policies...)), Subdomains: dmarc.Policy(pick(append(policies, "")...)),
				NonExistent: dmarc.Policy(pick(append(policies, "")...)), SPFAlignment: dmarc.Alignment(pick("", "s", "r"))}
			for i := range random.Intn(3) {
				a.DMARC.Reports = append(a.DMARC.Reports, dmarc.Mailto(pick("a", "b+c", "日"[:0]+"x_y")+strconv.Itoa(i)+"@example.jp"))
			}
		}
		for i := range random.Intn(4) {
			k := plan.Key{Selector: "s" + strconv.Itoa(i), Type: lookup.CNAME, Value: "k" + strconv.Itoa(i) + ".example.net"}
			if random.Intn(2) == 0 {
				k.Type, k.Value = lookup.TXT, keyRecord(public)
			}
			a.Keys = append(a.Keys, k)
		}
		fragment, ok := l.Fragment()
		if strings.Trim(fragment, kept) != "" {
			t.Fatalf("characters that do not survive: %s", fragment)
		}
		if len(fragment) > MaxFragment {
			if ok {
				t.Fatalf("%d octets are no link", len(fragment))
			}
			continue
		}
		short++
		got, problem := Parse(fragment)
		if !ok || problem != nil || !reflect.DeepEqual(got, l) {
			t.Fatalf("%s\n got %+v\nwant %+v", fragment, got, l)
		}
	}
	if short < 2000 {
		t.Errorf("only %d of 3000 answers made a link", short)
	}
}

// A private key has no form in a link, neither on the way in nor on the way out.
func TestPrivateKey(t *testing.T) {
	private, _ := testKey(t)
	l := Link{Answers: plan.Answers{Domain: "example.jp", Keys: []plan.Key{{Selector: "s1", Type: lookup.TXT, Value: keyRecord(private)}}}}
	fragment, ok := l.Fragment()
	if ok {
		t.Error("a private key makes a link")
	}
	if _, problem := Parse(fragment); problem == nil {
		t.Error("a private key comes in by a link")
	}
}

func TestRefused(t *testing.T) {
	for fragment, want := range map[string]string{
		"": "broken", "domain=example.jp": "broken", "v=": "broken", "v=0&end=0": "broken", "v=01&end=0": "broken", "v=x": "broken",
		"v=2&whatever": "later-version", "v=99": "later-version",
		"v=1":                                                       "cut",
		"v=1&domain=example.jp":                                     "cut",
		"v=1&domain=example.jp&end=2":                               "cut",
		"v=1&domain=example.jp&p=none&end=1":                        "cut",
		"v=1&end=0":                                                 "broken", // no domain
		"v=1&domain=example.jp&domain=a.jp&end=2":                   "broken",
		"v=1&domain=Example.JP&end=1":                               "broken",
		"v=1&domain=localhost&end=1":                                "broken",
		"v=1&domain=~3Cb~3E.jp&end=1":                               "broken",
		"v=1&domain=example.jp&unknown=1&end=2":                     "broken",
		"v=1&domain=example.jp&sender=nobody&end=2":                 "broken",
		"v=1&domain=example.jp&xserver.server=sv1.xserver.jp&end=2": "broken", // the sender is not named before
		"v=1&domain=example.jp&sender=xserver&xserver.other=sv1.xserver.jp&end=3":    "broken",
		"v=1&domain=example.jp&sender=xserver&xserver.server=~2Ball&end=3":           "broken",
		"v=1&domain=example.jp&sender=xserver&xserver.server=a.jp~20~2Ball&end=3":    "broken",
		"v=1&domain=example.jp&ending=pass&end=2":                                    "broken",
		"v=1&domain=example.jp&ending=~2Ball&end=2":                                  "broken",
		"v=1&domain=example.jp&ip=0.0.0.0~2F0&end=2":                                 "broken",
		"v=1&domain=example.jp&ip=10.0.0.1&end=2":                                    "broken",
		"v=1&domain=example.jp&p=NONE&end=2":                                         "broken",
		"v=1&domain=example.jp&p=none~3B~20rua~3Dmailto&end=2":                       "broken",
		"v=1&domain=example.jp&rua=a~40example.jp&end=2":                             "broken", // a policy without p
		"v=1&domain=example.jp&p=none&t=n&end=3":                                     "broken",
		"v=1&domain=example.jp&p=none&psd=x&end=3":                                   "broken",
		"v=1&domain=example.jp&p=none&fo=0~3A1&end=3":                                "broken",
		"v=1&domain=example.jp&rua=nobody&end=2":                                     "broken",
		"v=1&domain=example.jp&rua=a~40b.jp~2Cc~40d.jp&end=2":                        "broken",
		"v=1&domain=example.jp&key.s1=rsa_AAAA&end=2":                                "broken",
		"v=1&domain=example.jp&cname.-=a.jp&end=2":                                   "broken",
		"v=1&domain=example.jp&cname.s1=a.jp&key.s1=rsa_AAAA&end=3":                  "broken",
		"v=1&domain=example.jp&panel=nowhere&end=2":                                  "broken",
		"v=1&domain=example.jp&step=1&end=2":                                         "broken",
		"v=1&domain=example.jp&step=6&end=2":                                         "broken",
		"v=1&domain=example.jp&by=a~0Ab&end=2":                                       "broken",
		"v=1&domain=example.jp&by=~E2~80~AEa&end=2":                                  "broken", // turns the direction of text
		"v=1&domain=example.jp&by=" + strings.Repeat("a", 41) + "&end=2":             "broken",
		"v=1&domain=example.jp&by=~61&end=2":                                         "broken", // written otherwise than we do
		"v=1&domain=example.jp&by=a b&end=2":                                         "broken",
		"v=1&domain=example.jp&by=%41&end=2":                                         "broken",
		"v=1&domain=example.jp" + strings.Repeat("&ip=203.0.113.5", 99) + "&end=100": "broken",
		"v=1&domain=example.jp&by=" + strings.Repeat("~E5~B1~B1", 400) + "&end=2":    "broken",
	} {
		_, problem := Parse(fragment)
		if problem == nil || problem.Code != "share."+want {
			t.Errorf("Parse(%.80q) = %v, want %s", fragment, problem, want)
		}
	}
}

// A link that a chat has cut somewhere is not used in part.
func TestCut(t *testing.T) {
	fragment, _ := example(t).Fragment()
	for i := range fragment {
		if _, problem := Parse(fragment[:i]); problem == nil {
			t.Errorf("%d of %d octets are a link", i, len(fragment))
		}
	}
}

func warnings(t *testing.T, l Link, r lookup.Resolver) string {
	t.Helper()
	var list []string
	for _, f := range l.Sets(r, func(n provider.Name) string { return n.En }) {
		if f.Severity != finding.Info {
			list = append(list, strings.TrimPrefix(f.Code, "share."))
		}
	}
	return strings.Join(list, " ")
}

func TestWarnings(t *testing.T) {
	_, public := testKey(t)
	zone := lookup.MustParseZone("example.jp TXT \"v=spf1 ip4:203.0.113.0/24 include:spf.special.example -all\"\n" +
		"_dmarc.example.jp TXT \"v=DMARC1; p=quarantine; sp=reject; adkim=s; rua=mailto:reports@elsewhere.example\"\n" +
		"old._domainkey.example.jp TXT \"" + keyRecord(public)[:200] + "\" \"" + keyRecord(public)[200:] + "\"\n" +
		"c._domainkey.example.jp CNAME c.example.net\n")
	pairs := func(text string) string {
		return "v=1&domain=example.jp&" + text + "&end=" + strconv.Itoa(strings.Count(text, "&")+2)
	}
	key := "rsa_" + base64.RawURLEncoding.EncodeToString(public)
	for _, test := range []struct{ pairs, want string }{
		{"sender=google-workspace", ""},
		{"sender=xserver&xserver.server=sv9.xserver.jp", ""},
		{"sender=xserver&xserver.server=evil.example", "strange-value"},
		{"drop=google-workspace", "drops-sender"},
		{"nomail=1", "no-mail"},
		{"parked=1", "no-mail"},
		{"ip=203.0.113.9", ""},
		{"ip=203.0.113.0~2F25", ""},
		{"ip=203.0.0.0~2F16", "strange-server"},
		{"ip=198.51.100.1", "strange-server"},
		{"ending=hard", ""},
		{"ending=soft", "weaker-ending"},
		{"p=none&sp=reject&adkim=s&rua=reports~40elsewhere.example", "weaker-policy"},
		{"p=none&adkim=s&rua=reports~40elsewhere.example", "weaker-policy"},
		{"p=quarantine&sp=reject&adkim=s&rua=reports~40elsewhere.example", ""},
		{"p=reject", "looser-alignment drops-reports"},
		{"p=reject&sp=quarantine", "weaker-policy weaker-policy looser-alignment drops-reports"},
		{"p=reject&np=none&rua=reports~40elsewhere.example", "weaker-policy looser-alignment"},
		{"p=reject&adkim=r&rua=reports~40elsewhere.example", "looser-alignment"},
		{"p=reject&adkim=s&aspf=r&rua=reports~40elsewhere.example", ""},
		{"p=reject&adkim=s&rua=reports~40elsewhere.example&rua=d~40example.jp", ""},
		{"p=reject&adkim=s&rua=reports~40elsewhere.example&rua=d~40sub.example.jp", ""},
		{"p=reject&adkim=s&rua=reports~40elsewhere.example", ""},
		{"p=reject&adkim=s&rua=evil~40elsewhere.example", "strange-reports drops-reports"},
		{"p=reject&adkim=s&rua=reports~40elsewhere.example&rua=d~40notexample.jp", "strange-reports"},
		{"p=reject&adkim=s&rua=reports~40elsewhere.example&ruf=d~40other.example", "strange-failures"},
		{"p=reject&adkim=s&rua=reports~40elsewhere.example&ruf=d~40example.jp&fo=1", ""},
		{"p=reject&adkim=s&rua=reports~40elsewhere.example&t=y", "strange-tag"},
		{"p=reject&adkim=s&rua=reports~40elsewhere.example&psd=n", "strange-tag"},
		{"key.s1=" + key, "strange-key"},
		{"key.old=" + key, ""},
		{"cname.c=c.example.net", ""},
		{"cname.c=evil.example.net", "strange-key"},
		{"panel=cloudflare", ""},
	} {
		l, problem := Parse(pairs(test.pairs))
		if problem != nil {
			t.Errorf("%s is refused: %v", test.pairs, problem)
			continue
		}
		if got := warnings(t, l, zone); got != test.want {
			t.Errorf("%s: warnings %q, want %q", test.pairs, got, test.want)
		}
	}
	for domain, want := range map[string]string{"sub.example.jp": "weaker-policy", "down.example": "unsure-policy"} {
		l := Link{Answers: plan.Answers{Domain: domain, DMARC: &dmarc.Record{Policy: dmarc.None}}}
		z := lookup.MustParseZone("_dmarc.example.jp TXT \"v=DMARC1; p=none; sp=reject\"\n_dmarc.down.example FAIL TXT timeout")
		if got := warnings(t, l, z); got != want {
			t.Errorf("%s: warnings %q, want %q", domain, got, want)
		}
	}
}

// A term of the user's own must name hosts or addresses, and has to be confirmed.
func TestTerms(t *testing.T) {
	id := ""
	for _, s := range provider.Senders {
		for _, f := range s.Fields {
			if f.ID == "term" && f.Pattern == "" && id == "" {
				id = s.ID
			}
		}
	}
	if id == "" {
		t.Skip("no sender of the catalogue takes a term")
	}
	for term, ok := range map[string]bool{"include:spf.example.net": true, "ip4:203.0.113.5": true, "a:mx.example.net": true, "+all": false, "all": false,
		"?all": false, "ip4:0.0.0.0/0": false, "ptr": false, "redirect=x.jp": false, "include:a.jp +all": false, "mx": false, "exp=x.jp": false, "-include:x.jp": false} {
		l, problem := Parse("v=1&domain=example.jp&sender=" + id + "&" + id + ".term=" + escape(term) + "&end=3")
		if (problem == nil) != ok {
			t.Errorf("%s: %v", term, problem)
		}
		if ok && warnings(t, l, lookup.MustParseZone("")) != "strange-value" {
			t.Errorf("%s need not be confirmed", term)
		}
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{"  a \n b ": "a b", "\u202eabc": "abc", "<b>": "<b>", "\xff": "", strings.Repeat("山", 50): strings.Repeat("山", 40)} {
		if got := Clean(in); got != want || Clean(got) != got {
			t.Errorf("Clean(%q) = %q", in, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	fragment, _ := example(f).Fragment()
	f.Add(fragment)
	for _, s := range []string{"v=1&domain=example.jp&end=1", "v=2", "v=1&domain=a.jp&sender=xserver&xserver.server=x.jp&end=3", "v=1&domain=a.jp&by=~3Cscript~3E&end=2", "v=1&domain=a.jp&ip=1.2.3.4&ending=soft&p=none&rua=a~40b.jp&end=5"} {
		f.Add(s)
	}
	empty := lookup.MustParseZone("")
	f.Fuzz(func(t *testing.T, s string) {
		l, problem := Parse(s)
		if problem != nil {
			if !reflect.DeepEqual(l, Link{}) {
				t.Errorf("%q is refused and used: %+v", s, l)
			}
			return
		}
		for _, found := range l.Sets(empty, func(n provider.Name) string { return n.En }) {
			for _, arg := range found.Args {
				if strings.ContainsAny(arg, "\n\r\x00") {
					t.Errorf("%q says %q", s, arg)
				}
			}
		}
		for _, c := range plan.Build(empty, l.Answers).Changes { // a link cannot let everybody send
			if strings.Contains(c.Value, "+all") || c.Topic == "spf" && slices.Contains(strings.Fields(c.Value), "all") {
				t.Errorf("%q publishes %s", s, c.Value)
			}
		}
		if len(s) < MaxFragment-40 {
			if again, ok := l.Fragment(); ok {
				if back, problem := Parse(again); problem != nil || !reflect.DeepEqual(back, l) {
					t.Errorf("%q becomes %q", s, again)
				}
			}
		}
	})
}
