package main

import (
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"strings"

	"golang.org/x/net/html"
)

// checkLinks says which links of the pages in a folder lead nowhere: to no page, or to no element of a page. Fragments
// with "=" are answers for a program and no places. Programs are built apart and not looked for.
func checkLinks(dir string) error {
	root := os.DirFS(dir)
	ids := map[string]map[string]bool{} // of each page
	links := map[string][]string{}
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".html" {
			return err
		}
		file, err := root.Open(name)
		if err != nil {
			return err
		}
		defer file.Close()
		doc, err := html.Parse(file)
		if err != nil {
			return err
		}
		ids[name] = map[string]bool{"": true}
		for n := range doc.Descendants() {
			for _, a := range n.Attr {
				switch {
				case a.Key == "id":
					ids[name][a.Val] = true
				case a.Key == "href", a.Key == "src" && n.Data != "script":
					links[name] = append(links[name], a.Val)
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	var dead []string
	for name, list := range links {
		for _, link := range list {
			if !leads(root, ids, name, link) {
				dead = append(dead, name+": "+link)
			}
		}
	}
	if len(dead) > 0 {
		return fmt.Errorf("links that lead nowhere:\n%s", strings.Join(dead, "\n"))
	}
	return nil
}

// leads reports whether a link on the page of that name leads to something in the folder, or out of the site.
func leads(root fs.FS, ids map[string]map[string]bool, name, link string) bool {
	base := &url.URL{Path: "/" + name}
	to, err := base.Parse(link)
	if err != nil || to.Scheme != "" {
		return err == nil && (to.Scheme == "https" || to.Scheme == "mailto")
	}
	target := strings.TrimPrefix(to.Path, "/")
	if strings.HasSuffix(to.Path, "/") {
		target += "index.html"
	}
	if _, isPage := ids[target+".html"]; isPage {
		target += ".html"
	}
	if _, err := fs.Stat(root, target); err != nil {
		return false
	}
	return strings.Contains(to.Fragment, "=") || ids[target] == nil || ids[target][to.Fragment]
}
