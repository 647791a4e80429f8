package dmarc

import (
	"slices"
	"strings"
	"testing"

	"todoku/records/lookup"
)

// listener notes what is asked.
type listener struct {
	lookup.Resolver
	asked []string
}

func (l *listener) Lookup(q lookup.Question) lookup.Answer {
	l.asked = append(l.asked, q.Name+" "+q.Type.String())
	return l.Resolver.Lookup(q)
}

// questions writes the names of domains as questions for their DMARC records.
func questions(domains string) []string {
	var list []string
	for _, d := range strings.Fields(domains) {
		list = append(list, "_dmarc."+d+" TXT")
	}
	return list
}

func TestDiscover(t *testing.T) {
	for _, test := range []struct {
		name, zone, from     string
		asked                []string
		domain, organization string
		policy               Policy
		inherited, notKnown  bool
	}{
		{name: "own record", zone: `_dmarc.example.jp TXT "v=DMARC1; p=reject"`, from: "example.jp",
			asked: []string{"example.jp", "jp"}, domain: "example.jp", organization: "example.jp", policy: Reject},
		{name: "of the organization", zone: `_dmarc.example.co.jp TXT "v=DMARC1; p=reject; sp=none"`, from: "mail.example.co.jp",
			asked: []string{"mail.example.co.jp", "example.co.jp", "co.jp", "jp"}, domain: "example.co.jp",
			organization: "example.co.jp", policy: Reject, inherited: true},
		{name: "none", zone: `x TXT y`, from: "example.jp", asked: []string{"example.jp", "jp"}, organization: "example.jp"},
		{name: "two records are none", zone: "_dmarc.example.jp TXT \"v=DMARC1; p=reject\"\n_dmarc.example.jp TXT \"v=DMARC1; p=none\"",
			from: "example.jp", asked: []string{"example.jp", "jp"}, organization: "example.jp"},
		// RFC 9989 §4.10.2, the three examples
		{name: "fewest labels", zone: "_dmarc.mail.example.com TXT \"v=DMARC1; p=none\"\n_dmarc.example.com TXT \"v=DMARC1; p=reject\"",
			from: "a.mail.example.com", asked: []string{"a.mail.example.com", "mail.example.com", "example.com", "com"},
			domain: "example.com", organization: "example.com", policy: Reject, inherited: true},
		{name: "psd=n stops", zone: "_dmarc.mail.example.com TXT \"v=DMARC1; p=none; psd=n\"\n_dmarc.example.com TXT \"v=DMARC1; p=reject\"",
			from: "a.mail.example.com", asked: []string{"a.mail.example.com", "mail.example.com"},
			domain: "mail.example.com", organization: "mail.example.com", policy: None, inherited: true},
		{name: "psd=y", zone: `_dmarc.com TXT "v=DMARC1; p=reject; psd=y"`, from: "a.mail.example.com",
			asked:  []string{"a.mail.example.com", "mail.example.com", "example.com", "com"},
			domain: "com", organization: "example.com", policy: Reject, inherited: true},
		{name: "psd=y at the domain itself", zone: `_dmarc.bank TXT "v=DMARC1; p=reject; psd=y"`, from: "bank",
			asked: []string{"bank"}, domain: "bank", organization: "bank", policy: Reject},
		{name: "could not ask", zone: "_dmarc.example.jp FAIL TXT servfail", from: "example.jp",
			asked: []string{"example.jp", "jp"}, organization: "example.jp", notKnown: true},
	} {
		d := Discover(lookup.MustParseZone(test.zone), test.from)
		var asked []string
		for _, s := range d.Steps {
			asked = append(asked, s.Domain)
		}
		if !slices.Equal(asked, test.asked) || d.Domain != test.domain || d.Organization != test.organization ||
			d.Record.Policy != test.policy || d.Inherited != test.inherited || d.Unknown != test.notKnown {
			t.Errorf("%s: asked %v, record of %q, organization %q, policy %q, inherited %v, unknown %v", test.name, asked,
				d.Domain, d.Organization, d.Record.Policy, d.Inherited, d.Unknown)
		}
	}
}

// RFC 9989 §4.10, the example of a full walk.
func TestWalkOfManyLabels(t *testing.T) {
	l := &listener{Resolver: lookup.MustParseZone("x TXT y")}
	Discover(l, "a.b.c.d.e.f.g.h.i.j.mail.example.com")
	want := questions("a.b.c.d.e.f.g.h.i.j.mail.example.com g.h.i.j.mail.example.com h.i.j.mail.example.com i.j.mail.example.com" +
		" j.mail.example.com mail.example.com example.com com")
	if !slices.Equal(l.asked, want) {
		t.Errorf("asked %v\nwant %v", l.asked, want)
	}
}

// RFC 9989 §B.4: the three examples, by the exact questions of each walk.
func TestAppendixB4(t *testing.T) {
	const simple = "_dmarc.example.com TXT \"v=DMARC1; p=reject\"\n_dmarc.signing.example.com TXT \"v=DMARC1; p=none\""
	const bank = "_dmarc.bank.example TXT \"v=DMARC1; p=reject; psd=y\"\n_dmarc.giant.bank.example TXT \"v=DMARC1; p=quarantine\""
	for _, test := range []struct {
		name, zone, author, author2      string // the second is the organizational domain
		asked                            string
		envelope, envelopeAsked          string
		signer, signerAsked              string
		spf, dkim                        bool
		policyDomain, envelope2, signer2 string
	}{
		{name: "B.4.1", zone: simple, author: "example.com", author2: "example.com", asked: "example.com com",
			envelope: "example.com", envelope2: "example.com", envelopeAsked: "example.com com",
			signer: "signing.example.com", signer2: "example.com", signerAsked: "signing.example.com example.com com",
			spf: true, dkim: true, policyDomain: "example.com"},
		{name: "B.4.2", zone: simple, author: "a.b.c.d.e.f.g.h.i.j.k.example.com", author2: "example.com",
			asked: "a.b.c.d.e.f.g.h.i.j.k.example.com g.h.i.j.k.example.com h.i.j.k.example.com i.j.k.example.com j.k.example.com" +
				" k.example.com example.com com",
			envelope: "example.com", envelope2: "example.com", envelopeAsked: "example.com com",
			signer: "signing.example.com", signer2: "example.com", signerAsked: "signing.example.com example.com com",
			spf: true, dkim: true, policyDomain: "example.com"},
		{name: "B.4.3", zone: bank, author: "giant.bank.example", author2: "giant.bank.example", asked: "giant.bank.example bank.example",
			envelope: "mail.giant.bank.example", envelope2: "giant.bank.example",
			envelopeAsked: "mail.giant.bank.example giant.bank.example bank.example",
			signer:        "mail.mega.bank.example", signer2: "mega.bank.example",
			signerAsked: "mail.mega.bank.example mega.bank.example bank.example",
			spf:         true, dkim: false, policyDomain: "giant.bank.example"},
	} {
		zone := lookup.MustParseZone(test.zone)
		walk := func(name, asked, organization string) Discovery {
			l := &listener{Resolver: zone}
			d := Discover(l, name)
			if !slices.Equal(l.asked, questions(asked)) || d.Organization != organization {
				t.Errorf("%s: for %s asked %v, organization %s", test.name, name, l.asked, d.Organization)
			}
			return d
		}
		if d := walk(test.author, test.asked, test.author2); d.Domain != test.policyDomain {
			t.Errorf("%s: the record of %s applies, want %s", test.name, d.Domain, test.policyDomain)
		}
		walk(test.envelope, test.envelopeAsked, test.envelope2)
		walk(test.signer, test.signerAsked, test.signer2)
		for _, id := range []struct {
			name string
			want bool
		}{{test.envelope, test.spf}, {test.signer, test.dkim}} {
			if got, known := Aligned(zone, test.author, id.name, Relaxed); got != id.want || !known {
				t.Errorf("%s: %s aligns: %v, known %v", test.name, id.name, got, known)
			}
			if got, _ := Aligned(zone, test.author, id.name, Strict); got != (id.name == test.author) {
				t.Errorf("%s: %s aligns strictly: %v", test.name, id.name, got)
			}
		}
	}
}

func TestAlignedUnknown(t *testing.T) {
	zone := lookup.MustParseZone("_dmarc.example.jp FAIL TXT servfail")
	if _, known := Aligned(zone, "example.jp", "mail.example.jp", Relaxed); known {
		t.Error("an answer that could not be had is taken for one")
	}
	if aligned, known := Aligned(zone, "example.jp", "example.jp", Relaxed); !aligned || !known {
		t.Error("the same name needs no answer")
	}
}

// Where the old way, by the Public Suffix List, comes to another end than the tree walk.
func TestDiscoverOlder(t *testing.T) {
	for _, test := range []struct {
		name, zone, from          string
		organization, older       string
		policyDomain, olderPolicy string
		asked                     string
	}{
		{"the usual case", `_dmarc.example.co.jp TXT "v=DMARC1; p=reject"`, "mail.example.co.jp",
			"example.co.jp", "example.co.jp", "example.co.jp", "example.co.jp", "mail.example.co.jp example.co.jp"},
		{"its own record is enough", `_dmarc.example.jp TXT "v=DMARC1; p=reject"`, "example.jp",
			"example.jp", "example.jp", "example.jp", "example.jp", "example.jp"},
		{"a department with psd=n", "_dmarc.dept.example.jp TXT \"v=DMARC1; p=none; psd=n\"\n_dmarc.example.jp TXT \"v=DMARC1; p=reject\"", "a.dept.example.jp",
			"dept.example.jp", "example.jp", "dept.example.jp", "example.jp", "a.dept.example.jp example.jp"},
		{"a record between, which only the walk sees", `_dmarc.b.example.jp TXT "v=DMARC1; p=reject"`, "a.b.example.jp",
			"b.example.jp", "example.jp", "b.example.jp", "", "a.b.example.jp example.jp"},
		{"a registry with a record", `_dmarc.co.jp TXT "v=DMARC1; p=reject; psd=y"`, "example.co.jp",
			"example.co.jp", "example.co.jp", "co.jp", "", "example.co.jp"},
	} {
		zone := lookup.MustParseZone(test.zone)
		l := &listener{Resolver: zone}
		d, old := Discover(zone, test.from), DiscoverOlder(l, test.from)
		if d.Organization != test.organization || old.Organization != test.older || d.Domain != test.policyDomain || old.Domain != test.olderPolicy {
			t.Errorf("%s: organization %s, older %s; record of %q, older %q", test.name, d.Organization, old.Organization, d.Domain, old.Domain)
		}
		if !slices.Equal(l.asked, questions(test.asked)) {
			t.Errorf("%s: asked %v", test.name, l.asked)
		}
	}
}

// What a subdomain really gets: its existence decides between sp and np, and NXDOMAIN alone says that it does not exist.
func TestSubdomain(t *testing.T) {
	zone := lookup.MustParseZone(`_dmarc.example.jp TXT "v=DMARC1; p=reject; sp=quarantine; np=reject"
shop.example.jp A 192.0.2.1
_x.mail.example.jp TXT "the name above it exists, and holds nothing"
broken.example.jp FAIL A servfail`)
	for name, want := range map[string]Outcome{
		"example.jp":      {true, Reject, 100},
		"shop.example.jp": {true, Quarantine, 100},
		"mail.example.jp": {true, Quarantine, 100},
		"none.example.jp": {true, Reject, 100},
	} {
		d := Discover(zone, name)
		exists, known := Exists(zone, name)
		if got := d.Record.Newer(d.Place(exists)); got != want || !known {
			t.Errorf("%s gets %v, want %v", name, got, want)
		}
	}
	if _, known := Exists(zone, "broken.example.jp"); known {
		t.Error("a name that could not be asked for is known")
	}
}
