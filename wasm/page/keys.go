//go:build js

package page

import (
	"encoding/base64"
	"syscall/js"
)

// GenerateRSA makes a key pair of that many bits with the browser's own cryptography, off the main thread. It returns the
// private key as PKCS#8 and the public one as SubjectPublicKeyInfo, and waits.
func GenerateRSA(bits int) (private, public []byte, err error) {
	exponent := js.Global().Get("Uint8Array").New(3) // 65537
	exponent.SetIndex(0, 1)
	exponent.SetIndex(2, 1)
	return generate(map[string]any{"name": "RSASSA-PKCS1-v1_5", "modulusLength": bits, "publicExponent": exponent, "hash": "SHA-256"})
}

// GenerateEd25519 is GenerateRSA for an Ed25519 key, which not every browser can make.
func GenerateEd25519() (private, public []byte, err error) {
	return generate(map[string]any{"name": "Ed25519"})
}

func generate(algorithm map[string]any) (private, public []byte, err error) {
	subtle := js.Global().Get("crypto").Get("subtle")
	pair, err := Await(subtle.Call("generateKey", algorithm, true, []any{"sign", "verify"}))
	if err != nil {
		return nil, nil, err
	}
	if private, err = exportKey(subtle, "pkcs8", pair.Get("privateKey")); err != nil {
		return nil, nil, err
	}
	public, err = exportKey(subtle, "spki", pair.Get("publicKey"))
	return private, public, err
}

// exportKey returns a key in a format, and clears the copy that the browser made.
func exportKey(subtle js.Value, format string, key js.Value) ([]byte, error) {
	buffer, err := Await(subtle.Call("exportKey", format, key))
	if err != nil {
		return nil, err
	}
	octets := js.Global().Get("Uint8Array").New(buffer)
	data := make([]byte, octets.Length())
	js.CopyBytesToGo(data, octets)
	octets.Call("fill", 0)
	return data, nil
}

// DeriveEd25519 computes the public half of a private Ed25519 key that is given as PKCS#8, in base64. It waits.
func DeriveEd25519(pkcs8 []byte) (public string, err error) {
	subtle := js.Global().Get("crypto").Get("subtle")
	octets := js.Global().Get("Uint8Array").New(len(pkcs8))
	js.CopyBytesToJS(octets, pkcs8)
	key, err := Await(subtle.Call("importKey", "pkcs8", octets, map[string]any{"name": "Ed25519"}, true, []any{"sign"}))
	octets.Call("fill", 0)
	if err != nil {
		return "", err
	}
	// RFC 8037 §2: a key as JWK names its public half "x". The object with the private one is dropped here.
	jwk, err := Await(subtle.Call("exportKey", "jwk", key))
	if err != nil {
		return "", err
	}
	raw, err := base64.RawURLEncoding.DecodeString(jwk.Get("x").String())
	jwk.Set("d", "")
	return base64.StdEncoding.EncodeToString(raw), err
}
