//go:build js

package page

import (
	"errors"
	"strconv"
	"strings"
	"syscall/js"
)

// Callbacks are made here, with few exceptions. A callback for a listener is kept for the life of the page; one for a promise
// releases itself.

// Callback makes a function for a listener.
func Callback(f func(event js.Value)) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) any {
		f(args[0])
		return nil
	})
}

// Callback0 makes a function for a timer that goes on.
func Callback0(f func()) js.Func {
	return js.FuncOf(func(js.Value, []js.Value) any {
		f()
		return nil
	})
}

// CallbackOnce makes a function for a timer, which is called once.
func CallbackOnce(f func()) js.Func {
	var once js.Func
	once = js.FuncOf(func(js.Value, []js.Value) any {
		once.Release()
		f()
		return nil
	})
	return once
}

// Await waits for a promise. It must not be called from a listener itself, but from a goroutine: the promise is settled
// by the event loop, which waits for the listener.
func Await(promise js.Value) (js.Value, error) {
	type outcome struct {
		value js.Value
		err   error
	}
	done := make(chan outcome, 1)
	var resolve, reject js.Func
	settle := func(o outcome) {
		resolve.Release()
		reject.Release()
		done <- o
	}
	resolve = js.FuncOf(func(_ js.Value, args []js.Value) any {
		value := js.Undefined()
		if len(args) > 0 {
			value = args[0]
		}
		settle(outcome{value: value})
		return nil
	})
	reject = js.FuncOf(func(_ js.Value, args []js.Value) any {
		settle(outcome{err: errors.New("rejected")})
		return nil
	})
	promise.Call("then", resolve, reject)
	o := <-done
	return o.value, o.err
}

// Atoi reads a whole number from an attribute of the page, 0 where there is none.
func Atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// Normalize joins what some systems write in two characters, such as か and ゛, and widens half-width kana.
func Normalize(text string) string {
	form := "NFC"
	if strings.IndexFunc(text, func(r rune) bool { return 0xff61 <= r && r <= 0xff9f }) >= 0 {
		form = "NFKC"
	}
	return js.Global().Get("String").Get("prototype").Get("normalize").Call("call", text, form).String()
}

// Fragment is what the address of the page has behind "#", decoded; "" where that is no text.
func Fragment() string {
	text, _ := strings.CutPrefix(js.Global().Get("location").Get("hash").String(), "#")
	return Unescape(text)
}

// Unescape undoes the percent encoding of an address; "" where it is broken.
func Unescape(text string) (decoded string) {
	defer func() {
		if recover() != nil { // decodeURIComponent throws
			decoded = ""
		}
	}()
	return js.Global().Call("decodeURIComponent", text).String()
}

// Address is the address of the page without what stands behind "#".
func Address() string {
	address, _, _ := strings.Cut(js.Global().Get("location").Get("href").String(), "#")
	return address
}
