//go:build !js

package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"os"
	"path"
	"strings"
	"time"
)

// static serves the built pages as Cloudflare's static assets do: the same headers (from the file _headers), the same
// clean URLs, the nearest 404.html. Files are read anew at each request, so that a rebuilt page shows at once.
type static struct {
	root    string
	headers []header
}

type header struct{ name, value string }

func newStatic(root string) (*static, error) {
	text, err := os.ReadFile(path.Join(root, "_headers"))
	if err != nil {
		return nil, err
	}
	s := &static{root: root}
	for _, line := range strings.Split(string(text), "\n") {
		// One block for every path is all that the site uses: "/*" and indented lines below it.
		if name, value, found := strings.Cut(line, ":"); found && strings.HasPrefix(line, "  ") {
			s.headers = append(s.headers, header{strings.TrimSpace(name), strings.TrimSpace(value)})
		}
	}
	return s, nil
}

// mediaTypes holds the types that a page depends on; the rest is left to the mime package.
var mediaTypes = map[string]string{".wasm": "application/wasm", ".js": "text/javascript; charset=utf-8",
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}

// ServeHTTP answers with a file.
func (s *static) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for _, h := range s.headers {
		w.Header().Set(h.name, h.value)
	}
	w.Header().Set("Cache-Control", "public, max-age=0, must-revalidate")
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	name, redirect := s.find(r.URL.Path)
	if redirect != "" {
		http.Redirect(w, r, redirect, http.StatusTemporaryRedirect)
		return
	}
	if name == "" {
		s.notFound(w, r)
		return
	}
	data, err := fs.ReadFile(os.DirFS(s.root), name)
	if err != nil {
		s.notFound(w, r)
		return
	}
	s.describe(w, name, data)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}

func (s *static) describe(w http.ResponseWriter, name string, data []byte) {
	media := mediaTypes[path.Ext(name)]
	if media == "" {
		media = mime.TypeByExtension(path.Ext(name))
	}
	if media == "" {
		media = "application/octet-stream"
	}
	sum := sha256.Sum256(data)
	w.Header().Set("Content-Type", media)
	w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:16])+`"`)
}

// find returns the file for a path, or where to go instead: "/en" is "/en/", "/about" is about.html.
func (s *static) find(urlPath string) (name, redirect string) {
	name = strings.TrimPrefix(path.Clean("/"+urlPath), "/")
	isFile := func(name string) bool {
		info, err := fs.Stat(os.DirFS(s.root), name)
		return fs.ValidPath(name) && err == nil && info.Mode().IsRegular() && name != "_headers"
	}
	switch {
	case strings.HasSuffix(urlPath, "/") && isFile(path.Join(name, "index.html")):
		return path.Join(name, "index.html"), ""
	case strings.HasSuffix(urlPath, "/"):
		return "", ""
	case isFile(name):
		return name, ""
	case isFile(name + ".html"):
		return name + ".html", ""
	case isFile(path.Join(name, "index.html")):
		return "", "/" + name + "/"
	}
	return "", ""
}

// notFound answers with the 404.html that is nearest above the path.
func (s *static) notFound(w http.ResponseWriter, r *http.Request) {
	for dir := path.Dir(path.Clean("/" + r.URL.Path)); ; dir = path.Dir(dir) {
		name := strings.TrimPrefix(path.Join(dir, "404.html"), "/")
		if data, err := fs.ReadFile(os.DirFS(s.root), name); err == nil {
			s.describe(w, name, data)
			w.WriteHeader(http.StatusNotFound)
			if r.Method != http.MethodHead {
				w.Write(data)
			}
			return
		}
		if dir == "/" {
			w.WriteHeader(http.StatusNotFound)
			return
		}
	}
}
