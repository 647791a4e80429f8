//go:build linux

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// manyDomains is how many the command line is measured with.
const manyDomains = 2000

// cli measures "worker check" over many domains in a real BIND.
func (b *bench) cli() error {
	at, stop, err := b.startBIND()
	if err != nil {
		return err
	}
	defer stop()
	binary := filepath.Join(b.dir, "worker")
	if err := command(nil, "go", "build", "-o", binary, "./worker"); err != nil {
		return err
	}
	var names strings.Builder
	for i := range manyDomains {
		fmt.Fprintf(&names, "d%d.bench.test\n", i)
	}
	cmd := exec.Command(binary, "check", "-json", "-dns", at)
	cmd.Stdin = strings.NewReader(names.String())
	began := time.Now()
	out, err := cmd.Output()
	took := time.Since(began)
	if cmd.ProcessState.ExitCode() == 2 {
		return fmt.Errorf("check: %w", err)
	}
	lines := strings.Count(string(out), "\n")
	memory := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss >> 10
	b.say(lines == manyDomains && !strings.Contains(string(out), `"failed"`), "worker check: %d domains in %.1f s, %.0f domains/s, at most %d MB", lines, took.Seconds(), float64(lines)/took.Seconds(), memory)
	return nil
}

// startBIND serves the domains on loopback.
func (b *bench) startBIND() (at string, stop func(), err error) {
	port, err := freePort()
	if err != nil {
		return "", nil, err
	}
	var zone strings.Builder
	zone.WriteString("$TTL 300\n@ SOA ns1 h 1 3600 600 86400 300\n@ NS ns1\nns1 A 127.0.0.1\nmail A 1.0.0.1\n_spf TXT \"v=spf1 ip4:1.0.0.0/24 -all\"\n")
	for i := range manyDomains {
		fmt.Fprintf(&zone, "d%[1]d MX 10 mail\nd%[1]d TXT \"v=spf1 mx include:_spf.bench.test ~all\"\n_dmarc.d%[1]d TXT \"v=DMARC1; p=quarantine; rua=mailto:d%[1]d@bench.test\"\n", i)
	}
	config := fmt.Sprintf(`options { directory %q; pid-file none; session-keyfile none; listen-on port %d { 127.0.0.1; }; listen-on-v6 { none; };
recursion no; dnssec-validation no; empty-zones-enable no; };
controls { };
zone "." { type primary; file "root.zone"; };
zone "bench.test" { type primary; file "bench.zone"; };
`, b.dir, port)
	for name, text := range map[string]string{"named.conf": config, "bench.zone": zone.String(), "root.zone": "$TTL 60\n. SOA ns. h. 1 3600 600 86400 60\n. NS ns.\nns. A 127.0.0.1\n"} {
		if err := os.WriteFile(filepath.Join(b.dir, name), []byte(text), 0o644); err != nil {
			return "", nil, err
		}
	}
	cmd := exec.Command("named", "-g", "-n", "1", "-c", filepath.Join(b.dir, "named.conf"))
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := cmd.Start(); err != nil {
		return "", nil, fmt.Errorf("BIND: %w", err)
	}
	at = fmt.Sprintf("127.0.0.1:%d", port)
	stop = func() { cmd.Process.Kill(); cmd.Wait() }
	if err := answers(at); err != nil {
		stop()
		return "", nil, err
	}
	return at, stop, nil
}
