// Package text holds what the pages say, in each language. The pages name a text by its key; the generator fails where a
// key is missing in a language or is used by no page.
//
// Values may hold inline markup: they are ours, and nobody else's text ever comes here.
package text

// Lang is one language of the site.
type Lang struct {
	Code string // as in <html lang>
	Base string // where its pages begin
	Name string // in the language itself
	Text map[string]string
}

// Langs are the languages; the first is the one at the root of the site.
var Langs = []Lang{
	{"ja", "/", "日本語", merge(
		ja,
		jaSPF,
		jaDMARC,
		jaDKIM,
		jaHandover,
		jaHandoff,
		jaReport,
		jaClients,
		jaReports,
		jaBounce,
		jaHeader,
		jaRules,
		jaMore,
		jaWarmup,
	)},
	{"en", "/en/", "English", merge(
		en,
		enSPF,
		enDMARC,
		enDKIM,
		enHandover,
		enHandoff,
		enReport,
		enClients,
		enReports,
		enBounce,
		enHeader,
		enRules,
		enMore,
		enWarmup,
	)},
}

// merge joins the texts of all pages: each page has a table of its own. A key that stands in two is a mistake.
func merge(tables ...map[string]string) map[string]string {
	all := map[string]string{}
	for _, t := range tables {
		for key, value := range t {
			if _, twice := all[key]; twice {
				panic("text: " + key + " stands in two tables")
			}
			all[key] = value
		}
	}
	return all
}
