//go:build js

package page

import (
	"syscall/js"

	"todoku/records/message"
)

// texts holds what was said already, so that each sentence crosses from JavaScript once.
var texts = map[string]message.Text{}

// The sentences of the page's language come with the program, as one file that app.js fetches beside it: an object of
// code -> [what, do].
func init() {
	own := message.Lang(Document.Get("documentElement").Get("lang").String())
	source := js.Global().Get("todokuTexts")
	message.Source = func(lang message.Lang, code string) (message.Text, bool) {
		if lang != own || source.Type() != js.TypeObject {
			return message.Text{}, false
		}
		text, known := texts[code]
		if !known {
			if pair := source.Get(code); pair.Type() == js.TypeObject {
				text = message.Text{What: pair.Index(0).String(), Do: pair.Index(1).String()}
			}
			texts[code] = text
		}
		return text, text != message.Text{}
	}
}
