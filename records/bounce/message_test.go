package bounce_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"todoku/records/bounce"
)

func read(t testing.TB, name string) bounce.Bounce {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return bounce.Read(string(data), decode)
}

// line is all that is told about a refusal.
func line(r bounce.Refusal) string {
	return strings.Join([]string{r.Recipient, string(r.Receiver), string(r.Lasting), r.Cause.Code, r.Enhanced, string(r.Stage), r.Host, r.Domain, r.IP, r.Selector}, " | ")
}

func TestMessages(t *testing.T) {
	for name, want := range map[string][]string{
		"postfix-gmail.eml": {"taro@gmail.com | gmail | permanent | bounce.no-authentication | 5.7.26 | data | gmail-smtp-in.l.google.com | example.co.jp | 203.0.113.5 | s2026"},
		"iso-2022-jp.eml":   {"hanako@example.jp | microsoft | permanent | bounce.dmarc-rejected | 5.7.509 |  | example-jp.mail.protection.outlook.com | example.co.jp |  | m365"},
		// "550 Unknown user" after DATA is a filter, not a dead address.
		"sendmail-docomo.eml": {"taro..x.@docomo.ne.jp | docomo | permanent | bounce.docomo-filter | 5.2.0 | data | mfsmax.docomo.ne.jp | example.co.jp |  | "},
		"forwarded.eml":       {"taro..x.@docomo.ne.jp | docomo | permanent | bounce.docomo-filter | 5.2.0 | data | mfsmax.docomo.ne.jp | example.co.jp |  | "},
		"qmail.eml": {
			"taro@docomo.ne.jp | docomo | permanent | bounce.unknown-user |  | rcpt |  | example.co.jp |  | ",
			"jiro@docomo.ne.jp | docomo | permanent | bounce.docomo-filter |  | data |  | example.co.jp |  | ",
		},
		// What the text says of one recipient is not held against another.
		"two-docomo.eml": {
			"taro@docomo.ne.jp | docomo | permanent | bounce.unknown-user | 5.0.0 | rcpt | mfsmax.docomo.ne.jp |  |  | ",
			"jiro@docomo.ne.jp | docomo | permanent | bounce.docomo-filter | 5.0.0 | data | mfsmax.docomo.ne.jp |  |  | ",
			"saburo@docomo.ne.jp | docomo | permanent | bounce.docomo-unclear | 5.0.0 |  | mfsmax.docomo.ne.jp |  |  | ",
		},
		"exim-au.eml": {"taro@ezweb.ne.jp | au | permanent | bounce.au-filter |  | data | mx.au.com | example.co.jp |  | exim"},
		"several.eml": {
			"one@example.jp | other | permanent | bounce.unknown-user | 5.1.1 |  | mx.example.jp (192.0.2.30) |  |  | ",
			"two@example.jp | other | temporary | bounce.mailbox-full | 4.2.2 |  |  |  |  | ",
			"three@example.jp | other | delivered | bounce.not-failed | 2.0.0 |  |  |  |  | ",
			"four@example.jp | other | gave-up | bounce.no-connection | 4.4.1 |  |  |  |  | ",
			"five@example.jp | other | permanent | bounce.unknown | 5.7.27 |  |  |  |  | ", // never by a code alone
		},
		"global.eml":    {"太郎@example.jp | other | permanent | bounce.mailbox-full | 5.2.2 |  | mx.example.jp |  |  | "},
		"text-only.txt": {"taro@example.jp | other | permanent | bounce.unknown-user | 5.1.1 |  |  |  |  | "},
	} {
		b := read(t, name)
		var got []string
		for _, r := range b.Refusals {
			got = append(got, line(r))
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s:\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

func TestMessageText(t *testing.T) {
	b := read(t, "iso-2022-jp.eml")
	if !strings.HasPrefix(b.Text, "このメールは送信できませんでした。") || strings.Contains(b.Text, "550 5.1.1") {
		t.Errorf("the text is %q", b.Text)
	}
	if b.ReportingMTA != "TYAPR01MB0001.apcprd01.prod.outlook.com" || b.From != "info@example.co.jp" || len(b.Selectors) != 2 {
		t.Errorf("%q, %q, %v", b.ReportingMTA, b.From, b.Selectors)
	}
	if b := read(t, "postfix-gmail.eml"); b.Subject != "お知らせ" {
		t.Errorf("the subject is %q", b.Subject)
	}
}

// TestStatusAsPython reads the same files as Python's email package: every field of every recipient is the same.
func TestStatusAsPython(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("there is no python3 to compare with")
	}
	files, err := filepath.Glob("testdata/*.eml")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	out, err := exec.Command(python, append([]string{"testdata/status.py"}, files...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]bounce.Status{}
	for scanner := bufio.NewScanner(bytes.NewReader(out)); scanner.Scan(); {
		var v []string
		if err := json.Unmarshal(scanner.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		want[v[0]] = append(want[v[0]], bounce.Status{OriginalRecipient: v[1], FinalRecipient: v[2], Action: v[3], Status: v[4], RemoteMTA: v[5], DiagnosticCode: v[6]})
	}
	compared := 0
	for _, name := range files {
		var got []bounce.Status
		for _, r := range read(t, filepath.Base(name)).Refusals {
			if r.Status != (bounce.Status{}) {
				got = append(got, r.Status)
			}
		}
		if len(got) != len(want[name]) {
			t.Errorf("%s: %d recipients, Python reads %d", name, len(got), len(want[name]))
			continue
		}
		for i := range got {
			if compared++; got[i] != want[name][i] {
				t.Errorf("%s:\n%+v, Python reads\n%+v", name, got[i], want[name][i])
			}
		}
	}
	if compared < 9 {
		t.Errorf("only %d recipients were compared", compared)
	}
}

// A text without end is read in part, and says so.
func TestLongText(t *testing.T) {
	b := bounce.Read("550 5.1.1 <a@example.jp>: user unknown "+strings.Repeat("x ", 1<<20), nil)
	if r := b.Refusals[0]; !b.Cut || len(b.Text) > 1<<20 || len(r.Reply) > 4000 || r.Cause.Code != "bounce.unknown-user" {
		t.Errorf("cut %v, %d octets of text, %d of the reply, %s", b.Cut, len(b.Text), len(r.Reply), r.Cause.Code)
	}
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.eml")
	for _, name := range append(files, "testdata/text-only.txt", "testdata/replies.txt") {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Add("550-5.7.26 a 550 5.7.26 b <<< 421 (#4.4.1) host x.example[192.0.2.1] said: 554")
	f.Fuzz(func(t *testing.T, text string) {
		b := bounce.Read(text, decode)
		if len(b.Refusals) == 0 {
			t.Fatal("no refusal at all")
		}
		for _, r := range b.Refusals {
			if r.Cause.Code == "" || r.Lasting == "" || r.Receiver == "" {
				t.Errorf("%+v", r)
			}
		}
	})
}
