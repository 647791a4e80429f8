// Package unsubscribe reads, writes and judges the two header fields with which a newsletter can be left by one click:
// List-Unsubscribe (RFC 2369) and List-Unsubscribe-Post (RFC 8058).
package unsubscribe

import (
	"strings"

	"todoku/records/mail"
)

// The names of the fields.
const (
	ListField = "List-Unsubscribe"
	PostField = "List-Unsubscribe-Post"
)

// OneClick is the only value of List-Unsubscribe-Post, to the letter (RFC 8058 §3.1).
const OneClick = "List-Unsubscribe=One-Click"

// Record is the two fields as they stand in the header of a message.
type Record struct {
	// Text is the header as it was written; empty for one that was built.
	Text string
	// Lists are the values of the List-Unsubscribe fields; there should be one.
	Lists []string
	// Posts are the values of the List-Unsubscribe-Post fields; there should be one.
	Posts []string
}

// Build makes the fields of a link, and of an address for mail where it is not empty.
func Build(link, address string) Record {
	list := "<" + link + ">"
	if address != "" {
		list += ", <mailto:" + address + ">"
	}
	return Record{Lists: []string{list}, Posts: []string{OneClick}}
}

// Parse reads the fields out of a header or a whole message. It is total.
func Parse(text string) Record {
	r := Record{Text: text}
	header := mail.Read(text).Header
	for _, f := range header.All(ListField) {
		r.Lists = append(r.Lists, f.Value())
	}
	for _, f := range header.All(PostField) {
		r.Posts = append(r.Posts, f.Value())
	}
	return r
}

// String writes the two fields, and nothing else of the header that they were read from.
func (r Record) String() string {
	var b strings.Builder
	for _, value := range r.Lists {
		b.WriteString(ListField + ": " + fold(value) + "\r\n")
	}
	for _, value := range r.Posts {
		b.WriteString(PostField + ": " + value + "\r\n")
	}
	return b.String()
}

// fold breaks the line between two addresses (RFC 5322 §2.2.3).
func fold(value string) string { return strings.ReplaceAll(value, ">, <", ">,\r\n <") }

// URIs are the addresses of all List-Unsubscribe fields in their order, without "<" and ">" (RFC 2369 §2).
func (r Record) URIs() []string {
	var uris []string
	for _, value := range r.Lists {
		for _, part := range strings.Split(value, "<")[1:] {
			if uri, _, closed := strings.Cut(part, ">"); closed {
				uris = append(uris, strings.TrimSpace(uri))
			}
		}
	}
	return uris
}

// Link returns the HTTPS address, the first where there are several, or "".
func (r Record) Link() string {
	for _, uri := range r.URIs() {
		if scheme(uri) == "https" {
			return uri
		}
	}
	return ""
}

func scheme(uri string) string {
	name, _, _ := strings.Cut(uri, ":")
	return strings.ToLower(name)
}
