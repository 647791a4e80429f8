//go:build js

package main

import (
	"context"
	"encoding/binary"
	"net/netip"
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
	reply := call("todokuExchange", strings.Join(urls, "\n")) // which has its own time limit and always calls back
	data := octets(reply[0])
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

// fetchPolicy calls todokuPolicy(URL), which calls back with outcome, status, Content-Type and body.
func (jsTransport) fetchPolicy(_ context.Context, url string, _ []netip.Addr) fetched {
	reply := call("todokuPolicy", url)
	return fetched{failure: outcomes[reply[0].Int()], status: reply[1].Int(), contentType: reply[2].String(), body: octets(reply[3])}
}

// call calls a function of worker.mjs whose last argument is a callback, and waits for that.
func call(name, argument string) []js.Value {
	done := make(chan []js.Value, 1)
	then := js.FuncOf(func(_ js.Value, args []js.Value) any {
		done <- args
		return nil
	})
	defer then.Release()
	js.Global().Call(name, argument, then)
	return <-done
}

func octets(array js.Value) []byte {
	data := make([]byte, array.Length())
	js.CopyBytesToGo(data, array)
	return data
}
