package main

import (
	"net/netip"
	"slices"

	"todoku/records/check"
	"todoku/records/lookup"
)

// Bounds of what is asked of name servers. Cloudflare opens six connections at a time for a request.
const maxNameServers = 6

// interests are the questions whose answers tell how far a change has come.
func interests(req check.Request) []lookup.Question {
	list := []lookup.Question{lookup.Ask(req.Domain, lookup.TXT), lookup.Ask("_dmarc."+req.Domain, lookup.TXT)}
	for _, p := range req.Planned {
		list = append(list, lookup.Ask(p.Name, p.Type))
	}
	list = append(list, req.Also...)
	var once []lookup.Question
	for _, q := range list {
		if !slices.Contains(once, q) {
			once = append(once, q)
		}
	}
	return once
}

// sighting is a question to one source.
type sighting struct {
	lookup.Sighting
	url  string // the query to send; empty where the answer is known already
	read func(lookup.Question, exchanged) lookup.Answer
}

// sightings asks every resolver and every name server of the zone, all in one trip. What a resolver has answered in
// known is not asked again.
func (a *asker) sightings(questions []lookup.Question, hosts []string, known []lookup.Answer) []lookup.Sighting {
	list := a.ofNameServers(questions, hosts)
	for _, resolver := range a.resolvers {
		list = append(list, a.ofResolver(questions, resolver, known)...)
	}
	var urls []string
	for i := range list {
		if list[i].url != "" {
			urls = append(urls, list[i].url)
		}
	}
	var got []exchanged
	if len(urls) > 0 {
		got = a.transport.exchange(a.ctx, urls)
	}
	out := make([]lookup.Sighting, len(list))
	for i, s := range list {
		if s.url != "" {
			s.Answer = s.read(s.Answer.Question, got[0])
			got = got[1:]
			if s.Answer.Failure == lookup.ServFail && s.Kind == lookup.FromResolver && a.underBogus(s.Answer.Name) {
				s.Answer.Failure = lookup.Bogus
			}
		}
		s.Answer.Resolver = s.Source
		out[i] = s.Sighting
	}
	return out
}

// ofResolver prepares the questions to one resolver.
func (a *asker) ofResolver(questions []lookup.Question, resolver string, known []lookup.Answer) []sighting {
	name := serverName(resolver)
	var list []sighting
	for _, q := range questions {
		s := sighting{Sighting: lookup.Sighting{Source: name, Kind: lookup.FromResolver, Answer: q.Failure(lookup.OverBudget)}, read: readAnswer}
		at := slices.IndexFunc(known, func(k lookup.Answer) bool { return k.Question == q && k.Resolver == name })
		why, silent := a.silent[resolver]
		switch {
		case at >= 0:
			s.Answer = known[at]
		case silent:
			s.Answer = q.Failure(why)
		case a.budget.Left > 0:
			a.budget.Left--
			s.url = queryURL(resolver, pack(q, toResolver(resolver, false)))
		}
		list = append(list, s)
	}
	return list
}

// ofNameServers prepares the questions to the name servers. All that go to one of them travel over one connection.
func (a *asker) ofNameServers(questions []lookup.Question, hosts []string) []sighting {
	var list []sighting
	for _, server := range a.nameServers(hosts) {
		why := server.why
		if why == "" && a.budget.Left == 0 {
			why = lookup.OverBudget
		}
		if why == "" {
			a.budget.Left--
		}
		for _, q := range questions {
			s := sighting{Sighting: lookup.Sighting{Source: server.host, Kind: lookup.FromNameServer, Answer: q.Failure(why)}, read: readAuthoritative}
			if why == "" {
				s.url = queryURL(server.address, pack(q, manner{size: udpSize}))
			}
			list = append(list, s)
		}
	}
	return list
}

// nameServer is a server of a zone, and where it is asked or why it is not.
type nameServer struct {
	host, address string
	why           lookup.Failure
}

// nameServers finds out where name servers are asked: over TCP at their addresses, IPv6 only where there is no other.
func (a *asker) nameServers(hosts []string) []nameServer {
	list := make([]nameServer, min(len(hosts), maxNameServers))
	var open []int
	for i := range list {
		list[i] = nameServer{host: hosts[i], address: a.nameServer}
		if a.nameServer == "" { // otherwise whoever runs the Worker has put one in the place of all
			open = append(open, i)
		}
	}
	for _, t := range []lookup.Type{lookup.A, lookup.AAAA} {
		questions := make([]lookup.Question, len(open))
		for i, at := range open {
			questions[i] = lookup.Ask(list[at].host, t)
		}
		var left []int
		for i, answer := range a.LookupAll(questions) {
			server := &list[open[i]]
			addresses, why := publicAddresses(answer)
			server.why = why
			if why == "" {
				server.address = "tcp://" + netip.AddrPortFrom(addresses[0], 53).String()
			} else if answer.OK() && len(answer.Records) == 0 {
				left = append(left, open[i])
			}
		}
		open = left
	}
	return list
}

// publicAddresses takes the addresses of a host out of answers. A host one of whose addresses is not public is not
// connected to at all.
func publicAddresses(answers ...lookup.Answer) (list []netip.Addr, why lookup.Failure) {
	why = lookup.Unreachable // a host without an address cannot be reached
	for _, answer := range answers {
		if !answer.OK() && len(list) == 0 {
			why = answer.Failure
		}
		for _, r := range answer.Records {
			if !isPublic(r.Address) {
				return nil, lookup.PrivateAddress
			}
			list, why = append(list, r.Address), ""
		}
	}
	return list, why
}
