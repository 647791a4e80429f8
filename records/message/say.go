// Package message turns codes into sentences, in Japanese and in English. It is the only place in records where
// sentences stand.
//
// The tables are kept by topic in ja_*.go and en_*.go, and listed in message.go. A program in the browser carries none of
// them: the site writes them to a file for each language, and the page hands them over through [Source]. Arguments are named and stand in braces, so that each language
// puts them where they belong. A test fails where a code, a language or an argument is missing.
package message

import (
	"strings"

	"todoku/records/finding"
)

// Lang is a language of the page, as <html lang> names it.
type Lang string

// The languages.
const (
	Ja Lang = "ja"
	En Lang = "en"
)

// Langs lists the languages, the first being the one that the site starts with.
var Langs = []Lang{Ja, En}

// Text is what is said for one code.
type Text struct {
	// What says what is the case, in one sentence.
	What string
	// Do says what to do about it. Empty where nothing has to be done.
	Do string
}

type table map[string]Text

// Has reports whether there is a text for code.
func Has(lang Lang, code string) bool {
	_, found := lookup(lang, code)
	return found
}

// Say returns the text for a code, its arguments filled in. A code without a text is said by itself, so that a page
// never stays silent.
func Say(lang Lang, code string, args map[string]string) Text {
	text, found := lookup(lang, code)
	if !found {
		return Text{What: code}
	}
	return Text{What: fill(text.What, args), Do: fill(text.Do, args)}
}

// Named is Say with the arguments as name, value, name, value.
func Named(lang Lang, code string, args ...string) Text {
	named := make(map[string]string, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		named[args[i]] = args[i+1]
	}
	return Say(lang, code, named)
}

// Of returns the text for a finding. The name of the record is known to it as {name}.
func Of(lang Lang, f finding.Finding) Text {
	args := map[string]string{"name": f.Name}
	for k, v := range f.Args {
		args[k] = v
	}
	return Say(lang, f.Code, args)
}

// fill writes the arguments in the place of their names in braces. Braces that name no argument stay.
func fill(text string, args map[string]string) string {
	if !strings.Contains(text, "{") {
		return text
	}
	var b strings.Builder
	for {
		start := strings.IndexByte(text, '{')
		if start < 0 {
			break
		}
		end := strings.IndexByte(text[start:], '}')
		if end < 0 {
			break
		}
		name := text[start+1 : start+end]
		value, known := args[name]
		if !known {
			value = text[start : start+end+1]
		}
		b.WriteString(text[:start])
		b.WriteString(value)
		text = text[start+end+1:]
	}
	b.WriteString(text)
	return b.String()
}
