package spf

import (
	"net/netip"

	"todoku/records/domain"
	"todoku/records/lookup"
)

// match evaluates one term. The cause is empty where the term does not match and the next one has its turn.
func (e *evaluator) match(t *Trace, s *Attempt) (Result, Cause) {
	term := &s.Term
	switch term.Kind {
	case All, IP4, IP6: // a network that does not hold the client does not come here
		return term.Qualifier, Matched
	}
	s.Domain = t.Domain
	if term.Domain != "" {
		s.Domain = e.target(term.Domain, t.Domain)
	}
	switch term.Kind {
	case Include:
		return e.include(s)
	case Redirect:
		return e.redirect(s)
	}
	// RFC 7208 §4.8: what no question can be made of is undefined; like the test suite of openspf, we take it for a
	// name that does not exist.
	if !queryable(s.Domain) {
		return "", ""
	}
	matched, cause := false, Cause("")
	switch term.Kind {
	case A:
		matched, cause = e.addresses(s, s.Domain, &s.Void)
	case MX:
		matched, cause = e.exchangers(s)
	case PTR:
		matched = e.pointers(s)
	case Exists:
		matched, cause = e.exists(s)
	}
	switch {
	case cause == CouldNotAsk || cause == OutOfTime:
		return TempError, cause
	case cause != "":
		return PermError, cause
	case matched:
		return term.Qualifier, Matched
	}
	return "", ""
}

// include evaluates another record, of which only a pass matches (RFC 7208 §5.2).
func (e *evaluator) include(s *Attempt) (Result, Cause) {
	s.Trace = &Trace{Domain: s.Domain, Result: None, Cause: BadDomain}
	e.read(s.Trace)
	switch s.Trace.Result {
	case Pass:
		return s.Term.Qualifier, Matched
	case TempError:
		return TempError, BehindTerm
	case PermError, None: // RFC 7208 §5.2: an include without a record is a permanent error
		return PermError, BehindTerm
	}
	return "", ""
}

// redirect takes over the result of another record (RFC 7208 §6.1).
func (e *evaluator) redirect(s *Attempt) (Result, Cause) {
	s.Trace = &Trace{Domain: s.Domain, Result: None, Cause: BadDomain}
	e.read(s.Trace)
	switch s.Trace.Result {
	case None, PermError:
		return PermError, BehindTerm
	case TempError:
		return TempError, BehindTerm
	}
	return s.Trace.Result, Redirected
}

// addresses asks for the addresses of a host, A or AAAA by the family of the client (RFC 7208 §5), and compares them
// with the client within the prefix length of the term.
func (e *evaluator) addresses(s *Attempt, host string, void *bool) (bool, Cause) {
	typ, bits := lookup.A, int(s.Term.Bits4)
	if e.ip.Is6() {
		typ, bits = lookup.AAAA, int(s.Term.Bits6)
	}
	a, failed := e.ask(host, typ)
	if failed != "" {
		return false, failed
	}
	*void = len(a.Records) == 0
	for _, r := range a.Records {
		if netip.PrefixFrom(r.Address, bits).Contains(e.ip) {
			return true, ""
		}
	}
	return false, ""
}

// exchangers compares the addresses of the MX hosts. Without MX there is no fallback to the name itself
// (RFC 7208 §5.4).
func (e *evaluator) exchangers(s *Attempt) (bool, Cause) {
	a, failed := e.ask(s.Domain, lookup.MX)
	switch {
	case failed != "":
		return false, failed
	case len(a.Records) == 0:
		s.Void = true
		return false, ""
	case len(a.Records) > MaxMX: // RFC 7208 §4.6.4
		return false, OverMX
	}
	for _, r := range a.Records {
		host := domain.Canonical(r.Host)
		if !queryable(host) { // RFC 7505: the root says that there is no mail
			continue
		}
		var void bool // RFC 7208 §4.6.4 counts terms; the hosts behind a term are not among them
		if matched, cause := e.addresses(s, host, &void); matched || cause != "" {
			return matched, cause
		}
	}
	return false, ""
}

// exists asks for any address; always for A, also for an IPv6 client (RFC 7208 §5.7).
func (e *evaluator) exists(s *Attempt) (bool, Cause) {
	a, failed := e.ask(s.Domain, lookup.A)
	if failed != "" {
		return false, failed
	}
	s.Void = len(a.Records) == 0
	return !s.Void, ""
}

// pointers looks for a name of the client at or under a domain (RFC 7208 §5.5).
func (e *evaluator) pointers(s *Attempt) bool {
	asked := e.validatedKnown
	names := e.names()
	s.Void = e.void && !asked
	for _, name := range names {
		if domain.Under(name, s.Domain) {
			return true
		}
	}
	return false
}

// names are the names that the reverse DNS gives to the client and that lead back to it. A failure of DNS gives none:
// the client's owner, and not the domain's, is to blame for it (RFC 7208 §5.5).
func (e *evaluator) names() []string {
	if e.validatedKnown {
		return e.validated
	}
	e.validatedKnown = true
	a, failed := e.ask(lookup.Reverse(e.ip), lookup.PTR)
	e.void = failed == "" && len(a.Records) == 0
	typ := lookup.A
	if e.ip.Is6() {
		typ = lookup.AAAA
	}
	for i, r := range a.Records {
		if i == maxPTR { // RFC 7208 §4.6.4: the names beyond the tenth are ignored
			break
		}
		name := domain.Canonical(r.Host)
		if !queryable(name) {
			continue
		}
		forward, _ := e.ask(name, typ)
		for _, r := range forward.Records {
			if r.Address == e.ip {
				e.validated = append(e.validated, name)
				break
			}
		}
	}
	return e.validated
}

// validatedName is the value of the macro "p": the domain itself, a name below it, any name, or "unknown"
// (RFC 7208 §7.3).
func (e *evaluator) validatedName(at string) string {
	best := "unknown"
	for _, name := range e.names() {
		switch {
		case name == at:
			return name
		case best == "unknown", domain.Under(name, at) && !domain.Under(best, at):
			best = name
		}
	}
	return best
}
