package e2e

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/miekg/dns"
)

// spreadLab is the DNS of a change that is on its way: a name server that has the new record, and before it two
// resolvers, each a view of one BIND that forwards and keeps what it has heard.
type spreadLab struct {
	*lab
	resolvers    []string // their DoH addresses
	resolverPort int
}

// staleFor is for how many seconds the old record may be kept.
const staleFor = 12

func newSpreadLab(t *testing.T) *spreadLab {
	t.Helper()
	l := &spreadLab{lab: newLab(t, world), resolverPort: freePort(t)}
	l.write(t, "resolvers.conf", fmt.Sprintf(`
options {
  directory "%[1]s"; pid-file "%[1]s/resolvers.pid"; session-keyfile "%[1]s/resolvers.key"; managed-keys-directory "%[1]s";
  listen-on port %[2]d { 127.0.0.1; }; listen-on-v6 { none; };
  dnssec-validation no; empty-zones-enable no; allow-query { 127.0.0.0/8; }; allow-recursion { 127.0.0.0/8; };
};
controls { };
view "one" { match-clients { 127.0.0.1; }; recursion yes; zone "." { type forward; forward only; forwarders { 127.0.0.1 port %[3]d; }; }; };
view "two" { match-clients { 127.0.0.2; }; recursion yes; zone "." { type forward; forward only; forwarders { 127.0.0.1 port %[3]d; }; }; };
`, l.dir, l.resolverPort, l.port))
	start(t, l.dir, nil, "named", "-g", "-n", "1", "-c", filepath.Join(l.dir, "resolvers.conf"))
	for _, source := range []string{"127.0.0.1", "127.0.0.2"} {
		port := freePort(t)
		l.resolvers = append(l.resolvers, fmt.Sprintf("http://%s:%d/dns-query", source, port))
		config := "dnsdist-" + source + ".conf"
		l.write(t, config, fmt.Sprintf(`
setSecurityPollSuffix("")
setLocal("%[1]s:%[2]d")
newServer({address="127.0.0.1:%[3]d", source="%[1]s", healthCheckMode="up"})
setACL({"127.0.0.0/8"})
addDOHLocal("%[1]s:%[4]d", nil, nil, "/dns-query")
`, source, freePort(t), l.resolverPort, port))
		start(t, l.dir, nil, "dnsdist", "--supervised", "--disable-syslog", "-C", filepath.Join(l.dir, config))
	}
	eventually(t, "the resolvers do not answer", func() error { _, err := l.remember("ns1.example.test"); return err })
	return l
}

// remember makes the first resolver ask for TXT at a name, and keep the answer.
func (l *spreadLab) remember(name string) (*dns.Msg, error) {
	m := new(dns.Msg)
	m.SetQuestion(dns.Fqdn(name), dns.TypeTXT)
	return dns.Exchange(m, "127.0.0.1:"+strconv.Itoa(l.resolverPort))
}

// TestSpread is a change that one resolver has not seen yet: the page shows who has what, names a time, and at that time
// looks again by itself and finds it come true.
func TestSpread(t *testing.T) {
	for _, lang := range []struct{ code, path string }{{"ja", "/"}, {"en", "/en/"}} {
		t.Run(lang.code, func(t *testing.T) {
			l := newSpreadLab(t)
			const spf = `@ TXT "v=spf1 include:_spf.google.com ip4:203.0.113.10 ~all"` + "\n"
			l.publish(t, fmt.Sprintf("_dmarc %d TXT \"v=DMARC1; p=quarantine; rua=mailto:old@example.test\"\n", staleFor))
			server := laptopWith(t, "-dir", filepath.Join(root(t), "dist/site"), "-doh", l.resolvers[1]+","+l.resolvers[0], "-ns", "127.0.0.1:"+strconv.Itoa(l.port))
			b := open(t, server.base, lang.path+"#domain=example.test")
			b.wait("#look-topics [data-topic]")
			toStep(b, 3)
			b.fill("#reports", "new@example.test")
			toStep(b, 4)
			value := dmarcValue(b)
			if !strings.Contains(value, "new@example.test") {
				t.Fatalf("the plan says %q", value)
			}

			// The fresh resolver was asked by the look; its cache must forget before the change.
			time.Sleep(staleFor * time.Second)
			if _, err := l.remember("_dmarc.example.test"); err != nil {
				t.Fatal(err)
			}
			asked := time.Now()
			l.publish(t, fmt.Sprintf("%s_dmarc %d TXT %q\n", spf, staleFor, value))
			toStep(b, 5)
			b.click("#check-button")
			const row = `#verdicts [data-name="_dmarc.example.test"]`
			b.wait(row + `[data-stage="spreading"]`)
			has := eval[[]string](b, fmt.Sprintf(`[...document.querySelectorAll('%s [data-source]')].map((r) => r.dataset.source.split(":")[0] + " " + r.dataset.has).sort()`, row))
			if got := strings.Join(has, ", "); got != "127.0.0.1 other, 127.0.0.2 planned, ns1.example.test planned" {
				t.Errorf("who has what: %s", got)
			}
			left := eval[int](b, fmt.Sprintf(`parseInt(document.querySelector('%s [data-has="other"] [data-slot="left"]').textContent.replace(/[^0-9]/g, ''))`, row))
			at := time.Unix(int64(eval[int](b, `parseInt(document.querySelector("#check-when").dataset.at)`)), 0)
			if until := asked.Add(staleFor * time.Second); left < 1 || left > staleFor || at.Before(until.Add(-3*time.Second)) || at.After(until.Add(3*time.Second)) {
				t.Errorf("%d seconds left, until %v; the old answer ends at %v", left, at, until)
			}
			if !strings.Contains(b.text(row+` [data-has="other"]`), "old@example.test") {
				t.Error("the old record is not shown")
			}
			b.wait("#check-when")
			b.until(`/^0:[0-9][0-9]$/.test(document.querySelector("#check-countdown").textContent)`)
			b.screenshot("spreading")

			b.wait(row + `[data-stage="everywhere"]`) // nobody clicks
			if now := time.Now(); now.Before(at) {
				t.Errorf("looked again at %v, before %v", now, at)
			}
			if eval[bool](b, `document.querySelector("#check-when").checkVisibility()`) {
				t.Error("there is nothing to wait for, and the page still names a time")
			}
			b.screenshot("everywhere")
			for _, sent := range b.traffic() {
				if strings.Contains(sent, "new@example.test") {
					t.Errorf("what is planned has left the page: %.300s", sent)
				}
			}
		})
	}
}

// toStep presses the button of a step.
func toStep(b *tab, step int) {
	b.t.Helper()
	b.click(fmt.Sprintf(`.step[data-step="%d"]`, step))
	b.wait(fmt.Sprintf(`[data-section="%d"].current`, step))
}

// dmarcValue is the DMARC record that the plan shows.
func dmarcValue(b *tab) string {
	b.t.Helper()
	return b.text(`#changes [data-topic="dmarc"] [data-box="value"] .box-value`)
}
