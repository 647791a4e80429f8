package check

import (
	"strconv"
	"strings"

	"todoku/records/dkim"
	"todoku/records/dmarc"
	"todoku/records/finding"
	"todoku/records/lookup"
)

// planned compares every planned record with what is published, and names what is there beside them.
func (c *checker) planned(apex lookup.Answer) {
	for _, p := range c.req.Planned {
		v := c.verdict(p)
		if c.req.Evidence.Sightings != nil {
			asked := p
			asked.Name = c.asked(p.Name)
			s := SpreadOf(asked, c.req.Evidence.Sightings, c.req.Evidence.At)
			v.Spread = &s
		}
		c.out.Planned = append(c.out.Planned, v)
		if p.Type == lookup.TXT && !p.Gone {
			c.unplanned(p)
		}
	}
	if len(c.req.Planned) == 0 {
		return
	}
	for _, text := range apex.Texts() {
		if dmarc.LooksLikeRecord(text) && !c.toGo(c.req.Domain, text) {
			c.extra(extraApex, c.req.Domain, text, "_dmarc."+c.req.Domain)
		}
	}
}

// unplanned names the records of the same kind beside a planned one that is published: receivers would see both.
func (c *checker) unplanned(p Planned) {
	k := kindOf(p)
	has, found := inPlace(p, c.ask(c.asked(p.Name), p.Type))
	if has != HasPlanned || k.extra.Code == "" {
		return
	}
	for _, text := range found[1:] {
		if !c.toGo(p.Name, text) {
			c.extra(k.extra, p.Name, text, p.Name)
		}
	}
}

func (c *checker) extra(rule finding.Rule, name, text, right string) {
	c.out.Unplanned = append(c.out.Unplanned, rule.New("text", text, "right", right).On(name, text))
}

// toGo reports whether a record is planned to be taken away.
func (c *checker) toGo(name, text string) bool {
	for _, p := range c.req.Planned {
		if p.Gone && p.Name == name && p.Value == text {
			return true
		}
	}
	return false
}

// verdict compares one planned record with what is published.
func (c *checker) verdict(p Planned) Verdict {
	v := Verdict{Planned: p}
	a := c.ask(c.asked(p.Name), p.Type)
	has, found := inPlace(p, a)
	v.TTL, v.Resolver, v.Found = a.TTL, a.Resolver, found
	switch {
	case has == NoAnswer:
		v.Status, v.Why = CouldNotLook, a.Failure
	case p.Gone && has == HasOther:
		v.Status = StillThere
	case p.Gone:
		v.Status = AsPlanned
	case p.Type == lookup.TXT:
		c.text(&v, a, has)
	default:
		c.host(&v, a, has)
	}
	return v
}

// asked is the name to ask for to see what a record of that name does: in the place of an asterisk, which no resolver
// should be asked for, the label by chance.
func (c *checker) asked(name string) string {
	if rest, wild := strings.CutPrefix(name, dkim.Wildcard+"."); wild && c.req.Probe != "" {
		return c.req.Probe + "." + rest
	}
	return dkim.Asked(name)
}

// text compares a TXT record.
func (c *checker) text(v *Verdict, a lookup.Answer, has Holding) {
	k := kindOf(v.Planned)
	switch {
	case has == HasPlanned && (len(v.Found) == 1 || k.several.Code == ""):
		v.Status = AsPlanned
	case has == HasPlanned:
		v.Status = Differs
		v.Findings = append(v.Findings, k.several.New("count", strconv.Itoa(len(v.Found)), "records", strings.Join(v.Found, "\n")).On(v.Name, v.Found[0]))
	case strings.HasPrefix(v.Name, "*."):
		v.Status = Missing
		if has == HasOther {
			v.Status = Differs
		}
	case c.isWildcard(v.Name, a):
		v.Status, v.Found = Missing, nil
		v.Findings = append(v.Findings, answeredByAny.New("text", strings.Join(c.everywhere, "\n")).On(v.Name, c.everywhere[0]))
	case len(a.Aliases) > 0:
		v.Status, v.Found = Other, a.Aliases[:1]
		v.Findings = append(v.Findings, cnameInTheWay.New("target", a.Aliases[0]).On(v.Name, a.Aliases[0]))
	case has == HasOther:
		v.Status = Differs
		v.FoundSpan, v.PlannedSpan = difference(v.Found[0], v.Value)
		for _, text := range v.Found {
			for _, f := range k.lint(text) {
				v.Findings = append(v.Findings, f.On(v.Name, text))
			}
		}
	default:
		v.Status = Missing
		v.Findings = append(v.Findings, c.misplaced(v.Name, func(text string) bool {
			return k.same(text, v.Value) || k.is(text) && strings.HasPrefix(v.Name, "_dmarc.")
		})...)
	}
	if v.Name != c.req.Domain && c.asked(v.Name) == v.Name && len(a.Aliases) == 0 {
		c.aliasBeside(v)
	}
}

// isWildcard reports whether an answer is only what every name below the domain gets.
func (c *checker) isWildcard(name string, a lookup.Answer) bool {
	return len(c.everywhere) > 0 && name != c.req.Domain && strings.Join(a.Texts(), "\n") == strings.Join(c.everywhere, "\n")
}

// aliasBeside finds a CNAME at the name of a TXT record, which no name may hold beside anything else (RFC 1034 §3.6.2):
// a resolver that has seen it follows it and never finds the text.
func (c *checker) aliasBeside(v *Verdict) {
	alias := c.ask(v.Name, lookup.CNAME)
	if len(alias.Records) == 0 {
		return
	}
	target := alias.Records[0].Host
	if len(v.Found) == 0 {
		v.Status, v.Found = Other, []string{target}
		v.Findings = append(v.Findings, cnameInTheWay.New("target", target).On(v.Name, target))
		return
	}
	v.Status = Other
	v.Findings = append(v.Findings, cnameAndTXT.New("target", target).On(v.Name, target))
}

// host compares a CNAME or an MX record.
func (c *checker) host(v *Verdict, a lookup.Answer, has Holding) {
	_, exchange := splitMX(v.Value)
	switch has {
	case HasPlanned:
		v.Status = AsPlanned
		// RFC 7505 §3: a null MX stands alone.
		if v.Type == lookup.MX && exchange == "." && len(v.Found) > 1 {
			v.Status = Differs
		}
	case HasOther:
		v.Status = Differs
		v.FoundSpan, v.PlannedSpan = difference(v.Found[0], v.Value)
		want := strings.TrimSuffix(strings.ToLower(v.Value), ".")
		if v.Found[0] == want+"."+c.out.Zone { // the panel added the zone to a target without final dot
			v.Findings = append(v.Findings, targetDoubled.New("right", want, "zone", c.out.Zone).On(v.Name, v.Found[0]))
		}
	default:
		v.Status = Missing
		if v.Type != lookup.CNAME {
			return
		}
		texts := c.ask(v.Name, lookup.TXT)
		if len(texts.Records) > 0 && len(texts.Aliases) == 0 && !c.isWildcard(v.Name, texts) {
			v.Status, v.Found = Other, texts.Texts()
			v.Findings = append(v.Findings, txtInTheWay.New("text", v.Found[0]).On(v.Name, v.Found[0]))
			return
		}
		v.Findings = append(v.Findings, c.misplacedAlias(v.Planned)...)
	}
}

// misplacedAlias looks for a CNAME under the names that panels and people make of the right one.
func (c *checker) misplacedAlias(p Planned) []finding.Finding {
	wrong := p.Name + "." + c.out.Zone
	has, found := inPlace(p, c.ask(wrong, p.Type))
	if has != HasPlanned {
		return nil
	}
	return []finding.Finding{doubledName.New("wrong", wrong, "right", p.Name, "zone", c.out.Zone).On(wrong, found[0])}
}

// difference returns the parts of two texts that are left when their common beginning and end are taken away.
func difference(a, b string) (inA, inB finding.Span) {
	start := 0
	for start < len(a) && start < len(b) && a[start] == b[start] {
		start++
	}
	endA, endB := len(a), len(b)
	for endA > start && endB > start && a[endA-1] == b[endB-1] {
		endA--
		endB--
	}
	// Widen to whole characters.
	for start > 0 && (start < len(a) && a[start]&0xc0 == 0x80 || start < len(b) && b[start]&0xc0 == 0x80) {
		start--
	}
	for endA < len(a) && a[endA]&0xc0 == 0x80 {
		endA++
	}
	for endB < len(b) && b[endB]&0xc0 == 0x80 {
		endB++
	}
	return finding.Span{Start: start, End: endA}, finding.Span{Start: start, End: endB}
}
