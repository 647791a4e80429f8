//go:build js

package page

import (
	"sort"
	"strings"
	"syscall/js"

	"todoku/records/export"
	"todoku/records/message"
)

// Number writes a number as the language does: 12,345.
func Number(lang message.Lang, n int) string {
	return js.Global().Get("Intl").Get("NumberFormat").New(string(lang)).Call("format", n).String()
}

// Day writes a day such as "2026-11-28" as the language does.
func Day(lang message.Lang, day string) string {
	style := map[string]any{"year": "numeric", "month": "short", "day": "numeric", "weekday": "short", "timeZone": "UTC"}
	return js.Global().Get("Date").New(day).Call("toLocaleDateString", string(lang), style).String()
}

// Today is the day on the user's clock, such as "2026-11-28".
func Today() string {
	// Swedish writes dates as ISO 8601 does, which toISOString does in UTC only.
	return js.Global().Get("Date").New().Call("toLocaleDateString", "sv").String()
}

// Stamp is the time as calendar files write it, in UTC: "20261128T081700Z".
func Stamp() string {
	iso := js.Global().Get("Date").New().Call("toISOString").String() // 2026-11-28T08:17:00.000Z
	return strings.NewReplacer("-", "", ":", "").Replace(iso[:19]) + "Z"
}

// CSV writes a table as a file that Excel reads: UTF-8 with a byte order mark.
func CSV(rows [][]string) []byte {
	table := []byte(export.Mark)
	for _, row := range rows {
		table = append(table, export.Row(row...)...)
	}
	return table
}

// SortedKeys lists the keys of a count, the largest count first.
func SortedKeys(count map[string]int) []string {
	keys := make([]string, 0, len(count))
	for k := range count {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool {
		a, b := keys[i], keys[j]
		return count[a] > count[b] || count[a] == count[b] && a < b
	})
	return keys
}
