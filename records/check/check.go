package check

import (
	"sort"

	"todoku/records/finding"
	"todoku/records/lookup"
)

// Rules are the things that need more than the text of one record to say.
var Rules finding.Rules

// Bounds of what Run asks for, so that a check of a usual domain stays within about 40 questions.
const (
	maxSelectors = 10 // where fewer were given or recognized, guesses fill up to as many
	maxHosts     = 3  // hosts of MX records that are looked at
	maxServers   = 4  // of the owner's own
	maxFindings  = 30 // of one topic; nobody reads on
)

type checker struct {
	r   lookup.Resolver
	req Request
	out *Report
	// silent says that the SPF record lets nobody send: the domain sends no mail.
	silent bool
	// everywhere is what every name below the domain answers with, for TXT.
	everywhere []string
	// evaluated are the names that the SPF record leads to; keys are the names of DKIM keys by the sender they show.
	evaluated map[string]bool
	keys      map[string]string
}

// Run looks at a domain and judges what it finds. Domain and the names in Planned must be canonical.
func Run(r lookup.Resolver, req Request) Report {
	out := Report{Version: Version, Domain: req.Domain, Zone: req.Domain, Probe: req.Probe,
		Policy: req.Evidence.Policy, Sightings: req.Evidence.Sightings}
	c := &checker{r: r, req: req, out: &out, evaluated: map[string]bool{}, keys: map[string]string{}}
	c.dns()
	c.dnssec()
	mx := c.mx()
	apex := c.ask(req.Domain, lookup.TXT)
	out.Senders = Recognize(req.Domain, apex.Texts(), hosts(mx))
	c.spf(apex)
	c.dkim()
	c.dmarc(apex)
	c.missing(hosts(mx))
	c.beside(mx)
	c.ownServers()
	c.planned(apex)
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
		t.State = stateOf(t.Findings)
	}
	t.Findings = worstFirst(t.Findings, maxFindings)
	c.out.Topics = append(c.out.Topics, t)
}

// worstFirst returns the findings; where there are more than n, those that matter most.
func worstFirst(findings []finding.Finding, n int) []finding.Finding {
	if len(findings) <= n {
		return findings
	}
	sort.SliceStable(findings, func(i, j int) bool { return findings[i].Severity.Rank() > findings[j].Severity.Rank() })
	return findings[:n]
}

// stateOf is the state of what is there.
func stateOf(findings []finding.Finding) State {
	switch finding.Worst(findings) {
	case finding.Error:
		return Bad
	case finding.Warning:
		return Risk
	case finding.Info:
		return Note
	}
	return OK
}

// failed enters an answer that could not be had into the topic.
func (t *Topic) failed(a lookup.Answer) bool {
	if a.OK() {
		return false
	}
	t.Failures = append(t.Failures, Failure{a.Question, a.Failure, a.Resolver})
	return true
}

// find enters findings about the record text at name into the topic.
func (t *Topic) find(name, text string, findings ...finding.Finding) {
	for _, f := range findings {
		t.Findings = append(t.Findings, f.On(name, text))
	}
}

func published(a lookup.Answer, texts ...string) []Published {
	var list []Published
	for _, text := range texts {
		list = append(list, Published{a.Name, text, a.TTL, a.Resolver})
	}
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
