// Package dkim reads, writes and judges DKIM key records (RFC 6376, RFC 8301, RFC 8463), the TXT records at
// <selector>._domainkey.<domain>.
//
// [Parse] reads the text of one record, [Record.String] writes it, [Lint] judges it; [ReadKey] tells what key a record
// carries from the octets of the key itself.
package dkim

import (
	"strings"

	"todoku/records/tag"
)

// Record is a DKIM key record: v=DKIM1; k=rsa; p=MIIBIjANBgkq...
//
// Fields are empty where the tag is not there, which stands for its default.
type Record struct {
	// Text is the record as it was written; empty for one that was built.
	Text     string
	Version  string   // For "v=": "DKIM1", recommended; must come first where it is there.
	KeyType  string   // For "k=": "rsa", the default, or "ed25519".
	Hashes   []string // For "h=": hashes that signatures may use; default all.
	Services []string // For "s=": "*", the default, or "email".
	Flags    []string // For "t=": "y" testing, "s" no subdomains in i=.
	Notes    string   // For "n=".
	// Key is the public key in base64 without white space, for "p="; empty for a key that was revoked.
	Key string
	// HasKey tells "p=" without a value from no "p" at all.
	HasKey bool
	// Others are the elements that none of the above stands for.
	Others tag.List
}

// Name returns the name of the record of a selector.
func Name(selector, domain string) string { return selector + "._domainkey." + domain }

// Wildcard is the selector that stands for all which have no record of their own.
const Wildcard = "*"

// Revoked is the key record that says that a key is not to be used any more (RFC 6376 §3.6.1).
const Revoked = "v=DKIM1; p="

// Probe is a selector that nobody has: what answers to it answers to every selector. It is asked for in the place of
// Wildcard, since no resolver should be asked for a literal asterisk.
const Probe = "todoku-wildcard-probe"

// Asked returns the name to ask for to see what a record of that name does.
func Asked(name string) string {
	if rest, wild := strings.CutPrefix(name, Wildcard+"."); wild {
		return Probe + "." + rest
	}
	return name
}

// IsRecord reports whether a text found at the name of a selector is meant to be a key record: "v" is not required
// (RFC 6376 §3.6.1), but then there is a "p".
func IsRecord(text string) bool {
	list := tag.Parse(text)
	_, hasKey := list.Get("p")
	return hasKey && !strings.HasPrefix(list.Value("v"), "DMARC") || strings.HasPrefix(list.Value("v"), "DKIM")
}

// Parse reads a record. It is total. Tag names are case-sensitive (RFC 6376 §3.2).
func Parse(text string) Record {
	r := Record{Text: text}
	seen := map[string]bool{}
	for i, t := range tag.Parse(text) {
		if seen[t.Name] || t.Bare() || !r.set(i, t) {
			r.Others = append(r.Others, t)
			continue
		}
		seen[t.Name] = true
	}
	return r
}

func (r *Record) set(place int, t tag.Tag) bool {
	switch t.Name {
	case "v":
		// RFC 6376 §3.6.1: if present, v must be the first tag and "DKIM1".
		if place > 0 || t.Value != "DKIM1" {
			return false
		}
		r.Version = t.Value
	case "k":
		r.KeyType = strings.ToLower(t.Value)
		return r.KeyType != ""
	case "h":
		r.Hashes = list(strings.ToLower(t.Value))
		return len(r.Hashes) > 0
	case "s":
		r.Services = list(strings.ToLower(t.Value))
		return len(r.Services) > 0
	case "t":
		r.Flags = list(t.Value)
		return len(r.Flags) > 0
	case "n":
		r.Notes = t.Value
		return r.Notes != ""
	case "p":
		r.Key, r.HasKey = strings.Join(strings.Fields(t.Value), ""), true
	default:
		return false
	}
	return true
}

// list reads values parted by colons.
func list(value string) []string {
	var values []string
	for _, v := range strings.Split(value, ":") {
		if v = strings.TrimSpace(v); v != "" {
			values = append(values, v)
		}
	}
	return values
}

// String writes the record.
func (r Record) String() string {
	var parts []string
	write := func(name, value string) {
		if value != "" {
			parts = append(parts, name+"="+value)
		}
	}
	write("v", r.Version)
	write("k", r.KeyType)
	write("h", strings.Join(r.Hashes, ":"))
	write("s", strings.Join(r.Services, ":"))
	write("t", strings.Join(r.Flags, ":"))
	write("n", r.Notes)
	if r.HasKey {
		parts = append(parts, "p="+r.Key)
	}
	if len(r.Others) > 0 {
		parts = append(parts, r.Others.String())
	}
	return strings.Join(parts, "; ")
}

// Revoked reports whether the record says that its key is not to be used any more (RFC 6376 §3.6.1).
func (r Record) Revoked() bool { return r.HasKey && r.Key == "" }

// Flag reports whether a flag is set.
func (r Record) Flag(flag string) bool {
	for _, f := range r.Flags {
		if f == flag {
			return true
		}
	}
	return false
}
