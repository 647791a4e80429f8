package dkim

import (
	"encoding/base64"
	"strconv"
	"strings"

	"todoku/records/der"
	"todoku/records/finding"
	"todoku/records/txt"
)

// Private is a private key. It holds no more of the secret than the octets that it was read from; Clear overwrites them.
type Private struct {
	Type string // "rsa" or "ed25519"
	Bits int
	// Public is the public half in base64, as "p=" wants it. Ed25519 keys seldom carry theirs: it is empty then, and
	// whoever can compute with keys has to derive it (RFC 8032 §5.1.5).
	Public string
	pkcs8  []byte
	inner  []byte // the key itself, inside pkcs8: RSAPrivateKey, or the seed of Ed25519 in an OCTET STRING
}

// Clear overwrites the key.
func (p *Private) Clear() {
	clear(p.pkcs8)
	clear(p.inner)
	*p = Private{}
}

// PKCS8 returns the DER of the key as PKCS#8 (RFC 5958), which is what crypto.subtle reads and writes.
func (p *Private) PKCS8() []byte { return p.pkcs8 }

// PKCS1 returns the DER of an RSA key as PKCS#1 (RFC 8017 §A.1.2): what older signers want. It is nil for Ed25519, for
// which there is no such form.
func (p *Private) PKCS1() []byte {
	if p.Type != "rsa" {
		return nil
	}
	return p.inner
}

// The labels of PEM blocks (RFC 7468 §10 and what OpenSSL writes).
const (
	LabelPKCS8  = "PRIVATE KEY"
	LabelPKCS1  = "RSA PRIVATE KEY"
	labelPublic = "PUBLIC KEY"
)

// PEM writes DER as a PEM block (RFC 7468 §2), 64 characters a line.
func PEM(label string, octets []byte) []byte {
	text := base64.StdEncoding.AppendEncode(nil, octets)
	out := make([]byte, 0, len(text)+len(text)/64+2*len(label)+40)
	out = append(out, "-----BEGIN "+label+"-----\n"...)
	rest := text
	for len(rest) > 64 {
		out = append(append(out, rest[:64]...), '\n')
		rest = rest[64:]
	}
	out = append(append(out, rest...), "\n-----END "+label+"-----\n"...)
	clear(text)
	return out
}

var (
	keyEncrypted  = Rules.Add("dkim.private-key-encrypted", finding.Error, "RFC 5958 §3")
	keyOpenSSH    = Rules.Add("dkim.private-key-openssh", finding.Error, "RFC 7468 §10")
	keyIsPublic   = Rules.Add("dkim.private-key-is-public", finding.Error, "RFC 7468 §13")
	keyUnreadable = Rules.Add("dkim.private-key-unreadable", finding.Error, "RFC 5958 §2")
	keyOtherType  = Rules.Add("dkim.private-key-other-type", finding.Error, "RFC 8463 §3")
	keyShort      = Rules.Add("dkim.private-key-short", finding.Error, "RFC 8301 §3.2")
)

// notKeys are the labels of blocks that may stand before the key.
var notKeys = []string{"EC PARAMETERS", "CERTIFICATE"}

// ReadPrivate reads a private key: PEM with PKCS#8 or PKCS#1, whatever stands around it, or the DER of either in base64,
// which OpenDKIM and rspamd take too. The problem says why it cannot be used; it never quotes the key.
func ReadPrivate(text string) (key Private, problem *finding.Finding) {
	refuse := func(r finding.Rule, args ...string) (Private, *finding.Finding) {
		f := r.New(args...)
		return Private{}, &f
	}
	label, body := der.Block(text, notKeys...)
	switch {
	case strings.Contains(label, "ENCRYPTED") || strings.Contains(body, "DEK-Info"):
		return refuse(keyEncrypted)
	case strings.Contains(label, "OPENSSH"):
		return refuse(keyOpenSSH)
	case strings.Contains(label, "PUBLIC") || strings.Contains(text, "p=MI"):
		return refuse(keyIsPublic)
	}
	octets, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(body), ""))
	if err != nil {
		return refuse(keyUnreadable)
	}
	key, ok := readPrivateDER(octets)
	switch {
	case !ok && ReadKey(base64.StdEncoding.EncodeToString(octets)).Whole():
		return refuse(keyIsPublic)
	case !ok:
		return refuse(keyUnreadable)
	case key.Type == "":
		return refuse(keyOtherType)
	case key.Type == "rsa" && key.Bits < 1024: // RFC 8301 §3.2: signatures by such keys are invalid
		return refuse(keyShort, "bits", strconv.Itoa(key.Bits))
	}
	return key, nil
}

// readPrivateDER reads PKCS#8 or PKCS#1. It reports false for anything else; a key of another type has no type.
func readPrivateDER(octets []byte) (key Private, ok bool) {
	content, rest, ok := der.Element(octets, der.Sequence)
	if !ok || len(rest) > 0 {
		return Private{}, false
	}
	_, afterVersion, ok := der.Element(content, der.Integer)
	if !ok || len(afterVersion) == 0 {
		return Private{}, false
	}
	if afterVersion[0] == der.Integer { // PKCS#1: the modulus follows the version
		inner := append([]byte(nil), octets...)
		return readRSA(inner, wrapPrivateRSA(octets))
	}
	// RFC 5958 §2: version, algorithm, key, and since version 2 perhaps the public key.
	algorithm, after, ok := der.Element(afterVersion, der.Sequence)
	if !ok {
		return Private{}, false
	}
	oid, _, ok := der.Element(algorithm, der.OID)
	if !ok {
		return Private{}, false
	}
	inner, _, ok := der.Element(after, der.OctetString)
	if !ok {
		return Private{}, false
	}
	inner = append([]byte(nil), inner...)
	switch string(oid) {
	case oidRSA:
		return readRSA(inner, octets)
	case oidEd25519: // RFC 8410 §7: the seed of 32 octets in an OCTET STRING of its own
		seed, _, ok := der.Element(inner, der.OctetString)
		return Private{Type: "ed25519", Bits: 256, pkcs8: octets, inner: inner}, ok && len(seed) == 32
	}
	return Private{pkcs8: octets, inner: inner}, true
}

// readRSA reads the public half out of an RSAPrivateKey: version, modulus, public exponent, and then the secrets.
func readRSA(pkcs1, pkcs8 []byte) (Private, bool) {
	content, _, ok := der.Element(pkcs1, der.Sequence)
	if !ok {
		return Private{}, false
	}
	_, numbers, ok := der.Element(content, der.Integer)
	if !ok {
		return Private{}, false
	}
	_, afterN, ok := der.Element(numbers, der.Integer)
	if !ok {
		return Private{}, false
	}
	_, afterE, ok := der.Element(afterN, der.Integer)
	if !ok || len(afterE) == 0 {
		return Private{}, false
	}
	public := numbers[:len(numbers)-len(afterE)] // modulus and exponent with their headers
	spki := wrapRSA(der.Wrap(der.Sequence, public))
	return Private{Type: "rsa", Bits: integerBits(numbers), pkcs8: pkcs8, inner: pkcs1,
		Public: base64.StdEncoding.EncodeToString(spki)}, true
}

// wrapPrivateRSA puts an RSAPrivateKey into PKCS#8 (RFC 5958 §2).
func wrapPrivateRSA(pkcs1 []byte) []byte {
	version := []byte{der.Integer, 1, 0}
	algorithm := der.Wrap(der.Sequence, append(der.Wrap(der.OID, []byte(oidRSA)), 0x05, 0x00))
	return der.Wrap(der.Sequence, append(append(version, algorithm...), der.Wrap(der.OctetString, pkcs1)...))
}

// Match says how a private key and a published record fit together.
type Match string

// The answers.
const (
	SameKeys    Match = "same"      // signatures made with the private key verify
	OtherKey    Match = "other"     // the record holds another key
	OtherType   Match = "type"      // one is RSA, the other Ed25519
	RevokedKey  Match = "revoked"   // the record says that its key is not to be used
	BrokenKey   Match = "broken"    // the record holds no key that can be read
	NoPublicKey Match = "no-public" // the public half has yet to be derived
)

// Compare compares the public half of a private key, see Private.Public, with a record.
func Compare(keyType, public string, r Record) Match {
	k := ReadKey(r.Key)
	published, whole := k.Published()
	switch {
	case r.Revoked():
		return RevokedKey
	case !whole:
		return BrokenKey
	case k.Type != keyType:
		return OtherType
	case public == "":
		return NoPublicKey
	case public == published:
		return SameKeys
	}
	return OtherKey
}

// ReadPublicPEM reads a public key as openssl writes it, and gives it as "p=" wants it.
func ReadPublicPEM(text string) (key Key, published string, ok bool) {
	clean, _ := txt.Clean(text)
	label, body := der.Block(clean)
	if !strings.HasSuffix(label, labelPublic) {
		return Key{}, "", false
	}
	key = ReadKey(strings.Join(strings.Fields(body), ""))
	published, ok = key.Published()
	return key, published, ok
}
