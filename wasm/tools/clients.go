//go:build js

package main

import (
	"slices"
	"sort"
	"strconv"
	"strings"
	"syscall/js"

	"todoku/records/check"
	"todoku/records/clients"
	"todoku/records/domain"
	"todoku/wasm/page"
)

// workspace is the page for many domains. What it holds stands in the browser's own database and in files that the user
// saves; a server sees one domain at a time, to look it up.
type workspace struct {
	page.App
	store *page.Store // nil where the browser keeps nothing
	list  []*client
	by    map[string]*client

	running bool
	workers int     // how many take domains out of the queue
	asking  int     // how many checks are under way
	until   float64 // when a busy server may be asked again, in milliseconds
	fails   int     // how many checks in a row found no server
	sort    string
	down    bool // sorted the other way
}

// client is one domain of the workspace.
type client struct {
	clients.Client
	waiting bool
	asked   bool // its check is under way
	row     page.Node
}

// atOnce is how many domains are looked up at a time; a server shared with others takes no more.
const atOnce = 3

// patience is how many checks in a row may find no server before the queue is paused.
const patience = 3

func init() { pages["clients"] = newWorkspace }

func newWorkspace(a page.App) (page.Handlers, func()) {
	w := &workspace{App: a, by: map[string]*client{}, sort: "domain"}
	return page.Handlers{
		Actions: map[string]func(page.Node){
			"add-domains": w.addTyped, "run": w.run, "sort": w.sortBy, "remove-client": w.remove, "client-report": w.report,
			"print": printPage, "save-csv": w.saveCSV, "save-list": w.saveList, "clear": w.clear,
		},
		Changes: map[string]func(page.Node){"domains-file": w.addFile, "list-file": w.openList, "show": func(page.Node) { w.renderTable() }},
		Inputs:  map[string]func(page.Node){"filter": func(page.Node) { w.renderTable() }},
	}, func() { w.Go(w.open) }
}

// open reads what the browser has kept.
func (w *workspace) open() {
	store, err := page.OpenStore("todoku", "clients", "domain")
	if err == nil {
		w.store = store
		objects, err := store.All()
		for i := 0; err == nil && i < objects.Length(); i++ {
			if c, ok := readClient(objects.Index(i)); ok {
				w.put(c)
			}
		}
	}
	page.ByID("clients-store").Hide(w.store != nil)
	w.render()
	page.ByID("workspace").SetAttr("data-open", "")
}

func (w *workspace) put(c *client) {
	if old := w.by[c.Domain]; old != nil {
		*old = client{Client: c.Client, waiting: c.waiting}
		return
	}
	w.by[c.Domain] = c
	w.list = append(w.list, c)
}

// keep writes clients into the database.
func (w *workspace) keep(list ...*client) {
	if w.store == nil {
		return
	}
	objects := make([]any, len(list))
	for i, c := range list {
		objects[i] = c.object()
	}
	if w.store.Put(objects...) != nil {
		page.ByID("clients-store").Hide(false)
	}
}

// object is a client as it is kept and saved.
func (c *client) object() map[string]any {
	result := func(r clients.Result) map[string]any {
		states := map[string]any{}
		for id, s := range r.States {
			states[id] = string(s)
		}
		codes := make([]any, len(r.Codes))
		for i, code := range r.Codes {
			codes[i] = code
		}
		return map[string]any{"at": r.At, "states": states, "codes": codes}
	}
	return map[string]any{"domain": c.Domain, "waiting": c.waiting, "now": result(c.Now), "before": result(c.Before)}
}

// states are those that a file may hold; every other one counts as none.
var states = map[check.State]bool{check.OK: true, check.Note: true, check.Risk: true, check.Bad: true, check.Absent: true, check.Unknown: true}

// readClient reads a client from the database or from a file, which anybody may have written.
func readClient(v js.Value) (*client, bool) {
	if v.Type() != js.TypeObject {
		return nil, false
	}
	name, problem := domain.Parse(page.Str(v, "domain"))
	if problem != nil {
		return nil, false
	}
	result := func(v js.Value) clients.Result {
		r := clients.Result{States: map[string]check.State{}}
		if v.Type() != js.TypeObject {
			return r
		}
		if at := page.Str(v, "at"); at != "" && !js.Global().Get("isNaN").Invoke(js.Global().Get("Date").Call("parse", at)).Bool() {
			r.At = at
		}
		all := v.Get("states")
		for _, id := range append(clients.Topics, "dns") {
			if all.Type() != js.TypeObject {
				break
			}
			if s := check.State(page.Str(all, id)); states[s] {
				r.States[id] = s
			}
		}
		codes := v.Get("codes")
		for i := 0; codes.Type() == js.TypeObject && codes.Get("length").Type() == js.TypeNumber && i < codes.Length(); i++ {
			if code := codes.Index(i); code.Type() == js.TypeString {
				r.Codes = append(r.Codes, code.String())
			}
		}
		return r
	}
	waiting := v.Get("waiting")
	return &client{Client: clients.Client{Domain: name, Now: result(v.Get("now")), Before: result(v.Get("before"))},
		waiting: waiting.Type() == js.TypeBoolean && waiting.Bool()}, true
}

// addTyped adds the domains that were pasted.
func (w *workspace) addTyped(page.Node) {
	text := page.ByID("domains-text").Val()
	w.Go(func() { w.add(text) })
}

// addFile adds the domains of a CSV file.
func (w *workspace) addFile(box page.Node) {
	file := box.Get("files").Index(0)
	if !file.Truthy() {
		return
	}
	w.Go(func() {
		octets, err := page.ReadText(file)
		box.Set("value", "")
		if err == nil {
			w.add(page.Decode([]byte(octets)))
		}
	})
}

func (w *workspace) add(text string) {
	var added []*client
	names := clients.Domains(page.Normalize(text))
	if len(names) == 0 { // what was typed stays, to be mended
		page.ByID("domains-added").Say(w.SayAll("clients.none"))
		return
	}
	for _, name := range names {
		if w.by[name] == nil && len(w.list) < clients.MaxDomains {
			c := &client{Client: clients.Client{Domain: name}, waiting: true}
			w.put(c)
			added = append(added, c)
		}
	}
	w.keep(added...)
	page.ByID("domains-text").Set("value", "")
	said := w.Say("clients.added", "count", strconv.Itoa(len(added)), "total", strconv.Itoa(len(w.list)))
	if lines := clients.Unread(page.Normalize(text)); len(lines) > 0 {
		said += " " + w.Say("clients.unread", "count", strconv.Itoa(len(lines)), "lines", strings.Join(lines[:min(len(lines), 3)], " / "))
	}
	page.ByID("domains-added").Say(said)
	w.render()
}

// counts returns how many domains wait, and how many there are.
func (w *workspace) counts() (waiting, total int) {
	for _, c := range w.list {
		if c.waiting {
			waiting++
		}
	}
	return waiting, len(w.list)
}

// run starts the queue, or pauses it. With nothing left to do, everything is asked again.
func (w *workspace) run(page.Node) {
	if w.running {
		w.running = false
		w.renderProgress()
		return
	}
	w.running, w.fails, w.until = true, 0, 0
	w.Go(func() {
		if waiting, _ := w.counts(); waiting == 0 {
			for _, c := range w.list {
				c.waiting = true
			}
			w.keep(w.list...)
			w.render()
		}
		for w.workers < atOnce {
			w.workers++
			w.Go(w.work)
		}
		w.renderProgress()
	})
}

// work asks for one domain after the other.
func (w *workspace) work() {
	defer func() { w.workers-- }()
	for w.running {
		c := w.next()
		if c == nil {
			break
		}
		if wait := w.until - now(); wait > 0 {
			c.asked = false
			page.Sleep(int(wait) + 1)
			continue
		}
		w.ask(c)
	}
	if waiting, _ := w.counts(); waiting == 0 {
		w.running = false
	}
	w.renderProgress()
}

func now() float64 { return js.Global().Get("Date").Call("now").Float() }

// next takes the next domain out of the queue.
func (w *workspace) next() *client {
	for _, c := range w.list {
		if c.waiting && !c.asked {
			c.asked = true
			return c
		}
	}
	return nil
}

func (w *workspace) ask(c *client) {
	w.asking++
	defer func() { w.asking-- }() // what is asked for is done when it is kept
	report, got := askReport(c.Domain)
	c.asked = false
	switch {
	case got.RetryAfter > 0: // RFC 9110 §10.2.3
		w.until = max(w.until, now()+float64(got.RetryAfter)*1000)
		page.ByID("progress-note").Say(w.Say("clients.waits", "seconds", strconv.Itoa(got.RetryAfter)))
		return
	case got.Problem != "":
		if w.fails++; w.fails >= patience {
			w.running = false
			page.ByID("progress-note").Say(w.SayAll("clients.offline"))
		}
		return
	}
	w.fails = 0
	page.ByID("progress-note").Say("")
	if w.by[c.Domain] != c { // removed in the meantime
		return
	}
	if c.Now.At != "" {
		c.Before = c.Now
	}
	c.Now, c.waiting = clients.Of(&report, got.At), false
	if c.row.There() {
		row := w.row(c)
		c.row.Call("replaceWith", row.Value)
		c.row = row
	}
	w.keep(c)
	w.renderProgress()
}

func (w *workspace) render() {
	w.renderProgress()
	w.renderTable()
}

func (w *workspace) renderProgress() {
	waiting, total := w.counts()
	done := total - waiting
	page.ByID("progress-area").Hide(total == 0)
	page.ByID("table-area").Hide(total == 0)
	bar := page.ByID("progress")
	bar.Set("max", max(total, 1))
	bar.Set("value", done)
	button, text := "clients.resume", "clients.paused"
	paused := w.Say("clients.paused-button")
	switch {
	case w.running:
		text = "clients.running"
	case waiting == 0:
		button, text = "clients.again", "clients.finished"
	case done == 0:
		button, text = "clients.start", "clients.progress"
	}
	label := w.Say(button)
	if w.running {
		label = paused
	}
	page.ByID("run").Say(label).SetAttr("data-running", strconv.FormatBool(w.running))
	state := page.ByID("progress-text").SetAttr("data-done", strconv.Itoa(done)).SetAttr("data-asking", strconv.Itoa(w.asking))
	state.Say(w.Say(text, "done", strconv.Itoa(done), "total", strconv.Itoa(total)))
}

// visible are the domains that the filter lets through, in order.
func (w *workspace) visible() []*client {
	words := strings.ToLower(strings.TrimSpace(page.ByID("filter").Val()))
	show := page.ByID("show").Val()
	var list []*client
	for _, c := range w.list {
		if words != "" && !strings.Contains(c.Domain, words) && !strings.Contains(domain.ToUnicode(c.Domain), words) {
			continue
		}
		worst := c.Now.Worst()
		switch show {
		case "trouble":
			if c.Now.At == "" || worst != check.Bad && worst != check.Absent && worst != check.Unknown {
				continue
			}
		case "changed":
			if len(clients.Changes(c.Before, c.Now)) == 0 {
				continue
			}
		case "waiting":
			if !c.waiting {
				continue
			}
		}
		list = append(list, c)
	}
	sort.SliceStable(list, func(i, j int) bool {
		a, b := w.sortKey(list[i]), w.sortKey(list[j])
		if w.down {
			a, b = b, a
		}
		return a < b
	})
	return list
}

func (w *workspace) sortKey(c *client) string {
	switch w.sort {
	case "domain":
		return c.Domain
	case "changed":
		return strconv.Itoa(9-len(clients.Changes(c.Before, c.Now))) + c.Domain
	case "at":
		return c.Now.At + " " + c.Domain
	}
	one := clients.Result{States: map[string]check.State{w.sort: c.Now.States[w.sort]}}
	order := strings.Index("bad absent unknown risk note ok", string(one.Worst()))
	if c.Now.At == "" {
		order = 99
	}
	return strconv.Itoa(100+order) + c.Domain
}

func (w *workspace) sortBy(button page.Node) {
	key := button.Attr("data-sort")
	w.down = w.sort == key && !w.down
	w.sort = key
	w.renderTable()
}

func (w *workspace) renderTable() {
	for _, c := range w.list {
		c.row = page.Node{Value: js.Undefined()}
	}
	for _, th := range page.All("#clients th[data-key]") {
		direction := "ascending"
		if w.down {
			direction = "descending"
		}
		th.AttrIf("aria-sort", direction, th.Attr("data-key") == w.sort)
	}
	list := w.visible()
	rows := make([]page.Node, len(list))
	for i, c := range list {
		c.row = w.row(c)
		rows[i] = c.row
	}
	page.ByID("clients-body").Fill(rows...)
	page.ByID("clients-shown").Say(w.Say("clients.shown", "shown", strconv.Itoa(len(list)), "total", strconv.Itoa(len(w.list))))
}

func (w *workspace) row(c *client) page.Node {
	tr := page.Clone("t-client").Query("tr").SetAttr("data-domain", c.Domain).SetAttr("data-waiting", strconv.FormatBool(c.waiting))
	tr.Slot("domain").Say(domain.ToUnicode(c.Domain))
	for _, id := range clients.Topics {
		badge := tr.Slot(id)
		if s := c.Now.States[id]; s != "" {
			page.Badge(badge, string(s), w.Say("state."+string(s)))
		} else {
			page.Badge(badge, "none", w.Say("clients.waiting"))
		}
	}
	tr.Slot("changed").Say(clients.Say(w.Lang, clients.Changes(c.Before, c.Now)))
	at := ""
	if c.Now.At != "" {
		at = w.ClockTime(c.Now.At, 0)
	}
	tr.Slot("at").Say(at)
	for _, b := range tr.All("button") {
		b.SetAttr("data-domain", c.Domain).SetAttr("aria-label", b.Get("textContent").String()+" "+domain.ToUnicode(c.Domain))
	}
	return tr
}

func (w *workspace) remove(button page.Node) {
	name := button.Attr("data-domain")
	w.Go(func() {
		if w.store != nil && w.store.Delete(name) != nil {
			page.ByID("clients-store").Hide(false)
		}
		delete(w.by, name)
		w.list = slices.DeleteFunc(w.list, func(c *client) bool { return c.Domain == name })
		w.render()
	})
}

// report looks a domain up once more and shows its page.
func (w *workspace) report(button page.Node) {
	c := w.by[button.Attr("data-domain")]
	if c == nil {
		return
	}
	button.Set("disabled", true)
	w.Go(func() {
		report, got := askReport(c.Domain)
		button.Set("disabled", false)
		if got.Problem != "" {
			page.ByID("live").Say(w.SayAll(got.Problem))
			page.ByID("progress-note").Say(w.SayAll(got.Problem))
			return
		}
		before := c.Before
		if c.Now.At != "" && before.At == "" {
			before = c.Now
		}
		drawDocument(page.ByID("document"), reportOf(&w.App, &report, before, got.At))
		page.ByID("client-report").Hide(false)
		page.ByID("client-report").Query("h2").Call("scrollIntoView", map[string]any{"block": "start"})
	})
}

func (w *workspace) saveCSV(page.Node) {
	var list []clients.Client
	for _, c := range w.visible() {
		list = append(list, c.Client)
	}
	page.Download("todoku-clients.csv", []byte(clients.CSV(w.Lang, list)), "text/csv;charset=utf-8")
}

// saveList writes the whole workspace into a file.
func (w *workspace) saveList(page.Node) {
	list := make([]any, len(w.list))
	for i, c := range w.list {
		list[i] = c.object()
	}
	text := js.Global().Get("JSON").Call("stringify", js.ValueOf(map[string]any{"todoku": 1, "clients": list}), nil, 1).String()
	page.Download("todoku-clients.json", []byte(text), "application/json")
}

// openList adds a workspace from a file; what the file says of a domain replaces what was there.
func (w *workspace) openList(box page.Node) {
	file := box.Get("files").Index(0)
	if !file.Truthy() {
		return
	}
	w.Go(func() {
		text, err := page.ReadText(file)
		box.Set("value", "")
		list := parseList(text)
		if err != nil || len(list) == 0 {
			page.ByID("domains-added").Say(w.SayAll("clients.bad-file"))
			return
		}
		for _, c := range list {
			w.put(c)
		}
		w.keep(list...)
		page.ByID("domains-added").Say(w.Say("clients.added", "count", strconv.Itoa(len(list)), "total", strconv.Itoa(len(w.list))))
		w.render()
	})
}

// parseList reads a file that saveList wrote.
func parseList(text string) (list []*client) {
	defer func() {
		if recover() != nil { // no JSON
			list = nil
		}
	}()
	v := js.Global().Get("JSON").Call("parse", text)
	if v.Type() != js.TypeObject || v.Get("clients").Type() != js.TypeObject {
		return nil
	}
	all := v.Get("clients")
	for i := 0; i < min(all.Length(), clients.MaxDomains); i++ {
		if c, ok := readClient(all.Index(i)); ok {
			list = append(list, c)
		}
	}
	return list
}

// clear forgets everything, in the database and here.
func (w *workspace) clear(page.Node) {
	if !page.ByID("clear-sure").Checked() {
		return
	}
	w.running = false
	w.Go(func() {
		if w.store != nil {
			page.ByID("clients-store").Hide(w.store.Clear() == nil)
		}
		w.list, w.by = nil, map[string]*client{}
		page.ByID("clear-sure").Set("checked", false)
		page.ByID("client-report").Hide(true)
		page.ByID("domains-added").Say(w.Say("clients.cleared"))
		w.render()
	})
}
