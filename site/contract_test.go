package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"todoku/records"
	"todoku/site/text"
)

// pagesOf gives the parsed pages of the site, which is built once. No test changes them.
func pagesOf(t *testing.T) map[string]*html.Node {
	t.Helper()
	if allPages == nil {
		allPages = buildPages(t)
	}
	return allPages
}

var allPages map[string]*html.Node

func buildPages(t *testing.T) map[string]*html.Node {
	t.Helper()
	dir := t.TempDir()
	if err := build(dir); err != nil {
		t.Fatal(err)
	}
	pages := map[string]*html.Node{}
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".html" {
			return err
		}
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		defer file.Close()
		name, _ := filepath.Rel(dir, path)
		pages[filepath.ToSlash(name)], err = html.Parse(file)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// each visits every element, also those inside templates.
func each(n *html.Node, visit func(*html.Node)) {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode {
			visit(c)
		}
	}
}

func attr(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// program is what the Go code of a browser program names: the keys of its handlers, and the arguments of calls.
type program struct {
	handlers map[string][]string // "data-action", "data-change", "data-input" -> names
	calls    map[string][]string // function name -> string literals given first
}

// attributes by the field of page.Handlers that holds their names, and by the method that makes it.
var attributes = map[string]string{"Actions": "data-action", "Changes": "data-change", "Inputs": "data-input",
	"actions": "data-action", "changes": "data-change", "inputs": "data-input"}

func programOf(t *testing.T, dir string) program {
	t.Helper()
	p := program{handlers: map[string][]string{}, calls: map[string][]string{}}
	files, err := filepath.Glob("../wasm/" + dir + "/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal("no program", dir, err)
	}
	keys := func(attribute string, n ast.Node) {
		ast.Inspect(n, func(m ast.Node) bool {
			list, ok := m.(*ast.CompositeLit)
			if !ok {
				return true
			}
			if kind, ok := list.Type.(*ast.MapType); ok {
				if _, ok := kind.Value.(*ast.FuncType); ok {
					for _, e := range list.Elts {
						if key, ok := e.(*ast.KeyValueExpr).Key.(*ast.BasicLit); ok {
							name, _ := strconv.Unquote(key.Value)
							p.handlers[attribute] = append(p.handlers[attribute], name)
						}
					}
				}
			}
			return true
		})
	}
	for _, path := range files {
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if attribute := attributes[n.Name.Name]; attribute != "" {
					keys(attribute, n)
				}
			case *ast.KeyValueExpr:
				if field, ok := n.Key.(*ast.Ident); ok && attributes[field.Name] != "" {
					keys(attributes[field.Name], n.Value)
				}
			case *ast.CallExpr:
				name := ""
				switch f := n.Fun.(type) {
				case *ast.Ident:
					name = f.Name
				case *ast.SelectorExpr:
					name = f.Sel.Name
				}
				if len(n.Args) > 0 {
					if lit, ok := n.Args[0].(*ast.BasicLit); ok && lit.Kind == token.STRING {
						value, _ := strconv.Unquote(lit.Value)
						p.calls[name] = append(p.calls[name], value)
					}
				}
			}
			return true
		})
	}
	return p
}

// markup is what pages offer to a program.
type markup struct {
	ids, templates, slots map[string]bool
	used                  map[string][]string // attribute -> values
}

func markupOf(pages ...*html.Node) markup {
	m := markup{map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string][]string{}}
	for _, page := range pages {
		each(page, func(n *html.Node) {
			if id, ok := attr(n, "id"); ok {
				m.ids[id] = true
				m.templates[id] = n.Data == "template"
			}
			for _, a := range []string{"data-action", "data-change", "data-input"} {
				if v, ok := attr(n, a); ok {
					m.used[a] = append(m.used[a], v)
				}
			}
			if s, ok := attr(n, "data-slot"); ok {
				m.slots[s] = true
			}
		})
	}
	return m
}

// offers reports what the program looks for and the markup does not have.
func (m markup) offers(t *testing.T, where string, p program) {
	t.Helper()
	for _, id := range slices.Concat(p.calls["ByID"], p.calls["Problem"]) {
		if !m.ids[id] {
			t.Errorf("%s looks for the id %q, which is on no page", where, id)
		}
	}
	for _, id := range p.calls["Clone"] {
		if !m.templates[id] {
			t.Errorf("%s clones %q, which is no template", where, id)
		}
	}
	for _, s := range p.calls["Slot"] {
		if !m.slots[s] {
			t.Errorf("%s fills the slot %q, which no template has", where, s)
		}
	}
}

func TestPagesAndProgramsAgree(t *testing.T) {
	pages := pagesOf(t)
	shared := programOf(t, "page")
	of := map[string][]*html.Node{}
	for _, s := range sheets {
		if s.Program != "" {
			of[s.Program] = append(of[s.Program], pages[s.file()])
			markupOf(pages[s.file()]).offers(t, "wasm/page on "+s.Name, shared)
		}
	}
	for name, dir := range map[string]string{"todoku": "wizard", "tools": "tools"} {
		p, m := programOf(t, dir), markupOf(of[name]...)
		for _, a := range []string{"data-action", "data-change", "data-input"} {
			for _, v := range m.used[a] {
				if !slices.Contains(p.handlers[a], v) && v != "copy" { // wasm/page copies on every page
					t.Errorf("%s=%q is on a page, but %s does not know it", a, v, dir)
				}
			}
			for _, v := range p.handlers[a] {
				if !slices.Contains(m.used[a], v) {
					t.Errorf("%s=%q is in %s, but on no page", a, v, dir)
				}
			}
		}
		m.offers(t, dir, p)
	}
}

func TestPages(t *testing.T) {
	pages := pagesOf(t)
	if want := len(sheets) + len(records.Rules()); len(pages) != 2*want {
		t.Errorf("%d pages, want %d in two languages", len(pages), want)
	}
	for name, page := range pages {
		ids := map[string]bool{}
		each(page, func(n *html.Node) {
			if id, ok := attr(n, "id"); ok {
				if ids[id] {
					t.Errorf("%s: the id %s stands there twice", name, id)
				}
				ids[id] = true
			}
		})
		each(page, func(n *html.Node) {
			for _, a := range n.Attr {
				switch {
				case strings.HasPrefix(a.Key, "on") || a.Key == "style":
					t.Errorf("%s: <%s %s=…> is inline and would be blocked", name, n.Data, a.Key)
				case a.Key == "for" || a.Key == "aria-describedby" || a.Key == "aria-labelledby":
					for _, id := range strings.Fields(a.Val) {
						if !ids[id] {
							t.Errorf("%s: %s=%q points to nothing", name, a.Key, id)
						}
					}
				case (a.Key == "src" || a.Key == "href") && n.Data != "a" && !strings.HasPrefix(a.Val, "/"):
					t.Errorf("%s: <%s> loads %s from elsewhere", name, n.Data, a.Val)
				}
			}
			if n.Data == "script" && n.FirstChild != nil {
				t.Errorf("%s: an inline script", name)
			}
			if n.Data == "style" {
				t.Errorf("%s: an inline style", name)
			}
		})
	}
}

// The languages differ in their texts alone: the same elements stand in the same order, with the same names.
func TestLanguagesHaveTheSameStructure(t *testing.T) {
	pages := pagesOf(t)
	shape := func(n *html.Node) []string {
		var list []string
		each(n, func(e *html.Node) {
			line := e.Data
			for _, a := range e.Attr {
				if slices.Contains([]string{"id", "name", "data-action", "data-change", "data-input", "data-slot", "data-section", "data-sender", "data-field", "for", "type"}, a.Key) {
					line += " " + a.Key + "=" + a.Val
				}
			}
			if e.Data != "wbr" && e.Data != "code" { // inline markup belongs to the text
				list = append(list, line)
			}
		})
		return list
	}
	for _, sheet := range sheets {
		name := sheet.file()
		ja, en := shape(pages[name]), shape(pages["en/"+name])
		for i := range min(len(ja), len(en)) {
			if ja[i] != en[i] && !strings.HasPrefix(ja[i], "span") && !strings.HasPrefix(ja[i], "a") {
				t.Fatalf("%s: element %d is %q in Japanese and %q in English", name, i, ja[i], en[i])
			}
		}
		if len(ja) != len(en) {
			t.Errorf("%s: %d elements in Japanese, %d in English", name, len(ja), len(en))
		}
	}
}

// Each rule has a page in both languages: what it means, whom it hurts, how to mend it, where it comes from. The index
// leads to it.
func TestEveryRuleHasItsPage(t *testing.T) {
	pages := pagesOf(t)
	for _, lang := range text.Langs {
		base := strings.TrimPrefix(lang.Base, "/")
		index := map[string]bool{}
		each(pages[base+"rules/index.html"], func(n *html.Node) {
			href, _ := attr(n, "href")
			index[href] = true
		})
		for _, r := range records.Rules() {
			page := pages[base+"rules/"+r.Code+".html"]
			if page == nil {
				t.Errorf("no page for %s in %s", r.Code, lang.Code)
				continue
			}
			if !index[lang.Base+"rules/"+r.Code] {
				t.Errorf("the index in %s does not lead to %s", lang.Code, r.Code)
			}
			headings, badge, ref := map[string]int{}, "", false
			each(page, func(n *html.Node) {
				headings[n.Data]++
				if kind, ok := attr(n, "data-kind"); ok && badge == "" {
					badge = kind
				}
				href, _ := attr(n, "href")
				ref = ref || href != "" && href == refLink(r.Ref)
			})
			if headings["h1"] != 1 || headings["h2"] < 2 || badge != string(r.Severity) {
				t.Errorf("%s in %s: %d h1, %d h2, badge %s", r.Code, lang.Code, headings["h1"], headings["h2"], badge)
			}
			if strings.HasPrefix(r.Ref, "RFC ") && !ref {
				t.Errorf("%s in %s does not lead to %s", r.Code, lang.Code, r.Ref)
			}
		}
	}
}

// What a page shows as an example is what the library says of it.
func TestExamples(t *testing.T) {
	of, err := examples()
	if err != nil {
		t.Fatal(err)
	}
	for code, e := range of {
		if e.Of.Code != code {
			t.Errorf("the example of %s is one of %s", code, e.Of.Code)
		}
	}
	for code, want := range map[string][2]string{
		"spf.pass-all":           {"v=spf1 +all", "v=spf1 ~all"},
		"dmarc.version-case":     {"v=dmarc1; p=reject; rua=mailto:d@example.com", "v=DMARC1; p=reject; rua=mailto:d@example.com"},
		"tag.bad-separator":      {"v=STSv1 id=1", "v=STSv1; id=1"},
		"mx.no-preference":       {"mail.example.com", "10 mail.example.com."},
		"spf.several-records":    {"v=spf1 mx ~all", ""},
		"unsubscribe.post-value": {"List-Unsubscribe: <https://example.com/u?id=1>\nList-Unsubscribe-Post: One-Click", "List-Unsubscribe: <https://example.com/u?id=1>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"},
	} {
		if e := of[code]; e.Text != want[0] || e.Fix != want[1] {
			t.Errorf("%s: %q becomes %q, want %q", code, e.Text, e.Fix, want)
		}
	}
}

func TestRefLink(t *testing.T) {
	for ref, want := range map[string]string{
		"RFC 7208 §4.6.4": "https://www.rfc-editor.org/rfc/rfc7208#section-4.6.4", "RFC 9989 §A.6": "https://www.rfc-editor.org/rfc/rfc9989#appendix-A.6",
		"RFC 6761": "https://www.rfc-editor.org/rfc/rfc6761", "": "", "https://example.com/a": "https://example.com/a",
		"draft-x-14 §4.2": "https://datatracker.ietf.org/doc/html/draft-x-14#section-4.2", "support.google.com/a/answer/1": "https://support.google.com/a/answer/1",
	} {
		if got := refLink(ref); got != want {
			t.Errorf("%s leads to %s, want %s", ref, got, want)
		}
	}
}

// The check of links finds what is dead, and nothing else.
func TestCheckLinks(t *testing.T) {
	dir := t.TempDir()
	put := func(name, body string) {
		if err := write(filepath.Join(dir, name), []byte(body)); err != nil {
			t.Fatal(err)
		}
	}
	put("index.html", `<a href="/a">a</a> <a href="/b/">b</a> <a href="/a#x">x</a> <a href="#y" id="y">y</a> <a href="/#domain=example.jp">d</a> <a href="https://example.com/">e</a> <img src="/i.svg">`)
	put("a.html", `<p id="x"><a href="b/#z">z</a>`)
	put("b/index.html", `<p id="z"><a href="../">up</a>`)
	put("i.svg", "")
	if err := checkLinks(dir); err != nil {
		t.Error(err)
	}
	put("c.html", `<a href="/gone">1</a> <a href="/a#none">2</a> <a href="/b/none/">3</a> <img src="/none.svg"> <a href="javascript:x()">4</a> <a href="#none">5</a>`)
	err := checkLinks(dir)
	if err == nil || strings.Count(err.Error(), "c.html: ") != 6 || strings.Count(err.Error(), "\n") != 6 {
		t.Error(err)
	}
}

func TestDemosAreInTheZone(t *testing.T) {
	zone, err := os.ReadFile("../worker/demo.zone")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range demos {
		if !strings.Contains(string(zone), "$ORIGIN "+d+".example.\n") {
			t.Errorf("worker/demo.zone has no %s.example", d)
		}
	}
	if want := strings.Count(string(zone), "$ORIGIN ") - 1; len(demos) != want { // the last origin holds the services
		t.Errorf("%d links, but %d domains in the zone", len(demos), want)
	}
}
