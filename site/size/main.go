// Command size prints how large the browser program is, raw and compressed, and how it compares with an empty Go program
// for js/wasm that is built in the same run. It fails where the program is more than 2.4 times as large in brotli. Further
// programs, which other pages load, are listed below.
//
//	go run ./site/size dist/site/todoku.wasm [dist/site/tools.wasm …]
package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/andybalholm/brotli"
)

// Ratios of the compressed sizes.
const (
	goal  = 2.0
	limit = 2.4
)

// empty is a program that uses syscall/js and nothing else.
const empty = `package main

import "syscall/js"

func main() {
	js.Global().Get("document").Set("title", "empty")
	select {}
}
`

func main() {
	if err := run(os.Args[1], os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, "size:", err)
		os.Exit(1)
	}
}

func run(path string, others []string) error {
	program, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	baseline, err := buildEmpty()
	if err != nil {
		return err
	}
	fmt.Printf("%-8s %10s %10s %10s\n", "", "raw", "gzip", "brotli")
	ours, theirs := report("todoku", program), report("empty", baseline)
	ratio := float64(ours) / float64(theirs)
	fmt.Printf("ratio %.2f in brotli (goal %.1f, limit %.1f)\n", ratio, goal, limit)
	for _, other := range others {
		data, err := os.ReadFile(other)
		if err != nil {
			return err
		}
		report(strings.TrimSuffix(filepath.Base(other), ".wasm"), data)
	}
	if ratio > limit {
		return fmt.Errorf("%.2f is over the limit", ratio)
	}
	return nil
}

func buildEmpty() ([]byte, error) {
	dir, err := os.MkdirTemp("", "todoku-size")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	files := map[string]string{"main.go": empty, "go.mod": "module empty\n\ngo 1.26\n"}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			return nil, err
		}
	}
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w", "-o", "empty.wasm", ".")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOWORK=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w: %s", err, out)
	}
	return os.ReadFile(filepath.Join(dir, "empty.wasm"))
}

// report prints the sizes of a program and returns the last one.
func report(name string, data []byte) int {
	var gz, br bytes.Buffer
	g, _ := gzip.NewWriterLevel(&gz, gzip.BestCompression)
	g.Write(data)
	g.Close()
	b := brotli.NewWriterLevel(&br, brotli.BestCompression)
	b.Write(data)
	b.Close()
	fmt.Printf("%-8s %10d %10d %10d\n", name, len(data), gz.Len(), br.Len())
	return br.Len()
}
