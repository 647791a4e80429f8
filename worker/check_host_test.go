//go:build !js

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/miekg/dns"

	"todoku/records/check"
	"todoku/records/lookup"
	"todoku/records/message"
)

// company is a zone of which the first domain is as it should be and the second has no SPF record.
const company = `
good.test. SOA ns1.good.test. h.good.test. 1 3600 600 86400 60
good.test. NS ns1.good.test.
good.test. MX 10 mail.good.test.
mail.good.test. A 1.0.0.9
good.test. TXT "v=spf1 mx -all"
_dmarc.good.test. TXT "v=DMARC1; p=quarantine"
bad.test. SOA ns1.good.test. h.good.test. 1 3600 600 86400 60
bad.test. NS ns1.good.test.
bad.test. MX 10 mail.good.test.
bad.test. TXT "v=spf1 mx -all"
bad.test. TXT "v=spf1 -all \027[2J<script>"
_dmarc.bad.test. TXT "v=DMARC1; p=none"
`

// runCommand runs the program as a shell does.
func runCommand(t *testing.T, in string, args ...string) (status int, out, errs string) {
	t.Helper()
	t.Setenv("DOH", "")
	var stdout, stderr bytes.Buffer
	status = run(t.Context(), args, strings.NewReader(in), &stdout, &stderr)
	return status, stdout.String(), stderr.String()
}

func plainZone(t *testing.T, text string) string {
	zone := lookup.MustParseZone(text)
	return plainServer(t, func(w dns.ResponseWriter, q *dns.Msg) { w.WriteMsg(replyFrom(zone, q, false)) })
}

func TestCheckCommand(t *testing.T) {
	at := plainZone(t, company)
	for _, test := range []struct {
		name, in string
		args     []string
		status   int
		domains  string
	}{
		{"good", "", []string{"good.test"}, exitGood, "good.test"},
		{"a finding", "", []string{"bad.test", "good.test"}, exitFindings, "bad.test good.test"},
		{"standard input", "# ours\nhttps://good.test/x\n\nｂａｄ.test  # theirs\n", nil, exitFindings, "good.test bad.test"},
		{"no name", "good.test\nlocalhost\n", nil, exitFailed, "good.test localhost"},
		{"nothing", "\n", nil, exitFailed, ""},
	} {
		status, out, errs := runCommand(t, test.in, append([]string{"check", "-json", "-dns", at}, test.args...)...)
		var names []string
		for line := range strings.Lines(out) {
			var report check.Report
			if err := json.Unmarshal([]byte(line), &report); err != nil || report.Version != check.Version {
				t.Errorf("%s: %v %.200s", test.name, err, line)
			}
			names = append(names, report.Domain)
		}
		if got := strings.Join(names, " "); status != test.status || got != test.domains {
			t.Errorf("%s: status %d, domains %q, %s", test.name, status, got, errs)
		}
	}
}

// Many domains come out in the order in which they went in.
func TestCheckManyInOrder(t *testing.T) {
	var zone, in strings.Builder
	for i := range 200 {
		fmt.Fprintf(&zone, "d%d.test. TXT \"v=spf1 -all\"\n", i)
		fmt.Fprintf(&in, "d%d.test\n", i)
	}
	_, out, errs := runCommand(t, in.String(), "check", "-json", "-dns", plainZone(t, zone.String()))
	i := 0
	for line := range strings.Lines(out) {
		if want := fmt.Sprintf(`"domain":"d%d.test"`, i); !strings.Contains(line, want) {
			t.Fatalf("line %d is %.80s", i, line)
		}
		i++
	}
	if i != 200 || !strings.Contains(errs, "200") {
		t.Errorf("%d lines, progress %q", i, errs)
	}
}

func TestCheckReadable(t *testing.T) {
	at := plainZone(t, company)
	for lang, env := range map[message.Lang]string{message.Ja: "ja_JP.UTF-8", message.En: "en_US.UTF-8"} {
		t.Setenv("LC_ALL", env)
		status, out, _ := runCommand(t, "", "check", "-dns", at, "bad.test")
		args := map[string]string{"count": "2"}
		want := message.Say(lang, "spf.several-records", args).What
		if head, _, _ := strings.Cut(want, "{"); status != exitFindings || !strings.Contains(out, head) {
			t.Errorf("%s: status %d, no %q in\n%s", lang, status, head, out)
		}
		if raw := regexp.MustCompile(`\b(severity|label|command|failure)\.[a-z]`).FindString(out); raw != "" {
			t.Errorf("%s: a code in the place of a sentence: %q", lang, raw)
		}
		if strings.ContainsRune(out, 0x1b) || !strings.Contains(out, `\u001b[2J<script>`) {
			t.Errorf("what comes from DNS steers the terminal:\n%q", out)
		}
	}
}

// One of three resolvers that is dead changes nothing but a remark; where all are, nothing could be looked at.
func TestCheckWithDeadResolvers(t *testing.T) {
	at := plainZone(t, company)
	_, whole, _ := runCommand(t, "", "check", "-json", "-dns", at, "good.test")
	status, out, _ := runCommand(t, "", "check", "-json", "-dns", "127.0.0.1:9,"+at+",127.0.0.1:9", "good.test")
	var alone, among check.Report
	if json.Unmarshal([]byte(whole), &alone) != nil || json.Unmarshal([]byte(out), &among) != nil || status != exitGood {
		t.Fatalf("status %d: %s", status, out)
	}
	if len(among.Silent) == 0 || among.Silent[0].Why != lookup.Unreachable || len(alone.Silent) != 0 {
		t.Errorf("silent: %v, alone %v", among.Silent, alone.Silent)
	}
	for i, topic := range among.Topics {
		if topic.State != alone.Topics[i].State || len(topic.Failures) > 0 {
			t.Errorf("%s: %s, alone %s", topic.ID, topic.State, alone.Topics[i].State)
		}
	}
	status, out, _ = runCommand(t, "", "check", "-json", "-dns", "127.0.0.1:9,127.0.0.2:9", "good.test")
	var none check.Report
	if err := json.Unmarshal([]byte(out), &none); err != nil || status != exitFailed {
		t.Fatalf("status %d, %v", status, err)
	}
	for _, topic := range none.Topics {
		if topic.State == check.Bad || topic.State == check.OK || topic.State == check.Absent {
			t.Errorf("nobody was asked, and %s is %s", topic.ID, topic.State)
		}
	}
}

func TestCommandLine(t *testing.T) {
	for _, args := range [][]string{{"check", "-dns", "a/b", "good.test"}, {"check", "-doh", "ftp://x", "good.test"}, {"check", "-x"},
		{"serve", "-rate", "0"}, {"serve", "extra"}, {"serve", "-dir", "/nowhere"}, {"serve", "-addr", "256.0.0.1:1", "-dir", t.TempDir()}} {
		if status, _, errs := runCommand(t, "", args...); status != exitFailed || errs == "" {
			t.Errorf("%v: status %d, %q", args, status, errs)
		}
	}
	if status, _, _ := runCommand(t, "", "check", "-h"); status != exitGood {
		t.Errorf("help: status %d", status)
	}
	for in, want := range map[string]string{"127.0.0.1": "127.0.0.1:53", "127.0.0.1:5300": "127.0.0.1:5300", "::1": "[::1]:53", "[::1]": "[::1]:53", "[::1]:5": "[::1]:5", "dns.test": "dns.test:53"} {
		if got, err := withPort(in); err != nil || got != want {
			t.Errorf("withPort(%q) = %q, %v", in, got, err)
		}
	}
}

func TestCheckIsInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out bytes.Buffer
	if status := run(ctx, []string{"check", "-dns", plainZone(t, company), "good.test"}, http.NoBody, &out, &out); status != exitFailed {
		t.Errorf("status %d", status)
	}
}
