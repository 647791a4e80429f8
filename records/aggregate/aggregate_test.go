package aggregate

import (
	"errors"
	"net/netip"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"todoku/records/finding"
)

// own is a report in the form of RFC 9990, new in the form of RFC 7489, both of our own making.
const form9990 = `<?xml version="1.0" encoding="UTF-8"?>
<feedback xmlns="urn:ietf:params:xml:ns:dmarc-2.0">
 <version>1.0</version>
 <report_metadata>
  <org_name>receiver.example</org_name><email>dmarc@receiver.example</email>
  <report_id>2026-11-27-1</report_id>
  <date_range><begin>1795737600</begin><end>1795823999</end></date_range>
  <generator>Receiver 4</generator>
 </report_metadata>
 <policy_published><domain>Example.JP</domain><p>none</p><sp>none</sp><np>reject</np><discovery_method>treewalk</discovery_method><testing>n</testing></policy_published>
 <record>
  <row><source_ip>192.0.2.10</source_ip><count>12</count>
   <policy_evaluated><disposition>none</disposition><dkim>pass</dkim><spf>pass</spf></policy_evaluated></row>
  <identifiers><header_from>example.jp</header_from><envelope_from>example.jp</envelope_from></identifiers>
  <auth_results>
   <dkim><domain>example.jp</domain><selector>s2026</selector><result>pass</result></dkim>
   <spf><domain>example.jp</domain><scope>mfrom</scope><result>pass</result></spf>
  </auth_results>
 </record>
</feedback>`

const form7489 = `<?xml version="1.0" encoding="ISO-8859-1"?>
<feedback><report_metadata><org_name>Caf` + "\xe9" + `</org_name><email>x@cafe.example</email><report_id>7</report_id>
<date_range><begin>1795737600</begin><end>1795824000</end></date_range></report_metadata>
<policy_published><domain>example.jp</domain><adkim>r</adkim><aspf>r</aspf><p>quarantine</p><sp>none</sp><pct>50</pct></policy_published>
<record><row><source_ip>::ffff:198.51.100.7</source_ip><count>3.0</count><policy_evaluated><disposition>quarantine</disposition><dkim>fail</dkim><spf>fail</spf>
<reason><type>forwarded</type><comment>looks forwarded</comment></reason></policy_evaluated></row>
<identifiers><header_from>example.jp</header_from></identifiers>
<auth_results><spf><domain>example.jp</domain><result>SoftFail</result></spf></auth_results></record></feedback>`

func mustParse(t *testing.T, text string) Report {
	t.Helper()
	r, err := Parse([]byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestParse9990(t *testing.T) {
	want := Report{Version: "1.0", Namespace: Namespace, Org: "receiver.example", Email: "dmarc@receiver.example", ID: "2026-11-27-1",
		Begin: 1795737600, End: 1795823999, Generator: "Receiver 4",
		Published: Published{Domain: "example.jp", P: "none", SP: "none", NP: "reject", Discovery: "treewalk", Testing: "n"},
		Rows: []Row{{Source: netip.MustParseAddr("192.0.2.10"), Count: 12, Disposition: "none", DKIM: "pass", SPF: "pass",
			HeaderFrom: "example.jp", EnvelopeFrom: "example.jp",
			Signatures: []Signature{{Domain: "example.jp", Selector: "s2026", Result: "pass"}},
			Sender:     []SPFResult{{Domain: "example.jp", Scope: "mfrom", Result: "pass"}}}}}
	if got := mustParse(t, form9990); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestParse7489(t *testing.T) {
	r := mustParse(t, form7489)
	if r.Org != "Café" || r.Namespace != "" || r.Published.Pct != "50" || r.Published.P != "quarantine" {
		t.Errorf("%+v", r)
	}
	row := r.Rows[0]
	if row.Source.String() != "198.51.100.7" || row.Count != 3 || row.Sender[0].Result != "softfail" || row.Aligned() ||
		!reflect.DeepEqual(row.Reasons, []Reason{{"forwarded", "looks forwarded"}}) {
		t.Errorf("%+v", row)
	}
}

// What real receivers get wrong, and what still has to be read.
func TestParseOddities(t *testing.T) {
	replace := func(from, to string) string { return strings.Replace(form9990, from, to, 1) }
	for name, text := range map[string]string{
		"no declaration":     strings.TrimPrefix(form9990, `<?xml version="1.0" encoding="UTF-8"?>`),
		"byte order mark":    "\ufeff" + form9990,
		"white space first":  "\r\n\t " + form9990,
		"control characters": replace("receiver.example", "receiver\x01\x02.example"),
		"broken UTF-8":       replace("Receiver 4", "Receiver \xff4"),
		"unknown elements":   replace("<generator>", "<x:new a='1'><y>1</y></x:new><generator>"),
		"unknown entity":     replace("Receiver 4", "Receiver &nbsp;4"),
		"prefixes":           strings.NewReplacer("<feedback xmlns=", "<f:feedback xmlns:f=", "</feedback>", "</f:feedback>").Replace(form9990),
		"milliseconds":       replace("1795737600", "1795737600000"),
		"wrong end tag":      replace("</scope>", "</skope>"),
		"doctype":            replace("<feedback", `<!DOCTYPE feedback SYSTEM "feedback.dtd"><feedback`),
		"comment and CDATA":  replace("<count>12</count>", "<!-- n --><count><![CDATA[12]]></count>"),
	} {
		r, err := Parse([]byte(text), nil)
		if err != nil || len(r.Rows) != 1 || r.Rows[0].Count != 12 || r.Begin != 1795737600 || !strings.HasPrefix(r.Org, "receiver") {
			t.Errorf("%s: %v %+v", name, err, r)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	bomb := `<?xml version="1.0"?><!DOCTYPE f [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><feedback>&b;</feedback>`
	for name, c := range map[string]struct {
		text string
		want error
	}{
		"empty":        {"", ErrNotReport},
		"text":         {"今月の集計です。", ErrNotReport},
		"a page":       {"<html><body>Not found</body></html>", ErrNotReport},
		"entities":     {bomb, ErrEntities},
		"cut":          {form9990[:900], ErrTruncated},
		"cut in a tag": {form9990[:strings.Index(form9990, "<count>")+3], ErrTruncated},
		"too large":    {strings.Repeat(" ", MaxSize+1), ErrTooLarge},
		"broken":       {strings.Replace(form9990, "<count>", "<count 1=>< <", 1), ErrBroken},
	} {
		if _, err := Parse([]byte(c.text), nil); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestRoundTrip(t *testing.T) {
	for _, text := range []string{form9990, form7489} {
		r := mustParse(t, text)
		if again := mustParse(t, r.String()); !reflect.DeepEqual(again, r) {
			t.Errorf("got  %+v\nwant %+v", again, r)
		}
	}
}

func TestLint(t *testing.T) {
	fine := mustParse(t, form9990)
	if list := Lint(fine); len(list) != 0 {
		t.Errorf("a sound report gives %v", list)
	}
	for code, change := range map[string]func(*Report){
		"aggregate.no-rows":             func(r *Report) { r.Rows = nil },
		"aggregate.no-domain":           func(r *Report) { r.Published.Domain = "" },
		"aggregate.period-reversed":     func(r *Report) { r.End = r.Begin - 1 },
		"aggregate.period-too-long":     func(r *Report) { r.End = r.Begin + 7*secondsOfDay },
		"aggregate.bad-address":         func(r *Report) { r.Rows[0].Source = netip.Addr{} },
		"aggregate.unknown-disposition": func(r *Report) { r.Rows[0].Disposition = "unused" },
		"aggregate.other-domain":        func(r *Report) { r.Rows[0].HeaderFrom = "elsewhere.example" },
		"aggregate.receiver-error":      func(r *Report) { r.Errors = []string{"DNS failure"} },
	} {
		r := mustParse(t, form9990)
		change(&r)
		codes := map[string]bool{}
		for _, f := range Lint(r) {
			codes[f.Code] = true
		}
		if !codes[code] {
			t.Errorf("%s is not found: %v", code, codes)
		}
	}
	if len(Rules) != 8 {
		t.Errorf("%d rules, but not that many cases", len(Rules))
	}
	if finding.Worst(Lint(Report{})) == finding.Error {
		t.Error("no oddity of a report is the fault of its reader")
	}
}

// row makes a row by what was checked: "dkim:DOMAIN/SELECTOR=RESULT", "spf:DOMAIN=RESULT", "reason:TYPE", "aligned:dkim".
func row(words ...string) Row {
	r := Row{Source: netip.MustParseAddr("203.0.113.5"), Count: 1, DKIM: "fail", SPF: "fail", Disposition: "none", HeaderFrom: "example.jp"}
	for _, w := range words {
		kind, rest, _ := strings.Cut(w, ":")
		name, result, _ := strings.Cut(rest, "=")
		switch kind {
		case "dkim":
			d, s, _ := strings.Cut(name, "/")
			r.Signatures = append(r.Signatures, Signature{Domain: d, Selector: s, Result: result})
		case "spf":
			r.Sender = append(r.Sender, SPFResult{Domain: name, Result: result})
		case "reason":
			r.Reasons = append(r.Reasons, Reason{Type: rest})
		case "aligned":
			if rest == "dkim" {
				r.DKIM = "pass"
			} else {
				r.SPF = "pass"
			}
		}
	}
	return r
}

func TestClassify(t *testing.T) {
	for _, c := range []struct {
		row  Row
		want class
	}{
		{row("aligned:spf", "spf:example.jp=pass"), class{Mine, BySPF, "", ""}},
		{row("aligned:dkim", "dkim:example.jp/x=pass", "spf:bounce.sendgrid.net=pass"), class{Mine, ByDKIM, "sendgrid", ""}},
		{row("aligned:dkim", "dkim:example.jp/google=pass", "spf:example.jp=pass", "aligned:spf"), class{Mine, ByDKIM, "google-workspace", ""}},
		{row("aligned:dkim", "dkim:example.jp/x=pass", "spf:news.example.net=pass"), class{Mine, ByDKIM, "", "example.net"}},
		// sent on by a mailbox provider that keeps the envelope: the signature survives, SPF does not
		{row("aligned:dkim", "dkim:example.jp/x=pass", "spf:example.jp=softfail"), class{Forwarder, ByDKIM, "", ""}},
		{row("aligned:dkim", "dkim:example.jp/google=pass", "spf:example.jp=softfail"), class{Forwarder, ByDKIM, "", ""}},
		{row("aligned:dkim", "dkim:example.jp/x=pass", "spf:srs.example.net=pass"), class{Forwarder, ByRewriting, "", "example.net"}},
		{row("reason:mailing_list", "dkim:example.jp/x=fail", "spf:lists.example.org=pass"), class{Forwarder, ByReceiver, "", "example.org"}},
		{row("dkim:example.jp/x=fail", "spf:example.jp=fail"), class{Forwarder, ByBrokenDKIM, "", ""}},
		{row("spf:bounce.sendgrid.net=pass", "dkim:sendgrid.net/s1=pass"), class{Service, ByService, "sendgrid", ""}},
		{row("dkim:example-jp.20230601.gappssmtp.com/20230601=pass", "spf:example.jp=softfail"), class{Service, ByService, "google-workspace", ""}},
		{row("spf:spammer.example=pass"), class{Unknown, ByOtherEnvelope, "", "spammer.example"}},
		{row("spf:example.jp=fail"), class{Unknown, ByNothing, "", ""}},
		{row(), class{Unknown, ByNothing, "", ""}},
	} {
		if got := classify(&c.row, "example.jp"); got != c.want {
			t.Errorf("%+v\n got %+v\nwant %+v", c.row, got, c.want)
		}
	}
}

func TestSummarize(t *testing.T) {
	at := func(day int64, id string, rows ...Row) Report {
		return Report{Org: "r", ID: id, Begin: day * secondsOfDay, End: (day+1)*secondsOfDay - 1, Published: Published{Domain: "example.jp", P: "none"}, Rows: rows}
	}
	good, bad := row("aligned:spf", "spf:example.jp=pass"), row("spf:bounce.sendgrid.net=pass")
	good.Count, bad.Count = 90, 10
	other := at(20001, "3", good)
	other.Published.Domain = "example.com"
	reports := []Report{at(20000, "1", good, bad), at(20000, "1", good, bad), at(20001, "2", good), other}
	if got := Domains(reports); !reflect.DeepEqual(got, []string{"example.jp", "example.com"}) {
		t.Errorf("domains %v", got)
	}
	s := Summarize(reports, "example.jp")
	if s.Reports != 2 || s.Doubled != 1 || s.Messages != 190 || s.Aligned != 180 || len(s.Sources) != 2 || s.Receivers[0].Messages != 190 {
		t.Fatalf("%+v", s)
	}
	if src := s.Sources[0]; src.Kind != Service || src.Sender != "sendgrid" || src.Messages != 10 || src.Aligned != 0 || src.Addresses[0].Messages != 10 {
		t.Errorf("what has to be mended stands first: %+v", src)
	}
	if want := []Day{{20000, 90, 10}, {20001, 90, 0}}; !reflect.DeepEqual(s.Days, want) {
		t.Errorf("days %v, want %v", s.Days, want)
	}
	if src := s.Sources[1]; src.Kind != Mine || src.SPF != 180 || src.DKIM != 0 || len(src.Days) != 2 {
		t.Errorf("%+v", src)
	}
}

func TestReady(t *testing.T) {
	met := func(r Readiness) (codes []string) {
		for _, p := range r.Points {
			if !p.Met {
				codes = append(codes, p.Code)
			}
		}
		return codes
	}
	s := Summary{Begin: secondsOfDay, End: 36*secondsOfDay - 1, Published: Published{P: "none"},
		Sources: []Source{{Kind: Mine, Messages: 1000, Aligned: 1000}, {Kind: Forwarder, Messages: 500}, {Kind: Unknown, Messages: 5000}}}
	if r := s.Ready(); !r.Ready || r.Next != "quarantine" || len(met(r)) != 0 {
		t.Errorf("forwarders and strangers do not count against the owner: %+v", r)
	}
	s.Sources = append(s.Sources, Source{Kind: Service, Sender: "sendgrid", Messages: 50})
	if r := s.Ready(); r.Ready || !reflect.DeepEqual(met(r), []string{"ready.share", "ready.services"}) {
		t.Errorf("%+v", r)
	}
	s = Summary{Begin: 1, End: secondsOfDay, Published: Published{P: "reject"}}
	if r := s.Ready(); r.Ready || r.Next != "" || len(met(r)) != 3 {
		t.Errorf("%+v", r)
	}
}

const tlsReport = `{"organization-name":"Receiver Inc.","date-range":{"start-datetime":"2026-11-26T00:00:00Z","end-datetime":"2026-11-26T23:59:59Z"},
"contact-info":"smtp-tls@receiver.example","report-id":"2026-11-26T00:00:00Z_example.jp","policies":[
{"policy":{"policy-type":"sts","policy-string":["version: STSv1","mode: testing"],"policy-domain":"Example.jp","mx-host":["*.mail.example.jp"]},
"summary":{"total-successful-session-count":5326,"total-failure-session-count":303},
"failure-details":[{"result-type":"certificate-expired","sending-mta-ip":"2001:db8:abcd:12::1","receiving-mx-hostname":"mx1.mail.example.jp","failed-session-count":100},
{"result-type":"starttls-not-supported","sending-mta-ip":"192.0.2.1","receiving-mx-hostname":"mx2.mail.example.jp","receiving-ip":"203.0.113.56","failed-session-count":203,"additional-information":"https://reports.example/1"}]}]}`

func TestParseTLS(t *testing.T) {
	r, err := ParseTLS([]byte(tlsReport))
	if err != nil {
		t.Fatal(err)
	}
	p := r.Policies[0]
	if r.Org != "Receiver Inc." || p.Domain != "example.jp" || p.Good != 5326 || p.Bad != 303 || p.Failures[0].Type != "starttls-not-supported" || p.Failures[0].Sessions != 203 {
		t.Errorf("%+v", r)
	}
	if r, err := ParseTLS([]byte(strings.Replace(tlsReport, `["*.mail.example.jp"]`, `"*.mail.example.jp"`, 1))); err != nil || r.Policies[0].Hosts[0] != "*.mail.example.jp" {
		t.Errorf("%v %+v", err, r)
	}
	for text, want := range map[string]error{tlsReport[:300]: ErrTruncated, `{"a":1}`: ErrNotReport, `{"policies": 1}`: ErrBroken,
		"x": ErrBroken, `{"policies": [}]}`: ErrBroken, "": ErrBroken} {
		if _, err := ParseTLS([]byte(text)); !errors.Is(err, want) {
			t.Errorf("%.20q: %v, want %v", text, err, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(form9990))
	f.Add([]byte(form7489))
	f.Add([]byte(`<feedback><record><row><count>1e3</count></row><auth_results><dkim><domain>a</domain></dkim></auth_results></record></feedback>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := Parse(data, nil)
		if err != nil {
			return
		}
		again, err := Parse([]byte(r.String()), nil)
		if err != nil || !reflect.DeepEqual(again, r) {
			t.Errorf("%v\ngot  %+v\nwant %+v", err, again, r)
		}
		Lint(r)
		s := Summarize([]Report{r}, r.Published.Domain)
		if s.Messages != r.Messages() {
			t.Errorf("%d messages, the report has %d", s.Messages, r.Messages())
		}
		s.Ready()
	})
}

func FuzzParseTLS(f *testing.F) {
	f.Add([]byte(tlsReport))
	f.Fuzz(func(t *testing.T, data []byte) { ParseTLS(data) })
}

// BenchmarkParse reads a report of 10,000 rows and joins it.
func BenchmarkParse(b *testing.B) {
	r, err := Parse([]byte(form9990), nil)
	if err != nil {
		b.Fatal(err)
	}
	one := r.Rows[0]
	r.Rows = nil
	for i := range 10000 {
		one.Source = netip.AddrFrom4([4]byte{198, 51, byte(i >> 8), byte(i)})
		one.Signatures = []Signature{{Domain: "example.jp", Selector: "s" + strconv.Itoa(i%7), Result: "pass"}}
		r.Rows = append(r.Rows, one)
	}
	data := []byte(r.String())
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		r, err := Parse(data, nil)
		if err != nil {
			b.Fatal(err)
		}
		Summarize([]Report{r}, "example.jp")
	}
}
