package e2e

import (
	"bytes"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"
)

// root is the folder of the module.
func root(t testing.TB) string {
	t.Helper()
	dir, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// freePort returns a TCP port of the loopback interface that nobody listens on.
func freePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// process is a program that runs beside the test, in a process group of its own.
type process struct {
	cmd *exec.Cmd
	log *lockedBuffer
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// start runs a program until the test ends or stop is called. Its output is shown where the test fails.
func start(t testing.TB, dir string, env []string, name string, args ...string) *process {
	t.Helper()
	p := &process{cmd: exec.Command(name, args...), log: &lockedBuffer{}}
	p.cmd.Dir, p.cmd.Env = dir, append(os.Environ(), env...)
	p.cmd.Stdout, p.cmd.Stderr = p.log, p.log
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		p.stop()
		if t.Failed() {
			t.Logf("%s:\n%s", filepath.Base(name), tail(p.log.String(), 1200))
		}
	})
	return p
}

func tail(s string, n int) string { return s[max(0, len(s)-n):] }

// stop ends the program and all that it started.
func (p *process) stop() {
	if p.cmd.ProcessState != nil {
		return
	}
	syscall.Kill(-p.cmd.Process.Pid, syscall.SIGINT) // what wrangler needs to end its workerd too
	done := make(chan struct{})
	go func() { p.cmd.Wait(); close(done) }()
	select {
	case <-done:
	case <-time.After(5 * time.Second):
		syscall.Kill(-p.cmd.Process.Pid, syscall.SIGKILL)
		<-done
	}
}

// eventually waits until f gives no error.
func eventually(t testing.TB, what string, f func() error) {
	t.Helper()
	var err error
	for deadline := time.Now().Add(40 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		if err = f(); err == nil {
			return
		}
	}
	t.Fatalf("%s: %v", what, err)
}

// server is the product at work.
type server struct {
	name string
	base string // such as http://127.0.0.1:4711
	*process
}

// laptop starts the product as "make run" does. Without a resolver it asks one that does not answer.
func laptop(t testing.TB, doh string) *server {
	t.Helper()
	return laptopAt(t, doh, filepath.Join(root(t), "dist/site"))
}

// laptopAt serves the pages of another folder.
func laptopAt(t testing.TB, doh, dir string) *server {
	t.Helper()
	return laptopWith(t, "-dir", dir, "-doh", orDead(doh), "-rate", manyRequests)
}

// manyRequests is a rate that no test reaches by itself.
const manyRequests = "60000"

// laptopWith starts the product with these arguments.
func laptopWith(t testing.TB, args ...string) *server {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "worker")
	build := exec.Command("go", "build", "-o", binary, "./worker")
	build.Dir = root(t)
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	port := freePort(t)
	s := &server{name: "laptop", base: fmt.Sprintf("http://127.0.0.1:%d", port)}
	s.process = start(t, root(t), nil, binary, append([]string{"serve", "-addr", "127.0.0.1:" + strconv.Itoa(port)}, args...)...)
	s.wait(t)
	return s
}

// workerd starts the Worker in real workerd, with its static assets, as Cloudflare runs it.
func workerd(t testing.TB, doh string) *server {
	t.Helper()
	return workerdWith(t, "DOH:"+orDead(doh), "RATE:"+manyRequests)
}

// workerdWith starts it with these variables.
func workerdWith(t testing.TB, variables ...string) *server {
	t.Helper()
	port := freePort(t)
	s := &server{name: "workerd", base: fmt.Sprintf("http://127.0.0.1:%d", port)}
	s.process = start(t, filepath.Join(root(t), "worker"),
		[]string{"CI=1", "WRANGLER_SEND_METRICS=false", "HOME=" + t.TempDir(), "WRANGLER_REGISTRY_PATH=" + t.TempDir()},
		filepath.Join(root(t), ".ci/tools/node_modules/.bin/wrangler"), append([]string{"dev", "-c", "wrangler.jsonc",
			"--ip", "127.0.0.1", "--port", strconv.Itoa(port), "--inspector-port", strconv.Itoa(freePort(t)),
			"--show-interactive-dev-session=false", "--persist-to", t.TempDir(), "--var"}, variables...)...)
	s.wait(t)
	return s
}

// orDead gives the address of a port that nobody listens on where there is no resolver.
func orDead(doh string) string {
	if doh == "" {
		return "http://127.0.0.1:9/dns-query"
	}
	return doh
}

func (s *server) wait(t testing.TB) {
	t.Helper()
	eventually(t, s.name+" does not start", func() error {
		res, err := http.Get(s.base + "/api/v1/health")
		if err != nil {
			return err
		}
		defer res.Body.Close()
		if res.StatusCode != http.StatusOK {
			return fmt.Errorf("status %s", res.Status)
		}
		return nil
	})
}

// servers are the two ways in which the product runs.
var servers = []struct {
	name  string
	start func(testing.TB, string) *server
}{{"laptop", laptop}, {"workerd", workerd}}
