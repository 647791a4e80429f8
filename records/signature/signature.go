// Package signature reads and verifies DKIM signatures (RFC 6376, RFC 8301, RFC 8463): the DKIM-Signature fields of a
// message, against the keys in DNS.
//
// A verdict never says only "fail". What changed on the way, what is wrong with the key and what is wrong with the
// signature itself are told apart as far as the octets allow.
package signature

import (
	"encoding/base64"
	"strconv"
	"strings"

	"todoku/records/dkim"
	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/mail"
	"todoku/records/tag"
)

// Canon is a way in which a part of the message is made comparable (RFC 6376 §3.4).
type Canon string

// The canonicalizations.
const (
	Simple  Canon = "simple"
	Relaxed Canon = "relaxed"
)

// The algorithms.
const (
	RSASHA256     = "rsa-sha256"
	RSASHA1       = "rsa-sha1" // RFC 8301 §3.1: neither to be used nor to be accepted
	Ed25519SHA256 = "ed25519-sha256"
)

// Signature is one DKIM-Signature field.
type Signature struct {
	Field mail.Field
	// Tags are the tags as they stood.
	Tags tag.List
	// Algorithm is "a=", in lower case.
	Algorithm string
	// Domain is "d=", who signs; Selector is "s=", which key; Identity is "i=", for whom.
	Domain, Selector, Identity string
	HeaderCanon, BodyCanon     Canon
	// Headers are the names of "h=" as written.
	Headers []string
	// BodyHash and Value are "bh=" and "b=", decoded.
	BodyHash, Value []byte
	// Length is "l=", the octets of the body that are covered; -1 for all.
	Length int64
	// Time and Expires are "t=" and "x=" in seconds since 1970; -1 where they are not given.
	Time, Expires int64
	// Problem says why nobody can verify this; nil where it can be tried.
	Problem *finding.Finding
}

// Name is the DNS name of the key.
func (s Signature) Name() string { return dkim.Name(s.Selector, s.Domain) }

// Covers reports whether a field of that name is signed.
func (s Signature) Covers(name string) bool {
	for _, h := range s.Headers {
		if strings.EqualFold(h, name) {
			return true
		}
	}
	return false
}

// Parse reads a field. It is total; Problem holds the first thing that is wrong (RFC 6376 §6.1.1).
func Parse(f mail.Field) Signature {
	s := Signature{Field: f, Tags: tag.Parse(f.Value()), Length: -1, Time: -1, Expires: -1}
	s.Algorithm = strings.ToLower(s.Tags.Value("a"))
	s.Domain = domain.Canonical(s.Tags.Value("d"))
	s.Selector = domain.Canonical(s.Tags.Value("s"))
	s.Identity = s.Tags.Value("i")
	if s.Identity == "" {
		s.Identity = "@" + s.Domain // RFC 6376 §3.5
	}
	for _, name := range strings.Split(s.Tags.Value("h"), ":") {
		if name = strings.TrimSpace(name); name != "" {
			s.Headers = append(s.Headers, name)
		}
	}
	s.check(
		s.checkTags, s.checkAlgorithm, s.checkCanon, s.checkValues, s.checkNames,
	)
	return s
}

// check sets Problem to the first one that a check finds; later checks still read their tags.
func (s *Signature) check(checks ...func() *finding.Finding) {
	for _, c := range checks {
		if problem := c(); problem != nil && s.Problem == nil {
			s.Problem = problem
		}
	}
}

func problem(r finding.Rule, args ...string) *finding.Finding {
	f := r.New(args...)
	return &f
}

func (s *Signature) checkTags() *finding.Finding {
	if again := s.Tags.Repeated(); len(again) > 0 { // RFC 6376 §3.2: the whole list is invalid
		return problem(repeatedTag, "tag", again[0].Name)
	}
	for _, name := range []string{"v", "a", "b", "bh", "d", "h", "s"} {
		if t, found := s.Tags.Get(name); !found || t.Value == "" {
			return problem(missingTag, "tag", name)
		}
	}
	// RFC 6376 §3.5: v is "1"; other versions mean something else.
	if v := s.Tags.Value("v"); v != "1" {
		return problem(badTag, "tag", "v", "value", v)
	}
	if q := s.Tags.Value("q"); q != "" && !strings.Contains(strings.ToLower(q), "dns/txt") {
		return problem(badTag, "tag", "q", "value", q)
	}
	return nil
}

func (s *Signature) checkAlgorithm() *finding.Finding {
	switch s.Algorithm {
	case RSASHA256, Ed25519SHA256:
		return nil
	case RSASHA1:
		// RFC 8301 §3.1: rsa-sha1 MUST NOT be used for verifying.
		return problem(usesSHA1)
	}
	return problem(unknownAlgorithm, "algorithm", s.Algorithm)
}

// checkCanon reads "c=header/body"; simple is the default of both (RFC 6376 §3.5).
func (s *Signature) checkCanon() *finding.Finding {
	header, body, _ := strings.Cut(strings.ToLower(s.Tags.Value("c")), "/")
	s.HeaderCanon, s.BodyCanon = Canon(strings.TrimSpace(header)), Canon(strings.TrimSpace(body))
	for _, c := range []*Canon{&s.HeaderCanon, &s.BodyCanon} {
		switch *c {
		case "":
			*c = Simple
		case Simple, Relaxed:
		default:
			return problem(badTag, "tag", "c", "value", s.Tags.Value("c"))
		}
	}
	return nil
}

func (s *Signature) checkValues() *finding.Finding {
	for _, v := range []struct {
		tag  string
		into *[]byte
	}{{"bh", &s.BodyHash}, {"b", &s.Value}} {
		octets, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(s.Tags.Value(v.tag)), ""))
		if err != nil {
			return problem(badTag, "tag", v.tag, "value", s.Tags.Value(v.tag))
		}
		*v.into = octets
	}
	for _, v := range []struct {
		tag  string
		into *int64
	}{{"l", &s.Length}, {"t", &s.Time}, {"x", &s.Expires}} {
		t, given := s.Tags.Get(v.tag)
		if !given {
			continue
		}
		n, ok := number(t.Value)
		if !ok {
			return problem(badTag, "tag", v.tag, "value", t.Value)
		}
		*v.into = n
	}
	if s.Expires >= 0 && s.Time >= 0 && s.Expires <= s.Time { // RFC 6376 §3.5: x is greater than t
		return problem(badTag, "tag", "x", "value", s.Tags.Value("x"))
	}
	return nil
}

// number reads up to 76 digits (RFC 6376 §3.5); what does not fit is as good as endless.
func number(text string) (int64, bool) {
	if text == "" || len(text) > 76 || strings.Trim(text, "0123456789") != "" {
		return -1, false
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 1<<63 - 1, true
	}
	return n, true
}

func (s *Signature) checkNames() *finding.Finding {
	if _, bad := domain.ParseOwner(s.Domain); bad != nil && !isReserved(bad) {
		return problem(badTag, "tag", "d", "value", s.Domain)
	}
	if !s.Covers("From") { // RFC 6376 §5.4: From MUST be signed
		return problem(fromNotSigned)
	}
	at := strings.LastIndexByte(s.Identity, '@')
	// RFC 6376 §3.5: the domain of i= is that of d= or below it.
	if at < 0 || !domain.Under(domain.Canonical(s.Identity[at+1:]), s.Domain) {
		return problem(identityOutside, "identity", s.Identity, "domain", s.Domain)
	}
	return nil
}

// isReserved tells a name that is well formed, but exists on private networks only.
func isReserved(problem *finding.Finding) bool { return problem.Code == "domain.special-use" }
