//go:build js

package main

import (
	"context"
	"encoding/binary"
	"strings"
	"syscall/js"

	"todoku/records/lookup"
)

// jsTransport hands a whole batch of queries to the platform in one call: each crossing between Go and JavaScript costs
// about as much CPU as answering a question.
type jsTransport struct{}

// outcomes are the failures by the octet with which worker.mjs names them; 0 is success.
var outcomes = []lookup.Failure{"", lookup.Timeout, lookup.Unreachable, lookup.Malformed}

// exchange calls todokuExchange(URLs parted by line feeds), which resolves to one buffer: for each query an octet for
// the outcome, four for the Age, four for the length, and the body.
func (jsTransport) exchange(ctx context.Context, urls []string) []exchanged {
	results := make([]exchanged, len(urls))
	for i := range results {
		results[i].failure = lookup.Unreachable
	}
	done := make(chan []byte, 1)
	var then js.Func
	then = js.FuncOf(func(_ js.Value, args []js.Value) any {
		then.Release()
		data := make([]byte, args[0].Length())
		js.CopyBytesToGo(data, args[0])
		done <- data
		return nil
	})
	js.Global().Call("todokuExchange", strings.Join(urls, "\n"), then)
	data := <-done // todokuExchange has its own time limit and always calls back
	for i := range results {
		if len(data) < 9 || int(data[0]) >= len(outcomes) {
			break
		}
		length := binary.BigEndian.Uint32(data[5:9])
		if uint32(len(data)-9) < length {
			break
		}
		results[i] = exchanged{failure: outcomes[data[0]], age: binary.BigEndian.Uint32(data[1:5]), body: data[9 : 9+length]}
		data = data[9+length:]
	}
	return results
}
