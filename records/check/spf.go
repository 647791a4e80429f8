package check

import (
	"strconv"
	"strings"

	"todoku/records/finding"
	"todoku/records/lookup"
	"todoku/records/spf"
)

var (
	noSPF      = Rules.Add("spf.missing", finding.Error, "RFC 7208 §4.5")
	severalSPF = Rules.Add("spf.several-records", finding.Error, "RFC 7208 §4.5")
	lostSpace  = Rules.Add("spf.space-lost-between-strings", finding.Error, "RFC 7208 §3.3")
	txtSize    = Rules.Add("spf.txt-too-large", finding.Warning, "RFC 7208 §3.4")
	onlyType99 = Rules.Add("spf.only-type-99", finding.Error, "RFC 7208 §3.1")
	type99     = Rules.Add("spf.type-99", finding.Info, "RFC 7208 §3.1")
)

// Sizes of an answer (RFC 7208 §3.4): beyond the first it may not fit into 512 octets with its header, beyond the
// second it does not.
const (
	cautiousSize = 450
	udpSize      = 512
)

// spf judges the SPF record of the domain by its text and by all that it includes.
func (c *checker) spf(apex lookup.Answer) {
	t := Topic{ID: "spf"}
	name := c.req.Domain
	add := func(text string, findings ...finding.Finding) { t.find(name, text, findings...) }
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
	old := c.ask(name, lookup.SPF)
	oldRecords := spf.Select(old.Texts())
	switch {
	case len(records) > 1:
		add(records[0], severalSPF.New("count", strconv.Itoa(len(records)), "records", strings.Join(records, "\n")))
	case len(records) == 0 && len(oldRecords) > 0:
		// RFC 7208 §3.1: SPF records are published as TXT alone; nobody asks for type 99.
		t.Records = append(t.Records, published(old, oldRecords...)...)
		add(oldRecords[0], onlyType99.New())
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
	if len(records) > 0 && len(oldRecords) > 0 {
		add(oldRecords[0], type99.New())
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
