package zoneimport

import (
	"strconv"
	"strings"

	"todoku/records/lookup"
)

// types are the names of types as they are written in a column of their own. The types that mail does not need are
// known, so that their lines are no puzzle.
var types = map[string]lookup.Type{"A": lookup.A, "AAAA": lookup.AAAA, "CNAME": lookup.CNAME, "MX": lookup.MX, "TXT": lookup.TXT,
	"NS": lookup.NS, "SOA": lookup.SOA, "SPF": lookup.SPF, "PTR": lookup.PTR, "TLSA": lookup.TLSA,
	"SRV": other, "CAA": other, "DS": other, "DNSKEY": other, "DNAME": other, "HTTPS": other, "SVCB": other, "NAPTR": other,
	"SSHFP": other, "ALIAS": other, "ANAME": other, "RRSIG": other, "NSEC": other, "HINFO": other, "LOC": other}

// other stands for every type that mail does not need.
const other lookup.Type = 0xffff

// typeOf returns the type that a cell names, "TXT" or "TXTレコード", or 0.
func typeOf(cell string) lookup.Type {
	cell = strings.ToUpper(strings.Trim(cell, " \t\"[]"))
	for _, more := range []string{"レコード", "RECORD", " "} {
		cell = strings.TrimSuffix(cell, more)
	}
	return types[cell]
}

// column is what a column of a table holds.
type column uint8

const (
	ofNothing column = iota
	ofName
	ofType
	ofValue
	ofTTL
	ofPreference
)

// words of headings, in lower case without spaces. A panel writes its own; the longest of them are found by their
// parts.
var headingWords = []struct {
	part string
	of   column
}{
	{"優先", ofPreference}, {"priority", ofPreference}, {"preference", ofPreference}, {"pref", ofPreference}, {"mxレベル", ofPreference},
	{"ttl", ofTTL},
	{"種別", ofType}, {"種類", ofType}, {"タイプ", ofType}, {"type", ofType}, {"レコード名", ofName},
	{"内容", ofValue}, {"値", ofValue}, {"value", ofValue}, {"content", ofValue}, {"data", ofValue}, {"データ", ofValue},
	{"points", ofValue}, {"answer", ofValue}, {"vaule", ofValue}, {"text", ofValue},
	{"ホスト", ofName}, {"サブドメイン", ofName}, {"エントリ", ofName}, {"名前", ofName}, {"host", ofName}, {"name", ofName}, {"subdomain", ofName},
}

func headingOf(cell string) column {
	cell = strings.ToLower(strings.Join(strings.Fields(cell), ""))
	if len(cell) > 40 {
		return ofNothing
	}
	for _, w := range headingWords {
		if strings.Contains(cell, w.part) {
			return w.of
		}
	}
	return ofNothing
}

func isTypeHeading(cell string) bool { return headingOf(cell) == ofType }

// columns says where in a table each thing stands; empty where no heading was seen.
type columns []column

// headings reads the heading of a table.
func headings(e entry) (columns, bool) {
	cells := e.cells
	if cells == nil {
		for _, w := range e.words {
			cells = append(cells, w.text)
		}
	}
	list := make(columns, len(cells))
	seen := map[column]bool{}
	for i, c := range cells {
		if typeOf(c) != 0 {
			return nil, false
		}
		if of := headingOf(c); of != ofNothing && !seen[of] {
			list[i] = of
			seen[of] = true
		}
	}
	if !seen[ofType] || !seen[ofValue] && !seen[ofName] {
		return nil, false
	}
	if e.cells == nil || !seen[ofName] || !seen[ofValue] { // a heading, but not of a table whose columns can be told apart
		list = nil
	}
	return list, true
}

// read reads a row by the columns that the heading named.
func (c columns) read(e entry) (w row, ok bool) {
	if len(c) == 0 || len(e.cells) > len(c)+1 || len(e.cells) < 3 {
		return w, false
	}
	for i, cell := range e.cells {
		if i >= len(c) {
			break
		}
		switch c[i] {
		case ofName:
			w.name = cell
		case ofType:
			w.setType(cell)
		case ofValue:
			w.value = cell
		case ofTTL:
			w.setTTL(cell)
		case ofPreference:
			if isNumber(cell) {
				w.preference = cell
			}
		}
	}
	return w, w.typed()
}

func (w *row) setType(cell string) {
	w.typ = typeOf(cell)
	w.other = w.typ == other
}

func (w row) typed() bool { return w.typ != 0 }

func (w *row) setTTL(cell string) {
	if n, err := strconv.ParseUint(cell, 10, 31); err == nil {
		w.ttl = uint32(n)
	}
}

// guess reads an entry without a heading: a line of a zone file, of dig, or of a table whose order the cells give away.
func (r *reader) guess(e entry) (row, bool) {
	if e.cells != nil && !r.zoneFile {
		if w, ok := r.guessCells(e); ok {
			return w, true
		}
	}
	return r.guessWords(e)
}

func (r *reader) guessCells(e entry) (w row, ok bool) {
	at := -1
	for i, c := range e.cells {
		if typeOf(c) != 0 {
			at = i
			break
		}
	}
	if at < 0 || len(e.cells) < at+2 {
		return w, false
	}
	w.setType(e.cells[at])
	before, after := e.cells[:at], e.cells[at+1:]
	switch {
	case at > 0:
		w.name = before[0]
		for _, c := range before[1:] {
			w.setTTL(c)
		}
	default: // the type comes first, then the name
		if len(after) < 2 {
			return w, false
		}
		w.name, after = after[0], after[1:]
	}
	var numbers []string
	for _, c := range after {
		switch {
		case isNumber(c):
			numbers = append(numbers, c)
		case c == "" || strings.EqualFold(c, "IN") || strings.EqualFold(c, "auto") || c == "-" || c == "自動":
		case w.value == "":
			w.value = c
		}
	}
	if n := len(numbers); w.value == "" && n > 0 { // a text of digits alone
		w.value, numbers = numbers[n-1], numbers[:n-1]
	}
	w.setNumbers(numbers)
	return w, w.value != ""
}

func (r *reader) guessWords(e entry) (w row, ok bool) {
	at := -1
	for i, word := range e.words {
		if i < 6 && typeOf(word.text) != 0 && !(i == 0 && !e.indented && len(e.words) > 1 && typeOf(e.words[1].text) != 0) {
			at = i
			break
		}
	}
	if at < 0 || at == len(e.words)-1 {
		return w, false
	}
	w.setType(e.words[at].text)
	after := e.words[at+1:]
	switch {
	case at > 0 && !(e.indented && r.zoneFile):
		w.name = e.words[0].text
		if isNumber(w.name) && !strings.Contains(w.name, ".") || strings.EqualFold(w.name, "IN") {
			w.name, w.inherits = "", true
		}
		w.middle(e.words[1:at])
	case e.indented && r.zoneFile:
		w.inherits = true
		w.middle(e.words[:at])
	case len(after) < 2:
		return w, false
	case w.typ == lookup.MX && len(after) == 2 && isNumber(after[1].text): // VALUE-DOMAIN: "mx mail.example.jp. 10" is of the domain itself
		w.value, w.preference = after[0].text, after[1].text
		return w, true
	default:
		w.name, after = after[0].text, after[1:]
	}
	for len(after) > 1 && (strings.EqualFold(after[0].text, "IN") || w.typ != lookup.MX && w.typ != lookup.TLSA && isTTL(after[0].text)) {
		w.setTTL(after[0].text)
		after = after[1:]
	}
	w.value = r.valueOf(e.text[after[0].start:], w.typ)
	return w, w.value != ""
}

// setNumbers tells the TTL of an MX record from its preference, which is the smaller one.
func (w *row) setNumbers(numbers []string) {
	for _, n := range numbers {
		switch {
		case w.typ == lookup.MX && (w.preference == "" || len(n) < len(w.preference)):
			if w.preference != "" {
				w.setTTL(w.preference)
			}
			w.preference = n
		case w.ttl == 0:
			w.setTTL(n)
		}
	}
}

// middle reads what stands between name and type: TTL and class.
func (w *row) middle(words []word) {
	for _, m := range words {
		w.setTTL(m.text)
	}
}

// valueOf takes away what follows the value: a comment, a TTL, the parentheses of a zone file.
func (r *reader) valueOf(text string, t lookup.Type) string {
	text = strings.TrimLeft(text, "( \t\n")
	if strings.HasPrefix(text, `"`) {
		return text
	}
	if t != lookup.TXT && t != lookup.SPF {
		text = uncomment(text)
		text = strings.NewReplacer("(", " ", ")", " ", "\n", " ", "\t", " ").Replace(text)
		return strings.Join(strings.Fields(text), " ")
	}
	if r.zoneFile { // RFC 1035 §5.1: what is not quoted ends before a ";"
		text, _, _ = strings.Cut(text, " ;")
	}
	text = strings.TrimSpace(text)
	if i := strings.LastIndexByte(text, ' '); i > 0 && isNumber(text[i+1:]) && strings.HasPrefix(text, "v=") {
		text = text[:i] // the TTL of a panel
	}
	return text
}

func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// isTTL tells seconds, or a number with the units of BIND.
func isTTL(s string) bool {
	return s != "" && s[0] >= '0' && s[0] <= '9' && strings.Trim(s, "0123456789smhdwSMHDW") == ""
}
