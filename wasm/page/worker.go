//go:build js

package page

import "syscall/js"

// Worker is a program that runs beside the page.
type Worker struct{ js.Value }

// StartWorker starts the worker of a script of this site. answer gets what the worker sends: JSON, parsed.
func (a *App) StartWorker(script string, answer func(js.Value)) Worker {
	w := Worker{js.Global().Get("Worker").New(trusted(script), map[string]any{"type": "module"})}
	w.Call("addEventListener", "message", Callback(func(e js.Value) {
		a.Guard(func() { answer(js.Global().Get("JSON").Call("parse", e.Get("data"))) })
	}))
	return w
}

// Send sends a message; files in it are handed over as they are.
func (w Worker) Send(message map[string]any) { w.Call("postMessage", js.ValueOf(message)) }

// policy is the one policy that the pages allow; a second one of its name would be refused.
var policy js.Value

// trusted makes an address that the browser lets a worker start from: one that the program itself names.
func trusted(script string) js.Value {
	types := js.Global().Get("trustedTypes")
	if types.IsUndefined() {
		return js.ValueOf(script)
	}
	if policy.IsUndefined() {
		policy = types.Call("createPolicy", "todoku", map[string]any{"createScriptURL": js.FuncOf(func(_ js.Value, args []js.Value) any { return args[0] })})
	}
	return policy.Call("createScriptURL", script)
}
