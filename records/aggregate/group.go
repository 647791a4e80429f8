package aggregate

import (
	"net/netip"
	"sort"
	"strings"

	"todoku/records/domain"
)

// Kind says whose messages they are.
type Kind string

// The kinds, in the order in which their owner should look at them.
const (
	Service   Kind = "service"   // a service that sends in the name of the domain, and is not set up for it
	Unknown   Kind = "unknown"   // nobody knows
	Mine      Kind = "mine"      // passes: signed by the domain, or sent from where its SPF record allows
	Forwarder Kind = "forwarder" // a message of the domain that somebody sent on
)

// Why is the evidence for a kind.
type Why string

// The evidence.
const (
	ByDKIM          Why = "dkim"           // an aligned signature holds
	BySPF           Why = "spf"            // SPF passes and is aligned
	ByService       Why = "service"        // SPF or DKIM passes for a known service, but not for this domain
	ByReceiver      Why = "receiver"       // the receiver itself names a mailing list or a forwarder
	ByBrokenDKIM    Why = "broken-dkim"    // signed by the domain, but changed on the way
	ByRewriting     Why = "rewriting"      // the envelope sender was rewritten, as forwarders do (SRS)
	ByOtherEnvelope Why = "other-envelope" // SPF passes for another domain that nobody here knows
	ByNothing       Why = "nothing"        // neither SPF nor DKIM passes for anybody
)

// Source is who sent a number of messages: a service, a network, a forwarder.
type Source struct {
	Kind Kind
	Why  Why
	// Sender is the ID of the service in the catalogue, Name a domain where the catalogue has none; both empty where
	// only the address is known.
	Sender, Name string
	Messages     int
	Aligned      int // messages that passed DMARC
	DKIM, SPF    int // messages with an aligned pass of each
	Quarantined  int
	Rejected     int
	Addresses    []Address // most messages first
	Selectors    []string  // of signatures by the domain itself, sorted
	Days         []Day     // oldest first
}

// Address is one address of a source.
type Address struct {
	IP       netip.Addr
	Messages int
	Aligned  int
}

// Day is what happened in one day, UTC, by the day on which the period of the report begins.
type Day struct {
	Day     int64 // days since 1970
	Aligned int
	Failed  int
}

// Receiver is who reported.
type Receiver struct {
	Org      string
	Reports  int
	Messages int
}

// Summary is what all reports on one domain say together.
type Summary struct {
	Domain string
	// Begin and End bound all periods in seconds since 1970, UTC.
	Begin, End int64
	Reports    int
	// Doubled is how many reports came twice; they are counted once.
	Doubled   int
	Receivers []Receiver // most messages first
	Messages  int
	Aligned   int
	Days      []Day
	Sources   []Source  // by kind, then most messages first
	Published Published // as found last
	// Findings are the oddities of the reports, each once.
	Findings []Odd
}

// Odd is a finding of one or more reports.
type Odd struct {
	Code    string
	Reports int
}

// Domains lists the domains that reports are about, most messages first.
func Domains(reports []Report) []string {
	count := map[string]int{}
	for i := range reports {
		count[reports[i].Published.Domain] += reports[i].Messages()
	}
	names := make([]string, 0, len(count))
	for name := range count {
		names = append(names, name)
	}
	sort.Slice(names, func(i, j int) bool {
		if count[names[i]] != count[names[j]] {
			return count[names[i]] > count[names[j]]
		}
		return names[i] < names[j]
	})
	return names
}

// Summarize joins the reports on one domain.
func Summarize(reports []Report, name string) Summary {
	s := summarizer{out: Summary{Domain: name}, days: map[int64]*Day{}, sources: map[string]*source{}, receivers: map[string]*Receiver{},
		seen: map[string]bool{}, odd: map[string]int{}}
	latest := int64(-1)
	for i := range reports {
		r := &reports[i]
		if r.Published.Domain != name {
			continue
		}
		// RFC 9990 §3.1.1.1: a receiver's report ID names one report; mail brings the same one twice.
		key := r.Org + "\n" + r.ID
		if r.ID != "" && s.seen[key] {
			s.out.Doubled++
			continue
		}
		s.seen[key] = true
		if r.End > latest {
			latest, s.out.Published = r.End, r.Published
		}
		s.report(r)
	}
	return s.finish()
}

type summarizer struct {
	out       Summary
	days      map[int64]*Day
	sources   map[string]*source
	receivers map[string]*Receiver
	seen      map[string]bool
	odd       map[string]int
}

// source is a Source while it is counted.
type source struct {
	Source
	addresses map[netip.Addr]*Address
	days      map[int64]*Day
	selectors map[string]bool
}

const secondsOfDay = 24 * 60 * 60

func (s *summarizer) report(r *Report) {
	s.out.Reports++
	if s.out.Begin == 0 || r.Begin < s.out.Begin && r.Begin > 0 {
		s.out.Begin = r.Begin
	}
	s.out.End = max(s.out.End, r.End)
	org := s.receivers[r.Org]
	if org == nil {
		org = &Receiver{Org: r.Org}
		s.receivers[r.Org] = org
	}
	org.Reports++
	org.Messages += r.Messages()
	for _, f := range Lint(*r) {
		s.odd[f.Code]++
	}
	day := r.Begin / secondsOfDay
	for i := range r.Rows {
		s.row(&r.Rows[i], day)
	}
}

func (s *summarizer) row(r *Row, day int64) {
	c := classify(r, s.out.Domain)
	key := string(c.kind) + "\n" + c.sender + "\n" + c.name
	if c.sender == "" && c.name == "" {
		key += r.Source.String()
	}
	src := s.sources[key]
	if src == nil {
		src = &source{Source: Source{Kind: c.kind, Why: c.why, Sender: c.sender, Name: c.name},
			addresses: map[netip.Addr]*Address{}, days: map[int64]*Day{}, selectors: map[string]bool{}}
		s.sources[key] = src
	}
	src.count(r, day)
	for _, sig := range r.Signatures {
		if sig.Result == "pass" && sig.Selector != "" && domain.Under(sig.Domain, s.out.Domain) {
			src.selectors[sig.Selector] = true
		}
	}
	s.out.Messages += r.Count
	if r.Aligned() {
		s.out.Aligned += r.Count
	}
	tally(s.days, day, r)
}

func (s *source) count(r *Row, day int64) {
	s.Messages += r.Count
	a := s.addresses[r.Source]
	if a == nil {
		a = &Address{IP: r.Source}
		s.addresses[r.Source] = a
	}
	a.Messages += r.Count
	if r.Aligned() {
		s.Aligned += r.Count
		a.Aligned += r.Count
	}
	if r.DKIM == "pass" {
		s.DKIM += r.Count
	}
	if r.SPF == "pass" {
		s.SPF += r.Count
	}
	switch r.Disposition {
	case "quarantine":
		s.Quarantined += r.Count
	case "reject":
		s.Rejected += r.Count
	}
	tally(s.days, day, r)
}

func tally(days map[int64]*Day, day int64, r *Row) {
	d := days[day]
	if d == nil {
		d = &Day{Day: day}
		days[day] = d
	}
	if r.Aligned() {
		d.Aligned += r.Count
	} else {
		d.Failed += r.Count
	}
}

// order is the order of the kinds.
var order = map[Kind]int{Service: 0, Unknown: 1, Mine: 2, Forwarder: 3}

func (s *summarizer) finish() Summary {
	out := s.out
	out.Days = sortedDays(s.days)
	for _, r := range s.receivers {
		out.Receivers = append(out.Receivers, *r)
	}
	sort.Slice(out.Receivers, func(i, j int) bool {
		a, b := out.Receivers[i], out.Receivers[j]
		return a.Messages > b.Messages || a.Messages == b.Messages && a.Org < b.Org
	})
	for _, src := range s.sources {
		for _, a := range src.addresses {
			src.Addresses = append(src.Addresses, *a)
		}
		sort.Slice(src.Addresses, func(i, j int) bool {
			a, b := src.Addresses[i], src.Addresses[j]
			return a.Messages > b.Messages || a.Messages == b.Messages && a.IP.Less(b.IP)
		})
		for selector := range src.selectors {
			src.Selectors = append(src.Selectors, selector)
		}
		sort.Strings(src.Selectors)
		src.Source.Days = sortedDays(src.days)
		out.Sources = append(out.Sources, src.Source)
	}
	sort.Slice(out.Sources, func(i, j int) bool {
		a, b := &out.Sources[i], &out.Sources[j]
		switch {
		case a.Kind != b.Kind:
			return order[a.Kind] < order[b.Kind]
		case a.Messages != b.Messages:
			return a.Messages > b.Messages
		case a.Sender+a.Name != b.Sender+b.Name:
			return a.Sender+a.Name < b.Sender+b.Name
		}
		return a.Addresses[0].IP.Less(b.Addresses[0].IP)
	})
	for code, n := range s.odd {
		out.Findings = append(out.Findings, Odd{code, n})
	}
	sort.Slice(out.Findings, func(i, j int) bool { return out.Findings[i].Code < out.Findings[j].Code })
	return out
}

func sortedDays(days map[int64]*Day) []Day {
	list := make([]Day, 0, len(days))
	for _, d := range days {
		list = append(list, *d)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Day < list[j].Day })
	return list
}

// class is what a row was taken for.
type class struct {
	kind         Kind
	why          Why
	sender, name string
}

// classify says whose messages a row holds. It prefers what was proven over what is likely.
func classify(r *Row, own string) class {
	sender, name := service(r, own)
	switch {
	case r.Aligned():
		why := BySPF
		if r.DKIM == "pass" {
			why = ByDKIM
		}
		// A signature survives forwarding, SPF does not: where SPF failed for the domain itself, somebody sent it on.
		if r.SPF != "pass" && sender == "" && (forwardedBy(r) || rewritten(r) || spfFailed(r, own)) {
			return class{Forwarder, forwarderWhy(r, why), "", passing(r, own)}
		}
		if sender == "" {
			sender = signer(r, own)
		}
		if sender != "" {
			name = ""
		}
		return class{Mine, why, sender, name}
	case forwardedBy(r):
		return class{Forwarder, ByReceiver, "", passing(r, own)}
	case rewritten(r):
		return class{Forwarder, ByRewriting, "", passing(r, own)}
	case sender != "":
		return class{Service, ByService, sender, ""}
	case signedBy(r, own):
		return class{Forwarder, ByBrokenDKIM, "", passing(r, own)}
	case name != "":
		return class{Unknown, ByOtherEnvelope, "", name}
	}
	return class{Unknown, ByNothing, "", ""}
}

func forwarderWhy(r *Row, otherwise Why) Why {
	switch {
	case forwardedBy(r):
		return ByReceiver
	case rewritten(r):
		return ByRewriting
	}
	return otherwise
}

// forwardedBy reports whether the receiver names a forwarder or a mailing list (RFC 9990 §3.1.1.6; "forwarded" is of
// RFC 7489).
func forwardedBy(r *Row) bool {
	for _, reason := range r.Reasons {
		switch reason.Type {
		case "mailing_list", "trusted_forwarder", "forwarded":
			return true
		}
	}
	return false
}

// rewritten reports whether the envelope sender has the form that forwarders give it: the local part is not in reports,
// but many put a label of their own in front of the domain.
func rewritten(r *Row) bool {
	for _, name := range append([]string{r.EnvelopeFrom}, senderDomains(r)...) {
		first, _, _ := strings.Cut(name, ".")
		if first == "srs" || strings.HasPrefix(first, "srs0") || strings.HasPrefix(first, "fwd") || strings.HasPrefix(first, "forward") {
			return true
		}
	}
	return false
}

func senderDomains(r *Row) []string {
	var names []string
	for _, s := range r.Sender {
		names = append(names, s.Domain)
	}
	return names
}

// spfFailed reports whether SPF was asked of the domain itself and did not allow the sender.
func spfFailed(r *Row, own string) bool {
	for _, s := range r.Sender {
		if domain.Under(s.Domain, own) && (s.Result == "fail" || s.Result == "softfail" || s.Result == "neutral") {
			return true
		}
	}
	return false
}

// signedBy reports whether the messages bear a signature of the domain, which does not hold.
func signedBy(r *Row, own string) bool {
	for _, s := range r.Signatures {
		if domain.Under(s.Domain, own) && s.Result != "pass" && s.Result != "none" {
			return true
		}
	}
	return false
}

// passing is the domain for which something passes, other than the own one; "" where there is none.
func passing(r *Row, own string) string {
	for _, s := range r.Sender {
		if s.Result == "pass" && !domain.Under(s.Domain, own) {
			return base(s.Domain)
		}
	}
	for _, s := range r.Signatures {
		if s.Result == "pass" && !domain.Under(s.Domain, own) {
			return base(s.Domain)
		}
	}
	return ""
}
