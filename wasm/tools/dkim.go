//go:build js

package main

import (
	"encoding/base64"
	"strings"
	"syscall/js"

	"todoku/records/calendar"
	"todoku/records/check"
	"todoku/records/dkim"
	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/input"
	"todoku/records/lookup"
	"todoku/records/txt"
	"todoku/wasm/page"
)

func init() { pages["dkim"] = beginKeys }

// keys is the page about DKIM keys. A private half exists in the object URLs of the download links alone, which the browser
// drops with the page; it is in no request, no link, no storage. One that is compared is forgotten when it was.
type keys struct {
	page.App
	domain, selector string
	// record is the public half as it is to be published, without t=y; empty before there is one.
	record string
	urls   []string // of the private key
	seen   bool     // the record was seen in DNS
	turns  []dkim.Turn
}

func beginKeys(a page.App) (page.Handlers, func()) {
	k := &keys{App: a}
	return page.Handlers{
		Actions: map[string]func(page.Node){
			"make": k.make, "look": k.look, "match": k.matchText, "repair": k.repair, "rotation-calendar": k.calendar,
		},
		Changes: map[string]func(page.Node){
			"names":        func(page.Node) { k.readNames(); k.render() },
			"signer":       func(page.Node) { k.render() },
			"testing":      func(page.Node) { k.render() },
			"kind":         func(page.Node) { k.renderKind() },
			"key-file":     k.matchFile,
			"old-selector": func(page.Node) { k.renderRevoked() },
		},
	}, k.start
}

// start takes what the wizard hands over in the fragment: names and a public key.
func (k *keys) start() {
	hash := js.Global().Get("location").Get("hash").String()
	given := js.Global().Get("URLSearchParams").New(strings.TrimPrefix(hash, "#"))
	get := func(name string) string {
		if v := given.Call("get", name); v.Type() == js.TypeString {
			return v.String()
		}
		return ""
	}
	page.ByID("domain").Set("value", get("domain"))
	page.ByID("selector").Set("value", dkim.Propose(page.ThisDay(), func(string) bool { return false }))
	if s, problem := input.Selector(get("selector")); problem == nil {
		page.ByID("selector").Set("value", s)
	}
	if p, ok := dkim.ReadPasted(get("record")); ok {
		k.record = p.Text
	}
	if get("domain") != "" {
		k.readNames()
	}
	k.turns = dkim.Rotation(page.ThisDay())
	list := page.ByID("turns")
	for _, t := range k.turns {
		li := page.Clone("t-turn").SetAttr("data-turn", t.What)
		li.Slot("day").Say(page.Day(k.Lang, t.Day.String())).SetAttr("datetime", t.Day.String())
		li.Slot("what").Say(k.Say(t.What))
		list.Add(li)
	}
	k.renderKind()
	k.render()
}

// readNames reads domain and selector, and reports whether both are good.
func (k *keys) readNames() bool {
	k.domain, k.selector, k.seen = "", "", false
	name, _, problem := input.Domain(page.ByID("domain").Val())
	k.Problem("domain", problem)
	if problem == nil {
		k.domain = name
		page.ByID("domain").Set("value", domain.ToUnicode(name))
	}
	selector, problem := input.Selector(page.ByID("selector").Val())
	if problem == nil {
		k.selector = selector
		for _, f := range dkim.LintSelector(selector, k.domain) {
			problem = &f
			if f.Severity == finding.Error {
				k.selector = ""
			}
		}
	}
	k.Problem("selector", problem)
	return k.domain != "" && k.selector != ""
}

// rsaBits are the sizes of RSA keys by the name of their choice. RFC 8301 §3.2: not under 1024, and 2048 at least for new ones.
var rsaBits = map[string]int{"rsa2048": 2048, "rsa3072": 3072, "rsa4096": 4096}

// make makes a key pair with the browser's own cryptography, off the main thread.
func (k *keys) make(page.Node) {
	page.ByID("make-problem").Say("")
	before := dkim.Name(k.selector, k.domain)
	if good := k.readNames(); !good || dkim.Name(k.selector, k.domain) != before {
		k.render()
		if !good {
			return
		}
	}
	kind := page.ByID("kind").Val()
	page.ByID("make").Set("disabled", true)
	page.ByID("making").Hide(false)
	k.Go(func() {
		private, public, err := generateKind(kind)
		page.ByID("making").Hide(true)
		page.ByID("make").Set("disabled", false)
		if err != nil {
			page.ByID("make-problem").Say(k.SayAll("key.failed"))
			return
		}
		k.forget()
		k.keep(private, public)
		page.ByID("live").Say(k.Say("key.made"))
		k.renderKey()
	})
}

func generateKind(kind string) (private, public []byte, err error) {
	if n := rsaBits[kind]; n > 0 {
		return page.GenerateRSA(n)
	}
	return page.GenerateEd25519()
}

// keep puts a private key behind the download links, and its public half into the record.
func (k *keys) keep(private, public []byte) {
	found := dkim.ReadKey(base64.StdEncoding.EncodeToString(public))
	text, _ := found.Published()
	k.record = dkim.Record{Version: "DKIM1", KeyType: found.Type, Key: text, HasKey: true}.String()
	name := dkim.KeyFile(k.selector, k.domain)
	k.offer("download", name, dkim.PEM(dkim.LabelPKCS8, private))
	key, problem := dkim.ReadPrivate(base64.StdEncoding.EncodeToString(private))
	page.ByID("download-pkcs1").Hide(problem != nil || key.PKCS1() == nil)
	if problem == nil && key.PKCS1() != nil {
		k.offer("download-pkcs1", name, dkim.PEM(dkim.LabelPKCS1, key.PKCS1()))
	}
	key.Clear()
	clear(private)
}

func (k *keys) offer(id, name string, file []byte) {
	url := page.ObjectURL(file, "application/x-pem-file")
	k.urls = append(k.urls, url)
	page.ByID(id).SetAttr("href", url).SetAttr("download", name)
}

// forget drops the key that was made last.
func (k *keys) forget() {
	for _, url := range k.urls {
		page.RevokeURL(url)
	}
	k.urls, k.record = nil, ""
	for _, id := range []string{"download", "download-pkcs1"} {
		page.ByID(id).AttrIf("href", "", false)
	}
}

// planned is the record to publish now: marked as a test where that is wanted.
func (k *keys) planned() string {
	if k.record == "" || !page.ByID("testing").Checked() {
		return k.record
	}
	r := dkim.Parse(k.record)
	r.Flags = []string{"y"}
	return r.String()
}

// renderKind says what to know about the chosen kind of key.
func (k *keys) renderKind() {
	page.ByID("kind-note").SayOrHide(k.Say("dkim-page.kind." + page.ByID("kind").Val()))
}

// render draws the order of work.
func (k *keys) render() {
	host, selector := k.domain, k.selector
	if host == "" {
		host = "example.jp"
	}
	if selector == "" {
		selector = "s1"
	}
	setup := dkim.Configure(dkim.Signer(page.ByID("signer").Val()), host, selector, nil)
	for stage, id := range map[dkim.Stage]string{dkim.Prepare: "prepare", dkim.SwitchOn: "switch-on", dkim.Test: "test"} {
		list := page.ByID(id).Fill()
		for i, p := range setup.Parts {
			if p.Stage == stage {
				list.Add(k.part(p, id+"-"+string(rune('a'+i))))
			}
		}
	}
	hint := "dkim-page.download.pkcs8"
	if setup.PKCS1 {
		hint = "dkim-page.download.pkcs1"
	}
	page.ByID("download-hint").Say(k.Say(hint, "signer", k.Say("signer."+string(setup.Signer)), "file", dkim.KeyFile(selector, host)))
	k.renderKey()
	k.renderRevoked()
}

// renderKey draws what depends on the key.
func (k *keys) renderKey() {
	page.ByID("downloads").Hide(len(k.urls) == 0)
	page.ByID("no-key").Hide(len(k.urls) > 0)
	page.ByID("not-yet").Hide(k.seen)
	k.renderRecord()
}

// part draws one thing to write or to run.
func (k *keys) part(p dkim.Part, id string) page.Node {
	li := page.Clone("t-part").SetAttr("data-form", string(p.Form))
	li.Slot("form").Say(k.Say("signer.form." + string(p.Form)))
	li.Slot("path").SayOrHide(p.Path)
	li.Slot("what").Say(k.Say(p.What))
	li.Slot("text").Say(p.Text).SetAttr("id", id)
	li.Slot("copy").SetAttr("data-copy-from", id).SetAttr("aria-label", k.Say("copy.label", "label", p.Path+" "+k.Say("signer.form."+string(p.Form))))
	return li
}

// renderRecord draws the record to publish, and the one without the mark of a test.
func (k *keys) renderRecord() {
	boxes, findings := page.ByID("boxes").Fill(), page.ByID("record-findings").Fill()
	planned := k.planned()
	testing := planned != k.record
	page.ByID("untested").Hide(!testing)
	page.ByID("untested-box").Fill()
	if planned == "" || k.domain == "" || k.selector == "" {
		boxes.Add(page.Paragraph(k.Say("dkim-page.no-record")).Class("hint", true))
		return
	}
	k.boxes(boxes, k.selector, planned)
	for _, f := range dkim.Lint(dkim.Parse(k.record)) {
		findings.Add(k.Finding(f, false))
	}
	if testing {
		k.values(page.ByID("untested-box"), k.record)
	}
}

// boxes draws a record as it is typed into a panel.
func (k *keys) boxes(into page.Node, selector, value string) {
	name := dkim.Name(selector, k.domain)
	into.Add(k.Box("label.host-short", selector+"._domainkey").SetAttr("data-box", "host"),
		k.Box("label.host-full", name), k.Box("label.type", lookup.TXT.String()))
	k.values(into, value)
}

func (k *keys) values(into page.Node, value string) {
	if len(value) <= txt.MaxString {
		into.Add(k.Box("label.value", value).SetAttr("data-box", "value"))
		return
	}
	into.Add(k.Box("label.value-one", value).SetAttr("data-box", "value"),
		k.Box("label.value-quoted", txt.Quote(txt.Split(value))).SetAttr("data-box", "quoted"))
}

// renderRevoked draws the record that takes the old key's place.
func (k *keys) renderRevoked() {
	boxes := page.ByID("revoke").Fill()
	if old, problem := input.Selector(page.ByID("old-selector").Val()); problem == nil && k.domain != "" {
		k.boxes(boxes, old, dkim.Revoked)
	}
}

// published asks what stands at the name of the selector: by a check, which takes nothing from a cache.
func (k *keys) published() (records []string, a lookup.Answer, problem string) {
	q := lookup.Ask(dkim.Name(k.selector, k.domain), lookup.TXT)
	got := page.AskCheck(check.Request{Domain: k.domain, Selectors: []string{k.selector}})
	if got.Problem != "" {
		return nil, lookup.Answer{}, got.Problem
	}
	k.Looked = got.At
	for _, answer := range got.Answers {
		if answer.Question == q {
			return answer.Texts(), answer, ""
		}
	}
	return nil, lookup.Answer{}, "look.no-server"
}

// verdict says a result under its button. A result that is not one of these is bad.
func (k *keys) verdict(id, state, text string) {
	kind, known := verdictKinds[state]
	if !known {
		kind = "bad"
	}
	page.ByID(id).Say(text).SetAttr("data-kind", kind).SetAttr("data-state", state)
}

var verdictKinds = map[string]string{"same": "ok", "repaired": "ok", "missing": "risk", "no-public": "unknown", "unknown": "unknown", "": ""}

// look checks that the record is seen by the world.
func (k *keys) look(page.Node) {
	if !k.readNames() {
		return
	}
	k.verdict("seen", "", k.Say("check.looking"))
	k.Go(func() {
		texts, answer, problem := k.published()
		state, text := "unknown", ""
		switch {
		case problem != "":
			text = k.SayAll(problem)
		case !answer.OK():
			text = k.SayAll("failure." + string(answer.Failure))
		case len(texts) == 0:
			state, text = "missing", k.SayAll("dkim-page.seen.missing", "time", k.ClockTime(k.Looked, answer.TTL))
		case len(texts) > 1:
			state, text = "several", k.SayAll("dkim.several-records", "count", string(rune('0'+min(len(texts), 9))))
		case k.record != "" && !dkim.SameKey(texts[0], k.record):
			state, text = "other", k.SayAll("dkim-page.seen.other", "time", k.ClockTime(k.Looked, answer.TTL))
		case finding.Worst(dkim.Lint(dkim.Parse(texts[0]))) == finding.Error:
			state, text = "broken", k.SayAll("dkim-page.seen.broken")
			for _, f := range dkim.Lint(dkim.Parse(texts[0])) {
				text += " " + k.SayFinding(f)
			}
		default:
			state, text = "same", k.SayAll("dkim-page.seen.same", "resolver", k.ResolverName(answer.Resolver))
		}
		k.seen = state == "same"
		page.ByID("not-yet").Hide(k.seen)
		k.verdict("seen", state, text)
	})
}

// matchText compares the key in the box, and empties the box.
func (k *keys) matchText(page.Node) {
	box := page.ByID("key-text")
	text := box.Val()
	box.Set("value", "")
	k.match(text)
}

// matchFile compares the key in a file, which is read in the page alone.
func (k *keys) matchFile(box page.Node) {
	files := box.Get("files")
	if files.Length() == 0 {
		return
	}
	file := files.Index(0)
	k.Go(func() {
		text, err := page.ReadText(file)
		box.Set("value", "")
		if err != nil {
			k.verdict("match", "unreadable", k.SayAll("dkim.private-key-unreadable"))
			return
		}
		k.match(text)
	})
}

// match compares the public half of a private key with what is published, and forgets the key.
func (k *keys) match(text string) {
	if !k.readNames() {
		k.verdict("match", "", k.Say("dkim-page.match.names"))
		return
	}
	key, problem := dkim.ReadPrivate(text)
	if problem != nil {
		k.verdict("match", "unreadable", k.SayFinding(*problem))
		return
	}
	k.verdict("match", "", k.Say("check.looking"))
	k.Go(func() {
		keyType, public := key.Type, key.Public
		if keyType == "ed25519" {
			public, _ = page.DeriveEd25519(key.PKCS8())
		}
		key.Clear()
		texts, answer, problem := k.published()
		name := dkim.Name(k.selector, domain.ToUnicode(k.domain))
		switch {
		case problem != "":
			k.verdict("match", "unknown", k.SayAll(problem))
		case !answer.OK():
			k.verdict("match", "unknown", k.SayAll("failure."+string(answer.Failure)))
		case len(texts) == 0:
			k.verdict("match", "missing", k.SayAll("dkim-page.match.missing", "name", name))
		default:
			result := dkim.Compare(keyType, public, dkim.Parse(texts[0]))
			k.verdict("match", string(result), k.SayAll("dkim-page.match."+string(result), "name", name))
		}
	})
}

// repair reads a record that was pasted, in whatever state.
func (k *keys) repair(page.Node) {
	boxes, findings := page.ByID("repaired").Fill(), page.ByID("repair-findings").Fill()
	p, ok := dkim.ReadPasted(page.ByID("paste").Val())
	if !ok {
		k.verdict("repair", "unreadable", k.SayAll("task.bad-value"))
		return
	}
	state := "same"
	if p.Repaired {
		state = "repaired"
	}
	k.verdict("repair", state, k.Say("dkim-page.repair."+state))
	if p.Selector != "" {
		boxes.Add(k.Box("label.host-short", p.Selector+"._domainkey"))
	}
	k.values(boxes, p.Text)
	for _, f := range dkim.Lint(dkim.Parse(p.Text)) {
		findings.Add(k.Finding(f, false))
	}
}

// calendar hands out the days of the change of keys.
func (k *keys) calendar(page.Node) {
	subject := domain.ToUnicode(k.domain)
	var events []calendar.Event
	for _, t := range k.turns {
		events = append(events, calendar.Event{UID: t.What + "." + t.Day.String() + "@" + k.domain, Day: t.Day,
			Summary: strings.TrimSpace("DKIM " + subject), Text: k.Say(t.What), Remind: 0})
	}
	file := calendar.File("DKIM "+subject, "-//Todoku//DKIM//"+strings.ToUpper(string(k.Lang)), page.Stamp(), events)
	page.Download("dkim-rotation.ics", []byte(file), "text/calendar")
}
