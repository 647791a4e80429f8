package e2e

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"todoku/records/dkim"
	"todoku/records/dmarc"
	"todoku/records/txt"
)

// private runs a test again as root in a world of its own: its own network, with the loopback alone, and its own /etc and
// /var, so that programs can be set up exactly as the page says and nothing of it stays. It reports whether the test is
// inside already.
func private(t *testing.T, programs ...string) (inside bool) {
	t.Helper()
	if os.Getenv("TODOKU_PRIVATE") == t.Name() {
		return true
	}
	if os.Getuid() != 0 {
		t.Skip("this test sets up programs in a private namespace, which only root may make")
	}
	for _, p := range programs {
		if _, err := exec.LookPath(p); err != nil {
			t.Fatalf("%s is not installed; .ci/tools/install installs it", p)
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc",
		os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v="+fmt.Sprint(testing.Verbose()), "-test.count=1")
	cmd.Env = append(os.Environ(), "TODOKU_PRIVATE="+t.Name())
	cmd.WaitDelay = 5 * time.Second
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
	return false
}

// run runs a program to its end and returns what it writes.
func run(t *testing.T, dir string, stdin []byte, name string, args ...string) string {
	t.Helper()
	out, err := try(dir, stdin, name, args...)
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return out
}

// try is run for a program that may fail.
func try(dir string, stdin []byte, name string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir, cmd.Stdin, cmd.WaitDelay = dir, bytes.NewReader(stdin), time.Second
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	return out.String(), err
}

// host is a machine inside the private namespace, on which an administrator does what the page says.
type host struct {
	t   *testing.T
	dir string // where the administrator is, with the downloaded key
	lab *lab
}

// newHost makes copies of the folders that the page's commands change, and starts DNS.
func newHost(t *testing.T) *host {
	t.Helper()
	run(t, "", nil, "ip", "link", "set", "lo", "up")
	h := &host{t: t, dir: t.TempDir()}
	for _, dir := range []string{"/etc", "/var/lib/rspamd", "/var/lib/exim4"} {
		if _, err := os.Stat(dir); err != nil {
			continue
		}
		own := filepath.Join(t.TempDir(), "copy")
		run(t, "", nil, "cp", "-a", dir, own)
		run(t, "", nil, "mount", "--bind", own, dir)
	}
	for _, dir := range []string{"/run", "/var/spool/exim4", "/var/log"} {
		os.MkdirAll(dir, 0o755)
		run(t, "", nil, "mount", "-t", "tmpfs", "-o", "mode=0755", "none", dir)
	}
	h.enter("/etc/resolv.conf", "nameserver 127.0.0.1\n")
	// A program that asks the root servers by itself finds them here. It must not be a name under .test, which such
	// programs answer themselves (RFC 6761 §6.2).
	run(t, "", nil, "ip", "address", "add", rootServer+"/32", "dev", "lo")
	h.lab = newBIND(t, &lab{domain: "example.jp", address: rootServer, port: 53}, "example.jp. NS ns.\n")
	return h
}

// own makes a folder for a program's user.
func (h *host) own(dir, user string) {
	h.t.Helper()
	run(h.t, "", nil, "install", "-d", "-m", "0755", "-o", user, "-g", user, dir)
}

// enter writes a file.
func (h *host) enter(path, text string) {
	h.t.Helper()
	os.MkdirAll(filepath.Dir(path), 0o755)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		h.t.Fatal(err)
	}
}

// setUp does what the page says, part by part: writes files, enters lines, runs commands. What systemd does on a real
// machine is left to the test, which is told by services.
func (h *host) setUp(parts []dkim.Part, services *[]string) {
	h.t.Helper()
	for _, p := range parts {
		switch p.Form {
		case dkim.File:
			h.enter(p.Path, p.Text)
		case dkim.Lines:
			h.addLines(p.Path, p.Text)
		case dkim.Commands:
			h.commands(p.Text, services)
		}
	}
}

// addLines enters lines into a file. "Where the file has one of these settings already, change that one."
func (h *host) addLines(path, text string) {
	h.t.Helper()
	old, _ := os.ReadFile(path)
	setting := func(line string) string {
		fields := strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == '\t' || r == '=' })
		if len(fields) == 0 {
			return ""
		}
		return fields[0]
	}
	changed := map[string]bool{}
	for _, line := range strings.Split(text, "\n") {
		changed[setting(line)] = true
	}
	var kept strings.Builder
	for _, line := range strings.Split(string(old), "\n") {
		if s := setting(line); s == "" || !changed[s] {
			kept.WriteString(line + "\n")
		}
	}
	h.enter(path, kept.String()+text)
}

// commands runs each line as it is printed. systemctl and journalctl need a running systemd, Postfix is not installed.
func (h *host) commands(text string, services *[]string) {
	h.t.Helper()
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		switch word, _, _ := strings.Cut(line, " "); word {
		case "systemctl":
			*services = append(*services, line)
		case "journalctl", "postfix", "postconf", "tail":
		case "opendkim-testkey": // now and then it looks at an answer that has not come yet
			eventually(h.t, line, func() error {
				out, err := try(h.dir, nil, "sh", "-euc", line)
				if err == nil && !strings.Contains(out, "key OK") {
					err = errors.New("key and DNS do not fit")
				}
				if err != nil {
					return fmt.Errorf("%w\n%s", err, out)
				}
				return nil
			})
		default:
			h.t.Logf("$ %s\n%s", line, run(h.t, h.dir, nil, "sh", "-euc", line))
		}
	}
}

// newKey makes a key as the page does, saves it where the page saves it, and returns the record to publish.
func (h *host) newKey(selector string, pkcs1 bool, args ...string) string {
	h.t.Helper()
	pem := run(h.t, h.dir, nil, "sh", "-c", "openssl genpkey "+strings.Join(args, " ")+" 2>/dev/null")
	key, problem := dkim.ReadPrivate(pem)
	if problem != nil {
		h.t.Fatal(problem)
	}
	file := dkim.PEM(dkim.LabelPKCS8, key.PKCS8())
	if pkcs1 {
		file = dkim.PEM(dkim.LabelPKCS1, key.PKCS1())
	}
	if err := os.WriteFile(filepath.Join(h.dir, dkim.KeyFile(selector, "example.jp")), file, 0o600); err != nil {
		h.t.Fatal(err)
	}
	public := key.Public
	if key.Type == "ed25519" {
		spki := run(h.t, h.dir, []byte(pem), "openssl", "pkey", "-pubout")
		_, public, _ = dkim.ReadPublicPEM(spki)
	}
	return dkim.Record{Version: "DKIM1", KeyType: key.Type, Key: public, HasKey: true}.String()
}

// zoneLine is a record as the page shows it for BIND.
func zoneLine(selector, record string) string {
	return selector + "._domainkey TXT " + txt.Quote(txt.Split(record))
}

// expectVerified has dkimpy and Mail::DKIM check a signature against DNS, and checks what it covers.
func (h *host) expectVerified(name, message, selector, algorithm string) {
	h.t.Helper()
	header, _, _ := strings.Cut(message, "\r\n\r\n")
	signature := strings.ReplaceAll(header, "\r\n\t", " ")
	signature = strings.ReplaceAll(signature, "\r\n ", " ")
	_, signature, found := strings.Cut(signature, "DKIM-Signature:")
	signature, _, _ = strings.Cut(signature, "\r\n")
	squeezed := strings.ToLower(strings.Join(strings.Fields(signature), ""))
	for _, want := range []string{"d=example.jp;", "s=" + selector + ";", "a=" + algorithm + ";", "list-unsubscribe", "list-unsubscribe-post"} {
		if !strings.Contains(squeezed+";", want) {
			h.t.Errorf("%s: the signature lacks %s: %s", name, want, signature)
		}
	}
	if !found || strings.Contains(squeezed, ";l=") {
		h.t.Errorf("%s: signed so: %s", name, signature)
	}
	for verifier, command := range verifiers {
		if out := run(h.t, "", []byte(message), command[0], command[1:]...); strings.TrimSpace(out) != "pass" {
			h.t.Errorf("%s: %s says %s of\n%s", name, verifier, out, message)
		}
		broken := strings.Replace(message, "https://example.jp/u/1", "https://example.jp/u/2", 1)
		if out := run(h.t, "", []byte(broken), command[0], command[1:]...); strings.TrimSpace(out) == "pass" {
			h.t.Errorf("%s: %s passes a changed message", name, verifier)
		}
	}
}

var verifiers = map[string][]string{
	"dkimpy": {"/usr/bin/python3", "-c", "import dkim, sys\nprint('pass' if dkim.verify(sys.stdin.buffer.read()) else 'fail')"},
	"Mail::DKIM": {"perl", "-MMail::DKIM::Verifier", "-e",
		`my $v = Mail::DKIM::Verifier->new; binmode STDIN; while (<STDIN>) { s/\r?\n$//; $v->PRINT("$_\r\n") } $v->CLOSE; print $v->result`},
}

// waitFor waits until somebody listens.
func waitFor(t *testing.T, address string) {
	t.Helper()
	eventually(t, "nobody listens on "+address, func() error {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			conn.Close()
		}
		return err
	})
}

// rootServer is the address of a.root-servers.net.
const rootServer = "198.41.0.4"

const rsa2048 = "-algorithm RSA -pkeyopt rsa_keygen_bits:2048"

// TestSigners sets real signers up with exactly what the page prints, publishes the record that the page prints, and has
// two other people's verifiers check the signatures.
func TestSigners(t *testing.T) {
	if !private(t, "opendkim", "opendkim-testkey", "exim4", "rspamd", "named", "openssl", "perl") {
		return
	}
	h := newHost(t)
	setups := map[dkim.Signer]dkim.Setup{}
	zone := ""
	for selector, signer := range map[string]dkim.Signer{"o202611": dkim.OpenDKIM, "r202611": dkim.Rspamd, "e202611": dkim.Exim} {
		setups[signer] = dkim.Configure(signer, "example.jp", selector, nil)
		zone += zoneLine(selector, h.newKey(selector, setups[signer].PKCS1, rsa2048)) + "\n"
	}
	h.lab.publish(t, zone)
	// OpenDKIM wants the signature of the root; this one has none.
	run(t, "", nil, "sed", "-i", "/^TrustAnchorFile/d", "/etc/opendkim.conf")
	var services []string
	for _, signer := range []dkim.Signer{dkim.OpenDKIM, dkim.Rspamd, dkim.Exim} {
		h.setUp(setups[signer].Parts, &services)
	}
	if got := strings.Join(services, ", "); !strings.Contains(got, "restart opendkim") || !strings.Contains(got, "reload rspamd") || !strings.Contains(got, "reload exim4") {
		t.Errorf("the services that the page starts anew: %s", got)
	}

	h.own("/run/opendkim", "opendkim")
	start(t, h.dir, nil, "opendkim", "-f", "-x", "/etc/opendkim.conf")
	h.own("/run/rspamd", "_rspamd")
	h.own("/var/log/rspamd", "_rspamd")
	start(t, h.dir, nil, "rspamd", "-f", "-u", "_rspamd", "-g", "_rspamd", "-c", "/etc/rspamd/rspamd.conf")
	waitFor(t, "127.0.0.1:8891")
	h.expectVerified("OpenDKIM", throughMilter(t, "127.0.0.1:8891", testMail), "o202611", "rsa-sha256")
	waitFor(t, "127.0.0.1:11333") // the scanner behind the milter, which starts after it
	waitFor(t, "127.0.0.1:11332")
	t.Cleanup(func() {
		if log, _ := os.ReadFile("/var/log/rspamd/rspamd.log"); t.Failed() {
			t.Logf("rspamd:\n%s", tail(string(log), 1200))
		}
	})
	h.expectVerified("rspamd", throughMilter(t, "127.0.0.1:11332", testMail), "r202611", "rsa-sha256")
	h.expectVerified("Exim", h.throughExim(), "e202611", "rsa-sha256")
}

// throughExim sends a message with Exim, whose mail for other.test goes to a server of the test.
func (h *host) throughExim() string {
	h.t.Helper()
	for _, dir := range []string{"/var/spool/exim4", "/var/log/exim4", "/run/exim4"} {
		h.own(dir, "Debian-exim")
	}
	h.addLines("/etc/exim4/update-exim4.conf.conf", "dc_eximconfig_configtype='internet'\n")
	h.enter("/etc/exim4/hubbed_hosts", "other.test: 127.0.0.1::2525\n")
	// A host that sends to itself is taken for a loop.
	run(h.t, "", nil, "sed", "-i", "/^hubbed_hosts:/,/^ *transport/ s/^ *transport = remote_smtp/&\\n  self = send/", "/etc/exim4/exim4.conf.template")
	run(h.t, "", nil, "update-exim4.conf")
	got := sink(h.t, "127.0.0.1:2525")
	run(h.t, "", []byte(strings.ReplaceAll(testMail.text(), "\r\n", "\n")), "exim4", "-i", "-odi", "-f", testMail.from, testMail.to)
	select {
	case message := <-got:
		return message
	case <-time.After(10 * time.Second):
		log, _ := os.ReadFile("/var/log/exim4/mainlog")
		h.t.Fatalf("Exim sends nothing: %s", log)
		return ""
	}
}

// TestRecordsAccepted has the tools of others read what the builders write: BIND's checker, OpenDMARC, dkimpy.
func TestRecordsAccepted(t *testing.T) {
	if !private(t, "named-checkzone", "opendmarc-check", "named", "openssl") {
		return
	}
	h := newHost(t)
	policies := map[string]dmarc.Record{
		"none":       {Policy: dmarc.None, Reports: []dmarc.URI{dmarc.Mailto("dmarc@example.jp")}},
		"quarantine": {Policy: dmarc.Quarantine, Subdomains: dmarc.Reject, NonExistent: dmarc.Reject, Reports: []dmarc.URI{dmarc.Mailto("a,b!c@example.jp"), dmarc.Mailto("d@other.test")}},
		"reject":     {Policy: dmarc.Reject, DKIMAlignment: dmarc.Strict, SPFAlignment: dmarc.Strict, Failures: []dmarc.URI{dmarc.Mailto("f@example.jp")}, FailureOpts: "1:d:s"},
		"parked":     dmarc.Parked(nil),
		"newer":      {Policy: dmarc.Reject, Testing: true, PSD: dmarc.IsOrg, NonExistent: dmarc.Reject},
	}
	keys := map[string]string{
		"s2048": h.newKey("s2048", false, rsa2048),
		"s4096": h.newKey("s4096", false, "-algorithm RSA -pkeyopt rsa_keygen_bits:4096"),
		"sed":   h.newKey("sed", false, "-algorithm ED25519"),
		"gone":  "v=DKIM1; p=",
	}
	zone := "*._domainkey.parked TXT \"v=DKIM1; p=\"\nparked MX 0 .\nparked TXT \"v=spf1 -all\"\n" +
		"example.jp._report._dmarc.agency TXT " + txt.Quote([]string{dmarc.Permission}) + "\n"
	for name, r := range policies {
		zone += "_dmarc." + name + " TXT " + txt.Quote(txt.Split(r.String())) + "\n"
	}
	for selector, record := range keys {
		zone += zoneLine(selector, record) + "\n"
	}
	h.lab.publish(t, zone)
	run(t, "", nil, "named-checkzone", "-i", "local", "example.jp", filepath.Join(h.lab.dir, "example.jp.zone"))
	for name, r := range policies {
		out := run(t, "", nil, "opendmarc-check", name+".example.jp")
		for _, want := range []string{"Domain policy: " + string(r.Policy), "SPF alignment: " + alignmentName(r.SPFAlignment), "DKIM alignment: " + alignmentName(r.DKIMAlignment)} {
			if !strings.Contains(out, want) {
				t.Errorf("OpenDMARC reads %s as\n%s\nwant %s", r, out, want)
			}
		}
		if r.Subdomains != "" && !strings.Contains(out, "Subdomain policy: "+string(r.Subdomains)) {
			t.Errorf("OpenDMARC reads the subdomain policy of %s as\n%s", r, out)
		}
		for _, u := range r.Reports {
			if !strings.Contains(out, u.String()) {
				t.Errorf("OpenDMARC does not send reports of %s to %s:\n%s", r, u, out)
			}
		}
	}
	for selector, bits := range map[string]string{"s2048": "2048 rsa", "s4096": "4096 rsa", "sed": "256 ed25519"} {
		out := run(t, "", nil, "/usr/bin/python3", "-c", `import dkim, sys
from dkim.dnsplug import get_txt
pk, size, ktag, hashes = dkim.load_pk_from_dns(sys.argv[1].encode(), get_txt)[:4]
print(size, ktag.decode() if isinstance(ktag, bytes) else ktag)`, selector+"._domainkey.example.jp.")
		if strings.TrimSpace(out) != bits {
			t.Errorf("dkimpy reads %s as %s, want %s", selector, out, bits)
		}
	}
}

func alignmentName(a dmarc.Alignment) string {
	if a == dmarc.Strict {
		return "strict"
	}
	return "relaxed"
}
