package spf

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"todoku/records/finding"
	"todoku/records/lookup"
)

func counted(zone, name string) Meter {
	return Count(lookup.MustParseZone(zone), name)
}

func codes(findings []finding.Finding) string {
	var list []string
	for _, f := range findings {
		list = append(list, strings.TrimPrefix(f.Code, "spf."))
	}
	return strings.Join(list, " ")
}

func TestCount(t *testing.T) {
	const common = `
ok.test      TXT "v=spf1 ip4:192.0.2.1 -all"
nospf.test   TXT "hello"
two.test     TXT "v=spf1 a -all"
two.test     TXT "v=spf1 mx -all"
bad.test     TXT "v=spf1 ipv4:192.0.2.1 -all"
host.test    A 192.0.2.1
six.test     AAAA 2001:db8::1
mx.test      MX 10 host.test
deep.test    TXT "v=spf1 include:ok.test a:host.test -all"
loop.test    TXT "v=spf1 include:loop2.test -all"
loop2.test   TXT "v=spf1 include:loop.test -all"
slow.test    FAIL TXT timeout
`
	eleven := "v=spf1"
	for range 11 {
		eleven += " a:host.test"
	}
	mxs := "d.test TXT \"v=spf1 mx:many.test -all\"\n"
	for i := range 11 {
		mxs += fmt.Sprintf("many.test MX %d h%d.test\n", i, i)
	}
	for _, test := range []struct {
		record         string
		lookups, voids int
		codes          string
	}{
		{"v=spf1 -all", 0, 0, ""},
		{"v=spf1 ip4:192.0.2.1 ip6:2001:db8::/32 exp=x.test -all", 0, 0, ""},
		{"v=spf1 include:ok.test -all", 1, 0, ""},
		{"v=spf1 include:deep.test -all", 3, 0, ""},
		{"v=spf1 include:ok.test include:ok.test -all", 2, 0, ""}, // terms count, not names
		{"v=spf1 a:host.test a:six.test mx:mx.test -all", 3, 0, ""},
		{"v=spf1 a:none.test -all", 1, 1, "void-lookup"},
		{"v=spf1 mx:host.test -all", 1, 1, "void-lookup"},
		{"v=spf1 a:n1.test a:n2.test a:n3.test -all", 3, 3, "too-many-void-lookups void-lookup void-lookup void-lookup"},
		{"v=spf1 exists:host.test exists:six.test -all", 2, 1, "void-lookup"}, // exists asks for A only
		{"v=spf1 exists:%{i}.x.test ptr -all", 2, 0, ""},
		{"v=spf1 include:%{d}.sub.test -all", 1, 1, "include-without-record"},
		{"v=spf1 a:%{d2} include:%{o1r}.test -all", 2, 1, "void-lookup include-loop"},
		{"v=spf1 a:x..test -all", 1, 1, "void-lookup"},
		{"v=spf1 include:nospf.test -all", 1, 0, "include-without-record"},
		{"v=spf1 include:none.test -all", 1, 1, "include-without-record"},
		{"v=spf1 include:two.test -all", 1, 0, "include-with-several-records"},
		{"v=spf1 include:bad.test -all", 1, 0, "include-broken"},
		{"v=spf1 include:slow.test -all", 1, 0, ""},
		{"v=spf1 include:loop.test -all", 3, 0, "include-loop"},
		{"v=spf1 include:d.test -all", 1, 0, "include-loop"},
		{"v=spf1 redirect=deep.test", 3, 0, ""},
		{"v=spf1 redirect=deep.test -all", 0, 0, ""},
		{"v=spf1 -all include:deep.test mx", 0, 0, ""},
		{"v=spf1 ipv4:192.0.2.1 include:ok.test -all", 1, 0, ""},
		{eleven + " -all", 11, 0, "too-many-lookups"},
		{strings.Replace(eleven, " a:host.test", "", 2) + " -all", 9, 0, "near-lookup-limit"},
	} {
		zone := common + `d.test TXT "` + test.record + "\"\n"
		m := counted(zone, "d.test")
		if m.Lookups != test.lookups || m.Voids != test.voids || codes(m.Findings) != test.codes || m.Root.Lookups != m.Lookups {
			t.Errorf("%s: %d lookups (root %d), %d voids, %s; want %d, %d, %s", test.record, m.Lookups, m.Root.Lookups, m.Voids,
				codes(m.Findings), test.lookups, test.voids, test.codes)
		}
	}
	if m := counted(mxs, "d.test"); m.Lookups != 1 || codes(m.Findings) != "too-many-mx" {
		t.Errorf("eleven MX names: %d lookups, %s", m.Lookups, codes(m.Findings))
	}
	m := counted(common+`d.test TXT "v=spf1 include:slow.test -all"`, "d.test")
	if m.Unknown != 1 || m.Root.Nodes[0].State != NoAnswer {
		t.Errorf("an include that could not be asked: unknown %d, state %q", m.Unknown, m.Root.Nodes[0].State)
	}
	if m := counted(common, "none.test"); m.Root.State != NoRecord || m.Voids != 0 {
		t.Errorf("no record at all: %q, %d voids; the first query is no void lookup", m.Root.State, m.Voids)
	}
}

// With a sample, every name is known; without one, a name that depends on the message counts once.
func TestCountFor(t *testing.T) {
	z := lookup.MustParseZone(`
d.test TXT "v=spf1 include:%{l}.u.test exists:%{ir}.l.test a:%{p} ptr -all"
ann.u.test TXT "v=spf1 a:h.test a:h.test -all"
h.test A 192.0.2.1
1.2.0.192.in-addr.arpa PTR h.test
1.2.0.192.l.test A 127.0.0.2
`)
	if m := Count(z, "d.test"); m.Lookups != 4 || m.Voids != 0 || m.Root.Nodes[0].State != Conditional {
		t.Errorf("without a sample: %d lookups, %d void, the first %q", m.Lookups, m.Voids, m.Root.Nodes[0].State)
	}
	m := CountFor(z, "d.test", Request{IP: netip.MustParseAddr("192.0.2.1"), Sender: "ann@d.test"})
	if m.Lookups != 6 || m.Voids != 0 || m.Root.Nodes[0].Domain != "ann.u.test" || m.Root.Nodes[2].Domain != "h.test" {
		t.Errorf("with a sample: %d lookups, %d void, %s, %s", m.Lookups, m.Voids, m.Root.Nodes[0].Domain, m.Root.Nodes[2].Domain)
	}
	m = CountFor(z, "d.test", Request{IP: netip.MustParseAddr("192.0.2.2"), Sender: "bob@d.test"})
	if m.Voids != 3 || m.Lookups != 4 {
		t.Errorf("with a stranger: %d lookups, %d void", m.Lookups, m.Voids)
	}
}

// Terms that never have an effect are named, at every depth, and cost nothing.
func TestCountNamesTheUnreachable(t *testing.T) {
	m := counted("d.test TXT \"v=spf1 include:i.test -all a\"\ni.test TXT \"v=spf1 all mx redirect=d.test\"\n", "d.test")
	var unreachable []string
	m.Root.walk(nil, func(n *Node, path []*Node) {
		if n.State == Unreachable {
			unreachable = append(unreachable, pathText(path))
		}
	})
	if want := []string{"include:i.test → mx", "include:i.test → redirect=d.test", "a"}; m.Lookups != 1 || !slices.Equal(unreachable, want) {
		t.Errorf("%d lookups, unreachable %q", m.Lookups, unreachable)
	}
}

func TestCountMarksTheTermThatIsTooMany(t *testing.T) {
	zone := "d.test TXT \"v=spf1 include:five.test include:six.test a:h.test -all\"\nh.test A 192.0.2.1\n" +
		"five.test TXT \"v=spf1 a:h.test a:h.test a:h.test a:h.test\"\n" +
		"six.test TXT \"v=spf1 a:h.test a:h.test a:h.test a:h.test a:h.test\"\n"
	m := counted(zone, "d.test")
	var over []string
	m.Root.walk(nil, func(n *Node, path []*Node) {
		if n.Over {
			over = append(over, pathText(path))
		}
	})
	if m.Lookups != 12 || len(over) != 1 || over[0] != "include:six.test → a:h.test" {
		t.Errorf("%d lookups, over at %q", m.Lookups, over)
	}
	if m.Root.Nodes[1].Lookups != 6 {
		t.Errorf("the second include costs %d, want 6", m.Root.Nodes[1].Lookups)
	}
}

// A zone that answers every name with ten more includes must not keep the walk going.
func TestCountStops(t *testing.T) {
	m := Count(exploding{}, "d.test")
	if m.Lookups > maxNodes+maxDepth || !strings.Contains(codes(m.Findings), "counting-stopped") {
		t.Errorf("%d lookups, %s", m.Lookups, codes(m.Findings))
	}
	long := "v=spf1" + strings.Repeat(" a", 30000)
	if m := counted(`d.test TXT "`+long+`"`, "d.test"); m.Lookups != maxNodes {
		t.Errorf("30,000 terms: counted %d", m.Lookups)
	}
}

type exploding struct{}

func (exploding) Lookup(q lookup.Question) lookup.Answer {
	text := "v=spf1"
	for i := range 10 {
		text += fmt.Sprintf(" include:x%d.%.40s", i, q.Name)
	}
	return lookup.Answer{Question: q, Status: lookup.Found, Records: []lookup.Record{{Strings: []string{text}}}}
}
