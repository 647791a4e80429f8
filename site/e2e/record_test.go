package e2e

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync"
	"testing"
)

// recording stands between the browser and the product and records all that is sent. The tab records, too, but its
// browser reports nothing of what a worker beside the page sends.
type recording struct {
	base string
	mu   sync.Mutex
	sent []string // method, path and body of each request
}

func recorded(t testing.TB, base string) *recording {
	t.Helper()
	target, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	r := &recording{}
	proxy := httputil.NewSingleHostReverseProxy(target)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		body, _ := io.ReadAll(req.Body)
		r.mu.Lock()
		r.sent = append(r.sent, req.Method+" "+req.URL.String()+"\n"+string(body))
		r.mu.Unlock()
		req.Body = io.NopCloser(bytes.NewReader(body))
		proxy.ServeHTTP(w, req)
	}))
	t.Cleanup(server.Close)
	r.base = server.URL
	return r
}

// traffic returns all that was sent so far.
func (r *recording) traffic() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]string{}, r.sent...)
}
