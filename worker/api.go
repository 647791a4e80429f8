package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"
	"time"

	"todoku/records/check"
	"todoku/records/domain"
	"todoku/records/lookup"
	"todoku/records/spf"
)

// Bounds of one request.
const (
	maxBody      = 64 << 10
	maxQuestions = 40
	maxSelectors = 20
	maxPlanned   = 40
	maxServers   = 10
	maxValue     = 8 << 10
	timeLimit    = 12 * time.Second
)

// build is the version of the program, set by the linker.
var build = "dev"

const healthPath = "/api/v1/health"

// api is the HTTP interface, the same on Cloudflare and on a laptop.
type api struct {
	transport transport
	settings
	now    func() time.Time
	health *health
	cache  *cache
	joined flights[[]byte]
}

func newAPI(t transport, s settings) *api {
	return &api{transport: t, settings: s, now: time.Now, health: newHealth(time.Now), cache: newCache(time.Now, s.keep)}
}

// asker asks for one request.
func (a *api) asker(ctx context.Context) *asker {
	return &asker{ctx: ctx, transport: a.transport, settings: a.settings, health: a.health, budget: lookup.Budget{Left: a.budget}}
}

// routes of the API: the methods of each path.
func (a *api) routes(path string) map[string]http.HandlerFunc {
	switch path {
	case "/api/v1/check":
		return map[string]http.HandlerFunc{http.MethodGet: a.getCheck, http.MethodPost: a.postCheck}
	case "/api/v1/lookup":
		return map[string]http.HandlerFunc{http.MethodPost: a.postLookup}
	case "/api/v1/spf":
		return map[string]http.HandlerFunc{http.MethodGet: a.getSPF}
	case healthPath:
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
	if p := valid(&req); p != nil {
		p.write(w)
		return
	}
	respond(w, http.StatusOK, "application/json", a.reportOnce(r.Context(), req))
}

// reportOnce writes a report in JSON. Whoever asks for the same while it is made gets the same.
func (a *api) reportOnce(ctx context.Context, req check.Request) []byte {
	key, _ := json.Marshal(req)
	return a.joined.do(string(key), func() []byte {
		report := a.report(context.WithoutCancel(ctx), req) // others may wait for it when this client has gone
		return encode(report)
	})
}

// report looks at a domain: what DNS says, then, where it is wanted, what each source says, and the policy file.
func (a *api) report(ctx context.Context, req check.Request) check.Report {
	ctx, cancel := context.WithTimeout(ctx, timeLimit)
	defer cancel()
	ask := withDemo{a.asker(ctx), isDemo(req.Domain)}
	// Where somebody looks whether a change has come, nothing is taken from the cache; elsewhere what the services of
	// others publish is.
	fresh := req.Sightings || len(req.Planned)+len(req.Also) > 0
	source := cached{ask, a.cache, func(name string) bool { return !fresh && !domain.Under(name, req.Domain) }}
	req.Probe = "todoku-" + strings.ToLower(rand.Text()[:16])
	var memo lookup.Memo
	var report check.Report
	run := func(known lookup.Resolver) { report = check.Run(known, req) }
	memo.Gather(source, run)
	at := a.now()
	if req.Sightings {
		req.Evidence.At = at.Unix()
		req.Evidence.Sightings = ask.sightings(interests(req), report.NameServers, memo.Answers())
	}
	if report.WantsPolicy() {
		req.Evidence.Policy = ask.policy(req.Domain)
	}
	if req.Evidence.Sightings != nil || req.Evidence.Policy != nil {
		memo.Gather(source, run)
	}
	report.At = at.UTC().Format(time.RFC3339)
	report.Answers = memo.Answers()
	report.Silent = ask.next.silence()
	return report
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
		name, f := domain.ParseOwner(q.Name)
		if f != nil {
			badName(f).write(w)
			return
		}
		req.Questions[i].Name = name
	}
	source := cached{withDemo{a.asker(r.Context()), isDemo(req.Domain)}, a.cache, func(string) bool { return true }}
	var memo lookup.Memo
	memo.Gather(source, func(known lookup.Resolver) {
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
