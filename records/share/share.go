// Package share writes the answers of the wizard into the fragment of a link and reads them back:
//
//	v=1&domain=example.jp&sender=google-workspace&sender=xserver&xserver.server=sv123.xserver.jp&p=none&end=5
//
// A link may come from anybody. It can set only what the page offers itself, and [Link.Sets] names everything that it
// sets, with a warning on what could do harm. A fragment stays in the browser; a private key has no place in it.
package share

import (
	"encoding/base64"
	"net/netip"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"todoku/records/dkim"
	"todoku/records/dmarc"
	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/input"
	"todoku/records/lookup"
	"todoku/records/plan"
	"todoku/records/provider"
	"todoku/records/spf"
)

// Version is the version of the form that is written. Links of a later one are refused.
const Version = 1

// Bounds of a link.
const (
	MaxFragment = 1900 // octets; with the address of the page, a link stays under 2,000
	maxPairs    = 100
	maxBy       = 40 // letters of the name of who prefilled it
)

// Link is what a link sets.
type Link struct {
	// By is the name of who prefilled it, as they wrote it; nobody has checked it.
	By string
	// Answers are those that the link sets. Senders are ticked besides those that are found in DNS; Unused are found
	// there and no longer wanted.
	Answers plan.Answers
	// Panel is the ID of a panel; empty leaves it to the name servers.
	Panel string
	// Step is the step to open; 0 for the one after the first.
	Step int
}

var (
	laterVersion = Rules.Add("share.later-version", finding.Error, "")
	broken       = Rules.Add("share.broken", finding.Error, "")
	cut          = Rules.Add("share.cut", finding.Error, "")
)

// Fragment writes the link, without the "#". It reports false where it would be too long for mail clients and chats, or
// where an answer has no place in a link.
func (l Link) Fragment() (fragment string, ok bool) {
	w := writer{}
	a := l.Answers
	w.add("domain", a.Domain)
	w.add("by", Clean(l.By))
	w.flag("parked", a.Parked)
	w.flag("nomail", a.NoMail && !a.Parked)
	for _, c := range a.Senders {
		w.add("sender", c.ID)
		s, found := provider.SenderByID(c.ID)
		if !found {
			return "", false
		}
		for _, f := range s.Fields {
			w.add(c.ID+"."+f.ID, c.Values[f.ID])
		}
	}
	for _, c := range a.Unused {
		w.add("drop", c.ID)
	}
	for _, p := range a.Servers {
		text := p.String()
		if p.IsSingleIP() {
			text = p.Addr().String()
		}
		w.add("ip", text)
	}
	w.add("ending", endings[a.Ending])
	if a.DMARC != nil && !w.policy(*a.DMARC) {
		return "", false
	}
	for _, k := range a.Keys {
		name, value, ok := keyPair(k)
		if !ok {
			return "", false
		}
		w.add(name, value)
	}
	w.add("panel", l.Panel)
	if l.Step != 0 {
		w.add("step", strconv.Itoa(l.Step))
	}
	fragment = "v=" + strconv.Itoa(Version) + "&" + w.String() + "end=" + strconv.Itoa(w.pairs)
	_, problem := Parse(fragment)
	return fragment, problem == nil && len(fragment) <= MaxFragment
}

// endings are what SPF says of all other mail; no other can stand in a link.
var endings = map[string]string{"~all": "soft", "-all": "hard"}

type writer struct {
	strings.Builder
	pairs int
}

// add writes a pair; empty values are left out.
func (w *writer) add(name, value string) {
	if value != "" {
		w.WriteString(name + "=" + escape(value) + "&")
		w.pairs++
	}
}

func (w *writer) flag(name string, on bool) {
	if on {
		w.add(name, "1")
	}
}

// policy writes a DMARC policy, whole: a tag that is not there has its default. It reports false for an address that
// stands otherwise in a record than in a mail.
func (w *writer) policy(d dmarc.Record) bool {
	w.add("p", string(d.ForDomain()))
	w.add("sp", string(d.Subdomains))
	w.add("np", string(d.NonExistent))
	w.add("adkim", string(d.DKIMAlignment))
	w.add("aspf", string(d.SPFAlignment))
	w.add("psd", string(d.PSD))
	if d.Testing {
		w.add("t", "y")
	}
	w.add("fo", d.FailureOpts)
	return w.mailboxes("rua", d.Reports) && w.mailboxes("ruf", d.Failures)
}

func (w *writer) mailboxes(name string, uris []dmarc.URI) bool {
	for _, u := range uris {
		address, isMail := u.Mailbox()
		if isMail && dmarc.Mailto(address).Text != u.Text {
			return false
		}
		if isMail {
			w.add(name, address)
		}
	}
	return true
}

// escape writes "~" and two hexadecimal digits for each octet that chats and mail clients may cut off or change. What is
// left is the unreserved set of RFC 3986 §2.3.
func escape(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if c := text[i]; isPlain(c) {
			b.WriteByte(c)
		} else {
			b.WriteByte('~')
			b.WriteByte("0123456789ABCDEF"[c>>4])
			b.WriteByte("0123456789ABCDEF"[c&15])
		}
	}
	return b.String()
}

func isPlain(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '.' || c == '_'
}

// unescape reads what escape wrote, and nothing else.
func unescape(text string) (string, bool) {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch {
		case isPlain(text[i]):
			b.WriteByte(text[i])
		case text[i] == '~' && i+2 < len(text):
			n, err := strconv.ParseUint(text[i+1:i+3], 16, 8)
			if err != nil || isPlain(byte(n)) {
				return "", false
			}
			b.WriteByte(byte(n))
			i += 2
		default:
			return "", false
		}
	}
	return b.String(), utf8.ValidString(b.String())
}

// Clean makes a name fit to be shown beside what a link sets: one line, no marks that turn the direction of text, not
// long.
func Clean(name string) string {
	name = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) && r != ' ' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, ""))
	letters := []rune(strings.Join(strings.Fields(name), " "))
	return strings.TrimSpace(string(letters[:min(len(letters), maxBy)]))
}

// Parse reads the fragment of a link, without the "#". The problem says why a link cannot be used; nothing of it is
// used then.
func Parse(fragment string) (Link, *finding.Finding) {
	refuse := func(r finding.Rule) (Link, *finding.Finding) {
		f := r.New()
		return Link{}, &f
	}
	pairs := strings.Split(fragment, "&")
	version, isVersion := strings.CutPrefix(pairs[0], "v=")
	n, err := strconv.ParseUint(version, 10, 16)
	switch {
	case !isVersion || err != nil || n == 0 || strconv.FormatUint(n, 10) != version:
		return refuse(broken)
	case n > Version:
		return refuse(laterVersion)
	case len(fragment) > MaxFragment || len(pairs) > maxPairs:
		return refuse(broken)
	}
	last := len(pairs) - 1
	if pairs[last] != "end="+strconv.Itoa(last-1) { // a chat or a mail client has cut the link
		return refuse(cut)
	}
	r := reader{link: Link{}, seen: map[string]bool{}}
	for _, pair := range pairs[1:last] {
		name, text, found := strings.Cut(pair, "=")
		value, fine := unescape(text)
		if !found || !fine || value == "" || !r.set(name, value) {
			return refuse(broken)
		}
	}
	if d := r.link.Answers.DMARC; r.link.Answers.Domain == "" || d != nil && d.Policy == "" {
		return refuse(broken)
	}
	return r.link, nil
}

type reader struct {
	link Link
	seen map[string]bool
}

// once reports whether a pair of this name, or this name and value, comes for the first time.
func (r *reader) once(key string) bool {
	first := !r.seen[key]
	r.seen[key] = true
	return first
}

// set takes one pair and reports whether the page offers it.
func (r *reader) set(name, value string) bool {
	a := &r.link.Answers
	switch name {
	case "sender", "drop", "ip", "rua", "ruf":
		if !r.once(name + "=" + value) {
			return false
		}
	default:
		if !r.once(name) {
			return false
		}
	}
	switch name {
	case "domain":
		clean, problem := domain.Parse(value)
		a.Domain = clean
		return problem == nil && clean == value
	case "by":
		r.link.By = value
		return Clean(value) == value
	case "parked":
		a.Parked = true
		return value == "1"
	case "nomail":
		a.NoMail = true
		return value == "1"
	case "sender":
		_, known := provider.SenderByID(value)
		a.Senders = append(a.Senders, plan.Choice{ID: value})
		return known
	case "drop":
		_, known := provider.SenderByID(value)
		a.Unused = append(a.Unused, plan.Choice{ID: value})
		return known
	case "ip":
		return r.server(value)
	case "ending":
		for ending, word := range endings {
			if word == value {
				a.Ending = ending
				return true
			}
		}
		return false
	case "p", "sp", "np", "adkim", "aspf", "psd", "t", "fo", "rua", "ruf":
		if a.DMARC == nil {
			a.DMARC = &dmarc.Record{}
		}
		return setDMARC(a.DMARC, name, value)
	case "panel":
		_, known := provider.PanelByID(value)
		r.link.Panel = value
		return known
	case "step":
		n, err := strconv.Atoi(value)
		r.link.Step = n
		return err == nil && n >= 2 && n <= 5 && strconv.Itoa(n) == value
	}
	if kind, selector, found := strings.Cut(name, "."); found && (kind == "key" || kind == "cname") {
		return r.key(kind, selector, value)
	}
	return r.field(name, value)
}

func (r *reader) server(value string) bool {
	prefixes, problems := input.Addresses(value)
	if len(prefixes) != 1 || len(problems) > 0 || strings.ContainsAny(value, " ,+") {
		return false
	}
	r.link.Answers.Servers = append(r.link.Answers.Servers, prefixes[0])
	return true
}

func setDMARC(d *dmarc.Record, name, value string) bool {
	policy, alignment := dmarc.Policy(value), dmarc.Alignment(value)
	isPolicy := policy == dmarc.None || policy == dmarc.Quarantine || policy == dmarc.Reject
	isAlignment := alignment == dmarc.Relaxed || alignment == dmarc.Strict
	switch name {
	case "p":
		d.Policy = policy
		return isPolicy
	case "sp":
		d.Subdomains = policy
		return isPolicy
	case "np":
		d.NonExistent = policy
		return isPolicy
	case "adkim":
		d.DKIMAlignment = alignment
		return isAlignment
	case "aspf":
		d.SPFAlignment = alignment
		return isAlignment
	case "psd":
		d.PSD = dmarc.PSD(value)
		return d.PSD == dmarc.IsPSD || d.PSD == dmarc.IsOrg || d.PSD == dmarc.Unknown
	case "t":
		d.Testing = true
		return value == "y"
	case "fo":
		d.FailureOpts = value
		return dmarc.Parse("v=DMARC1; p=none; fo="+value).FailureOpts == value
	}
	mailboxes, problems := input.Mailboxes(value)
	if len(problems) > 0 || len(mailboxes) != 1 || mailboxes[0] != value {
		return false
	}
	if name == "rua" {
		d.Reports = append(d.Reports, dmarc.Mailto(value))
	} else {
		d.Failures = append(d.Failures, dmarc.Mailto(value))
	}
	return true
}

// field takes a value of a contract: "xserver.server=sv123.xserver.jp". The sender has been named before.
func (r *reader) field(name, value string) bool {
	id, field, found := strings.Cut(name, ".")
	senders := r.link.Answers.Senders
	if !found || len(senders) == 0 || senders[len(senders)-1].ID != id {
		return false
	}
	s, _ := provider.SenderByID(id)
	for _, f := range s.Fields {
		if f.ID == field && plausible(f, value) {
			c := &senders[len(senders)-1]
			if c.Values == nil {
				c.Values = map[string]string{}
			}
			c.Values[field] = value
			return true
		}
	}
	return false
}

// plausible reports whether a value has the form that the page asks for: an address, a host, or one SPF term that lets
// named servers send and no others.
func plausible(f provider.Field, value string) bool {
	switch f.ID {
	case "ip":
		return isAddress(value)
	case "term":
		t := spf.ParseTerm(value)
		switch t.Kind {
		case spf.Include, spf.A, spf.MX, spf.Exists:
			return t.Problem == nil && t.Qualifier == spf.Pass && t.Domain != "" && len(value) <= domain.MaxName &&
				strings.Trim(value, termLetters) == ""
		case spf.IP4, spf.IP6:
			return t.Problem == nil && t.Qualifier == spf.Pass && isAddress(t.IP.String())
		}
		return false
	}
	if strings.Contains(f.Example, ".") {
		host, problem := input.Host(value)
		return problem == nil && host == value
	}
	return len(value) <= domain.MaxLabel && strings.Trim(strings.ToLower(value), "abcdefghijklmnopqrstuvwxyz0123456789-_") == ""
}

const termLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._:/%{}"

func isAddress(text string) bool {
	prefixes, problems := input.Addresses(text)
	return len(prefixes) == 1 && len(problems) == 0
}

// keyPair writes a DKIM record as a pair: "cname.s1=s1.example.net", "key.s1=rsa_MIIB..." in base64url. Only a public
// key that the page itself would publish has a form.
func keyPair(k plan.Key) (name, value string, ok bool) {
	if k.Type == lookup.CNAME {
		return "cname." + k.Selector, k.Value, true
	}
	record := dkim.Parse(k.Value)
	kind := record.KeyType
	if kind == "" {
		kind = "rsa"
	}
	key, err := base64.StdEncoding.DecodeString(record.Key)
	return "key." + k.Selector, kind + "_" + base64.RawURLEncoding.EncodeToString(key), err == nil && len(key) > 0
}

func (r *reader) key(kind, selector, value string) bool {
	clean, problem := input.Selector(selector)
	if problem != nil || clean != selector || !r.once("selector "+selector) {
		return false
	}
	k := plan.Key{Selector: selector, Type: lookup.CNAME, Value: value}
	if kind == "cname" {
		host, problem := input.Host(value)
		if problem != nil || host != value {
			return false
		}
	} else {
		algorithm, text, _ := strings.Cut(value, "_")
		key, err := base64.RawURLEncoding.DecodeString(text)
		if err != nil || base64.RawURLEncoding.EncodeToString(key) != text {
			return false
		}
		record := dkim.Record{Version: "DKIM1", KeyType: algorithm, Key: base64.StdEncoding.EncodeToString(key), HasKey: true}
		k.Type, k.Value = lookup.TXT, record.String()
		// A key that is no public one, a private one above all, is an error to the lint.
		if finding.Worst(dkim.Lint(dkim.Parse(k.Value))) == finding.Error {
			return false
		}
	}
	r.link.Answers.Keys = append(r.link.Answers.Keys, k)
	return true
}

// covers reports whether one of the networks holds all of p.
func covers(networks []netip.Prefix, p netip.Prefix) bool {
	for _, n := range networks {
		if n.Bits() <= p.Bits() && n.Contains(p.Addr()) {
			return true
		}
	}
	return false
}
