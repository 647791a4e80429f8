//go:build js

package main

import (
	"slices"
	"strings"

	"todoku/records/check"
	"todoku/records/dmarc"
	"todoku/records/input"
	"todoku/records/message"
	"todoku/records/plan"
	"todoku/records/provider"
)

// senderRow is the list entry of a sender, wherever on the page it stands.
func senderRow(id string) node { return query("[data-sender=\"" + id + "\"]") }

// prefillSenders ticks the senders that the records show, and moves them to the top.
func (a *app) prefillSenders(found []check.Recognized) {
	for _, f := range found {
		if slices.ContainsFunc(a.found, func(r check.Recognized) bool { return r.ID == f.ID }) {
			continue // the user has had the say on this one
		}
		a.found = append(a.found, f)
		row := senderRow(f.ID)
		if !row.there() {
			continue
		}
		row.setAttr("data-home", row.closest("[data-group]").attr("data-group"))
		byID("found-list").add(row)
		row.query("[data-change]").Set("checked", true)
		for id, value := range f.Values {
			if box := row.query("[data-field=\"" + id + "\"]"); box.there() {
				box.Set("value", value)
			}
		}
		a.openSender(row, true)
	}
	byID("found").hide(len(a.found) == 0)
	a.readSenders()
}

// putBack moves a sender that was found back to its kind.
func (a *app) putBack(row node) {
	home := query("[data-group=\"" + row.attr("data-home") + "\"] .senders")
	if home.there() {
		home.add(row)
	}
}

// tick answers a tick at a sender.
func (a *app) tick(box node) {
	a.openSender(box.closest("[data-sender]"), box.checked())
	a.readSenders()
	a.memo.DropFailed() // what could not be asked is tried again
	a.renderMeter()
}

func (a *app) openSender(row node, open bool) {
	if more := row.query(".sender-more"); more.there() {
		more.hide(!open)
	}
}

func (a *app) tickNoMail(box node) {
	a.answers.NoMail = box.checked()
	byID("catalogue").hide(a.answers.NoMail)
	if a.answers.NoMail { // nothing good can be stopped where nothing is sent
		a.policy.Policy = dmarc.Reject
		a.setPolicy(a.policy)
	} else {
		a.prefillPolicy()
	}
	a.renderMeter()
}

func (a *app) typeField(box node) {
	f := box.closest(".field")
	text := ""
	if host := strings.TrimSpace(box.value()); host != "" && box.attr("data-field") == "server" {
		if _, problem := input.Host(host); problem != nil {
			text = whole(message.Of(a.lang, *problem))
		}
	}
	f.query(".problem").say(text)
	a.readSenders()
	a.renderMeter()
}

func (a *app) typeServers(box node) {
	prefixes, problems := input.Addresses(box.value())
	a.answers.Servers = prefixes
	var lines []string
	for _, p := range problems {
		lines = append(lines, whole(message.Of(a.lang, p)))
	}
	byID("servers-problem").say(strings.Join(lines, "\n"))
	box.attrIf("aria-invalid", "true", len(problems) > 0)
	a.renderMeter()
}

// readSenders reads the ticks and the values of contracts into the answers.
func (a *app) readSenders() {
	a.answers.Senders, a.answers.Unused = nil, nil
	for _, box := range all("[data-change=\"sender\"]:checked") {
		row := box.closest("[data-sender]")
		a.answers.Senders = append(a.answers.Senders, plan.Choice{ID: row.attr("data-sender"), Values: fieldValues(row)})
	}
	for _, f := range a.found {
		if !a.chosen(f.ID) {
			a.answers.Unused = append(a.answers.Unused, plan.Choice{ID: f.ID, Values: f.Values})
		}
	}
	a.renderSenderCounts()
}

func (a *app) chosen(id string) bool {
	return slices.ContainsFunc(a.answers.Senders, func(c plan.Choice) bool { return c.ID == id })
}

// fieldValues reads the values of a contract; what is not in the right form counts as not given.
func fieldValues(row node) map[string]string {
	values := map[string]string{}
	for _, box := range row.all("[data-field]") {
		id, text := box.attr("data-field"), strings.TrimSpace(box.value())
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

// renderSenderCounts writes behind each kind how many of its senders are ticked.
func (a *app) renderSenderCounts() {
	for _, kind := range all("[data-group]") {
		total, chosen := len(kind.all("[data-sender]")), len(kind.all("[data-change]:checked"))
		text := a.say("senders.count", "count", itoa(total))
		if chosen > 0 {
			text = a.say("senders.chosen", "count", itoa(total), "chosen", itoa(chosen))
		}
		kind.query("[data-group-count]").say(text)
	}
}

// search shows the senders whose name holds what is typed, in any script.
func (a *app) search(box node) {
	words := strings.Fields(searchForm(normalize(box.value())))
	matches := 0
	for _, kind := range all("[data-group]") {
		here := 0
		for _, row := range kind.all("[data-sender]") {
			text := searchForm(row.attr("data-search"))
			hit := true
			for _, w := range words {
				hit = hit && strings.Contains(text, w)
			}
			row.hide(!hit)
			if hit {
				here++
			}
		}
		kind.hide(here == 0)
		kind.Set("open", len(words) > 0 && here > 0)
		matches += here
	}
	count := ""
	if len(words) > 0 {
		count = a.say("senders.matches", "count", itoa(matches))
	}
	byID("sender-search-count").say(count)
	byID("sender-none").hide(matches > 0)
}

// searchForm makes spellings alike: lower case, katakana for hiragana, plain letters for full-width ones, no long vowel
// marks, no spaces within a word.
func searchForm(text string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(text) {
		switch {
		case 'ぁ' <= r && r <= 'ゖ':
			r += 'ァ' - 'ぁ'
		case '！' <= r && r <= '～':
			r -= 0xfee0
		case r == 'ー' || r == '-' || r == '・' || r == '.' || r == '!' || r == '_':
			continue
		case r == '　':
			r = ' '
		}
		b.WriteRune(r)
	}
	return strings.ToLower(b.String())
}

// senderName is the name of a sender on the page.
func (a *app) senderName(id string) string {
	if s, ok := provider.SenderByID(id); ok {
		return a.providerName(s.Name)
	}
	return id
}
