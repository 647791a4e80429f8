// Command site writes the pages of Todoku into a folder: every page in every language, from one template each, with
// the files of static beside them. It fails where a text is missing or is used by no page.
//
//	go run ./site dist/site
package main

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"todoku/records/message"
	"todoku/records/provider"
	"todoku/site/text"
)

//go:embed pages
var pages embed.FS

//go:embed all:static
var static embed.FS

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: site FOLDER")
		os.Exit(2)
	}
	if err := build(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "site:", err)
		os.Exit(1)
	}
}

func build(dir string) error {
	if missing := message.Missing(); len(missing) > 0 {
		return fmt.Errorf("messages are not complete:\n%s", strings.Join(missing, "\n"))
	}
	if err := copyStatic(dir); err != nil {
		return err
	}
	hash := programHash(dir)
	used := map[string]bool{}
	for _, lang := range text.Langs {
		for _, name := range []string{"index.html", "404.html"} {
			page, err := render(name, lang, hash, used)
			if err != nil {
				return err
			}
			if err := write(filepath.Join(dir, filepath.FromSlash(lang.Base), name), page); err != nil {
				return err
			}
		}
	}
	return unused(used)
}

// unused names the texts that no page says.
func unused(used map[string]bool) error {
	var list []string
	for _, lang := range text.Langs {
		for key := range lang.Text {
			if !used[key] {
				list = append(list, lang.Code+" "+key)
			}
		}
	}
	if len(list) > 0 {
		slices.Sort(list)
		return fmt.Errorf("no page uses:\n%s", strings.Join(list, "\n"))
	}
	return nil
}

// programHash is the SHA-256 of the program in the folder, shown on the page so that everybody can compare it with a
// build of the source; "dev" where none was built.
func programHash(dir string) string {
	data, err := os.ReadFile(filepath.Join(dir, "todoku.wasm"))
	if err != nil {
		return "dev"
	}
	sum := sha256.Sum256(data)
	return "sha256:" + hex.EncodeToString(sum[:])
}

func copyStatic(dir string) error {
	return fs.WalkDir(static, "static", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := static.ReadFile(path)
		if err != nil {
			return err
		}
		return write(filepath.Join(dir, strings.TrimPrefix(path, "static/")), data)
	})
}

func write(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}

// page is what the templates see.
type page struct {
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
}

// demos are the demonstration domains of worker/demo.zone, without ".example".
var demos = []string{"healthy", "nothing", "two-spf", "too-many-lookups", "mistyped-spf", "doubled-name", "cut-key",
	"curly-quotes", "parked", "no-answer"}

func render(name string, lang text.Lang, hash string, used map[string]bool) ([]byte, error) {
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
		"t":    say,
		"step": func(n int) template.HTML { return say(fmt.Sprintf("step%d.short", n)) },
	}).ParseFS(pages, "pages/layout.html", "pages/"+name)
	if err != nil {
		return nil, err
	}
	data := page{Lang: lang, Langs: text.Langs, Build: hash, Steps: []int{1, 2, 3, 4, 5}, Demos: demos,
		Policies: []string{"none", "quarantine", "reject"}, Subpolicies: []string{"sp", "np"}, Alignments: []string{"adkim", "aspf"},
		Kinds: kinds(message.Lang(lang.Code)), Panels: panels(message.Lang(lang.Code))}
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
	ID, Name, Search         string
	Fields                   []field
	Notes                    []message.Text
	Confidence, Source, Date string
	Link                     string
}

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
	out := sender{ID: s.ID, Name: local(lang, s.Name), Search: strings.ToLower(s.Name.Ja + " " + s.Name.En + " " + s.Search + " " + s.ID),
		Confidence: message.Say(lang, "confidence."+string(s.SPF.Confidence), nil).What, Date: s.SPF.Date}
	if strings.HasPrefix(s.SPF.Ref, "https://") {
		out.Link = s.SPF.Ref
		out.Source = strings.SplitN(strings.TrimPrefix(s.SPF.Ref, "https://"), "/", 2)[0]
	}
	for _, f := range s.Fields {
		out.Fields = append(out.Fields, field{f.ID, s.ID + "-" + f.ID, message.Say(lang, "field."+f.ID, nil).What, f.Where, f.Example})
	}
	for _, n := range s.Notes {
		out.Notes = append(out.Notes, message.Say(lang, n, nil))
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
