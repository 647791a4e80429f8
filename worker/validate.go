package main

import (
	"strings"

	"todoku/records/check"
	"todoku/records/domain"
	"todoku/records/input"
	"todoku/records/lookup"
)

// valid makes the names of a request canonical, and says what is no name and what is too much.
func valid(req *check.Request) *problem {
	if len(req.Selectors) > maxSelectors || len(req.Planned) > maxPlanned || len(req.Also) > maxQuestions || len(req.Servers) > maxServers {
		return badRequest("too many selectors, planned records, questions or servers")
	}
	name, f := domain.Parse(req.Domain)
	if f != nil {
		return badName(f)
	}
	req.Domain = name
	for i, s := range req.Selectors {
		if req.Selectors[i], f = input.Selector(s); f != nil {
			return badName(f)
		}
	}
	for i := range req.Planned {
		if p := validPlanned(&req.Planned[i], name); p != nil {
			return p
		}
	}
	for i := range req.Also {
		if p := ownerUnder(&req.Also[i].Name, name); p != nil {
			return p
		}
	}
	for i, s := range req.Servers {
		if s.Helo == "" {
			continue
		}
		if req.Servers[i].Helo, f = domain.Parse(s.Helo); f != nil {
			return badName(f)
		}
	}
	return nil
}

func validPlanned(p *check.Planned, domain string) *problem {
	switch {
	case p.Type != lookup.TXT && p.Type != lookup.CNAME && p.Type != lookup.MX:
		return badRequest("planned records are of type TXT, CNAME or MX")
	case len(p.Value) > maxValue:
		return badRequest("a planned value is too long")
	}
	return ownerUnder(&p.Name, domain)
}

// ownerUnder makes the owner name of a record canonical, which must lie in the domain and may be a wildcard.
func ownerUnder(name *string, parent string) *problem {
	rest, wild := strings.CutPrefix(*name, "*.")
	owner, f := domain.ParseOwner(rest)
	switch {
	case f != nil:
		return badName(f)
	case !domain.Under(owner, parent):
		return badRequest("a name lies outside the domain: " + owner)
	}
	if *name = owner; wild {
		*name = "*." + owner
	}
	return nil
}
