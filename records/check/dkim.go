package check

import (
	"strconv"
	"strings"

	"todoku/records/dkim"
	"todoku/records/finding"
	"todoku/records/lookup"
	"todoku/records/provider"
	"todoku/records/tag"
)

var (
	noDKIM       = Rules.Add("dkim.not-found", finding.Warning, "RFC 6376 §3.6.2.1")
	severalDKIM  = Rules.Add("dkim.several-records", finding.Error, "RFC 6376 §3.6.2.2")
	wildcardDKIM = Rules.Add("dkim.wildcard", finding.Info, "RFC 4592 §2.1.1")
	notKeyRecord = Rules.Add("dkim.not-a-key-record", finding.Error, "RFC 6376 §3.6.1")
	spaceInKey   = Rules.Add("dkim.space-in-key", finding.Info, "RFC 6376 §3.6.1")
)

// guesses are selectors that many services use; they are asked for besides those of recognized senders.
var guesses = []string{"default", "google", "selector1", "selector2", "s1", "s2", "k1", "mail", "dkim"}

// dkim asks for the selectors that could be in use and judges what is there.
func (c *checker) dkim() {
	t := Topic{ID: "dkim"}
	wildcard := c.ask(c.asked(dkim.Name(dkim.Wildcard, c.req.Domain)), lookup.TXT)
	everywhere := strings.Join(wildcard.Texts(), "\n")
	for _, selector := range c.selectors() {
		name := dkim.Name(selector, c.req.Domain)
		t.Tried = append(t.Tried, selector)
		a := c.ask(name, lookup.TXT)
		if t.failed(a) || len(a.Records) == 0 || strings.Join(a.Texts(), "\n") == everywhere {
			continue
		}
		c.keyRecords(&t, name, a)
		if s := provider.SenderForKey(selector, a.Aliases); s != nil {
			c.out.Senders = recognized(c.out.Senders, s.ID, "dkim", nil)
			c.keys[s.ID] = name
		}
	}
	if dkim.IsRecord(everywhere) { // what else every name answers is said of the domain as a whole
		name := dkim.Name(dkim.Wildcard, c.req.Domain)
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
			found = lintDKIM(text)
		}
		t.find(name, text, found...)
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
	for _, q := range c.req.Also {
		if s, found := strings.CutSuffix(q.Name, "._domainkey."+c.req.Domain); found {
			add(s)
		}
	}
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
	for _, guess := range guesses {
		if len(list) < maxSelectors {
			add(guess)
		}
	}
	return list
}

// lintDKIM is dkim.Lint, and says besides what only DNS panels do to a key.
func lintDKIM(text string) []finding.Finding {
	found := dkim.Lint(dkim.Parse(text))
	if p, has := tag.Parse(text).Get("p"); has {
		// RFC 6376 §3.6.1: white space inside the key is ignored.
		if at := strings.IndexAny(p.Value, " \t"); at >= 0 {
			start := p.ValueSpan.Start + at
			found = append(found, spaceInKey.New("position", strconv.Itoa(at+1)).At(finding.Span{Start: start, End: start + 1}))
		}
	}
	return found
}
