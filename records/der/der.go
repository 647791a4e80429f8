// Package der reads and writes the few elements of DER (X.690) that keys and certificates are made of, and finds them in
// PEM (RFC 7468).
package der

import "strings"

// The tags of elements.
const (
	Integer     = 0x02
	BitString   = 0x03
	OctetString = 0x04
	OID         = 0x06
	Sequence    = 0x30
)

// Length reads the tag and length at the start of b: the length of the content and of the header before it.
func Length(b []byte) (length, header int, ok bool) {
	if len(b) < 2 {
		return 0, 0, false
	}
	if b[1] < 0x80 {
		return int(b[1]), 2, true
	}
	n := int(b[1] & 0x7f)
	if n < 1 || n > 3 || len(b) < 2+n {
		return 0, 0, false
	}
	for _, c := range b[2 : 2+n] {
		length = length<<8 | int(c)
	}
	return length, 2 + n, true
}

// Enter returns the content of the element at the start of b, as much of it as there is.
func Enter(b []byte, tag byte) (content []byte, ok bool) {
	length, header, ok := Length(b)
	if !ok || b[0] != tag {
		return nil, false
	}
	return b[header:min(len(b), header+length)], true
}

// Skip returns what follows the element at the start of b.
func Skip(b []byte) []byte {
	length, header, ok := Length(b)
	if !ok {
		return nil
	}
	return b[min(len(b), header+length):]
}

// Element returns the content of the element at the start of b, which must be whole and of that tag, and what
// follows it.
func Element(b []byte, tag byte) (content, rest []byte, ok bool) {
	length, header, ok := Length(b)
	if !ok || b[0] != tag || header+length > len(b) {
		return nil, nil, false
	}
	return b[header : header+length], b[header+length:], true
}

// Wrap makes an element of at most 65535 octets of content.
func Wrap(tag byte, content []byte) []byte {
	n := len(content)
	switch {
	case n < 0x80:
		return append([]byte{tag, byte(n)}, content...)
	case n < 0x100:
		return append([]byte{tag, 0x81, byte(n)}, content...)
	}
	return append([]byte{tag, 0x82, byte(n >> 8), byte(n)}, content...)
}

// Block finds the first PEM block, also one without line breaks. Blocks whose label is in skip are passed
// over. Without any, the whole text is the body.
func Block(text string, skip ...string) (label, body string) {
	_, rest, found := strings.Cut(text, "-----BEGIN ")
	if !found {
		return "", text
	}
	label, rest, _ = strings.Cut(rest, "-----")
	for _, s := range skip {
		if label == s {
			return Block(rest, skip...)
		}
	}
	body, _, _ = strings.Cut(rest, "-----END")
	return label, body
}
