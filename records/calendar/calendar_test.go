package calendar

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// The days agree with those of package time for eight hundred years.
func TestDate(t *testing.T) {
	start := time.Date(1600, 1, 1, 0, 0, 0, 0, time.UTC)
	d := Date{1600, 1, 1}
	for n := range 292200 {
		now := start.AddDate(0, 0, n)
		want := Date{now.Year(), int(now.Month()), now.Day()}
		if d != want || d.Weekday() != int(now.Weekday()) || d.String() != now.Format("2006-01-02") || d.Sub(Date{1600, 1, 1}) != n {
			t.Fatalf("day %d is %v, want %v", n, d, want)
		}
		d = d.Add(1)
	}
	if got := (Date{2026, 11, 28}).Workday(); got != (Date{2026, 11, 30}) { // a Saturday
		t.Errorf("the workday after Saturday is %v", got)
	}
}

func TestParseDate(t *testing.T) {
	for text, want := range map[string]bool{"2026-11-28": true, "2024-02-29": true, "2026-02-29": false, "2026-13-01": false,
		"2026-1-1": false, "": false, "2026-00-10": false, "2026-04-31": false, "２０２６-11-28": false, "0000-01-01": false} {
		d, ok := ParseDate(text)
		if ok != want || ok && d.String() != text {
			t.Errorf("%q: %v, %v", text, d, ok)
		}
	}
}

func TestFile(t *testing.T) {
	file := File("届く", "-//Todoku//JA", "20261128T081700Z", []Event{
		{UID: "dmarc-quarantine@example.jp", Day: Date{2027, 1, 4}, Summary: "example.jp: quarantine", Text: "a;b,c\\d\ne\r\x00f", URL: "https://todoku.example/", Remind: 1},
		{UID: "x@example.jp", Day: Date{2026, 12, 31}, Summary: "終", Remind: -1},
		{UID: "y@example.jp", Day: Date{2026, 12, 31}, Summary: "今日", Remind: 0},
	})
	want := strings.ReplaceAll(`BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Todoku//JA
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:届く
BEGIN:VEVENT
UID:dmarc-quarantine@example.jp
DTSTAMP:20261128T081700Z
DTSTART;VALUE=DATE:20270104
DTEND;VALUE=DATE:20270105
SUMMARY:example.jp: quarantine
DESCRIPTION:a\;b\,c\\d\nef
URL:https://todoku.example/
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:example.jp: quarantine
TRIGGER:-PT15H
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:x@example.jp
DTSTAMP:20261128T081700Z
DTSTART;VALUE=DATE:20261231
DTEND;VALUE=DATE:20270101
SUMMARY:終
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
UID:y@example.jp
DTSTAMP:20261128T081700Z
DTSTART;VALUE=DATE:20261231
DTEND;VALUE=DATE:20270101
SUMMARY:今日
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:今日
TRIGGER:PT9H
END:VALARM
END:VEVENT
END:VCALENDAR
`, "\n", "\r\n")
	if file != want {
		t.Errorf("got\n%s\nwant\n%s", file, want)
	}
}

// RFC 5545 §3.1: no line is longer than 75 octets, no character is cut, and unfolding gives the text again.
func FuzzFold(f *testing.F) {
	f.Add(strings.Repeat("迷惑メールに入れてもらう", 12))
	f.Add(strings.Repeat("a", 75))
	f.Add("𠮷" + strings.Repeat("é", 80))
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip()
		}
		var b strings.Builder
		writeLine(&b, escape(text))
		folded := strings.TrimSuffix(b.String(), "\r\n")
		for _, line := range strings.Split(folded, "\r\n") {
			if len(line) > 75 || !utf8.ValidString(line) {
				t.Errorf("a line of %d octets: %q", len(line), line)
			}
		}
		if got := strings.ReplaceAll(folded, "\r\n ", ""); got != escape(text) {
			t.Errorf("unfolded %q, want %q", got, escape(text))
		}
	})
}
