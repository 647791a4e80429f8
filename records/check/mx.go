package check

import (
	"net/netip"

	"todoku/records/finding"
	"todoku/records/lookup"
	"todoku/records/mx"
	"todoku/records/provider"
)

var (
	noMX             = Rules.Add("mx.missing", finding.Info, "RFC 5321 §5.1")
	nullMX           = Rules.Add("mx.null", finding.Info, "RFC 7505 §3")
	nullBesideOthers = Rules.Add("mx.null-beside-others", finding.Error, "RFC 7505 §3")
	noAddress        = Rules.Add("mx.host-without-address", finding.Error, "RFC 5321 §5.1")
	hostIsAlias      = Rules.Add("mx.host-is-alias", finding.Warning, "RFC 2181 §10.3")
	receiver         = Rules.Add("mx.receiver-in-between", finding.Info, "")
	privateAddress   = Rules.Add("mx.private-address", finding.Error, "RFC 6890 §2.2.2")
)

// mx judges where mail for the domain goes, and whether the hosts have addresses.
func (c *checker) mx() lookup.Answer {
	t := Topic{ID: "mx"}
	a := c.ask(c.req.Domain, lookup.MX)
	switch {
	case t.failed(a):
		t.State = Unknown
	case len(a.Records) == 0:
		t.State = Absent
		t.find(c.req.Domain, "", noMX.New())
	case len(a.Records) == 1 && a.Records[0].Host == "":
		t.find(c.req.Domain, "0 .", nullMX.New())
	}
	for i, r := range a.Records {
		record := mx.Of(r)
		text := record.String()
		t.find(c.req.Domain, text, mx.Lint(record)...)
		t.Records = append(t.Records, published(a, text)...)
		switch {
		case r.Host == "" && len(a.Records) > 1:
			t.find(c.req.Domain, text, nullBesideOthers.New())
		case r.Host != "" && i < maxHosts:
			c.mxHost(&t, text, r.Host)
		}
	}
	c.receiver(&t, a)
	c.finish(t)
	return a
}

// receiver names the service that takes the mail in, where that is none that sends.
func (c *checker) receiver(t *Topic, a lookup.Answer) {
	for _, r := range a.Records {
		if service := provider.ReceiverAt(r.Host); service != nil {
			t.find(c.req.Domain, mx.Of(r).String(), receiver.New("service", service.Name, "host", r.Host))
			return
		}
	}
}

// mxHost looks at the addresses of one host.
func (c *checker) mxHost(t *Topic, text, host string) {
	if _, err := netip.ParseAddr(host); err == nil {
		return // said by mx.Lint
	}
	a := c.ask(host, lookup.A)
	if a.OK() && len(a.Records) == 0 {
		a = c.ask(host, lookup.AAAA)
	}
	if t.failed(a) {
		return
	}
	if len(a.Records) == 0 {
		t.find(c.req.Domain, text, noAddress.New("host", host))
	}
	if len(a.Aliases) > 0 {
		t.find(c.req.Domain, text, hostIsAlias.New("host", host, "target", a.Aliases[0]))
	}
	for _, r := range a.Records {
		if !public(r.Address) {
			t.find(c.req.Domain, text, privateAddress.New("host", host, "address", r.Address.String()))
			break
		}
	}
}

// public reports whether an address can be reached from the Internet. Addresses for documentation count as public.
func public(a netip.Addr) bool {
	return a.IsGlobalUnicast() && !a.IsPrivate() && !sharedSpace.Contains(a)
}

// sharedSpace is what providers use inside their networks (RFC 6598).
var sharedSpace = netip.MustParsePrefix("100.64.0.0/10")
