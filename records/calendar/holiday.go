package calendar

// Holiday reports whether the day is a national holiday of Japan, by the law that holds since 2020 (国民の祝日に関する法律).
// Days of single years (2020 and 2021 moved some) before 2022 are not told.
func (d Date) Holiday() bool {
	if d.named() {
		return true
	}
	// §3(2): the first day after a holiday on Sunday that is no holiday itself.
	for before := d.Add(-1); before.named(); before = before.Add(-1) {
		if before.Weekday() == 0 {
			return true
		}
	}
	// §3(3): a day between two holidays.
	return d.Add(-1).named() && d.Add(1).named()
}

// named reports whether the law names the day (§2).
func (d Date) named() bool {
	monday := func(n int) bool { return d.Weekday() == 1 && (d.Day-1)/7 == n-1 }
	switch d.Month {
	case 1:
		return d.Day == 1 || monday(2)
	case 2:
		return d.Day == 11 || d.Day == 23
	case 3:
		return d.Day == equinox(d.Year, 20.8431)
	case 4:
		return d.Day == 29
	case 5:
		return d.Day >= 3 && d.Day <= 5
	case 7:
		return monday(3)
	case 8:
		return d.Day == 11
	case 9:
		return monday(3) || d.Day == equinox(d.Year, 23.2488)
	case 10:
		return monday(2)
	case 11:
		return d.Day == 3 || d.Day == 23
	}
	return false
}

// equinox is the day of the month of an equinox in the years 1980 to 2099. The cabinet announces it each February for
// the year after; the formula has agreed with it so far.
func equinox(year int, day float64) int {
	n := year - 1980
	return int(day+0.242194*float64(n)) - n/4
}

// WorkdayJP returns the day itself or the first one after it on which offices in Japan work: no Saturday, Sunday or
// national holiday, and none of the days around New Year (29 December to 3 January).
func (d Date) WorkdayJP() Date {
	for d.Weekday() == 0 || d.Weekday() == 6 || d.Holiday() || d.Month == 12 && d.Day >= 29 || d.Month == 1 && d.Day <= 3 {
		d = d.Add(1)
	}
	return d
}
