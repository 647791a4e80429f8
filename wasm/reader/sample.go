//go:build js

package main

import (
	"net/netip"
	"strconv"

	"todoku/records/aggregate"
)

// sample makes a month of reports on a company that does not exist, so that the page can be tried: its own mail passes,
// a bulk mail service is not set up, some mail is forwarded, and somebody fakes its name. Addresses are those of
// documentation (RFC 5737); now is in seconds since 1970.
func sample(now int64) []aggregate.Report {
	const day = 24 * 60 * 60
	begin := now/day*day - 31*day
	var reports []aggregate.Report
	for n := range int64(30) {
		weekday := (begin/day + n + 4) % 7 // 1 January 1970 was a Thursday
		volume := 40 + int(n*7%23)
		if weekday == 0 || weekday == 6 {
			volume /= 5
		}
		for i, org := range []string{"google.com", "Yahoo! Inc.", "docomo.ne.jp"} {
			r := aggregate.Report{Org: org, ID: strconv.FormatInt(n, 10), Begin: begin + n*day, End: begin + (n+1)*day - 1, Version: "1.0",
				Namespace: aggregate.Namespace, Published: aggregate.Published{Domain: "sample.example", P: "none", Testing: "n", Discovery: "treewalk"}}
			own := row("192.0.2.25", volume/(i+1))
			own.DKIM, own.SPF = "pass", "pass"
			own.Signatures = []aggregate.Signature{{Domain: "sample.example", Selector: "google", Result: "pass"}}
			own.Sender = []aggregate.SPFResult{{Domain: "sample.example", Scope: "mfrom", Result: "pass"}}
			r.Rows = append(r.Rows, own)
			if weekday == 2 {
				bulk := row("198.51.100.80", 30*(3-i))
				bulk.Signatures = []aggregate.Signature{{Domain: "sendgrid.net", Selector: "s1", Result: "pass"}}
				bulk.Sender = []aggregate.SPFResult{{Domain: "em.sendgrid.net", Scope: "mfrom", Result: "pass"}}
				r.Rows = append(r.Rows, bulk)
			}
			if n%4 == 0 {
				forwarded := row("203.0.113.9", 2)
				forwarded.DKIM = "pass"
				forwarded.Signatures = own.Signatures
				forwarded.Sender = []aggregate.SPFResult{{Domain: "sample.example", Scope: "mfrom", Result: "softfail"}}
				r.Rows = append(r.Rows, forwarded)
			}
			if n%9 == 5 && i == 0 {
				r.Rows = append(r.Rows, row("203.0.113.200", 17))
			}
			reports = append(reports, r)
		}
	}
	return reports
}

func row(address string, count int) aggregate.Row {
	return aggregate.Row{Source: netip.MustParseAddr(address), Count: max(count, 1), Disposition: "none", DKIM: "fail", SPF: "fail",
		HeaderFrom: "sample.example", Sender: []aggregate.SPFResult{{Domain: "sample.example", Scope: "mfrom", Result: "softfail"}}}
}
