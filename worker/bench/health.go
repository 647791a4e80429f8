//go:build linux

package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"
)

// health compares how many requests a second are answered with the same handler behind the stock adapter, in turn.
func (b *bench) health(ours *workerd) error {
	stock, err := b.startStock()
	if err != nil {
		return err
	}
	defer stock.stop()
	const rounds = 3
	var mine, theirs float64
	for range rounds {
		for _, side := range []struct {
			w   *workerd
			sum *float64
		}{{ours, &mine}, {stock, &theirs}} {
			rate, err := side.w.healthRate(4 * time.Second)
			if err != nil {
				return err
			}
			*side.sum += rate / rounds
		}
	}
	b.say(mine/theirs >= goalRatio, "GET /api/v1/health: %.0f requests/s, behind the stock adapter %.0f: %.1f times (goal %.0f)", mine, theirs, mine/theirs, goalRatio)
	return nil
}

// startStock builds the Worker with the stock adapter and starts it.
func (b *bench) startStock() (*workerd, error) {
	dir, err := os.MkdirTemp(b.dir, "stock")
	if err != nil {
		return nil, err
	}
	if err := command(nil, "go", "run", "github.com/syumai/workers/cmd/workers-assets-gen", "-mode=go", "-o", dir); err != nil {
		return nil, err
	}
	if err := command([]string{"GOOS=js", "GOARCH=wasm"}, "go", "build", "-tags", "stock", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w", "-o", filepath.Join(dir, "app.wasm"), "./worker"); err != nil {
		return nil, err
	}
	return startWorkerd(b.binary, dir, []string{"worker.mjs", "runtime.mjs", "wasm_exec.js", "app.wasm"}, nil)
}

// command runs a program with more in its environment.
func command(env []string, name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", name, err, out)
	}
	return nil
}

// healthRate is how many requests a second are answered, eight at a time.
func (w *workerd) healthRate(period time.Duration) (float64, error) {
	var done atomic.Int64
	var failure atomic.Value
	end := time.Now().Add(period)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for time.Now().Before(end) {
				res, err := http.Get(w.base + "/api/v1/health")
				if err != nil {
					failure.Store(err)
					return
				}
				io.Copy(io.Discard, res.Body)
				res.Body.Close()
				if res.StatusCode != http.StatusOK {
					failure.Store(fmt.Errorf("health: %s", res.Status))
					return
				}
				done.Add(1)
			}
		})
	}
	wg.Wait()
	if err, failed := failure.Load().(error); failed {
		return 0, err
	}
	return float64(done.Load()) / period.Seconds(), nil
}
