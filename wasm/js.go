//go:build js

package main

import (
	"errors"
	"strconv"
	"syscall/js"
)

// This is the only file with js.FuncOf. A callback for a listener is kept for the life of the page; one for a promise
// releases itself.

// callback makes a function for a listener.
func callback(f func(event js.Value)) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) any {
		f(args[0])
		return nil
	})
}

// callbackOnce makes a function for a timer, which is called once.
func callbackOnce(f func()) js.Func {
	var once js.Func
	once = js.FuncOf(func(js.Value, []js.Value) any {
		once.Release()
		f()
		return nil
	})
	return once
}

// await waits for a promise. It must not be called from a listener itself, but from a goroutine: the promise is settled
// by the event loop, which waits for the listener.
func await(promise js.Value) (js.Value, error) {
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

// goGuarded runs f beside the listener that called it.
func (a *app) goGuarded(f func()) {
	go a.guard(f)
}

func itoa(n int) string { return strconv.Itoa(n) }

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
