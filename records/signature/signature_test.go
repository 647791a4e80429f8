package signature_test

import (
	"crypto"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"strconv"
	"strings"
	"testing"

	"todoku/records/lookup"
	"todoku/records/mail"
	"todoku/records/signature"
)

// now is a moment of the tests: 2026-11-28 08:07:18 UTC.
const now = 1795853238

// The example of RFC 6376 appendix A.2, with errata 3192 and 4926.
const rfc6376 = `DKIM-Signature: v=1; a=rsa-sha256; s=brisbane; d=example.com;
      c=simple/simple; q=dns/txt; i=joe@football.example.com;
      h=Received : From : To : Subject : Date : Message-ID;
      bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
      b=AuUoFEfDxTDkHlLXSZEpZj79LICEps6eda7W3deTVFOk4yAUoqOB
      4nujc7YopdG5dWLSdNg6xNAZpOPr+kHxt1IrE+NahM6L/LbvaHut
      KVdkLLkpVaVVQPzeRDI009SO2Il5Lu7rDNH6mZckBdrIx0orEtZV
      4bmp/YzhwvcubU4=;
Received: from client1.football.example.com  [192.0.2.1]
      by submitserver.example.com with SUBMISSION;
      Fri, 11 Jul 2003 21:01:54 -0700 (PDT)
From: Joe SixPack <joe@football.example.com>
To: Suzie Q <suzie@shopping.example.net>
Subject: Is dinner ready?
Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
Message-ID: <20030712040037.46341.5F8J@football.example.com>

Hi.

We lost the game. Are you hungry yet?

Joe.
`

// The example of RFC 8463 appendix A.3.
const rfc8463 = `DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
 d=football.example.com; i=@football.example.com;
 q=dns/txt; s=brisbane; t=1528637909; h=from : to :
 subject : date : message-id : from : subject : date;
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
 b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
 Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;
 d=football.example.com; i=@football.example.com;
 q=dns/txt; s=test; t=1528637909; h=from : to : subject :
 date : message-id : from : subject : date;
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
 b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3
 DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz
 dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=
From: Joe SixPack <joe@football.example.com>
To: Suzie Q <suzie@shopping.example.net>
Subject: Is dinner ready?
Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
Message-ID: <20030712040037.46341.5F8J@football.example.com>

Hi.

We lost the game.  Are you hungry yet?

Joe.

`

// zone holds records given as name, text, name, text.
func zone(records ...string) *lookup.Zone {
	z := &lookup.Zone{}
	for i := 0; i < len(records); i += 2 {
		z.Add(records[i], lookup.TXT, lookup.Record{TTL: 300, Strings: []string{records[i+1]}})
	}
	return z
}

func exampleKeys() *lookup.Zone {
	return zone(
		"brisbane._domainkey.example.com", "v=DKIM1; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYtIxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItLa7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhitdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB",
		"brisbane._domainkey.football.example.com", "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
		"test._domainkey.football.example.com", "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB",
	)
}

// outcomes are the results and reasons of all signatures: "pass signature.valid".
func outcomes(message string, r lookup.Resolver, whole bool) string {
	var list []string
	for _, v := range signature.Verify(mail.Read(message), r, now, whole) {
		list = append(list, string(v.Result)+" "+v.Reason.Code+string(v.Failure))
	}
	return strings.Join(list, ", ")
}

func TestExamples(t *testing.T) {
	for name, c := range map[string][2]string{
		"RFC 6376":            {rfc6376, "pass signature.valid"},
		"RFC 8463":            {rfc8463, "pass signature.valid, pass signature.valid"},
		"RFC 6376 with CR LF": {strings.ReplaceAll(rfc6376, "\n", "\r\n"), "pass signature.valid"},
		"body changed":        {strings.ReplaceAll(rfc8463, "hungry", "angry"), "fail signature.body-changed, fail signature.body-changed"},
		"header changed":      {strings.ReplaceAll(rfc8463, "dinner", "lunch"), "fail signature.header-or-key, fail signature.header-changed"},
		"a From on top":       {"From: x@example.net\n" + rfc8463, "fail signature.header-or-key, fail signature.header-changed"},
		"From below":          {strings.Replace(rfc8463, "Message-ID:", "From: x@example.net\nMessage-ID:", 1), "fail signature.header-or-key, fail signature.header-changed"},
		"a footer":            {rfc8463 + "--\nlist of the town\n", "fail signature.body-appended, fail signature.body-appended"},
		"a name before the subject": {strings.Replace(rfc8463, "Is dinner", "[town 12] Is dinner", 1),
			"fail signature.header-or-key, fail signature.subject-changed"},
		"fields that are not signed": {"X: y\n" + strings.Replace(rfc8463, "Message-ID:", "List-Id: x\nMessage-ID:", 1), "pass signature.valid, pass signature.valid"},
		"empty lines below":          {rfc8463 + "\n\n", "pass signature.valid, pass signature.valid"},
		"simple and a space":         {strings.Replace(rfc6376, "Subject: Is", "Subject:  Is", 1), "fail signature.header-changed"},
	} {
		if got := outcomes(c[0], exampleKeys(), true); got != c[1] {
			t.Errorf("%s: %s, want %s", name, got, c[1])
		}
	}
	if got := outcomes(strings.SplitN(rfc8463, "\n\n", 2)[0]+"\n", exampleKeys(), false); got != "neutral signature.body-missing, neutral signature.body-missing" {
		t.Errorf("the header alone gives %s", got)
	}
}

// signer signs messages for the tests, by rules of its own.
type signer struct {
	algorithm string
	rsa       *rsa.PrivateKey
	ed        ed25519.PrivateKey
}

func newSigner(t testing.TB, algorithm string, bits int) signer {
	t.Helper()
	s := signer{algorithm: algorithm}
	var err error
	if algorithm == "ed25519-sha256" {
		_, s.ed, err = ed25519.GenerateKey(rand.Reader)
	} else {
		s.rsa, err = rsa.GenerateKey(rand.Reader, bits)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// record is the key record.
func (s signer) record() string {
	if s.ed != nil {
		return "v=DKIM1; k=ed25519; p=" + base64.StdEncoding.EncodeToString(s.ed.Public().(ed25519.PublicKey))
	}
	der, err := x509.MarshalPKIXPublicKey(&s.rsa.PublicKey)
	if err != nil {
		panic(err)
	}
	return "v=DKIM1; k=rsa; p=" + base64.StdEncoding.EncodeToString(der)
}

// sign signs a message that is in canonical form already: one space after each colon, no folds, no space at line ends.
// The tags are written between "v=1; a=…;" and "bh=…".
func (s signer) sign(header, body, canon, tags, names string) string {
	signedBody := strings.ReplaceAll(body, "\n", "\r\n")
	if i := strings.Index(tags, "l="); i >= 0 {
		digits, _, _ := strings.Cut(tags[i+2:], ";")
		if n, err := strconv.Atoi(digits); err == nil && n < len(signedBody) {
			signedBody = signedBody[:n]
		}
	}
	bodyHash := sha256.Sum256([]byte(signedBody))
	own := "DKIM-Signature: v=1; a=" + s.algorithm + "; c=" + canon + "; " + tags + " h=" + names + "; bh=" + base64.StdEncoding.EncodeToString(bodyHash[:]) + "; b="
	signed := ""
	for _, name := range append(strings.Split(names, ":"), "DKIM-Signature") {
		for _, line := range append(strings.Split(strings.TrimSpace(header), "\n"), own) {
			if n, value, _ := strings.Cut(line, ": "); strings.EqualFold(n, name) && (line == own) == (name == "DKIM-Signature") {
				if strings.HasPrefix(canon, "relaxed") {
					line = strings.ToLower(n) + ":" + value
				}
				signed += line + "\r\n"
			}
		}
	}
	digest := sha256.Sum256([]byte(strings.TrimSuffix(signed, "\r\n")))
	var value []byte
	switch {
	case s.ed != nil:
		value = ed25519.Sign(s.ed, digest[:])
	case s.algorithm == "rsa-sha1":
		sum := sha1.Sum([]byte(strings.TrimSuffix(signed, "\r\n")))
		value, _ = rsa.SignPKCS1v15(nil, s.rsa, crypto.SHA1, sum[:])
	default:
		value, _ = rsa.SignPKCS1v15(nil, s.rsa, crypto.SHA256, digest[:])
	}
	return own + base64.StdEncoding.EncodeToString(value) + "\n" + header + "\n" + body
}

const (
	header = "From: info@example.co.jp\nTo: taro@example.jp\nSubject: hello\nDate: Sat, 28 Nov 2026 17:07:18 +0900\n"
	body   = "Hello.\n\nThis is the text.\n"
	names  = "From:To:Subject:Date"
	whose  = "d=example.co.jp; s=s1;"
)

func TestCanonicalizations(t *testing.T) {
	for _, algorithm := range []string{"rsa-sha256", "ed25519-sha256"} {
		s := newSigner(t, algorithm, 2048)
		keys := zone("s1._domainkey.example.co.jp", s.record())
		for _, canon := range []string{"simple/simple", "simple/relaxed", "relaxed/simple", "relaxed/relaxed"} {
			signed := s.sign(header, body, canon, whose, names)
			if got := outcomes(signed, keys, true); got != "pass signature.valid" {
				t.Errorf("%s %s: %s", algorithm, canon, got)
			}
			headerSimple, bodySimple := strings.HasPrefix(canon, "simple"), strings.HasSuffix(canon, "simple")
			folded := strings.Replace(signed, "Subject: hello", "SUBJECT:\n  hello ", 1)
			if got := outcomes(folded, keys, true); strings.HasPrefix(got, "pass") == headerSimple {
				t.Errorf("%s %s, folded: %s", algorithm, canon, got)
			}
			spaced := strings.Replace(signed, "the text.", "the  text. ", 1)
			if got := outcomes(spaced, keys, true); strings.HasPrefix(got, "pass") == bodySimple {
				t.Errorf("%s %s, spaced: %s", algorithm, canon, got)
			}
		}
		if got := outcomes(s.sign(header, "", "relaxed/relaxed", whose, names), keys, true); got != "pass signature.valid" {
			t.Errorf("%s, no body: %s", algorithm, got)
		}
		if got := outcomes(s.sign(header, "\n", "relaxed/simple", whose, names), keys, true); got != "pass signature.valid" {
			t.Errorf("%s, an empty body: %s", algorithm, got)
		}
	}
}

// Each kind of damage has a reason of its own.
func TestReasons(t *testing.T) {
	s, small, ed := newSigner(t, "rsa-sha256", 2048), newSigner(t, "rsa-sha256", 1024), newSigner(t, "ed25519-sha256", 0)
	sha1Signer := s
	sha1Signer.algorithm = "rsa-sha1"
	signed := s.sign(header, body, "relaxed/relaxed", whose, names)
	with := func(tags string) string { return s.sign(header, body, "relaxed/relaxed", tags, names) }
	const name = "s1._domainkey.example.co.jp"
	good := zone(name, s.record())
	for what, c := range map[string]struct {
		message string
		keys    *lookup.Zone
		want    string
	}{
		"no key":               {signed, zone(), "permerror signature.key-missing"},
		"other texts":          {signed, zone(name, "hello"), "permerror signature.key-missing"},
		"revoked":              {signed, zone(name, "v=DKIM1; p="), "permerror signature.key-revoked"},
		"no p":                 {signed, zone(name, "v=DKIM1; k=rsa"), "permerror signature.key-broken"},
		"cut":                  {signed, zone(name, s.record()[:250]), "permerror signature.key-broken"},
		"another version":      {signed, zone(name, strings.Replace(s.record(), "DKIM1", "DKIM2", 1)), "permerror signature.key-broken"},
		"the type of the key":  {signed, zone(name, ed.record()), "permerror signature.key-type"},
		"only sha1":            {signed, zone(name, s.record()+"; h=sha1"), "permerror signature.key-hash"},
		"not for mail":         {signed, zone(name, s.record()+"; s=tlsrpt"), "permerror signature.key-not-for-mail"},
		"another key":          {signed, zone(name, newSigner(t, "rsa-sha256", 2048).record()), "fail signature.other-key"},
		"another Ed25519 key":  {ed.sign(header, body, "relaxed/relaxed", whose, names), zone(name, newSigner(t, "ed25519-sha256", 0).record()), "fail signature.header-or-key"},
		"a small key":          {small.sign(header, body, "relaxed/relaxed", whose, names), zone(name, small.record()), "pass signature.valid"},
		"sha1":                 {sha1Signer.sign(header, body, "relaxed/relaxed", whose, names), good, "permerror signature.sha1"},
		"unknown algorithm":    {strings.Replace(signed, "a=rsa-sha256", "a=rsa-md5", 1), good, "permerror signature.unknown-algorithm"},
		"expired":              {with(whose + " t=1700000000; x=1700000001;"), good, "permerror signature.expired"},
		"not expired":          {with(whose + " t=1700000000; x=1895853238;"), good, "pass signature.valid"},
		"x before t":           {with(whose + " t=1895853238; x=1895853237;"), good, "permerror signature.bad-tag"},
		"from the future":      {with(whose + " t=1895853238;"), good, "permerror signature.from-the-future"},
		"endless x":            {with(whose + " x=" + strings.Repeat("9", 40) + ";"), good, "pass signature.valid"},
		"From is not signed":   {s.sign(header, body, "relaxed/relaxed", whose, "To:Subject"), good, "permerror signature.from-not-signed"},
		"i of a subdomain":     {with(whose + " i=@news.example.co.jp;"), good, "pass signature.valid"},
		"i and t=s":            {with(whose + " i=@news.example.co.jp;"), zone(name, s.record()+"; t=s"), "permerror signature.no-subdomains"},
		"i and t=s, same":      {with(whose + " i=info@example.co.jp;"), zone(name, s.record()+"; t=y:s"), "pass signature.valid"},
		"i of another domain":  {with(whose + " i=@example.net;"), good, "permerror signature.identity-outside"},
		"no selector":          {with("d=example.co.jp;"), good, "permerror signature.missing-tag"},
		"a tag twice":          {with(whose + whose), good, "permerror signature.repeated-tag"},
		"another version of v": {strings.Replace(signed, "v=1;", "v=2;", 1), good, "permerror signature.bad-tag"},
		"no base64":            {strings.Replace(signed, " bh=", " bh=!", 1), good, "permerror signature.bad-tag"},
		"another c":            {strings.Replace(signed, "c=relaxed/relaxed", "c=nowsp", 1), good, "permerror signature.bad-tag"},
		"another q":            {with(whose + " q=dns/x;"), good, "permerror signature.bad-tag"},
		"l of all":             {with(whose + " l=29;"), good, "pass signature.valid"},
		"l of a part":          {with(whose + " l=8;"), good, "pass signature.valid"},
		"l is too long":        {with(whose + " l=999;"), good, "fail signature.body-shorter"},
		"l, cut on the way":    {strings.Replace(with(whose+" l=29;"), "This is the text.\n", "", 1), good, "fail signature.body-shorter"},
		"l and a footer":       {with(whose+" l=29;") + "-- \nfooter\n", good, "pass signature.valid"},
		"a footer":             {signed + "\n-- \nfooter\n", good, "fail signature.body-appended"},
		"body":                 {strings.Replace(signed, "Hello.", "Hullo.", 1), good, "fail signature.body-changed"},
		"header":               {strings.Replace(signed, "Subject: hello", "Subject: hullo", 1), good, "fail signature.header-changed"},
		"header gone":          {strings.Replace(signed, "Subject: hello\n", "", 1), good, "fail signature.header-changed"},
		"subject of a list":    {strings.Replace(signed, "Subject: hello", "Subject: [town:12] hello", 1), good, "fail signature.subject-changed"},
		"another canon":        {strings.Replace(signed, "c=relaxed/relaxed", "c=simple/simple", 1), good, "fail signature.header-changed"},
	} {
		if got := outcomes(c.message, c.keys, true); got != c.want {
			t.Errorf("%s: %s, want %s", what, got, c.want)
		}
	}
	failing := zone()
	failing.Fail(name, lookup.TXT, lookup.ServFail)
	if got := outcomes(signed, failing, true); got != "temperror servfail" {
		t.Errorf("no answer: %s", got)
	}
}

func TestTooSmallKey(t *testing.T) {
	// 512 bits, which no library makes any more.
	const record = "v=DKIM1; k=rsa; p=MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBALUQB7vSoWA0xE1hSkZqLhxBQqRVfGrIEaeb5pSpTuq8WlmgnLIEZ+VNlLhNCfmCiIFYxn1oRXDfRT2KzgCOY0cCAwEAAQ=="
	signed := newSigner(t, "rsa-sha256", 2048).sign(header, body, "relaxed/relaxed", whose, names)
	if got := outcomes(signed, zone("s1._domainkey.example.co.jp", record), true); got != "permerror signature.key-too-small" {
		t.Error(got)
	}
}

func TestNotes(t *testing.T) {
	s, small := newSigner(t, "rsa-sha256", 2048), newSigner(t, "rsa-sha256", 1024)
	const name = "s1._domainkey.example.co.jp"
	with := func(tags string) string { return s.sign(header, body, "relaxed/relaxed", tags, names) }
	for what, c := range map[string]struct {
		message string
		keys    *lookup.Zone
		want    string
	}{
		"nothing":          {with(whose), zone(name, s.record()), ""},
		"testing":          {with(whose), zone(name, s.record()+"; t=y"), "signature.testing"},
		"small":            {small.sign(header, body, "relaxed/relaxed", whose, names), zone(name, small.record()), "signature.key-small"},
		"several":          {with(whose), zone(name, small.record(), name, s.record()), "signature.several-keys"},
		"l":                {with(whose + " l=29;"), zone(name, s.record()), "signature.length"},
		"l and more below": {with(whose+" l=29;") + "more\n", zone(name, s.record()), "signature.unsigned-tail"},
	} {
		verdicts := signature.Verify(mail.Read(c.message), c.keys, now, true)
		var got []string
		for _, n := range verdicts[0].Notes {
			got = append(got, n.Code)
		}
		if verdicts[0].Result != signature.Pass || strings.Join(got, " ") != c.want {
			t.Errorf("%s: %s %s, notes %v", what, verdicts[0].Result, verdicts[0].Reason.Code, got)
		}
	}
}

func FuzzVerify(f *testing.F) {
	f.Add(rfc6376)
	f.Add(rfc8463)
	f.Add("DKIM-Signature: v=1; a=rsa-sha256; b==; bh=; l=1; t=1; x=2; d=a.example; s=b; h=from:from; c=/\n\n")
	keys := exampleKeys()
	f.Fuzz(func(t *testing.T, text string) {
		m := mail.Read(text)
		for _, whole := range []bool{true, false} {
			for _, v := range signature.Verify(m, keys, now, whole) {
				if v.Result == "" || v.Reason.Code == "" && v.Failure == "" {
					t.Errorf("no verdict: %+v", v)
				}
			}
		}
		signature.Questions(m.Header)
	})
}
