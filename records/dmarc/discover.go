package dmarc

import (
	"todoku/records/domain"
	"todoku/records/lookup"
)

// Step is one question of a tree walk.
type Step struct {
	Domain  string   // the name below "_dmarc."
	Records []string // the DMARC records there; receivers use one alone
	Answer  lookup.Answer
}

// valid returns the record that receivers use; two are as good as none (RFC 9989 §4.10).
func (s Step) valid() (Record, bool) {
	if len(s.Records) != 1 {
		return Record{}, false
	}
	return Parse(s.Records[0]), true
}

// ask asks for the DMARC records of one domain.
func ask(r lookup.Resolver, name string) Step {
	a := r.Lookup(lookup.Ask("_dmarc."+name, lookup.TXT))
	return Step{Domain: name, Records: Select(a.Texts()), Answer: a}
}

// Discovery is what receivers find for mail from a domain.
type Discovery struct {
	// Steps are the questions in their order.
	Steps []Step
	// Domain is where the record that applies was found; empty where there is none.
	Domain string
	Record Record
	// Organization is the organizational domain.
	Organization string
	// Inherited says that the record is that of a domain above.
	Inherited bool
	// Unknown says that an answer which could change the outcome could not be had.
	Unknown bool
}

// Discover finds the record that receivers of RFC 9989 apply to mail from name, and its organizational domain
// (RFC 9989 §4.10).
func Discover(r lookup.Resolver, name string) Discovery {
	d := Discovery{Organization: name}
	for _, at := range domain.Walk(name) {
		step := ask(r, at)
		d.Steps = append(d.Steps, step)
		d.Unknown = d.Unknown || !step.Answer.OK()
		if record, ok := step.valid(); ok && (record.PSD == IsPSD || record.PSD == IsOrg) {
			break
		}
	}
	d.organization(name)
	d.policy(name)
	return d
}

// organization selects the organizational domain from the longest name to the shortest (RFC 9989 §4.10.2).
func (d *Discovery) organization(name string) {
	for i, s := range d.Steps {
		record, ok := s.valid()
		if !ok {
			continue
		}
		d.Organization = s.Domain // the shortest so far
		switch {
		case record.PSD == IsOrg:
			return
		case record.PSD == IsPSD && i > 0:
			d.Organization = below(name, s.Domain)
			return
		}
	}
}

// below returns the name one label below parent on the way to name.
func below(name, parent string) string {
	for domain.Parent(name) != parent && name != "" {
		name = domain.Parent(name)
	}
	return name
}

// policy selects the record that applies: of the domain itself, of its organizational domain, of its public suffix
// (RFC 9989 §4.10.1).
func (d *Discovery) policy(name string) {
	for _, want := range []func(Step, Record) bool{
		func(s Step, _ Record) bool { return s.Domain == name },
		func(s Step, _ Record) bool { return s.Domain == d.Organization },
		func(_ Step, r Record) bool { return r.PSD == IsPSD },
	} {
		for _, s := range d.Steps {
			if record, ok := s.valid(); ok && want(s, record) {
				d.Domain, d.Record, d.Inherited = s.Domain, record, s.Domain != name
				return
			}
		}
	}
}

// DiscoverOlder finds what receivers of RFC 7489 find, which look at the domain itself and at its organizational domain
// by the Public Suffix List. The list is guessed (see domain.Registry), so that the answer is one to show, not to rely on.
func DiscoverOlder(r lookup.Resolver, name string) Discovery {
	d := Discovery{Organization: name}
	if registry := domain.Registry(name); name != registry {
		d.Organization = below(name, registry)
	}
	for _, at := range []string{name, d.Organization} { // RFC 7489 §6.6.3
		step := ask(r, at)
		d.Steps = append(d.Steps, step)
		d.Unknown = d.Unknown || !step.Answer.OK()
		if record, ok := step.valid(); ok {
			d.Domain, d.Record, d.Inherited = at, record, at != name
			break
		}
		if at == d.Organization {
			break
		}
	}
	return d
}

// Place tells where mail from name comes from, seen from the domain whose record applies.
func (d Discovery) Place(exists bool) Place {
	switch {
	case !d.Inherited:
		return Itself
	case exists:
		return Subdomain
	}
	return Nonexistent
}

// Exists reports whether a name exists. RFC 9989 §3.2.13: NXDOMAIN alone says that it does not.
func Exists(r lookup.Resolver, name string) (exists, known bool) {
	a := r.Lookup(lookup.Ask(name, lookup.A))
	return a.Status != lookup.NoName, a.OK()
}
