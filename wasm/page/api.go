//go:build js

package page

import (
	"net/netip"
	"syscall/js"

	"todoku/records/check"
	"todoku/records/domain"
	"todoku/records/lookup"
)

// Fetched is what the Worker sent back: the answers and when they were had.
type Fetched struct {
	Answers []lookup.Answer
	At      string
	// Problem is the code of a message where there are no answers.
	Problem string
	// RetryAfter is how many seconds a busy Worker asks to wait.
	RetryAfter int
}

// AskCheck asks the Worker to look at a domain. The page takes the answers from its report and judges them by itself,
// with the same code, so that it can judge them again as plans change.
func AskCheck(req check.Request) Fetched {
	planned := make([]any, len(req.Planned))
	for i, p := range req.Planned {
		planned[i] = map[string]any{"name": p.Name, "type": p.Type.String(), "value": p.Value, "gone": p.Gone}
	}
	return post("/api/v1/check", map[string]any{"domain": req.Domain, "selectors": list(req.Selectors), "planned": planned})
}

// AskLookup asks the Worker a few questions, and for all that an SPF record includes. It takes hosts and owner names
// alone; what a record names besides is not asked, so that it does not keep the others from their answers.
func AskLookup(name string, questions []lookup.Question) Fetched {
	var items []any
	var odd []lookup.Answer
	for _, q := range questions {
		if _, problem := domain.ParseOwner(q.Name); problem != nil {
			odd = append(odd, q.Failure(lookup.Malformed))
			continue
		}
		items = append(items, map[string]any{"name": q.Name, "type": q.Type.String()})
	}
	if len(items) == 0 {
		return Fetched{Answers: odd}
	}
	got := post("/api/v1/lookup", map[string]any{"domain": name, "questions": items, "follow": "spf"})
	got.Answers = append(got.Answers, odd...)
	return got
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
	out := Fetched{At: str(data, "at")}
	answers := data.Get("answers")
	for i := range answers.Length() {
		out.Answers = append(out.Answers, ReadAnswer(answers.Index(i)))
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

// ReadAnswer reads one answer as encoding/json would, which is too large for the browser.
func ReadAnswer(v js.Value) lookup.Answer {
	a := lookup.Answer{Status: lookup.Status(str(v, "status")), TTL: uint32(num(v, "ttl")), Zone: str(v, "zone"),
		Resolver: str(v, "resolver"), Failure: lookup.Failure(str(v, "failure")), Aliases: strs(v.Get("aliases"))}
	a.Name = str(v, "name")
	if a.Type.UnmarshalText([]byte(str(v, "type"))) != nil || a.Status == "" {
		return a.Question.Failure(lookup.Malformed)
	}
	records := v.Get("records")
	for i := 0; records.Type() == js.TypeObject && i < records.Length(); i++ {
		r := records.Index(i)
		address, _ := netip.ParseAddr(str(r, "address"))
		a.Records = append(a.Records, lookup.Record{TTL: uint32(num(r, "ttl")), Address: address, Host: str(r, "host"),
			Preference: uint16(num(r, "preference")), Strings: strs(r.Get("strings")), Data: str(r, "data")})
	}
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
