package dkim

import (
	"strings"
	"testing"

	"todoku/records/calendar"
)

func TestLintSelector(t *testing.T) {
	seen := map[string]bool{}
	for selector, want := range map[string]string{"s202611": "", "foo.bar": "", "a-b": "", "S1": "",
		"mail_2026": "dkim.selector-underscore", "-a": "dkim.selector-grammar", "a-": "dkim.selector-grammar", "": "dkim.selector-grammar",
		"a..b": "dkim.selector-grammar", "a b": "dkim.selector-grammar", "鍵": "dkim.selector-grammar",
		strings.Repeat("a", 64): "dkim.selector-grammar", strings.Repeat("abcdefghi.", 24) + "a": "dkim.selector-too-long"} {
		got := ""
		for _, f := range LintSelector(selector, "example.jp") {
			got = f.Code
			seen[f.Code] = true
		}
		if got != want {
			t.Errorf("%q: %s, want %s", selector, got, want)
		}
	}
	for _, r := range Rules {
		if strings.HasPrefix(r.Code, "dkim.selector-") && !seen[r.Code] {
			t.Errorf("no case gives %s", r.Code)
		}
	}
}

func TestPropose(t *testing.T) {
	day := calendar.Date{Year: 2026, Month: 11, Day: 28}
	taken := map[string]bool{}
	for _, want := range []string{"s202611", "s202611b", "s202611c"} {
		got := Propose(day, func(s string) bool { return taken[s] })
		if got != want || len(LintSelector(got, "example.jp")) > 0 {
			t.Errorf("%s, want %s", got, want)
		}
		taken[got] = true
	}
	if got := Propose(day, func(string) bool { return true }); got != "s20261128" {
		t.Errorf("where all are taken: %s", got)
	}
}

func TestRotation(t *testing.T) {
	var got strings.Builder
	turns := Rotation(calendar.Date{Year: 2026, Month: 11, Day: 27})
	for _, turn := range turns {
		got.WriteString(turn.Day.String() + " " + turn.What + "\n")
	}
	want := "2026-11-27 rotation.publish\n2026-11-30 rotation.move\n2026-12-14 rotation.revoke\n2027-01-13 rotation.remove\n2027-05-26 rotation.again\n"
	if got.String() != want {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
	// The old key stays for at least two weeks after signing has moved, whatever day it begins on.
	for n := range 400 {
		turns := Rotation(calendar.Date{Year: 2026, Month: 1, Day: 1}.Add(n))
		if turns[1].Day.Sub(turns[0].Day) < publishedFirst || turns[2].Day.Sub(turns[1].Day) < overlap {
			t.Errorf("too short: %v", turns)
		}
	}
}

func TestConfigure(t *testing.T) {
	for _, signer := range Signers {
		s := Configure(signer, "example.jp", "s202611", []string{"192.0.2.1"})
		if s.Signer != signer || len(s.Parts) == 0 {
			t.Errorf("%s has no setup", signer)
		}
		last := Prepare
		order := map[Stage]int{Prepare: 0, SwitchOn: 1, Test: 2}
		all := ""
		for _, p := range s.Parts {
			if order[p.Stage] < order[last] {
				t.Errorf("%s: a part of %s comes after one of %s", signer, p.Stage, last)
			}
			last = p.Stage
			if (p.Path == "") != (p.Form == Commands) || p.What == "" || !strings.HasSuffix(p.Text, "\n") {
				t.Errorf("%s: %+v", signer, p)
			}
			for _, left := range []string{"{domain}", "{selector}", "{file}", "{hosts}"} {
				if strings.Contains(p.Text+p.Path, left) {
					t.Errorf("%s leaves %s open in %s", signer, left, p.Text)
				}
			}
			all += p.Text
		}
		if signer == Milter {
			continue
		}
		for _, want := range []string{"example.jp", "s202611", s.KeyPath, KeyFile("s202611", "example.jp")} {
			if !strings.Contains(all, want) {
				t.Errorf("%s never names %s", signer, want)
			}
		}
		if strings.Contains(all, "l=") || strings.Contains(all, "sha1") {
			t.Errorf("%s signs in a way that RFC 8301 or common sense forbids", signer)
		}
	}
	if got := setups[OpenDKIM].Parts[0].Text; !strings.Contains(got, "{domain}") {
		t.Errorf("filling one in has changed the original: %s", got)
	}
	hosts := Configure(OpenDKIM, "example.jp", "s1", []string{"192.0.2.1", "2001:db8::/48"}).Parts[3].Text
	if hosts != "127.0.0.1\n::1\nlocalhost\n192.0.2.1\n2001:db8::/48\n" { // once it is set, the loopback is not implied
		t.Errorf("trusted hosts: %q", hosts)
	}
}
