// Package check looks at what a domain has published and says what it means: one topic each for SPF, DMARC, DKIM and
// the rest, and a verdict on every record that was planned.
//
// Run asks through a lookup.Resolver as if every answer were at hand. Run it inside lookup.Memo.Gather to have the
// questions asked in a few batches.
package check

import (
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
	// Answers are all that was asked, with who answered.
	Answers []lookup.Answer `json:"answers,omitempty"`
}

// Recognized is a service that the published records show to be in use.
type Recognized struct {
	ID string `json:"id"`
	// By names what showed it: "spf", "mx".
	By []string `json:"by"`
	// Values are the values of the contract that the records give away.
	Values map[string]string `json:"values,omitempty"`
}

// State is the short verdict on a topic.
type State string

// The states.
const (
	OK      State = "ok"
	Note    State = "note"    // works, with something to know
	Risk    State = "risk"    // works, but is risky
	Bad     State = "bad"     // broken or harmful
	Absent  State = "absent"  // not published
	Unknown State = "unknown" // could not look
)

// Topic is what was found about one kind of record.
type Topic struct {
	ID    string `json:"id"` // "dns", "mx", "spf", "dkim", "dmarc"
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
