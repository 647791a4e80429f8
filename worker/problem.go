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
	problemTypeBase = "urn:todoku:problem:"
)

func refuse(w http.ResponseWriter, status int, code, detail string) {
	write(w, status, "application/problem+json", problem{
		Type: problemTypeBase + code, Title: http.StatusText(status), Status: status, Code: code, Detail: detail,
	})
}

// refuseName refuses a name for the reason that package domain gives.
func refuseName(w http.ResponseWriter, f *finding.Finding) {
	write(w, http.StatusBadRequest, "application/problem+json", problem{
		Type: problemTypeBase + f.Code, Title: http.StatusText(http.StatusBadRequest), Status: http.StatusBadRequest,
		Code: f.Code, Args: f.Args,
	})
}

func write(w http.ResponseWriter, status int, mediaType string, body any) {
	data, err := json.Marshal(body)
	if err != nil {
		status, data = http.StatusInternalServerError, []byte(`{"code":"`+codeInternal+`"}`)
	}
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
