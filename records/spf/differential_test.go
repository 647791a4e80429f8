package spf

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"net/netip"
	"strings"
	"testing"

	oracle "blitiri.com.ar/go/spf"

	"todoku/records/lookup"
)

// The differential test: what blitiri.com.ar/go/spf, which receives mail in practice, and Evaluate come to over the
// same generated zones. Where they may differ, deviations says why; everywhere else they must agree.

// deviations are the known differences of the other implementation, each by what shows in our trace that it applies.
var deviations = []struct {
	name    string
	applies func(a scene, e Evaluation) bool
}{
	// RFC 7208 §4.6: it finds a syntax error only when its turn comes, and does not check names and characters.
	{"late-syntax", func(_ scene, e Evaluation) bool {
		return e.Trace.any(func(t *Trace) bool { return t.Cause == BadRecord }, nil)
	}},
	// RFC 7208 §5: it asks for A and AAAA together, so that a name with one of them alone is no void lookup, and
	// "exists" of a name with AAAA alone is none (§5.7).
	{"both-families", func(s scene, e Evaluation) bool {
		return e.Trace.any(nil, func(a *Attempt) bool {
			return a.Void && (a.Term.Kind == A || a.Term.Kind == Exists) && s.hasOtherFamily(a.Domain)
		})
	}},
	// RFC 7208 §7.3: it never looks for the value of %{p}.
	{"no-p-macro", func(_ scene, e Evaluation) bool {
		return e.Trace.any(nil, func(a *Attempt) bool { return strings.Contains(toLower(a.Term.Domain), "%{p") })
	}},
	// RFC 7208 §5.4: it asks for all hosts of an "mx" before it compares, so that a host that cannot be asked hides the
	// match of an earlier one.
	{"mx-hosts-first", func(s scene, e Evaluation) bool {
		return e.Trace.any(nil, func(a *Attempt) bool { return a.Term.Kind == MX && a.Matched && s.mxFails(a.Domain) })
	}},
	// RFC 7208 §4.8: what no question can be made of is undefined. It asks nevertheless, and counts a void lookup.
	{"unqueryable", func(_ scene, e Evaluation) bool {
		return e.Trace.any(nil, func(a *Attempt) bool { return a.Domain != "" && !queryable(a.Domain) })
	}},
}

// any reports whether a test holds for a record or a term of the trace.
func (t *Trace) any(record func(*Trace) bool, attempt func(*Attempt) bool) bool {
	if t == nil {
		return false
	}
	if record != nil && record(t) {
		return true
	}
	for i := range t.Attempts {
		a := &t.Attempts[i]
		if attempt != nil && attempt(a) || a.Trace.any(record, attempt) {
			return true
		}
	}
	return false
}

// scene is a zone with a message.
type scene struct {
	zone *lookup.Zone
	req  Request
	text strings.Builder
}

func (s scene) hasOtherFamily(name string) bool {
	return len(s.zone.Lookup(lookup.Ask(name, lookup.A)).Records)+len(s.zone.Lookup(lookup.Ask(name, lookup.AAAA)).Records) > 0
}

func (s scene) mxFails(name string) bool {
	for _, r := range s.zone.Lookup(lookup.Ask(name, lookup.MX)).Records {
		if !s.zone.Lookup(lookup.Ask(r.Host, lookup.A)).OK() {
			return true
		}
	}
	return false
}

// oracleResolver lets the other implementation ask a zone.
type oracleResolver struct{ zone *lookup.Zone }

func (r oracleResolver) ask(name string, t lookup.Type) ([]lookup.Record, error) {
	a := r.zone.Lookup(lookup.Ask(name, t))
	switch {
	case !a.OK():
		return nil, &net.DNSError{Err: string(a.Failure), IsTemporary: true}
	case len(a.Records) == 0:
		return nil, &net.DNSError{Err: string(a.Status), IsNotFound: true}
	}
	return a.Records, nil
}

func (r oracleResolver) LookupTXT(_ context.Context, name string) (texts []string, err error) {
	records, err := r.ask(name, lookup.TXT)
	for _, record := range records {
		texts = append(texts, record.Text())
	}
	return texts, err
}

func (r oracleResolver) LookupMX(_ context.Context, name string) (hosts []*net.MX, err error) {
	records, err := r.ask(name, lookup.MX)
	for _, record := range records {
		hosts = append(hosts, &net.MX{Host: record.Host + ".", Pref: record.Preference})
	}
	return hosts, err
}

func (r oracleResolver) LookupIPAddr(_ context.Context, name string) (addresses []net.IPAddr, err error) {
	four, err4 := r.ask(name, lookup.A)
	six, err6 := r.ask(name, lookup.AAAA)
	for _, record := range append(append([]lookup.Record{}, four...), six...) {
		addresses = append(addresses, net.IPAddr{IP: record.Address.AsSlice()})
	}
	if len(addresses) > 0 {
		return addresses, nil
	}
	if e, ok := err4.(*net.DNSError); ok && e.IsTemporary {
		return nil, err4
	}
	return nil, err6
}

func (r oracleResolver) LookupAddr(_ context.Context, address string) (names []string, err error) {
	records, err := r.ask(lookup.Reverse(netip.MustParseAddr(address).Unmap()), lookup.PTR)
	for _, record := range records {
		names = append(names, record.Host+".")
	}
	return names, err
}

// makeScene builds a zone of eight names that lead to each other, and a message from one of a few clients.
func makeScene(pick func(n int) int) *scene {
	s := &scene{zone: &lookup.Zone{}}
	one := func(words ...string) string { return words[pick(len(words))] }
	name := func() string { return fmt.Sprintf("d%d.test", pick(10)) } // d8 and d9 do not exist
	add := func(owner string, t lookup.Type, r lookup.Record) {
		s.zone.Add(owner, t, r)
		fmt.Fprintln(&s.text, owner, t, r.Text(), r.Host, r.Address)
	}
	target := func() string {
		if pick(4) == 0 {
			return one("%{d}", "%{o}", "%{l}.test", "%{d2}", "%{d1r}.test", "%{l-}.test", "%{l1r+-}.test", "%{h}", "%{ir}.%{v}.arpa", "%{i}.list.test",
				"x%%y.test", "x..%{d}", "x..test", "%{S}.test", "%{p}", "%{L}.x.test", "%{d12r}")
		}
		return name()
	}
	record := func() string {
		words := []string{one("v=spf1", "v=spf1", "v=spf1", "V=SPF1", "v=spf1 ")}
		for range pick(6) {
			q := one("", "", "", "", "-", "~", "?", "+")
			switch pick(12) {
			case 0, 1:
				words = append(words, q+one("a", "A:"+target(), "a:"+target(), "a:"+target()+"/24", "a:"+target()+"//64", "a/16//48", "a:"+target()+"/0"))
			case 2, 3:
				words = append(words, q+one("mx", "mx:"+target(), "MX:"+target()+"/28", "mx//112"))
			case 4, 5, 6:
				words = append(words, q+"include:"+target())
			case 7:
				words = append(words, q+one("ptr", "ptr:test", "ptr:"+target()))
			case 8:
				words = append(words, q+"exists:"+target())
			case 9:
				words = append(words, q+one("ip4:192.0.2.1", "ip4:192.0.2.0/28", "ip6:2001:db8::1", "ip6:2001:db8::/32", "ip4:0.0.0.0/0"))
			case 10:
				words = append(words, one("exp="+target(), "moo=x", "redirect="+target(), "redirect="+target()))
			case 11:
				words = append(words, one(q+"all", "all:", "ipv4:192.0.2.1", "a:test", "ip4:192.0.2.1/33", "exists", "foo"))
			}
		}
		if pick(2) == 0 {
			words = append(words, one("-all", "~all", "?all", "redirect="+name()))
		}
		return strings.Join(words, " ")
	}
	for i := range 8 {
		own := fmt.Sprintf("d%d.test", i)
		if pick(10) > 0 {
			add(own, lookup.TXT, lookup.Record{Strings: []string{record()}})
		}
		if pick(20) == 0 {
			add(own, lookup.TXT, lookup.Record{Strings: []string{one("other", record())}})
		}
		if pick(3) > 0 {
			add(own, lookup.A, lookup.Record{Address: netip.MustParseAddr(one("192.0.2.1", "192.0.2.9", "198.51.100.1"))})
		}
		if pick(3) == 0 {
			add(own, lookup.AAAA, lookup.Record{Address: netip.MustParseAddr(one("2001:db8::1", "2001:db8::9", "2001:db8:1::1"))})
		}
		for range one("", "", "x", "xx", "xxxxxxxxxxx") {
			add(own, lookup.MX, lookup.Record{Preference: 10, Host: name()})
		}
		if pick(16) == 0 {
			for _, t := range []lookup.Type{lookup.A, lookup.AAAA} {
				s.zone.Fail(own, t, lookup.Timeout)
			}
			fmt.Fprintln(&s.text, own, "A, AAAA FAIL")
		}
		if pick(20) == 0 {
			t := []lookup.Type{lookup.TXT, lookup.MX}[pick(2)]
			s.zone.Fail(own, t, lookup.ServFail)
			fmt.Fprintln(&s.text, own, t, "FAIL")
		}
	}
	s.req.IP = netip.MustParseAddr(one("192.0.2.1", "192.0.2.9", "198.51.100.77", "2001:db8::1", "2001:db8:1::2"))
	for range pick(3) {
		add(lookup.Reverse(s.req.IP), lookup.PTR, lookup.Record{Host: name()})
	}
	s.req.Sender = one("ann", "d1", "ann-d1", "d2+x") + "@" + name()
	s.req.Helo = name()
	return s
}

// compare reports how the two differ, or "" where they agree or a known deviation applies, which is then named.
func (s *scene) compare() (difference, deviation string) {
	ours := Evaluate(s.zone, s.req)
	theirs, err := oracle.CheckHostWithSender(s.req.IP.AsSlice(), s.req.Helo, s.req.Sender, oracle.WithResolver(oracleResolver{s.zone}))
	if string(ours.Result) == string(theirs) {
		return "", ""
	}
	for _, d := range deviations {
		if d.applies(*s, ours) {
			return "", d.name
		}
	}
	return fmt.Sprintf("%s from %s: ours %s (%s), theirs %s (%v)\n%s", s.req.IP, s.req.Sender, ours.Result, described(ours), theirs, err, s.text.String()), ""
}

func TestDifferential(t *testing.T) {
	known := map[string]int{}
	results := map[Result]int{}
	const scenes = 20000
	for seed := range uint64(scenes) {
		s := makeScene(rand.New(rand.NewPCG(seed, 7208)).IntN)
		results[Evaluate(s.zone, s.req).Result]++
		difference, deviation := s.compare()
		if difference != "" {
			t.Fatalf("scene %d: %s", seed, difference)
		}
		if deviation != "" {
			known[deviation]++
		}
	}
	t.Logf("%d scenes, results %v; known deviations: %v", scenes, results, known)
	for _, d := range deviations {
		if known[d.name] == 0 {
			t.Errorf("no scene shows %q: the deviation is not known, but imagined", d.name)
		}
	}
	for _, r := range []Result{None, Pass, Fail, SoftFail, Neutral, TempError, PermError} {
		if results[r] < scenes/1000 {
			t.Errorf("only %d scenes come to %s", results[r], r)
		}
	}
}

// FuzzDifferential lets the fuzzer choose the scene.
func FuzzDifferential(f *testing.F) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 1))
		choices := make([]byte, 300)
		for i := range choices {
			choices[i] = byte(r.Uint32())
		}
		f.Add(choices)
	}
	f.Fuzz(func(t *testing.T, choices []byte) {
		i := 0
		s := makeScene(func(n int) int {
			if i >= len(choices) {
				return 0
			}
			i++
			return int(choices[i-1]) % n
		})
		if difference, _ := s.compare(); difference != "" {
			t.Error(difference)
		}
	})
}
