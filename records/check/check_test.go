package check

import (
	"encoding/json"
	"net/netip"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"todoku/records/finding"
	"todoku/records/lookup"
)

// Each testdata/*.txtar is a domain. Its files are:
//
//	zone           what is published
//	request        what is asked about it, in JSON; without one, example.jp alone
//	secure         is there where the resolver validates every answer
//	extended       lines "name type code…": extended DNS errors that come with an answer
//	policy         what the server of the MTA-STS policy sends: a line "status content-type" or "FAIL reason", the body
//	resolver NAME, name-server NAME   a zone: what that source says of the planned names
//	want           the report: a topic a line with its state and all its codes, a planned record with its status and
//	               all its codes. Topics that are optional, or in order and of no record, are left out.
//	never          codes that must not be anywhere in the report
func TestRun(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no test cases", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { testFile(t, file) })
	}
}

func testFile(t *testing.T, file string) {
	c := readCase(t, file)
	// Through a memo, as the Worker does it: the answer must not depend on how questions are batched.
	var memo lookup.Memo
	var report Report
	memo.Gather(c.world, func(r lookup.Resolver) { report = Run(r, c.req) })
	direct := Run(c.world, c.req)
	if got, want := summary(report), summary(direct); got != want {
		t.Errorf("in batches:\n%s\ndirectly:\n%s", got, want)
	}
	if got := summary(report); got != c.want {
		t.Errorf("got:\n%s\nwant:\n%s", got, c.want)
	}
	for _, code := range strings.Fields(c.never) {
		if strings.Contains(" "+strings.ReplaceAll(summary(report), "\n", " ")+" ", " "+code+" ") {
			t.Errorf("must not say %s", code)
		}
	}
	if n := len(memo.Answers()); n > 46 {
		t.Errorf("asked %d questions", n)
	}
	data, err := json.Marshal(report)
	if err != nil {
		t.Fatal(err)
	}
	var again Report
	if err := json.Unmarshal(data, &again); err != nil || summary(again) != summary(report) {
		t.Errorf("the report does not survive JSON: %v", err)
	}
}

// testCase is one of testdata, read.
type testCase struct {
	world       world
	req         Request
	want, never string
}

// seen is when the sightings of the cases were had.
const seen = 1_000_000

func readCase(t *testing.T, file string) testCase {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	c := testCase{req: Request{Domain: "example.jp", Probe: "q7x2m9"}, world: world{extended: map[lookup.Question][]uint16{}}}
	zones := map[string]*lookup.Zone{}
	var sources []string
	for _, f := range archive.Files {
		data := string(f.Data)
		switch {
		case f.Name == "request":
			if err := json.Unmarshal(f.Data, &c.req); err != nil {
				t.Fatal(err)
			}
		case f.Name == "want":
			c.want = data
		case f.Name == "never":
			c.never = data
		case f.Name == "secure":
			c.world.secure = true
		case f.Name == "extended":
			for _, line := range strings.Split(strings.TrimSpace(data), "\n") {
				fields := strings.Fields(line)
				var typ lookup.Type
				if err := typ.UnmarshalText([]byte(fields[1])); err != nil {
					t.Fatal(err)
				}
				for _, code := range fields[2:] {
					n, _ := strconv.Atoi(code)
					q := lookup.Ask(fields[0], typ)
					c.world.extended[q] = append(c.world.extended[q], uint16(n))
				}
			}
		case f.Name == "policy":
			c.req.Evidence.Policy = readPolicy(data)
		default:
			zone, err := lookup.ParseZone(data)
			if err != nil {
				t.Fatal(f.Name, err)
			}
			if f.Name == "zone" {
				c.world.zone = zone
			} else {
				zones[f.Name] = zone
				sources = append(sources, f.Name)
			}
		}
	}
	for _, p := range c.req.Planned {
		for _, source := range sources {
			kind, name, _ := strings.Cut(source, " ")
			c.req.Evidence.Sightings = append(c.req.Evidence.Sightings,
				lookup.Sighting{Source: name, Kind: kind, Answer: zones[source].Lookup(lookup.Ask(p.Name, p.Type))})
		}
	}
	c.req.Evidence.At = seen
	return c
}

func readPolicy(data string) *PolicyFile {
	head, body, _ := strings.Cut(data, "\n")
	status, contentType, _ := strings.Cut(head, " ")
	p := &PolicyFile{URL: "https://mta-sts.example.jp/.well-known/mta-sts.txt", ContentType: contentType, Body: body}
	if status == "FAIL" {
		return &PolicyFile{URL: p.URL, Failure: lookup.Failure(contentType)}
	}
	p.Status, _ = strconv.Atoi(status)
	return p
}

// world is a zone behind a resolver that may validate and explain.
type world struct {
	zone     *lookup.Zone
	secure   bool
	extended map[lookup.Question][]uint16
}

func (w world) Lookup(q lookup.Question) lookup.Answer {
	a := w.zone.Lookup(q)
	a.Secure = w.secure && a.OK()
	a.Extended = w.extended[q]
	return a
}

func summary(r Report) string {
	var b strings.Builder
	codes := func(findings []finding.Finding) {
		for _, f := range findings {
			b.WriteString(" " + f.Code)
		}
	}
	if r.Zone != r.Domain {
		b.WriteString("zone: " + r.Zone + "\n")
	}
	if len(r.Panels) > 0 {
		b.WriteString("panels: " + strings.Join(r.Panels, " ") + "\n")
	}
	for _, s := range r.Senders {
		b.WriteString("sender: " + s.ID + " by " + strings.Join(s.By, " "))
		for _, k := range slices.Sorted(func(yield func(string) bool) {
			for k := range s.Values {
				if !yield(k) {
					return
				}
			}
		}) {
			b.WriteString(" " + k + "=" + s.Values[k])
		}
		b.WriteString("\n")
	}
	for _, t := range r.Topics {
		if t.State == Optional || t.State == OK && len(t.Records) == 0 && len(t.Findings) == 0 {
			continue
		}
		b.WriteString(t.ID + ": " + string(t.State))
		codes(t.Findings)
		for _, f := range t.Failures {
			b.WriteString(" (" + string(f.Why) + " " + f.Name + ")")
		}
		b.WriteString("\n")
	}
	for _, v := range r.Planned {
		b.WriteString("planned " + v.Name + ": " + string(v.Status))
		codes(v.Findings)
		if v.FoundSpan != (finding.Span{}) || v.PlannedSpan != (finding.Span{}) {
			b.WriteString(" [" + v.FoundSpan.In(v.Found[0]) + "|" + v.PlannedSpan.In(v.Value) + "]")
		}
		if v.Spread != nil {
			b.WriteString(" " + string(v.Spread.Stage))
			if v.Spread.At > 0 {
				b.WriteString("+" + strconv.Itoa(int(v.Spread.At-seen)))
			}
			for _, h := range v.Spread.Holders {
				b.WriteString(" " + h.Source + "=" + string(h.Has))
			}
		}
		b.WriteString("\n")
	}
	for _, f := range r.Unplanned {
		b.WriteString("unplanned " + f.Name + ": " + f.Code + " [" + f.Text + "]\n")
	}
	return b.String()
}

func TestSame(t *testing.T) {
	for _, test := range []struct {
		kind, a, b string
		want       bool
	}{
		{"spf", "v=spf1 a include:x.example -all", "V=SPF1  A +include:X.example. -ALL ", true},
		{"spf", "v=spf1 a mx -all", "v=spf1 mx a -all", false}, // the order can matter
		{"spf", "v=spf1 a -all", "v=spf1 a ~all", false},
		{"dmarc", "v=DMARC1; p=none; rua=mailto:a@b.example", "v=DMARC1;rua=mailto:a@b.example;p=None;adkim=r;", true},
		{"dmarc", "v=DMARC1; p=none", "v=DMARC1; p=none; sp=none", false},
		{"dmarc", "v=DMARC1; p=none; x=1; y=2; rua=mailto:a@b.example,mailto:c@d.example;", "v=DMARC1; y=2; x=1; rua=mailto:c@d.example, mailto:a@b.example; p=none", true},
		{"dkim", "v=DKIM1; k=rsa; p=MIIB", "p=MI IB", true},
		{"dkim", "v=DKIM1; k=rsa; p=MIIB", "v=DKIM1; k=rsa; p=MIIC", false},
		{"dkim", "v=DKIM1; k=rsa; p=MIIB", "v=DKIM1; k=rsa; t=y; p=MIIB", false},
		{"tags", "v=STSv1; id=20260101;", "v=STSv1;id=20260101", true},
		{"tags", "v=STSv1; id=A", "v=STSv1; id=a", false}, // an id is compared octet by octet
	} {
		k := kindOf(Planned{Name: map[string]string{"dkim": "s._domainkey.example.jp"}[test.kind], Value: test.b})
		if got := k.same(test.a, test.b); got != test.want || k.same(test.b, test.a) != got {
			t.Errorf("%s: same(%q, %q) = %v", test.kind, test.a, test.b, got)
		}
	}
}

func TestDifference(t *testing.T) {
	for _, test := range []struct{ a, b, inA, inB string }{
		{"abc", "abc", "", ""},
		{"abXc", "abc", "X", ""},
		{"abc", "", "abc", ""},
		{"v=spf1 –all", "v=spf1 -all", "–", "-"},
		{"あいう", "あえう", "い", "え"},
	} {
		x, y := difference(test.a, test.b)
		if x.In(test.a) != test.inA || y.In(test.b) != test.inB {
			t.Errorf("difference(%q, %q) = %q, %q", test.a, test.b, x.In(test.a), y.In(test.b))
		}
	}
}

// Each code and each status is in what some case wants, so that a probe cannot stop working unnoticed.
func TestCasesAreComplete(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txtar")
	words := map[string]bool{}
	for _, file := range files {
		for _, word := range strings.Fields(readCase(t, file).want) {
			words[word] = true
			stage, _, _ := strings.Cut(word, "+")
			words[stage] = true
		}
	}
	for _, r := range Rules {
		if !words[r.Code] && r != unsigned { // see TestOptional
			t.Errorf("no case wants %s", r.Code)
		}
	}
	for _, s := range []Status{AsPlanned, Differs, Missing, Other, CouldNotLook, StillThere} {
		if !words[string(s)] {
			t.Errorf("no case wants a record to be %s", s)
		}
	}
	for _, s := range []Stage{Everywhere, Spreading, ServersDiffer, NotAtServers, Waiting, NobodyAsked} {
		if !words[string(s)] {
			t.Errorf("no case wants the stage %s", s)
		}
	}
}

// What a domain does without and mail arrives without is no fault, and said to be optional.
func TestOptional(t *testing.T) {
	c := readCase(t, "testdata/healthy.txtar")
	report := Run(c.world, c.req)
	topic := report.Topic("dnssec")
	if topic.State != Optional || len(topic.Findings) != 1 || topic.Findings[0].Code != unsigned.Code {
		t.Errorf("dnssec: %+v", topic)
	}
}

// A check of a usual domain needs about 40 questions at most: the free plan of Cloudflare allows 50 requests.
func TestQuestions(t *testing.T) {
	files, _ := filepath.Glob("testdata/whole-*.txtar")
	if len(files) < 10 {
		t.Fatalf("%d whole domains", len(files))
	}
	for _, file := range files {
		c := readCase(t, file)
		var memo lookup.Memo
		memo.Gather(c.world, func(r lookup.Resolver) { Run(r, c.req) })
		n := len(memo.Answers())
		t.Logf("%s: %d questions", filepath.Base(file), n)
		if n > 40 {
			t.Errorf("%s: %d questions", file, n)
		}
	}
}

// Whatever a zone and a plan hold, a report comes of it: in batches the same as directly, and with marks that lie within
// the texts they are about.
func FuzzRun(f *testing.F) {
	f.Add("example.jp. SOA a. b. 1 2 3 4 5\nexample.jp. TXT \"v=spf1 -all\"\n*.example.jp. CNAME example.jp.", "v=spf1 mx -all", "example.jp")
	f.Add("_dmarc.example.jp. TXT \"v=DMARC1; p=none\"\nexample.jp. MX 0 .", "v=DMARC1; p=reject", "_dmarc.example.jp")
	f.Add("s._domainkey.example.jp. CNAME s._domainkey.example.jp.\nexample.jp. FAIL TXT bogus", "v=DKIM1; p=", "s._domainkey.example.jp")
	f.Add("_mta-sts.example.jp. TXT v=STSv1;id=1\nexample.jp. MX 1 example.jp.\n_25._tcp.example.jp. TLSA 3 1 1 zz", "10 example.jp", "*._domainkey.example.jp")
	f.Fuzz(func(t *testing.T, text, value, name string) {
		zone, err := lookup.ParseZone(text)
		if err != nil {
			return
		}
		req := Request{Domain: "example.jp", Probe: "q7x2m9", Servers: []Server{{Address: netip.MustParseAddr("203.0.113.1"), Helo: value}},
			Evidence: Evidence{Policy: &PolicyFile{Status: 200, Body: value}}}
		for _, typ := range []lookup.Type{lookup.TXT, lookup.CNAME, lookup.MX} {
			p := Planned{Name: lookup.Ask(name, typ).Name, Type: typ, Value: value}
			req.Planned = append(req.Planned, p, Planned{Name: p.Name, Type: typ, Value: value, Gone: true})
			req.Evidence.Sightings = append(req.Evidence.Sightings, lookup.Sighting{Source: "a", Kind: lookup.FromNameServer, Answer: zone.Lookup(lookup.Ask(name, typ))})
		}
		w := world{zone: zone, secure: true}
		direct := Run(w, req)
		var memo lookup.Memo
		var batched Report
		memo.Gather(w, func(r lookup.Resolver) { batched = Run(r, req) })
		if a, b := summary(direct), summary(batched); a != b {
			t.Errorf("directly:\n%s\nin batches:\n%s", a, b)
		}
		for _, v := range direct.Planned {
			if v.PlannedSpan.End > len(v.Value) || len(v.Found) > 0 && v.FoundSpan.End > len(v.Found[0]) {
				t.Errorf("marks %v %v outside of %+v", v.PlannedSpan, v.FoundSpan, v)
			}
		}
		for _, r := range Receivers {
			for _, q := range r.Requirements {
				if q.Standing(&direct) == "" {
					t.Errorf("%s has no standing", q.Point)
				}
			}
		}
	})
}
