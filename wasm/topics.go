//go:build js

package main

import (
	"strings"

	"todoku/records/check"
	"todoku/records/dmarc"
	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/message"
	"todoku/records/provider"
)

// renderTopics draws what is known of a domain, a line each, the details folded away.
func (a *app) renderTopics(list node, r *check.Report) {
	list.fill()
	for _, id := range []string{"spf", "dkim", "dmarc", "mx", "dns"} {
		t := r.Topic(id)
		if t == nil {
			continue
		}
		li := clone("t-topic").setAttr("data-topic", id).setAttr("data-state", string(t.State))
		badge(li.slot("state"), string(t.State), a.say("state."+string(t.State)))
		li.slot("name").say(a.say("topic." + id))
		li.slot("line").say(a.topicLine(r, t))
		records := li.slot("records").fill()
		for _, p := range t.Records {
			row := clone("t-published")
			row.slot("name").say(domain.ToUnicode(p.Name))
			record(row.slot("text"), p.Text, 0, 0)
			row.slot("from").sayOrHide(a.source(p))
			records.add(row)
		}
		findings := li.slot("findings").fill()
		for _, f := range t.Findings {
			findings.add(a.finding(f, false))
		}
		for _, f := range t.Failures {
			findings.add(a.failure(f))
		}
		li.query("details").Set("open", t.State == check.Bad)
		list.add(li)
	}
}

func (a *app) source(p check.Published) string {
	if p.Resolver == "" {
		return ""
	}
	return a.say("look.source", "resolver", a.resolverName(p.Resolver), "time", a.clockTime(a.looked, 0), "ttl", itoa(int(p.TTL)))
}

// topicLine sums a topic up: the worst finding, or what is good about it.
func (a *app) topicLine(r *check.Report, t *check.Topic) string {
	if t.State == check.Unknown {
		return a.say("line.unknown")
	}
	for _, s := range []finding.Severity{finding.Error, finding.Warning, finding.Info} {
		for _, f := range t.Findings {
			if f.Severity == s && (s != finding.Info || t.State == check.Absent || t.ID == "mx") {
				return message.Of(a.lang, f).What
			}
		}
	}
	switch t.ID {
	case "spf":
		return a.say("line.spf", "lookups", itoa(t.Lookups))
	case "dkim":
		var selectors []string
		for _, p := range t.Records {
			s, _, _ := strings.Cut(p.Name, "._domainkey.")
			selectors = append(selectors, s)
		}
		return a.say("line.dkim", "selectors", strings.Join(selectors, ", "))
	case "dmarc":
		policy := ""
		if len(t.Records) > 0 {
			policy = string(dmarc.Parse(t.Records[0].Text).ForDomain())
		}
		return a.say("line.dmarc", "policy", policy)
	case "mx":
		return a.say("line.mx", "hosts", hostNames(t.Records))
	default:
		if len(r.Panels) == 1 {
			if p, ok := provider.PanelByID(r.Panels[0]); ok {
				return a.say("line.dns-panel", "panel", a.providerName(p.Name))
			}
		}
		return a.say("line.dns", "servers", hostNames(t.Records))
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

// finding draws one finding, with its record where that is not shown already.
func (a *app) finding(f finding.Finding, withText bool) node {
	li := clone("t-finding").setAttr("data-code", f.Code)
	text := message.Of(a.lang, f)
	badge(li.slot("severity"), string(f.Severity), a.say("severity."+string(f.Severity)))
	li.slot("what").say(text.What)
	li.slot("do").sayOrHide(text.Do)
	li.slot("name").say(domain.ToUnicode(f.Name))
	marked := f.Span.End > f.Span.Start && f.Span.End-f.Span.Start < len(f.Text)
	show := f.Text != "" && (withText || marked)
	li.slot("place").hide(!show || f.Name == "")
	record(li.slot("text"), f.Text, f.Span.Start, f.Span.End).hide(!show)
	if f.Fix != "" {
		li.slot("fix").add(a.box("label.fix", f.Fix))
	}
	ref := ""
	if f.Ref != "" {
		ref = a.say("look.ref", "ref", f.Ref)
	}
	li.slot("ref").sayOrHide(ref)
	return li
}

// failure draws a question that nobody could answer.
func (a *app) failure(f check.Failure) node {
	li := clone("t-finding").setAttr("data-code", "failure."+string(f.Why))
	text := a.text("failure." + string(f.Why))
	badge(li.slot("severity"), "unknown", a.say("state.unknown"))
	li.slot("what").say(text.What)
	li.slot("do").sayOrHide(text.Do)
	li.slot("name").say(domain.ToUnicode(f.Name) + " " + f.Type.String())
	li.slot("text").hide(true)
	li.slot("ref").sayOrHide(a.resolverName(f.Resolver))
	return li
}

// box draws a value with its copy button.
func (a *app) box(label, value string) node {
	n := clone("t-box")
	n.slot("label").say(a.say(label))
	n.slot("value").say(value)
	n.query("button").setAttr("aria-label", a.say("copy.label", "label", a.say(label)))
	return n
}
