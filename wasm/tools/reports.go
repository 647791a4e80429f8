//go:build js

package main

import (
	"net/netip"
	"strconv"
	"strings"
	"syscall/js"

	"todoku/records/calendar"
	"todoku/records/domain"
	"todoku/records/lookup"
	"todoku/records/provider"
	"todoku/wasm/page"
)

// reports is the page that says who sends in the name of a domain. It only draws: wasm/reader reads, beside the page.
type reports struct {
	page.App
	reader  page.Worker
	running bool
	data    js.Value // the last summary, as wasm/reader wrote it
	names   map[string]string
}

func reportsPage(app page.App) (page.Handlers, func()) {
	r := &reports{App: app, names: map[string]string{}}
	return page.Handlers{
			Actions: map[string]func(page.Node){
				"report-sample": func(page.Node) { r.ask(map[string]any{"sample": js.Global().Get("Date").Call("now")}) },
				"report-clear":  func(page.Node) { r.ask(map[string]any{"clear": true}) },
				"report-more":   r.more,
				"report-names":  r.lookNames,
				"report-csv":    func(page.Node) { r.askCSV() },
			},
			Changes: map[string]func(page.Node){
				"files":         r.chosen,
				"report-domain": func(n page.Node) { r.ask(map[string]any{"domain": n.Val()}) },
			},
		}, func() {
			r.OnDrop(page.ByID("drop"), r.take)
		}
}

// chosen takes files from the box, which is emptied so that the same file can be chosen again.
func (r *reports) chosen(box page.Node) {
	r.take(box.Get("files"))
	box.Set("value", "")
}

func (r *reports) take(files js.Value) {
	if n := files.Length(); n > 0 {
		list := js.Global().Get("Array").Call("from", files)
		r.ask(map[string]any{"files": list})
	}
}

// ask sends a request to the reader, which is started when it is first needed.
func (r *reports) ask(request map[string]any) {
	if !r.running {
		r.running = true
		r.reader = r.StartWorker("/reader.js", r.answer)
		r.reader.Call("addEventListener", "error", page.Callback(func(e js.Value) {
			e.Call("preventDefault")
			r.fail()
		}))
	}
	page.ByID("report-progress").Say(r.Say("report.reading"))
	r.reader.Send(request)
}

func (r *reports) fail() {
	r.running = false
	page.ByID("report-progress").Say(r.SayAll("report.no-reader"))
}

func (r *reports) answer(v js.Value) {
	switch v.Get("Kind").String() {
	case "progress":
		page.ByID("report-progress").Say(r.Say("report.progress", "done", r.number(v.Get("Done").Int()), "total", r.number(v.Get("Total").Int())))
	case "failed":
		r.fail()
	case "sources":
		r.tookSources(v)
	default:
		r.data = v
		r.draw()
	}
}

// items lists the elements of an array that wasm/reader wrote; it writes null for an empty one.
func items(v js.Value) []js.Value {
	if v.Type() != js.TypeObject {
		return nil
	}
	list := make([]js.Value, v.Length())
	for i := range list {
		list[i] = v.Index(i)
	}
	return list
}

// number writes a number as the language does.
func (r *reports) number(n int) string { return page.Number(r.Lang, n) }

func (r *reports) draw() {
	read := r.data.Get("Reports").Int()
	page.ByID("report-progress").Say(r.Say("report.read", "count", r.number(read)))
	page.ByID("report-clear").Hide(read == 0 && len(items(r.data.Get("Failures"))) == 0)
	r.drawFailures()
	r.drawTLS()
	summary := r.data.Get("Summary")
	page.ByID("report-result").Hide(summary.Type() != js.TypeObject)
	if summary.Type() != js.TypeObject {
		return
	}
	name := summary.Get("Domain").String()
	r.drawDomains(name)
	heading := r.Say("report.heading", "domain", r.domainName(name))
	page.ByID("report-heading").Say(heading)
	messages, aligned := summary.Get("Messages").Int(), summary.Get("Aligned").Int()
	figures := page.ByID("report-figures").Fill()
	for _, f := range [][2]string{
		{r.number(messages), "report.messages"},
		{share(aligned, messages), "report.aligned"},
		{r.number(summary.Get("Reports").Int()), "report.reports"},
		{r.day(summary.Get("Begin").Int()/secondsOfDay) + " – " + r.day(summary.Get("End").Int()/secondsOfDay), "report.period"},
	} {
		li := page.Clone("t-figure")
		li.Slot("figure").Say(f[0])
		li.Slot("label").Say(r.Say(f[1]))
		figures.Add(li)
	}
	r.drawReady(name)
	r.drawDays(items(summary.Get("Days")))
	r.drawSources(name, items(summary.Get("Sources")), r.data.Get("Counts"))
	rows := page.ByID("report-receivers").Fill()
	for _, v := range items(summary.Get("Receivers")) {
		rows.Add(three(v.Get("Org").String(), r.number(v.Get("Reports").Int()), r.number(v.Get("Messages").Int())))
	}
}

const secondsOfDay = 24 * 60 * 60

// day writes a day, counted from 1970, as the language does.
func (r *reports) day(n int) string {
	d := calendar.Date{Year: 1970, Month: 1, Day: 1}.Add(n)
	return page.Day(r.Lang, d.String())
}

func (r *reports) domainName(name string) string {
	if name == "" {
		return r.Say("report.no-domain")
	}
	return domain.ToUnicode(name)
}

// share writes a part of a whole in percent. It never rounds up to all.
func share(part, whole int) string {
	if whole == 0 {
		return "0%"
	}
	return strconv.Itoa(part*100/whole) + "%"
}

func three(a, b, c string) page.Node {
	row := page.Clone("t-three")
	row.Slot("a").Say(a)
	row.Slot("b").Say(b)
	row.Slot("c").Say(c)
	return row
}

func (r *reports) drawDomains(chosen string) {
	names := items(r.data.Get("Domains"))
	page.ByID("report-domains").Hide(len(names) < 2)
	list := page.ByID("report-domain").Fill()
	for _, v := range names {
		list.Add(page.Element("option").SetAttr("value", v.String()).Say(r.domainName(v.String())))
	}
	list.Set("value", chosen)
}

// most is how many failed files are named one by one.
const most = 20

func (r *reports) drawFailures() {
	list := page.ByID("report-failures").Fill()
	failures := items(r.data.Get("Failures"))
	for i, v := range failures {
		if i == most {
			list.Add(page.Clone("t-line").Say(r.Say("report.more-failures", "count", r.number(len(failures)-most))))
			return
		}
		li := page.Clone("t-failure").SetAttr("data-code", v.Get("Code").String())
		text := r.Text("unread."+v.Get("Code").String(), "count", "100")
		li.Slot("name").Say(v.Get("Name").String())
		li.Slot("what").Say(text.What)
		li.Slot("do").Say(text.Do)
		list.Add(li)
	}
}

func (r *reports) drawReady(name string) {
	ready := r.data.Get("Ready")
	next := ready.Get("Next").String()
	kind, code := "ok", "ready.yes"
	switch {
	case next == "":
		code = "ready.last"
	case !ready.Get("Ready").Bool():
		kind, code = "risk", "ready.no"
	}
	page.ByID("ready-verdict").Fill(page.Notice(kind, r.SayAll(code, "next", next)))
	points := page.ByID("ready-points").Fill()
	for _, v := range items(ready.Get("Points")) {
		var args []string
		object := js.Global().Get("Object")
		for _, pair := range items(object.Call("entries", v.Get("Args"))) {
			args = append(args, pair.Index(0).String(), pair.Index(1).String())
		}
		li := page.Clone("t-point")
		met := "no"
		if v.Get("Met").Bool() {
			met = "yes"
		}
		page.Badge(li.Slot("met"), map[string]string{"yes": "ok", "no": "risk"}[met], r.Say("report.met-"+met))
		li.Slot("text").Say(r.Say(v.Get("Code").String(), args...))
		points.Add(li)
	}
	page.ByID("ready-link").SetAttr("href", r.wizard(name))
}

// wizard is the address of the first page for a domain.
func (r *reports) wizard(name string) string {
	base, _, _ := strings.Cut(page.ByID("ready-link").Attr("href"), "#")
	return base + "#domain=" + name
}

// Sizes of the chart in units of its own.
const (
	chartHeight = 120
	barWidth    = 12
)

func (r *reports) drawDays(days []js.Value) {
	top := 1
	for _, d := range days {
		top = max(top, d.Get("Aligned").Int()+d.Get("Failed").Int())
	}
	chart := page.SVG("svg").SetAttr("viewBox", "0 0 "+strconv.Itoa(max(len(days), 10)*barWidth)+" "+strconv.Itoa(chartHeight)).
		SetAttr("preserveAspectRatio", "none").SetAttr("role", "img").SetAttr("aria-label", r.Say("report.chart", "days", strconv.Itoa(len(days)), "top", r.number(top)))
	rows := page.ByID("report-days").Fill()
	for i, d := range days {
		good, bad := d.Get("Aligned").Int(), d.Get("Failed").Int()
		height := func(n int) int { return n * chartHeight / top }
		bar := func(class string, y, h int) {
			if h > 0 {
				chart.Add(page.SVG("rect").SetAttr("class", class).SetAttr("x", strconv.Itoa(i*barWidth+1)).SetAttr("width", strconv.Itoa(barWidth-2)).
					SetAttr("y", strconv.Itoa(y)).SetAttr("height", strconv.Itoa(h)))
			}
		}
		h := max(height(bad), min(bad, 2)) // a little trouble must be seen, too
		bar("bar-ok", chartHeight-height(good), height(good))
		bar("bar-bad", max(chartHeight-height(good)-h, 0), h)
		rows.Add(three(r.day(d.Get("Day").Int()), r.number(good), r.number(bad)))
	}
	page.ByID("report-chart").Fill(chart)
}

// Bounds of what is drawn at once; a button draws more senders, and the file has all.
const (
	sourcesAtOnce   = 50
	addressesAtOnce = 100
)

// drawSources draws the senders, a section for each kind.
func (r *reports) drawSources(name string, sources []js.Value, counts js.Value) {
	area := page.ByID("report-sources").Fill()
	for _, kind := range []string{"service", "unknown", "mine", "forwarder"} {
		count := 0
		if v := counts.Get(kind); v.Type() == js.TypeNumber {
			count = v.Int()
		}
		if count == 0 {
			continue
		}
		section := page.Clone("t-kind").SetAttr("data-kind", kind).SetAttr("data-count", strconv.Itoa(count))
		section.Slot("name").Say(r.Say("source.kind." + kind))
		section.Slot("count").Say(r.Say("senders.count", "count", r.number(count)))
		area.Add(section)
		r.addSources(section, name, sources)
	}
}

// addSources draws those of the senders that belong to the kind of the section.
func (r *reports) addSources(section page.Node, name string, sources []js.Value) {
	kind, list := section.Attr("data-kind"), section.Slot("list")
	drawn := list.Get("childElementCount").Int()
	for _, s := range sources {
		if s.Get("Kind").String() == kind {
			list.Add(r.source(name, s))
			drawn++
		}
	}
	section.Slot("more").Hide(drawn >= page.Atoi(section.Attr("data-count")))
}

// more asks for the next senders of a kind.
func (r *reports) more(button page.Node) {
	section := button.Closest("[data-kind]")
	r.reader.Send(map[string]any{"domain": r.data.Get("Summary").Get("Domain").String(), "sources": map[string]any{
		"kind": section.Attr("data-kind"), "from": section.Slot("list").Get("childElementCount").Int(), "most": sourcesAtOnce}})
}

// tookSources takes what was asked for: more of a kind to be drawn, or all for a file.
func (r *reports) tookSources(v js.Value) {
	kind := v.Get("Of").String()
	if kind == "" {
		r.saveCSV(items(v.Get("Sources")))
		return
	}
	if section := page.Query("[data-kind=\"" + kind + "\"]"); section.There() {
		r.addSources(section, r.data.Get("Summary").Get("Domain").String(), items(v.Get("Sources")))
	}
}

// sourceName is how a sender is called: by the catalogue, by its domain, or by its address.
func (r *reports) sourceName(s js.Value) string {
	if p, ok := provider.SenderByID(s.Get("Sender").String()); ok {
		return r.ProviderName(p.Name)
	}
	if name := s.Get("Name").String(); name != "" {
		return domain.ToUnicode(name)
	}
	addresses := s.Get("Addresses")
	if addresses.Length() == 0 {
		return ""
	}
	ip := addresses.Index(0).Get("IP").String()
	if addresses.Length() > 1 {
		return r.Say("report.addresses", "ip", ip, "count", r.number(addresses.Length()-1))
	}
	return ip
}

func (r *reports) source(name string, s js.Value) page.Node {
	messages, aligned := s.Get("Messages").Int(), s.Get("Aligned").Int()
	kind, why, sender := s.Get("Kind").String(), s.Get("Why").String(), s.Get("Sender").String()
	li := page.Clone("t-source").SetAttr("data-source", kind).SetAttr("data-why", why)
	badge := map[string]string{"service": "risk", "unknown": "unknown", "mine": "ok", "forwarder": "note"}[kind]
	page.Badge(li.Slot("state"), badge, share(aligned, messages))
	li.Slot("name").Say(r.sourceName(s))
	li.Slot("line").Say(r.Say("report.source", "messages", r.number(messages), "aligned", r.number(aligned)))
	text := r.Text("source.why." + why)
	li.Slot("why").Say(text.What)
	li.Slot("do").SayOrHide(text.Do)
	// Never for a forwarder: its addresses do not belong into the record.
	li.Slot("add-line").Hide(kind != "service" || sender == "")
	li.Slot("add").SetAttr("href", r.wizard(name)+"&add="+sender)
	var selectors []string
	for _, v := range items(s.Get("Selectors")) {
		selectors = append(selectors, v.String())
	}
	facts := r.Say("report.facts", "dkim", r.number(s.Get("DKIM").Int()), "spf", r.number(s.Get("SPF").Int()),
		"quarantined", r.number(s.Get("Quarantined").Int()), "rejected", r.number(s.Get("Rejected").Int()))
	if len(selectors) > 0 {
		facts += " " + r.Say("report.selectors", "selectors", strings.Join(selectors, ", "))
	}
	li.Slot("facts").Say(facts)
	addresses := items(s.Get("Addresses"))
	rows := li.Slot("addresses")
	for _, a := range addresses[:min(len(addresses), addressesAtOnce)] {
		ip := a.Get("IP").String()
		row := three(ip, r.number(a.Get("Messages").Int()), r.number(a.Get("Aligned").Int())).SetAttr("data-ip", ip)
		if known := r.names[ip]; known != "" {
			row.Slot("a").Say(ip + " " + known)
		}
		rows.Add(row)
	}
	rest := ""
	if len(addresses) > addressesAtOnce {
		rest = r.Say("report.rest", "count", r.number(len(addresses)-addressesAtOnce))
	}
	li.Slot("rest").SayOrHide(rest)
	return li
}

// namesAtOnce is how many addresses are looked up at a time.
const namesAtOnce = 40

// lookNames asks DNS for the names of the addresses of a sender.
func (r *reports) lookNames(button page.Node) {
	var questions []lookup.Question
	ips := map[string]string{}
	for _, row := range button.Closest("[data-source]").All("[data-ip]") {
		ip := row.Attr("data-ip")
		address, err := netip.ParseAddr(ip)
		if err == nil && r.names[ip] == "" && len(questions) < namesAtOnce {
			name := lookup.Reverse(address)
			ips[name] = ip
			questions = append(questions, lookup.Ask(name, lookup.PTR))
		}
	}
	if len(questions) == 0 {
		return
	}
	button.Set("disabled", true)
	r.Go(func() {
		got := page.AskLookup("", questions)
		button.Set("disabled", false)
		if got.Problem != "" {
			page.ByID("live").Say(r.SayAll(got.Problem))
			return
		}
		for _, a := range got.Answers {
			ip := ips[a.Name]
			name := r.Say("report.nameless")
			if !a.OK() {
				name = r.Say("state.unknown")
			} else if len(a.Records) > 0 {
				name = domain.ToUnicode(a.Records[0].Host)
			}
			if ip == "" {
				continue
			}
			r.names[ip] = name
			for _, row := range page.All("[data-ip=\"" + ip + "\"]") {
				row.Slot("a").Say(ip + " " + name)
			}
		}
	})
}

// askCSV asks for all senders, to save them.
func (r *reports) askCSV() {
	r.reader.Send(map[string]any{"domain": r.data.Get("Summary").Get("Domain").String(), "sources": map[string]any{"kind": "", "from": 0, "most": 1 << 20}})
}

// saveCSV saves one line for each address.
func (r *reports) saveCSV(sources []js.Value) {
	rows := [][]string{{r.Say("report.csv-kind"), r.Say("report.csv-name"), "IP", r.Say("report.csv-host"), r.Say("report.csv-messages"), r.Say("report.csv-aligned")}}
	for _, s := range sources {
		for _, a := range items(s.Get("Addresses")) {
			ip := a.Get("IP").String()
			rows = append(rows, []string{r.Say("source.kind." + s.Get("Kind").String()), r.sourceName(s), ip, r.names[ip],
				strconv.Itoa(a.Get("Messages").Int()), strconv.Itoa(a.Get("Aligned").Int())})
		}
	}
	page.Download("dmarc-"+r.data.Get("Summary").Get("Domain").String()+".csv", page.CSV(rows), "text/csv")
}

// drawTLS draws the TLS reports, joined by policy.
func (r *reports) drawTLS() {
	type policy struct {
		kind, domain string
		good, bad    int
		failures     map[string]int // type -> sessions
		hosts        map[string]string
	}
	var order []string
	policies := map[string]*policy{}
	for _, report := range items(r.data.Get("TLS")) {
		for _, v := range items(report.Get("Policies")) {
			key := v.Get("Domain").String() + " " + v.Get("Type").String()
			p := policies[key]
			if p == nil {
				p = &policy{v.Get("Type").String(), v.Get("Domain").String(), 0, 0, map[string]int{}, map[string]string{}}
				policies[key] = p
				order = append(order, key)
			}
			p.good += v.Get("Good").Int()
			p.bad += v.Get("Bad").Int()
			for _, f := range items(v.Get("Failures")) {
				kind := f.Get("Type").String()
				p.failures[kind] += f.Get("Sessions").Int()
				for _, part := range []string{f.Get("Host").String(), f.Get("Reason").String()} {
					if part != "" && !strings.Contains(p.hosts[kind], part) && len(p.hosts[kind]) < 300 {
						p.hosts[kind] = strings.TrimPrefix(p.hosts[kind]+", "+part, ", ")
					}
				}
			}
		}
	}
	page.ByID("tls-result").Hide(len(order) == 0)
	list := page.ByID("tls-policies").Fill()
	for _, key := range order {
		p := policies[key]
		li := page.Clone("t-tls")
		li.Slot("name").Say(r.domainName(p.domain))
		li.Slot("line").Say(r.Say("report.tls", "type", r.Say("report.tls-"+p.kind), "good", r.number(p.good), "bad", r.number(p.bad)))
		failures := li.Slot("failures")
		for _, kind := range page.SortedKeys(p.failures) {
			f := page.Clone("t-tls-failure").SetAttr("data-code", kind)
			text := r.Text("tls."+kind, "type", kind)
			if text.What == "tls."+kind {
				text = r.Text("tls.other", "type", kind)
			}
			f.Slot("what").Say(text.What)
			f.Slot("do").Say(text.Do)
			f.Slot("facts").Say(r.Say("report.tls-facts", "sessions", r.number(p.failures[kind]), "hosts", p.hosts[kind]))
			failures.Add(f)
		}
		list.Add(li)
	}
}
