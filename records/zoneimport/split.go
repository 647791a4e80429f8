package zoneimport

import (
	"strings"

	"todoku/records/txt"
)

// word is a part of a line without white space outside quotation marks.
type word struct {
	text   string // as it is written, quotation marks and all
	start  int    // in the text of its entry
	quoted bool
}

// entry is one line, or several that belong together.
type entry struct {
	line     int // of its first line, from 1
	text     string
	indented bool
	words    []word
	cells    []string // the columns, where the line is of a table; otherwise nil
}

// maxJoined is how many lines may belong together.
const maxJoined = 20

// split cuts a text into entries: a line each, or several within parentheses or quotation marks.
func split(text string) []entry {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	var list []entry
	for i := 0; i < len(lines); {
		line, taken := joined(lines[i:])
		e := entry{line: i + 1, text: line, indented: line != "" && (line[0] == ' ' || line[0] == '\t')}
		i += taken
		trimmed := strings.TrimSpace(line)
		if trimmed == "" || trimmed[0] == ';' || trimmed[0] == '#' || strings.HasPrefix(trimmed, "//") || strings.Trim(trimmed, "|-=+: ") == "" {
			continue
		}
		e.words = wordsOf(line)
		e.cells = cellsOf(line)
		if len(e.words) > 0 {
			list = append(list, e)
		}
	}
	return list
}

// joined returns the first line with those that belong to it, and how many these are.
func joined(lines []string) (text string, taken int) {
	first := lines[0]
	open, inQuotes := balance(first)
	if open <= 0 && !inQuotes {
		return first, 1
	}
	for n := 1; n < len(lines) && n < maxJoined; n++ {
		separator := "\n"
		if !inQuotes { // within parentheses a comment ends with its line
			first, separator = uncomment(first), " "
		}
		first += separator + lines[n]
		open, inQuotes = balance(first)
		if open <= 0 && !inQuotes {
			return first, n + 1
		}
	}
	return lines[0], 1
}

// balance counts the parentheses that a text leaves open, outside quotation marks and comments. Only one that stands
// by itself, or at the beginning of a word, is one of a zone file.
func balance(text string) (open int, inQuotes bool) {
	before := byte(' ')
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case inQuotes && c == '\\':
			i++
		case c == '"':
			inQuotes = !inQuotes
		case inQuotes:
		case c == ';' && open > 0:
			for i < len(text) && text[i] != '\n' {
				i++
			}
		case c == '(' && isBlank(before):
			open++
		case c == ')' && open > 0:
			open--
		}
		before = c
	}
	return open, inQuotes
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '(' }

// uncomment takes the comment of the last line away.
func uncomment(text string) string {
	inQuotes := false
	for i := 0; i < len(text); i++ {
		switch {
		case inQuotes && text[i] == '\\':
			i++
		case text[i] == '"':
			inQuotes = !inQuotes
		case text[i] == ';' && !inQuotes:
			return text[:i]
		}
	}
	return text
}

// wordsOf cuts a line at white space outside quotation marks.
func wordsOf(line string) []word {
	var list []word
	for i := 0; i < len(line); {
		if isBlank(line[i]) && line[i] != '(' || line[i] == '\r' {
			i++
			continue
		}
		w := word{start: i}
		for i < len(line) && (!isBlank(line[i]) || line[i] == '(') && line[i] != '\r' {
			if line[i] == '"' {
				w.quoted = true
				i++
				for i < len(line) && line[i] != '"' {
					_, width := txt.Unescape(line[i:])
					i += width
				}
			}
			i++
		}
		i = min(i, len(line))
		w.text = line[w.start:i]
		if w.text != "(" && w.text != ")" {
			list = append(list, w)
		}
	}
	return list
}

// typed reports whether a word of the entry names a type.
func (e entry) typed() bool {
	for _, w := range e.words {
		if typeOf(w.text) != 0 {
			return true
		}
	}
	return false
}

// cellsOf cuts a line into columns at tabs, bars or commas, where one of the first is the name of a type.
func cellsOf(line string) []string {
	for _, separator := range []byte{'\t', '|', ','} {
		if strings.IndexByte(line, separator) < 0 {
			continue
		}
		cells := cut(line, separator)
		if separator == '|' { // a bar at each end of the line
			cells = cells[min(1, len(cells)-1):]
		}
		for i, c := range cells {
			if i < 6 && (typeOf(c) != 0 || isTypeHeading(c)) {
				return cells
			}
		}
	}
	return nil
}

// cut cuts a line at a separator, with the quotation marks of RFC 4180: a cell that begins with one ends with one, and
// two stand for one. Other quotation marks are those of the record.
func cut(line string, separator byte) []string {
	var cells []string
	for {
		cell, rest, more := cutCell(line, separator)
		cells = append(cells, strings.TrimSpace(cell))
		if !more {
			return cells
		}
		line = rest
	}
}

func cutCell(line string, separator byte) (cell, rest string, more bool) {
	if separator == ',' && strings.HasPrefix(line, `"`) {
		var b strings.Builder
		for i := 1; i < len(line); i++ {
			if line[i] != '"' {
				b.WriteByte(line[i])
				continue
			}
			if i+1 < len(line) && line[i+1] == '"' {
				b.WriteByte('"')
				i++
				continue
			}
			if i+1 == len(line) || line[i+1] == separator {
				return b.String(), line[min(i+2, len(line)):], i+1 < len(line)
			}
			break // quoted strings of a record, no quoted cell
		}
	}
	inQuotes := false
	for i := 0; i < len(line); i++ {
		switch {
		case line[i] == '"':
			inQuotes = !inQuotes
		case line[i] == separator && !inQuotes:
			return line[:i], line[i+1:], true
		}
	}
	return line, "", false
}
