//go:build js && !stock

package main

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"syscall/js"
)

// serve hands the handler to worker.mjs and waits for ever. worker.mjs lends this instance to one request at a time, so
// that nothing needs to be guarded against a second one, and keeps it for the next: starting one costs more than
// answering. The stock adapter of github.com/syumai/workers starts a new instance for each request and closes it with
// the response, which is why it is not used here.
func serve(handler http.Handler) {
	js.Global().Call("todokuServe", js.FuncOf(func(_ js.Value, args []js.Value) any {
		// args: method, URL, headers as [name, value, …], body, callback
		go answer(handler, args[0].String(), args[1].String(), args[2], args[3], args[4])
		return nil
	}))
	select {}
}

// answer runs the handler for one request and calls back with status, headers and body.
func answer(handler http.Handler, method, rawURL string, headers, body, done js.Value) {
	w := &recorder{header: http.Header{}, status: http.StatusOK}
	u, err := url.Parse(rawURL)
	if err != nil {
		refuse(w, http.StatusBadRequest, codeBadRequest, "bad URL")
	} else {
		data := make([]byte, body.Length())
		js.CopyBytesToGo(data, body)
		r := &http.Request{Method: method, URL: u, Host: u.Host, Header: readHeaders(headers), Proto: "HTTP/1.1",
			ProtoMajor: 1, ProtoMinor: 1, ContentLength: int64(len(data)), Body: io.NopCloser(bytes.NewReader(data))}
		handler.ServeHTTP(w, r)
	}
	out := js.Global().Get("Uint8Array").New(w.body.Len())
	js.CopyBytesToJS(out, w.body.Bytes())
	done.Invoke(w.status, writeHeaders(w.header), out)
}

func readHeaders(list js.Value) http.Header {
	h := http.Header{}
	for i := 0; i+1 < list.Length(); i += 2 {
		h.Add(list.Index(i).String(), list.Index(i+1).String())
	}
	return h
}

func writeHeaders(h http.Header) js.Value {
	var list []any
	for name, values := range h {
		for _, v := range values {
			list = append(list, name, v)
		}
	}
	return js.ValueOf(list)
}

// recorder is an http.ResponseWriter that keeps the response.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
	wrote  bool
}

func (r *recorder) Header() http.Header { return r.header }

func (r *recorder) WriteHeader(status int) {
	if !r.wrote {
		r.status, r.wrote = status, true
	}
}

func (r *recorder) Write(data []byte) (int, error) {
	r.wrote = true
	return r.body.Write(data)
}
