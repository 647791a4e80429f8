// Command site writes the pages of Todoku into a folder: every page in every language, from one template each, with
// the files of static beside them. It fails where a text is missing or is used by no page, and where a link leads nowhere.
//
//	go run ./site dist/site
package main

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"todoku/records/message"
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
	hashes := map[string]string{}
	for _, s := range sheets {
		hashes[s.Program] = programHash(dir, s.Program)
	}
	of, err := examples()
	if err != nil {
		return err
	}
	used := map[string]bool{}
	for _, lang := range text.Langs {
		if err := writeTexts(dir, message.Lang(lang.Code)); err != nil {
			return err
		}
		put := func(s sheet, file string, more func(*page)) error {
			out, err := render(s, lang, hashes[s.Program], used, more)
			if err != nil {
				return err
			}
			return write(filepath.Join(dir, filepath.FromSlash(lang.Base), filepath.FromSlash(file)), out)
		}
		for _, s := range sheets {
			more := func(p *page) {}
			if s.Name == "rules" {
				more = func(p *page) { p.Groups = groups(message.Lang(lang.Code), of) }
			}
			if err := put(s, s.file(), more); err != nil {
				return err
			}
		}
		for _, r := range pagesOfRules(message.Lang(lang.Code), of) {
			at := "rules/" + r.Code
			if err := put(ruleSheet, at+".html", func(p *page) { p.Rule, p.Path = &r, at }); err != nil {
				return err
			}
		}
	}
	return errors.Join(unused(used), checkLinks(dir))
}

// writeTexts writes what the programs say in a language, as an object of code -> [what, do]: one file for the first page,
// one for all others.
func writeTexts(dir string, lang message.Lang) error {
	for program, tools := range map[string]bool{"todoku": false, "tools": true} {
		pairs := map[string][2]string{}
		for code, t := range message.Texts(lang, tools) {
			pairs[code] = [2]string{t.What, t.Do}
		}
		data, err := json.Marshal(pairs)
		if err != nil {
			return err
		}
		if err := write(filepath.Join(dir, program+"."+string(lang)+".json"), data); err != nil {
			return err
		}
	}
	return nil
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

// programHash is the SHA-256 of a program in the folder, shown on the page so that everybody can compare it with a
// build of the source; "dev" where none was built.
func programHash(dir, program string) string {
	data, err := os.ReadFile(filepath.Join(dir, program+".wasm"))
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
