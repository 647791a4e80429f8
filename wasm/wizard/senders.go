//go:build js

package main

import (
	"slices"
	"strconv"
	"strings"

	"todoku/records/check"
	"todoku/records/dmarc"
	"todoku/records/input"
	"todoku/records/lookup"
	"todoku/records/plan"
	"todoku/records/provider"
	"todoku/records/spf"
	"todoku/wasm/page"
)

// senderRow is the list entry of a sender, wherever on the page it stands.
func senderRow(id string) page.Node { return page.Query("[data-sender=\"" + id + "\"]") }

// prefillSenders ticks the senders that the records show, and moves them to the top.
func (a *app) prefillSenders(found []check.Recognized) {
	for _, f := range found {
		if slices.ContainsFunc(a.found, func(r check.Recognized) bool { return r.ID == f.ID }) {
			continue // the user has had the say on this one
		}
		a.found = append(a.found, f)
		row := senderRow(f.ID)
		if !row.There() {
			continue
		}
		row.SetAttr("data-home", row.Closest("[data-group]").Attr("data-group"))
		page.ByID("found-list").Add(row)
		row.Query("[data-change]").Set("checked", true)
		for id, value := range f.Values {
			if box := row.Query("[data-field=\"" + id + "\"]"); box.There() {
				box.Set("value", value)
			}
		}
		row.Query(".sender-more").Call("prepend", a.foundBy(f).Value)
		a.openSender(row, true)
	}
	page.ByID("found").Hide(len(a.found) == 0)
	a.readSenders()
}

// foundBy says which records show a sender, and what seems to be missing.
func (a *app) foundBy(r check.Recognized) page.Node {
	var by []string
	for _, what := range r.By {
		by = append(by, a.Say("found.by."+what))
	}
	text := a.Say("found.by", "records", strings.Join(by, a.Say("found.and")))
	s, _ := provider.SenderByID(r.ID)
	if s.SPF.Mode == provider.Add && !slices.Contains(r.By, "spf") {
		text += " " + a.Say("found.not-in-spf")
	}
	return page.Element("p").Class("hint", true).SetAttr("data-found-by", strings.Join(r.By, " ")).Say(text)
}

// putBack moves a sender that was found back to its kind.
func (a *app) putBack(row page.Node) {
	home := page.Query("[data-group=\"" + row.Attr("data-home") + "\"] .senders")
	if home.There() {
		row.Query("[data-found-by]").Call("remove")
		home.Add(row)
	}
}

// tick answers a tick at a sender.
func (a *app) tick(box page.Node) {
	row := box.Closest("[data-sender]")
	a.openSender(row, box.Checked())
	a.readTicks()
	if kind := row.Closest("[data-group]"); kind.There() {
		a.renderSenderCount(kind)
	}
	a.memo.DropFailed() // what could not be asked is tried again
	a.renderMeter()
}

func (a *app) openSender(row page.Node, open bool) {
	if more := row.Query(".sender-more"); more.There() {
		more.Hide(!open)
	}
}

func (a *app) tickNoMail(box page.Node) {
	a.answers.NoMail = box.Checked()
	a.answers.Parked = a.answers.Parked && a.answers.NoMail
	page.ByID("parked").Set("checked", a.answers.Parked)
	page.ByID("catalogue").Hide(a.answers.NoMail)
	if a.answers.NoMail { // nothing good can be stopped where nothing is sent
		a.policy.Policy = dmarc.Reject
		a.setPolicy(a.policy)
	} else {
		a.prefillPolicy()
	}
	a.renderMeter()
}

// prefillNoMail ticks that nothing is sent where the published records say it. The policy stays as it is published.
func (a *app) prefillNoMail() {
	records := spf.Select(a.memo.Lookup(lookup.Ask(a.domain, lookup.TXT)).Texts())
	if len(records) == 1 && strings.EqualFold(strings.TrimSpace(records[0]), "v=spf1 -all") {
		a.answers.NoMail = true
		page.ByID("no-mail").Set("checked", true)
		page.ByID("catalogue").Hide(true)
	}
}

func (a *app) typeField(box page.Node) {
	f := box.Closest(".field")
	line := f.Query(".problem").Fill()
	if host := strings.TrimSpace(box.Val()); host != "" && box.Attr("data-field") == "server" {
		if _, problem := input.Host(host); problem != nil {
			a.SayFindings(line, *problem)
		}
	}
	a.readSenders()
	a.renderMeter()
}

func (a *app) typeServers(box page.Node) {
	prefixes, problems := input.Addresses(box.Val())
	a.answers.Servers = prefixes
	a.SayFindings(page.ByID("servers-problem"), problems...)
	box.AttrIf("aria-invalid", "true", len(problems) > 0)
	a.renderMeter()
}

// readSenders reads the ticks and the values of contracts into the answers, and counts them.
func (a *app) readSenders() {
	a.readTicks()
	for _, kind := range page.All("[data-group]") {
		a.renderSenderCount(kind)
	}
}

func (a *app) readTicks() {
	a.answers.Senders, a.answers.Unused = nil, nil
	for _, box := range page.All("[data-change=\"sender\"]:checked") {
		row := box.Closest("[data-sender]")
		a.answers.Senders = append(a.answers.Senders, plan.Choice{ID: row.Attr("data-sender"), Values: fieldValues(row)})
	}
	for _, f := range a.found {
		if !a.chosen(f.ID) {
			a.answers.Unused = append(a.answers.Unused, plan.Choice{ID: f.ID, Values: f.Values})
		}
	}
}

func (a *app) chosen(id string) bool {
	return slices.ContainsFunc(a.answers.Senders, func(c plan.Choice) bool { return c.ID == id })
}

// fieldValues reads the values of a contract; what is not in the right form counts as not given.
func fieldValues(row page.Node) map[string]string {
	values := map[string]string{}
	for _, box := range row.All("[data-field]") {
		id, text := box.Attr("data-field"), strings.TrimSpace(box.Val())
		switch id {
		case "server":
			text, _ = input.Host(text)
		case "ip":
			prefixes, _ := input.Addresses(text)
			text = ""
			if len(prefixes) > 0 {
				text = prefixes[0].Addr().String()
			}
		default:
			text = input.Value(text)
		}
		if text != "" {
			values[id] = text
		}
	}
	return values
}

// renderSenderCount writes behind a kind how many of its senders are ticked, where that has changed.
func (a *app) renderSenderCount(kind page.Node) {
	total, chosen := kind.Count("[data-sender]"), kind.Count("[data-change]:checked")
	text := a.Say("senders.count", "count", strconv.Itoa(total))
	if chosen > 0 {
		text = a.Say("senders.chosen", "count", strconv.Itoa(total), "chosen", strconv.Itoa(chosen))
	}
	if group := kind.Attr("data-group"); a.groupCounts[group] != text {
		a.groupCounts[group] = text
		kind.Query("[data-group-count]").Say(text)
	}
}

// search shows the senders whose name holds what is typed, in any script.
func (a *app) search(box page.Node) {
	query := box.Val()
	asked := strings.TrimSpace(query) != ""
	matches := 0
	for _, kind := range page.All("[data-group]") {
		here := 0
		for _, row := range kind.All("[data-sender]") {
			hit := provider.Finds(row.Attr("data-search"), query)
			row.Hide(!hit)
			if hit {
				here++
			}
		}
		kind.Hide(here == 0)
		kind.Set("open", asked && here > 0)
		matches += here
	}
	count := ""
	if asked {
		count = a.Say("senders.matches", "count", strconv.Itoa(matches))
	}
	page.ByID("sender-search-count").Say(count)
	page.ByID("sender-none").Hide(matches > 0)
}

// senderName is the name of a sender on the page.
func (a *app) senderName(id string) string {
	if s, ok := provider.SenderByID(id); ok {
		return a.ProviderName(s.Name)
	}
	return id
}
