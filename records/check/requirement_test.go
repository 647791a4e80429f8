package check

import (
	"net/url"
	"testing"

	"todoku/records/message"
)

// What each receiver's points come to for a domain in order, for one with nothing, and for one that nobody can ask.
func TestStandings(t *testing.T) {
	for _, test := range []struct {
		file, receiver string
		want           map[string]Standing
	}{
		{"healthy", "gmail", map[string]Standing{"spf-or-dkim": Met, "spf-and-dkim": Met, "dmarc": Met, "ptr": NeedsHeader,
			"tls": NeedsHeader, "spam-rate": NeedsOwner}},
		{"healthy", "docomo", map[string]Standing{"dmarc": Met, "dkim": Met, "spf": Met, "a-or-mx": Met}},
		{"nothing-published", "gmail", map[string]Standing{"spf-or-dkim": NeedsHeader, "spf-and-dkim": NotMet, "dmarc": NotMet}},
		{"nothing-published", "docomo", map[string]Standing{"a-or-mx": NeedsOwner, "dkim": NeedsHeader}},
		{"servfail", "yahoo", map[string]Standing{"spf-or-dkim": CannotTell, "spf-and-dkim": CannotTell, "dmarc": CannotTell, "domain-exists": CannotTell}},
		{"no-such-domain", "yahoo", map[string]Standing{"domain-exists": NotMet}},
		{"two-spf", "gmail", map[string]Standing{"spf-and-dkim": NotMet, "dmarc": NotMet}},
		{"subdomain", "au", map[string]Standing{"dmarc": Met}}, // inherited
		{"own-servers", "gmail", map[string]Standing{"ptr": NotMet}},
		{"parked", "gmail", map[string]Standing{"spf-and-dkim": NeedsHeader}}, // a revoked key is none
	} {
		c := readCase(t, "testdata/"+test.file+".txtar")
		report := Run(c.world, c.req)
		for _, r := range Receivers {
			for _, q := range r.Requirements {
				want, asked := test.want[q.Point]
				if got := q.Standing(&report); r.ID == test.receiver && asked && got != want {
					t.Errorf("%s, %s: %s is %s, want %s", test.file, r.ID, q.Point, got, want)
				}
			}
		}
	}
}

func TestReceiversAreComplete(t *testing.T) {
	for _, r := range Receivers {
		if u, err := url.Parse(r.Ref); err != nil || u.Scheme != "https" || r.Date == "" || r.Confidence == "" {
			t.Errorf("%s has no source: %+v", r.ID, r.Source)
		}
		codes := []string{"receiver." + r.ID}
		for _, q := range r.Requirements {
			codes = append(codes, "require."+q.Point)
		}
		for _, code := range codes {
			for _, lang := range message.Langs {
				if !message.Has(lang, code) {
					t.Errorf("%s has no sentence for %s", lang, code)
				}
			}
		}
	}
}
