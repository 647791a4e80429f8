package tlsa

import (
	"encoding/base64"
	"strings"

	"todoku/records/der"
	"todoku/records/finding"
	"todoku/records/txt"
)

var (
	isPrivateKey = Rules.Add("tlsa.private-key-given", finding.Error, "RFC 7468 §10")
	notACert     = Rules.Add("tlsa.not-a-certificate", finding.Error, "RFC 7468 §5")
)

// Pin makes the record that pins a server's public key: 3 1 1 (RFC 7672 §3.1.1). It reads the certificate or the public
// key of the server in PEM, of a chain the first; digest is SHA-256. The problem says why it cannot be read; it never quotes the text.
func Pin(text string, digest func([]byte) [32]byte) (r Record, problem *finding.Finding) {
	refuse := func(rule finding.Rule) (Record, *finding.Finding) {
		f := rule.New()
		return Record{}, &f
	}
	clean, _ := txt.Clean(text)
	label, body := der.Block(clean)
	if strings.Contains(label, "PRIVATE") {
		return refuse(isPrivateKey)
	}
	octets, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(body), ""))
	if err != nil {
		return refuse(notACert)
	}
	key, ok := publicKey(octets)
	if !ok {
		return refuse(notACert)
	}
	sum := digest(key)
	return Record{Usage: DANEEE, Selector: SPKI, Matching: SHA256, Data: toHex(sum[:]), Whole: true}, nil
}

// explicit0 is the tag of the version in a certificate.
const explicit0 = 0xa0

// publicKey returns the SubjectPublicKeyInfo of a certificate (RFC 5280 §4.1), or octets itself where that is one.
func publicKey(octets []byte) (spki []byte, ok bool) {
	content, rest, ok := der.Element(octets, der.Sequence)
	if !ok || len(rest) > 0 {
		return nil, false
	}
	if isSPKI(octets) {
		return octets, true
	}
	body, _, ok := der.Element(content, der.Sequence) // TBSCertificate
	if !ok {
		return nil, false
	}
	if _, after, found := der.Element(body, explicit0); found {
		body = after
	}
	if _, body, ok = der.Element(body, der.Integer); !ok { // the serial number
		return nil, false
	}
	for range 4 { // signature, issuer, validity, subject
		if _, body, ok = der.Element(body, der.Sequence); !ok {
			return nil, false
		}
	}
	_, after, ok := der.Element(body, der.Sequence)
	if !ok {
		return nil, false
	}
	spki = body[:len(body)-len(after)]
	return spki, isSPKI(spki)
}

// isSPKI reports whether octets are an algorithm with its object identifier, and then a key (RFC 5280 §4.1.2.7).
func isSPKI(octets []byte) bool {
	content, _, ok := der.Element(octets, der.Sequence)
	if !ok {
		return false
	}
	algorithm, key, ok := der.Element(content, der.Sequence)
	if !ok {
		return false
	}
	_, _, hasOID := der.Element(algorithm, der.OID)
	_, rest, hasKey := der.Element(key, der.BitString)
	return hasOID && hasKey && len(rest) == 0
}
