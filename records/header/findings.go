package header

import "todoku/records/finding"

// Rules are the things that this package can say.
var Rules finding.Rules

// What a message comes to.
var (
	passesBoth     = Rules.Add("header.passes-both", finding.Info, "RFC 9989 §5.3.5")
	passesSPF      = Rules.Add("header.passes-spf-only", finding.Warning, "RFC 9989 §7.4")
	passesDKIM     = Rules.Add("header.passes-dkim-only", finding.Info, "RFC 9989 §5.3.5")
	failsAlignment = Rules.Add("header.fails-alignment", finding.Error, "RFC 9989 §4.4")
	failsAll       = Rules.Add("header.fails-all", finding.Error, "RFC 9989 §5.3.5")
	noResults      = Rules.Add("header.no-results", finding.Warning, "RFC 8601 §2.2")
	noAuthor       = Rules.Add("header.no-author", finding.Error, "RFC 9989 §5.3.1")
	cannotTell     = Rules.Add("header.cannot-tell", finding.Info, "")
)

// What is to be known besides.
var (
	noDMARC       = Rules.Add("header.no-dmarc", finding.Warning, "RFC 9989 §4.10")
	harmlessFail  = Rules.Add("header.harmless-fail", finding.Info, "RFC 9989 §5.3.5")
	brokenByWay   = Rules.Add("header.spf-broken-by-forwarding", finding.Info, "RFC 7208 §10.3")
	fixedSince    = Rules.Add("header.fixed-since", finding.Info, "")
	brokenSince   = Rules.Add("header.broken-since", finding.Warning, "")
	slowHop       = Rules.Add("header.slow-hop", finding.Info, "")
	clocksDiffer  = Rules.Add("header.clocks-differ", finding.Info, "")
	notEncrypted  = Rules.Add("header.not-encrypted", finding.Warning, "RFC 3207")
	noReverse     = Rules.Add("header.no-reverse-name", finding.Warning, "RFC 1912 §2.1")
	unconfirmed   = Rules.Add("header.reverse-not-confirmed", finding.Warning, "RFC 8601 §2.7.3")
	heloNotFound  = Rules.Add("header.helo-not-found", finding.Warning, "RFC 5321 §4.1.1.1")
	sentOnList    = Rules.Add("header.sent-on-by-list", finding.Info, "RFC 2919")
	sentOnSRS     = Rules.Add("header.sent-on-with-srs", finding.Info, "")
	sentOnMailbox = Rules.Add("header.sent-on-by-mailbox", finding.Info, "")
	sentOnARC     = Rules.Add("header.sent-on-with-arc", finding.Info, "RFC 8617")
	sentOnPerson  = Rules.Add("header.sent-on-by-person", finding.Info, "RFC 5322 §3.6.6")
	sentOnFilter  = Rules.Add("header.sent-on-by-filter", finding.Info, "")
)

// sentOn are the rules for the ways of forwarding.
var sentOn = map[Way]finding.Rule{List: sentOnList, Rewriter: sentOnSRS, Mailbox: sentOnMailbox, Relayed: sentOnARC, Resent: sentOnPerson, Gateway: sentOnFilter}

// Bounds of what is worth a word, in seconds.
const (
	slow  = 300
	ahead = -60
)

// verdict says in one sentence what the message comes to.
func (j *Judgement) verdict() finding.Finding {
	if j.Author == "" {
		return noAuthor.New()
	}
	spf, dkim, other, unknown, seen := false, false, "", false, false
	for _, i := range j.Identities {
		seen = seen || i.Seen != "" || i.Now != "" && i.Now != "neutral"
		switch {
		case i.Passed() && !i.Known, i.Now == "temperror" && i.Seen == "":
			unknown = true
		case i.Passed() && i.Aligned && i.Method == "spf":
			spf = true
		case i.Passed() && i.Aligned:
			dkim = true
		case i.Passed():
			other = i.Domain
		}
	}
	switch {
	case spf && dkim:
		return passesBoth.New("author", j.Author)
	case dkim:
		return passesDKIM.New("author", j.Author)
	case spf:
		return passesSPF.New("author", j.Author)
	case unknown:
		return cannotTell.New()
	case other != "":
		return failsAlignment.New("author", j.Author, "domain", other)
	case !seen:
		return noResults.New()
	}
	return failsAll.New("author", j.Author)
}

// collect gathers what is to be known besides the verdict, most telling first.
func (j *Judgement) collect(m Message) {
	add := func(r finding.Rule, args ...string) { j.Findings = append(j.Findings, r.New(args...)) }
	if j.Author != "" && j.Policy.Domain == "" && !j.Policy.Unknown {
		add(noDMARC, "author", j.Author)
	}
	for _, f := range m.Forwards {
		add(sentOn[f.Way], "by", f.By)
	}
	for _, i := range j.Identities {
		switch {
		case i.Method == "spf" && !i.Passed() && len(m.Forwards) > 0:
			add(brokenByWay)
		case i.Method == "dkim" && !i.Passed() && i.Now != "neutral" && j.Pass:
			add(harmlessFail, "domain", i.Domain, "selector", i.Selector)
		}
		if wasBad := i.Seen != "" && i.Seen != "pass"; wasBad && i.Now == "pass" {
			add(fixedSince, "method", name(i.Method), "domain", i.Domain)
		} else if i.Seen == "pass" && (i.Now == "fail" || i.Now == "permerror" || i.Now == "softfail") {
			add(brokenSince, "method", name(i.Method), "domain", i.Domain)
		}
	}
	j.hostFindings(add)
	for i, h := range m.Hops {
		if h.HasDelay && h.Delay > slow {
			add(slowHop, "by", h.By, "minutes", itoa(int(h.Delay/60)))
		}
		if h.HasDelay && h.Delay < ahead {
			add(clocksDiffer, "by", h.By)
		}
		if encrypted, known := h.Encrypted(); known && !encrypted && m.Handover() == &m.Hops[i] {
			add(notEncrypted, "by", h.By)
		}
	}
}

func (j *Judgement) hostFindings(add func(finding.Rule, ...string)) {
	h := j.Host
	if h == nil || !h.Known {
		return
	}
	switch {
	case len(h.Names) == 0:
		add(noReverse, "ip", h.IP.String())
	case len(h.Confirmed) == 0:
		add(unconfirmed, "ip", h.IP.String(), "name", h.Names[0])
	}
	if h.HELO != "" && !h.HELOResolves {
		add(heloNotFound, "helo", h.HELO, "ip", h.IP.String())
	}
}

// name is how a method is written.
func name(method string) string {
	if method == "spf" {
		return "SPF"
	}
	return "DKIM"
}
