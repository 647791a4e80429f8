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
	"todoku/records/sheet"
	"todoku/records/spf"
	"todoku/wasm/page"
)

// prefillPanel chooses the panel behind the name servers.
func (a *app) prefillPanel(r *check.Report) {
	if a.panel != "" && a.panel != "other" {
		return
	}
	a.panel = "other"
	if len(r.Panels) == 1 { // with more, step 4 asks
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
	a.drawn = a.summary(p)
	written := a.sheet(p)
	a.renderPanel(written.Panel)
	a.renderNeeds(p)
	a.renderTasks(p)
	changes := page.ByID("changes").Fill()
	count := 0
	for _, it := range written.Items {
		changes.Add(a.change(it, p.SPF))
		if it.Change.Action != plan.Keep {
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

// refreshRecords draws step 4 anew where answers that came late change it; what stays as it is must not be taken away
// from under the pointer.
func (a *app) refreshRecords() {
	if a.summary(a.planned()) != a.drawn {
		a.renderRecords()
		return
	}
	a.fetchMissing()
}

// summary is a text that differs where step 4 has something else to say.
func (a *app) summary(p plan.Plan) string {
	var b strings.Builder
	for _, c := range p.Changes {
		b.WriteString(string(c.Action) + c.Name + c.Value + c.Old + "\n")
	}
	for _, t := range p.Tasks {
		b.WriteString(t.Sender + t.Published + strconv.FormatBool(t.Given) + "\n")
	}
	m, _ := a.counted(p)
	for _, f := range append(p.Findings[:len(p.Findings):len(p.Findings)], m.Findings...) {
		b.WriteString(f.Code + f.Text + "\n")
	}
	return b.String()
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

// candidates are the panels that the name servers allow.
func (a *app) candidates() []*provider.Panel {
	var list []*provider.Panel
	if a.report != nil {
		for _, id := range a.report.Panels {
			if p, ok := provider.PanelByID(id); ok {
				list = append(list, p)
			}
		}
	}
	return list
}

// sheet writes the plan for the panel that was chosen. Which of several it is, the page asks itself.
func (a *app) sheet(p plan.Plan) sheet.Sheet {
	panel, _ := provider.PanelByID(a.panel)
	in := sheet.Input{Domain: a.domain, Zone: a.zone(), Panel: panel, Plan: p, Published: &a.memo}
	if a.report != nil {
		in.NameServers = a.report.NameServers
	}
	return sheet.Build(a.Lang, in)
}

// renderPanel asks which panel it is, where the name servers do not tell, and says which screens to open.
func (a *app) renderPanel(s sheet.Section) {
	which := page.ByID("panel-which").Fill()
	candidates := a.candidates()
	if len(candidates) > 1 {
		which.Add(page.Paragraph(a.SayAll("records.which")))
		for _, p := range candidates {
			row := page.Clone("t-which")
			row.Slot("name").Say(a.ProviderName(p.Name))
			row.Query("input").SetAttr("value", p.ID).Set("checked", p.ID == a.panel)
			which.Add(row)
		}
	}
	which.Hide(len(candidates) < 2)
	info := page.ByID("panel-info").Fill()
	for _, line := range s.Warnings {
		info.Add(page.Paragraph(line).Class("notice-inline", true))
	}
	for _, line := range s.Lines {
		info.Add(page.Paragraph(line))
	}
}

// answerWhich takes the answer to the question which panel it is.
func (a *app) answerWhich(box page.Node) {
	page.ByID("panel").Set("value", box.Val())
	a.choosePanel(page.ByID("panel"))
	page.Query("#panel-which [value=\"" + a.panel + "\"]").Call("focus")
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
func (a *app) change(it sheet.Item, merged spf.Merged) page.Node {
	c := it.Change
	li := page.Clone("t-change").SetAttr("data-topic", c.Topic).SetAttr("data-record-action", string(c.Action))
	page.Badge(li.Slot("action"), string(c.Action), it.Action)
	li.Slot("title").Say(it.Heading)
	li.Slot("say").Say(it.Say)
	li.Slot("old").Hide(c.Old == "")
	page.Record(li.Slot("old-text"), c.Old, 0, 0)
	for _, text := range it.Cannot {
		li.Slot("cannot").Add(page.Paragraph(text).Class("notice-inline", true))
	}
	for _, r := range it.Rows {
		li.Slot("boxes").Add(a.row(r))
	}
	for _, text := range it.Notes {
		li.Slot("notes").Add(page.Paragraph(text).Class("hint", true))
	}
	li.Slot("why").Hide(c.Topic != "spf" || c.Action == plan.Delete || len(merged.Steps) == 0)
	li.Slot("counts").SayOrHide(a.mergeCounts(merged))
	for _, s := range merged.Steps {
		row := page.Clone("t-step")
		page.Badge(row.Slot("fate"), string(s.Fate), a.Say("fate."+string(s.Fate)))
		row.Slot("term").Say(s.Term)
		row.Slot("reason").Say(a.Say("reason." + string(s.Reason)))
		li.Slot("steps").Add(row)
	}
	return li
}

// mergeCounts says how many lookups each published record takes, and how many the merged one.
func (a *app) mergeCounts(m spf.Merged) string {
	if len(m.Before) == 0 || m.After.AtLeast {
		return ""
	}
	counts := make([]string, len(m.Before))
	for i, t := range m.Before {
		counts[i] = strconv.Itoa(t.Lookups)
	}
	return a.Say("merge.counts", "before", strings.Join(counts, " + "), "after", strconv.Itoa(m.After.Lookups), "limit", strconv.Itoa(spf.MaxLookups))
}

// row draws one box of the panel. What stays as it is cannot be copied.
func (a *app) row(r sheet.Row) page.Node {
	n := page.Clone("t-box").SetAttr("data-box", string(r.Kind))
	n.Slot("label").Say(r.Label)
	n.Slot("value").Say(r.Text)
	button := n.Query("button").SetAttr("aria-label", a.Say("copy.label", "label", r.Label))
	if r.Text == "" {
		n.Slot("value").Say(r.Keep).Class("empty", true)
		button.Hide(true)
	}
	return n
}

// renderTasks draws what to do for DKIM at each sender. What is being typed there stays.
func (a *app) renderTasks(p plan.Plan) {
	list := page.ByID("dkim-tasks")
	page.ByID("dkim-card").Hide(a.answers.NoMail)
	handKeyOver(page.ByID("dkim-page"), a.domain, "", "")
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
		where = a.Say("task.where", "where", sheet.Where(a.Lang, s.DKIM.Where))
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
		a.SayFindings(problem, *bad)
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
