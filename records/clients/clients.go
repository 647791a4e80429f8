// Package clients is the workspace of somebody who looks after many domains: it reads lists of domains, keeps what a
// check found in a few words, and tells what has changed since the one before.
package clients

import (
	"sort"
	"strings"

	"todoku/records/check"
	"todoku/records/domain"
	"todoku/records/export"
	"todoku/records/finding"
	"todoku/records/input"
	"todoku/records/message"
)

// MaxDomains is the most domains of a workspace.
const MaxDomains = 5000

// Domains reads a list of domains from what was pasted, or from a CSV file of any columns: names, addresses and URLs
// count, everything else is passed over. Each domain is given once, in the order of the text.
func Domains(text string) []string {
	var list []string
	seen := map[string]bool{}
	for _, cell := range strings.FieldsFunc(text, separates) {
		cell = strings.TrimSpace(cell)
		if !strings.ContainsAny(cell, ".．。｡") { // no domain is written without a dot; most cells are none
			continue
		}
		name, _, problem := input.Domain(cell)
		if problem != nil || seen[name] || len(list) == MaxDomains {
			continue
		}
		seen[name] = true
		list = append(list, name)
	}
	return list
}

// Unread lists the lines that hold no domain, so that a mistyped one is not lost in silence.
func Unread(text string) []string {
	var lines []string
	for _, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line != "" && len(Domains(line)) == 0 {
			lines = append(lines, line)
		}
	}
	return lines
}

func separates(r rune) bool { return strings.ContainsRune("\n\r\t,;\"、，", r) }

// Topics are the topics that the table shows.
var Topics = []string{"spf", "dkim", "dmarc", "mx"}

// Result is what a check found, in a few words.
type Result struct {
	At     string // RFC 3339; empty where there was no check
	States map[string]check.State
	// Codes are the codes of all findings that are more than information, each once, in order of the alphabet.
	Codes []string
}

// Of sums a report up.
func Of(r *check.Report, at string) Result {
	out := Result{At: at, States: map[string]check.State{}}
	seen := map[string]bool{}
	for _, t := range r.Topics {
		out.States[t.ID] = t.State
		for _, f := range t.Findings {
			if f.Severity != finding.Info && !seen[f.Code] {
				seen[f.Code] = true
				out.Codes = append(out.Codes, f.Code)
			}
		}
	}
	sort.Strings(out.Codes)
	return out
}

// Worst is the state that decides where a domain stands in the table: the worst of its topics.
func (r Result) Worst() check.State {
	worst := check.OK
	for _, id := range Topics {
		if s := r.States[id]; rank(s) > rank(worst) && !(id == "mx" && s == check.Absent) {
			worst = s
		}
	}
	return worst
}

func rank(s check.State) int {
	switch s {
	case check.Bad:
		return 5
	case check.Absent:
		return 4
	case check.Unknown:
		return 3
	case check.Risk:
		return 2
	case check.Note:
		return 1
	}
	return 0
}

// Change is what became of a topic since the check before.
type Change struct {
	Topic       string
	Before, Now check.State
}

// Changes compares two checks. What nobody could look at has not changed.
func Changes(before, now Result) []Change {
	var list []Change
	if before.At == "" || now.At == "" {
		return nil
	}
	for _, id := range Topics {
		b, n := before.States[id], now.States[id]
		if b != n && b != "" && n != "" && b != check.Unknown && n != check.Unknown {
			list = append(list, Change{id, b, n})
		}
	}
	return list
}

// Client is a domain of the workspace.
type Client struct {
	Domain      string
	Now, Before Result
}

// CSV writes the table for Excel.
func CSV(lang message.Lang, list []Client) string {
	say := func(code string) string { return message.Say(lang, code, nil).What }
	heading := []string{say("clients.domain")}
	for _, id := range Topics {
		heading = append(heading, say("topic."+id))
	}
	var table strings.Builder
	table.WriteString(export.Mark + export.Row(append(heading, say("clients.changed"), say("clients.at"), say("clients.findings"))...))
	for _, c := range list {
		cells := []string{domain.ToUnicode(c.Domain)}
		for _, id := range Topics {
			text := ""
			if s := c.Now.States[id]; s != "" {
				text = say("state." + string(s))
			}
			cells = append(cells, text)
		}
		table.WriteString(export.Row(append(cells, Say(lang, Changes(c.Before, c.Now)), c.Now.At, strings.Join(c.Now.Codes, " "))...))
	}
	return table.String()
}

// Say writes changes in a line.
func Say(lang message.Lang, changes []Change) string {
	var parts []string
	for _, c := range changes {
		parts = append(parts, message.Named(lang, "clients.change", "topic", message.Named(lang, "topic."+c.Topic).What,
			"before", message.Named(lang, "state."+string(c.Before)).What, "now", message.Named(lang, "state."+string(c.Now)).What).What)
	}
	return strings.Join(parts, " / ")
}
