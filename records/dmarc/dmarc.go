// Package dmarc reads, writes, judges and finds DMARC policy records (RFC 9989).
//
// [Parse] reads the text of one record, [Record.String] writes it, [Lint] judges it, and [Discover] finds the record
// that applies to a domain by the DNS Tree Walk.
package dmarc

import (
	"strings"

	"todoku/records/tag"
)

// Policy is what the owner of a domain asks receivers to do with mail that fails.
type Policy string

// The policies, weakest first.
const (
	None       Policy = "none"
	Quarantine Policy = "quarantine"
	Reject     Policy = "reject"
)

// Strength orders policies; an absent one is as weak as none.
func (p Policy) Strength() int {
	switch p {
	case Quarantine:
		return 1
	case Reject:
		return 2
	}
	return 0
}

// Alignment is how closely a domain must match the one in the From header (RFC 9989 §4.4).
type Alignment string

// The alignment modes. The empty one means relaxed.
const (
	Relaxed Alignment = "r" // the same organizational domain
	Strict  Alignment = "s" // the very same domain
)

// PSD says whether the domain is a public suffix (RFC 9989 §4.7).
type PSD string

// The values of psd. The empty one means unknown.
const (
	IsPSD   PSD = "y"
	IsOrg   PSD = "n" // not a public suffix, but the organizational domain of all below it
	Unknown PSD = "u"
)

// Record is a DMARC policy record: v=DMARC1; p=quarantine; rua=mailto:dmarc@example.com
//
// Fields are empty where the tag is not there, which stands for its default.
type Record struct {
	// Text is the record as it was written; empty for one that was built.
	Text          string
	Policy        Policy    // For "p="; absent means none (RFC 9989 §4.7), but RFC 7489 receivers need it.
	Subdomains    Policy    // For "sp=": existing subdomains; absent means as "p".
	NonExistent   Policy    // For "np=": subdomains that do not exist; absent means as "sp".
	DKIMAlignment Alignment // For "adkim=".
	SPFAlignment  Alignment // For "aspf=".
	Reports       []URI     // For "rua=": where aggregate reports go.
	Failures      []URI     // For "ruf=": where failure reports go.
	FailureOpts   string    // For "fo=": default "0"; of no effect without ruf.
	PSD           PSD       // For "psd=".
	Testing       bool      // For "t=y": receivers of RFC 9989 act one level lower.
	// Others are the elements that none of the above stands for: unknown tags, known ones with a bad value or given a
	// second time, words without "=".
	Others tag.List
}

// URI is one address for reports (RFC 9989 §4.8).
type URI struct {
	Text string // without the obsolete size limit
	// Limit is the obsolete limit on the size of a report, such as "10m"; receivers ignore it.
	Limit string
}

// Mailbox returns the address of a mailto URI; ok is false for any other scheme and for a broken address.
func (u URI) Mailbox() (address string, ok bool) {
	if len(u.Text) < 7 || !strings.EqualFold(u.Text[:7], "mailto:") {
		return "", false
	}
	address, _, _ = strings.Cut(u.Text[7:], "?")
	at := strings.LastIndexByte(address, '@')
	return address, at > 0 && at < len(address)-1 && strings.Contains(address[at:], ".")
}

// Host returns the domain of a mailto URI in lower case, or "".
func (u URI) Host() string {
	address, ok := u.Mailbox()
	if !ok {
		return ""
	}
	return strings.ToLower(address[strings.LastIndexByte(address, '@')+1:])
}

func (u URI) String() string {
	if u.Limit != "" {
		return u.Text + "!" + u.Limit
	}
	return u.Text
}

// Mailto makes the URI of a mail address. RFC 9989 §4.8: commas and exclamation marks must be percent-encoded.
func Mailto(address string) URI { return URI{Text: tag.Mailto(address)} }

// IsRecord reports whether the text of a TXT record is a DMARC record: its first tag is v, with exactly the value
// "DMARC1" (RFC 9989 §4.7). Nothing may stand before it.
func IsRecord(text string) bool {
	if text == "" || text[0]|0x20 != 'v' {
		return false
	}
	head, _, _ := strings.Cut(text, ";")
	name, value, found := strings.Cut(head, "=")
	return found && strings.Trim(name[1:], " \t") == "" && strings.Trim(value, " \t") == "DMARC1"
}

// Select returns the texts that are DMARC records. With more than one, receivers ignore all (RFC 9989 §4.10).
func Select(texts []string) []string {
	var records []string
	for _, t := range texts {
		if IsRecord(t) {
			records = append(records, t)
		}
	}
	return records
}

// Parse reads a record. It is total: a known tag with a bad value counts as absent (RFC 9989 §4.8) and is kept among
// the others. A text that is no DMARC record (see IsRecord) gives a record with its Text alone.
func Parse(text string) Record {
	r := Record{Text: text}
	if !IsRecord(text) {
		return r
	}
	set := map[string]bool{}
	for _, t := range tag.Parse(text)[1:] {
		name := strings.ToLower(t.Name)
		if set[name] || !r.set(name, t.Value) {
			r.Others = append(r.Others, t)
			continue
		}
		set[name] = true
	}
	return r
}

// set gives the tag its value and reports whether both are known. Values are case-insensitive (RFC 9989 §4.8).
func (r *Record) set(name, value string) bool {
	low := strings.ToLower(value)
	switch name {
	case "p":
		return setPolicy(&r.Policy, low)
	case "sp":
		return setPolicy(&r.Subdomains, low)
	case "np":
		return setPolicy(&r.NonExistent, low)
	case "adkim":
		return setAlignment(&r.DKIMAlignment, low)
	case "aspf":
		return setAlignment(&r.SPFAlignment, low)
	case "rua":
		return setURIs(&r.Reports, value)
	case "ruf":
		return setURIs(&r.Failures, value)
	case "fo":
		if !validFailureOpts(low) {
			return false
		}
		r.FailureOpts = low
		return true
	case "psd":
		if low != "y" && low != "n" && low != "u" {
			return false
		}
		r.PSD = PSD(low)
		return true
	case "t":
		r.Testing = low == "y"
		return r.Testing
	}
	return false
}

func setPolicy(p *Policy, value string) bool {
	switch Policy(value) {
	case None, Quarantine, Reject:
		*p = Policy(value)
		return true
	}
	return false
}

func setAlignment(a *Alignment, value string) bool {
	if value != string(Relaxed) && value != string(Strict) {
		return false
	}
	*a = Alignment(value)
	return true
}

// setURIs reads a comma-separated list. It keeps URIs that are no mail address: receivers ignore them one by one.
func setURIs(list *[]URI, value string) bool {
	var uris []URI
	for _, part := range strings.Split(value, ",") {
		part = strings.Trim(part, " \t")
		if part == "" {
			continue
		}
		u := URI{Text: part}
		// RFC 9989 §4.8: "!" and a size is obsolete and to be ignored.
		if i := strings.LastIndexByte(part, '!'); i >= 0 && isSize(part[i+1:]) {
			u = URI{Text: part[:i], Limit: part[i+1:]}
		}
		uris = append(uris, u)
	}
	*list = uris
	return len(uris) > 0
}

// isSize reports whether s is 1*DIGIT [ "k" / "m" / "g" / "t" ].
func isSize(s string) bool {
	digits := strings.TrimRight(s, "kmgtKMGT")
	if digits == "" || len(s)-len(digits) > 1 {
		return false
	}
	return strings.Trim(digits, "0123456789") == ""
}

// validFailureOpts checks fo: "0" or "1", "d", "s", each once at most, joined by colons (RFC 9989 §4.7).
func validFailureOpts(value string) bool {
	seen := map[string]bool{}
	for _, opt := range strings.Split(value, ":") {
		if opt != "0" && opt != "1" && opt != "d" && opt != "s" || seen[opt] {
			return false
		}
		seen[opt] = true
	}
	return !(seen["0"] && seen["1"])
}

// String writes the record, v and p first because RFC 7489 wanted them so. A text that is no DMARC record is given
// back as it is.
func (r Record) String() string {
	if r.Text != "" && !IsRecord(r.Text) {
		return r.Text
	}
	var b strings.Builder
	b.WriteString("v=DMARC1")
	write := func(name, value string) {
		if value != "" {
			b.WriteString("; " + name + "=" + value)
		}
	}
	write("p", string(r.Policy))
	write("sp", string(r.Subdomains))
	write("np", string(r.NonExistent))
	write("adkim", string(r.DKIMAlignment))
	write("aspf", string(r.SPFAlignment))
	write("psd", string(r.PSD))
	if r.Testing {
		write("t", "y")
	}
	write("rua", joinURIs(r.Reports))
	write("ruf", joinURIs(r.Failures))
	write("fo", r.FailureOpts)
	if len(r.Others) > 0 {
		b.WriteString("; " + r.Others.String())
	}
	return b.String()
}

func joinURIs(uris []URI) string {
	texts := make([]string, len(uris))
	for i, u := range uris {
		texts[i] = u.String()
	}
	return strings.Join(texts, ",")
}

// ForDomain is the policy that the record asks for mail from the domain that publishes it.
func (r Record) ForDomain() Policy {
	if r.Policy == "" {
		return None
	}
	return r.Policy
}

// ForSubdomain is the policy for a subdomain that publishes none of its own: sp for one that exists, np for one that
// does not, each falling back to the next (RFC 9989 §4.7).
func (r Record) ForSubdomain(exists bool) Policy {
	if !exists && r.NonExistent != "" {
		return r.NonExistent
	}
	if r.Subdomains != "" {
		return r.Subdomains
	}
	return r.ForDomain()
}

// Applied reports whether receivers apply the record at all. RFC 9989 §4.10.1: without a valid p, or with a bad sp or
// np, it counts as p=none where there is an address for reports, and not at all otherwise.
func (r Record) Applied() (applied, asNone bool) {
	bad := r.Policy == ""
	for _, t := range r.Others {
		name := strings.ToLower(t.Name)
		bad = bad || name == "sp" && r.Subdomains == "" || name == "np" && r.NonExistent == ""
	}
	if !bad {
		return true, false
	}
	for _, u := range r.Reports {
		if _, ok := u.Mailbox(); ok {
			return true, true
		}
	}
	return false, true
}
