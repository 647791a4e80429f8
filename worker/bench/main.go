//go:build linux

// Command bench measures the Worker in real workerd, and the command "check" against a real BIND; see "make bench-worker".
package main

import (
	_ "embed"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"time"
)

// What is aimed at.
const (
	goalRatio     = 10.0
	goalMedian    = 10 * time.Millisecond
	goalPercent95 = 20 * time.Millisecond
	goalInstances = 128 << 20 // octets
)

var (
	//go:embed zone.txt
	zone string
	//go:embed spy.mjs
	spy []byte
	//go:embed bench.mjs
	measured []byte
)

// body asks for a check of the kind that takes nothing from a cache, of a domain that needs some 30 questions.
const body = `{"domain":"shop.test","selectors":["s1"],"planned":[` +
	`{"name":"shop.test","type":"TXT","value":"v=spf1 include:_spf.mail.test include:spf.news.test include:spf.desk.test mx a:www.shop.test ~all"},` +
	`{"name":"_dmarc.shop.test","type":"TXT","value":"v=DMARC1; p=reject; rua=mailto:dmarc@shop.test"}]}`

func main() {
	runtime.LockOSThread() // workerd ends with the thread that started it
	dist := flag.String("dist", "dist", "`folder` of the built Worker")
	binary := flag.String("workerd", ".ci/tools/node_modules/workerd/bin/workerd", "`program`")
	checks := flag.Int("checks", 10000, "checks for the measurement of memory")
	flag.Parse()
	b := &bench{dist: *dist, binary: *binary, checks: *checks}
	if err := b.run(); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	if b.missed {
		os.Exit(1)
	}
}

type bench struct {
	dist, binary string
	dir          string // for what is made here
	checks       int
	missed       bool // a goal
}

// say prints one figure, and whether it reaches its goal.
func (b *bench) say(good bool, format string, args ...any) {
	mark := "ok  "
	if !good {
		mark, b.missed = "MISS", true
	}
	fmt.Printf(mark+"  "+format+"\n", args...)
}

func (b *bench) run() (err error) {
	if b.dir, err = os.MkdirTemp("", "todoku-bench"); err != nil {
		return err
	}
	defer os.RemoveAll(b.dir)
	dns, err := newResolver(zone)
	if err != nil {
		return err
	}
	w, err := b.start(dns.url)
	if err != nil {
		return err
	}
	defer w.stop()
	for _, measure := range []func() error{
		func() error { return b.health(w) },
		func() error { return b.cpuOfChecks(w, dns) },
		func() error { return b.memory(w) },
		b.cli,
	} {
		if err := measure(); err != nil {
			return err
		}
	}
	return nil
}

// start starts the Worker as it is built, with the spy before it.
func (b *bench) start(doh string) (*workerd, error) {
	dir, err := os.MkdirTemp(b.dir, "worker")
	if err != nil {
		return nil, err
	}
	for name, data := range map[string][]byte{"bench.mjs": measured, "spy.mjs": spy} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return nil, err
		}
	}
	modules := []string{"worker.mjs", "wasm_exec.js", "todoku-worker.wasm"}
	for _, name := range modules {
		data, err := os.ReadFile(filepath.Join(b.dist, "worker", name))
		if err != nil {
			return nil, err
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return nil, err
		}
	}
	return startWorkerd(b.binary, dir, append([]string{"bench.mjs", "spy.mjs"}, modules...), map[string]string{"DOH": doh, "RATE": "100000000"})
}

// check sends one check.
func (w *workerd) check() error {
	res, err := http.Post(w.base+"/api/v1/check", "application/json", strings.NewReader(body))
	if err != nil {
		return err
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d: %v %.300s", res.StatusCode, err, text)
	}
	return nil
}

// cpuOfChecks measures checks one after the other.
func (b *bench) cpuOfChecks(w *workerd, dns *resolver) error {
	const warm, count = 300, 500
	var each []time.Duration
	for i := range warm + count {
		before, err := w.cpu()
		if err != nil {
			return err
		}
		asked := dns.asked.Load()
		if err := w.check(); err != nil {
			return err
		}
		after, err := w.cpu()
		if err != nil {
			return err
		}
		if i >= warm {
			each = append(each, after-before)
		}
		if i == 0 {
			fmt.Printf("      first check %.1f ms, %d questions\n", ms(after-before), dns.asked.Load()-asked)
		}
	}
	slices.Sort(each)
	median, p95 := each[len(each)/2], each[len(each)*95/100]
	b.say(median <= goalMedian && p95 <= goalPercent95, "CPU of a check: median %.1f ms, 95th percentile %.1f ms (goals %.0f and %.0f)", ms(median), ms(p95), ms(goalMedian), ms(goalPercent95))
	return nil
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// memory measures many checks, 32 at a time.
func (b *bench) memory(w *workerd) error {
	began := time.Now()
	var levels []int // after each tenth, in MB
	for range 10 {
		if err := w.checkMany(b.checks/10, 32); err != nil {
			return err
		}
		octets, err := w.resident()
		if err != nil {
			return err
		}
		levels = append(levels, octets>>20)
	}
	early, late := slices.Max(levels[:4]), levels[9]
	b.say(float64(late) <= 1.03*float64(early), "%d checks, 32 at a time, %.0f a second; resident MB after each tenth: %v (goal: flat)", b.checks, float64(b.checks)/time.Since(began).Seconds(), levels)
	octets, err := w.instances()
	if err != nil {
		return err
	}
	sum := 0
	for _, n := range octets {
		sum += n
	}
	b.say(sum <= goalInstances, "%d Go instances with %.1f MB of memory in all (goal: within %d)", len(octets), float64(sum)/(1<<20), goalInstances>>20)
	return nil
}

// checkMany sends checks, several at a time.
func (w *workerd) checkMany(count, atOnce int) error {
	var left atomic.Int64
	left.Store(int64(count))
	errs := make(chan error, atOnce)
	for range atOnce {
		go func() {
			for left.Add(-1) >= 0 {
				if err := w.check(); err != nil {
					errs <- err
					return
				}
			}
			errs <- nil
		}()
	}
	var first error
	for range atOnce {
		if err := <-errs; first == nil {
			first = err
		}
	}
	return first
}
