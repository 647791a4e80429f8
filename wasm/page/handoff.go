//go:build js

package page

// HandoffRequest is the message with which the page for requests and files asks the wizard that opened it for the plan.
const HandoffRequest = "todoku: plan"
