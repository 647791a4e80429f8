// Package message turns codes into sentences, in Japanese and in English. It is the only place in records where
// sentences stand.
//
// The tables are kept by topic in ja_*.go and en_*.go. Arguments are named and stand in braces, so that each language
// puts them where they belong. A test fails where a code, a language or an argument is missing.
package message

import (
	"strings"

	"todoku/records/finding"
)

// Lang is a language of the page, as <html lang> names it.
type Lang string

// The languages. Each has a table in tables.
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

// tables holds the texts of each language, by topic: those that the first page needs. Tools adds the others.
var tables = map[Lang][]table{
	Ja: {
		jaInput,
		jaSPF,
		jaDMARC,
		jaDKIM,
		jaTag,
		jaMTASTS,
		jaTLSRPT,
		jaBIMI,
		jaTLSA,
		jaMX,
		jaCheck,
		jaPageCheck,
		jaProvider,
		jaRecipe,
		jaPage,
		jaPageAuth,
		jaImport,
		jaShare,
		jaPageLink,
	},
	En: {
		enInput,
		enSPF,
		enDMARC,
		enDKIM,
		enTag,
		enMTASTS,
		enTLSRPT,
		enBIMI,
		enTLSA,
		enMX,
		enCheck,
		enPageCheck,
		enProvider,
		enRecipe,
		enPage,
		enPageAuth,
		enImport,
		enShare,
		enPageLink,
	},
}

// toolTables holds the texts that the first page can do without, by topic.
func toolTables() map[Lang][]table {
	return map[Lang][]table{
		Ja: {
			jaExport,
			jaHandoff,
			jaAggregate,
			jaUnsubscribe,
			jaReceivers,
			jaWarmup,
			jaBounce,
			jaBounceParts,
			jaCommand,
			jaPageDKIM,
			jaSignature,
		},
		En: {
			enExport,
			enHandoff,
			enAggregate,
			enUnsubscribe,
			enReceivers,
			enWarmup,
			enBounce,
			enBounceParts,
			enCommand,
			enPageDKIM,
			enSignature,
		},
	}
}

var withTools bool

// Tools adds the texts of the tools. A program that does not call it does not carry them.
func Tools() {
	if withTools {
		return
	}
	withTools = true
	for lang, more := range toolTables() {
		tables[lang] = append(tables[lang], more...)
	}
}

// Has reports whether there is a text for code.
func Has(lang Lang, code string) bool {
	_, found := lookup(lang, code)
	return found
}

func lookup(lang Lang, code string) (Text, bool) {
	for _, t := range tables[lang] {
		if text, found := t[code]; found {
			return text, true
		}
	}
	return Text{}, false
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

// Missing returns what is not complete: codes that one language has and another has not, and arguments that differ.
// The site is not built while there is anything.
func Missing() []string {
	var list []string
	for _, lang := range Langs {
		for _, t := range tables[lang] {
			for code, text := range t {
				for _, other := range Langs {
					translated, found := lookup(other, code)
					switch {
					case !found:
						list = append(list, string(other)+" has no "+code)
					case arguments(text) != arguments(translated):
						list = append(list, code+" has other arguments in "+string(lang)+" than in "+string(other))
					case (text.Do == "") != (translated.Do == ""):
						list = append(list, code+" says what to do in one language only")
					}
				}
			}
		}
	}
	return list
}

// arguments lists the names in braces of a text, each once, in order of the alphabet.
func arguments(text Text) string {
	names := map[string]bool{}
	for _, part := range strings.Split(text.What+text.Do, "{")[1:] {
		if name, _, closed := strings.Cut(part, "}"); closed {
			names[name] = true
		}
	}
	list := ""
	for len(names) > 0 {
		least := ""
		for n := range names {
			if least == "" || n < least {
				least = n
			}
		}
		list += least + " "
		delete(names, least)
	}
	return list
}

// Codes lists every code that has a text in the first language.
func Codes() []string {
	var codes []string
	for _, t := range tables[Ja] {
		for code := range t {
			codes = append(codes, code)
		}
	}
	return codes
}
