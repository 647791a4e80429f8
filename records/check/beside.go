package check

import (
	"strconv"
	"strings"

	"todoku/records/bimi"
	"todoku/records/dmarc"
	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/lookup"
	"todoku/records/mtasts"
	"todoku/records/tlsa"
	"todoku/records/tlsrpt"
)

var (
	severalSTS       = Rules.Add("mtasts.several-records", finding.Error, "RFC 8461 §3.1")
	policyNotFetched = Rules.Add("mtasts.policy-not-fetched", finding.Error, "RFC 8461 §3.3")
	severalReports   = Rules.Add("tlsrpt.several-records", finding.Error, "RFC 8460 §3")
	severalBIMI      = Rules.Add("bimi.several-records", finding.Error, bimi.Draft+" §7.2")
	weakForBIMI      = Rules.Add("bimi.dmarc-too-weak", finding.Warning, bimi.Draft+" §7.1")
	tlsaFails        = Rules.Add("tlsa.lookup-fails", finding.Error, "RFC 7672 §2.1.2")
)

// The kinds of TXT records beside SPF, DKIM and DMARC. A domain holds one of each at most, and mail arrives without.
var (
	stsKind     = kind{is: mtasts.LooksLikeRecord, same: sameTags, lint: func(s string) []finding.Finding { return mtasts.Lint(mtasts.Parse(s)) }, several: severalSTS}
	reportsKind = kind{is: tlsrpt.LooksLikeRecord, same: sameTags, lint: func(s string) []finding.Finding { return tlsrpt.Lint(tlsrpt.Parse(s)) }, several: severalReports}
	bimiKind    = kind{is: bimi.LooksLikeRecord, same: sameTags, lint: func(s string) []finding.Finding { return bimi.Lint(bimi.Parse(s)) }, several: severalBIMI}
)

// beside looks at what a domain may publish besides, and what mail arrives without.
func (c *checker) beside(mx lookup.Answer) {
	sts := c.optional("mta-sts", mtasts.Owner(c.req.Domain), stsKind)
	if len(sts.Records) > 0 {
		c.policyFile(&sts, mx)
	}
	c.finish(sts)
	c.finish(c.optional("tls-rpt", tlsrpt.Owner(c.req.Domain), reportsKind))
	c.tlsa(mx)
	logo := c.optional("bimi", bimi.Owner(bimi.DefaultSelector, c.req.Domain), bimiKind)
	if len(logo.Records) > 0 && !bimi.Parse(logo.Records[0].Text).Declines() {
		logo.find(logo.Records[0].Name, logo.Records[0].Text, c.out.WithoutLogo()...)
	}
	c.finish(logo)
}

// optional judges the one TXT record of a kind that a domain may have at name.
func (c *checker) optional(id, name string, k kind) Topic {
	t := Topic{ID: id}
	a := c.ask(name, lookup.TXT)
	if t.failed(a) {
		t.State = Unknown
		return t
	}
	for _, text := range a.Texts() {
		if k.is(text) {
			t.Records = append(t.Records, published(a, text)...)
			t.find(name, text, k.lint(text)...)
		}
	}
	switch len(t.Records) {
	case 0:
		t.State = Optional
	case 1:
	default:
		t.find(name, t.Records[0].Text, k.several.New("count", strconv.Itoa(len(t.Records))))
	}
	return t
}

// maxShown is how much of a policy file is shown; policies are shorter, and error pages are not.
const maxShown = 4 << 10

// policyFile judges the policy file, where somebody has fetched it.
func (c *checker) policyFile(t *Topic, mx lookup.Answer) {
	file := c.req.Evidence.Policy
	if file == nil {
		return
	}
	if file.Failure != "" {
		t.find(file.URL, "", policyNotFetched.New("url", file.URL, "why", string(file.Failure)))
		return
	}
	found := mtasts.LintAnswer(file.Status, file.ContentType)
	if file.Status == 200 {
		policy := mtasts.ParsePolicy(file.Body)
		found = append(found, mtasts.LintPolicy(policy)...)
		if finding.Worst(found) != finding.Error && mx.OK() {
			found = append(found, mtasts.LintCover(policy, hosts(mx))...)
		}
	}
	text := file.Body
	if len(text) > maxShown {
		text = ""
	}
	t.find(file.URL, text, found...)
}

// tlsa looks at the TLSA records of the mail servers. RFC 7672 §2.2.1: without signed MX records nobody uses them.
func (c *checker) tlsa(mx lookup.Answer) {
	t := Topic{ID: "tlsa"}
	for i, host := range hosts(mx) {
		if mx.Secure && i < maxHosts && host != "" {
			c.tlsaOf(&t, host)
		}
	}
	switch {
	case !mx.OK() || len(t.Failures) > 0 && len(t.Findings) == 0:
		t.State = Unknown
	case len(t.Records) == 0 && len(t.Findings) == 0:
		t.State = Optional
	}
	c.finish(t)
}

func (c *checker) tlsaOf(t *Topic, host string) {
	name := tlsa.Owner(host)
	a := c.ask(name, lookup.TLSA)
	address := c.ask(host, lookup.A)
	if !a.OK() {
		// RFC 7672 §2.1.2: a lookup that fails keeps mail back; what was not asked says nothing.
		if a.Failure == lookup.ServFail || a.Failure == lookup.Bogus {
			t.find(name, "", tlsaFails.New("host", host))
		}
		t.failed(a)
		return
	}
	server := tlsa.Server{Host: host, Secure: a.Secure && address.Secure, MXSecure: true}
	for _, r := range a.Records {
		record := tlsa.Parse(r.Data)
		server.Records = append(server.Records, record)
		t.Records = append(t.Records, published(a, r.Data)...)
		t.find(name, r.Data, tlsa.Lint(record)...)
	}
	t.Findings = append(t.Findings, tlsa.LintServer(server)...)
}

// WithoutLogo says so where the DMARC policy is one with which no logo is shown: none, none for subdomains, only tested,
// or not there.
func (r *Report) WithoutLogo() []finding.Finding {
	t := r.Topic("dmarc")
	if t == nil || t.State == Unknown {
		return nil
	}
	for _, p := range t.Records {
		if dmarc.IsRecord(p.Text) && domain.Under(r.Domain, strings.TrimPrefix(p.Name, "_dmarc.")) {
			policy := dmarc.Parse(p.Text)
			if policy.ForDomain() != dmarc.None && policy.Subdomains != dmarc.None && !policy.Testing {
				return nil
			}
			break
		}
	}
	return []finding.Finding{weakForBIMI.New()}
}
