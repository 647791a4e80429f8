package share

import (
	"net/netip"
	"strings"

	"todoku/records/dkim"
	"todoku/records/dmarc"
	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/lookup"
	"todoku/records/plan"
	"todoku/records/provider"
	"todoku/records/spf"
)

// Rules are what a link sets: an info where that does no harm, a warning where the user has to confirm it, an error
// where the link cannot be used.
var Rules finding.Rules

var (
	setsDomain    = Rules.Add("share.domain", finding.Info, "")
	setsSender    = Rules.Add("share.sender", finding.Info, "")
	setsValue     = Rules.Add("share.value", finding.Info, "")
	strangeValue  = Rules.Add("share.strange-value", finding.Warning, "RFC 7208 §11.4")
	setsServer    = Rules.Add("share.server", finding.Info, "")
	strangeServer = Rules.Add("share.strange-server", finding.Warning, "RFC 7208 §11.4")
	dropsSender   = Rules.Add("share.drops-sender", finding.Warning, "")
	saysNoMail    = Rules.Add("share.no-mail", finding.Warning, "")
	setsEnding    = Rules.Add("share.ending", finding.Info, "")
	weakerEnding  = Rules.Add("share.weaker-ending", finding.Warning, "RFC 7208 §8.5")
	setsPolicy    = Rules.Add("share.policy", finding.Info, "")
	weakerPolicy  = Rules.Add("share.weaker-policy", finding.Warning, "RFC 9989 §4.7")
	unsurePolicy  = Rules.Add("share.unsure-policy", finding.Warning, "RFC 9989 §4.7")
	setsAlignment = Rules.Add("share.alignment", finding.Info, "")
	looser        = Rules.Add("share.looser-alignment", finding.Warning, "RFC 9989 §4.4")
	setsReports   = Rules.Add("share.reports", finding.Info, "")
	strangeReport = Rules.Add("share.strange-reports", finding.Warning, "RFC 9990 §4")
	setsKey       = Rules.Add("share.key", finding.Info, "")
	strangeKey    = Rules.Add("share.strange-key", finding.Warning, "RFC 6376 §8.4")
	setsPanel     = Rules.Add("share.panel", finding.Info, "")
)

// Sets lists everything that the link sets, in the order of the steps. The resolver tells what is published: what is
// there already does no new harm. Name gives the name of a sender or a panel in the language of the page.
func (l Link) Sets(r lookup.Resolver, name func(provider.Name) string) []finding.Finding {
	s := setter{link: l, r: r, name: name}
	s.add(setsDomain, "domain", domain.ToUnicode(l.Answers.Domain))
	if l.Answers.NoMail || l.Answers.Parked {
		s.add(saysNoMail)
	}
	s.senders()
	s.servers()
	s.ending()
	s.policy()
	s.keys()
	if p, found := provider.PanelByID(l.Panel); found {
		s.add(setsPanel, "panel", name(p.Name))
	}
	return s.found
}

type setter struct {
	link  Link
	r     lookup.Resolver
	name  func(provider.Name) string
	found []finding.Finding
}

func (s *setter) add(r finding.Rule, args ...string) { s.found = append(s.found, r.New(args...)) }

// either adds the rule for what is harmless, or the one that has to be confirmed.
func (s *setter) either(harmless bool, fine, strange finding.Rule, args ...string) {
	if harmless {
		s.add(fine, args...)
	} else {
		s.add(strange, args...)
	}
}

func (s *setter) texts(name string) []string {
	return s.r.Lookup(lookup.Ask(name, lookup.TXT)).Texts()
}

// published is the SPF record that is published; the zero Record where there is none.
func (s *setter) published() spf.Record {
	for _, text := range spf.Select(s.texts(s.link.Answers.Domain)) {
		return spf.Parse(text)
	}
	return spf.Record{}
}

func (s *setter) senders() {
	published := s.published()
	for _, c := range s.link.Answers.Senders {
		sender, found := provider.SenderByID(c.ID)
		if !found {
			continue
		}
		s.add(setsSender, "sender", s.name(sender.Name))
		for _, f := range sender.Fields {
			value := c.Values[f.ID]
			if value == "" {
				continue
			}
			known := f.Pattern != "" && provider.Match(f.Pattern, value) && f.ID != "ip"
			for _, term := range plan.Terms(s.link.Answers.Domain, c) {
				known = known || strings.Contains(term, value) && has(published, term)
			}
			s.either(known, setsValue, strangeValue, "sender", s.name(sender.Name), "value", value)
		}
	}
	for _, c := range s.link.Answers.Unused {
		if sender, found := provider.SenderByID(c.ID); found {
			s.add(dropsSender, "sender", s.name(sender.Name))
		}
	}
}

func has(r spf.Record, term string) bool {
	for _, t := range r.Terms {
		if t.String() == term {
			return true
		}
	}
	return false
}

func (s *setter) servers() {
	var networks []netip.Prefix
	for _, t := range s.published().Terms {
		if t.Kind == spf.IP4 || t.Kind == spf.IP6 {
			networks = append(networks, t.IP)
		}
	}
	for _, p := range s.link.Answers.Servers {
		s.either(covers(networks, p), setsServer, strangeServer, "address", p.String())
	}
}

func (s *setter) ending() {
	ending := s.link.Answers.Ending
	if ending == "" {
		return
	}
	all := s.published().All()
	s.either(ending == "-all" || all == nil || all.Qualifier != spf.Fail, setsEnding, weakerEnding, "ending", ending)
}

// policy compares the DMARC policy with the one that is published. Where nobody could look, a policy that lets mail
// through has to be confirmed too.
func (s *setter) policy() {
	d := s.link.Answers.DMARC
	if d == nil {
		return
	}
	applied := dmarc.Discover(s.r, s.link.Answers.Domain)
	own := applied.Record
	if applied.Inherited { // of the domain above, what it says of those below
		own.Policy, own.Subdomains = own.ForSubdomain(true), ""
	}
	for _, p := range []struct {
		tag         string
		set         dmarc.Policy
		now, before dmarc.Policy
	}{
		{"p", d.Policy, d.ForDomain(), own.ForDomain()},
		{"sp", d.Subdomains, d.ForSubdomain(true), own.ForSubdomain(true)},
		{"np", d.NonExistent, d.ForSubdomain(false), own.ForSubdomain(false)},
	} {
		switch {
		case p.set == "":
		case applied.Unknown && p.set != dmarc.Reject:
			s.add(unsurePolicy, "tag", p.tag, "policy", string(p.set))
		default:
			s.either(p.now.Strength() >= p.before.Strength(), setsPolicy, weakerPolicy, "tag", p.tag, "policy", string(p.set), "published", string(p.before))
		}
	}
	for _, a := range []struct {
		tag         string
		set, before dmarc.Alignment
	}{{"adkim", d.DKIMAlignment, own.DKIMAlignment}, {"aspf", d.SPFAlignment, own.SPFAlignment}} {
		if a.set != "" {
			s.either(a.set == dmarc.Strict || a.before != dmarc.Strict, setsAlignment, looser, "tag", a.tag, "value", string(a.set))
		}
	}
	for _, u := range d.Reports {
		address, _ := u.Mailbox()
		harmless := domain.Under(u.Host(), s.link.Answers.Domain) || domain.Under(u.Host(), applied.Organization)
		for _, before := range own.Reports {
			harmless = harmless || before.Text == u.Text
		}
		s.either(harmless, setsReports, strangeReport, "address", address)
	}
}

// keys names the DKIM records. Whoever holds the other half of a key can sign as the domain.
func (s *setter) keys() {
	for _, k := range s.link.Answers.Keys {
		name := dkim.Name(k.Selector, s.link.Answers.Domain)
		known := false
		for _, text := range s.texts(name) {
			known = known || k.Type == lookup.TXT && dkim.Parse(text).Key == dkim.Parse(k.Value).Key
		}
		for _, r := range s.r.Lookup(lookup.Ask(name, lookup.CNAME)).Records {
			known = known || k.Type == lookup.CNAME && r.Host == k.Value
		}
		s.either(known, setsKey, strangeKey, "selector", k.Selector, "value", k.Value)
	}
}
