package dkim

import (
	"strconv"
	"strings"

	"todoku/records/finding"
	"todoku/records/tag"
	"todoku/records/txt"
)

// Rules are the things that this package can say.
var Rules finding.Rules

var (
	versionWrong   = Rules.Add("dkim.version-wrong", finding.Error, "RFC 6376 §3.6.1")
	versionPlace   = Rules.Add("dkim.version-not-first", finding.Error, "RFC 6376 §3.6.1")
	missingKey     = Rules.Add("dkim.missing-key", finding.Error, "RFC 6376 §3.6.1")
	revoked        = Rules.Add("dkim.revoked", finding.Warning, "RFC 6376 §3.6.1")
	badBase64Text  = Rules.Add("dkim.bad-base64", finding.Error, "RFC 6376 §3.6.1")
	keyTooShort    = Rules.Add("dkim.key-cut", finding.Error, "RFC 6376 §3.6.2.2")
	keyTooLong     = Rules.Add("dkim.key-too-long", finding.Error, "RFC 6376 §3.6.2.2")
	notAKey        = Rules.Add("dkim.not-a-key", finding.Error, "RFC 6376 §3.6.1")
	isPKCS1        = Rules.Add("dkim.pkcs1-key", finding.Warning, "RFC 6376 §3.6.1")
	ed25519Wrapped = Rules.Add("dkim.ed25519-not-raw", finding.Error, "RFC 8463 §4.2")
	typeMismatch   = Rules.Add("dkim.key-type-mismatch", finding.Error, "RFC 6376 §3.6.1")
	unknownType    = Rules.Add("dkim.unknown-key-type", finding.Error, "RFC 6376 §3.6.1")
	weakKey        = Rules.Add("dkim.weak-key", finding.Error, "RFC 8301 §3.2")
	shortKey       = Rules.Add("dkim.short-key", finding.Warning, "RFC 8301 §3.2")
	hugeKey        = Rules.Add("dkim.huge-key", finding.Warning, "RFC 8301 §3.2")
	noSHA256       = Rules.Add("dkim.no-sha256", finding.Error, "RFC 8301 §3.1")
	notForMail     = Rules.Add("dkim.not-for-mail", finding.Error, "RFC 6376 §3.6.1")
	testMode       = Rules.Add("dkim.testing", finding.Warning, "RFC 6376 §3.6.1")
	noSubdomains   = Rules.Add("dkim.no-subdomains", finding.Info, "RFC 6376 §3.6.1")
	repeatedTag    = Rules.Add("dkim.repeated-tag", finding.Error, "RFC 6376 §3.2")
	emptyTag       = Rules.Add("dkim.empty-tag", finding.Warning, "RFC 6376 §3.2")
	obsoleteTag    = Rules.Add("dkim.obsolete-tag", finding.Info, "RFC 6376 §3.6.1")
	unknownTag     = Rules.Add("dkim.unknown-tag", finding.Info, "RFC 6376 §3.2")
	badSeparator   = Rules.Add("dkim.bad-separator", finding.Error, "RFC 6376 §3.2")
)

// Lint judges the text of one record that was found at the name of a selector, or that a provider gave. An empty text
// gives no finding.
func Lint(r Record) []finding.Finding {
	if r.Text == "" {
		return nil
	}
	l := linter{text: r.Text, found: txt.Lint(r.Text), fixed: Parse(reseparated(txt.Repair(r.Text)))}
	for i := range l.found {
		l.found[i].Fix = ""
		l.mended = append(l.mended, i)
	}
	record := l.fixed // what was meant; a mistake in the form must not hide one in the key
	l.form(r)
	l.key(record)
	l.meaning(record)
	if fix := l.fixed.String(); !l.stuck && fix != r.Text {
		for _, i := range l.mended {
			l.found[i].Fix = fix
		}
	}
	return l.found
}

type linter struct {
	text   string
	found  []finding.Finding
	fixed  Record
	mended []int
	stuck  bool // what was meant is not certain, or only a new key helps
}

// add adds a finding about the tag of that name, or about the whole text where there is none.
func (l *linter) add(f finding.Finding, name string) {
	span := finding.Span{Start: 0, End: len(l.text)}
	if t, found := tag.Parse(l.text).Get(name); found {
		span = t.Span
	}
	l.found = append(l.found, f.At(span))
	l.stuck = l.stuck || f.Severity == finding.Error
}

// addMended adds a finding that writing the record anew mends.
func (l *linter) addMended(f finding.Finding, name string) {
	l.mended = append(l.mended, len(l.found))
	stuck := l.stuck
	l.add(f, name)
	l.stuck = stuck
}

// form judges how the tags are written.
func (l *linter) form(r Record) {
	if clean := txt.Repair(r.Text); reseparated(clean) != clean {
		l.addMended(badSeparator.New(), "")
	}
	kept := l.fixed.Others[:0:0]
	for _, t := range l.fixed.Others {
		args := []string{"tag", t.Name, "value", t.Value}
		switch {
		case t.Name == "v" && t.Value == "DKIM1":
			l.fixed.Version = "DKIM1"
			l.addMended(versionPlace.New(args...), "v")
		case t.Name == "v":
			l.fixed.Version = "DKIM1"
			l.addMended(versionWrong.New(args...), "v")
		case t.Name != "" && strings.Contains("khstn", t.Name) && strings.Trim(t.Value, ": ") == "":
			l.addMended(emptyTag.New(args...), t.Name)
		case t.Name != "" && strings.Contains("khstnp", t.Name) && len(t.Name) == 1:
			l.add(repeatedTag.New(args...), t.Name)
			kept = append(kept, t)
		case t.Name == "g":
			l.addMended(obsoleteTag.New(args...), t.Name)
		case t.Bare():
			l.add(badSeparator.New("text", t.Value), "")
			kept = append(kept, t)
		default:
			l.add(unknownTag.New(args...), t.Name)
			kept = append(kept, t)
		}
	}
	l.fixed.Others = kept
}

// key judges the key itself.
func (l *linter) key(r Record) {
	if !r.HasKey {
		l.add(missingKey.New(), "")
		return
	}
	if r.Revoked() {
		l.add(revoked.New(), "p")
		return
	}
	k := ReadKey(r.Key)
	bits := strconv.Itoa(k.Bits)
	switch {
	case k.BadAt >= 0:
		l.add(badBase64Text.New("character", r.Key[k.BadAt:k.BadAt+1], "position", strconv.Itoa(k.BadAt+1)), "p")
		return
	case k.Missing > 0:
		l.add(keyTooShort.New("missing", strconv.Itoa(k.Missing), "length", strconv.Itoa(len(r.Key)), "whole", strconv.Itoa(len(r.Key)+k.Missing)), "p")
		return
	case k.Missing < 0:
		l.add(keyTooLong.New("extra", strconv.Itoa(-k.Missing), "length", strconv.Itoa(len(r.Key))), "p")
		return
	case k.Type == "":
		l.add(notAKey.New("length", strconv.Itoa(len(r.Key))), "p")
		return
	}
	stated := r.KeyType
	if stated == "" {
		stated = "rsa"
	}
	if stated != k.Type && (stated == "rsa" || stated == "ed25519") {
		l.fixed.KeyType = k.Type
		l.addMended(typeMismatch.New("stated", stated, "found", k.Type), "k")
	}
	if published, ok := k.Published(); ok {
		l.fixed.Key = published
	}
	switch {
	case k.Type == "ed25519" && k.Encoding == SPKI:
		l.addMended(ed25519Wrapped.New(), "p")
	case k.Encoding == PKCS1:
		l.addMended(isPKCS1.New(), "p")
	}
	switch {
	case k.Type != "rsa":
	case k.Bits < 1024:
		l.add(weakKey.New("bits", bits), "p")
	case k.Bits < 2048:
		l.add(shortKey.New("bits", bits), "p")
	case k.Bits > 4096:
		l.add(hugeKey.New("bits", bits), "p")
	}
}

// meaning judges what the other tags ask of verifiers.
func (l *linter) meaning(r Record) {
	if r.KeyType != "" && r.KeyType != "rsa" && r.KeyType != "ed25519" {
		l.add(unknownType.New("type", r.KeyType), "k")
	}
	if len(r.Hashes) > 0 && !contains(r.Hashes, "sha256") {
		l.fixed.Hashes = nil
		l.addMended(noSHA256.New("hashes", strings.Join(r.Hashes, ":")), "h")
	}
	if len(r.Services) > 0 && !contains(r.Services, "*") && !contains(r.Services, "email") {
		l.add(notForMail.New("services", strings.Join(r.Services, ":")), "s")
	}
	if r.Flag("y") {
		l.add(testMode.New(), "t")
	}
	if r.Flag("s") {
		l.add(noSubdomains.New(), "t")
	}
}

func contains(list []string, want string) bool {
	for _, s := range list {
		if s == want {
			return true
		}
	}
	return false
}

// reseparated writes a semicolon where a space or a comma stands before what looks like the next tag: "v=DKIM1 k=rsa".
func reseparated(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		gap := i
		for gap < len(text) && (text[gap] == ' ' || text[gap] == ',') {
			gap++
		}
		if gap > i && i > 0 && text[i-1] != ';' && startsTag(text[gap:]) {
			b.WriteString("; ")
			i = gap - 1
			continue
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

// startsTag reports whether text begins with a tag and a value. The last letters of a key in base64 do not: nothing
// but "=" follows theirs.
func startsTag(text string) bool {
	return len(text) > 2 && strings.IndexByte("vkhstnpg", text[0]) >= 0 && text[1] == '=' && text[2] != '='
}
