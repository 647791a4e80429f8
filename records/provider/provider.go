// Package provider holds what is known about the services that send mail for Japanese companies and about the panels in
// which their DNS records are typed. Every value is data with its source, the month in which it was read, and how far
// it can be trusted. Nothing here is computed, and nothing was asked of DNS.
//
// Senders stand in senders_*.go, panels in panels_*.go, one composite literal each.
package provider

import (
	"strings"

	"todoku/records/lookup"
)

// Confidence says how far a fact can be trusted.
type Confidence string

// The grades.
const (
	Vendor      Confidence = "vendor"      // the provider's own page or template says so
	ThirdParty  Confidence = "third-party" // others publish it, or say that it works
	Unconfirmed Confidence = "unconfirmed" // nobody could be found who says so: ask the provider
)

// Source is where a fact comes from.
type Source struct {
	Ref        string // a URL, or what was looked at
	Date       string // the month in which it was read, such as "2026-11"
	Confidence Confidence
}

// Name is a name in both languages.
type Name struct{ Ja, En string }

// Sender is a service that sends mail in the name of its customer's domain.
type Sender struct {
	ID   string // permanent; it stands in links
	Name Name
	// Search holds further spellings that people type, parted by spaces: kana, romaji, misspellings.
	Search string
	Kind   Kind
	// Fields are the values of the customer's own contract that the terms and records need.
	Fields []Field
	SPF    SPF
	DKIM   DKIM
	// MX are patterns of the hosts that receive mail for customers, by which the service is recognized.
	MX []string
	// Notes are codes of messages that the user must see when the service is ticked.
	Notes []string
}

// Kind groups senders on the page.
type Kind string

// The kinds, in the order of the page.
const (
	Hosting    Kind = "hosting"    // rental servers and their mail
	Groupware  Kind = "groupware"  // mail suites
	Newsletter Kind = "newsletter" // bulk mail services
	API        Kind = "api"        // sending by SMTP relay or API
	Business   Kind = "business"   // CRM, invoices, support, bookings
	Shop       Kind = "shop"       // shops
	Site       Kind = "site"       // site builders and forms
)

// Kinds lists the kinds in the order of the page.
var Kinds = []Kind{Hosting, Groupware, Newsletter, API, Business, Shop, Site}

// Field is a value that differs from contract to contract, such as the host name of the server.
type Field struct {
	// ID is what stands in braces in terms and records. Its label is the message "field." and the ID.
	ID string
	// Pattern is the form of the value, see Match; empty where there is none.
	Pattern string
	Example string
	// Where names the screens on which the provider shows the value, in the provider's own words, see Screens.
	Where string
}

// Mode says how a sender wants its SPF entry.
type Mode string

// The modes.
const (
	Add       Mode = "add"        // the customer adds the terms to the record of the domain
	Automatic Mode = "automatic"  // the provider writes them where it runs the DNS; elsewhere the customer adds them
	Subdomain Mode = "subdomain"  // bounces go to a subdomain, set up with records that the provider shows
	PerUser   Mode = "per-user"   // the provider shows each customer a term of their own
	NotNeeded Mode = "not-needed" // mail is sent under the provider's own envelope domain
	Ask       Mode = "ask"        // not known: the provider has to be asked
)

// SPF is what a sender needs in SPF.
type SPF struct {
	Mode Mode
	// Terms go into the record of the domain; where the mode is Ask, it is {term}, for the value that the provider gives
	// when asked. {domain} and the fields of the sender stand in braces. A bare "a" or "mx"
	// in a vendor's sample stands for the customer's own servers and is left out, unless the vendor runs those.
	Terms []string
	// Known are terms of older instructions, by which the sender is recognized, but which nobody needs to add.
	Known []string
	// Lookups is what Terms cost in DNS lookups, everything inside included, at the date of the source; 0 where that
	// is not known.
	Lookups int
	Source
}

// Holder says who makes the DKIM key and where its public half comes from.
type Holder string

// The holders.
const (
	Switch  Holder = "switch"  // the provider's panel makes the key and writes the record itself, where it runs the DNS
	Shown   Holder = "shown"   // the provider shows records that the customer publishes
	Paste   Holder = "paste"   // the customer makes the pair and gives the private key to the provider
	Without Holder = "without" // the provider does not sign for customers' domains
	AskDKIM Holder = "ask"     // not known: the provider has to be asked
)

// DKIM is what a sender needs for DKIM.
type DKIM struct {
	Holder Holder
	// Selectors are the selectors that every customer has; Patterns the forms of those that differ, see Match.
	Selectors []string
	Patterns  []string
	// Type is lookup.TXT or lookup.CNAME; 0 where it is not known.
	Type lookup.Type
	// Target is where a CNAME points to, with {selector} and {domain} in braces; empty where it differs.
	Target string
	// Under lists the domains that the targets of CNAME records lie in, by which the service is recognized, parted by
	// spaces.
	Under string
	// Where names the screens on which DKIM is switched on or the record is shown, in the provider's own words.
	Where string
	Source
}

// Panel is a screen in which DNS records are typed.
type Panel struct {
	ID     string // permanent; it stands in links
	Name   Name
	Search string
	// Where names the screens to go through, in the panel's own words, see Screens.
	Where string
	// Form lists the boxes for one record in the panel's own words and order, such as
	// "host=ホスト名;type=種別;value=内容;priority=優先度". A panel in two languages parts the words by "|": "type=タイプ|Type".
	// The kinds of boxes are host, type, value, ttl and priority; "TXT:value=TXT値" stands for records of that type only.
	// Empty where it is not known.
	Form string
	// Lines are for panels in which a record is one line of text: the line by type, with {host}, {value}, {ttl} and
	// {priority} in braces, parted by ";", such as "TXT=txt {host} {value};CNAME=cname {host} {value}".
	Lines string
	Root  Root
	Host  Host
	Quote Quote
	Long  Long
	Dot   Dot
	Texts Texts
	// MaxTXT is the most octets that a TXT value can have; 0 where no limit is known.
	MaxTXT int
	TTL    string // what to type for the TTL; empty where the panel fills it in
	// NS are patterns of the name servers behind the panel.
	NS []string
	// Notes are codes of messages that the user must see before typing.
	Notes []string
	Source
}

// Root is what the host box wants for the domain itself.
type Root string

// The forms.
const (
	RootEmpty   Root = "empty"
	RootAt      Root = "at"   // "@"
	RootName    Root = "name" // the domain itself
	RootUnknown Root = ""
)

// Host is what the host box wants for a name below the domain.
type Host string

// The forms.
const (
	Relative    Host = "relative" // "_dmarc": the panel adds the domain
	Full        Host = "full"     // "_dmarc.example.jp"
	FullDot     Host = "full-dot" // "_dmarc.example.jp."
	HostUnknown Host = ""
)

// Quote says whether a TXT value is typed in quotation marks.
type Quote string

// The habits.
const (
	QuoteNone     Quote = "none"
	QuoteRequired Quote = "required"
	QuoteUnknown  Quote = ""
)

// Long says what becomes of a TXT value of more than 255 octets.
type Long string

// The habits.
const (
	LongWhole   Long = "whole"   // typed in one piece
	LongSplit   Long = "split"   // the user cuts it into quoted strings
	LongRefused Long = "refused" // cannot be typed
	LongUnknown Long = ""
)

// Dot says whether the target of a CNAME or MX ends in a dot.
type Dot string

// The habits.
const (
	DotRequired  Dot = "required"
	DotForbidden Dot = "forbidden"
	DotEither    Dot = "either"
	DotUnknown   Dot = ""
)

// Texts says how the panel keeps several TXT values of one name.
type Texts string

// The habits.
const (
	TextsLines   Texts = "lines" // in one box, one value on each line
	TextsOne     Texts = "one"   // a name has one TXT value at most
	TextsUnknown Texts = ""      // a record each, as far as is known
)

// Box is one box of a panel's form.
type Box struct {
	Kind string // "host", "type", "value", "ttl" or "priority"
	Name Name   // the panel's own words; En is empty where the panel speaks Japanese only
}

// Boxes reads Form for records of a type.
func (p *Panel) Boxes(t lookup.Type) []Box {
	var boxes []Box
	for _, entry := range parts(p.Form, ";") {
		kind, words, _ := strings.Cut(entry, "=")
		if only, rest, some := strings.Cut(kind, ":"); some {
			if only != t.String() {
				continue
			}
			kind = rest
		}
		ja, en, _ := strings.Cut(words, "|")
		boxes = append(boxes, Box{kind, Name{ja, en}})
	}
	return boxes
}

// Line returns the form of the line for a type, or "" where the panel has none.
func (p *Panel) Line(t lookup.Type) string {
	for _, entry := range parts(p.Lines, ";") {
		if name, line, _ := strings.Cut(entry, "="); name == t.String() {
			return line
		}
	}
	return ""
}

// parts is strings.Split that gives nothing for nothing.
func parts(text, separator string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, separator)
}

// SenderByID returns the sender of that ID.
func SenderByID(id string) (*Sender, bool) {
	for i := range Senders {
		if Senders[i].ID == id {
			return &Senders[i], true
		}
	}
	return nil, false
}

// PanelByID returns the panel of that ID.
func PanelByID(id string) (*Panel, bool) {
	for i := range Panels {
		if Panels[i].ID == id {
			return &Panels[i], true
		}
	}
	return nil, false
}

// PanelsFor returns the panels behind a set of name servers. More than one means that the servers alone do not tell.
func PanelsFor(servers []string) []*Panel {
	var found []*Panel
	for i := range Panels {
		if matchesAny(Panels[i].NS, servers) {
			found = append(found, &Panels[i])
		}
	}
	return found
}

// SendersForMX returns the senders that receive mail at one of these hosts.
func SendersForMX(hosts []string) []*Sender {
	var found []*Sender
	for i := range Senders {
		if matchesAny(Senders[i].MX, hosts) {
			found = append(found, &Senders[i])
		}
	}
	return found
}

// generic are selectors that anybody may have chosen.
var generic = " default mail dkim "

// SenderForKey returns the sender whose DKIM key stands under a selector: by the names that CNAME records lead through,
// or by the selector itself, where no other sender has it. It returns nil where neither tells.
func SenderForKey(selector string, aliases []string) *Sender {
	var found *Sender
	for i := range Senders {
		d := &Senders[i].DKIM
		for _, alias := range aliases {
			for _, zone := range strings.Fields(d.Under) {
				if strings.HasSuffix(alias, "."+zone) {
					return &Senders[i]
				}
			}
		}
		if len(aliases) > 0 || d.Type == lookup.CNAME || !d.Has(selector) || strings.Contains(generic, " "+selector+" ") {
			continue
		}
		if found != nil {
			return nil
		}
		found = &Senders[i]
	}
	return found
}

// Has reports whether a selector is one of the sender's.
func (d *DKIM) Has(selector string) bool {
	for _, s := range d.Selectors {
		if s == selector {
			return true
		}
	}
	return matchesAny(d.Patterns, []string{selector})
}

func matchesAny(patterns, names []string) bool {
	for _, p := range patterns {
		for _, n := range names {
			if Match(p, n) {
				return true
			}
		}
	}
	return false
}

// Match reports whether a name has the form of a pattern: "#" stands for one or more digits, "*" for one or more
// characters other than a dot, every other character for itself.
func Match(pattern, name string) bool {
	for pattern != "" {
		switch pattern[0] {
		case '#', '*':
			n := 0
			for n < len(name) && (pattern[0] == '#' && '0' <= name[n] && name[n] <= '9' || pattern[0] == '*' && name[n] != '.') {
				n++
			}
			for ; n > 0; n-- { // the longest run first
				if Match(pattern[1:], name[n:]) {
					return true
				}
			}
			return false
		default:
			if name == "" || name[0] != pattern[0] {
				return false
			}
			pattern, name = pattern[1:], name[1:]
		}
	}
	return name == ""
}

// Fill writes the values of a contract into a term or a record: {domain} and the fields of the sender. It reports the
// first field that has no value.
func Fill(template, domain string, values map[string]string) (text, missing string) {
	var b strings.Builder
	for {
		start := strings.IndexByte(template, '{')
		end := strings.IndexByte(template, '}')
		if start < 0 || end < start || start > 0 && template[start-1] == '%' { // "%{i}" is a macro of SPF
			b.WriteString(template)
			return b.String(), missing
		}
		b.WriteString(template[:start])
		id := template[start+1 : end]
		value := values[id]
		if id == "domain" {
			value = domain
		}
		if value == "" && missing == "" {
			missing = id
		}
		b.WriteString(value)
		template = template[end+1:]
	}
}

// Recognize reads the values of a contract back out of a published term: "a:{server}" and "a:sv123.xserver.jp" give
// server = sv123.xserver.jp. It reports false where the term is not of that form. Both are expected in lower case.
func (s *Sender) Recognize(template, term, domain string) (values map[string]string, ok bool) {
	head, rest, hasField := strings.Cut(template, "{")
	if !hasField || strings.HasSuffix(head, "%") {
		return nil, template == term
	}
	id, tail, _ := strings.Cut(rest, "}")
	if !strings.HasPrefix(term, head) || !strings.HasSuffix(term, tail) || len(term) < len(head)+len(tail) {
		return nil, false
	}
	value := term[len(head) : len(term)-len(tail)]
	if id == "domain" {
		return nil, value == domain
	}
	for _, f := range s.Fields {
		if f.ID == id && f.Pattern != "" && Match(f.Pattern, value) {
			return map[string]string{id: value}, true
		}
	}
	return nil, false
}

// Spell writes a name as the host box of the panel wants it; zone is the apex of the zone.
func (p *Panel) Spell(name, zone string) string {
	relative := name
	if name == zone {
		relative = ""
	} else if strings.HasSuffix(name, "."+zone) {
		relative = name[:len(name)-len(zone)-1]
	}
	switch {
	case relative == "" && p.Root == RootAt:
		return "@"
	case relative == "" && p.Root == RootName:
		return name
	case relative == "":
		return ""
	case p.Host == Full:
		return name
	case p.Host == FullDot:
		return name + "."
	}
	return relative
}
