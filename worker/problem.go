package main

import (
	"encoding/json"
	"net/http"

	"todoku/records/finding"
)

// problem is the body of every answer that is no success (RFC 9457). Code is stable.
type problem struct {
	Type   string            `json:"type"`
	Title  string            `json:"title"`
	Status int               `json:"status"`
	Code   string            `json:"code"`
	Detail string            `json:"detail,omitempty"`
	Args   map[string]string `json:"args,omitempty"`
}

// The codes of the API itself. A name that is refused has the code of its rule, such as "domain.single-label".
const (
	codeNoRoute     = "api.no-such-route"
	codeMethod      = "api.method-not-allowed"
	codeMediaType   = "api.unsupported-media-type"
	codeTooLarge    = "api.body-too-large"
	codeBadJSON     = "api.bad-json"
	codeBadRequest  = "api.bad-request"
	codeInternal    = "api.internal-error"
	codeTooMany     = "api.too-many-requests" // of this client; Retry-After says when to try again
	codeBusy        = "api.busy"              // too many of all clients; the same
	problemTypeBase = "urn:todoku:problem:"
)

func newProblem(status int, code, detail string) *problem {
	return &problem{Type: problemTypeBase + code, Title: http.StatusText(status), Status: status, Code: code, Detail: detail}
}

func badRequest(detail string) *problem {
	return newProblem(http.StatusBadRequest, codeBadRequest, detail)
}

// badName says for the reason that package domain gives that a name is none.
func badName(f *finding.Finding) *problem {
	p := newProblem(http.StatusBadRequest, f.Code, "")
	p.Args = f.Args
	return p
}

func (p *problem) write(w http.ResponseWriter) { write(w, p.Status, "application/problem+json", p) }

func refuse(w http.ResponseWriter, status int, code, detail string) {
	newProblem(status, code, detail).write(w)
}

func write(w http.ResponseWriter, status int, mediaType string, body any) {
	respond(w, status, mediaType, encode(body))
}

// encode writes JSON. The types of this program always can be.
func encode(body any) []byte {
	data, err := json.Marshal(body)
	if err != nil {
		panic(err)
	}
	return data
}

func respond(w http.ResponseWriter, status int, mediaType string, data []byte) {
	h := w.Header()
	h.Set("Content-Type", mediaType)
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	w.WriteHeader(status)
	w.Write(data)
}
