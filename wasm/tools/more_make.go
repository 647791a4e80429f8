//go:build js

package main

import (
	"crypto/sha256"
	"strings"
	"syscall/js"

	"todoku/records/bimi"
	"todoku/records/calendar"
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

// testingDays is how long a policy is tried out before it is enforced: two weeks bring enough reports.
const testingDays = 14

// moment is now as RFC 3339 writes it.
func moment() string { return js.Global().Get("Date").New().Call("toISOString").String() }

// record draws a record to publish: the boxes for its name, type and value.
func (m *more) record(into, name string, typ lookup.Type, value string) {
	zone := m.zone
	if zone == "" {
		zone = m.domain
	}
	host := domain.Relative(name, zone)
	if host == "" {
		host = "@"
	}
	page.ByID(into).Fill(m.Box("label.host", host), m.Box("label.host-full", domain.ToUnicode(name)), m.Box("label.type", typ.String()), m.Box("label.value", value))
}

// say draws what is found in something that was built, and reports whether it can be published.
func (m *more) say(into string, found []finding.Finding) bool {
	list := page.ByID(into).Fill()
	for _, f := range found {
		list.Add(m.Finding(f, false))
	}
	return finding.Worst(found) != finding.Error
}

// makeSTS makes the record, the policy and the steps of MTA-STS.
func (m *more) makeSTS(page.Node) {
	if !m.readDomain() {
		return
	}
	policy := mtasts.Policy{Version: "STSv1", Mode: mtasts.Mode(page.ByID("sts-mode").Val()), MaxAge: page.ByID("sts-age").Val(),
		MX: strings.Fields(strings.ReplaceAll(page.ByID("sts-hosts").Val(), ",", " "))}
	found := mtasts.LintPolicy(mtasts.ParsePolicy(policy.String()))
	if finding.Worst(found) != finding.Error {
		found = append(found, mtasts.LintCover(policy, m.hosts)...)
	}
	ok := m.say("sts-findings", found)
	page.ByID("sts-result").Hide(!ok)
	if !ok {
		return
	}
	record := mtasts.Record{ID: mtasts.NewID(moment())}
	unchanged := m.published.ID != "" && m.policy.String() == policy.String()
	if unchanged { // RFC 8461 §3.1: the id changes with the policy, and only then
		record.ID = m.published.ID
	}
	m.record("sts-record", mtasts.Owner(m.domain), lookup.TXT, record.String())
	m.made = policy.String()
	page.ByID("sts-policy").Say(m.made)
	page.ByID("sts-place").Fill(m.Box("more.place", mtasts.URL(m.domain)))
	note := "more.sts-new-id"
	if unchanged {
		note = "more.sts-same-id"
	}
	page.ByID("sts-id").Say(m.Say(note, "id", record.ID))
	next := ""
	if today, known := calendar.ParseDate(moment()[:10]); known && policy.Mode == mtasts.Testing {
		next = m.Say("more.sts-enforce", "date", today.Add(testingDays).WorkdayJP().String())
	}
	page.ByID("sts-next").SayOrHide(next)
}

// downloadPolicy hands the policy over as a file.
func (m *more) downloadPolicy(page.Node) {
	page.Download("mta-sts.txt", []byte(m.made), "text/plain")
}

// makeReports makes the record of TLS-RPT.
func (m *more) makeReports(page.Node) {
	if !m.readDomain() {
		return
	}
	addresses, problems := input.Mailboxes(page.ByID("rpt-address").Val())
	m.SayFindings(page.ByID("rpt-address-problem"), problems...)
	var record tlsrpt.Record
	for _, a := range addresses {
		record.Reports = append(record.Reports, tlsrpt.Mailto(a))
	}
	page.ByID("rpt-result").Hide(len(addresses) == 0)
	if len(addresses) == 0 {
		if len(problems) == 0 {
			m.say("rpt-findings", tlsrpt.Lint(tlsrpt.Parse(record.String())))
		}
		return
	}
	m.say("rpt-findings", tlsrpt.Lint(tlsrpt.Parse(record.String())))
	m.record("rpt-record", tlsrpt.Owner(m.domain), lookup.TXT, record.String())
}

// makeTLSA makes the record that pins the key of a mail server.
func (m *more) makeTLSA(page.Node) {
	if !m.readDomain() {
		return
	}
	host, problem := input.Host(page.ByID("tlsa-host").Val())
	m.Problem("tlsa-host", problem)
	record, unreadable := tlsa.Pin(page.ByID("tlsa-cert").Val(), sha256.Sum256)
	m.Problem("tlsa-cert", unreadable)
	ok := problem == nil && unreadable == nil
	page.ByID("tlsa-result").Hide(!ok)
	if ok {
		m.record("tlsa-record", tlsa.Owner(host), lookup.TLSA, record.String())
		m.say("tlsa-findings", m.vouched(host, record))
	}
}

// vouched says whether DNSSEC vouches for a record that is to be published. It says nothing of a server that DNS does not
// name, or before the domain was looked at.
func (m *more) vouched(host string, r tlsa.Record) []finding.Finding {
	address := m.memo.Lookup(lookup.Ask(host, lookup.A))
	mx := m.memo.Lookup(lookup.Ask(m.domain, lookup.MX))
	if !address.OK() || !mx.OK() {
		return nil
	}
	return tlsa.LintServer(tlsa.Server{Host: host, Records: []tlsa.Record{r}, Secure: address.Secure, MXSecure: mx.Secure})
}

// makeBIMI makes the record that says where the logo lies.
func (m *more) makeBIMI(page.Node) {
	if !m.readDomain() {
		return
	}
	record := bimi.Record{Location: strings.TrimSpace(page.ByID("bimi-logo").Val()), HasLocation: true,
		Evidence: strings.TrimSpace(page.ByID("bimi-evidence").Val()), HasEvidence: true}
	ok := m.say("bimi-findings", append(bimi.Lint(bimi.Parse(record.String())), m.logo...))
	page.ByID("bimi-result").Hide(!ok)
	if ok {
		m.record("bimi-record", bimi.Owner(bimi.DefaultSelector, m.domain), lookup.TXT, record.String())
	}
}

// makeNull makes the record of a domain that takes no mail.
func (m *more) makeNull(page.Node) {
	if m.readDomain() {
		page.ByID("null-result").Hide(false)
		m.record("null-record", m.domain, lookup.MX, mx.Null.String())
	}
}

// makeUnsubscribe makes the two header fields.
func (m *more) makeUnsubscribe(page.Node) {
	fields := unsubscribe.Build(strings.TrimSpace(page.ByID("leave-link").Val()), strings.TrimSpace(page.ByID("leave-address").Val()))
	ok := m.say("leave-findings", unsubscribe.Lint(unsubscribe.Parse(fields.String())))
	page.ByID("leave-result").Hide(!ok)
	page.ByID("leave-header").Fill(m.Box("more.header", fields.String()))
}
