package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"
	"time"

	"todoku/records/check"
	"todoku/records/domain"
	"todoku/records/input"
	"todoku/records/lookup"
	"todoku/records/spf"
)

// Bounds of one request. Cloudflare's free plan allows 50 subrequests.
const (
	maxBody      = 64 << 10
	maxQuestions = 40
	maxSelectors = 20
	maxPlanned   = 40
	maxValue     = 8 << 10
	budget       = 48
	timeLimit    = 12 * time.Second
)

// build is the version of the program, set by the linker.
var build = "dev"

// api is the HTTP interface, the same on Cloudflare and on a laptop.
type api struct {
	transport transport
	resolvers []string
	now       func() time.Time
	health    *health
}

func newAPI(t transport, resolvers []string) *api {
	return &api{transport: t, resolvers: resolvers, now: time.Now, health: &health{now: time.Now}}
}

// source is where the questions of a request about a domain go.
func (a *api) source(r *http.Request, domain string) lookup.Batch {
	ask := &asker{ctx: r.Context(), transport: a.transport, resolvers: a.resolvers, health: a.health, budget: lookup.Budget{Left: budget}}
	return withDemo{ask, isDemo(domain)}
}

// routes of the API: the methods of each path.
func (a *api) routes(path string) map[string]http.HandlerFunc {
	switch path {
	case "/api/v1/check":
		return map[string]http.HandlerFunc{http.MethodGet: a.getCheck, http.MethodPost: a.postCheck}
	case "/api/v1/lookup":
		return map[string]http.HandlerFunc{http.MethodPost: a.postLookup}
	case "/api/v1/health":
		return map[string]http.HandlerFunc{http.MethodGet: a.getHealth}
	}
	return nil
}

// ServeHTTP answers a request to the API.
func (a *api) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	defer func() {
		if p := recover(); p != nil {
			refuse(w, http.StatusInternalServerError, codeInternal, "")
		}
	}()
	methods := a.routes(r.URL.Path)
	if methods == nil {
		refuse(w, http.StatusNotFound, codeNoRoute, r.URL.Path)
		return
	}
	method := r.Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	handle := methods[method]
	if handle == nil {
		var allowed []string
		for _, m := range []string{http.MethodGet, http.MethodPost} {
			if methods[m] != nil {
				allowed = append(allowed, m)
			}
		}
		w.Header().Set("Allow", strings.Join(allowed, ", "))
		refuse(w, http.StatusMethodNotAllowed, codeMethod, r.Method)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), timeLimit)
	defer cancel()
	handle(w, r.WithContext(ctx))
}

func (a *api) getHealth(w http.ResponseWriter, _ *http.Request) {
	write(w, http.StatusOK, "application/json", map[string]any{"version": check.Version, "build": build})
}

func (a *api) getCheck(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	a.check(w, r, check.Request{Domain: q.Get("domain"), Selectors: q["selector"]})
}

func (a *api) postCheck(w http.ResponseWriter, r *http.Request) {
	var req check.Request
	if readJSON(w, r, &req) {
		a.check(w, r, req)
	}
}

// check runs a check and writes its report.
func (a *api) check(w http.ResponseWriter, r *http.Request, req check.Request) {
	if !a.valid(w, &req) {
		return
	}
	var memo lookup.Memo
	var report check.Report
	memo.Gather(a.source(r, req.Domain), func(known lookup.Resolver) {
		report = check.Run(known, req)
	})
	report.At = a.now().UTC().Format(time.RFC3339)
	report.Answers = memo.Answers()
	write(w, http.StatusOK, "application/json", report)
}

// valid makes the names of a request canonical, and refuses what is no name and what is too much.
func (a *api) valid(w http.ResponseWriter, req *check.Request) bool {
	if len(req.Selectors) > maxSelectors || len(req.Planned) > maxPlanned {
		refuse(w, http.StatusBadRequest, codeBadRequest, "too many selectors or planned records")
		return false
	}
	name, problem := domain.Parse(req.Domain)
	if problem != nil {
		refuseName(w, problem)
		return false
	}
	req.Domain = name
	for i, s := range req.Selectors {
		selector, problem := input.Selector(s)
		if problem != nil {
			refuseName(w, problem)
			return false
		}
		req.Selectors[i] = selector
	}
	for i, p := range req.Planned {
		// A wildcard may be planned; it is never asked for by its name.
		rest, wild := strings.CutPrefix(p.Name, "*.")
		owner, problem := domain.ParseOwner(rest)
		switch {
		case problem != nil:
			refuseName(w, problem)
			return false
		case !domain.Under(owner, name):
			refuse(w, http.StatusBadRequest, codeBadRequest, "a planned record lies outside the domain: "+owner)
			return false
		case p.Type != lookup.TXT && p.Type != lookup.CNAME && p.Type != lookup.MX:
			refuse(w, http.StatusBadRequest, codeBadRequest, "planned records are of type TXT, CNAME or MX")
			return false
		case len(p.Value) > maxValue:
			refuse(w, http.StatusBadRequest, codeBadRequest, "a planned value is too long")
			return false
		}
		req.Planned[i].Name = owner
		if wild {
			req.Planned[i].Name = "*." + owner
		}
	}
	return true
}

// lookupRequest asks a few questions; with Follow "spf", those of type TXT bring all that their SPF record includes.
type lookupRequest struct {
	// Domain is the one that the questions are asked for; it matters for a demonstration domain only.
	Domain    string            `json:"domain,omitempty"`
	Questions []lookup.Question `json:"questions"`
	Follow    string            `json:"follow,omitempty"`
}

type lookupReply struct {
	At      string          `json:"at"`
	Answers []lookup.Answer `json:"answers"`
}

func (a *api) postLookup(w http.ResponseWriter, r *http.Request) {
	var req lookupRequest
	if !readJSON(w, r, &req) {
		return
	}
	if len(req.Questions) == 0 || len(req.Questions) > maxQuestions {
		refuse(w, http.StatusBadRequest, codeBadRequest, "between 1 and 40 questions")
		return
	}
	if req.Follow != "" && req.Follow != "spf" {
		refuse(w, http.StatusBadRequest, codeBadRequest, "follow can be \"spf\" only")
		return
	}
	for i, q := range req.Questions {
		name, problem := domain.ParseOwner(q.Name)
		if problem != nil {
			refuseName(w, problem)
			return
		}
		req.Questions[i].Name = name
	}
	var memo lookup.Memo
	memo.Gather(a.source(r, req.Domain), func(known lookup.Resolver) {
		for _, q := range req.Questions {
			known.Lookup(q)
			if req.Follow == "spf" && q.Type == lookup.TXT {
				spf.Count(known, q.Name)
			}
		}
	})
	write(w, http.StatusOK, "application/json", lookupReply{a.now().UTC().Format(time.RFC3339), memo.Answers()})
}

// readJSON reads the body of a request into v, or refuses the request.
func readJSON(w http.ResponseWriter, r *http.Request, v any) bool {
	if media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || media != "application/json" {
		refuse(w, http.StatusUnsupportedMediaType, codeMediaType, "send application/json")
		return false
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	if len(body) > maxBody {
		refuse(w, http.StatusRequestEntityTooLarge, codeTooLarge, "64 KiB at most")
		return false
	}
	if err == nil {
		err = json.Unmarshal(body, v)
	}
	if err != nil {
		detail := "the body is no JSON of the expected form"
		var typeError *json.UnmarshalTypeError
		if errors.As(err, &typeError) {
			detail += ": " + typeError.Field
		}
		refuse(w, http.StatusBadRequest, codeBadJSON, detail)
		return false
	}
	return true
}
