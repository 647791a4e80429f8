package dmarc

import "todoku/records/calendar"

// Stage is one stage of the way to a stronger policy.
type Stage struct {
	Policy Policy
	// Day is the first day on which the record may say so, where the condition is met.
	Day calendar.Date
	// Condition names what must be true before; it is the code of a message.
	Condition string
	// Record is what to publish then.
	Record Record
}

// StageDays is how long each stage lasts at least: RFC 9989 §7.4 asks for a month of reports, so that senders who write
// once a month are seen too; five weeks hold a month and the days for reading.
const StageDays = 35

// The conditions.
const (
	ConditionStart      = "rollout.start"
	ConditionQuarantine = "rollout.before-quarantine"
	ConditionReject     = "rollout.before-reject"
)

// Rollout gives the stages from the policy of r, which is published on day, to goal. RFC 9989 §7.4: none for a month,
// quarantine as long, then reject. pct and t are no stages: newer receivers ignore the one, older ones the other.
func Rollout(r Record, goal Policy, day calendar.Date) []Stage {
	r.Text, r.Testing = "", false
	r, _ = r.WayOver()
	conditions := map[Policy]string{Quarantine: ConditionQuarantine, Reject: ConditionReject}
	stages := []Stage{{r.ForDomain(), day, ConditionStart, r}}
	for _, p := range []Policy{Quarantine, Reject} {
		if p.Strength() <= r.ForDomain().Strength() || p.Strength() > goal.Strength() {
			continue
		}
		day = day.Add(StageDays).Workday()
		next := r
		next.Policy = p
		if next.Subdomains != "" && next.Subdomains.Strength() < p.Strength() {
			next.Subdomains = p // a weaker one that was right for the stage before
		}
		stages = append(stages, Stage{p, day, conditions[p], next})
	}
	return stages
}

// Parked is the policy of a domain that sends no mail (M3AAWG, Protecting Parked Domains, 2015): everything is refused,
// for subdomains too, whether they exist or not. Reports still show who tries; RFC 9989 §4.7 lets them be absent.
func Parked(reports []URI) Record {
	return Record{Policy: Reject, Subdomains: Reject, NonExistent: Reject, DKIMAlignment: Strict, SPFAlignment: Strict, Reports: reports}
}
