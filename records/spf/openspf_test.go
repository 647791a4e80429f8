package spf

import (
	"bytes"
	"errors"
	"io"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"todoku/records/lookup"
)

// The test suite of the openspf project for RFC 7208: 203 cases in 17 zones. It is read from the module of another
// implementation, which ships it with marks of its own that are undone here.

type suite struct {
	Description string
	Tests       map[string]suiteCase
	Zone        map[string][]yaml.Node `yaml:"zonedata"`
}

type suiteCase struct {
	Helo, Host, Mailfrom, Explanation string
	Result                            oneOrMore
}

// oneOrMore reads a scalar like a list of one.
type oneOrMore []string

func (l *oneOrMore) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		*l = oneOrMore{n.Value}
		return nil
	}
	return n.Decode((*[]string)(l))
}

func suiteFile(t testing.TB) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "blitiri.com.ar/go/spf").Output()
	if err != nil {
		t.Fatalf("the go command does not find the module that holds the suite: %v", err)
	}
	return filepath.Join(strings.TrimSpace(string(out)), "testdata", "rfc7208-tests.yml")
}

func readSuites(t testing.TB, path string) []suite {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var suites []suite
	for decoder := yaml.NewDecoder(bytes.NewReader(data)); ; {
		var s suite
		err := decoder.Decode(&s)
		if errors.Is(err, io.EOF) {
			return suites
		}
		if err != nil {
			t.Fatal(err)
		}
		suites = append(suites, s)
	}
}

// suiteRecord is one entry of zonedata: a type and its words, or a mark such as TIMEOUT.
type suiteRecord struct {
	Type  string
	Words []string
}

// entries reads the zone of a suite, with the marks of the module written as the suite has them.
func (s suite) entries(t testing.TB) map[string][]suiteRecord {
	zone := map[string][]suiteRecord{}
	for name, nodes := range s.Zone {
		for _, n := range nodes {
			if n.Kind == yaml.ScalarNode {
				zone[name] = append(zone[name], suiteRecord{Type: n.Value})
				continue
			}
			var fields map[string]oneOrMore
			if err := n.Decode(&fields); err != nil {
				t.Fatal(err)
			}
			for typ, words := range fields {
				switch typ {
				case "TIMEOUT":
					words = nil
				case "CNAMELOOP":
					typ, words = "CNAME", []string{"CNAME.example.com."}
				}
				zone[name] = append(zone[name], suiteRecord{typ, words})
			}
		}
	}
	return zone
}

// zone makes the zone of a suite. A name without TXT records has those of type SPF as TXT, as the suite asks for; at a
// name with TIMEOUT, every type that is not there times out.
func (s suite) zone(t testing.TB) *lookup.Zone {
	z := &lookup.Zone{}
	for name, records := range s.entries(t) {
		has := func(typ string) bool {
			return slices.ContainsFunc(records, func(r suiteRecord) bool { return r.Type == typ })
		}
		for _, r := range records {
			switch r.Type {
			case "A", "AAAA":
				typ := map[string]lookup.Type{"A": lookup.A, "AAAA": lookup.AAAA}[r.Type]
				z.Add(name, typ, lookup.Record{Address: netip.MustParseAddr(r.Words[0])})
			case "MX":
				z.Add(name, lookup.MX, lookup.Record{Preference: uint16(len(z.Lookup(lookup.Ask(name, lookup.MX)).Records)), Host: r.Words[1]})
			case "PTR":
				z.Add(name, lookup.PTR, lookup.Record{Host: r.Words[0]})
			case "CNAME":
				z.Add(name, lookup.CNAME, lookup.Record{Host: strings.ToLower(strings.TrimSuffix(r.Words[0], "."))})
			case "TXT":
				if !slices.Equal(r.Words, []string{"NONE"}) {
					z.Add(name, lookup.TXT, lookup.Record{Strings: r.Words})
				}
			case "SPF":
				z.Add(name, lookup.SPF, lookup.Record{Strings: r.Words})
				if !has("TXT") {
					z.Add(name, lookup.TXT, lookup.Record{Strings: r.Words})
				}
			case "TIMEOUT":
			default:
				t.Fatalf("%s holds %q", name, r.Type)
			}
		}
		for _, typ := range []lookup.Type{lookup.TXT, lookup.A, lookup.AAAA, lookup.MX, lookup.PTR} {
			if q := lookup.Ask(name, typ); has("TIMEOUT") && z.Lookup(q).Status != lookup.Found {
				z.Fail(name, typ, lookup.Timeout)
			}
		}
	}
	return z
}

func (c suiteCase) request() Request {
	return Request{IP: netip.MustParseAddr(c.Host), Sender: c.Mailfrom, Helo: c.Helo}
}

// runSuites evaluates every case over what the function makes of the zone of its suite.
func runSuites(t *testing.T, over func(*testing.T, *lookup.Zone) lookup.Resolver) {
	cases := 0
	for _, s := range readSuites(t, suiteFile(t)) {
		r := over(t, s.zone(t))
		for name, c := range s.Tests {
			cases++
			got := Evaluate(r, c.request())
			// Where the suite accepts several results, its first one is preferred.
			if string(got.Result) != c.Result[0] {
				t.Errorf("%s: %s: %s (%s), want %v", s.Description, name, got.Result, got.Trace.Cause, c.Result)
			}
			want := strings.TrimPrefix(c.Explanation, "DEFAULT")
			if c.Explanation != "" && got.Explanation != want {
				t.Errorf("%s: %s: explained with %q, want %q", s.Description, name, got.Explanation, want)
			}
		}
	}
	if cases != 203 {
		t.Errorf("the suite has %d cases, want 203", cases)
	}
}

func TestOpenspfOverZone(t *testing.T) {
	runSuites(t, func(_ *testing.T, z *lookup.Zone) lookup.Resolver { return z })
}

// The copy of the module says what the unedited suite says.
func TestOpenspfIsUnedited(t *testing.T) {
	const original = "../../../shared/testdata/rfc7208-tests.yml"
	if _, err := os.Stat(original); err != nil {
		t.Skip("the unedited suite does not stand beside the project")
	}
	ours, theirs := readSuites(t, suiteFile(t)), readSuites(t, original)
	if len(ours) != len(theirs) {
		t.Fatalf("%d zones, want %d", len(ours), len(theirs))
	}
	for i := range ours {
		if !reflect.DeepEqual(ours[i].Tests, theirs[i].Tests) || !reflect.DeepEqual(ours[i].entries(t), theirs[i].entries(t)) {
			t.Errorf("%s differs", ours[i].Description)
		}
	}
}
