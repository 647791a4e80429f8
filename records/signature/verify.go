package signature

import (
	"bytes"
	"crypto"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"math/big"
	"strconv"
	"strings"

	"todoku/records/dkim"
	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/lookup"
	"todoku/records/mail"
)

// Result is what a verification comes to, in the words of RFC 8601 §2.7.1.
type Result string

// The results.
const (
	Pass      Result = "pass"
	Fail      Result = "fail"      // the signature does not fit the message or the key
	PermError Result = "permerror" // the signature or its key cannot be used
	TempError Result = "temperror" // DNS could not be asked
	Neutral   Result = "neutral"   // as far as it can be seen without the body, all is well
)

// Verdict is what became of one signature.
type Verdict struct {
	Signature
	Result Result
	// Reason says why, or that all is well. It has no code where DNS could not be asked: Failure says why then.
	Reason  finding.Finding
	Failure lookup.Failure
	// Notes are true besides, whatever the result.
	Notes []finding.Finding
	// Key is the record that was used, Bits the size of its key.
	Key  dkim.Record
	Bits int
}

// MaxSignatures bounds how many signatures of a message are verified; what stands above them is left out.
const MaxSignatures = 20

// slack is how far the clock of a signer may run ahead, in seconds.
const slack = 3600

// Verify verifies every signature of a message. Now is in seconds since 1970. Whole says that the body is there: with a
// header alone the best result is Neutral.
func Verify(m mail.Part, r lookup.Resolver, now int64, whole bool) []Verdict {
	var verdicts []Verdict
	b := &message{header: m.Header, body: m.Body, whole: whole}
	for _, f := range m.Header.All("DKIM-Signature") {
		if len(verdicts) == MaxSignatures {
			break
		}
		v := Verdict{Signature: Parse(f), Result: PermError}
		v.verify(b, r, now)
		verdicts = append(verdicts, v)
	}
	return verdicts
}

// message is what signatures cover. A body is made comparable and hashed once, however many signatures there are.
type message struct {
	header mail.Header
	body   string
	whole  bool
	bodies map[Canon]string
	hashes map[part][sha256.Size]byte
}

// part is a body made comparable, up to a length.
type part struct {
	canon  Canon
	length int
}

func (m *message) canonical(c Canon) string {
	text, done := m.bodies[c]
	if !done {
		text = c.body(m.body)
		if m.bodies == nil {
			m.bodies, m.hashes = map[Canon]string{}, map[part][sha256.Size]byte{}
		}
		m.bodies[c] = text
	}
	return text
}

func (m *message) hash(c Canon, length int) [sha256.Size]byte {
	text := m.canonical(c)[:length]
	digest, done := m.hashes[part{c, length}]
	if !done {
		digest = sha256.Sum256([]byte(text))
		m.hashes[part{c, length}] = digest
	}
	return digest
}

// Questions lists what Verify will ask, so that it can be asked in one trip.
func Questions(h mail.Header) []lookup.Question {
	var questions []lookup.Question
	for _, f := range h.All("DKIM-Signature") {
		if s := Parse(f); s.Problem == nil && len(questions) < MaxSignatures {
			questions = append(questions, lookup.Ask(s.Name(), lookup.TXT))
		}
	}
	return questions
}

func (v *Verdict) end(result Result, why finding.Finding) {
	v.Result, v.Reason = result, why
}

func (v *Verdict) verify(m *message, r lookup.Resolver, now int64) {
	if v.Problem != nil {
		v.Reason = *v.Problem
		return
	}
	// RFC 6376 §3.5: expired signatures MAY be taken for invalid; those who verify in practice do.
	if v.Expires >= 0 && v.Expires < now {
		v.end(PermError, expired.New("time", strconv.FormatInt(v.Expires, 10)))
		return
	}
	if v.Time > now+slack {
		v.end(PermError, fromTheFuture.New("time", strconv.FormatInt(v.Time, 10)))
		return
	}
	answer := r.Lookup(lookup.Ask(v.Name(), lookup.TXT))
	if !answer.OK() {
		v.Result, v.Failure = TempError, answer.Failure
		return
	}
	v.keys(m, keyRecords(answer))
}

// keyRecords are the texts of an answer that are meant to be keys.
func keyRecords(a lookup.Answer) []dkim.Record {
	var records []dkim.Record
	for _, text := range a.Texts() {
		if dkim.IsRecord(text) {
			records = append(records, dkim.Parse(text))
		}
	}
	return records
}

// keys tries each key record. RFC 6376 §3.6.2.2 leaves open what happens with several; the best outcome counts here,
// and a note says that it is left to chance elsewhere.
func (v *Verdict) keys(m *message, records []dkim.Record) {
	if len(records) == 0 {
		v.end(PermError, keyMissing.New("name", v.Name()))
		return
	}
	for i, record := range records {
		attempt := Verdict{Signature: v.Signature, Result: PermError, Key: record}
		attempt.withKey(m)
		if i == 0 || attempt.Result == Pass {
			*v = attempt
		}
		if v.Result == Pass {
			break
		}
	}
	if len(records) > 1 {
		v.Notes = append(v.Notes, severalKeys.New("count", strconv.Itoa(len(records)), "name", v.Name()))
	}
}

func (v *Verdict) withKey(m *message) {
	key, why := v.usable()
	v.Bits = key.Bits
	if why != nil {
		v.end(PermError, *why)
		return
	}
	if v.Key.Flag("y") { // RFC 6376 §3.6.1: a failure in test mode is not held against the message
		v.Notes = append(v.Notes, keyTesting.New())
	}
	if key.Type == "rsa" && key.Bits < 2048 {
		v.Notes = append(v.Notes, keySmall.New("bits", strconv.Itoa(key.Bits)))
	}
	if m.whole && !v.body(m) {
		return
	}
	v.header(m.header, key)
	switch {
	case m.whole:
	case v.Result == Pass:
		v.end(Neutral, bodyMissing.New())
	case v.HeaderCanon == Simple: // a header that was copied from a screen has lost its folds
		v.end(Neutral, bodyMissing.New())
	}
}

// usable tells whether the key may verify this signature (RFC 6376 §6.1.2).
func (v *Verdict) usable() (dkim.Key, *finding.Finding) {
	record := v.Key
	wanted, _, _ := strings.Cut(v.Algorithm, "-")
	kind := record.KeyType
	if kind == "" {
		kind = "rsa"
	}
	key := dkim.ReadKey(record.Key)
	at := strings.LastIndexByte(v.Identity, '@')
	switch {
	case record.Revoked():
		return key, problem(keyRevoked, "name", v.Name())
	case !record.HasKey || badVersion(record):
		return key, problem(keyBroken, "name", v.Name())
	case kind != wanted:
		return key, problem(keyType, "key", kind, "signature", wanted)
	case len(record.Hashes) > 0 && !has(record.Hashes, "sha256"):
		return key, problem(keyHash, "hashes", strings.Join(record.Hashes, ":"))
	case len(record.Services) > 0 && !has(record.Services, "*") && !has(record.Services, "email"):
		return key, problem(keyService, "services", strings.Join(record.Services, ":"))
	case !key.Whole() || key.Type != wanted:
		return key, problem(keyBroken, "name", v.Name())
	case key.Type == "rsa" && key.Bits < 1024: // RFC 8301 §3.2
		return key, problem(keyTooSmall, "bits", strconv.Itoa(key.Bits))
	case record.Flag("s") && domain.Canonical(v.Identity[at+1:]) != v.Domain:
		return key, problem(keyStrict, "identity", v.Identity, "domain", v.Domain)
	}
	return key, nil
}

// badVersion reports a "v" that is not first or not DKIM1: RFC 6376 §3.6.1 wants such records discarded.
func badVersion(r dkim.Record) bool {
	_, other := r.Others.Get("v")
	return other
}

func has(list []string, want string) bool {
	for _, s := range list {
		if s == want {
			return true
		}
	}
	return false
}

// body compares the hash of the body (RFC 6376 §6.1.3). It reports whether the header is still to be looked at.
func (v *Verdict) body(m *message) bool {
	text := m.canonical(v.BodyCanon)
	covered := text
	if v.Length >= 0 {
		if v.Length > int64(len(text)) {
			v.end(Fail, bodyShorter.New("signed", strconv.FormatInt(v.Length, 10), "length", strconv.Itoa(len(text))))
			return false
		}
		covered = text[:v.Length]
		note := partOfBody.New("signed", strconv.FormatInt(v.Length, 10))
		if len(covered) < len(text) {
			note = unsignedTail.New("signed", strconv.FormatInt(v.Length, 10), "rest", strconv.Itoa(len(text)-len(covered)))
		}
		v.Notes = append(v.Notes, note)
	}
	if digest := m.hash(v.BodyCanon, len(covered)); bytes.Equal(digest[:], v.BodyHash) {
		return true
	}
	if lines := appended(covered, v.BodyCanon, v.BodyHash); lines > 0 {
		v.end(Fail, bodyAppended.New("lines", strconv.Itoa(lines)))
	} else {
		v.end(Fail, bodyChanged.New())
	}
	return false
}

// maxLines bounds the search for lines that were put below the body.
const maxLines = 5000

// appended returns how many lines were put below the body after it was signed, as mailing lists do; 0 where that does
// not explain it.
func appended(body string, c Canon, want []byte) int {
	total := strings.Count(body, "\r\n")
	if total > maxLines {
		return 0
	}
	hash, line := sha256.New(), 0
	if empty := sha256.Sum256([]byte(c.body(""))); bytes.Equal(empty[:], want) {
		return total
	}
	blank := 0 // empty lines that wait: at the end of a body they do not count
	for body != "" {
		text, rest, _ := strings.Cut(body, "\r\n")
		body = rest
		line++
		if text == "" {
			blank++
			continue
		}
		for ; blank > 0; blank-- {
			hash.Write([]byte("\r\n"))
		}
		hash.Write([]byte(text + "\r\n"))
		if bytes.Equal(hash.Sum(nil), want) && line < total {
			return total - line
		}
	}
	return 0
}

// header verifies the signature itself (RFC 6376 §6.1.3).
func (v *Verdict) header(h mail.Header, key dkim.Key) {
	published, _ := key.Published()
	octets, _ := base64.StdEncoding.DecodeString(published)
	digest := sha256.Sum256([]byte(signedHeader(h, v.Signature)))
	if key.Type == "ed25519" {
		// RFC 8463 §3: Ed25519 signs the SHA-256 of the header.
		if len(octets) == ed25519.PublicKeySize && ed25519.Verify(ed25519.PublicKey(octets), digest[:], v.Value) {
			v.end(Pass, valid.New())
			return
		}
		v.end(Fail, headerOrKey.New())
		return
	}
	modulus, exponent, ok := dkim.PublicRSA(octets)
	if !ok {
		v.end(PermError, keyBroken.New("name", v.Name()))
		return
	}
	public := &rsa.PublicKey{N: new(big.Int).SetBytes(modulus), E: exponent}
	if rsa.VerifyPKCS1v15(public, crypto.SHA256, digest[:], v.Value) == nil {
		v.end(Pass, valid.New())
		return
	}
	v.end(Fail, v.whyHeader(h, public))
}

// whyHeader tells a changed header from another key: what was signed can be read with the key that belongs to it.
func (v *Verdict) whyHeader(h mail.Header, public *rsa.PublicKey) finding.Finding {
	signed, ok := signedDigest(public, v.Value)
	if !ok {
		return keyOtherDigest.New("name", v.Name())
	}
	for i, f := range h {
		subject := untagged(f)
		if subject.Raw == f.Raw {
			continue
		}
		before := append(mail.Header{}, h...)
		before[i] = subject
		if digest := sha256.Sum256([]byte(signedHeader(before, v.Signature))); bytes.Equal(digest[:], signed) {
			return subjectTagged.New()
		}
	}
	return headerChanged.New()
}

// untagged is a Subject without the "[name 12]" that a mailing list put before it.
func untagged(f mail.Field) mail.Field {
	if !strings.EqualFold(f.Name, "Subject") {
		return f
	}
	value := f.Value()
	if i := strings.IndexByte(value, ']'); i > 0 && (value[0] == '[' || strings.HasPrefix(value, "Re: [")) {
		f.Raw = f.Name + ": " + strings.TrimLeft(value[i+1:], " ") + "\r\n"
	}
	return f
}

// digestInfo stands before a SHA-256 digest in a signature (RFC 8017 §9.2).
var digestInfo = []byte{0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20}

// signedDigest reads the digest in an RSA signature. It reports false where the key does not belong to it.
func signedDigest(public *rsa.PublicKey, signature []byte) ([]byte, bool) {
	s := new(big.Int).SetBytes(signature)
	if s.Cmp(public.N) >= 0 || len(signature) > 1024 {
		return nil, false
	}
	octets := s.Exp(s, big.NewInt(int64(public.E)), public.N).Bytes()
	i := bytes.Index(octets, digestInfo)
	if i < 2 || octets[0] != 1 || len(octets) != i+len(digestInfo)+sha256.Size {
		return nil, false
	}
	return octets[i+len(digestInfo):], true
}
