//go:build linux

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// workerd is a Worker at work.
type workerd struct {
	cmd  *exec.Cmd
	base string
}

const configuration = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (compatibilityDate = "2026-04-01", modules = [%s], bindings = [%s])),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:%d", http = (), service = "main")],
);
`

// startWorkerd runs the modules of a folder, the first being the one that serves.
func startWorkerd(binary, dir string, modules []string, env map[string]string) (*workerd, error) {
	var list, bindings []string
	for _, name := range modules {
		kind := "esModule"
		if strings.HasSuffix(name, ".wasm") {
			kind = "wasm"
		}
		list = append(list, fmt.Sprintf("(name = %q, %s = embed %q)", name, kind, name))
	}
	for name, value := range env {
		bindings = append(bindings, fmt.Sprintf("(name = %q, text = %q)", name, value))
	}
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	config := filepath.Join(dir, "config.capnp")
	text := fmt.Sprintf(configuration, strings.Join(list, ", "), strings.Join(bindings, ", "), port)
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		return nil, err
	}
	w := &workerd{cmd: exec.Command(binary, "serve", config), base: "http://127.0.0.1:" + strconv.Itoa(port)}
	w.cmd.Stderr = os.Stderr
	w.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := w.cmd.Start(); err != nil {
		return nil, err
	}
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		if res, err := http.Get(w.base + "/api/v1/health"); err == nil {
			res.Body.Close()
			if res.StatusCode == http.StatusOK {
				return w, nil
			}
		}
		if time.Now().After(deadline) {
			w.stop()
			return nil, fmt.Errorf("workerd does not start")
		}
	}
}

func (w *workerd) stop() {
	w.cmd.Process.Kill()
	w.cmd.Wait()
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// cpu is the time that all threads of the process have been running: Linux counts it in nanoseconds.
func (w *workerd) cpu() (time.Duration, error) {
	threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", w.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	var sum time.Duration
	for _, thread := range threads {
		text, err := os.ReadFile(thread)
		if err != nil {
			continue // it has ended
		}
		running, _, _ := strings.Cut(string(text), " ")
		n, err := strconv.ParseInt(running, 10, 64)
		if err != nil {
			return 0, err
		}
		sum += time.Duration(n)
	}
	return sum, nil
}

// resident is the memory of the process that is in use, in octets.
func (w *workerd) resident() (int, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", w.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	pages, err := strconv.Atoi(strings.Fields(string(text))[1])
	return pages * os.Getpagesize(), err
}

// instances are the octets of each Go instance.
func (w *workerd) instances() (octets []int, err error) {
	res, err := http.Get(w.base + "/instances")
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return nil, err
	}
	return octets, json.Unmarshal(body, &octets)
}
