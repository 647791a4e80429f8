package sheet

import (
	"strconv"
	"strings"

	"todoku/records/message"
	"todoku/records/plan"
)

// Text writes the sheet as plain text, for a mail or for print.
func (s Sheet) Text(lang message.Lang) string {
	var b strings.Builder
	line := func(text string) { b.WriteString(text + "\n") }
	list := func(lines []string) {
		for _, l := range lines {
			line("- " + l)
		}
	}
	line(s.Title)
	line("")
	line("[" + s.Panel.Heading + "]")
	list(s.Panel.Warnings)
	list(s.Panel.Lines)
	for i, it := range s.Items {
		line("")
		line("[" + strconv.Itoa(i+1) + "] " + it.Heading + " (" + it.Action + ")")
		line(it.Say)
		if it.Change.Old != "" && it.Change.Action != plan.Keep {
			line("  " + Say(lang, "sheet.old") + ": " + it.Change.Old)
		}
		list(it.Cannot)
		for _, r := range it.Rows {
			line(r.line())
		}
		list(it.Notes)
	}
	for _, t := range s.Tasks {
		line("")
		line("[" + t.Heading + "]")
		list(t.Lines)
	}
	if len(s.Missing) > 0 {
		line("")
		line("[" + Say(lang, "sheet.missing") + "]")
		list(s.Missing)
	}
	return b.String()
}

// line writes one box: its label, and what goes into it, several lines set off from the label.
func (r Row) line() string {
	switch {
	case r.Text == "":
		return "  " + r.Label + ": " + r.Keep
	case strings.Contains(r.Text, "\n"):
		return "  " + r.Label + ":\n    " + strings.ReplaceAll(r.Text, "\n", "\n    ")
	}
	return "  " + r.Label + ": " + r.Text
}
