//go:build js

package page

import (
	"errors"
	"syscall/js"
)

// errStore says that the browser's database did not do what it was asked.
var errStore = errors.New("store")

// Store is a table in the browser's own database (IndexedDB), which no server sees.
type Store struct {
	db   js.Value
	name string
}

// OpenStore opens a table whose objects are found by the field that key names, and makes it where it is not there yet.
// It waits.
func OpenStore(database, name, key string) (*Store, error) {
	factory := js.Global().Get("indexedDB")
	if !factory.Truthy() {
		return nil, errStore
	}
	request := factory.Call("open", database, 1)
	upgrade := Callback(func(js.Value) {
		request.Get("result").Call("createObjectStore", name, map[string]any{"keyPath": key})
	})
	defer upgrade.Release()
	request.Call("addEventListener", "upgradeneeded", upgrade)
	if !settled(request, "success", "error") {
		return nil, errStore
	}
	return &Store{request.Get("result"), name}, nil
}

// settled waits for the one or the other event and reports whether it was the good one.
func settled(target js.Value, good, bad string) bool {
	done := make(chan bool, 2)
	listen := func(event string, outcome bool) js.Func {
		f := Callback(func(js.Value) { done <- outcome })
		target.Call("addEventListener", event, f)
		return f
	}
	g, b := listen(good, true), listen(bad, false)
	defer g.Release()
	defer b.Release()
	return <-done
}

// All returns every object. It waits.
func (s *Store) All() (js.Value, error) {
	request := s.db.Call("transaction", s.name, "readonly").Call("objectStore", s.name).Call("getAll")
	if !settled(request, "success", "error") {
		return js.Undefined(), errStore
	}
	return request.Get("result"), nil
}

// Put keeps objects, in the place of earlier ones with the same key, all or none. It waits.
func (s *Store) Put(objects ...any) error {
	return s.change(func(table js.Value) {
		for _, o := range objects {
			table.Call("put", o)
		}
	})
}

// Delete forgets the object with that key. It waits.
func (s *Store) Delete(key string) error {
	return s.change(func(table js.Value) { table.Call("delete", key) })
}

// Clear forgets everything. It waits.
func (s *Store) Clear() error {
	return s.change(func(table js.Value) { table.Call("clear") })
}

func (s *Store) change(f func(table js.Value)) error {
	transaction := s.db.Call("transaction", s.name, "readwrite")
	f(transaction.Call("objectStore", s.name))
	if !settled(transaction, "complete", "abort") {
		return errStore
	}
	return nil
}

// Sleep waits.
func Sleep(milliseconds int) {
	done := make(chan struct{})
	js.Global().Call("setTimeout", CallbackOnce(func() { close(done) }), milliseconds)
	<-done
}

// Decode reads text that a Japanese program has written: UTF-8, or where it is none, Shift_JIS.
func Decode(octets []byte) string {
	array := js.Global().Get("Uint8Array").New(len(octets))
	js.CopyBytesToJS(array, octets)
	if text, ok := decode(array, "utf-8"); ok {
		return text
	}
	text, _ := decode(array, "shift_jis")
	return text
}

func decode(octets js.Value, charset string) (text string, ok bool) {
	defer func() {
		if recover() != nil { // octets that the charset does not have
			ok = false
		}
	}()
	decoder := js.Global().Get("TextDecoder").New(charset, map[string]any{"fatal": charset == "utf-8"})
	return decoder.Call("decode", octets).String(), true
}
