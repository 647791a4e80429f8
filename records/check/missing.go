package check

import (
	"strings"

	"todoku/records/dkim"
	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/provider"
	"todoku/records/spf"
)

var (
	spfSender  = Rules.Add("spf.sender-missing", finding.Warning, "")
	dkimSender = Rules.Add("dkim.sender-missing", finding.Info, "")
)

// missing says which of the services that are in use seem to have been forgotten in SPF or in DKIM.
func (c *checker) missing(mxHosts []string) {
	for _, r := range c.out.Senders {
		s, found := provider.SenderByID(r.ID)
		if !found || c.silent {
			continue
		}
		seen := c.shownBy(s, mxHosts)
		if term := c.forgottenTerm(s, r); term != "" {
			c.later("spf", spfSender.New("seen", seen, "term", term))
		}
		if selectors := c.forgottenSelectors(s, r); selectors != "" {
			c.later("dkim", dkimSender.New("seen", seen, "selectors", selectors))
		}
	}
}

// later enters a finding into a topic that has been judged already.
func (c *checker) later(topic string, f finding.Finding) {
	t := c.out.Topic(topic)
	t.Findings = append(t.Findings, f.On(c.req.Domain, ""))
	if t.State != Absent && t.State != Unknown { // what is not there, or could not be looked at, stays so
		t.State = stateOf(t.Findings)
	}
}

// shownBy is the record that shows a sender to be in use: a host that receives mail, a term of SPF, or a key.
func (c *checker) shownBy(s *provider.Sender, mxHosts []string) string {
	for _, host := range mxHosts {
		for _, one := range provider.SendersForMX([]string{host}) {
			if one == s {
				return host
			}
		}
	}
	for _, term := range append(s.SPF.Terms[:len(s.SPF.Terms):len(s.SPF.Terms)], s.SPF.Known...) {
		if include(term) != "" && c.evaluated[include(term)] {
			return term
		}
	}
	return c.keys[s.ID]
}

// include returns the domain of an include that is the same for every customer, or "".
func include(term string) string {
	name, found := strings.CutPrefix(term, "include:")
	if !found || strings.Contains(name, "{") {
		return ""
	}
	return name
}

// forgottenTerm returns the include of a sender that the SPF record does not have, at any depth.
func (c *checker) forgottenTerm(s *provider.Sender, r Recognized) string {
	asks := s.SPF.Mode == provider.Add || s.SPF.Mode == provider.Automatic
	if !asks || contains(r.By, "spf") || len(c.evaluated) == 0 || len(c.out.Topic("spf").Failures) > 0 {
		return ""
	}
	wanted := ""
	for _, term := range append(s.SPF.Terms[:len(s.SPF.Terms):len(s.SPF.Terms)], s.SPF.Known...) {
		name := include(term)
		if name != "" && wanted == "" {
			wanted = term
		}
		if c.evaluated[name] || term == "mx" && c.evaluated["mx"] {
			return "" // it is there, or another term stands for the same servers
		}
	}
	return wanted
}

// evaluate notes the names that the SPF record leads to, and "mx" for the hosts that receive mail.
func (c *checker) evaluate(n *spf.Node) {
	c.evaluated[domain.Canonical(n.Domain)] = true
	if n.Term.Kind == spf.MX && n.Term.Domain == "" {
		c.evaluated["mx"] = true
	}
	for _, child := range n.Nodes {
		c.evaluate(child)
	}
}

// forgottenSelectors returns the selectors of a sender where none of them has a key though others do. Where no key was
// found at all, or not every one could be asked for, that has been said.
func (c *checker) forgottenSelectors(s *provider.Sender, r Recognized) string {
	t := c.out.Topic("dkim")
	signs := s.DKIM.Holder == provider.Switch || s.DKIM.Holder == provider.Shown
	if !signs || len(s.DKIM.Selectors) == 0 || contains(r.By, "dkim") || t.State == Absent || len(t.Failures) > 0 {
		return ""
	}
	for _, selector := range s.DKIM.Selectors {
		for _, p := range t.Records {
			if p.Name == dkim.Name(selector, c.req.Domain) {
				return ""
			}
		}
	}
	return strings.Join(s.DKIM.Selectors, ", ")
}
