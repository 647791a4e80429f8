package tag

import (
	"testing"
)

func TestParse(t *testing.T) {
	for _, test := range []struct {
		text string
		want string // what String gives back
		n    int
	}{
		{"", "", 0},
		{" ; ;; ", "", 0},
		{"v=DMARC1; p=none", "v=DMARC1; p=none", 2},
		{" v = DMARC1 ;\tp = none ; ", "v=DMARC1; p=none", 2},
		{"v=DKIM1;p=MII B==", "v=DKIM1; p=MII B==", 2},
		{"v=DMARC1; none", "v=DMARC1; none", 2},
		{"v=DMARC1; =x; p", "v=DMARC1; =x; p", 3},
		{"v=DMARC1; p=none, rua=mailto:x@y.example", "v=DMARC1; p=none, rua=mailto:x@y.example", 2},
	} {
		got := Parse(test.text)
		if got.String() != test.want || len(got) != test.n {
			t.Errorf("Parse(%q) = %d tags, %q; want %d, %q", test.text, len(got), got, test.n, test.want)
		}
		for _, tag := range got {
			if v := tag.ValueSpan.In(test.text); v != tag.Value {
				t.Errorf("%q: value %q, but its span holds %q", test.text, tag.Value, v)
			}
			if !tag.Bare() && tag.Name != "" && tag.NameSpan.In(test.text) != tag.Name {
				t.Errorf("%q: name %q, but its span holds %q", test.text, tag.Name, tag.NameSpan.In(test.text))
			}
		}
	}
}

func TestBareAndRepeated(t *testing.T) {
	list := Parse("p=none; word; =x; p=reject; word")
	if !list[1].Bare() || list[2].Bare() || list[0].Bare() {
		t.Error("only an element without = is bare")
	}
	again := list.Repeated()
	if len(again) != 1 || again[0].Value != "reject" {
		t.Errorf("Repeated = %v, want the second p alone", again)
	}
	if list.Value("p") != "none" {
		t.Error("Value must give the first tag of the name")
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"v=DMARC1; p=none", "=;=;a", "a=b=c; ;", "\r\n\t=\t;", "；ｖ＝"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Parse(s).String()
		if twice := Parse(once).String(); once != twice {
			t.Errorf("%q is written %q, but read again %q", s, once, twice)
		}
	})
}

// What is not the record is not taken for one, whatever stands in it.
func TestJudgeOthers(t *testing.T) {
	form := Form{Version: "BIMI1", Tags: []string{"l", "a"}}
	for _, text := range []string{"", "hello", "v=spf1 include:bimi.example -all", "bimi: a text", "bimi is a draft", "v=DMARC1; p=none; bimi=1", "x=bimi1"} {
		if form.Judge(text) != nil {
			t.Errorf("%q passes for a record", text)
		}
	}
	for _, text := range []string{"v=BIMI1; l=", "v=bimi; l=", "BIMI1; l=", "l=; v=BIMI2", "v: BIMI1", "“v=BIMI1; l=”"} {
		if form.Judge(text) == nil {
			t.Errorf("%q was meant to be a record", text)
		}
	}
}
