//go:build !js

package message

import (
	"strings"

	"todoku/records/finding"
)

// tables holds the texts of each language, by topic: those that the first page needs.
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
			jaClients,
			jaAggregate,
			jaUnsubscribe,
			jaPageMore,
			jaReceivers,
			jaWarmup,
			jaBounce,
			jaBounceParts,
			jaCommand,
			jaPageDKIM,
			jaPageSPF,
			jaSignature,
			jaHeader,
			jaResults,
			jaPageMessage,
		},
		En: {
			enExport,
			enHandoff,
			enClients,
			enAggregate,
			enUnsubscribe,
			enPageMore,
			enReceivers,
			enWarmup,
			enBounce,
			enBounceParts,
			enCommand,
			enPageDKIM,
			enPageSPF,
			enSignature,
			enHeader,
			enResults,
			enPageMessage,
		},
	}
}

// ruleTables holds the texts of the pages about rules, which no program says.
func ruleTables() map[Lang]table { return map[Lang]table{Ja: jaRules, En: enRules} }

// Why says whom what a rule finds hurts.
func Why(lang Lang, r finding.Rule) string {
	space, _, _ := strings.Cut(r.Code, ".")
	for _, code := range []string{r.Code, space + "." + string(r.Severity)} {
		if text, found := lookup(lang, "why."+code); found {
			return text.What
		}
	}
	return Say(lang, "why."+string(r.Severity), nil).What
}

// everything is all three.
var everything = map[Lang][]table{Ja: whole(Ja), En: whole(En)}

func whole(lang Lang) []table {
	return append(append(append([]table{}, tables[lang]...), toolTables()[lang]...), ruleTables()[lang])
}

// lookup finds a text in the tables.
func lookup(lang Lang, code string) (Text, bool) {
	for _, t := range everything[lang] {
		if text, found := t[code]; found {
			return text, true
		}
	}
	return Text{}, false
}

// Texts returns the texts of a language: those that the first page needs, or all with those of the tools.
func Texts(lang Lang, tools bool) map[string]Text {
	from := tables[lang]
	if tools {
		from = append(append([]table{}, from...), toolTables()[lang]...)
	}
	all := map[string]Text{}
	for _, t := range from {
		for code, text := range t {
			all[code] = text
		}
	}
	return all
}

// Missing returns what is not complete: codes that one language has and another has not, and arguments that differ.
// The site is not built while there is anything.
func Missing() []string {
	var list []string
	for _, lang := range Langs {
		seen := map[string]bool{}
		for _, t := range everything[lang] {
			for code := range t {
				if seen[code] {
					list = append(list, code+" stands in two tables")
				}
				seen[code] = true
			}
		}
		for _, t := range everything[lang] {
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
	for _, t := range everything[Ja] {
		for code := range t {
			codes = append(codes, code)
		}
	}
	return codes
}
