//go:build js

package page

import "syscall/js"

// HandoffRequest is the message with which the page for requests and files asks the wizard that opened it for the plan.
const HandoffRequest = "todoku: plan"

// Str reads a string of an object; "" where there is none.
func Str(v js.Value, name string) string { return str(v, name) }
