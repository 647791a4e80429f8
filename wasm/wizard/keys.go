//go:build js

package main

import (
	"encoding/base64"
	"strings"
	"syscall/js"

	"todoku/records/dkim"
	"todoku/records/input"
	"todoku/records/lookup"
	"todoku/records/plan"
	"todoku/wasm/page"
)

// ownKey is the state of the key that is made in the page. The private half exists in the object URL of the download
// link alone, which the browser drops with the page; it is in no request, no link, no storage.
type ownKey struct {
	url    string            // object URL of the private key
	pasted map[string]string // selector -> sender under which a record was entered; "" for the page's own key
}

// rsaBits is the size of the keys that the page makes (RFC 8301 §3.2 recommends 2048).
const rsaBits = 2048

// startKey puts the form for an own key at the end of the DKIM list, with a selector that names the month.
func (a *app) startKey() {
	page.ByID("dkim-tasks").Add(page.Clone("t-key"))
	page.ByID("key-selector").Set("value", dkim.Propose(page.ThisDay(), func(string) bool { return false }))
}

// makeKey makes an RSA key pair with the browser's own cryptography, off the main thread.
func (a *app) makeKey(page.Node) {
	selector, problem := input.Selector(page.ByID("key-selector").Val())
	a.keyProblem("")
	if problem != nil {
		a.SayFindings(page.ByID("key-problem"), *problem)
		return
	}
	page.ByID("key-making").Hide(false)
	page.ByID("key-made").Hide(true)
	a.Go(func() {
		private, public, err := page.GenerateRSA(rsaBits)
		page.ByID("key-making").Hide(true)
		if err != nil {
			a.keyProblem(a.SayAll("key.failed"))
			return
		}
		a.forgetKey()
		a.key.url = page.ObjectURL(dkim.PEM(dkim.LabelPKCS8, private), "application/x-pem-file")
		clear(private)
		page.ByID("key-download").SetAttr("href", a.key.url).SetAttr("download", dkim.KeyFile(selector, a.domain))
		page.ByID("key-made").Hide(false)
		page.ByID("live").Say(a.Say("key.made"))
		record := dkim.Record{Version: "DKIM1", KeyType: "rsa", Key: base64.StdEncoding.EncodeToString(public), HasKey: true}
		handKeyOver(page.Query("#key-made [data-slot=order]"), a.domain, selector, record.String())
		a.putKey(plan.Key{Selector: selector, Type: lookup.TXT, Value: record.String()}, "")
	})
}

func (a *app) keyProblem(text string) { page.ByID("key-problem").Say(text) }

// forgetKey drops the private key that was made last.
func (a *app) forgetKey() {
	if a.key.url != "" {
		page.RevokeURL(a.key.url)
		a.key.url = ""
		page.ByID("key-download").AttrIf("href", "", false)
	}
	page.ByID("key-made").Hide(true)
	for selector, sender := range a.key.pasted {
		if sender == "" {
			a.dropKey(selector)
			delete(a.key.pasted, selector)
		}
	}
}

// handKeyOver makes a link to the page about DKIM keys carry names and a public key.
func handKeyOver(link page.Node, domain, selector, record string) {
	address, _, _ := strings.Cut(link.Attr("href"), "#")
	params := js.Global().Get("URLSearchParams").New()
	for _, pair := range [][2]string{{"domain", domain}, {"selector", selector}, {"record", record}} {
		if pair[1] != "" {
			params.Call("set", pair[0], pair[1])
		}
	}
	link.SetAttr("href", address+"#"+params.Call("toString").String())
}
