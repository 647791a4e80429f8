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
	dropsReports  = Rules.Add("share.drops-reports", finding.Warning, "RFC 9989 §4.7")
	setsFailures  = Rules.Add("share.failures", finding.Info, "")
	strangeFails  = Rules.Add("share.strange-failures", finding.Warning, "RFC 9991 §7")
	setsTag       = Rules.Add("share.tag", finding.Info, "")
	strangeTag    = Rules.Add("share.strange-tag", finding.Warning, "RFC 9989 §4.7")
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
	weaker := d.ForDomain().Strength() < own.ForDomain().Strength()
	for _, p := range []struct {
		tag         string
		set         dmarc.Policy
		now, before dmarc.Policy
	}{
		{"p", d.Policy, d.ForDomain(), own.ForDomain()},
		{"sp", d.Subdomains, d.ForSubdomain(true), own.ForSubdomain(true)},
		{"np", d.NonExistent, d.ForSubdomain(false), own.ForSubdomain(false)},
	} {
		stronger := p.now.Strength() >= p.before.Strength()
		switch {
		case p.set == "" && (stronger || weaker): // said already, of p
		case applied.Unknown && p.now != dmarc.Reject:
			s.add(unsurePolicy, "tag", p.tag, "policy", string(p.now))
		default:
			s.either(stronger, setsPolicy, weakerPolicy, "tag", p.tag, "policy", string(p.now), "published", string(p.before))
		}
	}
	for _, a := range []struct {
		tag         string
		set, before dmarc.Alignment
	}{{"adkim", d.DKIMAlignment, own.DKIMAlignment}, {"aspf", d.SPFAlignment, own.SPFAlignment}} {
		if loose := a.set != dmarc.Strict && a.before == dmarc.Strict; a.set != "" || loose {
			s.either(!loose, setsAlignment, looser, "tag", a.tag, "value", string(max(a.set, dmarc.Relaxed)))
		}
	}
	s.tags(*d, own)
	s.reports(*d, own, applied)
}

// tags names what is rarely set and changes much: test mode makes receivers act one level lower, psd moves the
// organizational domain.
func (s *setter) tags(d, own dmarc.Record) {
	if d.Testing {
		s.either(own.Testing, setsTag, strangeTag, "tag", "t", "value", "y")
	}
	if d.PSD != own.PSD {
		s.add(strangeTag, "tag", "psd", "value", string(max(d.PSD, dmarc.Unknown)))
	} else if d.PSD != "" {
		s.add(setsTag, "tag", "psd", "value", string(d.PSD))
	}
	if d.FailureOpts != "" {
		s.add(setsTag, "tag", "fo", "value", d.FailureOpts)
	}
}

// reports names where reports go: inside the domain or where they go already, or elsewhere.
func (s *setter) reports(d, own dmarc.Record, applied dmarc.Discovery) {
	for _, list := range []struct {
		set, before   []dmarc.URI
		fine, strange finding.Rule
	}{{d.Reports, own.Reports, setsReports, strangeReport}, {d.Failures, own.Failures, setsFailures, strangeFails}} {
		for _, u := range list.set {
			address, _ := u.Mailbox()
			known := domain.Under(u.Host(), s.link.Answers.Domain) || domain.Under(u.Host(), applied.Organization) || holds(list.before, u)
			s.either(known, list.fine, list.strange, "address", address)
		}
	}
	for _, u := range own.Reports {
		if address, isMail := u.Mailbox(); isMail && !applied.Inherited && !holds(d.Reports, u) {
			s.add(dropsReports, "address", address)
		}
	}
}

func holds(list []dmarc.URI, u dmarc.URI) bool {
	for _, other := range list {
		if strings.EqualFold(other.Text, u.Text) {
			return true
		}
	}
	return false
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
