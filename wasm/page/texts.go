//go:build js

package page

import (
	"syscall/js"

	"todoku/records/message"
)

// The sentences of the page's language come with the program, as one file that app.js fetches beside it. Those of the
// other language are fetched where somebody wants them, such as for a letter.

// texts holds what was said already, so that each sentence crosses from JavaScript once.
var texts = map[message.Lang]map[string]message.Text{}

// sources are the files by language: objects of code -> [what, do].
var sources = map[message.Lang]js.Value{}

func init() {
	sources[message.Lang(Document.Get("documentElement").Get("lang").String())] = js.Global().Get("todokuTexts")
	message.Source = func(lang message.Lang, code string) (message.Text, bool) {
		if text, known := texts[lang][code]; known {
			return text, text != message.Text{}
		}
		source, loaded := sources[lang]
		if !loaded || source.Type() != js.TypeObject {
			return message.Text{}, false
		}
		var text message.Text
		if pair := source.Get(code); pair.Type() == js.TypeObject {
			text = message.Text{What: pair.Index(0).String(), Do: pair.Index(1).String()}
		}
		if texts[lang] == nil {
			texts[lang] = map[string]message.Text{}
		}
		texts[lang][code] = text
		return text, text != message.Text{}
	}
}

// LoadTexts fetches the sentences of another language, if they are not there. It waits, and reports whether they are.
func LoadTexts(lang message.Lang) bool {
	if _, loaded := sources[lang]; loaded {
		return true
	}
	address := Query("script[data-texts]").Attr("data-texts") // such as /todoku.ja.json
	own := Document.Get("documentElement").Get("lang").String()
	address = address[:len(address)-len(own+".json")] + string(lang) + ".json"
	response, err := Await(js.Global().Call("fetch", address))
	if err != nil || !response.Get("ok").Bool() {
		return false
	}
	data, err := Await(response.Call("json"))
	if err != nil {
		return false
	}
	sources[lang] = data
	return true
}
