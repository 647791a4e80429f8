//go:build js

package page

import (
	"strconv"
	"strings"

	"todoku/records/spf"
)

// Meter is where the count of an SPF record is drawn. What has not changed since is left as it stands, because each
// call into the document costs more than the count itself.
type Meter struct {
	Box, Count, Verdict, Gauge, Tree, Voids Node

	gauge    string
	rows     []meterRow
	swatches map[string]int // the colour of a term, which stays with it
}

// meterRow is a row of the tree with what was drawn into it.
type meterRow struct {
	drawn string
	node  Node
}

// swatches is how many colours the style sheet has for senders; maxCells is how many lookups of one sender are shown.
const (
	swatches = 8
	maxCells = 30
)

// DrawMeter draws the count, the gauge and the tree. who names the sender that a term belongs to, or gives "".
func (a *App) DrawMeter(to *Meter, m spf.Meter, who func(spf.Term) string) {
	kind, count, verdict := a.meterLine(m)
	to.Box.SetAttr("data-kind", kind)
	to.Count.Say(count)
	to.Verdict.Say(verdict)
	voids := ""
	if m.Voids > 0 {
		voids = a.Say("meter.voids", "count", strconv.Itoa(m.Voids), "limit", strconv.Itoa(spf.MaxVoids))
	}
	to.Voids.SayOrHide(voids)
	var shown []*spf.Node
	for _, n := range m.Root.Nodes {
		if n.Lookups > 0 || n.State != spf.Good {
			shown = append(shown, n)
			to.swatch(n)
		}
	}
	to.drawGauge(shown)
	a.drawTree(to, shown, who)
}

// swatch is the colour of a term, from 1. The next new term has the next colour.
func (to *Meter) swatch(n *spf.Node) int {
	if to.swatches == nil {
		to.swatches = map[string]int{}
	}
	if to.swatches[n.Term.Text] == 0 {
		to.swatches[n.Term.Text] = len(to.swatches)%swatches + 1
	}
	return to.swatches[n.Term.Text]
}

// meterLine sums the count up in words.
func (a *App) meterLine(m spf.Meter) (kind, count, verdict string) {
	limit := strconv.Itoa(spf.MaxLookups)
	count = a.Say("meter.count", "count", strconv.Itoa(m.Lookups), "limit", limit)
	if m.Unknown > 0 {
		count = a.Say("meter.at-least", "count", strconv.Itoa(m.Lookups), "limit", limit)
	}
	switch left := spf.MaxLookups - m.Lookups; {
	case m.Pending > 0:
		return "ok", count, a.Say("meter.pending")
	case left < 0:
		return "bad", count, a.Say("meter.over", "over", strconv.Itoa(-left))
	case m.Unknown > 0:
		return "unknown", count, a.Say("meter.unknown")
	case left == 0:
		return "risk", count, a.Say("meter.full")
	case left <= 2:
		return "risk", count, a.Say("meter.good", "left", strconv.Itoa(left))
	default:
		return "ok", count, a.Say("meter.good", "left", strconv.Itoa(left))
	}
}

// drawGauge draws a cell for each lookup, in the colour of the sender that costs it, and ten at least.
func (to *Meter) drawGauge(shown []*spf.Node) {
	var colours []int
	for _, n := range shown {
		for range min(n.Lookups, maxCells) {
			colours = append(colours, to.swatch(n))
		}
	}
	for len(colours) < spf.MaxLookups {
		colours = append(colours, 0)
	}
	drawn := ""
	for _, c := range colours {
		drawn += strconv.Itoa(c)
	}
	if drawn == to.gauge {
		return
	}
	to.gauge = drawn
	cells := make([]Node, len(colours))
	for i, c := range colours {
		cells[i] = Element("span")
		if c > 0 {
			cells[i].SetAttr("data-swatch", strconv.Itoa(c))
		}
		if i >= spf.MaxLookups {
			cells[i].Class("over", true)
		}
	}
	to.Gauge.Fill(cells...)
}

// drawTree draws a row for each term that costs something or is in trouble.
func (a *App) drawTree(to *Meter, shown []*spf.Node, who func(spf.Term) string) {
	rows := make([]meterRow, len(shown))
	nodes := make([]Node, len(shown))
	same := len(shown) == len(to.rows)
	for i, n := range shown {
		drawn := fingerprint(n) + who(n.Term)
		kept := false
		for _, old := range to.rows {
			if old.drawn == drawn {
				rows[i], kept = old, true
				break
			}
		}
		if !kept {
			rows[i] = meterRow{drawn, a.treeRow(n, to.swatch(n), who)}
		}
		nodes[i] = rows[i].node
		same = same && to.rows[i].drawn == drawn
	}
	to.rows = rows
	if !same {
		to.Tree.Fill(nodes...)
	}
}

// fingerprint is the same for nodes that are drawn the same.
func fingerprint(n *spf.Node) string {
	var b strings.Builder
	var write func(*spf.Node)
	write = func(n *spf.Node) {
		b.WriteString(n.Term.Text + " " + string(n.State) + " " + strconv.Itoa(n.Lookups))
		if n.Over {
			b.WriteString(" over")
		}
		b.WriteByte('(')
		for _, child := range n.Nodes {
			write(child)
		}
		b.WriteByte(')')
	}
	write(n)
	return b.String()
}

// treeRow draws one term with what it costs, and below it what it brings along.
func (a *App) treeRow(n *spf.Node, swatch int, who func(spf.Term) string) Node {
	li := Clone("t-tree")
	li.Slot("swatch").SetAttr("data-swatch", strconv.Itoa(swatch))
	li.Slot("term").Say(n.Term.String())
	li.Slot("who").SayOrHide(who(n.Term))
	var notes []string
	if n.State != spf.Good {
		notes = append(notes, a.Say("node."+string(n.State)))
	}
	if n.Over {
		notes = append(notes, a.Say("node.over"))
	}
	li.Slot("note").SayOrHide(strings.Join(notes, " "))
	li.Slot("cost").Say(a.Say("meter.cost", "count", strconv.Itoa(n.Lookups)))
	li.Class("over", n.Over)
	li.Class("trouble", n.State != spf.Good && n.State != spf.Conditional && n.State != spf.Pending && n.State != spf.Unreachable)
	inner := li.Slot("inner").Hide(len(n.Nodes) == 0)
	for _, child := range n.Nodes {
		inner.Add(a.treeRow(child, swatch, who))
	}
	return li
}

// Proposal draws one way to need fewer lookups.
func (a *App) Proposal(p spf.Proposal) Node {
	li := Clone("t-relief").SetAttr("data-measure", string(p.Measure))
	text := a.Text("relief."+string(p.Measure), "term", p.Term, "by", p.By, "name", p.Name)
	Badge(li.Slot("risk"), "risk-"+string(p.Risk), a.Say("risk."+string(p.Risk)))
	li.Slot("what").Say(text.What)
	li.Slot("do").SayOrHide(text.Do)
	li.Slot("saves").Say(a.Say("relief.saves", "saves", strconv.Itoa(p.Saves), "lookups", strconv.Itoa(p.Lookups)))
	boxes := li.Slot("boxes").Add(a.Box("label.relief-record", p.Record))
	for _, box := range [][2]string{{"label.relief-name", p.Name}, {"label.relief-name-record", p.NameRecord}, {"label.relief-comment", p.Comment}} {
		if box[1] != "" {
			boxes.Add(a.Box(box[0], box[1]))
		}
	}
	return li
}
