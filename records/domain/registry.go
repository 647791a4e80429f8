package domain

import "strings"

// Registry guesses the name below which others register theirs: "co.jp" for "www.example.co.jp". It guesses from the form
// of the name, without a list, so that it may be shown as a guess and never decide anything: the Public Suffix List of
// 2026 has ten thousand entries, and receivers have different editions of it.
func Registry(name string) string {
	labels := strings.Split(name, ".")
	n := len(labels)
	if n < 2 || len(labels[n-1]) != 2 {
		return labels[n-1]
	}
	second := " " + labels[n-2] + " "
	if labels[n-1] == "jp" && (strings.Contains(registriesJP, second) || strings.Contains(prefectures, second)) ||
		labels[n-1] != "jp" && strings.Contains(registries, second) {
		return strings.Join(labels[n-2:], ".")
	}
	return labels[n-1]
}

// The second-level names of JPRS, its 47 prefectures, and those that are usual under the codes of other countries.
const (
	registriesJP = " ac ad co ed go gr lg ne or "
	prefectures  = " hokkaido aomori iwate miyagi akita yamagata fukushima ibaraki tochigi gunma saitama chiba tokyo kanagawa niigata" +
		" toyama ishikawa fukui yamanashi nagano gifu shizuoka aichi mie shiga kyoto osaka hyogo nara wakayama tottori shimane" +
		" okayama hiroshima yamaguchi tokushima kagawa ehime kochi fukuoka saga nagasaki kumamoto oita miyazaki kagoshima okinawa "
	registries = " ac co com edu go gob gov gouv id idv ltd me mil net ne nhs nom or org plc police re sch web "
)
