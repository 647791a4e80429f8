//go:build js

// Command tools is the program of all pages but the first. Each page has a file of its own with a function that makes
// its state and names its handlers; the page says in <body data-page> which one it is.
package main

import (
	"todoku/wasm/page"
)

// pages by the name in <body data-page>. A function makes the state of the page and returns what it listens to, and
// what to do when the program is ready; either may be empty.
var pages = map[string]func(page.App) (page.Handlers, func()){
	"reports": reportsPage,
	"warmup":  warmupPage,
	"spf":     beginSPF,
	"bounce":  beginBounce,
	"header":  beginHeader,
}

func main() {
	a := page.NewApp()
	ready := func() {}
	var handlers page.Handlers
	if begin, known := pages[page.Query("body").Attr("data-page")]; known {
		handlers, ready = begin(a)
	}
	a.Start(handlers)
	if ready != nil {
		a.Guard(ready)
	}
	select {}
}
