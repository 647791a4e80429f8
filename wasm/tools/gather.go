//go:build js

package main

import (
	"todoku/records/domain"
	"todoku/records/lookup"
	"todoku/wasm/page"
)

// worker is the resolver behind the page: it asks the Worker, several questions in one trip. Names that a message holds
// and that DNS cannot have are not sent anywhere.
type worker struct {
	domain string
	// Rounds is how many trips may still be made.
	rounds int
	// At is when the last answers were had, Problem the code of a message where there were none.
	at, problem string
}

func newWorker(domain string) *worker { return &worker{domain: domain, rounds: maxRounds} }

// Lookup asks one question.
func (w *worker) Lookup(q lookup.Question) lookup.Answer {
	return w.LookupAll([]lookup.Question{q})[0]
}

// LookupAll asks all questions. It waits.
func (w *worker) LookupAll(questions []lookup.Question) []lookup.Answer {
	known := map[lookup.Question]lookup.Answer{}
	var ask []lookup.Question
	for _, q := range questions {
		if _, bad := domain.ParseOwner(q.Name); bad != nil {
			known[q] = q.Failure(lookup.Refused)
			continue
		}
		ask = append(ask, q)
	}
	for len(ask) > 0 && w.rounds > 0 {
		w.rounds--
		some := ask[:min(len(ask), page.MaxAsked)]
		ask = ask[len(some):]
		got := page.AskLookup(w.domain, some)
		w.at, w.problem = got.At, got.Problem
		for _, a := range got.Answers {
			known[a.Question] = a
		}
	}
	answers := make([]lookup.Answer, len(questions))
	for i, q := range questions {
		a, found := known[q]
		if !found {
			a = q.Failure(lookup.Unreachable)
		}
		answers[i] = a
	}
	return answers
}

// gather runs f until each of its questions has an answer; the last run has seen them all. It waits.
func (w *worker) gather(memo *lookup.Memo, f func(lookup.Resolver)) { memo.Gather(w, f) }
