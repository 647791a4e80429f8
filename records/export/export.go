// Package export writes the changes of a plan in the languages of DNS tools: a BIND zone file, a table for Excel,
// Terraform, DNSControl, octoDNS, and the request bodies of Cloudflare and Route 53.
//
// Each file holds what is to be added, replaced or deleted, and nothing else. Where a tool replaces all records of a
// name and type together, the file repeats the others that are published there, so that they survive. Where a tool has
// no word for "delete", the record stands in a comment.
package export

import (
	"sort"
	"strconv"
	"strings"

	"todoku/records/domain"
	"todoku/records/lookup"
	"todoku/records/message"
	"todoku/records/plan"
	"todoku/records/txt"
)

// Format is a language that files are written in.
type Format string

// The formats.
const (
	BIND                Format = "bind"
	CSV                 Format = "csv"
	TerraformCloudflare Format = "terraform-cloudflare"
	TerraformRoute53    Format = "terraform-route53"
	DNSControl          Format = "dnscontrol"
	OctoDNS             Format = "octodns"
	CloudflareJSON      Format = "cloudflare-json"
	Route53JSON         Format = "route53-json"
)

// Formats lists the formats in the order of the page.
var Formats = []Format{CSV, BIND, TerraformCloudflare, TerraformRoute53, DNSControl, OctoDNS, CloudflareJSON, Route53JSON}

// TTL is the time to live of the records that are written, in seconds.
const TTL = 3600

// Input is what the files are made from.
type Input struct {
	Zone    string // the apex, to which names are relative
	Changes []plan.Change
	// Published tells what else stands at the names; nil where nobody could look.
	Published lookup.Resolver
	// Lang is the language of comments and of the table's heading.
	Lang message.Lang
}

// File is an export.
type File struct {
	Name string // as it is saved
	Type string // its media type
	Text string
	// Notes are the messages that the user must see before using the file.
	Notes []message.Text
	// Placeholders are what has to be filled in first.
	Placeholders []Placeholder
}

// Placeholder stands in a file for the ID of a record that only the owner of the zone can look up.
type Placeholder struct {
	ID     string
	Record plan.Change // what has the ID: its Old value
}

// Write writes the changes in a format.
func Write(f Format, in Input) File {
	w := &writer{Input: in}
	w.sort()
	file := writers[f](w)
	file.Notes = w.notes
	return file
}

var writers = map[Format]func(*writer) File{
	BIND: bind, CSV: csv, TerraformCloudflare: terraformCloudflare, TerraformRoute53: terraformRoute53,
	DNSControl: dnsControl, OctoDNS: octoDNS, CloudflareJSON: cloudflareJSON, Route53JSON: route53JSON,
}

type writer struct {
	Input
	strings.Builder
	changes []plan.Change // those inside the zone that change anything
	notes   []message.Text
}

// sort keeps the changes that have something to do inside the zone.
func (w *writer) sort() {
	for _, c := range w.Input.Changes {
		switch {
		case c.Action == plan.Keep:
		case !domain.Under(c.Name, w.Zone):
			w.note("export.other-zone", "name", c.Name)
		default:
			w.changes = append(w.changes, c)
		}
	}
}

func (w *writer) note(code string, args ...string) {
	w.notes = append(w.notes, message.Named(w.Lang, code, args...))
}

func (w *writer) say(code string, args ...string) string {
	return message.Named(w.Lang, code, args...).What
}

// file ends a file that was written line by line.
func (w *writer) file(extension, mediaType string) File {
	return File{Name: w.Zone + extension, Type: mediaType + ";charset=utf-8", Text: w.String()}
}

func (w *writer) comment(mark, text string) {
	w.WriteString(mark + " " + text + "\n")
}

// was writes into comments what the changes take away.
func (w *writer) was(mark string, changes ...plan.Change) {
	for _, c := range changes {
		if c.Old == "" {
			continue
		}
		w.comment(mark, w.say("export."+string(c.Action)+"d")+": "+escape(c.Name)+". "+c.Type.String()+" "+data(c.Type, c.Old, txt.Quote))
	}
}

// relative is a name as it stands inside the zone; apex stands for the zone itself.
func (w *writer) relative(name, apex string) string {
	if short := domain.Relative(name, w.Zone); short != "" {
		return escape(short)
	}
	return apex
}

// data writes the value of a record in presentation form (RFC 1035 §5.1), a TXT value cut and quoted by quote.
func data(t lookup.Type, value string, quote func([]string) string) string {
	switch t {
	case lookup.TXT, lookup.SPF:
		return quote(txt.Split(value))
	case lookup.CNAME, lookup.NS, lookup.PTR:
		return host(value)
	case lookup.MX:
		if preference, name, found := strings.Cut(value, " "); found {
			return escape(preference) + " " + host(name)
		}
	}
	words := strings.Fields(value)
	for i := range words {
		words[i] = escape(words[i])
	}
	return strings.Join(words, " ")
}

// host writes a name with its final dot.
func host(name string) string { return escape(strings.TrimSuffix(strings.TrimSpace(name), ".")) + "." }

// escape writes a name so that nothing in it can end a line, a string or a comment.
func escape(name string) string {
	plain := true
	for i := 0; i < len(name); i++ {
		plain = plain && isPlain(name[i])
	}
	if plain {
		return name
	}
	var b strings.Builder
	for i := 0; i < len(name); i++ {
		if c := name[i]; isPlain(c) {
			b.WriteByte(c)
		} else { // RFC 1035 §5.1: \DDD
			b.WriteString("\\" + digits(c, 10))
		}
	}
	return b.String()
}

func isPlain(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte(".-_*:/+=", c) >= 0
}

// digits writes an octet in three digits.
func digits(c byte, base int) string {
	s := strconv.FormatUint(uint64(c), base)
	return "000"[len(s):] + s
}

// set is all records of one name and type, as they are to be.
type set struct {
	name string
	typ  lookup.Type
	// values are the data in presentation form, before those that were there.
	values  []string
	before  []string
	ttl     uint32 // of what was there before
	changes []plan.Change
}

// sets gathers the changes by name and type, together with what else is published there.
func (w *writer) sets(quote func([]string) string) []set {
	var list []set
	for _, c := range w.changes {
		i := 0
		for i < len(list) && (list[i].name != c.Name || list[i].typ != c.Type) {
			i++
		}
		if i == len(list) {
			list = append(list, w.published(c, quote))
		}
		s := &list[i]
		s.changes = append(s.changes, c)
		if c.Old != "" {
			s.values = without(s.values, data(c.Type, c.Old, quote))
		}
		if c.Value != "" {
			s.values = append(s.values, data(c.Type, c.Value, quote))
		}
	}
	sort.SliceStable(list, func(i, j int) bool { // what goes makes room for what comes
		return len(list[i].values) == 0 && len(list[j].values) > 0
	})
	return list
}

// published is the set before any change.
func (w *writer) published(c plan.Change, quote func([]string) string) set {
	s := set{name: c.Name, typ: c.Type, ttl: TTL}
	if w.Published == nil {
		w.note("export.others-unknown", "name", c.Name)
		return s
	}
	a := w.Published.Lookup(lookup.Ask(c.Name, c.Type))
	if !a.OK() {
		w.note("export.others-unknown", "name", c.Name)
		return s
	}
	if len(a.Aliases) > 0 { // what a CNAME leads to stands at another name
		return s
	}
	for _, r := range a.Records {
		s.ttl = r.TTL
		value := r.Host
		switch {
		case r.Strings != nil:
			value = r.Text()
		case c.Type == lookup.MX:
			value = strconv.Itoa(int(r.Preference)) + " " + r.Host
		case r.Address.IsValid():
			value = r.Address.String()
		case r.Data != "":
			value = r.Data
		}
		s.values = append(s.values, data(c.Type, value, quote))
	}
	s.before = append(s.before, s.values...)
	return s
}

func without(values []string, gone string) []string {
	var kept []string
	for _, v := range values {
		if v != gone {
			kept = append(kept, v)
		}
	}
	return kept
}
