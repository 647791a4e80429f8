package check

import (
	"net/netip"
	"strings"

	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/lookup"
)

var (
	privateServer = Rules.Add("server.private-address", finding.Error, "RFC 6890 §2.2.2")
	noPTR         = Rules.Add("server.no-name", finding.Error, "RFC 1912 §2.1")
	notConfirmed  = Rules.Add("server.name-not-confirmed", finding.Error, "RFC 1912 §2.1")
	severalNames  = Rules.Add("server.several-names", finding.Info, "RFC 1912 §2.1")
	genericName   = Rules.Add("server.generic-name", finding.Warning, "")
	heloNoName    = Rules.Add("server.helo-not-a-name", finding.Error, "RFC 5321 §4.1.4")
	heloNoAddress = Rules.Add("server.helo-without-address", finding.Error, "RFC 5321 §4.1.4")
	heloElsewhere = Rules.Add("server.helo-other-address", finding.Warning, "RFC 5321 §4.1.4")
	heloOtherName = Rules.Add("server.helo-other-name", finding.Info, "")
)

// ownServers looks at the owner's own servers.
func (c *checker) ownServers() {
	if len(c.req.Servers) > 0 {
		servers := c.req.Servers
		c.out.Topics = append(c.out.Topics, Servers(c.r, servers[:min(len(servers), maxServers)]))
	}
}

// Servers looks at servers that send mail as receivers do: the name of the address (PTR), whether that name leads back
// to the address, and the name with which the server greets (RFC 5321 §4.1.1.1).
func Servers(r lookup.Resolver, servers []Server) Topic {
	t := Topic{ID: "servers"}
	for _, s := range servers {
		looker{r, &t, s}.look()
	}
	switch {
	case len(t.Findings) == 0 && len(t.Failures) > 0:
		t.State = Unknown
	default:
		t.State = stateOf(t.Findings)
	}
	return t
}

type looker struct {
	r lookup.Resolver
	t *Topic
	s Server
}

func (l looker) find(rule finding.Rule, args ...string) {
	address := l.s.Address.String()
	l.t.find(lookup.Reverse(l.s.Address), "", rule.New(append(args, "address", address)...))
}

func (l looker) look() {
	if !public(l.s.Address) {
		l.find(privateServer)
		return
	}
	ptr := l.r.Lookup(lookup.Ask(lookup.Reverse(l.s.Address), lookup.PTR))
	if l.t.failed(ptr) {
		return
	}
	names := hosts(ptr)
	l.t.Records = append(l.t.Records, published(ptr, names...)...)
	if len(names) == 0 {
		l.find(noPTR)
	} else {
		l.names(names)
	}
	if l.s.Helo != "" {
		l.helo(names)
	}
}

// names checks that a name leads back to the address. RFC 1912 §2.1: PTR and A must match.
func (l looker) names(names []string) {
	confirmed, asked := "", false
	for _, name := range names[:min(len(names), 2)] {
		switch leads, ok := l.leadsBack(name); {
		case leads:
			confirmed = name
		case ok:
			asked = true
		}
		if confirmed != "" {
			break
		}
	}
	switch {
	case confirmed == "" && asked:
		l.find(notConfirmed, "name", names[0])
	case confirmed != "" && generic(confirmed, l.s.Address):
		l.find(genericName, "name", confirmed)
	}
	if len(names) > 1 {
		l.find(severalNames, "names", strings.Join(names, ", "))
	}
}

// leadsBack reports whether a name has the address of the server; ok is false where that could not be asked.
func (l looker) leadsBack(name string) (leads, ok bool) {
	a := l.r.Lookup(lookup.Ask(name, addressType(l.s.Address)))
	if l.t.failed(a) {
		return false, false
	}
	for _, r := range a.Records {
		if r.Address == l.s.Address {
			return true, true
		}
	}
	return false, true
}

// helo checks the name with which the server greets.
func (l looker) helo(names []string) {
	name, problem := domain.Parse(l.s.Helo)
	if problem != nil {
		l.find(heloNoName, "helo", l.s.Helo)
		return
	}
	leads, ok := l.leadsBack(name)
	switch {
	case !ok:
	case !leads && len(l.r.Lookup(lookup.Ask(name, addressType(l.s.Address))).Records) == 0:
		l.find(heloNoAddress, "helo", name)
	case !leads:
		l.find(heloElsewhere, "helo", name)
	case len(names) > 0 && !contains(names, name):
		l.find(heloOtherName, "helo", name, "name", names[0])
	}
}

func addressType(a netip.Addr) lookup.Type {
	if a.Is6() {
		return lookup.AAAA
	}
	return lookup.A
}

// generic reports whether a name is made from the address, as providers name connections of homes and offices:
// "203-0-113-5.example.net".
func generic(name string, a netip.Addr) bool {
	if !a.Is4() {
		return false
	}
	parts := strings.Split(a.String(), ".")
	backwards := []string{parts[3], parts[2], parts[1], parts[0]}
	for _, separator := range []string{".", "-"} {
		if strings.Contains(name, strings.Join(parts, separator)) || strings.Contains(name, strings.Join(backwards, separator)) {
			return true
		}
	}
	return false
}
