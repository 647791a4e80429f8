//go:build js

package main

import (
	"slices"
	"strconv"
	"strings"

	"todoku/records/check"
	"todoku/records/dkim"
	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/input"
	"todoku/records/lookup"
	"todoku/records/plan"
	"todoku/records/provider"
	"todoku/records/txt"
	"todoku/wasm/page"
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
	page.ByID("panel").Set("value", a.panel)
}

func (a *app) choosePanel(box page.Node) {
	a.panel = box.Val()
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
	changes := page.ByID("changes").Fill()
	count := 0
	for _, c := range p.Changes {
		changes.Add(a.change(c, p, panel))
		if c.Action != plan.Keep {
			count++
		}
	}
	problems := a.planFindings(p)
	summary := a.Say("records.summary", "count", strconv.Itoa(count))
	switch {
	case len(p.Changes) == 0:
		summary = a.Say("records.none")
	case count == 0 && problems:
		summary = a.Say("records.unchanged-but")
	case count == 0:
		summary = a.Say("records.unchanged")
	}
	page.ByID("changes-summary").Say(summary)
	a.fetchMissing()
}

// planFindings draws what is wrong with the records that the plan would publish.
func (a *app) planFindings(p plan.Plan) (any bool) {
	list := page.ByID("plan-findings").Fill()
	m, text := a.counted(p)
	all := p.Findings
	if text != "v=spf1 -all" {
		all = append(all[:len(all):len(all)], m.Findings...)
	}
	for _, f := range all {
		if f.Severity != finding.Info {
			list.Add(a.Finding(f, f.Span == finding.Span{}))
			any = true
		}
	}
	return any
}

// renderPanel says which screens to open and how the panel wants its boxes filled.
func (a *app) renderPanel(p *provider.Panel) {
	info := page.ByID("panel-info").Fill()
	if p == nil {
		return
	}
	say := func(code string, args ...string) {
		info.Add(page.Paragraph(a.SayAll(code, args...)))
	}
	if a.report != nil && len(a.report.Panels) > 1 && slices.Contains(a.report.Panels, p.ID) {
		var names []string
		for _, id := range a.report.Panels {
			if other, ok := provider.PanelByID(id); ok {
				names = append(names, a.ProviderName(other.Name))
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
		info.Add(page.Paragraph(a.SayAll(n)).Class("note", true))
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
		ref := a.Say("confidence." + string(p.Confidence))
		if strings.HasPrefix(p.Ref, "https://") {
			ref += " " + p.Ref
		}
		info.Add(page.Paragraph(a.Say("records.source", "ref", ref, "date", p.Date)).Class("source", true))
	}
}

// renderNeeds names what is missing for a complete plan.
func (a *app) renderNeeds(p plan.Plan) {
	needs := page.ByID("needs").Fill()
	if a.report == nil {
		needs.Add(page.Paragraph(a.Say("look.no-basis")))
	} else if t := a.report.Topic("spf"); t != nil && t.State == check.Unknown {
		needs.Add(page.Paragraph(a.Say("look.no-basis")))
	}
	for _, n := range p.Needs {
		needs.Add(page.Paragraph(a.SayAll("records.need", "sender", a.senderName(n.Sender), "field", a.Say("field."+n.Field))))
	}
	if p.NoSenders && !a.answers.NoMail {
		needs.Add(page.Paragraph(a.SayAll("records.no-senders")))
	}
	needs.Hide(needs.Get("childElementCount").Int() == 0)
}

// change draws one record: what to do, and each box of the panel with its copy button.
func (a *app) change(c plan.Change, p plan.Plan, panel *provider.Panel) page.Node {
	li := page.Clone("t-change").SetAttr("data-topic", c.Topic).SetAttr("data-record-action", string(c.Action))
	page.Badge(li.Slot("action"), string(c.Action), a.Say("action."+string(c.Action)))
	li.Slot("title").Say(a.Say("topic."+c.Topic) + "  " + domain.ToUnicode(c.Name))
	li.Slot("say").Say(a.Say("change." + string(c.Action)))
	li.Slot("old").Hide(c.Old == "")
	page.Record(li.Slot("old-text"), c.Old, 0, 0)
	if boxes := li.Slot("boxes"); c.Action != plan.Keep && c.Action != plan.Delete {
		a.hostBoxes(boxes, c.Name, panel)
		boxes.Add(a.Box("label.type", c.Type.String()))
		a.valueBoxes(boxes, c.Type, c.Value, panel)
		if panel != nil && panel.TTL != "" && c.Action != plan.Replace {
			boxes.Add(a.Box("label.ttl", panel.TTL))
		}
	}
	steps := li.Slot("steps").Fill()
	if c.Topic == "spf" && c.Action != plan.Delete && len(p.SPF) > 0 {
		for _, s := range p.SPF {
			row := page.Clone("t-step")
			page.Badge(row.Slot("fate"), string(s.Fate), a.Say("fate."+string(s.Fate)))
			row.Slot("term").Say(s.Term)
			row.Slot("reason").Say(a.Say("reason." + string(s.Reason)))
			steps.Add(row)
		}
	} else {
		li.Slot("why").Hide(true)
	}
	return li
}

// hostBoxes draws the host name as the panel wants it, or in its three spellings where that is not known.
func (a *app) hostBoxes(boxes page.Node, name string, panel *provider.Panel) {
	if panel == nil {
		return
	}
	zone := a.zone()
	known := name == zone && panel.Root != provider.RootUnknown || name != zone && panel.Host != provider.HostUnknown
	if known {
		text := panel.Spell(name, zone)
		row := a.Box("label.host", text)
		if text == "" {
			row.Slot("value").Say(a.Say("host.empty")).Class("empty", true)
			row.Query("button").Hide(true)
		}
		boxes.Add(row.SetAttr("data-box", "host"))
		return
	}
	short := domain.Relative(name, zone)
	if short == "" {
		short = "@"
	}
	boxes.Add(a.Box("label.host-short", short).SetAttr("data-box", "host"), a.Box("label.host-full", name), a.Box("label.host-dot", name+"."),
		page.Paragraph(a.Say("host.unknown")).Class("hint", true))
}

// valueBoxes draws the value in the form that the panel wants first, and the other form beside it.
func (a *app) valueBoxes(boxes page.Node, t lookup.Type, value string, panel *provider.Panel) {
	if t != lookup.TXT {
		if panel != nil && panel.Dot == provider.DotRequired {
			value += "."
		}
		boxes.Add(a.Box("label.value", value).SetAttr("data-box", "value"))
		return
	}
	one := a.Box("label.value", value).SetAttr("data-box", "value")
	quoted := a.Box("label.value-quoted", txt.Quote(txt.Split(value))).SetAttr("data-box", "quoted")
	if len(value) <= txt.MaxString {
		if panel != nil && panel.Quote == provider.QuoteRequired {
			one.Slot("value").Say(txt.Quote([]string{value}))
		}
		boxes.Add(one)
		return
	}
	one.Slot("label").Say(a.Say("label.value-one"))
	if panel != nil && (panel.Long == provider.LongSplit || panel.Quote == provider.QuoteRequired) {
		boxes.Add(quoted, one)
	} else {
		boxes.Add(one, quoted)
	}
	if panel != nil && panel.Long == provider.LongUnknown {
		boxes.Add(page.Paragraph(a.Say("long.unknown")).Class("hint", true))
	}
}

// renderTasks draws what to do for DKIM at each sender. What is being typed there stays.
func (a *app) renderTasks(p plan.Plan) {
	list := page.ByID("dkim-tasks")
	page.ByID("dkim-card").Hide(a.answers.NoMail)
	for _, li := range list.All("[data-task]") {
		if !a.chosen(li.Attr("data-task")) {
			li.Call("remove")
		}
	}
	for _, t := range p.Tasks {
		s, ok := provider.SenderByID(t.Sender)
		if !ok {
			continue
		}
		li := list.Query("[data-task=\"" + t.Sender + "\"]")
		if !li.There() {
			li = a.newTask(s)
			list.Call("insertBefore", li.Value, page.ByID("own-key").Value)
		}
		a.renderTaskState(li, s, t)
		a.renderGiven(li, s)
	}
	if own := page.ByID("own-key").Query("details"); len(a.answers.Servers) > 0 {
		own.Set("open", true)
	}
}

// renderTaskState says whether the sender's key is published, or entered here.
func (a *app) renderTaskState(li page.Node, s *provider.Sender, t plan.Task) {
	say, kind, state := "task."+string(t.Holder), "add", ""
	switch {
	case t.Published != "":
		say, kind, state = "task.published", "ok", a.Say("status.as-planned")
	case t.Given:
		kind, state = "add", a.Say("action.add")
	}
	page.Badge(li.Slot("state"), kind, state).Hide(state == "")
	li.Slot("say").Say(a.Say(say, "sender", a.ProviderName(s.Name), "selector", t.Published))
	for _, part := range []string{"where", "notes", "paste"} {
		li.Slot(part).Class("done-already", t.Published != "")
	}
}

func (a *app) newTask(s *provider.Sender) page.Node {
	li := page.Clone("t-task").SetAttr("data-task", s.ID)
	li.Slot("name").Say(a.ProviderName(s.Name))
	where := ""
	if s.DKIM.Where != "" {
		where = a.Say("task.where", "where", s.DKIM.Where)
	}
	li.Slot("where").SayOrHide(where)
	for _, n := range s.Notes {
		li.Slot("notes").Add(page.Paragraph(a.SayAll(n)).Class("note", true))
	}
	li.Slot("paste").Hide(s.DKIM.Holder == provider.Without || s.DKIM.Holder == provider.Paste)
	if len(s.DKIM.Selectors) > 0 {
		li.Query("input[name=selector]").Set("value", s.DKIM.Selectors[0])
	}
	return li
}

// renderGiven lists the records that were entered for a sender.
func (a *app) renderGiven(li page.Node, s *provider.Sender) {
	given := li.Slot("given").Fill()
	for _, k := range a.answers.Keys {
		if a.keySender(k.Selector) != s.ID {
			continue
		}
		row := page.Clone("t-given")
		row.Slot("name").Say(dkim.Name(k.Selector, domain.ToUnicode(a.domain)))
		row.Slot("remove").Say(a.Say("task.remove")).SetAttr("data-selector", k.Selector)
		given.Add(row)
	}
}

// keySender returns the sender under whose name a key was pasted.
func (a *app) keySender(selector string) string { return a.key.pasted[selector] }

// addKey takes a DKIM record that a provider shows.
func (a *app) addKey(form page.Node) {
	li := form.Closest("[data-task]")
	problem := form.Slot("problem")
	selector, bad := input.Selector(form.Query("[name=selector]").Val())
	if bad != nil {
		problem.Say(a.SayFinding(*bad))
		return
	}
	key := plan.Key{Selector: selector, Type: lookup.TXT, Value: input.Value(form.Query("[name=value]").Val())}
	if !dkim.IsRecord(key.Value) {
		host, bad := input.Host(key.Value)
		if bad != nil {
			problem.Say(a.SayAll("task.bad-value"))
			return
		}
		key.Type, key.Value = lookup.CNAME, host
	} else if mended := mendedKey(key.Value); mended != "" {
		key.Value = mended
	}
	problem.Say("")
	form.Query("[name=value]").Set("value", "")
	a.putKey(key, li.Attr("data-task"))
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

func (a *app) removeKey(button page.Node) {
	a.dropKey(button.Attr("data-selector"))
	a.renderRecords()
}
