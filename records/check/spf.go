package check

import (
	"todoku/records/finding"
	"todoku/records/lookup"
	"todoku/records/spf"
)

var (
	onlyType99 = Rules.Add("spf.only-type-99", finding.Error, "RFC 7208 §3.1")
	type99     = Rules.Add("spf.type-99", finding.Info, "RFC 7208 §3.1")
)

// spf judges the SPF record of the domain by its text and by all that it includes.
func (c *checker) spf(apex lookup.Answer) {
	t := Topic{ID: "spf"}
	if t.failed(apex) {
		t.State = Unknown
		c.finish(t)
		return
	}
	records := spf.Select(apex.Texts())
	t.Records = published(apex, records...)
	for _, text := range apex.Texts() {
		if !spf.IsRecord(text) && spf.LooksLikeRecord(text) {
			t.Records = append(t.Records, published(apex, text)...)
		}
	}
	t.Findings = spf.LintPublished(apex)
	old := c.ask(c.req.Domain, lookup.SPF)
	oldRecords := spf.Select(old.Texts())
	switch {
	case len(records) == 0 && len(oldRecords) > 0:
		// RFC 7208 §3.1: SPF records are published as TXT alone; nobody asks for type 99.
		if len(t.Records) == 0 {
			t.Findings = nil // more than missing
		}
		t.Records = append(t.Records, published(old, oldRecords...)...)
		t.find(c.req.Domain, oldRecords[0], onlyType99.New())
	case len(t.Records) == 0:
		t.State = Absent
	case len(records) == 1:
		terms := spf.Parse(records[0]).Terms
		c.silent = len(terms) == 1 && terms[0].Kind == spf.All && terms[0].Qualifier == spf.Fail
		m := spf.Count(c.r, c.req.Domain)
		t.Lookups, t.Voids = m.Lookups, m.Voids
		t.Findings = append(t.Findings, m.Findings...)
		c.unknownInside(&t, m.Root)
		c.evaluate(m.Root)
	}
	if len(records) > 0 && len(oldRecords) > 0 {
		t.find(c.req.Domain, oldRecords[0], type99.New())
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
