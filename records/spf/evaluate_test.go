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
