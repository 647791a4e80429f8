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
