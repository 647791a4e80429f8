package main

import (
	_ "embed"
	"sync"

	"todoku/records/check"
	"todoku/records/domain"
	"todoku/records/lookup"
)

// publicResolvers are asked where nobody says otherwise.
var publicResolvers = []string{"https://cloudflare-dns.com/dns-query", "https://dns.google/dns-query"}

// demoText is the zone of the demonstration domains. They lie under "example", which is reserved (RFC 2606 §2), so
// that the whole product can be tried without a network.
//
//go:embed demo.zone
var demoText string

var demoZone = sync.OnceValue(func() *lookup.Zone { return lookup.MustParseZone(demoText) })

// withDemo answers names under "example" from the demonstration zone and passes the rest on. For a demonstration
// domain it answers whatever the zone knows, so that the count of its senders needs no network.
type withDemo struct {
	next *asker
	all  bool
}

func isDemo(name string) bool { return domain.Under(name, "example") }

func (w withDemo) knows(name string) bool { return isDemo(name) || w.all && demoZone().Has(name) }

// Lookup answers one question.
func (w withDemo) Lookup(q lookup.Question) lookup.Answer {
	return w.LookupAll([]lookup.Question{q})[0]
}

// LookupAll answers what the zone knows and passes the rest on in one batch.
func (w withDemo) LookupAll(questions []lookup.Question) []lookup.Answer {
	answers := make([]lookup.Answer, len(questions))
	var rest []lookup.Question
	var places []int
	for i, q := range questions {
		if w.knows(q.Name) {
			answers[i] = demoZone().Lookup(q)
			answers[i].Resolver = demo
			continue
		}
		rest = append(rest, q)
		places = append(places, i)
	}
	if len(rest) > 0 {
		for i, a := range w.next.LookupAll(rest) {
			answers[places[i]] = a
		}
	}
	return answers
}

// demo is how the demonstration zone is called where a server would be.
const demo = "demo"

// sightings tells what each source says. The name servers of a demonstration domain all have its zone.
func (w withDemo) sightings(questions []lookup.Question, hosts []string, known []lookup.Answer) []lookup.Sighting {
	if !w.all {
		return w.next.sightings(questions, hosts, known)
	}
	var list []lookup.Sighting
	add := func(source, kind string) {
		for _, q := range questions {
			answer := demoZone().Lookup(q)
			answer.Resolver = source
			list = append(list, lookup.Sighting{Source: source, Kind: kind, Answer: answer})
		}
	}
	for _, host := range hosts {
		add(host, lookup.FromNameServer)
	}
	add(demo, lookup.FromResolver)
	return list
}

// policy fetches an MTA-STS policy. Demonstration domains have no web server.
func (w withDemo) policy(domain string) *check.PolicyFile {
	if w.all {
		return &check.PolicyFile{URL: policyURL(domain), Failure: lookup.Unreachable}
	}
	return w.next.policy(domain)
}
