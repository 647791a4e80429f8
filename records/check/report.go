// Package check looks at what a domain has published and says what it means: one topic each for SPF, DMARC, DKIM and
// the rest, and a verdict on every record that was planned.
//
// Run asks through a lookup.Resolver as if every answer were at hand. Run it inside lookup.Memo.Gather to have the
// questions asked in a few batches.
package check

import (
	"net/netip"

	"todoku/records/finding"
	"todoku/records/lookup"
)

// Version is the version of the report's form. Fields may be added without a new one.
const Version = 1

// Request says what to look at.
type Request struct {
	Domain string `json:"domain"`
	// Selectors are DKIM selectors to ask for, besides those of the senders that are recognized.
	Selectors []string `json:"selectors,omitempty"`
	// Planned are the records that the owner meant to publish.
	Planned []Planned `json:"planned,omitempty"`
	// Also are questions whose answers are wanted besides. They let a page judge its plan by itself, so that what was
	// planned is sent nowhere.
	Also []lookup.Question `json:"also,omitempty"`
	// Sightings says that the same is to be asked of every resolver and of every name server of the zone, see
	// Evidence. Run itself asks one resolver only.
	Sightings bool `json:"sightings,omitempty"`
	// Servers are the owner's own servers that send mail.
	Servers []Server `json:"servers,omitempty"`
	// Panel is the ID of the panel in which the owner types the records, where that is known.
	Panel string `json:"panel,omitempty"`
	// Probe is a label by chance, which nobody has published: what answers to it answers to every name. Without one,
	// wildcards are not looked for.
	Probe string `json:"probe,omitempty"`
	// Evidence is what came in other ways than by the questions of Run.
	Evidence Evidence `json:"-"`
}

// Server is a server that sends mail.
type Server struct {
	Address netip.Addr `json:"address"`
	Helo    string     `json:"helo,omitempty"` // the name with which it greets; empty where that is not known
}

// Evidence is what whoever calls Run has learnt by himself. A part that is nil was not looked for, and nothing is said
// about it.
type Evidence struct {
	// Policy is the MTA-STS policy file, see Report.WantsPolicy.
	Policy *PolicyFile
	// Sightings are what each resolver and each name server of the zone says of the planned names (those of Planned and
	// Also), of TXT at the domain and of _dmarc below it.
	Sightings []lookup.Sighting
	// At is when the sightings were had, in seconds since 1970-01-01 UTC.
	At int64
}

// PolicyFile is what the web server of an MTA-STS policy sent (RFC 8461 §3.3).
type PolicyFile struct {
	URL         string `json:"url"`
	Status      int    `json:"status,omitzero"` // of HTTP; redirects are not followed
	ContentType string `json:"contentType,omitempty"`
	Body        string `json:"body,omitempty"`
	// Failure says why there is no answer; then the other fields, but for URL, say nothing.
	Failure lookup.Failure `json:"failure,omitempty"`
}

// Planned is one record that the owner meant to publish, or to take away.
type Planned struct {
	Name string      `json:"name"`
	Type lookup.Type `json:"type"`
	// Value is the text of a TXT record, joined, or the target of a CNAME.
	Value string `json:"value"`
	// Gone says that the record is to be taken away.
	Gone bool `json:"gone,omitempty"`
}

// Report is what was found.
type Report struct {
	Version int    `json:"version"`
	Domain  string `json:"domain"`
	// At is when the answers were had, in RFC 3339.
	At string `json:"at,omitempty"`
	// Zone is the apex of the zone that the domain lies in; the domain itself where that could not be told.
	Zone string `json:"zone"`
	// NameServers are the hosts that serve the zone.
	NameServers []string `json:"nameServers,omitempty"`
	// Panels are the IDs of the panels behind the name servers.
	Panels []string `json:"panels,omitempty"`
	// Senders are the services that were recognized.
	Senders []Recognized `json:"senders,omitempty"`
	Topics  []Topic      `json:"topics"`
	Planned []Verdict    `json:"planned,omitempty"`
	// Unplanned are records that nobody planned and that harm those that were: a second SPF record, a DKIM string left
	// beside the new one, DMARC at the domain itself.
	Unplanned []finding.Finding `json:"unplanned,omitempty"`
	// Probe is the label by chance that was asked for.
	Probe string `json:"probe,omitempty"`
	// Policy and Sightings are those of the evidence.
	Policy    *PolicyFile       `json:"policy,omitempty"`
	Sightings []lookup.Sighting `json:"sightings,omitempty"`
	// Silent are the resolvers that answered nothing; the others were asked in their place.
	Silent []Silent `json:"silent,omitempty"`
	// Answers are all that was asked, with who answered.
	Answers []lookup.Answer `json:"answers,omitempty"`
}

// Silent is a resolver that answered nothing.
type Silent struct {
	Resolver string         `json:"resolver"`
	Why      lookup.Failure `json:"why"`
}

// Recognized is a service that the published records show to be in use.
type Recognized struct {
	ID string `json:"id"`
	// By names what showed it: "spf", "mx", "dkim".
	By []string `json:"by"`
	// Values are the values of the contract that the records give away.
	Values map[string]string `json:"values,omitempty"`
}

// State is the short verdict on a topic.
type State string

// The states.
const (
	OK     State = "ok"
	Note   State = "note"   // works, with something to know
	Risk   State = "risk"   // works, but is risky
	Bad    State = "bad"    // broken or harmful
	Absent State = "absent" // not published
	// Optional is what is not published and what mail arrives without.
	Optional State = "optional"
	Unknown  State = "unknown" // could not look
)

// Topics lists the IDs of the topics of a report, in its order. "servers" is there only where servers were given.
var Topics = []string{"dns", "dnssec", "mx", "spf", "dkim", "dmarc", "mta-sts", "tls-rpt", "tlsa", "bimi", "servers"}

// Topic is what was found about one kind of record.
type Topic struct {
	ID    string `json:"id"` // one of Topics
	State State  `json:"state"`
	// Records are the records of this kind, each with its name.
	Records  []Published       `json:"records,omitempty"`
	Findings []finding.Finding `json:"findings,omitempty"`
	// Failures are the questions that could not be asked.
	Failures []Failure `json:"failures,omitempty"`
	// Lookups and Voids are the worst case of the SPF record.
	Lookups int `json:"lookups,omitempty"`
	Voids   int `json:"voidLookups,omitempty"`
	// Tried are the DKIM selectors that were asked for.
	Tried []string `json:"tried,omitempty"`
}

// Published is a record as it was found.
type Published struct {
	Name     string `json:"name"`
	Text     string `json:"text"`
	TTL      uint32 `json:"ttl,omitzero"`
	Resolver string `json:"resolver,omitempty"`
}

// Failure is a question that nobody could answer.
type Failure struct {
	lookup.Question
	Why      lookup.Failure `json:"why"`
	Resolver string         `json:"resolver,omitempty"`
}

// Status is the verdict on one planned record.
type Status string

// The statuses.
const (
	AsPlanned    Status = "as-planned"
	Differs      Status = "differs"        // a record of this kind is there, but another one
	Missing      Status = "missing"        // nothing of this kind is there
	Other        Status = "other"          // something else stands in its place
	CouldNotLook Status = "could-not-look" // nobody could be asked
	StillThere   Status = "still-there"    // it was to be taken away
)

// Verdict is how a planned record compares with what is published.
type Verdict struct {
	Planned
	Status Status `json:"status"`
	// Found is what is published in its place, or nearest to it.
	Found []string `json:"found,omitempty"`
	// FoundSpan and PlannedSpan mark what differs, in the first of Found and in Value.
	FoundSpan   finding.Span `json:"foundSpan,omitzero"`
	PlannedSpan finding.Span `json:"plannedSpan,omitzero"`
	// TTL is how many seconds resolvers may keep the answer that was had.
	TTL      uint32            `json:"ttl,omitzero"`
	Resolver string            `json:"resolver,omitempty"`
	Why      lookup.Failure    `json:"why,omitempty"`
	Findings []finding.Finding `json:"findings,omitempty"`
	// Spread is who has it already, where that was asked.
	Spread *Spread `json:"spread,omitempty"`
}

// Spread is how far a planned record has come in the world.
type Spread struct {
	Stage Stage `json:"stage"`
	// At is when the last of the resolvers that were asked lets go of what it keeps, in seconds since 1970-01-01 UTC; 0
	// where waiting changes nothing, or not at a time that can be told.
	At      int64    `json:"at,omitzero"`
	Holders []Holder `json:"holders,omitempty"`
}

// Stage is how far a planned record has come.
type Stage string

// The stages.
const (
	Everywhere    Stage = "everywhere"     // everyone who answered has it
	Spreading     Stage = "spreading"      // the name servers have it; some resolvers keep an older answer until At
	ServersDiffer Stage = "servers-differ" // some name servers have it, and others do not
	NotAtServers  Stage = "not-at-servers" // the name servers answer, and none has it
	Waiting       Stage = "waiting"        // the name servers could not be asked; the resolvers ask them again at At
	NobodyAsked   Stage = "nobody-asked"   // there was no answer at all
)

// Holder is what one source says of a planned record.
type Holder struct {
	Source string  `json:"source"`
	Kind   string  `json:"kind"` // lookup.FromResolver or lookup.FromNameServer
	Has    Holding `json:"has"`
	// Texts are what it has in the place of the planned record.
	Texts []string `json:"texts,omitempty"`
	// TTL is for how many more seconds it keeps its answer.
	TTL uint32         `json:"ttl,omitzero"`
	Why lookup.Failure `json:"why,omitempty"`
}

// Holding is what a source has.
type Holding string

// The holdings.
const (
	HasPlanned Holding = "planned" // the record as planned
	HasOther   Holding = "other"   // another record of this kind; of one that is to be taken away: that one
	HasNothing Holding = "nothing" // no record of this kind
	NoAnswer   Holding = "no-answer"
)

// WantsPolicy reports whether the domain says that it has an MTA-STS policy, and nobody has fetched it: from
// https://mta-sts.DOMAIN/.well-known/mta-sts.txt, following no redirect (RFC 8461 §3.3). Whoever fetches it gives it to
// Run in Evidence.
func (r *Report) WantsPolicy() bool {
	t := r.Topic("mta-sts")
	return r.Policy == nil && t != nil && len(t.Records) > 0
}

// Topic returns the topic of that ID.
func (r *Report) Topic(id string) *Topic {
	for i := range r.Topics {
		if r.Topics[i].ID == id {
			return &r.Topics[i]
		}
	}
	return nil
}

// Worst returns the highest severity of all findings.
func (r *Report) Worst() finding.Severity {
	var all []finding.Finding
	for _, t := range r.Topics {
		all = append(all, t.Findings...)
	}
	for _, v := range r.Planned {
		all = append(all, v.Findings...)
	}
	all = append(all, r.Unplanned...)
	return finding.Worst(all)
}

// Unanswered reports whether anything could not be asked.
func (r *Report) Unanswered() bool {
	for _, t := range r.Topics {
		if t.State == Unknown || len(t.Failures) > 0 {
			return true
		}
	}
	return false
}
