//go:build js

// Command reader reads reports beside the page, in a worker of the browser, so that the page goes on answering however
// large they are. It keeps what it has read until the page is closed; nothing of it is sent or stored.
//
// static/reader.js hands it files and asks for summaries; wasm/tools/reports.go draws them.
package main

import (
	"encoding/json"
	"errors"
	"syscall/js"

	"todoku/records/aggregate"
	"todoku/wasm/reader/unpack"
)

func main() {
	s := &state{}
	js.Global().Set("todokuReader", map[string]any{
		"read": js.FuncOf(func(_ js.Value, args []js.Value) any {
			data := make([]byte, args[1].Length())
			js.CopyBytesToGo(data, args[1])
			s.read(args[0].String(), data)
			return nil
		}),
		"refuse": js.FuncOf(func(_ js.Value, args []js.Value) any {
			s.fail(args[0].String(), aggregate.ErrTooLarge)
			return nil
		}),
		"sample": js.FuncOf(func(_ js.Value, args []js.Value) any {
			*s = state{reports: sample(int64(args[0].Float() / 1000))}
			return nil
		}),
		"clear":   js.FuncOf(func(js.Value, []js.Value) any { *s = state{}; return nil }),
		"summary": js.FuncOf(func(_ js.Value, args []js.Value) any { return s.summary(args[0].String()) }),
		"sources": js.FuncOf(func(_ js.Value, args []js.Value) any {
			return s.sources(args[0].String(), aggregate.Kind(args[1].String()), args[2].Int(), args[3].Int())
		}),
	})
	select {}
}

// state is all that was read.
type state struct {
	reports  []aggregate.Report
	tls      []aggregate.TLSReport
	failures []failure
}

// failure is a file that could not be read. Code is the end of "unread.".
type failure struct{ Name, Code string }

// codes are what is said for an error.
var codes = []struct {
	err  error
	code string
}{
	{aggregate.ErrTooLarge, "too-large"}, {aggregate.ErrNotReport, "not-report"}, {aggregate.ErrTruncated, "truncated"},
	{aggregate.ErrEntities, "entities"}, {unpack.ErrPacked, "packed"}, {unpack.ErrEncrypted, "encrypted"},
}

func (s *state) fail(name string, err error) {
	f := failure{name, "broken"}
	for _, c := range codes {
		if errors.Is(err, c.err) {
			f.Code = c.code
		}
	}
	s.failures = append(s.failures, f)
}

// read takes in a file that was dropped. A file that cannot be read is noted, and the others count.
func (s *state) read(name string, data []byte) {
	defer func() {
		if recover() != nil {
			s.fail(name, aggregate.ErrBroken)
		}
	}()
	files, more := unpack.Open(name, data, decode)
	for _, f := range files {
		if f.Err == nil {
			f.Err = s.parse(f.Data)
		}
		if f.Err != nil {
			s.fail(f.Name, f.Err)
		}
	}
	if more {
		s.failures = append(s.failures, failure{name, "too-many"})
	}
}

func (s *state) parse(data []byte) error {
	tls, err := aggregate.ParseTLS(data)
	if err == nil {
		s.tls = append(s.tls, tls)
		return nil
	}
	report, xmlErr := aggregate.Parse(data, decode)
	switch {
	case xmlErr == nil:
		s.reports = append(s.reports, report)
		return nil
	case aggregate.IsJSON(data):
		return err
	}
	return xmlErr
}

// decode reads a charset with the browser's own decoder.
func decode(charset string, data []byte) (text string, ok bool) {
	defer func() {
		if recover() != nil { // the browser does not know the charset
			text, ok = "", false
		}
	}()
	octets := js.Global().Get("Uint8Array").New(len(data))
	js.CopyBytesToJS(octets, data)
	return js.Global().Get("TextDecoder").New(charset).Call("decode", octets).String(), true
}

// output is what the page draws. The keys are the names of the fields.
type output struct {
	Kind     string
	Reports  int
	Failures []failure
	Domains  []string
	Summary  *aggregate.Summary // with the first sources of each kind only
	Counts   map[aggregate.Kind]int
	Ready    *aggregate.Readiness
	TLS      []aggregate.TLSReport
}

// summary writes what is known of a domain; of the one with most messages where none is named.
func (s *state) summary(domain string) string {
	out := output{Kind: "summary", Reports: len(s.reports) + len(s.tls), Failures: s.failures, Domains: aggregate.Domains(s.reports), TLS: s.tls}
	if domain == "" && len(out.Domains) > 0 {
		domain = out.Domains[0]
	}
	if len(out.Domains) > 0 {
		sum := aggregate.Summarize(s.reports, domain)
		ready := sum.Ready()
		out.Summary, out.Ready = &sum, &ready
		out.Counts = map[aggregate.Kind]int{}
		var first []aggregate.Source
		for _, src := range sum.Sources {
			if out.Counts[src.Kind]++; out.Counts[src.Kind] <= atOnce {
				first = append(first, src)
			}
		}
		sum.Sources = first
	}
	return write(out)
}

// atOnce is how many sources of a kind the page gets at a time: reading them from here costs it more than drawing.
const atOnce = 50

// sources writes the sources of a kind from one place on; of all kinds where none is named, for a file.
func (s *state) sources(domain string, kind aggregate.Kind, from, most int) string {
	out := struct {
		Kind    string
		Of      aggregate.Kind
		Sources []aggregate.Source
	}{Kind: "sources", Of: kind}
	sum := aggregate.Summarize(s.reports, domain)
	for _, src := range sum.Sources {
		if kind != "" && src.Kind != kind {
			continue
		}
		if from--; from < 0 && len(out.Sources) < most {
			out.Sources = append(out.Sources, src)
		}
	}
	return write(out)
}

func write(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		return `{"Kind":"failed"}`
	}
	return string(data)
}
