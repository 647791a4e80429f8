package check

import (
	"strconv"
	"strings"

	"todoku/records/dkim"
	"todoku/records/dmarc"
	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/lookup"
	"todoku/records/provider"
	"todoku/records/spf"
)

// Rules are the things that need more than the text of one record to say.
var Rules finding.Rules

var (
	noDomain     = Rules.Add("dns.no-such-domain", finding.Error, "RFC 8020 §2")
	noMX         = Rules.Add("mx.missing", finding.Info, "RFC 5321 §5.1")
	nullMX       = Rules.Add("mx.null", finding.Info, "RFC 7505 §3")
	noSPF        = Rules.Add("spf.missing", finding.Error, "RFC 7208 §4.5")
	severalSPF   = Rules.Add("spf.several-records", finding.Error, "RFC 7208 §4.5")
	lostSpace    = Rules.Add("spf.space-lost-between-strings", finding.Error, "RFC 7208 §3.3")
	txtSize      = Rules.Add("spf.txt-too-large", finding.Warning, "RFC 7208 §3.4")
	noDMARC      = Rules.Add("dmarc.missing", finding.Error, "RFC 9989 §4.10.1")
	severalDMARC = Rules.Add("dmarc.several-records", finding.Error, "RFC 9989 §4.10")
	inherited    = Rules.Add("dmarc.inherited", finding.Info, "RFC 9989 §4.10.1")
	noDKIM       = Rules.Add("dkim.not-found", finding.Warning, "RFC 6376 §3.6.2.1")
	severalDKIM  = Rules.Add("dkim.several-records", finding.Error, "RFC 6376 §3.6.2.2")
	wildcardDKIM = Rules.Add("dkim.wildcard", finding.Info, "RFC 4592 §2.1.1")
	notKeyRecord = Rules.Add("dkim.not-a-key-record", finding.Error, "RFC 6376 §3.6.1")
	doubledName  = Rules.Add("place.doubled-name", finding.Error, "RFC 1035 §5.1")
	noUnderscore = Rules.Add("place.without-underscore", finding.Error, "RFC 8552 §1.1")
	dmarcAtApex  = Rules.Add("place.dmarc-at-domain", finding.Error, "RFC 9989 §4.5")
	strictNoDKIM = Rules.Add("dmarc.reject-without-dkim", finding.Error, "RFC 9989 §7.4")
)

// Sizes of an answer (RFC 7208 §3.4): beyond the first it may not fit into 512 octets with its header, beyond the
// second it does not.
const (
	cautiousSize = 450
	udpSize      = 512
)

// guesses are selectors that many services use; they are asked for besides those of recognized senders.
var guesses = []string{"default", "google", "selector1", "selector2", "s1", "s2", "k1", "mail", "dkim"}

type checker struct {
	r   lookup.Resolver
	req Request
	out *Report
	// silent says that the SPF record lets nobody send: the domain sends no mail.
	silent bool
}

// Run looks at a domain and judges what it finds. Domain and the names in Planned must be canonical.
func Run(r lookup.Resolver, req Request) Report {
	out := Report{Version: Version, Domain: req.Domain, Zone: req.Domain, Probe: req.Probe,
		Policy: req.Evidence.Policy, Sightings: req.Evidence.Sightings}
	c := &checker{r: r, req: req, out: &out}
	c.dns()
	mx := c.mx()
	apex := c.ask(req.Domain, lookup.TXT)
	out.Senders = Recognize(req.Domain, apex.Texts(), hosts(mx))
	c.spf(apex)
	c.dkim()
	c.dmarc(apex)
	for _, p := range req.Planned {
		out.Planned = append(out.Planned, c.verdict(p))
	}
	for _, q := range req.Also {
		c.r.Lookup(q)
	}
	return out
}

func (c *checker) ask(name string, t lookup.Type) lookup.Answer {
	return c.r.Lookup(lookup.Ask(name, t))
}

func hosts(a lookup.Answer) []string {
	var list []string
	for _, r := range a.Records {
		list = append(list, r.Host)
	}
	return list
}

// finish gives a topic its state and enters it into the report.
func (c *checker) finish(t Topic) {
	if t.State == "" {
		switch finding.Worst(t.Findings) {
		case finding.Error:
			t.State = Bad
		case finding.Warning:
			t.State = Risk
		case finding.Info:
			t.State = Note
		default:
			t.State = OK
		}
	}
	c.out.Topics = append(c.out.Topics, t)
}

// failed enters an answer that could not be had into the topic.
func (t *Topic) failed(a lookup.Answer) bool {
	if a.OK() {
		return false
	}
	t.Failures = append(t.Failures, Failure{a.Question, a.Failure, a.Resolver})
	return true
}

func published(a lookup.Answer, texts ...string) []Published {
	var list []Published
	for _, text := range texts {
		list = append(list, Published{a.Name, text, a.TTL, a.Resolver})
	}
	return list
}

// dns finds the zone and its name servers.
func (c *checker) dns() {
	t := Topic{ID: "dns"}
	soa := c.ask(c.req.Domain, lookup.SOA)
	switch {
	case t.failed(soa):
		t.State = Unknown
	case soa.Status == lookup.NoName:
		t.State = Absent
		t.Findings = append(t.Findings, noDomain.New("domain", c.req.Domain).On(c.req.Domain, ""))
	case soa.Zone != "" && domain.Under(c.req.Domain, soa.Zone):
		c.out.Zone = soa.Zone
	}
	ns := c.ask(c.out.Zone, lookup.NS)
	if !t.failed(ns) {
		c.out.NameServers = hosts(ns)
		for _, p := range provider.PanelsFor(c.out.NameServers) {
			c.out.Panels = append(c.out.Panels, p.ID)
		}
		t.Records = published(ns, c.out.NameServers...)
	}
	c.finish(t)
}

func (c *checker) mx() lookup.Answer {
	t := Topic{ID: "mx"}
	a := c.ask(c.req.Domain, lookup.MX)
	switch {
	case t.failed(a):
		t.State = Unknown
	case len(a.Records) == 0:
		t.State = Absent
		t.Findings = append(t.Findings, noMX.New().On(c.req.Domain, ""))
	case len(a.Records) == 1 && a.Records[0].Host == "":
		t.Findings = append(t.Findings, nullMX.New().On(c.req.Domain, "0 ."))
	}
	for _, r := range a.Records {
		t.Records = append(t.Records, published(a, strconv.Itoa(int(r.Preference))+" "+r.Host+".")...)
	}
	c.finish(t)
	return a
}

// spf judges the SPF record of the domain by its text and by all that it includes.
func (c *checker) spf(apex lookup.Answer) {
	t := Topic{ID: "spf"}
	name := c.req.Domain
	add := func(text string, findings ...finding.Finding) {
		for _, f := range findings {
			t.Findings = append(t.Findings, f.On(name, text))
		}
	}
	if t.failed(apex) {
		t.State = Unknown
		c.finish(t)
		return
	}
	records := spf.Select(apex.Texts())
	t.Records = published(apex, records...)
	size := len(name) + 12
	for _, r := range apex.Records {
		text := r.Text()
		size += len(text) + 12 // the record's own header
		if spf.IsRecord(text) {
			add(text, spf.Lint(spf.Parse(text))...)
			if at := lostSpaceAt(r.Strings); at > 0 {
				add(text, lostSpace.New("position", strconv.Itoa(at)).At(finding.Span{Start: at - 1, End: at + 1}))
			}
		} else if near := spf.Lint(spf.Parse(text)); len(near) > 0 { // meant to be a record
			t.Records = append(t.Records, published(apex, text)...)
			add(text, near...)
		}
	}
	switch {
	case len(records) > 1:
		add(records[0], severalSPF.New("count", strconv.Itoa(len(records)), "records", strings.Join(records, "\n")))
	case len(records) == 0 && len(t.Findings) == 0:
		t.State = Absent
		add("", noSPF.New())
	case len(records) == 1:
		terms := spf.Parse(records[0]).Terms
		c.silent = len(terms) == 1 && terms[0].Kind == spf.All && terms[0].Qualifier == spf.Fail
		m := spf.Count(c.r, name)
		t.Lookups, t.Voids = m.Lookups, m.Voids
		t.Findings = append(t.Findings, m.Findings...)
		c.unknownInside(&t, m.Root)
		if size > cautiousSize {
			add(records[0], txtSize.New("size", strconv.Itoa(size), "limit", strconv.Itoa(udpSize)))
		}
	}
	c.finish(t)
}

// unknownInside enters the includes that could not be asked.
func (c *checker) unknownInside(t *Topic, n *spf.Node) {
	if n.State == spf.NoAnswer {
		typ := lookup.TXT
		switch n.Term.Kind {
		case spf.A, spf.Exists:
			typ = lookup.A
		case spf.MX:
			typ = lookup.MX
		}
		t.failed(c.ask(n.Domain, typ))
	}
	for _, child := range n.Nodes {
		c.unknownInside(t, child)
	}
}

// lostSpaceAt returns where two strings of a record meet without the space that belongs between them, or 0: the record
// is broken, and would not be with a space there. RFC 7208 §3.3 joins strings with nothing between.
func lostSpaceAt(parts []string) int {
	joined := strings.Join(parts, "")
	if len(parts) < 2 || spf.Parse(joined).Valid() {
		return 0
	}
	at := 0
	for _, part := range parts[:len(parts)-1] {
		at += len(part)
		if fixed := joined[:at] + " " + joined[at:]; spf.Parse(fixed).Valid() {
			return at
		}
	}
	return 0
}

// dkim asks for the selectors that could be in use and judges what is there.
func (c *checker) dkim() {
	t := Topic{ID: "dkim"}
	wildcard := c.ask(dkim.Name(dkim.Probe, c.req.Domain), lookup.TXT)
	everywhere := strings.Join(wildcard.Texts(), "\n")
	for _, selector := range c.selectors() {
		name := dkim.Name(selector, c.req.Domain)
		t.Tried = append(t.Tried, selector)
		a := c.ask(name, lookup.TXT)
		if t.failed(a) || len(a.Records) == 0 || strings.Join(a.Texts(), "\n") == everywhere {
			continue
		}
		c.keyRecords(&t, name, a)
	}
	if everywhere != "" {
		name := dkim.Name("*", c.req.Domain)
		t.Records = append(t.Records, Published{name, everywhere, wildcard.TTL, wildcard.Resolver})
		t.Findings = append(t.Findings, wildcardDKIM.New().On(name, everywhere))
	}
	switch {
	case len(t.Records) > 0:
	case len(t.Failures) > 0:
		t.State = Unknown
	default:
		t.State = Absent
		t.Findings = append(t.Findings, noDKIM.New("count", strconv.Itoa(len(t.Tried)), "selectors", strings.Join(t.Tried, ", ")).On(c.req.Domain, ""))
	}
	c.finish(t)
}

// keyRecords judges what stands at the name of one selector.
func (c *checker) keyRecords(t *Topic, name string, a lookup.Answer) {
	texts := a.Texts()
	for _, text := range texts {
		t.Records = append(t.Records, published(a, text)...)
		found := []finding.Finding{notKeyRecord.New("text", text)}
		if dkim.IsRecord(text) {
			found = dkim.Lint(dkim.Parse(text))
		}
		for _, f := range found {
			t.Findings = append(t.Findings, f.On(name, text))
		}
	}
	if len(texts) > 1 {
		t.Findings = append(t.Findings, severalDKIM.New("count", strconv.Itoa(len(texts))).On(name, texts[0]))
	}
}

// selectors lists the selectors to ask for, each once: those that were given first.
func (c *checker) selectors() []string {
	var list []string
	add := func(selectors ...string) {
		for _, s := range selectors {
			if s != "" && !contains(list, s) {
				list = append(list, s)
			}
		}
	}
	add(c.req.Selectors...)
	for _, p := range c.req.Planned {
		if s, found := strings.CutSuffix(p.Name, "._domainkey."+c.req.Domain); found && !p.Gone && s != dkim.Wildcard {
			add(s)
		}
	}
	for _, s := range c.out.Senders {
		if sender, found := provider.SenderByID(s.ID); found {
			add(sender.DKIM.Selectors...)
		}
	}
	add(guesses...)
	return list
}

func contains(list []string, s string) bool {
	for _, l := range list {
		if l == s {
			return true
		}
	}
	return false
}

// dmarc finds the policy that applies and judges it, and looks for records in the wrong place.
func (c *checker) dmarc(apex lookup.Answer) {
	t := Topic{ID: "dmarc"}
	name := "_dmarc." + c.req.Domain
	d := dmarc.Discover(c.r, c.req.Domain)
	own := d.Steps[0].Answer
	if t.failed(own) {
		t.State = Unknown
		c.finish(t)
		return
	}
	for _, text := range own.Texts() {
		if found := dmarc.Lint(dmarc.Parse(text)); dmarc.IsRecord(text) || len(found) > 0 {
			t.Records = append(t.Records, published(own, text)...)
			for _, f := range found {
				t.Findings = append(t.Findings, f.On(name, text))
			}
		}
	}
	records := d.Steps[0].Records
	switch {
	case len(records) > 1:
		t.Findings = append(t.Findings, severalDMARC.New("count", strconv.Itoa(len(records))).On(name, records[0]))
	case d.Inherited:
		at := "_dmarc." + d.Domain
		t.Records = append(t.Records, Published{Name: at, Text: d.Record.Text})
		t.Findings = append(t.Findings, inherited.New("from", d.Domain, "policy", string(d.Record.ForSubdomain(true))).On(at, d.Record.Text))
	case d.Domain == "" && len(t.Records) == 0:
		c.misplacedDMARC(&t, apex)
		if len(t.Findings) == 0 {
			t.State = Absent
			t.Findings = append(t.Findings, noDMARC.New().On(name, ""))
		}
	}
	if len(records) == 1 && d.Record.ForDomain() == dmarc.Reject && c.out.Topic("dkim").State == Absent && !c.silent {
		t.Findings = append(t.Findings, strictNoDKIM.New().On(name, records[0]))
	}
	t.Findings = append(t.Findings, c.policyInPractice(d)...)
	c.finish(t)
}

// misplacedDMARC looks where records end up by mistake.
func (c *checker) misplacedDMARC(t *Topic, apex lookup.Answer) {
	name := "_dmarc." + c.req.Domain
	for _, text := range apex.Texts() {
		if dmarc.LooksLikeRecord(text) {
			t.Findings = append(t.Findings, dmarcAtApex.New("right", name, "domain", c.req.Domain).On(c.req.Domain, text))
		}
	}
	t.Findings = append(t.Findings, c.misplaced(name, dmarc.LooksLikeRecord)...)
}

// misplaced looks for a record under the names that panels and people make of the right one.
func (c *checker) misplaced(name string, is func(string) bool) []finding.Finding {
	var found []finding.Finding
	look := func(rule finding.Rule, wrong string) {
		if wrong == name {
			return
		}
		for _, text := range c.ask(wrong, lookup.TXT).Texts() {
			if is(text) {
				found = append(found, rule.New("wrong", wrong, "right", name, "zone", c.out.Zone).On(wrong, text))
				return
			}
		}
	}
	look(doubledName, name+"."+c.out.Zone)
	look(noUnderscore, withoutUnderscores(name))
	return found
}

// withoutUnderscores drops the underscores that labels begin with.
func withoutUnderscores(name string) string {
	labels := strings.Split(name, ".")
	for i, l := range labels {
		labels[i] = strings.TrimPrefix(l, "_")
	}
	return strings.Join(labels, ".")
}
