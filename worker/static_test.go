//go:build !js

package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
)

func TestStatic(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"_headers": "/*\n  X-Frame-Options: DENY\n", "index.html": "home", "404.html": "none",
		"en/index.html": "home in English", "en/404.html": "none in English", "about.html": "about", "a.wasm": "wasm"} {
		path := filepath.Join(dir, name)
		os.MkdirAll(filepath.Dir(path), 0o755)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	os.WriteFile(filepath.Join(filepath.Dir(dir), "secret"), []byte("secret"), 0o644)
	pages, err := newStatic(dir)
	if err != nil {
		t.Fatal(err)
	}
	get := func(path, etag string) *http.Response {
		req := httptest.NewRequest(http.MethodGet, "/", nil)
		req.URL.Path = path
		req.Header.Set("If-None-Match", etag)
		w := httptest.NewRecorder()
		pages.ServeHTTP(w, req)
		return w.Result()
	}
	for _, test := range []struct {
		path   string
		status int
		body   string
	}{
		{"/", 200, "home"}, {"/en/", 200, "home in English"}, {"/about", 200, "about"}, {"/a.wasm", 200, "wasm"}, {"/en", 307, ""},
		{"/x", 404, "none"}, {"/en/x", 404, "none in English"}, {"/en/x/y", 404, "none in English"}, {"/_headers", 404, "none"},
		{"/../secret", 404, "none"}, {"/en/../../secret", 404, "none"}, {"/about/", 404, "none"},
	} {
		res := get(test.path, "")
		body, _ := io.ReadAll(res.Body)
		if res.StatusCode != test.status || test.body != "" && string(body) != test.body || res.Header.Get("X-Frame-Options") != "DENY" {
			t.Errorf("%s: %d %q, headers %v", test.path, res.StatusCode, body, res.Header)
		}
	}
	if res := get("/", get("/", "").Header.Get("ETag")); res.StatusCode != http.StatusNotModified {
		t.Errorf("the same file again: %d", res.StatusCode)
	}
	if media := get("/a.wasm", "").Header.Get("Content-Type"); media != "application/wasm" {
		t.Errorf("wasm is served as %s", media)
	}
	if _, err := newStatic(t.TempDir()); err == nil {
		t.Error("a folder without a site must be refused")
	}
}
