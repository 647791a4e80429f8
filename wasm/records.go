//go:build js

package main

import (
	"slices"
	"strings"

	"todoku/records/check"
	"todoku/records/dkim"
	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/input"
	"todoku/records/lookup"
	"todoku/records/message"
	"todoku/records/plan"
	"todoku/records/provider"
	"todoku/records/txt"
)

// prefillPanel chooses the panel behind the name servers.
func (a *app) prefillPanel(r *check.Report) {
	if a.panel != "" && a.panel != "other" {
		return
	}
	a.panel = "other"
	if len(r.Panels) > 0 {
		a.panel = r.Panels[0]
	}
	byID("panel").Set("value", a.panel)
}

func (a *app) choosePanel(box node) {
	a.panel = box.value()
	a.renderRecords()
}

// zone is the apex of the zone that the domain lies in.
func (a *app) zone() string {
	if a.report != nil && domain.Under(a.domain, a.report.Zone) {
		return a.report.Zone
	}
	return a.domain
}

// renderRecords draws step 4.
func (a *app) renderRecords() {
	if a.domain == "" {
		return
	}
	p := a.planned()
	panel, _ := provider.PanelByID(a.panel)
	a.renderPanel(panel)
	a.renderNeeds(p)
	a.renderTasks(p)
	changes := byID("changes").fill()
	count := 0
	for _, c := range p.Changes {
		changes.add(a.change(c, p, panel))
		if c.Action != plan.Keep {
			count++
		}
	}
	problems := a.planFindings(p)
	summary := a.say("records.summary", "count", itoa(count))
	switch {
	case len(p.Changes) == 0:
		summary = a.say("records.none")
	case count == 0 && problems:
		summary = a.say("records.unchanged-but")
	case count == 0:
		summary = a.say("records.unchanged")
	}
	byID("changes-summary").say(summary)
	a.fetchMissing()
}

// planFindings draws what is wrong with the records that the plan would publish.
func (a *app) planFindings(p plan.Plan) (any bool) {
	list := byID("plan-findings").fill()
	m, text := a.counted(p)
	all := p.Findings
	if text != "v=spf1 -all" {
		all = append(all[:len(all):len(all)], m.Findings...)
	}
	for _, f := range all {
		if f.Severity != finding.Info {
			list.add(a.finding(f, f.Span == finding.Span{}))
			any = true
		}
	}
	return any
}

// renderPanel says which screens to open and how the panel wants its boxes filled.
func (a *app) renderPanel(p *provider.Panel) {
	info := byID("panel-info").fill()
	if p == nil {
		return
	}
	say := func(code string, args ...string) {
		info.add(paragraph(a.sayAll(code, args...)))
	}
	if a.report != nil && len(a.report.Panels) > 1 && slices.Contains(a.report.Panels, p.ID) {
		var names []string
		for _, id := range a.report.Panels {
			if other, ok := provider.PanelByID(id); ok {
				names = append(names, a.providerName(other.Name))
			}
		}
		say("records.ambiguous", "panels", strings.Join(names, " / "))
	}
	if p.Where != "" {
		say("records.where", "where", p.Where)
	}
	if a.zone() != a.domain {
		say("records.zone", "zone", domain.ToUnicode(a.zone()))
	}
	for _, n := range p.Notes {
		info.add(paragraph(a.sayAll(n)).class("note", true))
	}
	if p.Quote != provider.QuoteUnknown {
		say("quote." + string(p.Quote))
	}
	if p.Long != provider.LongUnknown {
		say("long." + string(p.Long))
	}
	if p.Dot == provider.DotRequired || p.Dot == provider.DotForbidden {
		say("dot." + string(p.Dot))
	}
	if p.ID != "other" {
		ref := a.say("confidence." + string(p.Confidence))
		if strings.HasPrefix(p.Ref, "https://") {
			ref += " " + p.Ref
		}
		info.add(paragraph(a.say("records.source", "ref", ref, "date", p.Date)).class("source", true))
	}
}

// renderNeeds names what is missing for a complete plan.
func (a *app) renderNeeds(p plan.Plan) {
	needs := byID("needs").fill()
	if a.report == nil {
		needs.add(paragraph(a.say("look.no-basis")))
	} else if t := a.report.Topic("spf"); t != nil && t.State == check.Unknown {
		needs.add(paragraph(a.say("look.no-basis")))
	}
	for _, n := range p.Needs {
		needs.add(paragraph(a.sayAll("records.need", "sender", a.senderName(n.Sender), "field", a.say("field."+n.Field))))
	}
	if p.NoSenders && !a.answers.NoMail {
		needs.add(paragraph(a.sayAll("records.no-senders")))
	}
	needs.hide(needs.Get("childElementCount").Int() == 0)
}

// change draws one record: what to do, and each box of the panel with its copy button.
func (a *app) change(c plan.Change, p plan.Plan, panel *provider.Panel) node {
	li := clone("t-change").setAttr("data-topic", c.Topic).setAttr("data-record-action", string(c.Action))
	badge(li.slot("action"), string(c.Action), a.say("action."+string(c.Action)))
	li.slot("title").say(a.say("topic."+c.Topic) + "  " + domain.ToUnicode(c.Name))
	li.slot("say").say(a.say("change." + string(c.Action)))
	li.slot("old").hide(c.Action == plan.Add)
	record(li.slot("old-text"), c.Old, 0, 0)
	if boxes := li.slot("boxes"); c.Action == plan.Add || c.Action == plan.Replace {
		a.hostBoxes(boxes, c.Name, panel)
		boxes.add(a.box("label.type", c.Type.String()))
		a.valueBoxes(boxes, c.Type, c.Value, panel)
		if panel != nil && panel.TTL != "" && c.Action == plan.Add {
			boxes.add(a.box("label.ttl", panel.TTL))
		}
	}
	steps := li.slot("steps").fill()
	if c.Topic == "spf" && c.Action != plan.Delete && len(p.SPF) > 0 {
		for _, s := range p.SPF {
			row := clone("t-step")
			badge(row.slot("fate"), string(s.Fate), a.say("fate."+string(s.Fate)))
			row.slot("term").say(s.Term)
			row.slot("reason").say(a.say("reason." + string(s.Reason)))
			steps.add(row)
		}
	} else {
		li.slot("why").hide(true)
	}
	return li
}

// hostBoxes draws the host name as the panel wants it, or in its three spellings where that is not known.
func (a *app) hostBoxes(boxes node, name string, panel *provider.Panel) {
	if panel == nil {
		return
	}
	zone := a.zone()
	known := name == zone && panel.Root != provider.RootUnknown || name != zone && panel.Host != provider.HostUnknown
	if known {
		text := panel.Spell(name, zone)
		row := a.box("label.host", text)
		if text == "" {
			row.slot("value").say(a.say("host.empty")).class("empty", true)
			row.query("button").hide(true)
		}
		boxes.add(row.setAttr("data-box", "host"))
		return
	}
	short := domain.Relative(name, zone)
	if short == "" {
		short = "@"
	}
	boxes.add(a.box("label.host-short", short).setAttr("data-box", "host"), a.box("label.host-full", name), a.box("label.host-dot", name+"."),
		paragraph(a.say("host.unknown")).class("hint", true))
}

// valueBoxes draws the value in the form that the panel wants first, and the other form beside it.
func (a *app) valueBoxes(boxes node, t lookup.Type, value string, panel *provider.Panel) {
	if t != lookup.TXT {
		if panel != nil && panel.Dot == provider.DotRequired {
			value += "."
		}
		boxes.add(a.box("label.value", value).setAttr("data-box", "value"))
		return
	}
	one := a.box("label.value", value).setAttr("data-box", "value")
	quoted := a.box("label.value-quoted", txt.Quote(txt.Split(value))).setAttr("data-box", "quoted")
	if len(value) <= txt.MaxString {
		if panel != nil && panel.Quote == provider.QuoteRequired {
			one.slot("value").say(txt.Quote([]string{value}))
		}
		boxes.add(one)
		return
	}
	one.slot("label").say(a.say("label.value-one"))
	if panel != nil && (panel.Long == provider.LongSplit || panel.Quote == provider.QuoteRequired) {
		boxes.add(quoted, one)
	} else {
		boxes.add(one, quoted)
	}
	if panel != nil && panel.Long == provider.LongUnknown {
		boxes.add(paragraph(a.say("long.unknown")).class("hint", true))
	}
}

// renderTasks draws what to do for DKIM at each sender. What is being typed there stays.
func (a *app) renderTasks(p plan.Plan) {
	list := byID("dkim-tasks")
	byID("dkim-card").hide(a.answers.NoMail)
	for _, li := range list.all("[data-task]") {
		if !a.chosen(li.attr("data-task")) {
			li.Call("remove")
		}
	}
	for _, t := range p.Tasks {
		s, ok := provider.SenderByID(t.Sender)
		if !ok {
			continue
		}
		li := list.query("[data-task=\"" + t.Sender + "\"]")
		if !li.there() {
			li = a.newTask(s)
			list.Call("insertBefore", li.Value, byID("own-key").Value)
		}
		a.renderTaskState(li, s, t)
		a.renderGiven(li, s)
	}
	if own := byID("own-key").query("details"); len(a.answers.Servers) > 0 {
		own.Set("open", true)
	}
}

// renderTaskState says whether the sender's key is published, or entered here.
func (a *app) renderTaskState(li node, s *provider.Sender, t plan.Task) {
	say, kind, state := "task."+string(t.Holder), "add", ""
	switch {
	case t.Published != "":
		say, kind, state = "task.published", "ok", a.say("status.as-planned")
	case t.Given:
		kind, state = "add", a.say("action.add")
	}
	badge(li.slot("state"), kind, state).hide(state == "")
	li.slot("say").say(a.say(say, "sender", a.providerName(s.Name), "selector", t.Published))
	for _, part := range []string{"where", "notes", "paste"} {
		li.slot(part).class("done-already", t.Published != "")
	}
}

func (a *app) newTask(s *provider.Sender) node {
	li := clone("t-task").setAttr("data-task", s.ID)
	li.slot("name").say(a.providerName(s.Name))
	where := ""
	if s.DKIM.Where != "" {
		where = a.say("task.where", "where", s.DKIM.Where)
	}
	li.slot("where").sayOrHide(where)
	for _, n := range s.Notes {
		li.slot("notes").add(paragraph(a.sayAll(n)).class("note", true))
	}
	li.slot("paste").hide(s.DKIM.Holder == provider.Without || s.DKIM.Holder == provider.Paste)
	if len(s.DKIM.Selectors) > 0 {
		li.query("input[name=selector]").Set("value", s.DKIM.Selectors[0])
	}
	return li
}

// renderGiven lists the records that were entered for a sender.
func (a *app) renderGiven(li node, s *provider.Sender) {
	given := li.slot("given").fill()
	for _, k := range a.answers.Keys {
		if a.keySender(k.Selector) != s.ID {
			continue
		}
		row := clone("t-given")
		row.slot("name").say(dkim.Name(k.Selector, domain.ToUnicode(a.domain)))
		row.slot("remove").say(a.say("task.remove")).setAttr("data-selector", k.Selector)
		given.add(row)
	}
}

// keySender returns the sender under whose name a key was pasted.
func (a *app) keySender(selector string) string { return a.key.pasted[selector] }

// addKey takes a DKIM record that a provider shows.
func (a *app) addKey(form node) {
	li := form.closest("[data-task]")
	problem := form.slot("problem")
	selector, bad := input.Selector(form.query("[name=selector]").value())
	if bad != nil {
		problem.say(whole(message.Of(a.lang, *bad)))
		return
	}
	key := plan.Key{Selector: selector, Type: lookup.TXT, Value: input.Value(form.query("[name=value]").value())}
	if !dkim.IsRecord(key.Value) {
		host, bad := input.Host(key.Value)
		if bad != nil {
			problem.say(a.sayAll("task.bad-value"))
			return
		}
		key.Type, key.Value = lookup.CNAME, host
	} else if mended := mendedKey(key.Value); mended != "" {
		key.Value = mended
	}
	problem.say("")
	form.query("[name=value]").Set("value", "")
	a.putKey(key, li.attr("data-task"))
}

// mendedKey returns the record without mistakes of form, or "".
func mendedKey(text string) string {
	for _, f := range dkim.Lint(dkim.Parse(text)) {
		if f.Fix != "" {
			return f.Fix
		}
	}
	return ""
}

// putKey enters a key into the plan, in the place of one with the same selector.
func (a *app) putKey(key plan.Key, sender string) {
	a.dropKey(key.Selector)
	a.answers.Keys = append(a.answers.Keys, key)
	if a.key.pasted == nil {
		a.key.pasted = map[string]string{}
	}
	a.key.pasted[key.Selector] = sender
	a.renderRecords()
}

func (a *app) dropKey(selector string) {
	a.answers.Keys = slices.DeleteFunc(a.answers.Keys, func(k plan.Key) bool { return k.Selector == selector })
}

func (a *app) removeKey(button node) {
	a.dropKey(button.attr("data-selector"))
	a.renderRecords()
}

// copy puts the text of the box beside the button into the clipboard.
func (a *app) copy(button node) {
	source := button.closest(".box").query(".box-value")
	if from := button.attr("data-copy-from"); from != "" {
		source = byID(from)
	}
	text := source.Get("textContent").String()
	a.goGuarded(func() {
		if !writeClipboard(text) {
			selectText(source)
			byID("live").say(a.say("copy.failed"))
			return
		}
		a.flash(button)
	})
}
