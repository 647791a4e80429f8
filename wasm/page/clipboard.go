//go:build js

package page

import "syscall/js"

// WriteClipboard puts text into the clipboard. It waits, so it must run in a goroutine.
func WriteClipboard(text string) bool {
	clipboard := js.Global().Get("navigator").Get("clipboard")
	if clipboard.IsUndefined() { // not in a secure context
		return false
	}
	_, err := Await(clipboard.Call("writeText", text))
	return err == nil
}

// selectText selects the text of an element, so that it can be copied by keyboard.
func selectText(n Node) {
	selection := js.Global().Call("getSelection")
	selection.Call("removeAllRanges")
	r := Document.Call("createRange")
	r.Call("selectNodeContents", n.Value)
	selection.Call("addRange", r)
}

// Flash says on the button, and to screen readers, that it has copied.
func (a *App) Flash(button Node) {
	if button.Attr("data-label") == "" {
		button.SetAttr("data-label", button.Get("textContent").String())
	}
	button.Say(a.Say("copy.done")).Class("done", true)
	ByID("live").Say(a.Say("copy.done"))
	js.Global().Call("setTimeout", CallbackOnce(func() {
		button.Say(button.Attr("data-label")).Class("done", false)
		ByID("live").Say("")
	}), 2000)
}

// copy puts the text of the box beside the button into the clipboard.
func (a *App) copy(button Node) {
	var source Node
	if from := button.Attr("data-copy-from"); from != "" { // then it need not stand beside a box
		source = ByID(from)
	} else {
		source = button.Closest(".box").Query(".box-value")
	}
	a.copyFrom(button, source, source.Get("textContent").String())
}

// Copy puts a text into the clipboard that stands nowhere on the page. Where that is not allowed, it is shown to be
// copied by hand.
func (a *App) Copy(button Node, text string) {
	shown := Node{button.Get("nextElementSibling")}
	if !shown.There() || shown.Attr("data-copied") == "" {
		shown = Element("code").SetAttr("data-copied", "yes").Class("record", true).Hide(true)
		button.Call("after", shown.Value)
	}
	a.copyFrom(button, shown.Say(text), text)
}

func (a *App) copyFrom(button, source Node, text string) {
	a.Go(func() {
		if !WriteClipboard(text) {
			source.Hide(false)
			selectText(source)
			ByID("live").Say(a.Say("copy.failed"))
			return
		}
		a.Flash(button)
	})
}
