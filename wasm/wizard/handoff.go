//go:build js

package main

import (
	"syscall/js"

	"todoku/records/lookup"
	"todoku/records/plan"
	"todoku/wasm/page"
)

// answerHandoff gives the plan to the page for the request and the files, which this page has opened and which asks for
// it. No address holds it, and nobody else can ask: the origin must be our own.
func (a *app) answerHandoff(event js.Value) {
	origin := js.Global().Get("location").Get("origin").String()
	if event.Get("origin").String() != origin || event.Get("data").Type() != js.TypeString ||
		event.Get("data").String() != page.HandoffRequest || a.domain == "" || a.pending != nil {
		return
	}
	p := a.planned()
	a.memo.Missing()
	var changes, others []any
	names := map[string]bool{}
	for _, c := range p.Changes {
		changes = append(changes, map[string]any{"action": string(c.Action), "topic": c.Topic, "name": c.Name, "type": c.Type.String(),
			"value": c.Value, "old": c.Old})
		if c.Action != plan.Keep && !names[c.Name+c.Type.String()] {
			names[c.Name+c.Type.String()] = true
			others = append(others, a.othersAt(lookup.Ask(c.Name, c.Type)))
		}
	}
	link, ok := a.shared("", 5)
	if !ok {
		link = ""
	}
	event.Get("source").Call("postMessage", map[string]any{"domain": a.domain, "zone": a.zone(), "panel": a.panel, "changes": changes,
		"published": others, "link": link}, origin)
}

// othersAt is what is published for a question.
func (a *app) othersAt(q lookup.Question) map[string]any {
	answer := a.memo.Lookup(q)
	a.memo.Missing()
	var records []any
	for _, r := range answer.Records {
		var strings []any
		for _, s := range r.Strings {
			strings = append(strings, s)
		}
		record := map[string]any{"ttl": int(r.TTL), "host": r.Host, "preference": int(r.Preference), "data": r.Data}
		if strings != nil {
			record["strings"] = strings
		}
		records = append(records, record)
	}
	return map[string]any{"name": q.Name, "type": q.Type.String(), "status": string(answer.Status), "failure": string(answer.Failure), "records": records}
}
