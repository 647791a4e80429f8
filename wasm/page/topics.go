//go:build js

package page

import (
	"strconv"
	"strings"

	"todoku/records/check"
	"todoku/records/dkim"
	"todoku/records/dmarc"
	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/message"
	"todoku/records/provider"
)

// topicOrder is the order of the page: what mail needs first, what is optional last.
var topicOrder = []string{"spf", "dkim", "dmarc", "mx", "servers", "dns", "dnssec", "mta-sts", "tls-rpt", "tlsa", "bimi"}

// madeElsewhere are the topics whose records are made on a page of their own.
var madeElsewhere = map[string]bool{"mta-sts": true, "tls-rpt": true, "tlsa": true, "bimi": true}

// orderOf is topicOrder, with DNSSEC above everything else where its signatures do not hold: then nothing else counts.
func orderOf(r *check.Report) []string {
	if t := r.Topic("dnssec"); t == nil || t.State != check.Bad {
		return topicOrder
	}
	order := []string{"dnssec"}
	for _, id := range topicOrder {
		if id != "dnssec" {
			order = append(order, id)
		}
	}
	return order
}

// Topics draws what is known of a domain, a line each, the details folded away.
func (a *App) Topics(list Node, r *check.Report) {
	list.Fill()
	for _, id := range orderOf(r) {
		t := r.Topic(id)
		if t == nil {
			continue
		}
		li := Clone("t-topic").SetAttr("data-topic", id).SetAttr("data-state", string(t.State))
		Badge(li.Slot("state"), string(t.State), a.Say("state."+string(t.State)))
		li.Slot("name").Say(a.Say("topic." + id))
		li.Slot("line").Say(a.topicLine(r, t))
		records := li.Slot("records").Fill()
		for _, p := range t.Records {
			row := Clone("t-published")
			row.Slot("name").Say(domain.ToUnicode(p.Name))
			Record(row.Slot("text"), p.Text, 0, 0)
			row.Slot("from").SayOrHide(a.source(p))
			records.Add(row)
		}
		findings := li.Slot("findings").Fill()
		for _, f := range t.Findings {
			findings.Add(a.Finding(f, false))
		}
		for _, f := range t.Failures {
			findings.Add(a.Failure(f))
		}
		if madeElsewhere[id] && !a.Making {
			li.Slot("make").Hide(false).Query("a").SetAttr("href", a.Base()+"more#domain="+r.Domain+"&at="+id)
		}
		li.Query("details").Set("open", t.State == check.Bad)
		list.Add(li)
	}
}

func (a *App) source(p check.Published) string {
	if p.Resolver == "" {
		return ""
	}
	return a.Say("look.source", "resolver", a.ResolverName(p.Resolver), "time", a.ClockTime(a.Looked, 0), "ttl", strconv.Itoa(int(p.TTL)))
}

// topicLine sums a topic up: the worst finding, or what is good about it.
func (a *App) topicLine(r *check.Report, t *check.Topic) string {
	switch t.State {
	case check.Unknown:
		return a.Say("line.unknown")
	case check.Optional:
		return a.Say("line.optional")
	}
	for _, s := range []finding.Severity{finding.Error, finding.Warning, finding.Info} {
		for _, f := range t.Findings {
			if f.Severity == s && (s != finding.Info || t.State == check.Absent || t.ID == "mx") {
				return message.Of(a.Lang, a.named(f)).What
			}
		}
	}
	switch t.ID {
	case "spf":
		return a.Say("line.spf", "lookups", strconv.Itoa(t.Lookups))
	case "dkim":
		var selectors []string
		revoked := true
		for _, p := range t.Records {
			revoked = revoked && dkim.Parse(p.Text).Revoked()
			s, _, _ := strings.Cut(p.Name, "._domainkey.")
			selectors = append(selectors, s)
		}
		if revoked {
			return a.Say("line.dkim-revoked")
		}
		return a.Say("line.dkim", "selectors", strings.Join(selectors, ", "))
	case "dmarc":
		policy := ""
		if len(t.Records) > 0 {
			policy = string(dmarc.Parse(t.Records[0].Text).ForDomain())
		}
		return a.Say("line.dmarc", "policy", policy)
	case "mx":
		return a.Say("line.mx", "hosts", hostNames(t.Records))
	case "servers":
		return a.Say("line.servers", "names", hostNames(t.Records))
	case "dnssec", "mta-sts", "tls-rpt", "tlsa", "bimi":
		return a.Say("line." + t.ID)
	default:
		if len(r.Panels) == 1 {
			if p, ok := provider.PanelByID(r.Panels[0]); ok {
				return a.Say("line.dns-panel", "panel", a.ProviderName(p.Name))
			}
		}
		return a.Say("line.dns", "servers", hostNames(t.Records))
	}
}

// hostNames lists the hosts of MX or NS records, without preferences and final dots.
func hostNames(records []check.Published) string {
	var hosts []string
	for _, p := range records {
		hosts = append(hosts, strings.TrimSuffix(p.Text[strings.LastIndexByte(p.Text, ' ')+1:], "."))
	}
	return strings.Join(hosts, ", ")
}
