// Package zoneimport reads DNS records from what people paste: a zone file, the answer of dig, a table copied from a
// panel or saved by it. Lines that cannot be read are named, and the rest is used.
package zoneimport

import (
	"net/netip"
	"strconv"
	"strings"

	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/lookup"
	"todoku/records/txt"
)

// Rules are what Read can say of a text.
var Rules finding.Rules

var (
	notUnderstood = Rules.Add("import.not-understood", finding.Warning, "")
	badData       = Rules.Add("import.bad-data", finding.Warning, "")
	otherDomain   = Rules.Add("import.other-domain", finding.Info, "")
	nothing       = Rules.Add("import.nothing", finding.Error, "")
	tooLong       = Rules.Add("import.too-long", finding.Error, "")
	characters    = Rules.Add("import.characters", finding.Info, "")
)

// MaxText is the most octets that are read; the zone of a company is smaller.
const MaxText = 256 << 10

// Result is what a text holds.
type Result struct {
	// Zone holds the records; nil where there is none.
	Zone *lookup.Zone
	// Origin is the apex that names are relative to.
	Origin string
	// Count is how many records of each type there are; Types lists the types in the order in which they came.
	Count map[lookup.Type]int
	Types []lookup.Type
	// Names are the names that hold records, each once.
	Names []string
	// Others is how many records there are of types that mail does not need.
	Others   int
	Findings []finding.Finding
}

// maxNamed is how many lines are named one by one.
const maxNamed = 20

// Read reads a text. Names without a final dot are relative to origin, unless they end in it already, as panels write
// them. An empty origin is taken from the text.
func Read(text, origin string) Result {
	r := reader{out: Result{Count: map[lookup.Type]int{}}}
	if len(text) > MaxText {
		r.out.Findings = append(r.out.Findings, tooLong.New("limit", strconv.Itoa(MaxText>>10)))
		return r.out
	}
	clean, changes := txt.Clean(strings.TrimPrefix(text, "\ufeff"))
	entries := split(clean)
	r.survey(entries)
	r.out.Origin = domain.Canonical(origin)
	if r.out.Origin == "" {
		r.out.Origin = r.guessOrigin(entries)
	}
	r.origin = r.out.Origin
	for _, e := range entries {
		r.entry(e)
	}
	if r.out.Zone == nil {
		r.out.Findings = append(r.out.Findings, nothing.New())
	} else if len(changes) > 0 {
		r.out.Findings = append(r.out.Findings, characters.New("count", strconv.Itoa(len(changes))))
	}
	return r.out
}

// Answer answers a question from what was pasted, where that can tell: every name of the domain, but only the types
// that the text lists at all. Panels keep MX records and name servers on other screens.
func (r Result) Answer(q lookup.Question) (a lookup.Answer, ok bool) {
	if r.Zone == nil || !domain.Under(q.Name, r.Origin) {
		return a, false
	}
	switch q.Type {
	case lookup.TXT, lookup.CNAME:
	default:
		if r.Count[q.Type] == 0 {
			return a, false
		}
	}
	a = r.Zone.Lookup(q)
	// A CNAME leads out of what was pasted.
	if n := len(a.Aliases); n > 0 && !domain.Under(a.Aliases[n-1], r.Origin) {
		return a, false
	}
	return a, true
}

type reader struct {
	out      Result
	origin   string // as $ORIGIN moves it
	owner    string // of the entry before
	zoneFile bool   // the text has the signs of a zone file: an indented line repeats its owner
	columns  columns
	named    int
}

// survey finds out what kind of text this is.
func (r *reader) survey(entries []entry) {
	for _, e := range entries {
		words := e.words
		for i, w := range words {
			upper := strings.ToUpper(w.text)
			if i == 0 && (upper == "$ORIGIN" || upper == "$TTL") || upper == "SOA" || upper == "IN" && i > 0 && i < 3 {
				r.zoneFile = true
			}
		}
	}
}

// guessOrigin takes the apex from $ORIGIN, the SOA record, or the shortest whole name.
func (r *reader) guessOrigin(entries []entry) string {
	shortest := ""
	for _, e := range entries {
		if len(e.words) < 2 {
			continue
		}
		first := e.words[0].text
		name := domain.Canonical(first)
		if strings.EqualFold(first, "$ORIGIN") {
			return domain.Canonical(e.words[1].text)
		}
		if _, problem := domain.ParseOwner(name); problem != nil || !strings.Contains(name, ".") || typeOf(first) != 0 {
			continue
		}
		for _, w := range e.words[1:] {
			if strings.EqualFold(w.text, "SOA") {
				return name
			}
		}
		if e.typed() && (shortest == "" || len(name) < len(shortest)) {
			shortest = name
		}
	}
	for strings.HasPrefix(shortest, "_") || strings.HasPrefix(shortest, "*") {
		shortest = domain.Parent(shortest)
	}
	if at := strings.Index(shortest, "._domainkey."); at >= 0 {
		shortest = shortest[at+len("._domainkey."):]
	}
	return shortest
}

// entry reads one entry.
func (r *reader) entry(e entry) {
	first := strings.ToUpper(e.words[0].text)
	switch {
	case first == "$ORIGIN" && len(e.words) > 1:
		r.origin = domain.Canonical(e.words[1].text)
		return
	case strings.HasPrefix(first, "$"):
		return
	}
	if c, ok := headings(e); ok {
		r.columns = c
		return
	}
	row, ok := r.columns.read(e)
	if !ok {
		row, ok = r.guess(e)
	}
	if !ok {
		r.problem(notUnderstood, e)
		return
	}
	r.put(e, row)
}

func (r *reader) problem(rule finding.Rule, e entry) {
	if r.named++; r.named > maxNamed {
		return
	}
	text := strings.TrimSpace(e.text)
	if len(text) > 80 {
		text = strings.ToValidUTF8(text[:80], "") + "…"
	}
	r.out.Findings = append(r.out.Findings, rule.New("line", strconv.Itoa(e.line), "text", text))
}

// row is one record, as it is written.
type row struct {
	name       string
	inherits   bool // the owner of the entry before
	typ        lookup.Type
	other      bool // a type that mail does not need
	ttl        uint32
	value      string
	preference string
}

// put enters a record.
func (r *reader) put(e entry, w row) {
	name, ok := r.owner, true
	if !w.inherits || r.owner == "" {
		name, ok = r.absolute(w.name)
	}
	if !ok {
		r.problem(notUnderstood, e)
		return
	}
	r.owner = name
	if w.other {
		r.out.Others++
		return
	}
	record, ok := r.record(w)
	if !ok {
		r.problem(badData, e)
		return
	}
	if !domain.Under(name, r.out.Origin) {
		r.problem(otherDomain, e)
		return
	}
	if r.out.Zone == nil {
		r.out.Zone = &lookup.Zone{}
	}
	if r.out.Count[w.typ] == 0 {
		r.out.Types = append(r.out.Types, w.typ)
	}
	r.out.Count[w.typ]++
	if !r.out.Zone.Has(name) {
		r.out.Names = append(r.out.Names, name)
	}
	r.out.Zone.Add(name, w.typ, record)
}

// absolute reads a name as panels and zone files write it.
func (r *reader) absolute(name string) (whole string, ok bool) {
	name = strings.TrimSpace(name)
	dotted := strings.HasSuffix(name, ".")
	name = domain.Canonical(name)
	if display, problem := domain.ParseOwner(name); problem == nil {
		name = display // 例え.jp
	}
	switch {
	case strings.ContainsAny(name, " \t\"'();,=<>") || len(name) > domain.MaxName:
		return "", false
	case name == "" || name == "@":
		return r.origin, true
	case dotted || r.origin == "" || domain.Under(name, r.out.Origin):
		return name, true
	}
	return name + "." + r.origin, true
}

// record reads the data.
func (r *reader) record(w row) (lookup.Record, bool) {
	record := lookup.Record{TTL: w.ttl}
	value := strings.TrimSpace(w.value)
	switch w.typ {
	case lookup.TXT, lookup.SPF:
		record.Strings = stringsOf(value)
		return record, value != ""
	case lookup.A, lookup.AAAA:
		address, err := netip.ParseAddr(firstWord(value))
		record.Address = address
		return record, err == nil && address.Is4() == (w.typ == lookup.A) && address.Zone() == ""
	case lookup.MX:
		if a, b, two := strings.Cut(value, " "); two && isNumber(a) {
			w.preference, value = a, strings.TrimSpace(b)
		}
		n, err := strconv.ParseUint(w.preference, 10, 16)
		if err != nil && w.preference != "" {
			return record, false
		}
		record.Preference = uint16(n)
	case lookup.SOA, lookup.TLSA:
		record.Data = value
		return record, value != ""
	}
	host, ok := r.target(firstWord(value))
	record.Host = host
	return record, ok && value != ""
}

// target reads the name that a record points to. One that holds a dot is whole in a panel; in a zone file only the
// final dot says so.
func (r *reader) target(name string) (string, bool) {
	if name == "." {
		return "", true
	}
	if !r.zoneFile && strings.Contains(name, ".") {
		name = strings.TrimSuffix(name, ".") + "."
	}
	return r.absolute(name)
}

// stringsOf reads the character-strings of a TXT value.
func stringsOf(value string) []string {
	if strings.HasPrefix(value, `"`) {
		if parts, ok := txt.Unquote(value); ok {
			return parts
		}
		value = strings.Trim(value, `"`)
	}
	var b strings.Builder
	for i := 0; i < len(value); {
		octet, width := txt.Unescape(value[i:])
		b.WriteByte(octet)
		i += width
	}
	return txt.Split(strings.Join(strings.Fields(b.String()), " "))
}

func firstWord(s string) string {
	word, _, _ := strings.Cut(s, " ")
	return word
}
