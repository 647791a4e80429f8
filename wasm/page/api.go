//go:build js

package page

import (
	"net/netip"
	"slices"
	"strings"
	"syscall/js"

	"todoku/records/check"
	"todoku/records/domain"
	"todoku/records/lookup"
)

// Fetched is what the Worker sent back: the answers and when they were had.
type Fetched struct {
	Answers []lookup.Answer
	At      string
	// Probe and Evidence are those of a check, see check.Request.
	Probe    string
	Evidence check.Evidence
	// Silent are the resolvers that answered nothing.
	Silent []string
	// Problem is the code of a message where there are no answers.
	Problem string
	// RetryAfter is how many seconds a busy Worker asks to wait.
	RetryAfter int
}

// AskCheck asks the Worker to look at a domain. The page takes the answers from its report and judges them by itself,
// with the same code, so that it can judge them again as plans change. Of what is planned, names and types alone leave
// the page.
func AskCheck(req check.Request) Fetched {
	also := req.Also
	for _, p := range req.Planned {
		if !strings.HasPrefix(p.Name, "*.") { // a check asks for wildcards anyway
			also = append(also, lookup.Ask(p.Name, p.Type))
		}
	}
	servers := make([]any, len(req.Servers))
	for i, s := range req.Servers {
		servers[i] = map[string]any{"address": s.Address.String(), "helo": s.Helo}
	}
	return post("/api/v1/check", map[string]any{"domain": req.Domain, "selectors": list(req.Selectors), "also": questions(also),
		"sightings": req.Sightings, "servers": servers})
}

// MaxAsked is how many questions go into one request to the Worker.
const MaxAsked = 40

// Settle makes questions that have been asked, and have no answer, count as out of reach: they are not asked again
// before the memo drops its failures.
func Settle(memo *lookup.Memo, asked []lookup.Question) {
	for _, q := range asked {
		if memo.Lookup(q).Failure == lookup.NotAsked {
			memo.Put(q.Failure(lookup.Unreachable))
		}
	}
	memo.Missing()
}

// AskLookup asks the Worker a few questions, and for all that an SPF record includes. It takes hosts and owner names
// alone; what a record names besides is not asked, so that it does not keep the others from their answers.
func AskLookup(name string, asked []lookup.Question) Fetched {
	var good []lookup.Question
	var odd []lookup.Answer
	for _, q := range asked {
		if _, problem := domain.ParseOwner(q.Name); problem != nil {
			odd = append(odd, q.Failure(lookup.Malformed))
			continue
		}
		good = append(good, q)
	}
	if len(good) == 0 {
		return Fetched{Answers: odd}
	}
	got := post("/api/v1/lookup", map[string]any{"domain": name, "questions": questions(good), "follow": "spf"})
	got.Answers = append(got.Answers, odd...)
	return got
}

// questions are those for the Worker, each once.
func questions(list []lookup.Question) []any {
	var items []any
	for i, q := range list {
		if !slices.Contains(list[:i], q) {
			items = append(items, map[string]any{"name": q.Name, "type": q.Type.String()})
		}
	}
	return items
}

func list(texts []string) []any {
	items := make([]any, len(texts))
	for i, t := range texts {
		items[i] = t
	}
	return items
}

// post sends JSON and reads answers. It waits, so it must run in a goroutine.
func post(path string, body map[string]any) Fetched {
	options := map[string]any{
		"method":  "POST",
		"headers": map[string]any{"content-type": "application/json"},
		"body":    js.Global().Get("JSON").Call("stringify", js.ValueOf(body)),
		"signal":  js.Global().Get("AbortSignal").Call("timeout", 20000),
	}
	response, err := Await(js.Global().Call("fetch", path, options))
	if err != nil {
		return Fetched{Problem: "look.no-server"}
	}
	if status := response.Get("status").Int(); status == 429 || status == 503 {
		return Fetched{Problem: "look.busy", RetryAfter: retryAfter(response)}
	}
	data, err := Await(response.Call("json"))
	if err != nil || !response.Get("ok").Bool() || data.Get("answers").Type() != js.TypeObject {
		return Fetched{Problem: "look.no-server"}
	}
	out := Fetched{At: str(data, "at"), Probe: str(data, "probe")}
	each(data, "answers", func(v js.Value) { out.Answers = append(out.Answers, ReadAnswer(v)) })
	each(data, "silent", func(v js.Value) { out.Silent = append(out.Silent, str(v, "resolver")) })
	out.Evidence.At = UnixTime(out.At)
	each(data, "sightings", func(v js.Value) {
		out.Evidence.Sightings = append(out.Evidence.Sightings,
			lookup.Sighting{Source: str(v, "source"), Kind: str(v, "kind"), Answer: ReadAnswer(v.Get("answer"))})
	})
	if p := data.Get("policy"); p.Type() == js.TypeObject {
		out.Evidence.Policy = &check.PolicyFile{URL: str(p, "url"), Status: num(p, "status"), ContentType: str(p, "contentType"),
			Body: str(p, "body"), Failure: lookup.Failure(str(p, "failure"))}
	}
	return out
}

// retryAfter reads the seconds of the header (RFC 9110 §10.2.3); without one, a few.
func retryAfter(response js.Value) int {
	v := response.Get("headers").Call("get", "retry-after")
	if v.Type() == js.TypeString {
		if n := Atoi(v.String()); n > 0 {
			return min(n, 300)
		}
	}
	return 5
}

// each calls f with every element of the list of that name, if there is one.
func each(v js.Value, name string, f func(js.Value)) {
	list := v.Get(name)
	for i := 0; list.Type() == js.TypeObject && i < list.Length(); i++ {
		f(list.Index(i))
	}
}

// ReadAnswer reads one answer as encoding/json would, which is too large for the browser.
func ReadAnswer(v js.Value) lookup.Answer {
	a := lookup.Answer{Status: lookup.Status(str(v, "status")), TTL: uint32(num(v, "ttl")), Zone: str(v, "zone"),
		Resolver: str(v, "resolver"), Failure: lookup.Failure(str(v, "failure")), Aliases: strs(v.Get("aliases"))}
	a.Name = str(v, "name")
	if a.Type.UnmarshalText([]byte(str(v, "type"))) != nil || a.Status == "" {
		return a.Question.Failure(lookup.Malformed)
	}
	a.Secure = v.Get("secure").Truthy()
	each(v, "extended", func(code js.Value) { a.Extended = append(a.Extended, uint16(code.Int())) })
	each(v, "records", func(r js.Value) {
		address, _ := netip.ParseAddr(str(r, "address"))
		a.Records = append(a.Records, lookup.Record{TTL: uint32(num(r, "ttl")), Address: address, Host: str(r, "host"),
			Preference: uint16(num(r, "preference")), Strings: strs(r.Get("strings")), Data: str(r, "data")})
	})
	return a
}

func str(v js.Value, name string) string {
	if f := v.Get(name); f.Type() == js.TypeString {
		return f.String()
	}
	return ""
}

func num(v js.Value, name string) int {
	if f := v.Get(name); f.Type() == js.TypeNumber {
		return f.Int()
	}
	return 0
}

func strs(v js.Value) []string {
	if v.Type() != js.TypeObject {
		return nil
	}
	var out []string
	for i := range v.Length() {
		out = append(out, v.Index(i).String())
	}
	return out
}

// UnixTime reads an RFC 3339 time as seconds since 1970-01-01 UTC, 0 where it is none.
func UnixTime(at string) int64 {
	ms := js.Global().Get("Date").Call("parse", at).Float()
	if ms != ms { // not a number
		return 0
	}
	return int64(ms / 1000)
}

// Now is the time of the browser in seconds since 1970-01-01 UTC.
func Now() int64 { return int64(js.Global().Get("Date").Call("now").Float() / 1000) }

// ClockTime writes an RFC 3339 time, some seconds later, as the user's clock shows it; with the day where that is not
// today.
func (a *App) ClockTime(at string, later uint32) string {
	date := js.Global().Get("Date")
	t := date.New(at)
	if at == "" {
		t = date.New()
	}
	t = date.New(t.Call("getTime").Float() + float64(later)*1000)
	style := map[string]any{"hour": "2-digit", "minute": "2-digit"}
	if t.Call("toDateString").String() != date.New().Call("toDateString").String() {
		style["month"], style["day"] = "numeric", "numeric"
	}
	return js.Global().Get("Intl").Get("DateTimeFormat").New(string(a.Lang), style).Call("format", t).String()
}

// ResolverName is how a resolver is called on the page.
func (a *App) ResolverName(resolver string) string {
	switch resolver {
	case "":
		return "DNS"
	case "demo":
		return a.Say("look.demo")
	}
	return resolver
}
