package records

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"todoku/records/bimi"
	"todoku/records/calendar"
	"todoku/records/dkim"
	"todoku/records/dmarc"
	"todoku/records/finding"
	"todoku/records/lookup"
	"todoku/records/message"
	"todoku/records/plan"
	"todoku/records/provider"
	"todoku/records/vector"
)

// mayImport says which packages of the module a package may import; "*" stands for all of records. What is not listed may
// import nothing of it.
var mayImport = table(`
records: *
records/mail:
records/bounce: finding tag domain mail
records/signature: finding tag domain lookup dkim mail
records/header: finding domain lookup spf dmarc mail signature unsubscribe
records/aggregate: finding domain mail provider
records/warmup: finding calendar
records/vector: finding
records/tag: finding txt
records/calendar:
records/txt: finding
records/domain: finding
records/input: finding txt domain
records/lookup: domain txt
records/spf: finding tag txt domain lookup
records/dmarc: finding tag txt domain lookup calendar
records/der:
records/dkim: der finding tag txt domain lookup calendar
records/mtasts: finding tag txt domain lookup
records/tlsrpt: finding tag txt domain lookup
records/bimi: finding tag txt domain lookup
records/tlsa: der finding tag txt domain lookup
records/mx: finding tag txt domain lookup
records/unsubscribe: finding tag mail
records/message: finding
records/provider: lookup
records/recipe: txt domain lookup provider
records/sheet: domain lookup message plan provider recipe
records/plan: finding tag txt domain lookup spf dmarc dkim mtasts tlsrpt bimi tlsa mx provider
records/check: finding tag txt domain lookup spf dmarc dkim mtasts tlsrpt bimi tlsa mx provider
records/clients: finding domain input message check export
records/handoff: finding message domain txt lookup plan check
records/share: finding domain input lookup spf dmarc dkim provider plan
records/zoneimport: finding txt domain lookup
records/export: message domain txt lookup plan
site: catalogue bimi message provider finding vector check lookup domain export clients warmup dkim
site/text:
wasm/page: *
wasm/wizard: *
wasm/tools: *
wasm/reader: *
wasm/reader/unpack: *
worker: *
`)

// table reads lines of "name: words".
func table(text string) map[string]string {
	m := map[string]string{}
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		name, words, _ := strings.Cut(line, ":")
		m[name] = strings.TrimSpace(words)
	}
	return m
}

// modules says which modules each part may use besides the standard library.
var modules = map[string][]string{
	"worker": {"github.com/syumai/workers", "github.com/miekg/dns"},
}

func TestImports(t *testing.T) {
	for _, file := range goFiles(t) {
		dir := filepath.ToSlash(filepath.Dir(file))
		part, _, _ := strings.Cut(dir, "/")
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", file), nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range f.Imports {
			path, _ := strconv.Unquote(spec.Path.Value)
			own, inside := strings.CutPrefix(path, "todoku/")
			switch {
			case inside:
				allowed := mayImport[dir]
				if own == "records" { // the catalogue of the whole library
					own += "/catalogue"
				}
				name, isRecord := strings.CutPrefix(own, "records/")
				fine := isRecord && (allowed == "*" || slices.Contains(strings.Fields(allowed), name)) ||
					strings.HasPrefix(own, part+"/") && part != "records"
				if !fine && dir != "site/e2e" && dir != "site/size" {
					t.Errorf("%s imports %s", file, path)
				}
			case strings.Contains(strings.SplitN(path, "/", 2)[0], "."):
				if !slices.ContainsFunc(modules[part], func(m string) bool { return path == m || strings.HasPrefix(path, m+"/") }) && part != "site" {
					t.Errorf("%s imports %s", file, path)
				}
			case dir == "records/aggregate" && path == "encoding/json": // the program that reads reports runs beside the page
			case dir == "records/signature" && path == "crypto/sha256": // only the tools verify signatures
			case part == "records" && slices.Contains([]string{"time", "math/rand", "math/rand/v2", "crypto/rand", "os", "net", "net/http", "regexp", "fmt", "context", "reflect", "encoding/json", "encoding/hex", "crypto/sha256", "crypto/x509"}, path):
				t.Errorf("%s imports %s: clock, chance, environment and network are passed in; the others are too large for the browser", file, path)
			}
		}
	}
}

// The first page stays small: what these packages bring along would be more than all that the wizard does.
func TestWizardIsLean(t *testing.T) {
	list := exec.Command("go", "list", "-deps", "../wasm/wizard")
	list.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	deps := strings.Fields(string(out))
	for _, heavy := range []string{"fmt", "reflect", "context", "os", "time", "net/http", "regexp", "encoding/json", "encoding/xml", "crypto/sha256"} {
		if slices.Contains(deps, heavy) {
			t.Errorf("the wizard brings along %s; go list -deps tells through which package", heavy)
		}
	}
}

// goFiles lists the Go files of the module that are no tests.
func goFiles(t *testing.T) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir("..", func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "node_modules" || entry.Name() == "dist" || entry.Name() == "testdata" || strings.HasPrefix(entry.Name(), ".") && entry.Name() != "..") {
			return filepath.SkipDir
		}
		if strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
			rel, err := filepath.Rel("..", path)
			if err != nil {
				return err
			}
			files = append(files, rel)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestEveryRuleHasItsSentence(t *testing.T) {
	for _, m := range message.Missing() {
		t.Error(m)
	}
	spaces := map[string]bool{}
	codes := map[string]bool{}
	for _, r := range Rules() {
		if codes[r.Code] {
			t.Errorf("%s is declared twice", r.Code)
		}
		codes[r.Code] = true
		space, _, _ := strings.Cut(r.Code, ".")
		spaces[space] = true
		if r.Severity.Rank() == 0 {
			t.Errorf("%s has severity %q", r.Code, r.Severity)
		}
		for _, lang := range message.Langs {
			text := message.Say(lang, r.Code, nil)
			if !message.Has(lang, r.Code) {
				t.Errorf("%s has no sentence in %s", r.Code, lang)
			} else if r.Severity != finding.Info && text.Do == "" {
				t.Errorf("%s does not say in %s what to do", r.Code, lang)
			}
		}
	}
	for _, code := range message.Codes() {
		if space, _, _ := strings.Cut(code, "."); spaces[space] && !codes[code] {
			t.Errorf("there is a sentence for %s, but no such rule", code)
		}
	}
}

func TestEveryProviderTextExists(t *testing.T) {
	want := map[string]bool{}
	for _, k := range provider.Kinds {
		want["kind."+string(k)] = true
	}
	for _, s := range provider.Senders {
		for _, n := range s.Notes {
			want[n] = true
		}
		for _, f := range s.Fields {
			want["field."+f.ID] = true
		}
	}
	for _, p := range provider.Panels {
		for _, n := range p.Notes {
			want[n] = true
		}
	}
	for _, r := range bimi.Receivers {
		want["logo."+r.ID] = true
	}
	for code := range want {
		if !message.Has(message.Ja, code) {
			t.Errorf("no sentence for %s", code)
		}
	}
	for _, code := range message.Codes() {
		for _, space := range []string{"sender.", "panel.", "field.", "kind.", "logo."} {
			if strings.HasPrefix(code, space) && !want[code] {
				t.Errorf("nothing in the catalogue says %s", code)
			}
		}
	}
}

// Every step of a setup, of a rollout and of a change of keys, and every piece of advice, has its sentence.
func TestEveryStepHasItsSentence(t *testing.T) {
	var codes []string
	day := calendar.Date{Year: 2026, Month: 11, Day: 28}
	for _, signer := range dkim.Signers {
		codes = append(codes, "signer."+string(signer))
		for _, p := range dkim.Configure(signer, "example.jp", "s1", nil).Parts {
			codes = append(codes, p.What, "signer.form."+string(p.Form))
		}
	}
	for _, turn := range dkim.Rotation(day) {
		codes = append(codes, turn.What)
	}
	for _, stage := range dmarc.Rollout(dmarc.Record{Policy: dmarc.None}, dmarc.Reject, day) {
		codes = append(codes, stage.Condition)
	}
	for _, way := range []plan.Way{plan.Aligns, plan.Possible, plan.Never, plan.NotKnown} {
		codes = append(codes, "align.way."+string(way))
	}
	codes = append(codes, plan.AdviceGood, plan.AdviceSPFOnly, plan.AdviceDKIM, plan.AdviceDKIMToo, plan.AdviceEnvelope, plan.AdviceAsk, plan.AdviceNothing)
	for _, code := range codes {
		if !message.Has(message.Ja, code) {
			t.Errorf("no sentence for %s", code)
		}
	}
}

// Every file of vectors says what its judge says, and every argument that a sentence names is given by whoever emits
// the finding.
func TestVectors(t *testing.T) {
	for _, j := range Judges {
		file, err := Examples.ReadFile(j.Path)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range vector.Problems(string(file), j.Space, nil, j.Lint) {
			t.Errorf("%s: %s", j.Path, p)
		}
		vectors, _ := vector.Parse(string(file), j.Space)
		for _, v := range vectors {
			for _, f := range j.Lint(v.Text) {
				for name := range f.Args { // the record itself may hold braces
					f.Args[name] = "x"
				}
				for _, lang := range message.Langs {
					text := message.Of(lang, f)
					if strings.Contains(strings.ReplaceAll(text.What+text.Do, "%{p}", ""), "{") {
						t.Errorf("%s: %s leaves open: %s %s", v.Text, f.Code, text.What, text.Do)
					}
				}
			}
		}
	}
}

// Sentences for people stand in message; elsewhere, Japanese is data: about providers, of bounces, or characters to
// repair.
func TestNoSentencesElsewhere(t *testing.T) {
	for _, file := range goFiles(t) {
		dir := filepath.ToSlash(filepath.Dir(file))
		if dir == "records/message" || dir == "records/provider" || dir == "records/bounce" || strings.HasPrefix(dir, "site") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", file), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING && strings.IndexFunc(lit.Value, isHiragana) >= 0 {
				t.Errorf("%s holds Japanese text: %s", file, lit.Value)
			}
			return true
		})
	}
}

func isHiragana(r rune) bool { return unicode.Is(unicode.Hiragana, r) }

func TestEveryFailureHasItsSentence(t *testing.T) {
	for _, why := range lookup.Failures {
		for _, lang := range message.Langs {
			if !message.Has(lang, "failure."+string(why)) {
				t.Errorf("%s has no sentence for %s", lang, why)
			}
		}
	}
}

// A package that has rules is in the catalogue.
func TestCatalogueIsWhole(t *testing.T) {
	catalogue, err := os.ReadFile("catalogue.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range goFiles(t) {
		source, err := os.ReadFile(filepath.Join("..", file))
		if err != nil {
			t.Fatal(err)
		}
		if name := filepath.Base(filepath.Dir(file)); strings.Contains(string(source), "\nvar Rules finding.Rules\n") && !strings.Contains(string(catalogue), "\t"+name+".Rules,\n") {
			t.Errorf("catalogue.go has no %s.Rules", name)
		}
	}
}

// What is said of whom a rule hurts is said of a rule that is there, or of a group and severity.
func TestWhysAreOfRules(t *testing.T) {
	known := map[string]bool{"why.error": true, "why.warning": true, "why.info": true}
	for _, r := range Rules() {
		space, _, _ := strings.Cut(r.Code, ".")
		known["why."+r.Code], known["why."+space+"."+string(r.Severity)], known["group."+space] = true, true, true
		if !message.Has(message.Ja, "group."+space) {
			t.Errorf("the group of %s has no name", r.Code)
		}
	}
	for _, code := range message.Codes() {
		if (strings.HasPrefix(code, "why.") || strings.HasPrefix(code, "group.")) && !known[code] {
			t.Errorf("%s is said of nothing", code)
		}
	}
}
