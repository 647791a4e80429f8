package recipe

import (
	"slices"
	"strings"
	"testing"

	"todoku/records/lookup"
	"todoku/records/provider"
	"todoku/records/txt"
)

const zone = "example.jp"

// boxes gives the boxes of a recipe as "kind=text", one that stays as it is as "kind~code".
func boxes(r Recipe) string {
	var list []string
	for _, b := range r.Boxes {
		if b.Keep != "" {
			list = append(list, string(b.Kind)+"~"+b.Keep)
		} else {
			list = append(list, string(b.Kind)+"="+b.Text)
		}
	}
	return strings.Join(list, "; ")
}

func codes(notes []Note) []string {
	var list []string
	for _, n := range notes {
		list = append(list, n.Code)
	}
	return list
}

func TestWrite(t *testing.T) {
	spf := Record{Name: zone, Type: lookup.TXT, Value: "v=spf1 mx ~all"}
	beside := Record{Name: zone, Type: lookup.TXT, Value: "v=spf1 mx ~all", Beside: []string{"verify=1", "verify=2"}}
	cname := Record{Name: "s1._domainkey.example.jp", Type: lookup.CNAME, Value: "s1.example.net"}
	null := Record{Name: zone, Type: lookup.MX, Value: "0 ."}
	long := strings.Repeat("x", 300)
	key := Record{Name: "s1._domainkey.example.jp", Type: lookup.TXT, Value: long}
	split := txt.Quote(txt.Split(long))
	for _, c := range []struct {
		name   string
		panel  *provider.Panel
		record Record
		want   string
		cannot []string
		notes  []string
	}{
		{"nothing known", nil, spf, "host=@; host=example.jp; host=example.jp.; type=TXT; value=v=spf1 mx ~all", nil,
			[]string{"host.unknown", "host.unknown-root"}},
		{"its own order and boxes", &provider.Panel{Form: "type=種別;host=ホスト名;ttl=TTL;value=内容;priority=優先度", Root: provider.RootEmpty},
			spf, "type=TXT; host~box.empty; ttl~box.default; value=v=spf1 mx ~all; priority~box.default", nil, nil},
		{"ttl", &provider.Panel{TTL: "3600", Root: provider.RootAt}, spf, "host=@; type=TXT; value=v=spf1 mx ~all; ttl=3600", nil, nil},
		{"quoted", &provider.Panel{Root: provider.RootName, Quote: provider.QuoteRequired}, spf,
			`host=example.jp; type=TXT; value="v=spf1 mx ~all"`, nil, []string{"quote.required"}},
		{"line", &provider.Panel{Root: provider.RootAt, Lines: "TXT=txt {host} {value};MX=mx {value} {priority}"}, spf,
			"line=txt @ v=spf1 mx ~all", nil, nil},
		{"a type without a line has boxes", &provider.Panel{Host: provider.Full, Lines: "TXT=txt {host} {value}"}, cname,
			"host=s1._domainkey.example.jp; type=CNAME; value=s1.example.net", nil, []string{"dot.unknown"}},
		{"dot", &provider.Panel{Host: provider.Relative, Dot: provider.DotRequired}, cname,
			"host=s1._domainkey; type=CNAME; value=s1.example.net.", nil, []string{"dot.required"}},
		{"no dot", &provider.Panel{Host: provider.FullDot, Dot: provider.DotForbidden}, cname,
			"host=s1._domainkey.example.jp.; type=CNAME; value=s1.example.net", nil, []string{"dot.forbidden"}},
		{"underscore", nil, cname, "host=s1._domainkey; host=s1._domainkey.example.jp; host=s1._domainkey.example.jp.; type=CNAME; value=s1.example.net",
			nil, []string{"host.unknown", "dot.unknown", "recipe.underscore"}},
		{"the null MX has its dot already", &provider.Panel{Root: provider.RootAt, Dot: provider.DotRequired}, null,
			"host=@; type=MX; value=.; priority=0", nil, []string{"dot.required"}},
		{"data that is no name has no dot", &provider.Panel{Host: provider.Relative, Dot: provider.DotRequired},
			Record{Name: "_25._tcp.mx.example.jp", Type: lookup.TLSA, Value: "3 1 1 ab"}, "host=_25._tcp.mx; type=TLSA; value=3 1 1 ab", nil, nil},
		{"no box for the priority", &provider.Panel{Form: "host=名前;type=タイプ;value=値", Root: provider.RootAt, Dot: provider.DotRequired},
			Record{Name: zone, Type: lookup.MX, Value: "10 mx.example.net"}, "host=@; type=MX; value=10 mx.example.net.", nil,
			[]string{"recipe.priority", "dot.required"}},
		{"long, unknown", &provider.Panel{Host: provider.Relative}, key,
			"host=s1._domainkey; type=TXT; value=" + long + "; value=" + split, nil, []string{"recipe.other-form"}},
		{"long, whole", &provider.Panel{Host: provider.Relative, Long: provider.LongWhole, Quote: provider.QuoteNone}, key,
			"host=s1._domainkey; type=TXT; value=" + long, nil, []string{"long.whole", "quote.none"}},
		{"long, split", &provider.Panel{Host: provider.Relative, Long: provider.LongSplit, Quote: provider.QuoteRequired}, key,
			"host=s1._domainkey; type=TXT; value=" + split, nil, []string{"long.split", "quote.required"}},
		{"long, quoted, unknown", &provider.Panel{Host: provider.Relative, Quote: provider.QuoteRequired}, key,
			"host=s1._domainkey; type=TXT; value=" + split + "; value=\"" + long + "\"", nil, []string{"recipe.other-form", "quote.required"}},
		{"too long for the panel", &provider.Panel{Host: provider.Relative, Long: provider.LongRefused, MaxTXT: 255}, key,
			"host=s1._domainkey; type=TXT; value=" + long, []string{"recipe.key-too-long"}, nil},
		{"one box for all", &provider.Panel{Root: provider.RootEmpty, Quote: provider.QuoteRequired, Texts: provider.TextsLines}, beside,
			"host~box.empty; type=TXT; value=\"verify=1\"\n\"verify=2\"\n\"v=spf1 mx ~all\"", nil, []string{"quote.required", "recipe.one-box"}},
		{"one record for all", &provider.Panel{Root: provider.RootAt, Texts: provider.TextsOne}, beside,
			"host=@; type=TXT; value=v=spf1 mx ~all", []string{"recipe.one-txt"}, nil},
		{"a record each", &provider.Panel{Root: provider.RootAt}, beside, "host=@; type=TXT; value=v=spf1 mx ~all", nil, nil},
	} {
		got := Write(c.panel, zone, c.record)
		if boxes(got) != c.want {
			t.Errorf("%s: %s\nwant %s", c.name, boxes(got), c.want)
		}
		if !slices.Equal(codes(got.Cannot), c.cannot) || !slices.Equal(codes(got.Notes), c.notes) {
			t.Errorf("%s: cannot %q, notes %q", c.name, codes(got.Cannot), codes(got.Notes))
		}
	}
}

// Whatever a panel wants, what is typed is the record: without the quotation marks and put together again.
func TestTypedIsTheRecord(t *testing.T) {
	for _, value := range []string{"v=spf1 include:_spf.google.com ~all", strings.Repeat("0123456789", 41)} {
		for i := range provider.Panels {
			p := &provider.Panels[i]
			for _, b := range Write(p, zone, Record{Name: "x._domainkey.example.jp", Type: lookup.TXT, Value: value}).Boxes {
				if b.Kind != Value && b.Kind != Line {
					continue
				}
				text := b.Text
				if strings.Contains(text, `"`) {
					strings, ok := txt.Unquote(text)
					if !ok {
						t.Errorf("%s: %s", p.ID, b.Text)
					}
					text = txt.Join(strings)
				}
				if !strings.HasSuffix(text, value) {
					t.Errorf("%s: %s", p.ID, b.Text)
				}
			}
		}
	}
}
