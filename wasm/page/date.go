//go:build js

package page

import "todoku/records/calendar"

// ThisDay is the day on the user's clock, to count from.
func ThisDay() calendar.Date {
	d, _ := calendar.ParseDate(Today())
	return d
}
