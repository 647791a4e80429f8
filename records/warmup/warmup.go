// Package warmup plans how a new dedicated address or domain begins to send: few messages to people who read them, and
// more each day, so that receivers come to know it. Who sends from an address that is shared needs none of it: that
// address is known already.
//
// No standard says how fast. The figures are those of the services that publish theirs (SendGrid, Amazon SES, Braze:
// 20 % to 40 % more each day) and of receivers (Gmail: no sudden doubling; Microsoft: a couple of weeks); where they
// leave a choice, it is ours, and said to be.
package warmup

import (
	"strconv"
	"strings"

	"todoku/records/calendar"
)

// Receiver is one of those who receive mail for many people, each with a reputation of its own for a sender.
type Receiver string

// The receivers, in the order of tables.
const (
	Gmail     Receiver = "gmail"
	Docomo    Receiver = "docomo"
	AU        Receiver = "au"
	SoftBank  Receiver = "softbank"
	ICloud    Receiver = "icloud"
	YahooJP   Receiver = "yahoo-jp"
	Microsoft Receiver = "microsoft"
	Yahoo     Receiver = "yahoo"
	Other     Receiver = "other"
)

// Receivers lists them.
var Receivers = []Receiver{Gmail, Docomo, AU, SoftBank, ICloud, YahooJP, Microsoft, Yahoo, Other}

// Plan is what somebody wants.
type Plan struct {
	// Begin is the first day.
	Begin calendar.Date
	// First is how many messages go out on it, Target how many a day in the end.
	First, Target int
	// Growth is how many percent of a day's messages the next day has: 130 is 30 % more.
	Growth int
	// Workdays leaves out Saturdays, Sundays and the holidays of Japan.
	Workdays bool
	// Shared says that the address is shared with other customers of a service.
	Shared bool
	// Shares are the percentages of the list at each receiver; what is missing is 0.
	Shares map[Receiver]int
	// Setbacks are the steps, counted from 1, at which mail bounced or was deferred: the next step goes back by one.
	Setbacks []int
}

// Default is where most begin. The shares are a guess for a list of consumers in Japan.
func Default(begin calendar.Date) Plan {
	return Plan{Begin: begin, First: 50, Target: 10000, Growth: 130, Workdays: true, Shares: map[Receiver]int{
		Gmail: 40, Docomo: 12, AU: 9, SoftBank: 8, ICloud: 10, YahooJP: 8, Microsoft: 4, Yahoo: 1, Other: 8}}
}

// Step is one day of sending.
type Step struct {
	Number   int // from 1
	Day      calendar.Date
	Total    int
	PerHour  int // at most, so that a day's mail is spread over twelve hours
	Messages map[Receiver]int
	// Setback says that mail bounced at this step.
	Setback bool
	// Again says that the step repeats an earlier one, after a setback.
	Again bool
}

// maxSteps bounds a plan; Lint says so where it ends before the target.
const maxSteps = 120

// hours over which a day's mail is spread.
const hours = 12

// slower are the receivers that are known to want a slower growth: their growth is cut to two thirds of what it is
// elsewhere (Acelle's figures: Gmail full on day 21, Outlook on day 45, iCloud slowest).
var slower = map[Receiver]bool{Microsoft: true, ICloud: true}

// firstWeek are the most messages a day in the first seven steps (Loymax: AOL 5,000, Outlook 20,000).
var firstWeek = map[Receiver]int{Yahoo: 5000, Microsoft: 20000}

// Steps works the plan out. It has none where none are needed.
func (p Plan) Steps() []Step {
	if p.Shared || p.First < 1 || p.Target < 1 || p.Growth < 101 || p.sum() == 0 {
		return nil
	}
	var steps []Step
	day, level := p.Begin, 0
	for number := 1; number <= maxSteps; number++ {
		if p.Workdays {
			day = day.WorkdayJP()
		}
		s := Step{Number: number, Day: day, Messages: map[Receiver]int{}, Again: level < number-1 && number > 1}
		full := true
		for _, r := range Receivers {
			n, reached := p.at(r, level, number)
			s.Messages[r] = n
			s.Total += n
			full = full && reached
		}
		s.PerHour = max(1, (s.Total+hours-1)/hours)
		for _, n := range p.Setbacks {
			s.Setback = s.Setback || n == number
		}
		steps = append(steps, s)
		if full && !s.Setback {
			break
		}
		day = day.Add(1)
		if s.Setback {
			level = max(level-1, 0)
		} else {
			level++
		}
	}
	return steps
}

// at is how many messages a receiver gets at a level, and whether that is all that it will get.
func (p Plan) at(r Receiver, level, number int) (messages int, reached bool) {
	share := float64(p.Shares[r]) / float64(p.sum())
	end := float64(p.Target) * share
	growth := float64(p.Growth-100) / 100
	if slower[r] {
		growth *= 2.0 / 3
	}
	n := float64(min(p.First, p.Target)) * share
	for range level {
		n *= 1 + growth
		if n >= end {
			break
		}
	}
	n = min(n, end)
	if limit := firstWeek[r]; limit > 0 && number <= 7 {
		n = min(n, float64(limit))
	}
	return int(n + 0.5), n >= end
}

// sum is the sum of the shares, which need not be 100.
func (p Plan) sum() int {
	n := 0
	for _, r := range Receivers {
		n += max(p.Shares[r], 0)
	}
	return n
}

// GrowthFor is the growth, in percent, that reaches target from first in a number of steps.
func GrowthFor(first, target, steps int) int {
	if first < 1 || target <= first {
		return 101
	}
	for growth := 101; growth < 1000; growth++ {
		n := float64(first)
		for range steps - 1 {
			n *= float64(growth) / 100
		}
		if n >= float64(target) {
			return growth
		}
	}
	return 1000
}

// String writes the plan for a link: "from=2026-12-01&first=50&target=10000&growth=130&days=work&gmail=40&…".
func (p Plan) String() string {
	var b strings.Builder
	put := func(name, value string) {
		if b.Len() > 0 {
			b.WriteByte('&')
		}
		b.WriteString(name + "=" + value)
	}
	if p.Begin != (calendar.Date{}) {
		put("from", p.Begin.String())
	}
	put("first", strconv.Itoa(p.First))
	put("target", strconv.Itoa(p.Target))
	put("growth", strconv.Itoa(p.Growth))
	if p.Workdays {
		put("days", "work")
	}
	if p.Shared {
		put("shared", "yes")
	}
	for _, r := range Receivers {
		if p.Shares[r] != 0 {
			put(string(r), strconv.Itoa(p.Shares[r]))
		}
	}
	for _, n := range p.Setbacks {
		put("setback", strconv.Itoa(n))
	}
	return b.String()
}

// limits of what a plan can hold, so that a link cannot keep the page busy.
const (
	maxNumber   = 100_000_000
	maxSetbacks = maxSteps
)

// Parse reads what String writes. What it does not know, or what is out of bounds, is left out.
func Parse(text string) Plan {
	p := Plan{Shares: map[Receiver]int{}}
	for _, pair := range strings.Split(text, "&") {
		name, value, _ := strings.Cut(pair, "=")
		n, err := strconv.Atoi(value)
		number := err == nil && n >= 0 && n <= maxNumber
		switch {
		case name == "from":
			if d, ok := calendar.ParseDate(value); ok {
				p.Begin = d
			}
		case name == "days":
			p.Workdays = value == "work"
		case name == "shared":
			p.Shared = value == "yes"
		case !number:
		case name == "first":
			p.First = n
		case name == "target":
			p.Target = n
		case name == "growth":
			p.Growth = min(n, 1000)
		case name == "setback" && n > 0 && n <= maxSteps && len(p.Setbacks) < maxSetbacks:
			p.Setbacks = append(p.Setbacks, n)
		default:
			for _, r := range Receivers {
				if name == string(r) && n > 0 {
					p.Shares[r] = min(n, 1000)
				}
			}
		}
	}
	return p
}
