package main

import (
	"bytes"
	"fmt"
	"html/template"
	"strings"

	"todoku/records/bimi"
	"todoku/records/clients"
	"todoku/records/export"
	"todoku/records/message"
	"todoku/records/provider"
	"todoku/records/warmup"
	"todoku/site/text"
)

// sheet is one page of the site, in every language: pages/NAME.html with the texts of text/*_NAME.go.
type sheet struct {
	Name string
	// Program is the browser program that the page starts, such as "tools" for tools.wasm; empty for none.
	Program string
	// Nav says that the page stands in the menu, under the text "nav.NAME".
	Nav bool
}

// sheets are the pages of the site, in the order of the menu.
var sheets = []sheet{
	{Name: "index", Program: "todoku", Nav: true},
	{Name: "spf", Program: "tools", Nav: true},
	{Name: "dkim", Program: "tools", Nav: true},
	{Name: "bounce", Program: "tools", Nav: true},
	{Name: "header", Program: "tools", Nav: true},
	{Name: "reports", Program: "tools", Nav: true},
	{Name: "warmup", Program: "tools", Nav: true},
	{Name: "clients", Program: "tools", Nav: true},
	{Name: "report", Program: "tools", Nav: true},
	{Name: "handoff", Program: "tools"},
	{Name: "more", Program: "tools", Nav: true},
	{Name: "rules", Nav: true},
	{Name: "404"},
}

// path is the address of the page below the base of the language.
func (s sheet) path() string {
	switch s.Name {
	case "index", "404":
		return ""
	case "rules":
		return "rules/"
	}
	return s.Name
}

// file is where the page is written, below the base of the language.
func (s sheet) file() string {
	if strings.HasSuffix(s.path(), "/") {
		return s.path() + "index.html"
	}
	return s.Name + ".html"
}

// Href is the address of the page below the base of a language, for links.
func (s sheet) Href(lang text.Lang) string { return lang.Base + s.path() }

// page is what the templates see.
type page struct {
	sheet
	Sheets      []sheet // all pages
	Lang        text.Lang
	Langs       []text.Lang
	Path        string // below the base of the language
	Build       string
	Steps       []int
	Demos       []string
	Policies    []string
	Subpolicies []string
	Alignments  []string
	Kinds       []kind
	Panels      []named
	Groups      []*ruleGroup // of the index of rules
	Rule        *rulePage    // of the page about one
	Formats     []export.Format
	Topics      []string
	Signers     []named
}

// demos are the demonstration domains of worker/demo.zone, without ".example".
var demos = []string{"healthy", "nothing", "two-spf", "too-many-lookups", "mistyped-spf", "doubled-name", "cut-key",
	"curly-quotes", "no-underscore", "wildcard", "leftover-key", "parked", "broken-dnssec", "no-answer"}

// render writes one page in one language. It notes which texts it used.
func render(s sheet, lang text.Lang, hash string, used map[string]bool, more func(*page)) ([]byte, error) {
	var missing []string
	say := func(key string) template.HTML {
		used[key] = true
		value, found := lang.Text[key]
		if !found {
			missing = append(missing, lang.Code+" has no text "+key)
		}
		return template.HTML(value)
	}
	templates, err := template.New("").Funcs(template.FuncMap{
		"t":         say,
		"makes":     func() []string { return makes },
		"logos":     func() []logoReceiver { return logoReceivers(message.Lang(lang.Code)) },
		"receivers": func() []named { return receivers(message.Lang(lang.Code)) },
		"nav":       func(name string) template.HTML { return say("nav." + name) },
		"step":      func(n int) template.HTML { return say(fmt.Sprintf("step%d.short", n)) },
	}).ParseFS(pages, "pages/layout.html", "pages/shared.html", "pages/"+s.Name+".html")
	if err != nil {
		return nil, err
	}
	data := page{sheet: s, Lang: lang, Langs: text.Langs, Path: s.path(), Build: hash, Sheets: sheets, Steps: []int{1, 2, 3, 4, 5}, Demos: demos,
		Policies: []string{"none", "quarantine", "reject"}, Subpolicies: []string{"sp", "np"}, Alignments: []string{"adkim", "aspf"},
		Signers: signers(message.Lang(lang.Code)), Formats: export.Formats, Topics: clients.Topics}
	if s.Program != "" { // the pages about rules are many, and name no sender
		data.Kinds, data.Panels = kinds(message.Lang(lang.Code)), panels(message.Lang(lang.Code))
	}
	if more != nil {
		more(&data)
	}
	var out bytes.Buffer
	if err := templates.ExecuteTemplate(&out, "layout", data); err != nil {
		return nil, err
	}
	if len(missing) > 0 {
		return nil, fmt.Errorf("%s", strings.Join(missing, "\n"))
	}
	return out.Bytes(), nil
}

// kind is a group of senders on the page.
type kind struct {
	ID      string
	Name    string
	Senders []sender
}

type sender struct {
	ID, Name, Search string
	Fields           []field
	Notes            []message.Text
	Sources          []source
	Ask              bool // the SPF value has to be asked for
}

// source says where a fact comes from; Host is the site of Link.
type source struct{ Of, Confidence, Host, Link, Date string }

type field struct{ ID, For, Label, Where, Example string }

type named struct{ ID, Name string }

func kinds(lang message.Lang) []kind {
	var list []kind
	for _, k := range provider.Kinds {
		group := kind{ID: string(k), Name: message.Say(lang, "kind."+string(k), nil).What}
		for _, s := range provider.Senders {
			if s.Kind == k {
				group.Senders = append(group.Senders, describe(lang, s))
			}
		}
		list = append(list, group)
	}
	return list
}

func describe(lang message.Lang, s provider.Sender) sender {
	out := sender{ID: s.ID, Name: local(lang, s.Name), Search: s.SearchText(), Ask: s.SPF.Mode == provider.Ask,
		Sources: []source{cite(lang, "SPF", s.SPF.Source), cite(lang, "DKIM", s.DKIM.Source)}}
	for _, f := range s.Fields {
		out.Fields = append(out.Fields, field{f.ID, s.ID + "-" + f.ID, message.Say(lang, "field."+f.ID, nil).What, provider.Screens(f.Where, lang == message.En), f.Example})
	}
	for _, n := range s.Notes {
		out.Notes = append(out.Notes, message.Say(lang, n, nil))
	}
	return out
}

func cite(lang message.Lang, of string, s provider.Source) source {
	out := source{Of: of, Confidence: message.Say(lang, "confidence."+string(s.Confidence), nil).What, Date: s.Date}
	if page, found := strings.CutPrefix(s.Ref, "https://"); found {
		out.Link = s.Ref
		out.Host, _, _ = strings.Cut(page, "/")
	}
	return out
}

func local(lang message.Lang, n provider.Name) string {
	if lang == message.Ja {
		return n.Ja
	}
	return n.En
}

func panels(lang message.Lang) []named {
	var list []named
	for _, p := range provider.Panels {
		list = append(list, named{p.ID, local(lang, p.Name)})
	}
	return list
}

func receivers(lang message.Lang) []named {
	var list []named
	for _, r := range warmup.Receivers {
		list = append(list, named{string(r), message.Say(lang, "at."+string(r), nil).What})
	}
	return list
}

// makes are the sections of the page about encryption and logo, by their ids.
var makes = []string{"mta-sts", "tls-rpt", "tlsa", "bimi", "null-mx", "unsubscribe", "check-pasted"}

// logoReceiver is who shows logos, and what for.
type logoReceiver struct {
	bimi.Receiver
	What string
}

func logoReceivers(lang message.Lang) []logoReceiver {
	var list []logoReceiver
	for _, r := range bimi.Receivers {
		list = append(list, logoReceiver{r, message.Say(lang, "logo."+r.ID, nil).What})
	}
	return list
}
