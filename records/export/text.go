package export

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"todoku/records/lookup"
	"todoku/records/plan"
	"todoku/records/txt"
)

// bind writes entries for a master file (RFC 1035 §5.1). What has to go stands in comments: a master file holds what
// there is, and its owner takes the line out.
func bind(w *writer) File {
	w.WriteString("$ORIGIN " + escape(w.Zone) + ".\n$TTL " + strconv.Itoa(TTL) + "\n")
	for _, c := range w.changes {
		w.was(";", c)
		if c.Value != "" {
			w.WriteString(w.relative(c.Name, "@") + "\tIN\t" + c.Type.String() + "\t" + data(c.Type, c.Value, zoneStrings) + "\n")
		}
	}
	w.note("export.bind")
	return w.file(".zone", "text/plain")
}

// zoneStrings writes several strings within parentheses, one a line, as people read them.
func zoneStrings(parts []string) string {
	if len(parts) == 1 {
		return txt.Quote(parts)
	}
	lines := make([]string, len(parts))
	for i, p := range parts {
		lines[i] = "\t" + txt.Quote([]string{p})
	}
	return "(\n" + strings.Join(lines, "\n") + " )"
}

// csv writes a table.
func csv(w *writer) File {
	w.WriteString(Mark)
	w.row(w.say("export.action"), w.say("label.host-full"), w.say("label.host-short"), w.say("label.type"), w.say("label.ttl"),
		w.say("label.value"), w.say("export.published"))
	for _, c := range w.changes {
		ttl := ""
		if c.Value != "" {
			ttl = strconv.Itoa(TTL)
		}
		w.row(w.say("action."+string(c.Action)), c.Name, w.relative(c.Name, "@"), c.Type.String(), ttl, c.Value, c.Old)
	}
	return w.file(".csv", "text/csv")
}

func (w *writer) row(cells ...string) { w.WriteString(Row(cells...)) }

// Mark is what a table begins with: Excel takes UTF-8 for what it is by the byte order mark alone.
const Mark = "\ufeff"

// Row writes a line of a table (RFC 4180).
func Row(cells ...string) string {
	var b strings.Builder
	for i, text := range cells {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(cell(text))
	}
	return b.String() + "\r\n"
}

// cell writes a cell of a table. What Excel would take for a formula has an apostrophe before it, because values come
// from DNS and anybody can publish one. An apostrophe that is there already gets another, so that it can be told apart.
func cell(text string) string {
	if len(text) > 1 && strings.IndexByte("=+-@\t\r'", text[0]) >= 0 {
		text = "'" + text
	}
	return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
}

// dnsControl extends a domain that dnsconfig.js defines. DNSControl cuts long strings itself and wants values as they
// are, in a JavaScript string.
func dnsControl(w *writer) File {
	left := 0
	for _, c := range w.changes {
		if c.Value != "" {
			left++
		}
	}
	comma := func() string {
		if left == 0 {
			return "\n"
		}
		return ",\n"
	}
	w.WriteString("D_EXTEND(" + quoted(w.Zone) + comma())
	for _, c := range w.changes {
		w.was("  //", c)
		if c.Value != "" {
			left--
			w.WriteString("  " + c.Type.String() + "(" + quoted(w.relative(c.Name, "@")) + ", " + jsValue(c) + ", TTL(" + strconv.Itoa(TTL) + "))" + comma())
		}
	}
	w.WriteString(");\n")
	w.note("export.dnscontrol")
	return w.file(".dnscontrol.js", "text/javascript")
}

// jsValue writes the arguments of a record: numbers as numbers, the last one as a string.
func jsValue(c plan.Change) string {
	if c.Type == lookup.TXT {
		return quoted(c.Value)
	}
	words := strings.Fields(data(c.Type, c.Value, txt.Quote))
	for i, word := range words {
		if _, err := strconv.ParseUint(word, 10, 16); err != nil || i == len(words)-1 {
			words[i] = quoted(word)
		}
	}
	return strings.Join(words, ", ")
}

// quoted writes a string of JavaScript, JSON and YAML. Octets that are no UTF-8 become the replacement character:
// none of the three can hold them.
func quoted(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 || r == utf8.RuneError || r == 0xfeff:
			hex := strconv.FormatUint(uint64(r), 16)
			b.WriteString(`\u` + "0000"[len(hex):] + hex)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// octal writes strings as Route 53 wants them: beyond ASCII in three octal digits, where a zone file has decimal ones.
func octal(parts []string, between string) string {
	var b strings.Builder
	for i, part := range parts {
		if i > 0 {
			b.WriteString(between)
		}
		b.WriteByte('"')
		for j := 0; j < len(part); j++ {
			switch c := part[j]; {
			case c == '"' || c == '\\':
				b.WriteByte('\\')
				b.WriteByte(c)
			case c < ' ' || c > '~':
				b.WriteString("\\" + digits(c, 8))
			default:
				b.WriteByte(c)
			}
		}
		b.WriteByte('"')
	}
	return b.String()
}

// octoDNS writes records for the zone's YAML file. octoDNS cuts long values itself; it wants "\" before ";", and sets
// of one name and type together.
func octoDNS(w *writer) File {
	w.comment("#", "escaped_semicolons: true")
	w.WriteString("---\n")
	for _, s := range w.sets(octoStrings) {
		w.was("#", s.changes...)
		if len(s.values) == 0 {
			continue
		}
		w.WriteString(quoted(w.relative(s.name, "")) + ":\n  ttl: " + strconv.Itoa(TTL) + "\n  type: " + s.typ.String() + "\n")
		if len(s.values) == 1 {
			w.WriteString("  value: " + quoted(s.values[0]) + "\n")
			continue
		}
		w.WriteString("  values:\n")
		for _, v := range s.values {
			w.WriteString("  - " + quoted(v) + "\n")
		}
	}
	w.note("export.octodns")
	return w.file(".yaml", "application/yaml")
}

// octoStrings writes a value in one piece. A quotation mark at the beginning would be taken for one around the value.
func octoStrings(parts []string) string {
	text := txt.Join(parts)
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == ';' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c < ' ' || c > '~' || c == '"' && (i == 0 || strings.HasPrefix(text[i:], `" "`)):
			b.WriteString("\\" + digits(c, 10))
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
