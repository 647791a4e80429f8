package check

import (
	"strconv"

	"todoku/records/dmarc"
	"todoku/records/finding"
	"todoku/records/lookup"
)

var (
	noDMARC      = Rules.Add("dmarc.missing", finding.Error, "RFC 9989 §4.10.1")
	severalDMARC = Rules.Add("dmarc.several-records", finding.Error, "RFC 9989 §4.10")
	inherited    = Rules.Add("dmarc.inherited", finding.Info, "RFC 9989 §4.10.1")
	dmarcAtApex  = Rules.Add("place.dmarc-at-domain", finding.Error, "RFC 9989 §4.5")
	dmarcLeft    = Rules.Add("place.dmarc-left-at-domain", finding.Warning, "RFC 9989 §4.5")
	strictNoDKIM = Rules.Add("dmarc.reject-without-dkim", finding.Error, "RFC 9989 §7.4")
)

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
			t.find(name, text, found...)
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
	if len(t.Records) > 0 {
		c.atApex(&t, apex, dmarcLeft)
	}
	if len(records) == 1 && d.Record.ForDomain() == dmarc.Reject && c.out.Topic("dkim").State == Absent && !c.silent {
		t.Findings = append(t.Findings, strictNoDKIM.New().On(name, records[0]))
	}
	t.Findings = append(t.Findings, c.policyInPractice(d)...)
	c.finish(t)
}

// misplacedDMARC looks where records end up by mistake.
func (c *checker) misplacedDMARC(t *Topic, apex lookup.Answer) {
	c.atApex(t, apex, dmarcAtApex)
	t.Findings = append(t.Findings, c.misplaced("_dmarc."+c.req.Domain, dmarc.LooksLikeRecord)...)
}

// atApex finds DMARC records at the domain itself, where nobody looks for them (RFC 9989 §4.5).
func (c *checker) atApex(t *Topic, apex lookup.Answer, rule finding.Rule) {
	for _, text := range apex.Texts() {
		if dmarc.LooksLikeRecord(text) {
			t.find(c.req.Domain, text, rule.New("right", "_dmarc."+c.req.Domain, "domain", c.req.Domain))
		}
	}
}
