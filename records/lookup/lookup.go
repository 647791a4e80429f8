// Package lookup is how Todoku asks DNS. Everything that needs an answer takes a [Resolver]; a [Zone] answers from
// memory, an [Overlay] answers "what if this were published?", a [Memo] collects questions so that they can be asked
// together, and a [Budget] bounds how many are asked.
//
// A question has one of three outcomes: there are records; there are none (the name may still exist); or nobody could
// be asked. The last is never the same as "there are none".
package lookup

import (
	"errors"
	"net/netip"
	"strconv"
	"strings"

	"todoku/records/domain"
	"todoku/records/txt"
)

// Type is the type of a DNS record.
type Type uint16

// The types that Todoku asks for.
const (
	A     Type = 1
	NS    Type = 2
	CNAME Type = 5
	SOA   Type = 6
	PTR   Type = 12
	MX    Type = 15
	TXT   Type = 16
	AAAA  Type = 28
	TLSA  Type = 52
	SPF   Type = 99 // given up by RFC 7208 §3.1; asked for only to say so
)

var typeNames = map[Type]string{A: "A", NS: "NS", CNAME: "CNAME", SOA: "SOA", PTR: "PTR", MX: "MX", TXT: "TXT",
	AAAA: "AAAA", TLSA: "TLSA", SPF: "SPF"}

// String returns the mnemonic, or "TYPE" and the number (RFC 3597 §5).
func (t Type) String() string {
	if s, ok := typeNames[t]; ok {
		return s
	}
	return "TYPE" + strconv.Itoa(int(t))
}

// ErrType says that a text names no type that Todoku asks for.
var ErrType = errors.New("lookup: unknown record type")

// MarshalText writes the mnemonic.
func (t Type) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads a mnemonic in either case.
func (t *Type) UnmarshalText(text []byte) error {
	for typ, name := range typeNames {
		if strings.EqualFold(name, string(text)) {
			*t = typ
			return nil
		}
	}
	return ErrType
}

// Question is what is asked: a name in lower case without the final dot, and a type.
type Question struct {
	Name string `json:"name"`
	Type Type   `json:"type"`
}

// Ask makes a question for a name in any case, with or without the final dot.
func Ask(name string, t Type) Question { return Question{domain.Canonical(name), t} }

// Record is the data of one record. Which fields are set depends on its type.
type Record struct {
	TTL        uint32     `json:"ttl"`                 // seconds
	Address    netip.Addr `json:"address,omitzero"`    // A, AAAA
	Host       string     `json:"host,omitempty"`      // NS, CNAME, PTR, MX; the primary server of an SOA
	Preference uint16     `json:"preference,omitzero"` // MX
	Strings    []string   `json:"strings,omitempty"`   // TXT: the character-strings as they are published
	Data       string     `json:"data,omitempty"`      // every other type, in presentation form
}

// Text is the text of a TXT record: its strings joined with nothing between (RFC 7208 §3.3).
func (r Record) Text() string { return txt.Join(r.Strings) }

// Status is the outcome of a question.
type Status string

// The outcomes.
const (
	Found  Status = "found"   // there are records
	NoData Status = "no-data" // the name exists, but holds no record of this type
	NoName Status = "no-name" // the name does not exist (NXDOMAIN)
	Failed Status = "failed"  // nobody could be asked, or nobody could tell
)

// Failure says why a question has no answer.
type Failure string

// The reasons.
const (
	Timeout     Failure = "timeout"     // no answer in time
	Unreachable Failure = "unreachable" // no connection to any resolver
	ServFail    Failure = "servfail"    // the resolver could not get an answer
	Bogus       Failure = "bogus"       // a DNSSEC signature does not hold: answered only when asked not to check
	Refused     Failure = "refused"     // the resolver does not want to answer
	Malformed   Failure = "malformed"   // what came back is no answer to this question
	TooLarge    Failure = "too-large"   // a text is longer than MaxText; it was not read
	OverBudget  Failure = "over-budget" // not asked, because enough had been asked
	NotAsked    Failure = "not-asked"   // not asked yet
	// PrivateAddress: not asked, because the server that was named has an address that is not public.
	PrivateAddress Failure = "private-address"
)

// MaxText is the most octets of a TXT record that is read. The longest that mail needs, a key of 4096 bits, has less than
// a tenth of it; beyond, somebody wants to keep us busy.
const MaxText = 8 << 10

// Failures lists the reasons.
var Failures = []Failure{Timeout, Unreachable, ServFail, Bogus, Refused, Malformed, TooLarge, OverBudget, NotAsked, PrivateAddress}

// Answer is what came back for a question.
type Answer struct {
	Question
	Status  Status   `json:"status"`
	Records []Record `json:"records,omitempty"`
	// Aliases are the names that CNAME records led through, the last one holding the records.
	Aliases []string `json:"aliases,omitempty"`
	// TTL is how many seconds this outcome may be kept: the smallest TTL of the records, or the negative TTL of
	// RFC 2308 §5.
	TTL uint32 `json:"ttl,omitzero"`
	// Zone is the owner of the SOA record that came with a negative answer: the apex of the zone.
	Zone string `json:"zone,omitempty"`
	// Resolver names who answered.
	Resolver string  `json:"resolver,omitempty"`
	Failure  Failure `json:"failure,omitempty"`
	// Secure says that the resolver found the DNSSEC signatures to hold (AD, RFC 4035 §3.2.3).
	Secure bool `json:"secure,omitzero"`
	// Extended are the extended DNS errors that came with the answer (INFO-CODEs of RFC 8914 §4), with a failure or
	// without one. They explain; they change nothing.
	Extended []uint16 `json:"extended,omitempty"`
}

// The kinds of sources of a Sighting.
const (
	FromResolver   = "resolver"    // a resolver, whose answer may be as old as its TTL allows
	FromNameServer = "name-server" // a name server of the zone itself, asked directly
)

// Sighting is what one source says now. Several of them tell who has what already.
type Sighting struct {
	Source string `json:"source"` // the host of the resolver or the name server
	Kind   string `json:"kind"`   // FromResolver or FromNameServer
	Answer Answer `json:"answer"`
}

// OK reports whether the question was answered, with records or without.
func (a Answer) OK() bool { return a.Status != Failed }

// Failure makes the answer to q for a question that could not be asked.
func (q Question) Failure(why Failure) Answer {
	return Answer{Question: q, Status: Failed, Failure: why}
}

// Texts are the texts of the TXT records of the answer.
func (a Answer) Texts() []string {
	var texts []string
	for _, r := range a.Records {
		texts = append(texts, r.Text())
	}
	return texts
}

// Resolver answers a question. It always returns: what takes too long has the outcome Failed. Who makes a resolver that
// waits for a network binds it to the time that it has; that keeps package context, which is a tenth of the program in
// the browser, out of it. The records of an answer must not be changed.
type Resolver interface {
	Lookup(q Question) Answer
}

// Batch is a resolver that answers several questions in one trip, each answer at the place of its question.
type Batch interface {
	Resolver
	LookupAll(questions []Question) []Answer
}

// All asks several questions, together where r can.
func All(r Resolver, questions []Question) []Answer {
	if b, ok := r.(Batch); ok {
		return b.LookupAll(questions)
	}
	answers := make([]Answer, len(questions))
	for i, q := range questions {
		answers[i] = r.Lookup(q)
	}
	return answers
}
