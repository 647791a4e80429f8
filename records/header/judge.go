package header

import (
	"net/netip"
	"strconv"
	"strings"

	"todoku/records/dmarc"
	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/lookup"
	"todoku/records/signature"
	"todoku/records/spf"
	"todoku/records/unsubscribe"
)

// Identity is a domain that a mechanism proved, or failed to prove.
type Identity struct {
	Method   string // "spf" or "dkim"
	Domain   string
	Selector string // of DKIM
	// Seen is the result that the receiver wrote down; empty where it wrote none.
	Seen string
	// Now is what the same question comes to here and now; empty where it cannot be put.
	Now string
	// Aligned reports whether the domain counts for the author; Known is false where DNS could not tell.
	Aligned, Known bool
	// Verdict is the verification of the signature; nil for SPF.
	Verdict *signature.Verdict
}

// Passed reports whether the receiver counted it, or, where the receiver says nothing, whether it holds now.
func (i Identity) Passed() bool {
	if i.Seen != "" {
		return i.Seen == "pass"
	}
	return i.Now == "pass"
}

// Host is the server that handed the message over.
type Host struct {
	IP   netip.Addr
	HELO string
	// Names are what the address leads to; Confirmed are those that lead back to it (RFC 8601 §2.7.3, "iprev").
	Names, Confirmed []string
	// HELOResolves reports whether the HELO name leads to the address.
	HELOResolves bool
	// Known is false where DNS could not tell.
	Known bool
}

// Judgement is what a message comes to.
type Judgement struct {
	Author     string // "" where there is not exactly one
	Policy     dmarc.Discovery
	Identities []Identity
	SPF        *spf.Evaluation // nil where no server or no domain is known
	Host       *Host           // nil where no server is known
	// Pass reports whether some identity passed and counts for the author: what DMARC asks (RFC 9989 §5.3.5).
	Pass bool
	// Verdict says in one sentence what the message comes to; Findings are further things to know.
	Verdict  finding.Finding
	Findings []finding.Finding
	// Unsubscribe is about one-click unsubscribe; empty where the message does not offer it.
	Unsubscribe []finding.Finding
	Offered     bool
}

// Judge holds a message against DNS. Now is in seconds since 1970.
func Judge(r lookup.Resolver, m Message, now int64) Judgement {
	j := Judgement{Author: m.Author()}
	if j.Author != "" {
		j.Policy = dmarc.Discover(r, j.Author)
	}
	j.spf(r, m, now)
	j.dkim(r, m, now)
	for i := range j.Identities {
		j.align(r, &j.Identities[i])
	}
	j.host(r, m)
	j.Verdict = j.verdict()
	j.collect(m)
	j.unsubscribe(m)
	return j
}

// spf asks whether the server that handed the message over may send for the envelope sender.
func (j *Judgement) spf(r lookup.Resolver, m Message, now int64) {
	seen := m.Result("spf")
	identity := Identity{Method: "spf", Domain: m.Envelope(), Seen: seen.Value}
	from := m.Handover()
	if identity.Domain == "" && from != nil && (m.HasReturnPath && m.ReturnPath == "" || seen.Prop("smtp.helo") != "") {
		identity.Domain = from.From // RFC 7208 §2.4: a bounce is judged by its HELO name
	}
	ip := m.client()
	if !ip.IsValid() && from != nil {
		ip = from.IP
	}
	if ip.IsValid() && identity.Domain != "" {
		// A macro could carry the sender's address into a question; who reads a header must not give that away.
		req := spf.Request{IP: ip, Domain: identity.Domain, Sender: "postmaster@" + identity.Domain, Unix: now}
		if from != nil {
			req.Helo = from.From
		}
		result := spf.Evaluate(r, req)
		j.SPF, identity.Now = &result, string(result.Result)
	}
	if identity.Domain != "" || identity.Seen != "" {
		j.Identities = append(j.Identities, identity)
	}
}

// dkim verifies the signatures, and finds for each what the receiver said.
func (j *Judgement) dkim(r lookup.Resolver, m Message, now int64) {
	for _, v := range signature.Verify(m.Part, r, now, m.Whole) {
		identity := Identity{Method: "dkim", Domain: v.Domain, Selector: v.Selector, Now: string(v.Result), Verdict: &v}
		identity.Seen = m.seenDKIM(v.Signature)
		j.Identities = append(j.Identities, identity)
	}
}

// seenDKIM is the receiver's result for one signature: told by the start of its value where that is given (RFC 6008),
// else by domain and selector.
func (m Message) seenDKIM(s signature.Signature) string {
	best := ""
	for _, r := range m.Results {
		if r.Method != "dkim" || r.Origin != Authentication {
			continue
		}
		d, sel, b := r.Prop("header.d"), r.Prop("header.s"), r.Prop("header.b")
		if d == "" {
			d = domainOf(r.Prop("header.i"))
		}
		switch {
		case d != "" && d != s.Domain, sel != "" && sel != s.Selector, b != "" && !startsValue(s, b):
		case b != "":
			return r.Value
		case best == "":
			best = r.Value
		}
	}
	return best
}

// align tells whether an identity counts for the author (RFC 9989 §4.4).
func (j *Judgement) align(r lookup.Resolver, i *Identity) {
	if j.Author == "" || i.Domain == "" {
		return
	}
	mode := j.Policy.Record.SPFAlignment
	if i.Method == "dkim" {
		mode = j.Policy.Record.DKIMAlignment
	}
	i.Aligned, i.Known = dmarc.Aligned(r, j.Author, i.Domain, mode)
	j.Pass = j.Pass || i.Aligned && i.Passed()
}

// host looks at the names of the server that handed the message over.
func (j *Judgement) host(r lookup.Resolver, m Message) {
	from := m.Handover()
	if from == nil || !from.IP.IsValid() {
		return
	}
	h := &Host{IP: from.IP, HELO: from.From, Known: true}
	j.Host = h
	answer := r.Lookup(lookup.Ask(lookup.Reverse(from.IP), lookup.PTR))
	h.Known = answer.OK()
	for _, record := range answer.Records {
		h.Names = append(h.Names, record.Host)
		if leads, known := leadsTo(r, record.Host, from.IP); leads {
			h.Confirmed = append(h.Confirmed, record.Host)
		} else if !known {
			h.Known = false
		}
		if len(h.Names) == 10 { // RFC 7208 §4.6.4 looks at no more either
			break
		}
	}
	if _, bad := domain.Parse(h.HELO); bad != nil {
		h.HELO = "" // an address in brackets, or a name without a dot: nothing to look up
	}
	if h.HELO != "" {
		leads, known := leadsTo(r, h.HELO, from.IP)
		h.HELOResolves, h.Known = leads, h.Known && known
	}
}

// leadsTo reports whether a name has that address.
func leadsTo(r lookup.Resolver, name string, ip netip.Addr) (leads, known bool) {
	t := lookup.A
	if ip.Is6() {
		t = lookup.AAAA
	}
	answer := r.Lookup(lookup.Ask(name, t))
	for _, record := range answer.Records {
		if record.Address.Unmap() == ip {
			return true, true
		}
	}
	return false, answer.OK()
}

// unsubscribe judges one-click unsubscribe where the message offers it (RFC 8058).
func (j *Judgement) unsubscribe(m Message) {
	text := ""
	for _, f := range m.Part.Header {
		text += f.Raw
	}
	record := unsubscribe.Parse(text)
	if j.Offered = len(record.Lists)+len(record.Posts) > 0; j.Offered {
		j.Unsubscribe = append(unsubscribe.Lint(record), unsubscribe.LintSigned(text)...)
	}
}

func itoa(n int) string { return strconv.Itoa(n) }

// startsValue reports whether the value of a signature begins as a receiver noted it (RFC 6008 §3).
func startsValue(s signature.Signature, start string) bool {
	value := strings.Join(strings.Fields(s.Tags.Value("b")), "")
	return strings.HasPrefix(value, start)
}

// domainOf is the part after the "@" of an identity.
func domainOf(identity string) string {
	_, d, _ := strings.Cut(identity, "@")
	return domain.Canonical(d)
}
