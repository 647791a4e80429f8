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

// Discovery is what a tree walk found (RFC 9989 §4.10).
type Discovery struct {
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

// Discover finds the record that receivers apply to mail from name, and its organizational domain.
func Discover(r lookup.Resolver, name string) Discovery {
	d := Discovery{Organization: name}
	for _, at := range domain.Walk(name) {
		a := r.Lookup(lookup.Ask("_dmarc."+at, lookup.TXT))
		step := Step{Domain: at, Records: Select(a.Texts()), Answer: a}
		d.Steps = append(d.Steps, step)
		d.Unknown = d.Unknown || !a.OK()
		if len(step.Records) == 1 && decides(Parse(step.Records[0]).PSD) {
			break
		}
	}
	d.organization(name)
	d.policy(name)
	return d
}

func decides(psd PSD) bool { return psd == IsPSD || psd == IsOrg }

// organization selects the organizational domain from the longest name to the shortest (RFC 9989 §4.10.2).
func (d *Discovery) organization(name string) {
	for i, s := range d.Steps {
		if len(s.Records) != 1 {
			continue
		}
		d.Organization = s.Domain // the shortest so far
		switch psd := Parse(s.Records[0]).PSD; {
		case psd == IsOrg:
			return
		case psd == IsPSD && i > 0:
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
	for _, want := range []func(Step) bool{
		func(s Step) bool { return s.Domain == name },
		func(s Step) bool { return s.Domain == d.Organization },
		func(s Step) bool { return Parse(s.Records[0]).PSD == IsPSD },
	} {
		for _, s := range d.Steps {
			if len(s.Records) == 1 && want(s) {
				d.Domain, d.Record = s.Domain, Parse(s.Records[0])
				d.Inherited = s.Domain != name
				return
			}
		}
	}
}
