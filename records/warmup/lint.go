package warmup

import (
	"strconv"

	"todoku/records/finding"
)

// Rules are what can be said of a plan.
var Rules finding.Rules

var (
	notNeeded    = Rules.Add("warmup.not-needed", finding.Info, "")
	fewMessages  = Rules.Add("warmup.few-messages", finding.Info, "")
	growthFast   = Rules.Add("warmup.growth-fast", finding.Warning, "https://support.google.com/a/answer/81126")
	growthDouble = Rules.Add("warmup.growth-doubling", finding.Error, "https://support.google.com/a/answer/81126")
	growthNone   = Rules.Add("warmup.growth-missing", finding.Error, "")
	startHigh    = Rules.Add("warmup.start-high", finding.Warning, "")
	targetLow    = Rules.Add("warmup.target-below-first", finding.Warning, "")
	noShares     = Rules.Add("warmup.no-shares", finding.Error, "")
	sharesOff    = Rules.Add("warmup.shares-not-100", finding.Info, "")
	tooLong      = Rules.Add("warmup.too-long", finding.Warning, "")
	carriers     = Rules.Add("warmup.carriers", finding.Info, "")
)

// Bounds of advice; where no source is named above, the choice is ours.
const (
	highStart  = 500 // messages on the first day
	fewADay    = 200 // messages a day from which reputation begins to be counted at all
	longPlan   = 90  // steps
	manyMobile = 20  // percent of the list at the three carriers
)

// Lint says what is risky about a plan.
func Lint(p Plan) []finding.Finding {
	if p.Shared {
		return []finding.Finding{notNeeded.New()}
	}
	var list []finding.Finding
	add := func(f finding.Finding) { list = append(list, f) }
	growth := strconv.Itoa(p.Growth - 100)
	switch {
	case p.Growth < 101:
		add(growthNone.New())
	case p.Growth >= 200:
		add(growthDouble.New("growth", growth))
	case p.Growth > 150:
		add(growthFast.New("growth", growth))
	}
	if p.Target > 0 && p.Target <= fewADay {
		add(fewMessages.New("target", strconv.Itoa(p.Target)))
	}
	if p.First > highStart {
		add(startHigh.New("first", strconv.Itoa(p.First), "limit", strconv.Itoa(highStart)))
	}
	if p.Target < p.First {
		add(targetLow.New("first", strconv.Itoa(p.First), "target", strconv.Itoa(p.Target)))
	}
	switch sum := p.sum(); {
	case sum == 0:
		add(noShares.New())
	case sum != 100:
		add(sharesOff.New("sum", strconv.Itoa(sum)))
	}
	if mobile := p.Shares[Docomo] + p.Shares[AU] + p.Shares[SoftBank]; mobile >= manyMobile {
		add(carriers.New("share", strconv.Itoa(mobile)))
	}
	if steps := p.Steps(); len(steps) > longPlan {
		add(tooLong.New("days", strconv.Itoa(len(steps)), "limit", strconv.Itoa(longPlan)))
	}
	return list
}

// Signal is a sign that a step was too large, and what to do about it: the text is "signal." and the code.
type Signal struct {
	Code string
	Back bool // go back by one step; otherwise stay where you are
}

// Signals are the signs to look for after each step, from the receivers' own lists of codes.
var Signals = []Signal{
	{"bounces", true},        // more than 5 % bounce: the list is old
	{"complaints", true},     // more than 0.1 % complain (Gmail and Yahoo name 0.3 % as too many)
	{"gmail-4.7.28", false},  // Gmail: unusual rate
	{"yahoo-tss04", false},   // Yahoo: deferred for volume or complaints
	{"microsoft-s775", true}, // Microsoft: reputation of the address
	{"microsoft-rp", false},  // Microsoft: rate limits RP-001 to RP-003
	{"carrier", false},       // docomo, au, SoftBank: connections refused or deferred
	{"idle", true},           // nothing was sent for more than 30 days
}
