package main

import (
	"cmp"
	"context"
	"net/netip"
	"net/url"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"

	"todoku/records/check"
	"todoku/records/domain"
	"todoku/records/lookup"
)

// exchanged is what came back for one query.
type exchanged struct {
	failure lookup.Failure // why there is no body
	age     uint32         // seconds that the answer has spent in a cache (RFC 8484 §5.1)
	body    []byte
}

// transport carries DNS queries to servers, several at once. There is one for Cloudflare and one for a laptop.
type transport interface {
	// exchange sends queries that were made by queryURL and returns what came back at the place of each. A server is
	// the URL of a DoH resolver; dns://address:port, which speaks plain DNS and was named by whoever runs the Worker;
	// or tcp://address:port, a name server that anybody may have named, which must be public.
	exchange(ctx context.Context, urls []string) []exchanged
	// fetchPolicy gets an MTA-STS policy: no redirect, 64 kB at most, a time limit. On a laptop it connects to the addresses
	// that were given and to no other; Cloudflare does not let itself be told, and reaches no private network.
	fetchPolicy(ctx context.Context, url string, addresses []netip.Addr) fetched
}

// settings are what whoever runs the Worker decides.
type settings struct {
	resolvers  []string // servers, the first is asked first
	nameServer string   // a server that is asked in the place of all name servers, in a test network; empty elsewhere
	budget     int      // how many queries may be sent for one request
	keep       int      // octets of answers that are kept for later requests
}

// list reads a setting that holds several values, parted by commas.
func list(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' })
}

// asker is a lookup.Batch that asks resolvers in turn: what one cannot answer, the next is asked. It belongs to one
// request, and is not safe for use by several goroutines.
type asker struct {
	ctx       context.Context
	transport transport
	settings
	health *health
	budget lookup.Budget             // how many queries may still be sent
	silent map[string]lookup.Failure // resolvers that have answered nothing to this request
	heard  map[string]bool           // those that have answered something
	best   string                    // the first that had an answer
	bogus  []string                  // names whose signatures do not hold
}

// Lookup asks one question.
func (a *asker) Lookup(q lookup.Question) lookup.Answer {
	return a.LookupAll([]lookup.Question{q})[0]
}

// LookupAll asks all questions at once. Where it is not known who answers, one question goes first: a resolver that fails
// costs one query so, and not as many as there are questions.
func (a *asker) LookupAll(questions []lookup.Question) []lookup.Answer {
	if len(questions) > 1 && len(a.resolvers) > 1 && a.best == "" && !a.health.answers(a.order()[0]) {
		return append(a.inTurn(questions[:1]), a.inTurn(questions[1:])...)
	}
	return a.inTurn(questions)
}

// order lists the resolvers in the order in which they are asked.
func (a *asker) order() []string {
	list := a.health.order(a.resolvers)
	if at := slices.Index(list, a.best); at > 0 {
		list = slices.Insert(slices.Delete(list, at, at+1), 0, a.best)
	}
	return list
}

// inTurn asks one resolver, and the next for what has no answer.
func (a *asker) inTurn(questions []lookup.Question) []lookup.Answer {
	answers := make([]lookup.Answer, len(questions))
	open := make([]int, len(questions)) // the places of the questions that have no answer yet
	for i, q := range questions {
		answers[i] = q.Failure(lookup.Unreachable)
		open[i] = i
	}
	for n, resolver := range a.order() {
		var left []int
		for i, got := range a.ask(resolver, pick(questions, open)) {
			at := open[i]
			// The first failure stays unless a later one tells more: SERVFAIL is about the domain, a timeout is not.
			if got.OK() || n == 0 || got.Failure == lookup.ServFail {
				answers[at] = got
			}
			if got.OK() {
				a.best = cmp.Or(a.best, resolver)
			} else if !a.isBogus(got) {
				left = append(left, at)
			}
		}
		open = left
	}
	a.findBogus(answers)
	return answers
}

func pick(questions []lookup.Question, places []int) []lookup.Question {
	list := make([]lookup.Question, len(places))
	for i, at := range places {
		list[i] = questions[at]
	}
	return list
}

// ask asks one resolver, within the budget and while there is time, unless it is known to be silent.
func (a *asker) ask(resolver string, questions []lookup.Question) []lookup.Answer {
	why, silent := a.silent[resolver]
	if a.ctx.Err() != nil {
		why, silent = lookup.Timeout, true
	}
	if silent || len(questions) == 0 {
		answers := make([]lookup.Answer, len(questions))
		for i, q := range questions {
			answers[i] = q.Failure(why)
			answers[i].Resolver = serverName(resolver)
		}
		return answers
	}
	a.budget.Resolver = single{a.ctx, a.transport, resolver, false}
	answers := a.budget.LookupAll(questions)
	a.judge(resolver, answers)
	return answers
}

// judge notes a resolver that has answered nothing of a whole batch, and nothing before, so that no more time is lost with
// it. One that has answered before has met a name whose own servers are slow.
func (a *asker) judge(resolver string, answers []lookup.Answer) {
	if a.silent == nil {
		a.silent, a.heard = map[string]lookup.Failure{}, map[string]bool{}
	}
	for _, got := range answers {
		switch {
		case got.OK():
			a.heard[resolver] = true
			a.health.up(resolver)
			return
		case got.Failure == lookup.ServFail: // says something of the domain, as far as can be told
			a.heard[resolver] = true
		case got.Failure == lookup.OverBudget:
			return // it was not asked
		}
	}
	if a.heard[resolver] || a.ctx.Err() != nil { // or our own time is over
		return
	}
	a.silent[resolver] = answers[0].Failure
	a.health.down(resolver)
}

// silence lists the resolvers that answered nothing.
func (a *asker) silence() []check.Silent {
	var list []check.Silent
	for _, resolver := range a.resolvers {
		if why, silent := a.silent[resolver]; silent {
			list = append(list, check.Silent{Resolver: serverName(resolver), Why: why})
		}
	}
	return list
}

// maxBogusProbes bounds how often a batch is asked again without validation.
const maxBogusProbes = 3

// findBogus tells the failures of DNSSEC from the others: SERVFAIL, but an answer when asked not to validate. What lies
// under a name whose signatures do not hold is taken to fail for the same reason.
func (a *asker) findBogus(answers []lookup.Answer) {
	var failed []int
	for i, got := range answers {
		if got.Failure == lookup.ServFail {
			failed = append(failed, i)
		}
	}
	sort.Slice(failed, func(i, j int) bool { return len(answers[failed[i]].Name) < len(answers[failed[j]].Name) })
	probes := 0
	for _, i := range failed {
		got := &answers[i]
		if !a.underBogus(got.Name) {
			if probes == maxBogusProbes || a.ctx.Err() != nil {
				return
			}
			probes++
			// RFC 4035 §5.5, §3.2.2: what cannot be validated is withheld, except from who asks with CD.
			a.budget.Resolver = single{a.ctx, a.transport, a.named(got.Resolver), true}
			if !a.budget.Lookup(got.Question).OK() {
				continue
			}
			a.bogus = append(a.bogus, got.Name)
		}
		got.Failure = lookup.Bogus
	}
}

// isBogus reports whether asking somebody else is of no use: the resolver says that a signature does not hold.
func (a *asker) isBogus(got lookup.Answer) bool {
	if got.Failure != lookup.ServFail {
		return false
	}
	for _, code := range got.Extended {
		if code >= 6 && code <= 12 { // RFC 8914 §4.7-4.13: bogus, expired, not yet valid, keys or signatures missing
			return true
		}
	}
	return a.underBogus(got.Name)
}

func (a *asker) underBogus(name string) bool {
	for _, b := range a.bogus {
		if domain.Under(name, b) {
			return true
		}
	}
	return false
}

// named returns the resolver of that name.
func (a *asker) named(name string) string {
	for _, r := range a.resolvers {
		if serverName(r) == name {
			return r
		}
	}
	return ""
}

// serverName is how a server is called in reports: the host of its URL, and the port where that is not the usual one.
func serverName(server string) string {
	u, err := url.Parse(server)
	if err != nil || u.Host == "" {
		return server
	}
	return strings.TrimSuffix(u.Host, ":53")
}

// toResolver is how a resolver is asked.
func toResolver(resolver string, unchecked bool) manner {
	how := manner{recursive: true, unchecked: unchecked, size: maxMessage}
	if strings.HasPrefix(resolver, "dns:") {
		how.size = udpSize
	}
	return how
}

// single is a lookup.Batch that asks one resolver.
type single struct {
	ctx       context.Context
	transport transport
	resolver  string
	unchecked bool
}

// Lookup asks one question.
func (s single) Lookup(q lookup.Question) lookup.Answer {
	return s.LookupAll([]lookup.Question{q})[0]
}

// LookupAll asks all questions at once.
func (s single) LookupAll(questions []lookup.Question) []lookup.Answer {
	how := toResolver(s.resolver, s.unchecked)
	urls := make([]string, len(questions))
	for i, q := range questions {
		urls[i] = queryURL(s.resolver, pack(q, how))
	}
	answers := make([]lookup.Answer, len(questions))
	for i, got := range s.transport.exchange(s.ctx, urls) {
		answers[i] = readAnswer(questions[i], got)
		answers[i].Resolver = serverName(s.resolver)
	}
	return answers
}

// health remembers who answers. A resolver that did not is for a while asked last. It is shared by all requests.
type health struct {
	now  func() time.Time
	mu   sync.Mutex
	seen map[string]time.Time // when it last answered
	ill  map[string]time.Time // when it last did not
}

// How long a resolver is asked last that did not answer, and taken to answer still that did.
const (
	illFor  = 30 * time.Second
	wellFor = time.Minute
)

func newHealth(now func() time.Time) *health {
	return &health{now: now, seen: map[string]time.Time{}, ill: map[string]time.Time{}}
}

func (h *health) down(resolver string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.ill[resolver] = h.now()
	delete(h.seen, resolver)
}

func (h *health) up(resolver string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.seen[resolver] = h.now()
	delete(h.ill, resolver)
}

// answers reports whether a resolver has answered not long ago.
func (h *health) answers(resolver string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	at, seen := h.seen[resolver]
	return seen && h.now().Sub(at) < wellFor
}

// order lists the resolvers, those that answer first.
func (h *health) order(resolvers []string) []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	var well, ill []string
	for _, r := range resolvers {
		if at, is := h.ill[r]; is && h.now().Sub(at) < illFor {
			ill = append(ill, r)
		} else {
			well = append(well, r)
		}
	}
	return append(well, ill...)
}
