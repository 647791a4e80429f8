package header_test

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"todoku/records/finding"
	"todoku/records/header"
	"todoku/records/lookup"
)

// now is a moment of the tests: 2026-11-28 08:07:18 UTC.
const now = 1795853238

func read(t testing.TB, name string) header.Message {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return header.Read(string(data), nil)
}

func TestPath(t *testing.T) {
	m := read(t, "both.eml")
	type hop struct {
		from, reverse, ip, by, with string
		delay                       int64
	}
	want := []hop{
		{"192.168.1.20", "unknown", "198.51.100.9", "mail.example.co.jp", "ESMTPSA", 0},
		{"mail.example.co.jp", "mail.example.co.jp", "203.0.113.5", "mx.google.com", "ESMTPS", 3},
		{"", "", "", "2002:a05:6a20:1234:b0:1a2:b3c4", "SMTP", 1},
	}
	for i, h := range m.Hops {
		ip := ""
		if h.IP.IsValid() {
			ip = h.IP.String()
		}
		w := want[i]
		if i == 0 { // the name that a mail program gives for itself is an address here, and the connection came from another
			w.ip, w.reverse = ip, h.Reverse
		}
		if got := (hop{h.From, h.Reverse, ip, h.By, h.With, h.Delay}); got != w {
			t.Errorf("hop %d is %+v, want %+v", i, got, w)
		}
	}
	if h := m.Handover(); h == nil || h.IP.String() != "203.0.113.5" {
		t.Errorf("handed over by %+v", h)
	}
	if m.Hops[0].Date.Unix != 1795827605 || m.Hops[0].Date.Offset != 540 {
		t.Errorf("the first date is %+v", m.Hops[0].Date)
	}
}

func TestReceivedForms(t *testing.T) {
	for text, want := range map[string][4]string{
		"from a.example (b.example [192.0.2.1]) by c.example (Postfix) with ESMTPS id X for <d@e.example>; Sat, 28 Nov 2026 08:00:00 +0000": {"a.example", "b.example", "192.0.2.1", "c.example"},
		"from unknown (HELO a.example) (192.0.2.1) by c.example with SMTP; 28 Nov 2026 08:00:00 -0000":                                      {"a.example", "", "192.0.2.1", "c.example"},
		"from b.example ([192.0.2.1] helo=a.example) by c.example with esmtps (TLS1.3) (Exim 4.96) id 1; Sat, 28 Nov 2026 08:00:00 +0000":   {"a.example", "b.example", "192.0.2.1", "c.example"},
		"from [192.0.2.1] (helo=a.example) by c.example with esmtpa; Sat, 28 Nov 2026 08:00:00 +0000":                                       {"a.example", "192.0.2.1", "192.0.2.1", "c.example"},
		"from A.EXAMPLE (2001:db8::1) by C.EXAMPLE (2001:db8::2) with Microsoft SMTP Server id 15; Sat, 28 Nov 2026 08:00:00 +0000":         {"a.example", "", "2001:db8::1", "c.example"},
		"from a.example ([IPv6:2001:db8::1]) by c.example with LMTP; Sat, 28 Nov 2026 08:00:00 +0000":                                       {"a.example", "", "2001:db8::1", "c.example"},
		"by c.example with HTTP; Sat, 28 Nov 2026 08:00:00 +0000":                                                                           {"", "", "", "c.example"},
		"(qmail 1234 invoked by uid 89); 28 Nov 2026 08:00:00 -0000":                                                                        {"", "", "", ""},
	} {
		m := header.Read("Received: "+text+"\nFrom: x@y.example\n", nil)
		h := m.Hops[0]
		ip := ""
		if h.IP.IsValid() {
			ip = h.IP.String()
		}
		if got := [4]string{h.From, h.Reverse, ip, h.By}; got != want || !h.HasDate || h.Date.Unix != 1795852800 {
			t.Errorf("%s: %v, date %v", text, got, h.Date.Unix)
		}
	}
}

func TestResults(t *testing.T) {
	var got []string
	for _, r := range read(t, "microsoft.eml").Results {
		got = append(got, strings.Join([]string{r.Method, r.Value, r.Reason, r.Server, string(r.Origin), r.Prop("header.d") + r.Prop("smtp.mailfrom") + r.Prop("header.from")}, "|"))
	}
	want := []string{ // as Microsoft writes them: no server, "action" without a type
		"spf|pass|||authentication-results|bounce.sender.example.net",
		"dkim|pass|||authentication-results|sender.example.net",
		"dmarc|fail|||authentication-results|example.co.jp",
		"compauth|fail|001||authentication-results|",
		"spf|pass||protection.outlook.com|received-spf|",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s", strings.Join(got, "\n"))
	}
	for text, want := range map[string]string{
		`mx.example.jp; none`: "",
		`mx.example.jp 1; spf=pass smtp.mailfrom=a@b.example`:        "spf=pass",
		`mx.example.jp; dkim = fail reason = "bad; hash" header.d=x`: "dkim=fail",
		`mx.example.jp; DKIM/1=Pass (a; b (c)) header.i=@x.example`:  "dkim=pass",
		`spf=softfail;dkim=none`:                                     "spf=softfail dkim=none",
		`mx.example.jp spf=pass; dkim=pass`:                          "spf=pass dkim=pass",
		`;;;=;"`:                                                     "",
	} {
		var got []string
		for _, r := range header.Read("From: a@b.example\nAuthentication-Results: "+text+"\n", nil).Results {
			got = append(got, r.Method+"="+r.Value)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v", text, got)
		}
	}
	arc := read(t, "both.eml").Results
	if i := slices.IndexFunc(arc, func(r header.Result) bool { return r.Origin == header.ARC }); i < 0 || arc[i].Instance != 1 || arc[i].Server != "mx.google.com" {
		t.Errorf("%+v", arc)
	}
}

func world(t testing.TB, zone string) *lookup.Zone {
	t.Helper()
	z, err := lookup.ParseZone(zone)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

const records = `
example.co.jp. TXT "v=spf1 ip4:203.0.113.5 -all"
_dmarc.example.co.jp. TXT "v=DMARC1; p=reject"
bounce.sender.example.net. TXT "v=spf1 ip4:198.51.100.77 -all"
lists.example.org. TXT "v=spf1 ip4:192.0.2.50 -all"
5.113.0.203.in-addr.arpa. PTR mail.example.co.jp.
mail.example.co.jp. A 203.0.113.5
77.100.51.198.in-addr.arpa. PTR other.example.net.
other.example.net. A 192.0.2.99
`

func codes(list []finding.Finding) string {
	var names []string
	for _, f := range list {
		names = append(names, f.Code)
	}
	return strings.Join(names, " ")
}

func TestJudgement(t *testing.T) {
	z := world(t, records)
	for name, want := range map[string][3]string{
		"both.eml": {"header.passes-both", "header.broken-since", "spf example.co.jp seen=pass now=pass aligned, dkim example.co.jp seen=pass now=permerror aligned"},
		"microsoft.eml": {"header.fails-alignment", "header.reverse-not-confirmed header.helo-not-found",
			"spf bounce.sender.example.net seen=pass now=pass, dkim sender.example.net seen=pass now=permerror"},
		"list.eml": {"header.fails-alignment", "header.sent-on-by-list header.no-reverse-name header.helo-not-found header.slow-hop header.not-encrypted",
			"spf lists.example.org seen=pass now=pass, dkim lists.example.org seen=pass now=permerror, dkim example.co.jp seen=fail now=permerror aligned"},
	} {
		j := header.Judge(z, read(t, name), now)
		var ids []string
		for _, i := range j.Identities {
			id := i.Method + " " + i.Domain + " seen=" + i.Seen + " now=" + i.Now
			if i.Aligned {
				id += " aligned"
			}
			ids = append(ids, id)
		}
		found := strings.ReplaceAll(codes(j.Findings), "header.broken-since header.broken-since", "header.broken-since")
		if name != "both.eml" {
			found = strings.TrimSpace(strings.ReplaceAll(found, "header.broken-since", ""))
			found = strings.Join(strings.Fields(found), " ")
		}
		if got := [3]string{j.Verdict.Code, found, strings.Join(ids, ", ")}; got != want {
			t.Errorf("%s:\n%q, want\n%q", name, got, want)
		}
	}
}

func TestUnsubscribe(t *testing.T) {
	j := header.Judge(world(t, records), read(t, "microsoft.eml"), now)
	if !j.Offered || len(j.Unsubscribe) == 0 {
		t.Errorf("one-click unsubscribe that no signature covers gives %v", j.Unsubscribe)
	}
	if j := header.Judge(world(t, records), read(t, "both.eml"), now); j.Offered || len(j.Unsubscribe) > 0 {
		t.Errorf("a message without gives %v", j.Unsubscribe)
	}
}

func TestNoAnswerIsNoFailure(t *testing.T) {
	z := &lookup.Zone{}
	for _, n := range []string{"*.jp", "*.net", "*.org", "*.arpa"} {
		for _, q := range []lookup.Type{lookup.TXT, lookup.A, lookup.AAAA, lookup.PTR} {
			z.Fail(n, q, lookup.ServFail)
		}
	}
	m := header.Read("From: a@example.co.jp\nReceived: from x.example.net (x.example.net [203.0.113.5]) by mx.example.jp with ESMTPS; Sat, 28 Nov 2026 08:00:00 +0000\nReturn-Path: <a@mail.example.co.jp>\n", nil)
	j := header.Judge(z, m, now)
	if j.Verdict.Code != "header.cannot-tell" || len(j.Findings) != 0 || j.Host.Known {
		t.Errorf("%s, %v, %+v", j.Verdict.Code, codes(j.Findings), j.Host)
	}
}

func TestAuthors(t *testing.T) {
	for text, want := range map[string]string{
		"From: a@example.jp\n":                    "example.jp",
		"From: a@example.jp, b@Example.JP\n":      "example.jp",
		"From: a@example.jp, b@example.net\n":     "",
		"From: a@example.jp\nFrom: b@x.example\n": "",
		"Subject: x\n":                            "",
		"From: nobody\n":                          "",
	} {
		if got := header.Read(text+"To: x@y.example\n\n", nil).Author(); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

// A message signed here passes although another of its signatures fails, and the page may say that this does no harm.
func TestHarmlessFailure(t *testing.T) {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	hash := sha256.Sum256([]byte("hello\r\n"))
	own := "DKIM-Signature: v=1; a=ed25519-sha256; c=simple/simple; d=example.co.jp; s=ed; h=From; bh=" + base64.StdEncoding.EncodeToString(hash[:]) + "; b="
	digest := sha256.Sum256([]byte("From: a@example.co.jp\r\n" + own))
	message := own + base64.StdEncoding.EncodeToString(ed25519.Sign(private, digest[:])) + "\n" +
		"DKIM-Signature: v=1; a=rsa-sha256; d=example.co.jp; s=gone; h=From; bh=AA==; b=AA==\nFrom: a@example.co.jp\n\nhello\n"
	z := world(t, records+"ed._domainkey.example.co.jp. TXT \"v=DKIM1; k=ed25519; p="+base64.StdEncoding.EncodeToString(public)+"\"\n")
	j := header.Judge(z, header.Read(message, nil), now)
	if j.Verdict.Code != "header.passes-dkim-only" || codes(j.Findings) != "header.harmless-fail" || !j.Pass {
		t.Errorf("%s, %s", j.Verdict.Code, codes(j.Findings))
	}
}

func TestForwards(t *testing.T) {
	for text, want := range map[string]header.Way{
		"Return-Path: <SRS0=x=y=example.jp=a@forward.example.net>":                                          header.Rewriter,
		"Return-Path: <a+caf_=b=example.net@gmail.com>":                                                     header.Mailbox,
		"X-Forwarded-To: b@example.net":                                                                     header.Mailbox,
		"List-Id: <x.example.jp>\nList-Post: <mailto:x@example.jp>":                                         header.List,
		"Resent-From: b@example.net":                                                                        header.Resent,
		"Received: from a by mx1.pphosted.com with ESMTP; Sat, 28 Nov 2026 08:00:00 +0000":                  header.Gateway,
		"Received: from a by mx.example.jp\nARC-Authentication-Results: i=1; forward.example.net; spf=pass": header.Relayed,
		"List-Id: <newsletter.example.jp>":                                                                  "",
		"Return-Path: <>":                                                                                   "",
	} {
		m := header.Read("From: a@example.jp\n"+text+"\n", nil)
		got := header.Way("")
		if len(m.Forwards) > 0 {
			got = m.Forwards[0].Way
		}
		if got != want || len(m.Forwards) > 1 {
			t.Errorf("%s: %v", text, m.Forwards)
		}
	}
}

func TestBounceIsJudgedByHELO(t *testing.T) {
	m := header.Read("Return-Path: <>\nReceived: from mail.example.co.jp (mail.example.co.jp [203.0.113.5]) by mx.example.jp with ESMTPS; Sat, 28 Nov 2026 08:00:00 +0000\nFrom: MAILER-DAEMON@mail.example.co.jp\n", nil)
	j := header.Judge(world(t, records+"mail.example.co.jp. TXT \"v=spf1 a -all\"\n"), m, now)
	if len(j.Identities) != 1 || j.Identities[0].Domain != "mail.example.co.jp" || j.Identities[0].Now != "pass" || j.Host.IP != netip.MustParseAddr("203.0.113.5") {
		t.Errorf("%+v", j.Identities)
	}
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.eml")
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	z := world(f, records)
	f.Fuzz(func(t *testing.T, text string) {
		m := header.Read(text, nil)
		j := header.Judge(z, m, now)
		if j.Verdict.Code == "" {
			t.Error("no verdict")
		}
	})
}
