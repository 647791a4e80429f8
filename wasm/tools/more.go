//go:build js

package main

import (
	"strings"
	"syscall/js"

	"todoku/records/bimi"
	"todoku/records/check"
	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/input"
	"todoku/records/lookup"
	"todoku/records/mtasts"
	"todoku/records/mx"
	"todoku/records/tlsa"
	"todoku/records/tlsrpt"
	"todoku/records/unsubscribe"
	"todoku/wasm/page"
)

// moreTopics are the topics of a report that this page is about.
var moreTopics = []string{"mx", "mta-sts", "tls-rpt", "tlsa", "bimi", "dnssec"}

// more is the page of the records beside SPF, DKIM and DMARC.
type more struct {
	page.App
	domain string
	zone   string // the zone that it lies in, where that is known
	// published is what was found of MTA-STS, so that an unchanged policy keeps its id.
	published mtasts.Record
	policy    mtasts.Policy
	hosts     []string          // the mail servers that DNS names
	logo      []finding.Finding // why no logo would be shown
	memo      lookup.Memo       // what DNS answered
	made      string            // the text of the policy that was made last
	turn      int               // counts looks, so that a late answer to an earlier one is dropped
}

func init() { pages["more"] = beginMore }

func beginMore(app page.App) (page.Handlers, func()) {
	m := &more{App: app}
	m.Making = true
	return page.Handlers{
		Actions: map[string]func(page.Node){
			"more-look": m.look, "more-sts": m.makeSTS, "more-policy": m.downloadPolicy, "more-rpt": m.makeReports, "more-tlsa": m.makeTLSA,
			"more-bimi": m.makeBIMI, "more-null": m.makeNull, "more-unsubscribe": m.makeUnsubscribe, "more-check": m.checkText,
		},
		Changes: map[string]func(page.Node){"more-logo": m.readLogo},
	}, m.openFragment
}

// openFragment begins with the domain and the section that the address of the page names:
// #domain=example.jp&at=mta-sts
func (m *more) openFragment() {
	name, found := strings.CutPrefix(js.Global().Get("location").Get("hash").String(), "#domain=")
	if !found {
		return
	}
	name, at, _ := strings.Cut(name, "&at=")
	page.ByID("more-domain").Set("value", js.Global().Call("decodeURIComponent", name).String())
	m.look(page.Node{})
	if strings.Contains(" mta-sts tls-rpt tlsa bimi ", " "+at+" ") {
		heading := page.ByID(at)
		heading.Call("scrollIntoView")
		heading.Call("focus", map[string]any{"preventScroll": true})
	}
}

// readDomain reads the box. It says what is wrong with it.
func (m *more) readDomain() bool {
	name, _, problem := input.Domain(page.ByID("more-domain").Val())
	m.Problem("more-domain", problem)
	if problem != nil {
		page.ByID("more-domain").Call("focus")
		return false
	}
	if name != m.domain {
		*m = more{App: m.App, turn: m.turn, domain: name}
	}
	return true
}

// look asks the Worker what is published.
func (m *more) look(page.Node) {
	if !m.readDomain() {
		return
	}
	m.turn++
	turn := m.turn
	page.ByID("more-found").Hide(false)
	page.ByID("more-topics").Fill()
	page.ByID("more-verdict").Fill(page.Paragraph(m.Say("check.looking")))
	m.Go(func() {
		req := check.Request{Domain: m.domain}
		got := page.AskCheck(req)
		if turn != m.turn {
			return
		}
		if got.Problem != "" {
			page.ByID("more-verdict").Fill(page.Notice("unknown", m.SayAll(got.Problem)))
			return
		}
		m.Looked = got.At
		m.memo = lookup.Memo{}
		m.memo.Put(got.Answers...)
		req.Probe, req.Evidence = got.Probe, got.Evidence
		m.found(check.Run(&m.memo, req))
	})
}

// found draws the topics that this page is about, and fills in what the forms can know.
func (m *more) found(r check.Report) {
	m.zone, m.hosts, m.logo = r.Zone, mailHosts(&r), r.WithoutLogo()
	var topics []check.Topic
	for _, id := range moreTopics {
		if t := r.Topic(id); t != nil {
			topics = append(topics, *t)
		}
	}
	r.Topics = topics
	page.ByID("more-verdict").Fill(page.Paragraph(m.Say("more.found", "domain", domain.ToUnicode(m.domain))))
	m.Topics(page.ByID("more-topics"), &r)
	if t := r.Topic("mta-sts"); t != nil && len(t.Records) > 0 {
		m.published = mtasts.Parse(t.Records[0].Text)
	}
	if r.Policy != nil {
		m.policy = mtasts.ParsePolicy(r.Policy.Body)
	}
	if len(m.hosts) > 0 {
		page.ByID("sts-hosts").Set("value", strings.Join(m.hosts, "\n"))
		page.ByID("tlsa-host").Set("value", m.hosts[0])
	}
}

// mailHosts are the mail servers of the domain, in the order of their preference.
func mailHosts(r *check.Report) []string {
	t := r.Topic("mx")
	if t == nil {
		return nil
	}
	var hosts []string
	for _, p := range t.Records {
		if record := mx.Parse(p.Text); record.Whole && !record.IsNull() {
			hosts = append(hosts, record.Host)
		}
	}
	return hosts
}

// checkText recognizes what was pasted and judges it.
func (m *more) checkText(page.Node) {
	text := page.ByID("check-text").Val()
	kind, found := judge(text)
	result := page.ByID("check-result").Hide(false)
	list := page.ByID("check-findings").Fill()
	badge, code := "ok", "more.text-good"
	switch {
	case kind == "":
		badge, code = "unknown", "more.text-unknown"
	case finding.Worst(found) == finding.Error:
		badge, code = "bad", "more.text-bad"
	case finding.Worst(found) == finding.Warning:
		badge, code = "risk", "more.text-risk"
	}
	page.ByID("check-verdict").Fill(page.Notice(badge, m.SayAll(code, "kind", m.Say("more.kind-"+kind))))
	for _, f := range found {
		list.Add(m.Finding(f.On("", text), true))
	}
	result.Call("scrollIntoView", map[string]any{"block": "nearest"})
}

// judge recognizes a text and lints it. The kind is "" where it is none of this page.
func judge(text string) (kind string, found []finding.Finding) {
	lower := strings.ToLower(text)
	switch {
	case mtasts.LooksLikeRecord(text):
		return "mta-sts", mtasts.Lint(mtasts.Parse(text))
	case tlsrpt.LooksLikeRecord(text):
		return "tls-rpt", tlsrpt.Lint(tlsrpt.Parse(text))
	case bimi.LooksLikeRecord(text):
		return "bimi", bimi.Lint(bimi.Parse(text))
	case strings.Contains(lower, "list-unsubscribe"):
		return "unsubscribe", append(unsubscribe.Lint(unsubscribe.Parse(text)), unsubscribe.LintSigned(text)...)
	case strings.Contains(lower, "<svg"):
		return "logo", bimi.LintLogo(text)
	case strings.Contains(lower, "max_age") || strings.Contains(lower, "version: sts"):
		return "policy", mtasts.LintPolicy(mtasts.ParsePolicy(text))
	case strings.Contains(lower, " mx ") || mx.Parse(text).Whole:
		return "mx", mx.Lint(mx.Parse(text))
	case strings.Contains(lower, "tlsa") || tlsa.Parse(text).Whole || startsLikeTLSA(text):
		return "tlsa", tlsa.Lint(tlsa.Parse(text))
	}
	return "", nil
}

// startsLikeTLSA reports whether a text begins with three single digits, as a TLSA record does.
func startsLikeTLSA(text string) bool {
	fields := strings.Fields(text)
	if len(fields) < 3 {
		return false
	}
	for _, f := range fields[:3] {
		if len(f) != 1 || f[0] < '0' || f[0] > '9' {
			return false
		}
	}
	return true
}

// readLogo reads a logo that was chosen. It leaves the page in no way.
func (m *more) readLogo(box page.Node) {
	files := box.Get("files")
	if files.Length() == 0 {
		return
	}
	m.Go(func() {
		text, err := page.ReadText(files.Index(0))
		if err != nil {
			page.ByID("logo-verdict").Fill(page.Notice("unknown", m.SayAll("more.file-unreadable")))
			return
		}
		found := bimi.LintLogo(text)
		kind, code := "ok", "more.logo-good"
		if finding.Worst(found).Rank() >= finding.Warning.Rank() {
			kind, code = "bad", "more.logo-bad"
		}
		page.ByID("logo-verdict").Fill(page.Notice(kind, m.SayAll(code)))
		list := page.ByID("logo-findings").Fill()
		for _, f := range found {
			list.Add(m.Finding(f.On("", text), false))
		}
	})
}
