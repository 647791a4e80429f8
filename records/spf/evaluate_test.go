package spf

import (
	"net/netip"
	"strings"
	"testing"

	"todoku/records/lookup"
)

const evaluated = `
own.test     TXT "v=spf1 mx include:sender.test redirect=more.test"
own.test     MX 10 mail.own.test
own.test     MX 20 gone.own.test
mail.own.test A 192.0.2.10
mail.own.test AAAA 2001:db8::10
sender.test  TXT "v=spf1 ip4:198.51.100.0/24 include:deep.test -all"
deep.test    TXT "v=spf1 ip6:2001:db8:7::/48 a:mail.own.test//64 ~all"
more.test    TXT "v=spf1 exists:%{ir}.list.test -all exp=why.more.test"
1.113.0.203.list.test A 127.0.0.2
why.more.test TXT "%{i} may not send for %{d}, %{s}"
slow.test    TXT "v=spf1 a:dead.test -all"
dead.test    FAIL A timeout
nomail.test  MX 0 .
nomail.test  TXT "v=spf1 mx -all"
wide.test    TXT "v=spf1 a:mail.own.test/0 -all"
dotless.test TXT "v=spf1 include:%{l} -all"
alias.test   CNAME own.test
voids.test   TXT "v=spf1 a:v1.test mx:v2.test exists:v3.test -all"
twice.test   TXT "v=spf1 redirect=own.test redirect=own.test"
broken.test  TXT "v=spf1 include:twice.test -all"
`

func TestEvaluate(t *testing.T) {
	z := lookup.MustParseZone(evaluated)
	for _, test := range []struct {
		ip, sender     string
		result         Result
		path           string // the terms that led to the result, and the cause of the innermost record
		lookups, voids int
	}{
		{"192.0.2.10", "a@own.test", Pass, "mx matched", 1, 0},
		{"::ffff:192.0.2.10", "a@own.test", Pass, "mx matched", 1, 0}, // RFC 7208 §5: mapped addresses are IPv4
		{"2001:db8::10", "a@own.test", Pass, "mx matched", 1, 0},
		{"198.51.100.9", "a@own.test", Pass, "include:sender.test ip4:198.51.100.0/24 matched", 2, 0},
		{"2001:db8:7::1", "a@own.test", Pass, "include:sender.test include:deep.test ip6:2001:db8:7::/48 matched", 3, 0},
		{"2001:db8::99", "a@own.test", Pass, "include:sender.test include:deep.test a:mail.own.test//64 matched", 4, 0},
		{"203.0.113.1", "a@own.test", Pass, "redirect=more.test exists:%{ir}.list.test matched", 6, 0},
		{"203.0.113.2", "a@own.test", Fail, "redirect=more.test -all matched", 6, 1},
		{"198.51.100.9", "a@alias.test", Pass, "include:sender.test ip4:198.51.100.0/24 matched", 2, 0},
		{"192.0.2.1", "a@slow.test", TempError, "a:dead.test could-not-ask", 1, 0},
		{"192.0.2.1", "a@nomail.test", Fail, "-all matched", 1, 0},
		{"8.8.8.8", "a@wide.test", Pass, "a:mail.own.test/0 matched", 1, 0},
		{"192.0.2.1", "nodots@dotless.test", PermError, "include:%{l} no-record", 1, 0},
		{"192.0.2.1", "a..b@dotless.test", PermError, "include:%{l} bad-domain", 1, 0},
		{"192.0.2.1", "a@voids.test", PermError, "exists:v3.test too-many-voids", 3, 3},
		{"192.0.2.1", "a@twice.test", PermError, "syntax", 0, 0},
		{"192.0.2.1", "a@broken.test", PermError, "include:twice.test syntax", 1, 0},
		{"192.0.2.1", "a@none.test", None, "no-record", 0, 0},
		{"192.0.2.1", "a@localhost", None, "bad-domain", 0, 0},
		{"192.0.2.1", "", None, "bad-domain", 0, 0},
	} {
		got := Evaluate(z, Request{IP: netip.MustParseAddr(test.ip), Sender: test.sender})
		if path := described(got); got.Result != test.result || path != test.path || got.Lookups != test.lookups || got.Voids != test.voids {
			t.Errorf("%s for %s: %s by %s after %d lookups, %d void; want %s by %s after %d, %d", test.ip, test.sender,
				got.Result, path, got.Lookups, got.Voids, test.result, test.path, test.lookups, test.voids)
		}
	}
}

func described(e Evaluation) string {
	var words []string
	cause := e.Trace.Cause
	for _, a := range e.Path() {
		words = append(words, a.Term.Text)
		cause = a.Cause
		if a.Trace != nil {
			cause = a.Trace.Cause
		}
	}
	return strings.Join(append(words, string(cause)), " ")
}

func TestEvaluateExplains(t *testing.T) {
	z := lookup.MustParseZone(evaluated)
	got := Evaluate(z, Request{IP: netip.MustParseAddr("203.0.113.2"), Sender: "@own.test"})
	if want := "203.0.113.2 may not send for more.test, postmaster@own.test"; got.Explanation != want {
		t.Errorf("explained with %q, want %q", got.Explanation, want)
	}
	// RFC 7208 §2.4: a bounce is judged by its HELO name.
	got = Evaluate(z, Request{IP: netip.MustParseAddr("192.0.2.10"), Helo: "own.test"})
	if got.Result != Pass {
		t.Errorf("a bounce from own.test: %s", got.Result)
	}
}

// RFC 7208 §4.6.4: when the time is over, the result is a temporary error.
func TestEvaluateEndsInTime(t *testing.T) {
	z := lookup.MustParseZone(evaluated)
	for left := range 5 {
		asked := 0
		got := Evaluate(z, Request{IP: netip.MustParseAddr("203.0.113.1"), Sender: "a@own.test",
			Expired: func() bool { asked++; return asked > left }})
		if got.Result != TempError || asked != left+1 {
			t.Errorf("with time for %d questions: %s after %d", left, got.Result, asked)
		}
	}
}

// FuzzEvaluate evaluates any record for any sender: it ends, within the limits, and says the same when asked again.
func FuzzEvaluate(f *testing.F) {
	for _, s := range []string{"v=spf1 a mx ptr include:d.test redirect=e.test", "v=spf1 exists:%{ir}.%{v}.%{d2r-}.test ~all", "v=spf1 include:%{l}.test -all exp=%{d}",
		"v=spf1 a:%{s}%{L}%{h} mx:d.test/24//64 ?ptr:%{p}", "v=spf1 redirect=d.test", "v=spf1 -all exp=why.test", "v=spf1 \xff", "v=spf1 a:x..y a:" + strings.Repeat("a", 300) + ".test"} {
		f.Add(s, "ann@d.test", "mx.d.test", "192.0.2.1")
		f.Add(s, "", "%{d}", "2001:db8::1")
	}
	f.Fuzz(func(t *testing.T, record, sender, helo, ip string) {
		address, err := netip.ParseAddr(ip)
		if err != nil {
			address = netip.IPv6LinkLocalAllNodes()
		}
		z := &lookup.Zone{}
		for _, name := range []string{"d.test", "e.test", "mx.d.test", "why.test"} {
			z.Add(name, lookup.TXT, lookup.Record{Strings: []string{record}})
			z.Add(name, lookup.MX, lookup.Record{Host: "mx.d.test"})
		}
		z.Add("mx.d.test", lookup.A, lookup.Record{Address: netip.MustParseAddr("192.0.2.1")})
		z.Add(lookup.Reverse(address.Unmap().WithZone("")), lookup.PTR, lookup.Record{Host: "mx.d.test"})
		req := Request{IP: address, Sender: sender, Helo: helo, Domain: "d.test"}
		asked := 0
		got := Evaluate(asking{z, func(lookup.Question) { asked++ }}, req)
		if got.Lookups > MaxLookups+1 || got.Voids > MaxVoids+1 || asked > 200 {
			t.Errorf("%q: %d lookups, %d void, %d questions", record, got.Lookups, got.Voids, asked)
		}
		if again := Evaluate(z, req); again.Result != got.Result || described(again) != described(got) {
			t.Errorf("%q: %s by %s, and then %s by %s", record, got.Result, described(got), again.Result, described(again))
		}
		m := CountFor(z, "d.test", req)
		if m.Unknown == 0 && got.Lookups > m.Lookups && got.Result != PermError {
			t.Errorf("%q: %d lookups, but %d in the worst case", record, got.Lookups, m.Lookups)
		}
		Relieve(z, m, Facts{})
	})
}

// asking tells of each question.
type asking struct {
	lookup.Resolver
	told func(lookup.Question)
}

func (a asking) Lookup(q lookup.Question) lookup.Answer {
	a.told(q)
	return a.Resolver.Lookup(q)
}

// FuzzExpand writes the macros of any string that the grammar allows.
func FuzzExpand(f *testing.F) {
	for _, s := range []string{"%{i}.%{l1r-+.,/_=}%{S}", "%%%_%-", "%{d12r}.x", "%{C} %{r} %{t}", "%{", "%{z}", "%{d0}", "%{L9999999999999r-}"} {
		f.Add(s, "ann+b@d.test", true)
	}
	f.Fuzz(func(t *testing.T, s, sender string, inText bool) {
		_, problem := checkString(s, inText)
		e := newEvaluator(&lookup.Zone{}, Request{IP: netip.MustParseAddr("2001:db8::1"), Sender: sender})
		text, known := expand(s, e.values("d.test"))
		if problem == nil && !known {
			t.Errorf("%q is good, and cannot be expanded", s)
		}
		if problem == nil && strings.Count(s, "%") == 0 && text != s {
			t.Errorf("%q becomes %q", s, text)
		}
	})
}

// What the usual mistakes come to at receivers, for the client 192.0.2.1 (standards.md §1.5).
func TestEvaluateMistakes(t *testing.T) {
	const zone = `
ok.example.net    TXT "v=spf1 ip4:192.0.2.1 -all"
nospf.example.net TXT "hello"
xn--wgv71a.example A 192.0.2.1
`
	for result, records := range map[Result][]string{
		PermError: {"v=spf1 ipv4:192.0.2.1 -all", "v=spf1 ip4:192.0.2.1, -all", "v=spf1 ip4:192.0.2.1; -all", "v=spf1 ip4:192.0.2.1 -all;",
			"v=spf1 ip4:192.0.2.1-all", "v=spf1 include:ok.example.net-all", "v=spf1 ip4:192.0.2.1 - all", "v=spf1 ip4: 192.0.2.1 -all",
			"v=spf1 ip4:192.0.2.1 –all", "v=spf1 ip4:192.0.2.1 −all", "v=spf1 ip4:192.0.2.1 ～all", "v=spf1 ip4:192.0.2.1\u3000-all",
			"v=spf1 ip4:192.0.2.1\t-all", "v=spf1 ip4:192.0.2.1/33 -all", "v=spf1 ip4:192.0.2.1/032 -all", "v=spf1 ip4:192.0.02.1 -all",
			"v=spf1 ip4:192.0.2 -all", "v=spf1 ip4:192.0.2.* -all", "v=spf1 ip4:192.0.2.1-192.0.2.9 -all", "v=spf1 ip4:2001:db8::1 -all",
			"v=spf1 ip6:192.0.2.1 -all", "v=spf1 ip4:mail.example.com -all", "v=spf1 a:192.0.2.1 -all", "v=spf1 mx:192.0.2.1 -all",
			"v=spf1 a:localhost -all", "v=spf1 include:https://ok.example.net -all", "v=spf1 include:user@ok.example.net -all",
			"v=spf1 include: -all", "v=spf1 include -all", "v=spf1 ip4 -all", "v=spf1 a: -all", "v=spf1 -all.", "v=spf1 redirect:x",
			"v=spf1 foo:bar -all", "v=spf1 --all", "v=spf1 ptr/24 -all", "v=spf1 a/24/64 -all",
			"v=spf1 redirect=ok.example.net redirect=ok.example.net", "v=spf1 ip4:192.0.2.1 exp=a.example exp=b.example -all",
			"v=spf1 include:nospf.example.net -all", "v=spf1 redirect=nospf.example.net", "v=spf1 a:日本.example -all",
			"v=spf1 exists:%(i).example.net -all", "v=spf1 exists:%{x}.example.net -all", "v=spf1 -all|v=spf1 ip4:192.0.2.1 -all",
			"v=spf1 ip4:203.0.113.1ip4:192.0.2.1 -all"},
		Fail: {"v=spf1 ip4=192.0.2.1 -all", "v=spf1 include=ok.example.net -all", "v=spf1 -all ip4:192.0.2.1",
			"v=spf1 redirect=nospf.example.net -all"},
		None: {"v=spf1; ip4:192.0.2.1 -all", "v=spf1;", "v=spf1,ip4:192.0.2.1 -all", `"v=spf1 ip4:192.0.2.1 -all"`, "v=spf1\u3000ip4:192.0.2.1 -all",
			"ｖ=spf1 ip4:192.0.2.1 -all", " v=spf1 ip4:192.0.2.1 -all", "v=spf1\tip4:192.0.2.1 -all", "v = spf1 -all", "spf1 -all", "v=spf10 -all"},
		Pass: {"v=spf1 +all", "v=spf1 all", "v=spf1  ip4:192.0.2.1  -all ", "V=SPF1 IP4:192.0.2.1 -ALL", "v=spf1 v=spf1 ip4:192.0.2.1 -all",
			"v=spf1 ip4:192.0.2.1 -all v=DMARC1", "v=spf1 ip4:192.0.2.1 -all -all", "v=spf1 ip4:192.0.2.1 -all|v=spf1; -all", "v=spf1 a:xn--wgv71a.example -all"},
		Neutral: {"v=spf1"},
	} {
		for _, published := range records {
			z := lookup.MustParseZone(zone)
			for _, record := range strings.Split(published, "|") {
				z.Add("d.example", lookup.TXT, lookup.Record{Strings: []string{record}})
			}
			if got := Evaluate(z, Request{IP: netip.MustParseAddr("192.0.2.1"), Sender: "a@d.example"}); got.Result != result {
				t.Errorf("%q: %s by %s, want %s", published, got.Result, described(got), result)
			}
		}
	}
}
