package check

import (
	"strconv"
	"strings"

	"todoku/records/dkim"
	"todoku/records/dmarc"
	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/lookup"
	"todoku/records/spf"
	"todoku/records/txt"
)

// kind is what a TXT record is for, which decides when two texts mean the same.
type kind struct {
	is      func(text string) bool // it is of this kind, or was meant to be
	same    func(a, b string) bool // it asks the same of receivers
	lint    func(text string) []finding.Finding
	several finding.Rule // more than one of them at a name
}

var kinds = map[string]kind{
	"spf":   {spf.LooksLikeRecord, sameSPF, func(s string) []finding.Finding { return spf.Lint(spf.Parse(s)) }, severalSPF},
	"dmarc": {dmarc.LooksLikeRecord, sameDMARC, func(s string) []finding.Finding { return dmarc.Lint(dmarc.Parse(s)) }, severalDMARC},
	"dkim":  {func(string) bool { return true }, sameDKIM, func(s string) []finding.Finding { return dkim.Lint(dkim.Parse(s)) }, severalDKIM},
	"txt":   {func(string) bool { return false }, func(a, b string) bool { return strings.TrimSpace(a) == strings.TrimSpace(b) }, txt.Lint, finding.Rule{}},
}

// kindOf tells what a planned record is for, by its value and its name.
func kindOf(p Planned) kind {
	switch {
	case spf.IsRecord(p.Value):
		return kinds["spf"]
	case dmarc.IsRecord(p.Value):
		return kinds["dmarc"]
	case strings.Contains(p.Name, "._domainkey."):
		return kinds["dkim"]
	}
	return kinds["txt"]
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
	return x.HasKey && x.String() == y.String()
}

// verdict compares one planned record with what is published.
func (c *checker) verdict(p Planned) Verdict {
	v := Verdict{Planned: p}
	a := c.ask(dkim.Asked(p.Name), p.Type)
	v.TTL, v.Resolver = a.TTL, a.Resolver
	switch {
	case !a.OK():
		v.Status, v.Why = CouldNotLook, a.Failure
	case p.Gone:
		c.gone(&v, a)
	case p.Type == lookup.TXT:
		c.text(&v, a)
	case p.Type == lookup.MX:
		exchanges(&v, a)
	default:
		c.host(&v, a)
	}
	return v
}

// gone checks that a record was taken away.
func (c *checker) gone(v *Verdict, a lookup.Answer) {
	v.Status = AsPlanned
	for _, r := range a.Records {
		if data := dataOf(r, v.Type); data == v.Value || domain.Canonical(data) == domain.Canonical(v.Value) {
			v.Status = StillThere
			v.Found = []string{data}
		}
	}
}

func dataOf(r lookup.Record, t lookup.Type) string {
	switch t {
	case lookup.TXT:
		return r.Text()
	case lookup.MX:
		return strconv.Itoa(int(r.Preference)) + " " + r.Host + "."
	}
	return r.Host
}

// exchanges compares the one MX record that was planned with all that are there. RFC 7505 §3: a null MX stands alone.
func exchanges(v *Verdict, a lookup.Answer) {
	v.Status = Missing
	matched := false
	for _, r := range a.Records {
		data := dataOf(r, lookup.MX)
		matched = matched || strings.EqualFold(data, v.Value)
		v.Status = Differs
		v.Found = append(v.Found, data)
	}
	if matched && len(v.Found) == 1 {
		v.Status = AsPlanned
	}
}

// text compares a TXT record.
func (c *checker) text(v *Verdict, a lookup.Answer) {
	k := kindOf(v.Planned)
	matched := false
	for _, text := range a.Texts() {
		switch {
		case k.same(text, v.Value):
			matched = true
			v.Found = append([]string{text}, v.Found...)
		case k.is(text):
			v.Found = append(v.Found, text)
		}
	}
	switch {
	case matched && (len(v.Found) == 1 || k.several.Code == ""):
		v.Status = AsPlanned
	case matched:
		v.Status = Differs
		v.Findings = append(v.Findings, k.several.New("count", strconv.Itoa(len(v.Found)), "records", strings.Join(v.Found, "\n")).On(v.Name, v.Found[0]))
	case len(v.Found) > 0:
		v.Status = Differs
		v.FoundSpan, v.PlannedSpan = difference(v.Found[0], v.Value)
		for _, text := range v.Found {
			for _, f := range k.lint(text) {
				v.Findings = append(v.Findings, f.On(v.Name, text))
			}
		}
	case dkim.Asked(v.Name) != v.Name:
		v.Status = Missing
	default:
		v.Status = Missing
		v.Findings = append(v.Findings, c.misplaced(v.Name, func(text string) bool {
			return k.same(text, v.Value) || k.is(text) && strings.HasPrefix(v.Name, "_dmarc.")
		})...)
	}
}

// host compares a CNAME, whose target may be written in any case and with or without the final dot.
func (c *checker) host(v *Verdict, a lookup.Answer) {
	want := domain.Canonical(v.Value)
	v.Status = Missing
	for _, r := range a.Records {
		v.Found = append(v.Found, r.Host)
		if domain.Canonical(r.Host) == want {
			v.Status = AsPlanned
			return
		}
		v.Status = Differs
	}
	if v.Status == Differs {
		v.FoundSpan, v.PlannedSpan = difference(v.Found[0], v.Value)
		if v.Found[0] == want+"."+c.out.Zone { // the panel added the zone to a target without final dot
			v.Findings = append(v.Findings, targetDoubled.New("right", want, "zone", c.out.Zone).On(v.Name, v.Found[0]))
		}
		return
	}
	if texts := c.ask(v.Name, lookup.TXT).Texts(); len(texts) > 0 {
		v.Status, v.Found = Other, texts
	}
}

var targetDoubled = Rules.Add("place.target-doubled", finding.Error, "RFC 1035 §5.1")

// difference returns the parts of two texts that are left when their common beginning and end are taken away.
func difference(a, b string) (inA, inB finding.Span) {
	start := 0
	for start < len(a) && start < len(b) && a[start] == b[start] {
		start++
	}
	endA, endB := len(a), len(b)
	for endA > start && endB > start && a[endA-1] == b[endB-1] {
		endA--
		endB--
	}
	// Widen to whole characters.
	for start > 0 && (start < len(a) && a[start]&0xc0 == 0x80 || start < len(b) && b[start]&0xc0 == 0x80) {
		start--
	}
	for endA < len(a) && a[endA]&0xc0 == 0x80 {
		endA++
	}
	for endB < len(b) && b[endB]&0xc0 == 0x80 {
		endB++
	}
	return finding.Span{Start: start, End: endA}, finding.Span{Start: start, End: endB}
}
