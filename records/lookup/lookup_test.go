package lookup

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

const sample = `
$ORIGIN example.test.
$TTL 1h
@	IN SOA ns1 hostmaster ( 1 ; serial
		3600 600 86400
		300 )
	NS	ns1
	MX	10 mail
	MX	20 mx.other.test.
	300 IN TXT "v=spf1 " "-all" ; two strings
	TXT	word
mail	A	192.0.2.1
	AAAA	2001:db8::1
alias	CNAME	mail
far	CNAME	alias
loop	CNAME	loop2
loop2	CNAME	loop
gone	CNAME	nothing.test.
a.b.c	TXT	deep
*.wild	TXT	any
x.y.wild TXT	own
odd	TXT	"semi;colon \"quoted\" \065\\" a\;b
slow	FAIL	TXT timeout
*.down	FAIL	TXT servfail
`

func TestZone(t *testing.T) {
	z, err := ParseZone(sample)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name    string
		typ     Type
		status  Status
		records string
		ttl     uint32
	}{
		{"example.test", TXT, Found, "v=spf1 -all|word", 300},
		{"EXAMPLE.test.", MX, Found, "10 mail.example.test|20 mx.other.test", 3600},
		{"mail.example.test", A, Found, "192.0.2.1", 3600},
		{"mail.example.test", TXT, NoData, "", 300},
		{"far.example.test", AAAA, Found, "2001:db8::1", 3600},
		{"far.example.test", CNAME, Found, "alias.example.test", 3600},
		{"gone.example.test", A, NoName, "", 0},
		{"loop.example.test", A, Failed, "", 0},
		{"b.c.example.test", TXT, NoData, "", 300},
		{"none.example.test", TXT, NoName, "", 300},
		{"q.wild.example.test", TXT, Found, "any", 3600},
		{"q.q.wild.example.test", TXT, Found, "any", 3600},
		{"q.wild.example.test", A, NoData, "", 300},
		{"x.y.wild.example.test", TXT, Found, "own", 3600},
		{"q.y.wild.example.test", TXT, NoName, "", 300}, // y.wild exists, so *.wild does not reach below it
		{"odd.example.test", TXT, Found, `semi;colon "quoted" A\a;b`, 3600},
		{"slow.example.test", TXT, Failed, "", 0},
		{"a.b.down.example.test", TXT, Failed, "", 0},
		{"a.down.example.test", A, NoName, "", 300},
		{"other.test", A, NoName, "", 0},
	} {
		a := z.Lookup(Ask(test.name, test.typ))
		var data []string
		for _, r := range a.Records {
			switch {
			case r.Strings != nil:
				data = append(data, r.Text())
			case r.Preference > 0:
				data = append(data, fmt.Sprint(r.Preference, " ", r.Host))
			case r.Host != "":
				data = append(data, r.Host)
			default:
				data = append(data, r.Address.String())
			}
		}
		if got := strings.Join(data, "|"); a.Status != test.status || got != test.records || a.TTL != test.ttl {
			t.Errorf("%s %s = %s %q ttl %d; want %s %q ttl %d", test.name, test.typ, a.Status, got, a.TTL,
				test.status, test.records, test.ttl)
		}
	}
	if a := z.Lookup(Ask("none.example.test", A)); a.Zone != "example.test" {
		t.Errorf("zone of a negative answer = %q", a.Zone)
	}
	if a := z.Lookup(Ask("far.example.test", A)); !slices.Equal(a.Aliases, []string{"alias.example.test", "mail.example.test"}) {
		t.Errorf("aliases = %v", a.Aliases)
	}
}

func TestParseZoneErrors(t *testing.T) {
	for _, text := range []string{"x NOTYPE 1", "x A", "x A 2001:db8::1", "x A 1", "x MX 1", "x MX a b", "$TTL x", "$ORIGIN", "x FAIL A"} {
		if _, err := ParseZone(text); err == nil {
			t.Errorf("ParseZone(%q) gives no error", text)
		}
	}
}

func TestOverlayAndBudget(t *testing.T) {
	z := MustParseZone(sample)
	o := &Overlay{Base: z}
	o.SetTexts("example.test", "v=spf1 ~all")
	o.Set(Ask("mail.example.test", A))
	if got := o.Lookup(Ask("example.test", TXT)).Texts(); !slices.Equal(got, []string{"v=spf1 ~all"}) {
		t.Errorf("overlaid texts = %q", got)
	}
	if a := o.Lookup(Ask("mail.example.test", A)); a.Status != NoData {
		t.Errorf("overlaid with nothing = %s", a.Status)
	}
	if a := o.Lookup(Ask("mail.example.test", AAAA)); a.Status != Found {
		t.Errorf("not overlaid = %s", a.Status)
	}
	b := &Budget{Resolver: z, Left: 2}
	answers := b.LookupAll([]Question{Ask("example.test", TXT), Ask("example.test", MX), Ask("example.test", NS)})
	if answers[1].Status != Found || answers[2].Failure != OverBudget {
		t.Errorf("with a budget of two: %v", answers)
	}
	if a := b.Lookup(Ask("example.test", TXT)); a.Failure != OverBudget {
		t.Errorf("with nothing left: %v", a)
	}
}

// A chain of three questions, each known only from the answer before, beside three that are known at once.
func TestGather(t *testing.T) {
	z := MustParseZone("a TXT b\nb TXT c\nc TXT d\nx TXT 1\ny TXT 2\n")
	source := &counting{Resolver: z}
	var m Memo
	runs, got := 0, ""
	m.Gather(source, func(r Resolver) {
		runs++
		got = "a"
		for got != "" && got != "d" {
			a := r.Lookup(Ask(got, TXT))
			got = ""
			if a.OK() {
				got = a.Texts()[0]
			}
		}
		r.Lookup(Ask("x", TXT))
		r.Lookup(Ask("y", TXT))
		r.Lookup(Ask("y", TXT))
	})
	if got != "d" || runs != 4 || !slices.Equal(source.batches, []int{3, 1, 1}) {
		t.Errorf("got %q after %d runs with batches %v", got, runs, source.batches)
	}
	if answers := m.Answers(); len(answers) != 5 || answers[0].Name != "a" {
		t.Errorf("answers = %v", answers)
	}
	m.Put(Ask("x", TXT).Failure(Timeout))
	m.DropFailed()
	if m.Lookup(Ask("x", TXT)); len(m.Missing()) != 1 || len(m.Answers()) != 4 {
		t.Error("a dropped failure must be asked again")
	}
}

type counting struct {
	Resolver
	batches []int
}

func (c *counting) LookupAll(q []Question) []Answer {
	c.batches = append(c.batches, len(q))
	return All(c.Resolver, q)
}

func FuzzParseZone(f *testing.F) {
	f.Add(sample)
	f.Add("x TXT ( \"a\"\n \"b\" )\n)")
	f.Add("*.a CNAME *.a\n. MX 0 .")
	f.Fuzz(func(t *testing.T, s string) {
		z, err := ParseZone(s)
		if err != nil {
			return
		}
		for q := range z.sets {
			if a := z.Lookup(q); a.Status == NoName {
				t.Errorf("%q holds %v, and then not", s, q)
			}
		}
	})
}
