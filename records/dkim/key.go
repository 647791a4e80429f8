package dkim

import (
	"encoding/base64"
	"strings"

	"todoku/records/der"
)

// Encoding is how the octets of a public key are laid out.
type Encoding string

// The encodings.
const (
	SPKI   Encoding = "spki"    // SubjectPublicKeyInfo, what every verifier reads for RSA
	PKCS1  Encoding = "pkcs1"   // RSAPublicKey, what RFC 6376 names and some verifiers refuse
	Raw    Encoding = "raw"     // the bare 32 octets of Ed25519 (RFC 8463 §4.2)
	NotKey Encoding = "unknown" // none of these
)

// Key is what the octets of a public key tell about it.
type Key struct {
	Type     string // "rsa", "ed25519" or "" for an unknown one
	Bits     int    // size of the modulus; 256 for Ed25519; 0 where the octets do not reach far enough to tell
	Encoding Encoding
	// Missing is how many base64 characters are missing at the end; negative for as many too many.
	Missing int
	// BadAt is the index of the first character that base64 does not have, or -1.
	BadAt int
	der   []byte
}

// Whole reports whether the key can be used as it is.
func (k Key) Whole() bool { return k.BadAt < 0 && k.Missing == 0 && k.Type != "" }

// ReadKey reads a public key from base64 without white space. Object identifiers and lengths inside the DER tell the
// type, the size and how many characters there ought to be; nothing is taken from the tags of the record.
func ReadKey(text string) Key {
	k := Key{Encoding: NotKey, BadAt: badBase64(text)}
	if k.BadAt >= 0 {
		return k
	}
	trimmed := strings.TrimRight(text, "=")
	octets, _ := base64.RawStdEncoding.DecodeString(trimmed[:len(trimmed)-leftover(len(trimmed))])
	k.der = octets
	total, known := derTotal(octets)
	if !known {
		if len(octets) == 32 && len(trimmed) == 43 {
			k.Type, k.Bits, k.Encoding = "ed25519", 256, Raw
		}
		return k
	}
	k.Missing = base64.RawStdEncoding.EncodedLen(total) - len(trimmed)
	if k.Missing > 0 {
		k.Missing = base64.StdEncoding.EncodedLen(total) - len(text)
	}
	k.readDER(octets)
	return k
}

// leftover is how many characters at the end stand for no whole octet.
func leftover(n int) int {
	if n%4 == 1 {
		return 1
	}
	return 0
}

// badBase64 returns the index of the first character that does not belong into base64, or -1.
func badBase64(text string) int {
	body := strings.TrimRight(text, "=")
	if len(text)-len(body) > 2 {
		return len(body) + 2
	}
	for i := 0; i < len(body); i++ {
		c := body[i]
		if !('A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '+' || c == '/') {
			return i
		}
	}
	return -1
}

// The object identifiers of the keys, as DER writes them inside SubjectPublicKeyInfo (RFC 3279 §2.3.1, RFC 8410 §3).
const (
	oidRSA     = "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01"
	oidEd25519 = "\x2b\x65\x70"
)

// readDER finds the type and the size, also in octets that end too early.
func (k *Key) readDER(octets []byte) {
	body, ok := der.Enter(octets, der.Sequence)
	if !ok {
		return
	}
	if len(body) > 0 && body[0] == der.Integer {
		k.Type, k.Encoding = "rsa", PKCS1
		k.Bits = integerBits(body)
		return
	}
	algorithm, ok := der.Enter(body, der.Sequence)
	if !ok {
		return
	}
	oid, _ := der.Enter(algorithm, der.OID)
	switch {
	case strings.HasPrefix(string(oid), oidRSA):
		k.Type, k.Encoding = "rsa", SPKI
		if bits, ok := der.Enter(der.Skip(body), der.BitString); ok && len(bits) > 1 {
			if sequence, ok := der.Enter(bits[1:], der.Sequence); ok { // the first octet counts unused bits
				k.Bits = integerBits(sequence)
			}
		}
	case strings.HasPrefix(string(oid), oidEd25519):
		k.Type, k.Bits, k.Encoding = "ed25519", 256, SPKI
	}
}

// integerBits returns the size of the INTEGER at the start of b from its length field, so that it is known for a key
// that was cut.
func integerBits(b []byte) int {
	length, header, ok := der.Length(b)
	if !ok || len(b) <= header {
		return 0
	}
	value := b[header:]
	if value[0] == 0 { // a leading zero keeps the number positive
		length--
		value = value[1:]
	}
	if len(value) == 0 {
		return length * 8
	}
	bits := length * 8
	for mask := byte(0x80); mask > 0 && value[0]&mask == 0; mask >>= 1 {
		bits--
	}
	return bits
}

// derTotal returns how many octets the whole structure has, header included.
func derTotal(b []byte) (total int, ok bool) {
	length, header, ok := der.Length(b)
	// Less than 16 octets is no key; an Ed25519 key may begin with any octet, and then rarely fits its own length.
	if !ok || b[0] != der.Sequence || length < 16 || len(b) == 32 && header+length != 32 && length != 0x2a {
		return 0, false
	}
	return header + length, true
}

// Published returns the key in the encoding that verifiers read: SubjectPublicKeyInfo for RSA, the bare octets for
// Ed25519. It reports false for a key that is not whole.
func (k Key) Published() (text string, ok bool) {
	if !k.Whole() {
		return "", false
	}
	octets := k.der
	switch {
	case k.Type == "rsa" && k.Encoding == PKCS1:
		octets = wrapRSA(octets)
	case k.Type == "ed25519" && k.Encoding == SPKI:
		octets = octets[len(octets)-32:]
	}
	return base64.StdEncoding.EncodeToString(octets), true
}

// SameKey reports whether two records carry the same public key, in whatever encoding.
func SameKey(a, b string) bool {
	x, wholeX := ReadKey(Parse(a).Key).Published()
	y, wholeY := ReadKey(Parse(b).Key).Published()
	return wholeX && wholeY && x == y
}

// wrapRSA puts an RSAPublicKey into a SubjectPublicKeyInfo (RFC 3279 §2.3.1).
func wrapRSA(pkcs1 []byte) []byte {
	algorithm := der.Wrap(der.Sequence, append(der.Wrap(der.OID, []byte(oidRSA)), 0x05, 0x00))
	bits := der.Wrap(der.BitString, append([]byte{0}, pkcs1...))
	return der.Wrap(der.Sequence, append(algorithm, bits...))
}

// PublicRSA reads modulus and exponent from an RSA key in SubjectPublicKeyInfo, as Published gives it.
func PublicRSA(spki []byte) (modulus []byte, exponent int, ok bool) {
	body, ok := der.Enter(spki, der.Sequence)
	if !ok {
		return nil, 0, false
	}
	bits, ok := der.Enter(der.Skip(body), der.BitString)
	if !ok || len(bits) < 2 {
		return nil, 0, false
	}
	numbers, ok := der.Enter(bits[1:], der.Sequence)
	if !ok {
		return nil, 0, false
	}
	modulus, ok = der.Enter(numbers, der.Integer)
	e, hasExponent := der.Enter(der.Skip(numbers), der.Integer)
	if !ok || !hasExponent || len(e) == 0 || len(e) > 4 {
		return nil, 0, false
	}
	for _, c := range e {
		exponent = exponent<<8 | int(c)
	}
	return modulus, exponent, exponent > 1
}
