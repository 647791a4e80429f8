//go:build js

package main

import (
	"strconv"

	"todoku/records/check"
	"todoku/records/provider"
	"todoku/wasm/page"
)

// renderRequirements draws what each receiver asks of senders, and what is met.
func (a *app) renderRequirements(r *check.Report) {
	list := page.ByID("requirements").Fill()
	page.ByID("requirements-part").Hide(a.answers.NoMail)
	for _, receiver := range check.Receivers {
		box := page.Clone("t-receiver").SetAttr("data-receiver", receiver.ID)
		box.Slot("name").Say(a.Say("receiver." + receiver.ID))
		unmet, bulk := 0, 0
		for _, q := range receiver.Requirements {
			standing := q.Standing(r)
			into := "all"
			if q.Bulk {
				into = "bulk"
				bulk++
			}
			if standing == check.NotMet {
				unmet++
			}
			li := page.Clone("t-point").SetAttr("data-point", q.Point).SetAttr("data-standing", string(standing))
			page.Badge(li.Slot("standing"), standingKind(standing), a.Say("standing."+string(standing)))
			li.Slot("say").Say(a.Say("require." + q.Point))
			box.Slot(into).Add(li)
		}
		box.Slot("bulk-say").Say(a.Say("require.bulk"))
		box.Slot("bulk-part").Hide(bulk == 0)
		page.Badge(box.Slot("count"), countKind(unmet), a.Say(countCode(unmet), "count", strconv.Itoa(unmet)))
		source := "require.source"
		if receiver.Confidence != provider.Vendor {
			source = "require.source-other"
		}
		box.Slot("source").Say(a.Say(source, "date", receiver.Date)).SetAttr("href", receiver.Ref)
		list.Add(box)
	}
}

func standingKind(s check.Standing) string {
	switch s {
	case check.Met:
		return "ok"
	case check.NotMet:
		return "bad"
	case check.CannotTell:
		return "unknown"
	}
	return "note"
}

func countKind(unmet int) string {
	if unmet > 0 {
		return "bad"
	}
	return "ok"
}

func countCode(unmet int) string {
	if unmet > 0 {
		return "require.unmet"
	}
	return "require.none-unmet"
}
