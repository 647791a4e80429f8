package bounce_test

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"

	"todoku/records/bounce"
	"todoku/records/message"
)

// decode is the decoder of the tests; in the browser TextDecoder stands there.
func decode(charset string, data []byte) (string, bool) {
	e, err := htmlindex.Get(charset)
	if err != nil {
		return "", false
	}
	text, err := e.NewDecoder().Bytes(data)
	return string(text), err == nil && !strings.Contains(string(text), "\uFFFD")
}

// vectors are the lines of a file of testdata, cut at " | ".
func vectors(t *testing.T, name string) [][]string {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var list [][]string
	for scanner := bufio.NewScanner(file); scanner.Scan(); {
		if line := scanner.Text(); line != "" && line[0] != '#' {
			list = append(list, strings.SplitN(line, " | ", 5))
		}
	}
	return list
}

func TestReplies(t *testing.T) {
	for _, v := range vectors(t, "replies.txt") {
		b := bounce.Read(v[4], nil)
		if len(b.Refusals) != 1 {
			t.Errorf("%s: %d refusals in %s", v[0], len(b.Refusals), v[4])
			continue
		}
		r := b.Refusals[0]
		if string(r.Receiver) != v[1] || string(r.Lasting) != v[2] || r.Cause.Code != v[3] {
			t.Errorf("%s: %s | %s | %s, want %s: %s", v[0], r.Receiver, r.Lasting, r.Cause.Code, strings.Join(v[1:4], " | "), v[4])
		}
		if (r.Pattern == nil) != (r.Cause.Code == "bounce.unknown") {
			t.Errorf("%s: pattern %v for %s", v[0], r.Pattern, r.Cause.Code)
		}
	}
}

// TestEveryRow holds the samples against the rule catalogue: each row that a server can say has one.
func TestEveryRow(t *testing.T) {
	catalogue, err := os.ReadFile("../../../shared/standards.md")
	if err != nil {
		if catalogue, err = os.ReadFile("/work/shared/standards.md"); err != nil {
			t.Skip("the rule catalogue is not beside this checkout: ../shared/standards.md")
		}
	}
	have := map[string]bool{"BNC-S-3": true} // accepted and not delivered: nothing is said at all
	for _, v := range vectors(t, "replies.txt") {
		have[v[0]] = true
	}
	rows := 0
	for _, line := range strings.Split(string(catalogue), "\n") {
		if id, _, ok := strings.Cut(strings.TrimPrefix(line, "| "), " |"); ok && strings.HasPrefix(id, "BNC-") {
			if rows++; !have[id] {
				t.Errorf("there is no sample for %s", line)
			}
		}
	}
	if rows < 60 {
		t.Errorf("only %d rows were found", rows)
	}
}

// Every cause is reached by some pattern, every pattern has a source, and no piece is written in a way that no reply
// can match.
func TestPatterns(t *testing.T) {
	used := map[string]bool{"bounce.unknown": true, "bounce.not-failed": true}
	for _, p := range bounce.Patterns {
		used[p.Cause.Code] = true
		if p.Ref == "" || p.Date == "" {
			t.Errorf("%v has no source", p.Any)
		}
		for _, piece := range append(append([]string{}, p.Any...), p.And...) {
			if piece == "" || piece != strings.ToLower(piece) || strings.Contains(piece, "’") || strings.Contains(piece, "  ") {
				t.Errorf("nothing matches %q", piece)
			}
		}
	}
	for _, r := range bounce.Rules {
		if !used[r.Code] {
			t.Errorf("nothing says %s", r.Code)
		}
	}
}

func TestWhatIsKnownOfTheSender(t *testing.T) {
	for text, want := range map[string][3]string{
		"550-5.7.26 SPF [example.co.jp] with ip: [203.0.113.5] = did not pass - gsmtp":                                          {"example.co.jp", "203.0.113.5"},
		"550-5.7.26 The MAIL FROM domain [example.co.jp] has an SPF record with a hard fail policy with the ip: [2001:db8::5].": {"example.co.jp", "2001:db8::5"},
		"550 5.7.515 Access denied, sending domain EXAMPLE.CO.JP does not meet the required authentication level.":              {"example.co.jp", ""},
		"host mx.example.net[192.0.2.1] said: 550 5.7.1 [198.51.100.7 12] suspicious":                                           {"", "198.51.100.7"},
		"550 5.7.1 Email rejected per DMARC policy for example.jp (G15)":                                                        {"example.jp", ""},
		"550 5.7.1 nothing about the sender in 1.2 seconds":                                                                     {"", ""},
	} {
		r := bounce.Read(text, nil).Refusals[0]
		if r.Domain != want[0] || r.IP != want[1] {
			t.Errorf("%s: domain %q, address %q", text, r.Domain, r.IP)
		}
	}
}

// All that can be said about a refusal has words.
func TestWords(t *testing.T) {
	var codes []string
	for _, r := range bounce.Receivers {
		codes = append(codes, "refused-by."+string(r))
	}
	for _, l := range []bounce.Lasting{bounce.Permanent, bounce.Temporary, bounce.GaveUp, bounce.Delivered, bounce.NotTelling} {
		codes = append(codes, "lasting."+string(l))
	}
	for _, n := range "01234567" {
		codes = append(codes, "bounce-subject-"+string(n))
	}
	for _, code := range codes {
		if !message.Has(message.Ja, code) {
			t.Errorf("there are no words for %s", code)
		}
	}
}
