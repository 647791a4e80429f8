// Package tlsa reads, writes and judges TLSA records of mail servers (RFC 6698, RFC 7672): they pin the key or the
// certificate that a server shows, and are believed only where DNSSEC signs them.
package tlsa

import (
	"strconv"
	"strings"

	"todoku/records/domain"
)

// Usage is what the record stands for (RFC 7218 §2.1).
type Usage uint8

// The usages. RFC 7672 §3.1.3: mail servers use the last two.
const (
	PKIXTA Usage = 0 // an authority that the world trusts
	PKIXEE Usage = 1 // the server's certificate, which an authority must vouch for besides
	DANETA Usage = 2 // an authority, whoever trusts it
	DANEEE Usage = 3 // the server's certificate or key itself
)

// Selector is which part of the certificate is compared (RFC 7218 §2.2).
type Selector uint8

// The selectors.
const (
	Cert Selector = 0 // the whole certificate
	SPKI Selector = 1 // its public key, which a renewal can keep
)

// Matching is how it is compared (RFC 7218 §2.3).
type Matching uint8

// The matching types.
const (
	Full   Matching = 0 // octet by octet
	SHA256 Matching = 1
	SHA512 Matching = 2
)

// Record is a TLSA record: 3 1 1 and 64 hexadecimal digits.
type Record struct {
	// Text is the record as it was written; empty for one that was built.
	Text     string
	Usage    Usage
	Selector Selector
	Matching Matching
	// Data is what is compared, in lower-case hexadecimal digits.
	Data string
	// Whole says that the text had the form of a record. The fields above mean nothing without.
	Whole bool
}

// Owner is the name at which the records of a mail server stand (RFC 7672 §2.2): of the server, not of the domain.
func Owner(host string) string { return "_25._tcp." + domain.Canonical(host) }

// Parse reads a record in presentation form (RFC 6698 §2.2): three numbers, and hexadecimal digits which spaces may
// part. It is total.
func Parse(text string) Record {
	r := Record{Text: text}
	fields := strings.Fields(text)
	if len(fields) < 4 {
		return r
	}
	var numbers [3]uint8
	for i := range numbers {
		n, err := strconv.ParseUint(fields[i], 10, 8)
		if err != nil {
			return r
		}
		numbers[i] = uint8(n)
	}
	data := strings.ToLower(strings.Join(fields[3:], ""))
	if !isHex(data) {
		return r
	}
	return Record{text, Usage(numbers[0]), Selector(numbers[1]), Matching(numbers[2]), data, true}
}

// String writes the record in presentation form. One that was read and has not its form gives its text.
func (r Record) String() string {
	if !r.Whole {
		return r.Text
	}
	return itoa(int(r.Usage)) + " " + itoa(int(r.Selector)) + " " + itoa(int(r.Matching)) + " " + r.Data
}

// Usable reports whether a sender can use the record at all (RFC 7672 §3.1): only DANE-TA and DANE-EE, with a selector
// and a matching type that exist and data of the right length.
func (r Record) Usable() bool {
	return r.Whole && (r.Usage == DANETA || r.Usage == DANEEE) && r.Selector <= SPKI && r.fits()
}

// fits reports whether the data can be what the matching type says: a digest has a fixed length.
func (r Record) fits() bool {
	switch r.Matching {
	case Full:
		return len(r.Data) > 0
	case SHA256:
		return len(r.Data) == 64
	case SHA512:
		return len(r.Data) == 128
	}
	return false
}

func itoa(n int) string { return strconv.Itoa(n) }

const hexDigits = "0123456789abcdef"

// isHex reports whether a text writes whole octets in hexadecimal. Package encoding/hex brings fmt along, which is too
// large for the browser.
func isHex(text string) bool {
	return len(text)%2 == 0 && strings.Trim(strings.ToLower(text), hexDigits) == ""
}

func toHex(octets []byte) string {
	text := make([]byte, 0, 2*len(octets))
	for _, o := range octets {
		text = append(text, hexDigits[o>>4], hexDigits[o&15])
	}
	return string(text)
}
