//go:build js

package page

import "syscall/js"

// ObjectURL makes an object URL for a file, and clears the file's copy here. The browser drops it with the page.
func ObjectURL(file []byte, mediaType string) string {
	octets := js.Global().Get("Uint8Array").New(len(file))
	js.CopyBytesToJS(octets, file)
	clear(file)
	blob := js.Global().Get("Blob").New([]any{octets}, map[string]any{"type": mediaType})
	octets.Call("fill", 0)
	return js.Global().Get("URL").Call("createObjectURL", blob).String()
}

// RevokeURL drops an object URL and the file behind it.
func RevokeURL(url string) { js.Global().Get("URL").Call("revokeObjectURL", url) }

// Download hands a file to the user under a name.
func Download(name string, file []byte, mediaType string) {
	url := ObjectURL(file, mediaType)
	Element("a").SetAttr("href", url).SetAttr("download", name).Call("click")
	js.Global().Call("setTimeout", CallbackOnce(func() { RevokeURL(url) }), 60000)
}

// OnDrop takes the files that are dropped on an element; the browser would open them instead. While they hover above it,
// the element has the class "dropping".
func (a *App) OnDrop(zone Node, take func(files js.Value)) {
	on := func(event string, f func(js.Value)) {
		zone.Call("addEventListener", event, Callback(func(e js.Value) {
			e.Call("preventDefault")
			zone.Class("dropping", event == "dragover")
			a.Guard(func() { f(e) })
		}))
	}
	on("dragover", func(js.Value) {})
	on("dragleave", func(js.Value) {})
	on("drop", func(e js.Value) { take(e.Get("dataTransfer").Get("files")) })
}

// ReadText reads a file as octets, in whatever charset it is. It waits.
func ReadText(file js.Value) (string, error) {
	buffer, err := Await(file.Call("arrayBuffer"))
	if err != nil {
		return "", err
	}
	octets := js.Global().Get("Uint8Array").New(buffer)
	data := make([]byte, octets.Length())
	js.CopyBytesToGo(data, octets)
	return string(data), nil
}
