// Package calendar knows days and writes them as calendar files (RFC 5545). What today is, it is told.
package calendar

// Date is a day of the Gregorian calendar. The zero value is no day.
type Date struct{ Year, Month, Day int }

// ParseDate reads "2026-11-28".
func ParseDate(text string) (d Date, ok bool) {
	if len(text) != 10 || text[4] != '-' || text[7] != '-' {
		return Date{}, false
	}
	for i, part := range []struct {
		from, to int
		into     *int
	}{{0, 4, &d.Year}, {5, 7, &d.Month}, {8, 10, &d.Day}} {
		for _, c := range []byte(text[part.from:part.to]) {
			if c < '0' || c > '9' {
				return Date{}, false
			}
			*part.into = *part.into*10 + int(c-'0')
		}
		if i == 1 && (d.Month < 1 || d.Month > 12) {
			return Date{}, false
		}
	}
	return d, d.Year > 0 && fromDays(d.days()) == d
}

// String writes the day as ISO 8601 does: "2026-11-28".
func (d Date) String() string {
	return digits(d.Year, 4) + "-" + digits(d.Month, 2) + "-" + digits(d.Day, 2)
}

// Compact writes the day without hyphens: "20261128" (RFC 5545 §3.3.4).
func (d Date) Compact() string { return digits(d.Year, 4) + digits(d.Month, 2) + digits(d.Day, 2) }

func digits(n, width int) string {
	b := make([]byte, width)
	for i := width - 1; i >= 0; i-- {
		b[i] = '0' + byte(n%10)
		n /= 10
	}
	return string(b)
}

// Add returns the day that comes n days later.
func (d Date) Add(n int) Date { return fromDays(d.days() + n) }

// Sub returns how many days d comes after other.
func (d Date) Sub(other Date) int { return d.days() - other.days() }

// Weekday counts from Sunday, which is 0.
func (d Date) Weekday() int { return ((d.days()+4)%7 + 7) % 7 }

// Workday returns the day itself, or the Monday after a weekend. Public holidays are not known.
func (d Date) Workday() Date {
	switch d.Weekday() {
	case 6:
		return d.Add(2)
	case 0:
		return d.Add(1)
	}
	return d
}

// days counts from 1970-01-01. A year begins in March here, so that the leap day is its last.
func (d Date) days() int {
	y, m := d.Year, d.Month-3
	if m < 0 {
		y, m = y-1, m+12
	}
	era := floor(y, 400)
	y -= era * 400
	return era*146097 + y*365 + y/4 - y/100 + (153*m+2)/5 + d.Day - 1 - 719468
}

func fromDays(n int) Date {
	n += 719468
	era := floor(n, 146097)
	n -= era * 146097
	y := (n - n/1460 + n/36524 - n/146096) / 365
	n -= 365*y + y/4 - y/100
	m := (5*n + 2) / 153
	d := Date{Year: y + era*400, Month: m + 3, Day: n - (153*m+2)/5 + 1}
	if d.Month > 12 {
		d.Year, d.Month = d.Year+1, d.Month-12
	}
	return d
}

func floor(a, b int) int {
	if a < 0 {
		return (a - b + 1) / b
	}
	return a / b
}
