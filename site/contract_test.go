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
)

// pagesOf builds the site and parses its pages.
func pagesOf(t *testing.T) map[string]*html.Node {
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

// program is what the Go code of the browser program names: the keys of its action maps, and the arguments of calls.
type program struct {
	actions, changes, inputs []string
	calls                    map[string][]string // function name -> string literals given first
}

func programOf(t *testing.T) program {
	t.Helper()
	p := program{calls: map[string][]string{}}
	files, err := filepath.Glob("../wasm/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal("no program", err)
	}
	for _, path := range files {
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				into := map[string]*[]string{"actions": &p.actions, "changes": &p.changes, "inputs": &p.inputs}[n.Name.Name]
				if into != nil {
					ast.Inspect(n, func(m ast.Node) bool {
						if pair, ok := m.(*ast.KeyValueExpr); ok {
							if key, ok := pair.Key.(*ast.BasicLit); ok {
								name, _ := strconv.Unquote(key.Value)
								*into = append(*into, name)
							}
						}
						return true
					})
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

func TestPagesAndProgramAgree(t *testing.T) {
	page := pagesOf(t)["index.html"]
	p := programOf(t)
	ids, templates, slots := map[string]bool{}, map[string]bool{}, map[string]bool{}
	used := map[string][]string{}
	each(page, func(n *html.Node) {
		if id, ok := attr(n, "id"); ok {
			ids[id] = true
			templates[id] = n.Data == "template"
		}
		for _, a := range []string{"data-action", "data-change", "data-input", "data-slot"} {
			if v, ok := attr(n, a); ok {
				used[a] = append(used[a], v)
			}
		}
	})
	for _, s := range used["data-slot"] {
		slots[s] = true
	}
	for a, known := range map[string][]string{"data-action": p.actions, "data-change": p.changes, "data-input": p.inputs} {
		for _, v := range used[a] {
			if !slices.Contains(known, v) {
				t.Errorf("%s=%q is on the page, but the program does not know it", a, v)
			}
		}
		for _, v := range known {
			if !slices.Contains(used[a], v) {
				t.Errorf("%s=%q is in the program, but on no page", a, v)
			}
		}
	}
	for _, id := range slices.Concat(p.calls["byID"], p.calls["problem"]) {
		if !ids[id] {
			t.Errorf("the program looks for the id %q, which is on no page", id)
		}
	}
	for _, id := range p.calls["clone"] {
		if !templates[id] {
			t.Errorf("the program clones %q, which is no template", id)
		}
	}
	for _, s := range p.calls["slot"] {
		if !slots[s] {
			t.Errorf("the program fills the slot %q, which no template has", s)
		}
	}
}

func TestPages(t *testing.T) {
	pages := pagesOf(t)
	if len(pages) != 4 {
		t.Errorf("%d pages, want index and 404 in two languages", len(pages))
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
	for _, name := range []string{"index.html", "404.html"} {
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
