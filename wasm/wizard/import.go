//go:build js

package main

import (
	"strconv"
	"strings"

	"todoku/records/check"
	"todoku/records/input"
	"todoku/records/lookup"
	"todoku/records/zoneimport"
	"todoku/wasm/page"
)

// importZone begins with records that were pasted, in the place of those that DNS has.
func (a *app) importZone(page.Node) {
	origin, _, _ := input.Domain(page.Normalize(page.ByID("domain").Val()))
	r := zoneimport.Read(page.ByID("import-text").Val(), origin)
	list := page.ByID("import-findings").Fill()
	for _, f := range r.Findings {
		list.Add(a.Finding(f, false))
	}
	name, _, problem := input.Domain(r.Origin)
	if r.Zone == nil {
		return
	}
	if problem != nil {
		a.Problem("domain", problem)
		page.ByID("domain").Call("focus")
		return
	}
	var counts []string
	for _, t := range r.Types {
		counts = append(counts, t.String()+" "+strconv.Itoa(r.Count[t]))
	}
	page.ByID("domain").Set("value", name)
	a.turnTo(name)
	a.pending, a.imported = nil, &r
	for _, owner := range r.Names {
		if selector, ok := selectorOf(owner, name); ok && selector != "" && len(a.selectors) < maxImportedSelectors {
			a.selectors = append(a.selectors, selector)
		}
	}
	page.ByID("look-import").SayOrHide(a.Say("link.pasted", "records", strings.Join(counts, ", ")))
	a.refreshLook()
}

// maxImportedSelectors bounds how many DKIM selectors of a pasted zone are looked at.
const maxImportedSelectors = 10

// know keeps answers, those of a pasted zone before those of DNS.
func (a *app) know(answers ...lookup.Answer) {
	if a.imported != nil {
		for i, answer := range answers {
			if pasted, ok := a.imported.Answer(answer.Question); ok {
				answers[i] = pasted
			}
		}
	}
	a.memo.Put(answers...)
}

// knowImported keeps what a pasted zone says of a domain without asking anybody.
func (a *app) knowImported() {
	if a.imported == nil {
		return
	}
	var memo lookup.Memo
	memo.Gather(pasted{a.imported}, func(r lookup.Resolver) {
		check.Run(r, check.Request{Domain: a.domain, Selectors: a.selectors})
	})
	for _, answer := range memo.Answers() {
		if answer.OK() {
			a.memo.Put(answer)
		}
	}
}

// pasted answers from a pasted zone alone.
type pasted struct{ *zoneimport.Result }

func (p pasted) Lookup(q lookup.Question) lookup.Answer {
	if a, ok := p.Answer(q); ok {
		return a
	}
	return q.Failure(lookup.NotAsked)
}
