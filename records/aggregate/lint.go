package aggregate

import (
	"strconv"

	"todoku/records/domain"
	"todoku/records/finding"
)

// Rules are the oddities of a report.
var Rules finding.Rules

var (
	noRows          = Rules.Add("aggregate.no-rows", finding.Info, "RFC 9990 §3.1.1")
	noDomain        = Rules.Add("aggregate.no-domain", finding.Warning, "RFC 9990 §3.1.1.4")
	periodReversed  = Rules.Add("aggregate.period-reversed", finding.Warning, "RFC 9990 §3.1.1.2")
	periodLong      = Rules.Add("aggregate.period-too-long", finding.Info, "RFC 9990 §3.1.1.2")
	badAddress      = Rules.Add("aggregate.bad-address", finding.Warning, "RFC 9990 §3.1.1.7")
	badDisposition  = Rules.Add("aggregate.unknown-disposition", finding.Info, "RFC 9990 §3.1.1.8")
	otherDomain     = Rules.Add("aggregate.other-domain", finding.Warning, "RFC 9990 §3.1.1.9")
	receiverTrouble = Rules.Add("aggregate.receiver-error", finding.Warning, "RFC 9990 §3.1.1.2")
)

// day and a little, because receivers cut their days at their own midnight.
const longPeriod = 25 * 60 * 60

// Lint says what is odd about a report. Nothing of it keeps its rows from being counted.
func Lint(r Report) []finding.Finding {
	var list []finding.Finding
	add := func(f finding.Finding) { list = append(list, f) }
	if len(r.Rows) == 0 {
		add(noRows.New("org", r.Org))
	}
	if r.Published.Domain == "" {
		add(noDomain.New("org", r.Org))
	}
	switch {
	case r.End < r.Begin:
		add(periodReversed.New("org", r.Org))
	case r.End-r.Begin > longPeriod:
		add(periodLong.New("org", r.Org, "hours", strconv.FormatInt((r.End-r.Begin)/3600, 10)))
	}
	for _, e := range r.Errors {
		if e != "" {
			add(receiverTrouble.New("org", r.Org, "text", e))
		}
	}
	addresses, dispositions, others := 0, 0, 0
	for i := range r.Rows {
		row := &r.Rows[i]
		if !row.Source.IsValid() {
			addresses++
		}
		switch row.Disposition {
		case "none", "pass", "quarantine", "reject":
		default:
			dispositions++
		}
		if row.HeaderFrom != "" && r.Published.Domain != "" && !domain.Under(row.HeaderFrom, r.Published.Domain) {
			others++
		}
	}
	for _, c := range []struct {
		rule  finding.Rule
		count int
	}{{badAddress, addresses}, {badDisposition, dispositions}, {otherDomain, others}} {
		if c.count > 0 {
			add(c.rule.New("org", r.Org, "count", strconv.Itoa(c.count)))
		}
	}
	return list
}
