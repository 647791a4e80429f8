package warmup

import (
	"reflect"
	"strings"
	"testing"

	"todoku/records/calendar"
)

var begin = calendar.Date{Year: 2026, Month: 12, Day: 21}

func TestSteps(t *testing.T) {
	p := Default(begin)
	steps := p.Steps()
	if first := steps[0]; first.Day != begin || first.Total < 48 || first.Total > 52 || first.PerHour != (first.Total+11)/12 || first.Messages[Gmail] != 20 {
		t.Errorf("%+v", first)
	}
	last := steps[len(steps)-1]
	if last.Total < 9990 || last.Total > 10010 || last.Messages[Gmail] != 4000 {
		t.Errorf("the last step is %+v", last)
	}
	reached := map[Receiver]int{}
	for i, s := range steps {
		if s.Number != i+1 || s.Again || s.Setback {
			t.Errorf("step %d: %+v", i+1, s)
		}
		if i > 0 {
			if d := s.Day.Sub(steps[i-1].Day); d < 1 {
				t.Errorf("step %d is on %v, after %v", s.Number, s.Day, steps[i-1].Day)
			}
			if float64(s.Total) > 1.35*float64(steps[i-1].Total)+float64(len(Receivers)) {
				t.Errorf("step %d has %d, after %d", s.Number, s.Total, steps[i-1].Total)
			}
		}
		if s.Day.WorkdayJP() != s.Day {
			t.Errorf("step %d falls on %v, on which nobody works", s.Number, s.Day)
		}
		for _, r := range Receivers {
			if s.Messages[r] >= p.Target*p.Shares[r]/100 && reached[r] == 0 {
				reached[r] = s.Number
			}
		}
	}
	if reached[Microsoft] <= reached[Gmail] || reached[ICloud] <= reached[Gmail] {
		t.Errorf("Microsoft and iCloud must grow more slowly than Gmail: %v", reached)
	}
	if steps[6].Day != (calendar.Date{Year: 2027, Month: 1, Day: 4}) { // six workdays, then New Year
		t.Errorf("the seventh step is on %v", steps[6].Day)
	}
	p.Workdays = false
	if s := p.Steps(); s[13].Day != begin.Add(13) {
		t.Errorf("every day counts: %v", s[13].Day)
	}
}

func TestSetback(t *testing.T) {
	p := Default(begin)
	before := p.Steps()
	p.Setbacks = []int{5}
	after := p.Steps()
	if !after[4].Setback || after[4].Total != before[4].Total || after[5].Total != before[3].Total || !after[5].Again || after[7].Total != before[5].Total {
		t.Errorf("after a setback at step 5: %v %v %v", after[4], after[5], after[7])
	}
	if len(after) != len(before)+2 {
		t.Errorf("%d steps, before %d", len(after), len(before))
	}
	p.Setbacks = []int{1, 2, 3}
	if s := p.Steps(); s[3].Total != before[0].Total {
		t.Errorf("nothing lies before the first step: %+v", s[3])
	}
}

func TestFirstWeek(t *testing.T) {
	p := Plan{Begin: begin, First: 100000, Target: 100000, Growth: 130, Shares: map[Receiver]int{Yahoo: 50, Microsoft: 50}}
	steps := p.Steps()
	if s := steps[6]; s.Messages[Yahoo] != 5000 || s.Messages[Microsoft] != 20000 {
		t.Errorf("%+v", s)
	}
	if s := steps[7]; s.Messages[Yahoo] != 50000 {
		t.Errorf("%+v", s)
	}
}

func TestNoSteps(t *testing.T) {
	for _, change := range []func(*Plan){func(p *Plan) { p.Shared = true }, func(p *Plan) { p.Growth = 100 }, func(p *Plan) { p.First = 0 },
		func(p *Plan) { p.Target = 0 }, func(p *Plan) { p.Shares = nil }} {
		p := Default(begin)
		change(&p)
		if s := p.Steps(); s != nil {
			t.Errorf("%+v has steps", p)
		}
	}
}

func TestLint(t *testing.T) {
	good := Default(begin)
	good.Shares = map[Receiver]int{Gmail: 100}
	if list := Lint(good); len(list) != 0 {
		t.Errorf("%v", list)
	}
	seen := map[string]bool{}
	for code, change := range map[string]func(*Plan){
		"warmup.not-needed":         func(p *Plan) { p.Shared = true },
		"warmup.few-messages":       func(p *Plan) { p.Target = 150 },
		"warmup.growth-fast":        func(p *Plan) { p.Growth = 151 },
		"warmup.growth-doubling":    func(p *Plan) { p.Growth = 200 },
		"warmup.growth-missing":     func(p *Plan) { p.Growth = 100 },
		"warmup.start-high":         func(p *Plan) { p.First = 501 },
		"warmup.target-below-first": func(p *Plan) { p.Target = 40 },
		"warmup.no-shares":          func(p *Plan) { p.Shares = nil },
		"warmup.shares-not-100":     func(p *Plan) { p.Shares[Other] = 3 },
		"warmup.too-long":           func(p *Plan) { p.Growth = 105 },
		"warmup.carriers":           func(p *Plan) { p.Shares = map[Receiver]int{Gmail: 80, Docomo: 10, AU: 10} },
	} {
		p := good
		p.Shares = map[Receiver]int{Gmail: 100}
		change(&p)
		codes := map[string]bool{}
		for _, f := range Lint(p) {
			codes[f.Code] = true
		}
		if !codes[code] {
			t.Errorf("%s is not found: %v", code, codes)
		}
		seen[code] = true
	}
	if len(seen) != len(Rules) {
		t.Errorf("%d rules, %d cases", len(Rules), len(seen))
	}
}

func TestGrowthFor(t *testing.T) {
	for _, c := range [][4]int{{50, 10000, 21, 131}, {100, 100, 10, 101}, {0, 10, 3, 101}, {1, 1 << 30, 2, 1000}} {
		if got := GrowthFor(c[0], c[1], c[2]); got != c[3] {
			t.Errorf("%v gives %d", c, got)
		}
	}
}

func TestParse(t *testing.T) {
	p := Default(begin)
	p.Setbacks = []int{4, 9}
	if got := Parse(p.String()); !reflect.DeepEqual(got, p) {
		t.Errorf("got  %+v\nwant %+v", got, p)
	}
	if got := Parse("first=-1&target=99999999999&growth=x&from=2026-02-30&gmail=-3&evil=1&setback=0&%%%"); !reflect.DeepEqual(got, Plan{Shares: map[Receiver]int{}}) {
		t.Errorf("%+v", got)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(Default(begin).String())
	f.Add("first=100000000&target=100000000&growth=101&gmail=1&setback=1&setback=1")
	f.Add(strings.Repeat("setback=3&", 300))
	f.Fuzz(func(t *testing.T, text string) {
		p := Parse(text)
		if again := Parse(p.String()); !reflect.DeepEqual(again, p) {
			t.Errorf("got  %+v\nwant %+v", again, p)
		}
		Lint(p)
		if n := len(p.Steps()); n > maxSteps {
			t.Errorf("%d steps", n)
		}
	})
}
