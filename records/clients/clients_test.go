package clients

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"todoku/records/check"
	"todoku/records/lookup"
	"todoku/records/message"
)

func TestDomains(t *testing.T) {
	for text, want := range map[string]string{
		"": "",
		"example.jp\nexample.co.jp\r\nEXAMPLE.jp": "example.jp example.co.jp",
		"会社名,ドメイン,備考\n株式会社 例,example.jp,\"重要, 毎月\"\n有限会社,info@example.co.jp,v1.2\n": "example.jp example.co.jp",
		"ｅｘａｍｐｌｅ．ｊｐ、https://www.example.com/x\t例え.jp":                               "example.jp example.com xn--r8jz45g.jp",
		"localhost 192.0.2.1\n1.5\n会社. 名":                                           "",
	} {
		if got := strings.Join(Domains(text), " "); got != want {
			t.Errorf("Domains(%q) = %q, want %q", text, got, want)
		}
	}
}

func result(at string, states ...check.State) Result {
	r := Result{At: at, States: map[string]check.State{}}
	for i, s := range states {
		r.States[Topics[i]] = s
	}
	return r
}

func TestUnread(t *testing.T) {
	text := "会社名,ドメイン\nA社,example.jp\n\nB社 example..jp\ninfo@example.com"
	if got := strings.Join(Unread(text), "|"); got != "会社名,ドメイン|B社 example..jp" {
		t.Errorf("%q", got)
	}
}

func TestChanges(t *testing.T) {
	before := result("1", check.OK, check.Absent, check.Bad, check.OK)
	for _, test := range []struct {
		now  Result
		want string
	}{
		{before, ""},
		{result("2", check.Bad, check.OK, check.Bad, check.OK), "spf:ok>bad dkim:absent>ok"},
		{result("2", check.Unknown, check.Unknown, check.Unknown, check.Unknown), ""},
		{Result{}, ""},
	} {
		var got []string
		for _, c := range Changes(before, test.now) {
			got = append(got, c.Topic+":"+string(c.Before)+">"+string(c.Now))
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("changes %v, want %s", got, test.want)
		}
	}
	if len(Changes(Result{}, before)) > 0 {
		t.Error("the first check has changed nothing")
	}
}

func TestWorst(t *testing.T) {
	for _, test := range []struct {
		r    Result
		want check.State
	}{
		{result("1", check.OK, check.Note, check.OK, check.Absent), check.Note},
		{result("1", check.Risk, check.Unknown, check.OK), check.Unknown},
		{result("1", check.Absent, check.Bad, check.Unknown), check.Bad},
		{Result{}, check.OK},
	} {
		if got := test.r.Worst(); got != test.want {
			t.Errorf("worst of %v = %s, want %s", test.r.States, got, test.want)
		}
	}
}

func TestOfAndCSV(t *testing.T) {
	report := check.Run(lookup.MustParseZone("xn--r8jz45g.jp TXT \"v=spf1 +all\"\nxn--r8jz45g.jp TXT \"v=spf1 -all\""), check.Request{Domain: "xn--r8jz45g.jp"})
	now := Of(&report, "2026-11-28T01:00:00Z")
	if now.States["spf"] != check.Bad || !slices.Contains(now.Codes, "spf.several-records") && len(now.Codes) == 0 || !slices.IsSorted(now.Codes) {
		t.Errorf("%+v", now)
	}
	list := []Client{{Domain: "xn--r8jz45g.jp", Now: now, Before: result("2026-10-01T00:00:00Z", check.OK, check.Absent, check.Absent)}, {Domain: "new.jp"}}
	for _, lang := range message.Langs {
		text, marked := strings.CutPrefix(CSV(lang, list), "\ufeff")
		rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil || !marked || len(rows) != 3 {
			t.Fatalf("%v %v", rows, err)
		}
		if rows[1][0] != "例え.jp" || rows[1][1] != message.Say(lang, "state.bad", nil).What || rows[1][5] == "" || rows[2][1] != "" {
			t.Errorf("%q", rows)
		}
	}
}

func FuzzDomains(f *testing.F) {
	f.Add("a.jp,\"b.jp\"\n@.,。")
	f.Fuzz(func(t *testing.T, text string) {
		list := Domains(text)
		if again := Domains(strings.Join(list, "\n")); !slices.Equal(again, list) {
			t.Errorf("%q gives %q, and then %q", text, list, again)
		}
	})
}
