package aggregate

import "strconv"

// Readiness says whether the reports allow the next step of DMARC: from none to quarantine, from quarantine to reject.
type Readiness struct {
	// Next is the policy that would come next; empty at the last one.
	Next  string
	Ready bool
	// Points are the conditions, each met or not.
	Points []Point
}

// Point is one condition. Code is "ready." and its name; Args are the arguments of its sentence.
type Point struct {
	Code string
	Met  bool
	Args map[string]string
}

// Conditions of the next step. RFC 9989 §7.4 wants a month of observation at each; the other figures are ours.
const (
	readyDays     = 28
	readyMessages = 100
	readyShare    = 98 // percent of the own messages that pass
)

// Ready judges the next step.
func (s *Summary) Ready() Readiness {
	r := Readiness{Next: map[string]string{"": "quarantine", "none": "quarantine", "quarantine": "reject"}[s.Published.P]}
	days := int((s.End - s.Begin + secondsOfDay/2) / secondsOfDay)
	own, passed, services := 0, 0, 0
	for i := range s.Sources {
		src := &s.Sources[i]
		switch src.Kind {
		case Service:
			services++
			own += src.Messages
		case Mine:
			own += src.Messages
			passed += src.Aligned
		}
	}
	share := 0
	if own > 0 {
		share = passed * 100 / own
	}
	point := func(code string, met bool, args ...string) {
		p := Point{Code: "ready." + code, Met: met, Args: map[string]string{}}
		for i := 0; i+1 < len(args); i += 2 {
			p.Args[args[i]] = args[i+1]
		}
		r.Points = append(r.Points, p)
	}
	point("days", days >= readyDays, "days", strconv.Itoa(days), "wanted", strconv.Itoa(readyDays))
	point("messages", own >= readyMessages, "messages", strconv.Itoa(own), "wanted", strconv.Itoa(readyMessages))
	point("share", own > 0 && share >= readyShare, "share", strconv.Itoa(share), "wanted", strconv.Itoa(readyShare))
	point("services", services == 0, "count", strconv.Itoa(services))
	r.Ready = r.Next != ""
	for _, p := range r.Points {
		r.Ready = r.Ready && p.Met
	}
	return r
}
