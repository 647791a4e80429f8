package check

import "todoku/records/lookup"

// SpreadOf tells from what each source says how far a planned record has come; at is when the sightings were had, in
// seconds since 1970-01-01 UTC.
//
// A resolver that has an older answer keeps it for the rest of its TTL, and a resolver that was told "there is none" keeps
// that for the TTL of the negative answer (RFC 2308 §5). Once the name servers have the record, the last of these ends
// is when the record is there for all who were asked.
func SpreadOf(p Planned, sightings []lookup.Sighting, at int64) Spread {
	var s Spread
	var servers, resolvers tally
	for _, sighting := range sightings {
		if sighting.Answer.Question != lookup.Ask(p.Name, p.Type) {
			continue
		}
		h := holder(p, sighting)
		s.Holders = append(s.Holders, h)
		if sighting.Kind == lookup.FromNameServer {
			servers.count(h)
		} else {
			resolvers.count(h)
		}
	}
	s.Stage = stage(servers, resolvers)
	if s.Stage == Spreading || s.Stage == Waiting {
		s.At = at + int64(resolvers.longest)
	}
	return s
}

func holder(p Planned, s lookup.Sighting) Holder {
	has, texts := inPlace(p, s.Answer)
	return Holder{Source: s.Source, Kind: s.Kind, Has: has, Texts: texts, TTL: s.Answer.TTL, Why: s.Answer.Failure}
}

// tally counts who has the record.
type tally struct {
	have, lack int
	longest    uint32 // the longest time for which one that lacks it keeps its answer
}

func (t *tally) count(h Holder) {
	switch h.Has {
	case HasPlanned:
		t.have++
	case HasOther, HasNothing:
		t.lack++
		t.longest = max(t.longest, h.TTL)
	}
}

func stage(servers, resolvers tally) Stage {
	switch {
	case servers.have+servers.lack+resolvers.have+resolvers.lack == 0:
		return NobodyAsked
	case servers.have > 0 && servers.lack > 0:
		return ServersDiffer
	case servers.lack > 0:
		return NotAtServers
	case resolvers.lack == 0:
		return Everywhere
	case servers.have > 0:
		return Spreading
	}
	return Waiting
}
