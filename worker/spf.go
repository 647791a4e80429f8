package main

import (
	"net/http"
	"net/netip"
	"strings"
	"time"

	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/lookup"
	"todoku/records/spf"
)

// maxSender is the longest address of a sender, in octets (RFC 5321 §4.5.3.1: 64, an @ and 255).
const maxSender = 320

// spfReply is what is true of the SPF record of a domain, and what it says about a client where one is given.
type spfReply struct {
	At     string `json:"at"`
	Domain string `json:"domain"`
	// Record is the one SPF record; empty where there is none, or more than one.
	Record string `json:"record"`
	// Failure says why nobody could tell what is published.
	Failure lookup.Failure `json:"failure,omitempty"`
	// Result, Lookups, VoidLookups, Matched, Explanation and Trace are those of the client; left out without one.
	Result      spf.Result `json:"result,omitempty"`
	Lookups     *int       `json:"lookups,omitempty"`
	VoidLookups *int       `json:"voidLookups,omitempty"`
	Matched     []string   `json:"matched,omitempty"`
	Explanation string     `json:"explanation,omitempty"`
	Trace       *traceJSON `json:"trace,omitempty"`
	// WorstCaseLookups counts all terms that can be reached; with AtLeast, some could not be asked.
	WorstCaseLookups     int               `json:"worstCaseLookups"`
	WorstCaseVoidLookups int               `json:"worstCaseVoidLookups"`
	AtLeast              bool              `json:"atLeast,omitempty"`
	Tree                 []treeJSON        `json:"tree"`
	Findings             []finding.Finding `json:"findings"`
	Relief               []spf.Proposal    `json:"relief"`
}

// treeJSON is a term with what it brings along.
type treeJSON struct {
	Term        string     `json:"term"`
	Domain      string     `json:"domain,omitempty"`
	Record      string     `json:"record,omitempty"`
	State       spf.State  `json:"state,omitempty"`
	Lookups     int        `json:"lookups"`
	VoidLookups int        `json:"voidLookups,omitempty"`
	Over        bool       `json:"over,omitempty"`
	Terms       []treeJSON `json:"terms,omitempty"`
}

// traceJSON is how one record was read.
type traceJSON struct {
	Domain   string         `json:"domain"`
	Record   string         `json:"record,omitempty"`
	Result   spf.Result     `json:"result"`
	Cause    spf.Cause      `json:"cause"`
	Failure  lookup.Failure `json:"failure,omitempty"`
	Offender string         `json:"offender,omitempty"`
	Terms    []attemptJSON  `json:"terms,omitempty"`
}

// attemptJSON is what one term came to.
type attemptJSON struct {
	Term    string     `json:"term"`
	Domain  string     `json:"domain,omitempty"`
	Matched bool       `json:"matched"`
	Cause   spf.Cause  `json:"cause,omitempty"`
	Lookup  int        `json:"lookup,omitempty"`
	Void    bool       `json:"void,omitempty"`
	Trace   *traceJSON `json:"trace,omitempty"`
}

// spfQuery is a request, read and checked.
type spfQuery struct {
	domain, record string
	sample         spf.Request // its IP is invalid where no client is given
}

func (a *api) getSPF(w http.ResponseWriter, r *http.Request) {
	q, p := readSPFQuery(r)
	if p != nil {
		p.write(w)
		return
	}
	var reply spfReply
	var memo lookup.Memo
	memo.Gather(withDemo{a.asker(r.Context()), isDemo(q.domain)}, func(known lookup.Resolver) {
		reply = q.answer(known)
	})
	reply.At = a.now().UTC().Format(time.RFC3339)
	write(w, http.StatusOK, "application/json", reply)
}

// readSPFQuery reads the parameters.
func readSPFQuery(r *http.Request) (q spfQuery, p *problem) {
	values := r.URL.Query()
	name, f := domain.Parse(values.Get("domain"))
	if f != nil {
		return q, badName(f)
	}
	q.domain, q.record = name, values.Get("record")
	if len(q.record) > maxValue {
		return q, badRequest("the record is too long")
	}
	if text := values.Get("ip"); text != "" {
		ip, err := netip.ParseAddr(text)
		if err != nil || ip.Zone() != "" {
			return q, badRequest("ip is no IP address")
		}
		if ip = ip.Unmap(); !ip.IsGlobalUnicast() || ip.IsPrivate() {
			return q, badRequest("ip is no address that a receiver could see")
		}
		q.sample.IP = ip
	}
	// Whoever gives no sender means the domain itself, and no name of a client means the domain, too.
	q.sample.Domain, q.sample.Sender, q.sample.Helo = name, "postmaster@"+name, name
	if sender := values.Get("sender"); sender != "" {
		_, f := domain.ParseOwner(sender[strings.LastIndexByte(sender, '@')+1:])
		if f != nil || len(sender) > maxSender {
			return q, badRequest("sender is no mail address")
		}
		q.sample.Sender = sender
	}
	if helo := values.Get("helo"); helo != "" {
		if len(helo) > domain.MaxName {
			return q, badRequest("helo is too long")
		}
		q.sample.Helo = helo
	}
	return q, nil
}

// answer judges and counts the record, and evaluates it for the client.
func (q spfQuery) answer(known lookup.Resolver) spfReply {
	if q.record != "" {
		overlay := &lookup.Overlay{Base: known}
		overlay.SetTexts(q.domain, q.record)
		known = overlay
	}
	reply := spfReply{Domain: q.domain, Tree: []treeJSON{}, Findings: []finding.Finding{}, Relief: []spf.Proposal{}}
	published := known.Lookup(lookup.Ask(q.domain, lookup.TXT))
	var m spf.Meter
	if q.sample.IP.IsValid() {
		m = spf.CountFor(known, q.domain, q.sample)
		e := spf.Evaluate(known, q.sample)
		reply.Result, reply.Explanation, reply.Trace = e.Result, e.Explanation, readTrace(e.Trace)
		reply.Lookups, reply.VoidLookups = &e.Lookups, &e.Voids
		for _, attempt := range e.Path() {
			reply.Matched = append(reply.Matched, attempt.Term.Text)
		}
	} else {
		m = spf.Count(known, q.domain)
	}
	reply.Record = m.Root.Record
	reply.WorstCaseLookups, reply.WorstCaseVoidLookups, reply.AtLeast = m.Lookups, m.Voids, m.Unknown > 0
	reply.Tree = readTree(m.Root.Nodes)
	if reply.Failure = published.Failure; published.OK() {
		reply.Findings = append(append(reply.Findings, spf.LintPublished(published)...), m.Findings...)
	}
	if m.Lookups > spf.MaxLookups || m.Voids > spf.MaxVoids {
		reply.Relief = append(reply.Relief, spf.Relieve(known, m, spf.Facts{})...)
	}
	return reply
}

func readTree(nodes []*spf.Node) []treeJSON {
	tree := make([]treeJSON, len(nodes))
	for i, n := range nodes {
		tree[i] = treeJSON{n.Term.Text, n.Domain, n.Record, n.State, n.Lookups, n.Voids, n.Over, readTree(n.Nodes)}
	}
	return tree
}

func readTrace(t *spf.Trace) *traceJSON {
	if t == nil {
		return nil
	}
	out := &traceJSON{Domain: t.Domain, Record: t.Record, Result: t.Result, Cause: t.Cause, Failure: t.Failure}
	if t.Offender != nil {
		out.Offender = t.Offender.Text
	}
	for _, a := range t.Attempts {
		out.Terms = append(out.Terms, attemptJSON{a.Term.Text, a.Domain, a.Matched, a.Cause, a.Lookup, a.Void, readTrace(a.Trace)})
	}
	return out
}
