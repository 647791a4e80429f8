package dkim

import (
	"strconv"
	"strings"

	"todoku/records/calendar"
	"todoku/records/domain"
	"todoku/records/finding"
)

var (
	selectorUnderscore = Rules.Add("dkim.selector-underscore", finding.Warning, "RFC 6376 §3.1")
	selectorGrammar    = Rules.Add("dkim.selector-grammar", finding.Error, "RFC 6376 §3.1")
	selectorTooLong    = Rules.Add("dkim.selector-too-long", finding.Error, "RFC 1035 §2.3.4")
)

// LintSelector judges a selector for keys of a domain.
func LintSelector(selector, domainName string) []finding.Finding {
	name := Name(selector, domainName)
	args := []string{"selector", selector, "length", strconv.Itoa(len(name))}
	if len(name) > domain.MaxName {
		return []finding.Finding{selectorTooLong.New(args...)}
	}
	underscore := false
	for _, label := range strings.Split(selector, ".") {
		plain := strings.ReplaceAll(label, "_", "x")
		underscore = underscore || plain != label
		// RFC 6376 §3.1: sub-domain *( "." sub-domain ), which are letters, digits and inner hyphens (RFC 5321 §4.1.2).
		if plain == "" || len(plain) > domain.MaxLabel || plain[0] == '-' || plain[len(plain)-1] == '-' || !isLetDigHyphen(plain) {
			return []finding.Finding{selectorGrammar.New(args...)}
		}
	}
	if underscore {
		return []finding.Finding{selectorUnderscore.New(args...)}
	}
	return nil
}

func isLetDigHyphen(s string) bool {
	for _, c := range []byte(s) {
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-') {
			return false
		}
	}
	return true
}

// Propose gives a selector that names the month in which its key was made, so that its age is seen from outside; a
// letter follows where there is one already.
func Propose(day calendar.Date, taken func(selector string) bool) string {
	base := "s" + day.Compact()[:6]
	for suffix := byte('a'); suffix <= 'z'; suffix++ {
		selector := base
		if suffix > 'a' {
			selector += string(rune(suffix))
		}
		if !taken(selector) {
			return selector
		}
	}
	return "s" + day.Compact()
}

// Turn is one thing to do when a key is changed for a new one.
type Turn struct {
	Day calendar.Date
	// What is the code of the message that says what to do.
	What string
}

// Days of a change of keys. Mail that is under way, in queues or in archives that check late, was signed with the old key:
// it stays for two weeks after signing has moved. Six months is what M3AAWG advises between two changes.
const (
	publishedFirst = 2
	overlap        = 14
	revokedFor     = 30
	keyLife        = 180
)

// Rotation gives the days of a change of keys that begins on day: the new selector first, signing moved to it, the old key
// revoked only when nothing signed with it is under way any more (RFC 6376 §3.1, §3.6.1).
func Rotation(day calendar.Date) []Turn {
	moved := day.Add(publishedFirst).Workday()
	revoked := moved.Add(overlap).Workday()
	return []Turn{
		{day, "rotation.publish"},
		{moved, "rotation.move"},
		{revoked, "rotation.revoke"},
		{revoked.Add(revokedFor).Workday(), "rotation.remove"},
		{day.Add(keyLife).Workday(), "rotation.again"},
	}
}
