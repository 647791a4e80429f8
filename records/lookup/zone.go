package lookup

import (
	"strings"

	"todoku/records/domain"
)

// Zone holds records in memory and answers as the name servers of the whole world would if these were all the records
// there are: wildcards (RFC 4592), CNAME chains, names that exist only because something lies below them.
//
// The zero Zone is empty and ready to use. Reading is safe for several goroutines once nothing is added any more.
type Zone struct {
	sets   map[Question][]Record
	fail   map[Question]Failure
	names  map[string]bool // every name that has records, and every name above one
	apexes []string        // names with an SOA record
}

// maxAliases bounds a chain of CNAME records; resolvers give up at about this length.
const maxAliases = 12

// Add puts a record into the zone.
func (z *Zone) Add(name string, t Type, r Record) {
	if z.sets == nil {
		z.sets = make(map[Question][]Record)
		z.names = make(map[string]bool)
	}
	q := Ask(name, t)
	if t == SOA && len(z.sets[q]) == 0 {
		z.apexes = append(z.apexes, q.Name)
	}
	z.sets[q] = append(z.sets[q], r)
	for n := q.Name; n != "" && !z.names[n]; n = domain.Parent(n) {
		z.names[n] = true
	}
}

// Has reports whether the zone holds anything at the name.
func (z *Zone) Has(name string) bool { return z.names[domain.Canonical(name)] }

// Fail makes a question fail; for a name that begins with "*." every name below.
func (z *Zone) Fail(name string, t Type, why Failure) {
	if z.fail == nil {
		z.fail = make(map[Question]Failure)
	}
	z.fail[Ask(name, t)] = why
}

// Lookup answers from the zone. Only a question given to Fail fails.
func (z *Zone) Lookup(q Question) Answer {
	a := Answer{Question: q}
	name := q.Name
	for {
		at := Question{name, q.Type}
		if why := z.failure(at); why != "" {
			return q.Failure(why)
		}
		owner, exists := z.owner(name)
		if records := z.sets[Question{owner, q.Type}]; len(records) > 0 {
			a.Status, a.Records = Found, records
			a.TTL = minTTL(records)
			return a
		}
		alias := z.sets[Question{owner, CNAME}]
		if len(alias) == 0 {
			a.Status = NoName
			if exists {
				a.Status = NoData
			}
			a.Zone, a.TTL = z.negative(name)
			return a
		}
		if len(a.Aliases) == maxAliases {
			return q.Failure(ServFail)
		}
		name = alias[0].Host
		a.Aliases = append(a.Aliases, name)
	}
}

// failure returns why a question was made to fail, or "".
func (z *Zone) failure(q Question) Failure {
	if len(z.fail) == 0 {
		return ""
	}
	if why, ok := z.fail[q]; ok {
		return why
	}
	for parent := domain.Parent(q.Name); parent != ""; parent = domain.Parent(parent) {
		if why, ok := z.fail[Question{"*." + parent, q.Type}]; ok {
			return why
		}
	}
	return ""
}

// owner returns the name whose records answer for name: itself, or the wildcard of its closest ancestor that exists
// (RFC 4592 §3.3.1).
func (z *Zone) owner(name string) (owner string, exists bool) {
	if z.names[name] {
		return name, true
	}
	for parent := name; parent != ""; {
		parent = domain.Parent(parent)
		if wildcard := "*." + parent; z.names[wildcard] && parent != "" {
			return wildcard, true
		}
		if z.names[parent] {
			break
		}
	}
	return name, false
}

// negative returns the apex above name and for how long its absence may be kept: the smaller of the TTL of the SOA
// record and its MINIMUM field (RFC 2308 §5).
func (z *Zone) negative(name string) (apex string, ttl uint32) {
	for _, candidate := range z.apexes {
		if domain.Under(name, candidate) && len(candidate) >= len(apex) {
			apex = candidate
		}
	}
	if soa := z.sets[Question{apex, SOA}]; len(soa) > 0 {
		ttl = soa[0].TTL
		if fields := strings.Fields(soa[0].Data); len(fields) > 0 {
			if minimum, ok := parseTTL(fields[len(fields)-1]); ok {
				ttl = min(ttl, minimum)
			}
		}
	}
	return apex, ttl
}

func minTTL(records []Record) uint32 {
	ttl := records[0].TTL
	for _, r := range records[1:] {
		ttl = min(ttl, r.TTL)
	}
	return ttl
}
