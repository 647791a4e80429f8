//go:build js

package main

import "syscall/js"

// writeClipboard puts text into the clipboard. It waits, so it must run in a goroutine.
func writeClipboard(text string) bool {
	clipboard := js.Global().Get("navigator").Get("clipboard")
	if clipboard.IsUndefined() { // not in a secure context
		return false
	}
	_, err := await(clipboard.Call("writeText", text))
	return err == nil
}

// selectText selects the text of an element, so that it can be copied by keyboard.
func selectText(n node) {
	selection := js.Global().Call("getSelection")
	selection.Call("removeAllRanges")
	r := document.Call("createRange")
	r.Call("selectNodeContents", n.Value)
	selection.Call("addRange", r)
}

// flash says on the button, and to screen readers, that it has copied.
func (a *app) flash(button node) {
	if button.attr("data-label") == "" {
		button.setAttr("data-label", button.Get("textContent").String())
	}
	button.say(a.say("copy.done")).class("done", true)
	byID("live").say(a.say("copy.done"))
	js.Global().Call("setTimeout", callbackOnce(func() {
		button.say(button.attr("data-label")).class("done", false)
		byID("live").say("")
	}), 2000)
}
