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
	month := js.Global().Get("Date").New().Call("toISOString").String()[:7]
	page.ByID("key-selector").Set("value", "s"+strings.ReplaceAll(month, "-", ""))
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
		private, public, err := generateRSA()
		page.ByID("key-making").Hide(true)
		if err != nil {
			a.keyProblem(a.SayAll("key.failed"))
			return
		}
		a.forgetKey()
		a.key.url = page.ObjectURL(pemPKCS8(private), "application/x-pem-file")
		clear(private)
		page.ByID("key-download").SetAttr("href", a.key.url).SetAttr("download", selector+"."+a.domain+".private.pem")
		page.ByID("key-made").Hide(false)
		page.ByID("live").Say(a.Say("key.made"))
		record := dkim.Record{Version: "DKIM1", KeyType: "rsa", Key: base64.StdEncoding.EncodeToString(public), HasKey: true}
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

// generateRSA returns the private key as PKCS#8 and the public one as SubjectPublicKeyInfo. It waits.
func generateRSA() (private, public []byte, err error) {
	subtle := js.Global().Get("crypto").Get("subtle")
	uint8Array := js.Global().Get("Uint8Array")
	exponent := uint8Array.New(3) // 65537
	exponent.SetIndex(0, 1)
	exponent.SetIndex(2, 1)
	pair, err := page.Await(subtle.Call("generateKey", map[string]any{
		"name": "RSASSA-PKCS1-v1_5", "modulusLength": rsaBits, "publicExponent": exponent, "hash": "SHA-256",
	}, true, []any{"sign", "verify"}))
	if err != nil {
		return nil, nil, err
	}
	export := func(format, half string) []byte {
		buffer, e := page.Await(subtle.Call("exportKey", format, pair.Get(half)))
		if e != nil {
			err = e
			return nil
		}
		octets := uint8Array.New(buffer)
		data := make([]byte, octets.Length())
		js.CopyBytesToGo(data, octets)
		octets.Call("fill", 0)
		return data
	}
	private = export("pkcs8", "privateKey")
	public = export("spki", "publicKey")
	return private, public, err
}

// pemPKCS8 writes a private key as PEM (RFC 7468 §10), 64 characters a line.
func pemPKCS8(der []byte) []byte {
	text := base64.StdEncoding.AppendEncode(nil, der)
	out := []byte("-----BEGIN PRIVATE KEY-----\n")
	for len(text) > 64 {
		out = append(append(out, text[:64]...), '\n')
		text = text[64:]
	}
	out = append(append(out, text...), '\n')
	return append(out, "-----END PRIVATE KEY-----\n"...)
}
