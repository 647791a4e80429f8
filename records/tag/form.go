package tag

import (
	"strings"

	"todoku/records/finding"
	"todoku/records/txt"
)

// Rules are the things that can be said of the form of a tag list, whatever it is for. Each finding has the argument
// "version": what the record ought to begin with, without "v=".
var Rules finding.Rules

var (
	versionCase  = Rules.Add("tag.version-case", finding.Error, "RFC 8461 §3.1")
	versionWrong = Rules.Add("tag.version-wrong", finding.Error, "RFC 8461 §3.1")
	versionPlace = Rules.Add("tag.version-not-first", finding.Error, "RFC 8461 §3.1")
	badSeparator = Rules.Add("tag.bad-separator", finding.Error, "RFC 6376 §3.2")
	colon        = Rules.Add("tag.colon-for-equals", finding.Error, "RFC 6376 §3.2")
	spaceAround  = Rules.Add("tag.space-around-equals", finding.Error, "RFC 8461 §3.1")
	nameCase     = Rules.Add("tag.name-case", finding.Error, "RFC 6376 §3.2")
	repeatedTag  = Rules.Add("tag.repeated", finding.Error, "RFC 6376 §3.2")
	bareWord     = Rules.Add("tag.no-equals", finding.Error, "RFC 6376 §3.2")
	unknownTag   = Rules.Add("tag.unknown", finding.Warning, "RFC 6376 §3.2")
)

// Form is how the records of one kind are written: "v=", their version, and then tags of these names.
type Form struct {
	Version string   // such as "STSv1"
	Tags    []string // besides v
	// Tight says that no space may stand beside "=".
	Tight bool
}

// IsRecord reports whether text is a record of the form: its first tag is v, with exactly the version as its value.
func (f Form) IsRecord(text string) bool {
	head, _, _ := strings.Cut(text, ";")
	name, value, found := strings.Cut(strings.TrimRight(head, " \t"), "=")
	if !f.Tight {
		name, value = strings.TrimRight(name, " \t"), strings.TrimLeft(value, " \t")
	}
	return found && name == "v" && value == f.Version
}

// Select returns the texts that are records of the form.
func (f Form) Select(texts []string) []string {
	var records []string
	for _, t := range texts {
		if f.IsRecord(t) {
			records = append(records, t)
		}
	}
	return records
}

// Read gives the tags of a record of the form behind its version; there are none where text is no such record.
func (f Form) Read(text string) List {
	if !f.IsRecord(text) {
		return nil
	}
	return Parse(text)[1:]
}

// Write writes a record with these tags. A text that was read and is no record of the form is written as it was.
func (f Form) Write(text string, tags List) string {
	if text != "" && !f.IsRecord(text) {
		return text
	}
	return append(List{{Name: "v", Value: f.Version}}, tags...).String()
}

// Judge looks at the form of text. It is nil where text neither is such a record nor was meant to be one.
func (f Form) Judge(text string) *Judge {
	j := &Judge{Text: text, form: f}
	for _, f := range txt.Lint(text) {
		j.list.Mend(f)
	}
	plain := txt.Repair(text)
	parted := f.parted(plain)
	list := Parse(f.equated(parted))
	j.written = Parse(text)
	if j.version(list) {
		if parted != plain {
			j.Mend(badSeparator.New(), "")
		}
		if f.equated(parted) != parted {
			j.Mend(colon.New(), "")
		}
		j.tags(list)
		return j
	}
	return nil
}

// Judge is a text that is being judged. The package of its protocol goes on where the form ends.
type Judge struct {
	Text string
	// Meant is the record as it was most likely meant, its version first; what is set in it becomes the fix.
	Meant List
	form  Form
	list  finding.List

	written List           // the tags as they stand in Text
	said    map[string]int // how often each code was found
}

// Add adds a finding about the tag of that name, or about the whole text where there is none. An error that is not
// mended leaves the record without a fix.
func (j *Judge) Add(f finding.Finding, name string) {
	if j.again(f) {
		j.list.Add(j.about(f, name))
	}
}

// Mend adds a finding that writing the record as it was meant mends.
func (j *Judge) Mend(f finding.Finding, name string) {
	if j.again(f) {
		j.list.Mend(j.about(f, name))
	}
}

// maxSame is how often the same is said of one record: whoever has read it so often has understood.
const maxSame = 5

// again reports whether a finding may be said, and counts it.
func (j *Judge) again(f finding.Finding) bool {
	if j.said == nil {
		j.said = map[string]int{}
	}
	j.said[f.Code]++
	return j.said[f.Code] <= maxSame
}

// about returns f with its place and the argument that all findings about a form have.
func (j *Judge) about(f finding.Finding, name string) finding.Finding {
	span := finding.Span{Start: 0, End: len(j.Text)}
	if t, found := j.written.Get(name); found {
		span = t.Span
	}
	if f.Args == nil {
		f.Args = map[string]string{}
	}
	f.Args["version"] = j.form.Version
	return f.At(span)
}

// MendTo is Mend for a tag whose value was meant to be another.
func (j *Judge) MendTo(f finding.Finding, name, value string) {
	j.Mend(f, name)
	j.Meant = j.Meant.Set(name, value)
}

// Done returns the findings, with the record as it was meant on those that it mends.
func (j *Judge) Done() []finding.Finding { return j.list.Done(j.Text, j.Meant.String()) }

// version finds the tag that was meant to be the version and says what is wrong with it. It reports false where
// there is none.
func (j *Judge) version(list List) bool {
	for i, t := range list {
		bare := t.Bare() && i == 0 // "STSv1; id=1"
		if !bare && !strings.EqualFold(t.Name, "v") || !j.form.resembles(t.Value) {
			continue
		}
		args := []string{"found", t.Value}
		switch {
		case i > 0:
			j.Mend(versionPlace.New(args...), t.Name)
		case bare || !strings.EqualFold(t.Value, j.form.Version):
			j.Mend(versionWrong.New(args...), t.Name)
		case t.Name != "v" || t.Value != j.form.Version:
			j.Mend(versionCase.New(args...), t.Name)
		}
		j.Meant = List{{Name: "v", Value: j.form.Version}}
		return true
	}
	return false
}

// resembles reports whether value was meant to be the version: "MTA-STSv1", "stsv2".
func (f Form) resembles(value string) bool {
	family := strings.ToUpper(strings.TrimRight(f.Version, "v0123456789"))
	plain := strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToUpper(value))
	version, found := strings.CutPrefix(strings.TrimPrefix(plain, "MTA"), family)
	return found && strings.Trim(version, "V.0123456789") == ""
}

// tags takes over the other tags and says what is wrong with how they are written.
func (j *Judge) tags(list List) {
	seenVersion := false
	for _, t := range list {
		if !seenVersion && (strings.EqualFold(t.Name, "v") || t.Bare()) && j.form.resembles(t.Value) {
			seenVersion = true
			j.spaces(t)
			continue
		}
		name, known := j.form.known(t.Name)
		args := []string{"tag", t.Name, "value", t.Value}
		switch {
		case t.Bare() || t.Name == "":
			j.Add(bareWord.New("text", t.Value), "")
			continue
		case j.has(name):
			j.Mend(repeatedTag.New(args...), t.Name)
			continue
		case !known:
			j.Add(unknownTag.New(args...), t.Name)
		case name != t.Name:
			j.Mend(nameCase.New("tag", t.Name, "value", t.Value, "right", name), t.Name)
		}
		j.spaces(t)
		j.Meant = append(j.Meant, Tag{Name: name, Value: t.Value})
	}
}

func (j *Judge) has(name string) bool {
	_, found := j.Meant.Get(name)
	return found
}

// spaces judges the space beside "=".
func (j *Judge) spaces(t Tag) {
	if j.form.Tight && !t.Bare() && t.NameSpan.End+1 != t.ValueSpan.Start && t.Value != "" {
		j.Mend(spaceAround.New("tag", t.Name), t.Name)
	}
}

// known returns the tag of the form that name stands for, in the right case, or name itself.
func (f Form) known(name string) (right string, known bool) {
	for _, k := range append([]string{"v"}, f.Tags...) {
		if strings.EqualFold(name, k) {
			return k, true
		}
	}
	return name, false
}

// begins reports whether text begins with a tag of the form and one of the signs behind it, and where the sign is.
func (f Form) begins(text, signs string) (at int, ok bool) {
	at = strings.IndexAny(text, "=:;")
	if at < 0 || strings.IndexByte(signs, text[at]) < 0 {
		return 0, false
	}
	_, known := f.known(strings.TrimRight(text[:at], " \t"))
	return at, known
}

// parted writes a semicolon where a space, a comma or a colon stands before the next tag: "v=STSv1 id=1".
func (f Form) parted(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); {
		gap := i
		for gap < len(text) && strings.IndexByte(" \t,:", text[gap]) >= 0 {
			gap++
		}
		if _, tag := f.begins(text[gap:], "=:"); tag && gap > i && i > 0 && text[i-1] != ';' {
			b.WriteString("; ")
			i = gap
			continue
		}
		b.WriteByte(text[i])
		i++
	}
	return b.String()
}

// equated writes "=" where ":" stands behind the name of a tag: "id:1".
func (f Form) equated(text string) string {
	elements := strings.Split(text, ";")
	for i, e := range elements {
		lead := len(e) - len(strings.TrimLeft(e, " \t"))
		if at, ok := f.begins(e[lead:], ":"); ok {
			elements[i] = e[:lead+at] + "=" + strings.TrimLeft(e[lead+at+1:], " \t")
		}
	}
	return strings.Join(elements, ";")
}

// Set returns the list with that value for the first tag of that name, which is added at the end where there is none.
func (l List) Set(name, value string) List {
	out := append(List{}, l...)
	for i := range out {
		if out[i].Name == name {
			out[i].Value = value
			return out
		}
	}
	return append(out, Tag{Name: name, Value: value})
}

// Without returns the list without the tags of that name.
func (l List) Without(name string) List {
	var out List
	for _, t := range l {
		if t.Name != name {
			out = append(out, t)
		}
	}
	return out
}
