//go:build !js

// Command worker is the server of Todoku: the API that looks up in DNS what a domain has published, and, on a laptop,
// the pages. The same API runs on Cloudflare Workers.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "todoku:", err)
		os.Exit(2)
	}
}

func run(args []string) error {
	flags := flag.NewFlagSet("worker", flag.ContinueOnError)
	addr := flags.String("addr", "127.0.0.1:8787", "`address` to listen on")
	dir := flags.String("dir", "dist/site", "`folder` of the built pages")
	resolvers := flags.String("doh", os.Getenv("DOH"), "DoH `URLs` to ask, parted by commas; $DOH")
	if len(args) > 0 && args[0] == "serve" {
		args = args[1:]
	}
	if err := flags.Parse(args); err != nil {
		return err
	}
	pages, err := newStatic(*dir)
	if err != nil {
		return fmt.Errorf("%w (run \"make build\" first)", err)
	}
	mux := http.NewServeMux()
	mux.Handle("/api/", newAPI(newHostTransport(), settings{resolvers: resolverList(*resolvers)}))
	mux.Handle("/", pages)
	return serve(*addr, mux)
}

// resolverList reads resolver URLs; without any, the public ones are asked.
func resolverList(text string) []string {
	list := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' })
	if len(list) == 0 {
		return publicResolvers
	}
	return list
}

// serve listens until the process is told to stop.
func serve(addr string, handler http.Handler) error {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 15 * time.Second,
		WriteTimeout: 30 * time.Second, IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	go func() {
		<-ctx.Done()
		timeout, cancel := context.WithTimeout(context.Background(), 3*time.Second)
		defer cancel()
		server.Shutdown(timeout)
	}()
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	fmt.Printf("Todoku: http://localhost:%s\n", port)
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
