package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/miekg/dns"

	"todoku/records/export"
	"todoku/records/lookup"
	"todoku/records/message"
	"todoku/records/plan"
	"todoku/records/txt"
)

// The export for BIND loads in BIND's own checker, and means there what the plan says.
func TestExportLoadsInBIND(t *testing.T) {
	key := "v=DKIM1; k=rsa; p=" + strings.Repeat("MIIBIjANBgkqhkiG9w0BAQEFAAOC+/", 13) + "IDAQAB"
	changes := []plan.Change{
		{Action: plan.Replace, Topic: "spf", Name: "example.jp", Type: lookup.TXT, Old: "v=spf1 \" ; mx\n", Value: `v=spf1 exists:%{i}.x.example.jp ~all`},
		{Action: plan.Add, Topic: "dmarc", Name: "_dmarc.example.jp", Type: lookup.TXT, Value: "v=DMARC1; p=none; rua=mailto:a@example.jp"},
		{Action: plan.Add, Topic: "dkim", Name: "s1._domainkey.example.jp", Type: lookup.TXT, Value: key},
		{Action: plan.Add, Topic: "dkim", Name: "s2._domainkey.example.jp", Type: lookup.CNAME, Value: "s2.example.net"},
		{Action: plan.Delete, Topic: "dkim", Name: "s3._domainkey.example.jp", Type: lookup.CNAME, Old: "s3.example.net"},
		{Action: plan.Add, Topic: "txt", Name: "odd.example.jp", Type: lookup.TXT, Value: "a \"b\" \\ ; 届く ${x}"},
	}
	want := map[string]string{}
	for _, c := range changes {
		if c.Value != "" {
			want[c.Name+" "+c.Type.String()] = c.Value
		}
	}
	for _, lang := range message.Langs {
		file := export.Write(export.BIND, export.Input{Zone: "example.jp", Changes: changes, Lang: lang})
		dir := t.TempDir()
		path, out := filepath.Join(dir, "zone"), filepath.Join(dir, "out")
		zone := "$TTL 60\n@ SOA ns hostmaster 1 2 3 4 5\n@ NS ns\nns A 192.0.2.1\n" + file.Text
		if err := os.WriteFile(path, []byte(zone), 0o600); err != nil {
			t.Fatal(err)
		}
		if said, err := exec.Command("named-checkzone", "-o", out, "example.jp", path).CombinedOutput(); err != nil {
			t.Fatalf("%s: %s", err, said)
		}
		written, err := os.Open(out)
		if err != nil {
			t.Fatal(err)
		}
		defer written.Close()
		got := map[string]string{}
		parser := dns.NewZoneParser(written, "", "")
		for rr, ok := parser.Next(); ok; rr, ok = parser.Next() {
			name := strings.TrimSuffix(rr.Header().Name, ".")
			switch r := rr.(type) {
			case *dns.TXT:
				parts, _ := txt.Unquote(r.String())
				got[name+" TXT"] = txt.Join(parts)
			case *dns.CNAME:
				got[name+" CNAME"] = strings.TrimSuffix(r.Target, ".")
			}
		}
		if err := parser.Err(); err != nil {
			t.Fatal(err)
		}
		for name, value := range want {
			if got[name] != value {
				t.Errorf("%s: BIND reads %q, want %q", name, got[name], value)
			}
		}
		if len(got) != len(want) {
			t.Errorf("BIND reads %d records, want %d", len(got), len(want))
		}
	}
}
