package check

import (
	"sort"
	"strconv"
	"strings"

	"todoku/records/bimi"
	"todoku/records/dkim"
	"todoku/records/dmarc"
	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/lookup"
	"todoku/records/mtasts"
	"todoku/records/spf"
	"todoku/records/tag"
	"todoku/records/tlsrpt"
	"todoku/records/txt"
)

// kind is what a TXT record is for, which decides when two texts mean the same.
type kind struct {
	is      func(text string) bool // it is of this kind, or was meant to be
	same    func(a, b string) bool // it asks the same of receivers
	lint    func(text string) []finding.Finding
	several finding.Rule // more than one of them at a name
	extra   finding.Rule // one that nobody planned, beside the planned one
}

var (
	extraSPF   = Rules.Add("unplanned.spf", finding.Error, "RFC 7208 §4.5")
	extraDMARC = Rules.Add("unplanned.dmarc", finding.Error, "RFC 9989 §4.10")
	extraDKIM  = Rules.Add("unplanned.dkim", finding.Error, "RFC 6376 §3.6.2.2")
	extraApex  = Rules.Add("unplanned.dmarc-at-domain", finding.Warning, "RFC 9989 §4.5")
)

// kindOf tells what a planned record is for, by its value and its name.
func kindOf(p Planned) kind {
	switch {
	case spf.IsRecord(p.Value):
		return kind{spf.LooksLikeRecord, sameSPF, func(s string) []finding.Finding { return spf.Lint(spf.Parse(s)) }, spf.SeveralAtName, extraSPF}
	case dmarc.IsRecord(p.Value):
		return kind{dmarc.LooksLikeRecord, sameDMARC, func(s string) []finding.Finding { return dmarc.Lint(dmarc.Parse(s)) }, severalDMARC, extraDMARC}
	case strings.Contains(p.Name, "._domainkey."):
		return kind{func(string) bool { return true }, sameDKIM, lintDKIM, severalDKIM, extraDKIM}
	case mtasts.IsRecord(p.Value):
		return stsKind
	case tlsrpt.IsRecord(p.Value):
		return reportsKind
	case bimi.IsRecord(p.Value):
		return bimiKind
	case strings.HasPrefix(p.Value, "v="):
		version := tag.Parse(p.Value).Value("v")
		return kind{is: func(s string) bool { return tag.Parse(txt.Repair(s)).Value("v") == version }, same: sameTags, lint: txt.Lint}
	}
	return kind{is: func(s string) bool { return txt.Repair(s) == txt.Repair(p.Value) }, same: sameText, lint: txt.Lint}
}

// inPlace tells what an answer has in the place of a planned record: the records of its kind, those that are as planned
// first.
func inPlace(p Planned, a lookup.Answer) (has Holding, found []string) {
	if !a.OK() {
		return NoAnswer, nil
	}
	is, same := func(string) bool { return true }, sameHost
	switch p.Type {
	case lookup.TXT:
		k := kindOf(p)
		is, same = k.is, k.same
	case lookup.MX:
		same = sameMX
	}
	if p.Gone {
		return goneFrom(p, a, same)
	}
	matched := 0
	for _, r := range a.Records {
		switch text := dataOf(r, p.Type); {
		case same(text, p.Value):
			found = append(found, "")
			copy(found[1:], found)
			found[0] = text
			matched++
		case is(text):
			found = append(found, text)
		}
	}
	switch {
	case matched > 0:
		return HasPlanned, found
	case len(found) > 0:
		return HasOther, found
	}
	return HasNothing, nil
}

// goneFrom is inPlace for a record that is to be taken away: as planned is one that is not there.
func goneFrom(p Planned, a lookup.Answer, same func(a, b string) bool) (Holding, []string) {
	for _, r := range a.Records {
		if text := dataOf(r, p.Type); text == p.Value || p.Type != lookup.TXT && same(text, p.Value) {
			return HasOther, []string{text}
		}
	}
	return HasPlanned, nil
}

// sameHost compares targets, which may be written in any case and with or without the final dot.
func sameHost(a, b string) bool { return domain.Canonical(a) == domain.Canonical(b) }

// sameMX compares "10 mail.example.jp." with what is published.
func sameMX(a, b string) bool {
	preferenceA, hostA := splitMX(a)
	preferenceB, hostB := splitMX(b)
	return preferenceA == preferenceB && sameHost(hostA, hostB)
}

func splitMX(text string) (preference int, host string) {
	fields := strings.Fields(text)
	if len(fields) == 2 {
		preference, _ = strconv.Atoi(fields[0])
		return preference, fields[1]
	}
	return 0, strings.TrimSpace(text)
}

// sameSPF compares terms in order; the case of names, a written "+" and the number of spaces do not matter.
func sameSPF(a, b string) bool {
	x, y := spf.Parse(a), spf.Parse(b)
	if !spf.IsRecord(a) || !spf.IsRecord(b) || len(x.Terms) != len(y.Terms) {
		return false
	}
	for i := range x.Terms {
		if plainTerm(x.Terms[i]) != plainTerm(y.Terms[i]) {
			return false
		}
	}
	return true
}

func plainTerm(t spf.Term) string {
	return strings.TrimSuffix(strings.ToLower(strings.TrimPrefix(t.String(), "+")), ".")
}

// sameDMARC compares what the tags say, in whatever order they stand; a default that is written out does not matter.
func sameDMARC(a, b string) bool {
	if !dmarc.IsRecord(a) || !dmarc.IsRecord(b) {
		return false
	}
	x, y := dmarc.Parse(a), dmarc.Parse(b)
	for _, r := range []*dmarc.Record{&x, &y} {
		r.Text = ""
		if r.DKIMAlignment == dmarc.Relaxed {
			r.DKIMAlignment = ""
		}
		if r.SPFAlignment == dmarc.Relaxed {
			r.SPFAlignment = ""
		}
		if r.PSD == dmarc.Unknown {
			r.PSD = ""
		}
	}
	sort.Slice(x.Reports, func(i, j int) bool { return x.Reports[i].Text < x.Reports[j].Text })
	sort.Slice(y.Reports, func(i, j int) bool { return y.Reports[i].Text < y.Reports[j].Text })
	x.Others, y.Others = sorted(x.Others), sorted(y.Others)
	return x.String() == y.String()
}

// sameDKIM compares keys and tags; white space in the key does not matter.
func sameDKIM(a, b string) bool {
	x, y := dkim.Parse(a), dkim.Parse(b)
	for _, r := range []*dkim.Record{&x, &y} {
		r.Version = ""
		if r.KeyType == "rsa" {
			r.KeyType = ""
		}
	}
	x.Others, y.Others = sorted(x.Others), sorted(y.Others)
	return x.HasKey && x.String() == y.String()
}

// sorted puts tags into an order of their own: the one in which they were written means nothing.
func sorted(l tag.List) tag.List {
	l = append(tag.List(nil), l...)
	sort.Slice(l, func(i, j int) bool { return l[i].Name < l[j].Name || l[i].Name == l[j].Name && l[i].Value < l[j].Value })
	return l
}

// sameTags compares tag lists, whatever the order of the tags, the spaces and the last semicolon.
func sameTags(a, b string) bool {
	return sorted(tag.Parse(a)).String() == sorted(tag.Parse(b)).String()
}

// sameText compares texts of no known kind, which may be tokens: only white space around them does not matter.
func sameText(a, b string) bool { return strings.TrimSpace(a) == strings.TrimSpace(b) }
