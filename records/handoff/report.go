package handoff

import (
	"sort"
	"strconv"
	"strings"

	"todoku/records/check"
	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/message"
)

// Report is the report of a check.
type Report struct {
	People
	Check *check.Report
	// Before are the states of the topics at an earlier check, by topic, and BeforeAt when that was; empty where there
	// was none.
	Before   map[string]check.State
	BeforeAt string
	// Date is when the answers were had, as the reader's language writes it.
	Date string
}

// What one page has room for.
const (
	maxFindings = 6
	maxRecord   = 110 // letters of a record
)

// Write writes the report: one line for each topic, and what matters most below.
func (r Report) Write(lang message.Lang) Document {
	w := &writer{lang: lang}
	name := domain.ToUnicode(r.Check.Domain)
	w.doc.Title = w.say("report.title", "domain", name)
	var lines []string
	if r.To != "" {
		lines = append(lines, w.dear(r.To))
	}
	lines = append(lines, w.say("report.date", "date", r.Date), w.say(r.verdict(), "domain", name))
	w.part("", lines...)
	for _, t := range r.Check.Topics {
		if t.State != check.Optional { // nobody has to have it, and the page is short
			w.topic(t, r)
		}
	}
	w.findings(r.Check)
	w.sign(r.People, "")
	w.part("", w.say("report.note"))
	return w.doc
}

// Trouble counts the topics that need work; unknown are those that nobody could look at.
func Trouble(r *check.Report) (bad, risk, unknown int) {
	for _, t := range r.Topics {
		switch t.State {
		case check.Bad:
			bad++
		case check.Absent:
			if required(t.ID) {
				bad++
			}
		case check.Risk:
			risk++
		case check.Unknown:
			unknown++
		}
	}
	return bad, risk, unknown
}

// required tells the topics without which mail does not arrive well.
func required(topic string) bool { return topic == "spf" || topic == "dkim" || topic == "dmarc" }

func (r Report) verdict() string {
	bad, risk, unknown := Trouble(r.Check)
	switch {
	case bad > 0:
		return "report.bad"
	case unknown > 0:
		return "report.unknown"
	case risk > 0:
		return "report.risk"
	}
	return "report.good"
}

func (w *writer) topic(t check.Topic, r Report) {
	state := w.say("state." + string(t.State))
	p := w.part(w.say("report.topic", "topic", w.say("topic."+t.ID), "state", state))
	p.Kind, p.State = "topic", string(t.State)
	if before, known := r.Before[t.ID]; known && before != t.State {
		p.Lines = []string{w.say("report.changed", "before", w.say("state."+string(before)), "now", state, "date", r.BeforeAt)}
	}
	for i, rec := range t.Records {
		if i == 3 {
			p.Rows = append(p.Rows, Row{Text: w.say("report.more", "count", strconv.Itoa(len(t.Records)-i))})
			break
		}
		p.Rows = append(p.Rows, Row{Label: domain.ToUnicode(rec.Name), Text: Shorten(rec.Text, maxRecord), Exact: true})
	}
}

// findings lists what is wrong, worst first.
func (w *writer) findings(r *check.Report) {
	var list []finding.Finding
	for _, t := range r.Topics {
		for _, f := range t.Findings {
			if f.Severity != finding.Info {
				list = append(list, f)
			}
		}
	}
	if len(list) == 0 {
		return
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].Severity.Rank() > list[j].Severity.Rank() })
	p := w.part(w.say("report.findings"))
	for i, f := range list {
		if i == maxFindings {
			p.Lines = append(p.Lines, w.say("report.more", "count", strconv.Itoa(len(list)-i)))
			break
		}
		text := message.Of(w.lang, f)
		p.Rows = append(p.Rows, Row{Label: w.say("severity." + string(f.Severity)), Text: strings.TrimSpace(text.What + " " + text.Do)})
	}
}

// Shorten cuts a text that is longer than so many letters.
func Shorten(text string, letters int) string {
	runes := []rune(text)
	if len(runes) <= letters {
		return text
	}
	return string(runes[:letters]) + "…"
}
