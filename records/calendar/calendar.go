package calendar

import (
	"strings"
	"unicode/utf8"
)

// Event is one thing to do on a day.
type Event struct {
	// UID names the event for good, so that a file that is read a second time changes it instead of doubling it. It must
	// be unique in the world: "dmarc-quarantine@example.jp".
	UID     string
	Day     Date
	Summary string
	Text    string
	URL     string
	// Remind is how many days before, at nine o'clock, to remind of it; negative for no reminder.
	Remind int
}

// File writes a calendar of events as an iCalendar file (RFC 5545). Name is shown as the name of the calendar, product
// names the program that writes; stamp is when it was written, in UTC: "20261128T081700Z".
func File(name, product, stamp string, events []Event) string {
	var b strings.Builder
	line := func(property, value string) { writeLine(&b, property+":"+value) }
	line("BEGIN", "VCALENDAR")
	line("VERSION", "2.0")
	line("PRODID", escape(product))
	line("CALSCALE", "GREGORIAN")
	line("METHOD", "PUBLISH")
	line("X-WR-CALNAME", escape(name)) // no standard, but what calendars read
	for _, e := range events {
		line("BEGIN", "VEVENT")
		line("UID", escape(e.UID))
		line("DTSTAMP", stamp)
		// RFC 5545 §3.6.1: a date alone is the whole day, and DTEND is the day after it.
		line("DTSTART;VALUE=DATE", e.Day.Compact())
		line("DTEND;VALUE=DATE", e.Day.Add(1).Compact())
		line("SUMMARY", escape(e.Summary))
		if e.Text != "" {
			line("DESCRIPTION", escape(e.Text))
		}
		if e.URL != "" {
			line("URL", strings.NewReplacer("\r", "", "\n", "").Replace(e.URL))
		}
		line("TRANSP", "TRANSPARENT") // the day stays free for meetings
		if e.Remind >= 0 {
			line("BEGIN", "VALARM")
			line("ACTION", "DISPLAY")
			line("DESCRIPTION", escape(e.Summary))
			line("TRIGGER", trigger(e.Remind))
			line("END", "VALARM")
		}
		line("END", "VEVENT")
	}
	line("END", "VCALENDAR")
	return b.String()
}

// trigger is nine o'clock some days before: a duration from the midnight at which the day begins (RFC 5545 §3.3.6).
func trigger(days int) string {
	if days == 0 {
		return "PT9H"
	}
	return "-PT" + strings.TrimLeft(digits(days*24-9, 6), "0") + "H"
}

// escape writes a text (RFC 5545 §3.3.11). Control characters have no place in one.
func escape(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\\' || r == ';' || r == ',':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r < ' ' && r != '\t' || r == 0x7f:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// maxLine is the most octets of a line without its break (RFC 5545 §3.1).
const maxLine = 75

// writeLine writes a content line, folded so that no line is longer than 75 octets and no character is cut in two.
func writeLine(b *strings.Builder, line string) {
	room := maxLine
	for len(line) > room {
		cut := room
		for cut > 0 && !utf8.RuneStart(line[cut]) {
			cut--
		}
		b.WriteString(line[:cut] + "\r\n ")
		line = line[cut:]
		room = maxLine - 1 // the space that marks a continuation counts
	}
	b.WriteString(line + "\r\n")
}
