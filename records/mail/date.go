package mail

import (
	"strconv"
	"strings"
)

// Date is the moment that a Date or Received field names.
type Date struct {
	Unix int64 // seconds since 1970-01-01 00:00 UTC
	// Offset is the zone that it was written in, in minutes east of UTC.
	Offset int
}

var months = [...]string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// ParseDate reads "Fri, 21 Nov 1997 09:55:06 -0600 (comment)" (RFC 5322 §3.3), the forms of RFC 822 and small
// departures from them included. It reports false where no moment can be read.
func ParseDate(text string) (d Date, ok bool) {
	s := scanner{text: text}
	words := strings.FieldsFunc(s.until(""), func(r rune) bool { return strings.ContainsRune(" \t\r\n,", r) })
	if len(words) > 0 && !startsWithDigit(words[0]) {
		words = words[1:] // the day of the week
	}
	if len(words) == 1 || len(words) > 0 && strings.Count(words[0], "-") == 2 { // 21-Nov-1997
		words = append(strings.Split(words[0], "-"), words[1:]...)
	}
	if len(words) < 4 {
		return Date{}, false
	}
	day, err1 := strconv.Atoi(words[0])
	year, err2 := strconv.Atoi(words[2])
	month := monthNumber(words[1])
	seconds, timeOK := clock(words[3])
	if err1 != nil || err2 != nil || month == 0 || !timeOK || day < 1 || day > 31 || year < 0 || year > 9999 {
		return Date{}, false
	}
	switch { // RFC 5322 §4.3: years of two and three digits
	case year < 50:
		year += 2000
	case year < 1000:
		year += 1900
	}
	if len(words) > 4 {
		d.Offset = zone(words[4])
	}
	d.Unix = daysFromCivil(year, month, day)*86400 + int64(seconds) - int64(d.Offset)*60
	return d, true
}

func startsWithDigit(s string) bool { return s != "" && '0' <= s[0] && s[0] <= '9' }

func monthNumber(name string) int {
	for i, m := range months {
		if len(name) >= 3 && strings.EqualFold(name[:3], m) {
			return i + 1
		}
	}
	return 0
}

// clock reads "15:04" or "15:04:05" into seconds of the day.
func clock(text string) (seconds int, ok bool) {
	parts := strings.Split(text, ":")
	if len(parts) < 2 || len(parts) > 3 {
		return 0, false
	}
	limits := [...]int{23, 59, 60}
	for i, p := range append(parts, "0")[:3] {
		whole, _, _ := strings.Cut(p, ".") // some programs write fractions
		n, err := strconv.Atoi(whole)
		if err != nil || n < 0 || n > limits[i] {
			return 0, false
		}
		seconds = seconds*60 + n
	}
	return seconds, true
}

// zones are the names of RFC 5322 §4.3, in hours, and the one that Japanese programs write.
var zones = map[string]int{"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "JST": 9}

// zone reads "+0900" or a name into minutes. RFC 5322 §4.3: what is not known counts as UTC.
func zone(text string) int {
	if len(text) == 5 && (text[0] == '+' || text[0] == '-') {
		n, err := strconv.Atoi(text[1:])
		if err != nil || n < 0 {
			return 0
		}
		minutes := n/100*60 + n%100
		if text[0] == '-' {
			return -minutes
		}
		return minutes
	}
	return zones[strings.ToUpper(text)] * 60
}

// daysFromCivil counts days since 1970-01-01 in the Gregorian calendar.
func daysFromCivil(year, month, day int) int64 {
	y := int64(year)
	if month <= 2 { // years begin in March, so that the leap day is the last
		y--
		month += 12
	}
	days := y*365 + y/4 - y/100 + y/400 + int64((month-3)*153+2)/5 + int64(day) - 1
	return days - 719468
}
