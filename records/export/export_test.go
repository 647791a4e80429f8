package export

import (
	"bytes"
	stdcsv "encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math/rand"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"gopkg.in/yaml.v3"

	"todoku/records/dmarc"
	"todoku/records/domain"
	"todoku/records/lookup"
	"todoku/records/message"
	"todoku/records/plan"
)

const zone = "example.jp"

// Read is a record as a tool would publish it: the strings of a TXT record joined.
type read struct{ name, typ, value string }

// readers read each format as its tool does.
var readers = map[Format]func(*testing.T, File) []read{
	BIND: readBIND, CSV: readCSV, TerraformCloudflare: readTerraform, TerraformRoute53: readTerraform, DNSControl: readDNSControl,
	OctoDNS: readOctoDNS, CloudflareJSON: readCloudflare, Route53JSON: readRoute53,
}

// unquote reads quoted strings as name servers do, with escapes of three digits in the base. Each has 255 octets at most.
func unquote(t *testing.T, text string, base int) string {
	t.Helper()
	var value []byte
	for rest := strings.TrimSpace(text); rest != ""; {
		if rest[0] != '"' {
			t.Fatalf("no quoted string: %q", rest)
		}
		var one []byte
		i := 1
		for ; i < len(rest) && rest[i] != '"'; i++ {
			c := rest[i]
			if c < ' ' || c > '~' {
				t.Fatalf("octet %d stands as it is in %q", c, text)
			}
			if c == '\\' {
				if n, err := strconv.ParseUint(rest[i+1:min(len(rest), i+4)], base, 8); err == nil {
					c = byte(n)
					i += 3
				} else {
					i++
					c = rest[i]
				}
			}
			one = append(one, c)
		}
		if len(one) > 255 {
			t.Fatalf("a string has %d octets: %q", len(one), text)
		}
		value = append(value, one...)
		rest = strings.TrimSpace(rest[i+1:])
	}
	return string(value)
}

func readData(t *testing.T, name, typ, data string, base int) read {
	t.Helper()
	name = strings.TrimSuffix(name, ".")
	if typ == "TXT" {
		return read{name, typ, unquote(t, data, base)}
	}
	return read{name, typ, strings.TrimSuffix(data, ".")}
}

func readBIND(t *testing.T, f File) []read {
	z, err := lookup.ParseZone(f.Text)
	if err != nil {
		t.Fatal(err, f.Text)
	}
	var list []read
	for _, c := range generated {
		for _, r := range z.Lookup(lookup.Ask(c.Name, c.Type)).Records {
			for _, s := range r.Strings {
				if len(s) > 255 {
					t.Errorf("a string of %d octets", len(s))
				}
			}
			list = append(list, read{c.Name, c.Type.String(), r.Text() + r.Host})
		}
	}
	slices.SortFunc(list, func(a, b read) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	return slices.Compact(list)
}

func readCSV(t *testing.T, f File) []read {
	text, marked := strings.CutPrefix(f.Text, "\ufeff")
	if !marked {
		t.Error("no byte order mark")
	}
	rows, err := stdcsv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var list []read
	for _, row := range rows[1:] {
		value := row[5]
		if len(value) > 1 && value[0] == '\'' {
			value = value[1:]
		}
		if len(row[5]) > 1 && strings.ContainsAny(row[5][:1], "=+-@\t\r") {
			t.Errorf("Excel would calculate %q", row[5])
		}
		if value != "" {
			list = append(list, read{row[1], row[3], strings.ReplaceAll(value, "\r\n", "\n")})
		}
	}
	return list
}

func readTerraform(t *testing.T, f File) []read {
	parsed, diagnostics := hclsyntax.ParseConfig([]byte(f.Text), f.Name, hcl.InitialPos)
	if diagnostics.HasErrors() {
		t.Fatal(diagnostics, f.Text)
	}
	context := &hcl.EvalContext{Variables: map[string]cty.Value{"var": cty.ObjectVal(map[string]cty.Value{"zone_id": cty.StringVal("z")})}}
	var list []read
	labels := map[string]bool{}
	for _, block := range parsed.Body.(*hclsyntax.Body).Blocks {
		if block.Type == "variable" {
			continue
		}
		if labels[block.Labels[1]] {
			t.Errorf("two resources are called %s", block.Labels[1])
		}
		labels[block.Labels[1]] = true
		values := map[string]cty.Value{}
		for name, attribute := range block.Body.Attributes {
			v, diagnostics := attribute.Expr.Value(context)
			if diagnostics.HasErrors() {
				t.Fatal(diagnostics)
			}
			values[name] = v
		}
		name, typ := values["name"].AsString(), values["type"].AsString()
		switch block.Labels[0] {
		case "cloudflare_dns_record":
			allow(t, values, "zone_id", "name", "type", "content", "ttl", "priority", "proxied")
			if typ == "CNAME" && (values["proxied"].IsNull() || values["proxied"].True()) {
				t.Errorf("%s is proxied", name)
			}
			list = append(list, readData(t, name, typ, values["content"].AsString(), 10))
		case "aws_route53_record":
			allow(t, values, "zone_id", "name", "type", "ttl", "records", "allow_overwrite")
			for _, v := range values["records"].AsValueSlice() {
				text := v.AsString()
				if typ == "TXT" { // the provider puts the outer quotation marks
					text = `"` + text + `"`
				}
				list = append(list, readData(t, name, typ, text, 8))
			}
		default:
			t.Fatalf("resource %s", block.Labels[0])
		}
	}
	return list
}

func allow(t *testing.T, values map[string]cty.Value, names ...string) {
	t.Helper()
	for name := range values {
		if !slices.Contains(names, name) {
			t.Errorf("there is no attribute %s", name)
		}
	}
}

func readDNSControl(t *testing.T, f File) []read {
	vm := goja.New()
	var list []read
	record := func(typ string) func(goja.FunctionCall) goja.Value {
		return func(c goja.FunctionCall) goja.Value {
			name := domainOf(c.Argument(0).String())
			list = append(list, read{name, typ, strings.TrimSuffix(c.Argument(1).String(), ".")})
			return goja.Undefined()
		}
	}
	for name, function := range map[string]any{
		"D_EXTEND": func(c goja.FunctionCall) goja.Value {
			if c.Argument(0).String() != zone {
				t.Errorf("D_EXTEND of %s", c.Argument(0))
			}
			return goja.Undefined()
		},
		"TXT": record("TXT"), "CNAME": record("CNAME"), "TTL": func(n int) int { return n },
	} {
		if err := vm.Set(name, function); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := vm.RunString(f.Text); err != nil {
		t.Fatal(err, f.Text)
	}
	return list
}

func domainOf(short string) string {
	if short == "@" || short == "" {
		return zone
	}
	return short + "." + zone
}

// readOctoDNS reads values as octoDNS does: marks around a value go, "\;" is ";", and other escapes are those of a
// zone file.
func readOctoDNS(t *testing.T, f File) []read {
	var entries map[string]struct {
		TTL    int      `yaml:"ttl"`
		Type   string   `yaml:"type"`
		Value  string   `yaml:"value"`
		Values []string `yaml:"values"`
	}
	decoder := yaml.NewDecoder(strings.NewReader(f.Text))
	decoder.KnownFields(true)
	if err := decoder.Decode(&entries); err != nil && err != io.EOF {
		t.Fatal(err, f.Text)
	}
	var list []read
	for name, e := range entries {
		if e.Value != "" {
			e.Values = append(e.Values, e.Value)
		}
		for _, v := range e.Values {
			if e.Type == "TXT" {
				if v[0] == '"' || strings.Contains(v, `" "`) {
					t.Errorf("octoDNS takes marks away from %q", v)
				}
				var parts []string
				for v != "" { // one string of the zone file for every octet, so that none is too long
					width := 1
					if v[0] == '\\' {
						if width = 2; v[1] >= '0' && v[1] <= '9' {
							width = 4
						}
					}
					part := v[:width]
					if part == `"` {
						part = `\"`
					}
					parts = append(parts, `"`+part+`"`)
					v = v[width:]
				}
				v = unquote(t, strings.Join(parts, " "), 10)
			}
			list = append(list, read{domainOf(name), e.Type, strings.TrimSuffix(v, ".")})
		}
	}
	return list
}

func strict(t *testing.T, text string, into any) {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		t.Fatal(err, text)
	}
}

// cloudflareBatch are the fields of the body of POST /zones/{zone_id}/dns_records/batch that a record may have.
type cloudflareBatch struct {
	Deletes []struct {
		ID string `json:"id"`
	} `json:"deletes"`
	Patches []cloudflareRecord `json:"patches"`
	Puts    []cloudflareRecord `json:"puts"`
	Posts   []cloudflareRecord `json:"posts"`
}

type cloudflareRecord struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Type     string `json:"type"`
	Content  string `json:"content"`
	TTL      int    `json:"ttl"` // 1 for automatic, or 60 to 86400
	Priority *int   `json:"priority"`
	Proxied  *bool  `json:"proxied"`
	Comment  string `json:"comment"`
}

func readCloudflare(t *testing.T, f File) []read {
	var body cloudflareBatch
	strict(t, f.Text, &body)
	ids := map[string]bool{}
	for _, p := range f.Placeholders {
		ids[p.ID] = true
	}
	take := func(id string) {
		if !ids[id] || len(id) > 32 {
			t.Errorf("%q is no placeholder of a record that is there", id)
		}
		delete(ids, id)
	}
	var list []read
	for _, d := range body.Deletes {
		take(d.ID)
	}
	for _, r := range body.Puts {
		take(r.ID)
	}
	for _, r := range append(body.Puts, body.Posts...) {
		if r.TTL != 1 && (r.TTL < 60 || r.TTL > 86400) {
			t.Errorf("TTL %d", r.TTL)
		}
		if r.Type == "CNAME" && (r.Proxied == nil || *r.Proxied) {
			t.Errorf("%s is proxied", r.Name)
		}
		list = append(list, readData(t, r.Name, r.Type, r.Content, 10))
	}
	if len(ids) > 0 {
		t.Errorf("placeholders that nothing uses: %v", ids)
	}
	return list
}

// route53Batch is the ChangeBatch of ChangeResourceRecordSets.
type route53Batch struct {
	Comment string
	Changes []struct {
		Action            string
		ResourceRecordSet struct {
			Name            string
			Type            string
			TTL             int
			ResourceRecords []struct{ Value string }
		}
	}
}

func readRoute53(t *testing.T, f File) []read {
	var body route53Batch
	strict(t, f.Text, &body)
	var list []read
	seen := map[string]bool{}
	for _, c := range body.Changes {
		set := c.ResourceRecordSet
		if seen[set.Name+set.Type] {
			t.Errorf("%s %s is changed twice", set.Name, set.Type)
		}
		seen[set.Name+set.Type] = true
		if len(set.ResourceRecords) == 0 || !strings.HasSuffix(set.Name, ".") || c.Action != "UPSERT" && c.Action != "DELETE" {
			t.Errorf("%+v", c)
		}
		for _, r := range set.ResourceRecords {
			if got := readData(t, set.Name, set.Type, r.Value, 8); c.Action == "UPSERT" {
				list = append(list, got)
			}
		}
	}
	return list
}

// generated is the plan that is being tested: readBIND asks for its names.
var generated []plan.Change

// whole tells the formats that write all values of a name and type.
func whole(f Format) bool { return f == TerraformRoute53 || f == OctoDNS || f == Route53JSON }

// check writes the plan in every format, reads it as the tool does, and compares.
func check(t *testing.T, changes []plan.Change, published *lookup.Zone) {
	t.Helper()
	generated = changes
	for _, format := range Formats {
		f := Write(format, Input{Zone: zone, Changes: changes, Published: published, Lang: message.Ja})
		want := map[read]bool{}
		for _, c := range changes {
			if c.Value != "" && c.Action != plan.Keep {
				want[read{c.Name, c.Type.String(), c.Value}] = true
			}
			if whole(format) && c.Action != plan.Keep {
				for _, r := range published.Lookup(lookup.Ask(c.Name, c.Type)).Records {
					old := r.Text() + r.Host
					if !slices.ContainsFunc(changes, func(o plan.Change) bool {
						return o.Name == c.Name && o.Type == c.Type && o.Old == old && o.Action != plan.Keep
					}) {
						want[read{c.Name, c.Type.String(), old}] = true
					}
				}
			}
		}
		got := readers[format](t, f)
		for _, r := range got {
			if !want[r] {
				t.Fatalf("%s publishes %q\n%s", format, r, f.Text)
			}
			delete(want, r)
		}
		for r := range want {
			t.Fatalf("%s does not publish %q\n%s", format, r, f.Text)
		}
	}
}

var key = "v=DKIM1; k=rsa; p=" + strings.Repeat("MIIBIjANBgkqhkiG9w0BAQEFAAOC+/", 13) + "IDAQAB"

func TestFormats(t *testing.T) {
	published := lookup.MustParseZone(`
example.jp TXT "v=spf1 mx ~all"
example.jp TXT "v=spf1 a ~all"
example.jp TXT "google-site-verification=abc"
k2._domainkey.example.jp CNAME k2.p.example
`)
	changes := []plan.Change{
		{Action: plan.Replace, Topic: "spf", Name: zone, Type: lookup.TXT, Old: "v=spf1 mx ~all", Value: "v=spf1 mx exists:%{i}.spf.example.jp ~all"},
		{Action: plan.Delete, Topic: "spf", Name: zone, Type: lookup.TXT, Old: "v=spf1 a ~all"},
		{Action: plan.Add, Topic: "dkim", Name: "k1._domainkey.example.jp", Type: lookup.TXT, Value: key},
		{Action: plan.Delete, Topic: "dkim", Name: "k2._domainkey.example.jp", Type: lookup.CNAME, Old: "k2.p.example"},
		{Action: plan.Add, Topic: "dkim", Name: "k3._domainkey.example.jp", Type: lookup.CNAME, Value: "k3.p.example"},
		{Action: plan.Add, Topic: "dmarc", Name: "_dmarc.example.jp", Type: lookup.TXT, Value: "v=DMARC1; p=none; rua=mailto:d@example.jp"},
		{Action: plan.Keep, Topic: "dmarc", Name: "keep.example.jp", Type: lookup.TXT, Value: "x", Old: "x"},
	}
	check(t, changes, published)
	for _, format := range Formats {
		f := Write(format, Input{Zone: zone, Changes: changes, Published: published, Lang: message.En})
		if strings.Contains(f.Text, "keep.example.jp") {
			t.Errorf("%s writes what stays as it is", format)
		}
		if f.Name == "" || f.Type == "" || format != CSV && len(f.Notes) == 0 {
			t.Errorf("%s: %+v", format, f)
		}
	}
}

// A name whose other records could not be looked up must not lose them without a word.
func TestUnknownOthers(t *testing.T) {
	changes := []plan.Change{{Action: plan.Add, Topic: "spf", Name: zone, Type: lookup.TXT, Value: "v=spf1 ~all"}}
	failing := lookup.MustParseZone("example.jp FAIL TXT timeout")
	want := message.Say(message.En, "export.others-unknown", map[string]string{"name": zone})
	for _, published := range []lookup.Resolver{nil, failing} {
		for _, format := range Formats {
			f := Write(format, Input{Zone: zone, Changes: changes, Published: published, Lang: message.En})
			if slices.Contains(f.Notes, want) != whole(format) {
				t.Errorf("%s: notes %q", format, f.Notes)
			}
		}
	}
}

// What anybody can publish must not get out of a comment.
func TestHostileOld(t *testing.T) {
	old := "x\"\n\r\u2028${file(\"/etc/passwd\")}\n=1+1 */ \\"
	changes := []plan.Change{
		{Action: plan.Replace, Topic: "spf", Name: zone, Type: lookup.TXT, Old: old, Value: "v=spf1 ~all"},
		{Action: plan.Replace, Topic: "dkim", Name: "a._domainkey.example.jp", Type: lookup.CNAME, Old: "evil\n.example\"", Value: "b.example"},
	}
	published := &lookup.Zone{}
	published.Add(zone, lookup.TXT, lookup.Record{Strings: []string{old}})
	published.Add("a._domainkey.example.jp", lookup.CNAME, lookup.Record{Host: "evil\n.example\""})
	check(t, changes, published)
}

func TestOtherZone(t *testing.T) {
	f := Write(BIND, Input{Zone: zone, Lang: message.En, Changes: []plan.Change{{Action: plan.Add, Name: "example.jp._report._dmarc.other.test", Type: lookup.TXT, Value: "v=DMARC1"}}})
	if strings.Contains(f.Text, "other.test") || len(f.Notes) != 2 {
		t.Errorf("%+v", f)
	}
}

// Random plans are read back as they were written.
func TestRandomPlans(t *testing.T) {
	random := rand.New(rand.NewSource(7))
	alphabet := []string{"a", "B", "7", " ", ";", "\"", "\\", "${", "%{i}", "'", "#", "=", "+", "-", "@", "/", "\t", "é", "届", "\n", "{", "`", "\\;", "\" \""}
	text := func() string {
		var b strings.Builder
		for n := 1 + random.Intn(3)*random.Intn(300); n > 0; n-- {
			b.WriteString(alphabet[random.Intn(len(alphabet))])
		}
		return b.String()
	}
	for range 400 {
		published := &lookup.Zone{}
		var changes []plan.Change
		names := []string{zone, "_dmarc." + zone, "s1._domainkey." + zone, "deep.er._x." + zone}
		for _, name := range names[:1+random.Intn(len(names))] {
			if random.Intn(4) == 0 {
				changes = append(changes, plan.Change{Action: plan.Add, Topic: "dkim", Name: "c" + strconv.Itoa(len(changes)) + "._domainkey." + zone,
					Type: lookup.CNAME, Value: "x" + strconv.Itoa(random.Intn(99)) + ".p.example"})
			}
			seen := map[string]bool{}
			fresh := func() string {
				for {
					if s := text(); !seen[s] {
						seen[s] = true
						return s
					}
				}
			}
			for n := random.Intn(3); n > 0; n-- {
				published.Add(name, lookup.TXT, lookup.Record{TTL: 300, Strings: []string{fresh()}})
			}
			c := plan.Change{Action: plan.Add, Topic: "spf", Name: name, Type: lookup.TXT, Value: fresh()}
			if records := published.Lookup(lookup.Ask(name, lookup.TXT)).Texts(); len(records) > 0 && random.Intn(2) == 0 {
				c.Action, c.Old = plan.Replace, records[0]
				if random.Intn(3) == 0 {
					c.Action, c.Value = plan.Delete, ""
				}
			}
			changes = append(changes, c)
		}
		check(t, changes, published)
	}
}

// A plan of plan.Build is exported as it is shown.
func TestBuiltPlan(t *testing.T) {
	published := lookup.MustParseZone("example.jp TXT \"v=spf1 include:_spf.google.com -all\"\nexample.jp TXT other")
	p := plan.Build(published, plan.Answers{Domain: zone, Senders: []plan.Choice{{ID: "google-workspace"}, {ID: "sendgrid"}},
		DMARC: &dmarc.Record{Policy: dmarc.None, Reports: []dmarc.URI{dmarc.Mailto("d@example.jp")}},
		Keys:  []plan.Key{{Selector: "s1", Type: lookup.TXT, Value: key}}})
	if len(p.Changes) < 3 || !domain.Under(p.Changes[0].Name, zone) {
		t.Fatalf("%+v", p.Changes)
	}
	check(t, p.Changes, published)
}

func FuzzWrite(f *testing.F) {
	f.Add("v=spf1 ~all", "old\n", true)
	f.Add("%{i}${x}\"\\;\x80", "=cmd()", false)
	f.Fuzz(func(t *testing.T, value, old string, text bool) {
		typ := lookup.CNAME
		if text {
			typ = lookup.TXT
		}
		changes := []plan.Change{{Action: plan.Replace, Topic: "x", Name: zone, Type: typ, Value: value, Old: old}}
		for _, format := range Formats {
			out := Write(format, Input{Zone: zone, Changes: changes, Lang: message.Ja}).Text
			switch {
			case format == BIND: // an old or a new value may not become an entry of its own
				if z, err := lookup.ParseZone(out); err != nil || !z.Has(zone) && value != "" {
					t.Errorf("%v\n%s", err, out)
				}
			case strings.HasPrefix(string(format), "terraform"):
				if _, d := hclsyntax.ParseConfig([]byte(out), "x.tf", hcl.InitialPos); d.HasErrors() {
					t.Errorf("%v\n%s", d, out)
				}
			case format == CloudflareJSON || format == Route53JSON:
				if !json.Valid([]byte(out)) || bytes.Contains([]byte(out), []byte{0}) {
					t.Errorf("%s", out)
				}
			case format == OctoDNS:
				var any map[string]any
				if err := yaml.Unmarshal([]byte(out), &any); err != nil {
					t.Errorf("%v\n%s", err, out)
				}
			}
		}
	})
}
