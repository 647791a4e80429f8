//go:build !js

// Command worker is the server of Todoku: the API that looks up in DNS what a domain has published, and, on a laptop,
// the pages. The same API runs on Cloudflare Workers. "worker check" looks at many domains from the command line.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

// The exit statuses.
const (
	exitGood     = 0
	exitFindings = 1 // a domain has something that must be mended
	exitFailed   = 2 // could not run
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the program. It returns the exit status.
func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
	command, name := runServe, "serve"
	if len(args) > 0 && (args[0] == "serve" || args[0] == "check") {
		if args[0] == "check" {
			command = runCheck
		}
		name, args = args[0], args[1:]
	}
	flags := flag.NewFlagSet("worker "+name, flag.ContinueOnError)
	flags.SetOutput(errs)
	status, err := command(ctx, flags, args, in, out, errs)
	if errors.Is(err, flag.ErrHelp) {
		return exitGood
	}
	if err != nil {
		fmt.Fprintln(errs, "todoku:", err)
	}
	return status
}

// runServe is the command "serve".
func runServe(ctx context.Context, flags *flag.FlagSet, args []string, _ io.Reader, out, _ io.Writer) (status int, err error) {
	addr := flags.String("addr", "127.0.0.1:8787", "`address` to listen on")
	dir := flags.String("dir", "dist/site", "`folder` of the built pages")
	perMinute := flags.Int("rate", 120, "`requests` a minute that each client may send")
	asked := whomToAsk(flags)
	if err := flags.Parse(args); err != nil {
		return exitFailed, err
	}
	s, err := asked()
	if err != nil {
		return exitFailed, err
	}
	if flags.NArg() > 0 || *perMinute < 1 {
		return exitFailed, fmt.Errorf("usage: worker serve [flags]; -rate is at least 1")
	}
	pages, err := newStatic(*dir)
	if err != nil {
		return exitFailed, fmt.Errorf("%w (run \"make build\" first)", err)
	}
	mux := http.NewServeMux()
	mux.Handle("/api/", newGate(newAPI(newHostTransport(), s), 256, *perMinute))
	mux.Handle("/", pages)
	if err := serve(ctx, *addr, mux, out); err != nil {
		return exitFailed, err
	}
	return exitGood, nil
}

// runCheck is the command "check".
func runCheck(ctx context.Context, flags *flag.FlagSet, args []string, in io.Reader, out, errs io.Writer) (status int, err error) {
	asJSON := flags.Bool("json", false, "write one line of JSON for each domain")
	asked := whomToAsk(flags)
	if err := flags.Parse(args); err != nil {
		return exitFailed, err
	}
	s, err := asked()
	if err != nil {
		return exitFailed, err
	}
	c := &checks{api: newAPI(newHostTransport(), s), json: *asJSON, lang: language(os.Getenv), out: out, progress: errs}
	return c.run(ctx, domains(flags.Args(), in))
}

// whomToAsk adds the flags that name servers, and returns what reads them.
func whomToAsk(flags *flag.FlagSet) func() (settings, error) {
	doh := flags.String("doh", os.Getenv("DOH"), "DoH `URLs` to ask, parted by commas; $DOH")
	plain := flags.String("dns", "", "`addresses` of resolvers to ask over UDP and TCP, parted by commas: 127.0.0.1:53")
	nameServer := flags.String("ns", os.Getenv("NS"), "`address` to ask in the place of all name servers, in a test network; $NS")
	return func() (settings, error) {
		s := settings{budget: 200, keep: 32 << 20}
		for _, address := range list(*plain) {
			at, err := withPort(address)
			if err != nil {
				return s, err
			}
			s.resolvers = append(s.resolvers, "dns://"+at)
		}
		for _, text := range list(*doh) {
			if u, err := url.Parse(text); err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
				return s, fmt.Errorf("%q is no URL of a DoH resolver", text)
			}
			if *plain == "" || isSet(flags, "doh") { // -dns is not meant to be mixed with what the environment says
				s.resolvers = append(s.resolvers, text)
			}
		}
		if len(s.resolvers) == 0 {
			s.resolvers = publicResolvers
		}
		if *nameServer != "" {
			at, err := withPort(*nameServer)
			if err != nil {
				return s, err
			}
			s.nameServer = "dns://" + at
		}
		return s, nil
	}
}

func isSet(flags *flag.FlagSet, name string) (set bool) {
	flags.Visit(func(f *flag.Flag) { set = set || f.Name == name })
	return set
}

// withPort adds the port of DNS where an address has none.
func withPort(address string) (string, error) {
	if _, _, err := net.SplitHostPort(address); err != nil {
		address = net.JoinHostPort(strings.Trim(address, "[]"), "53")
	}
	host, port, err := net.SplitHostPort(address)
	if err != nil || host == "" || port == "" || strings.ContainsAny(address, "/?#@ ") {
		return "", fmt.Errorf("%q is no address of a server", address)
	}
	return address, nil
}

// serve listens until ctx ends. Nothing is logged: a line could name a domain.
func serve(ctx context.Context, addr string, handler http.Handler, out io.Writer) error {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 15 * time.Second,
		WriteTimeout: 30 * time.Second, IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10, ErrorLog: log.New(io.Discard, "", 0)}
	go func() {
		<-ctx.Done()
		timeout, cancel := context.WithTimeout(context.Background(), 3*time.Second)
		defer cancel()
		server.Shutdown(timeout)
	}()
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	fmt.Fprintf(out, "Todoku: http://localhost:%s\n", port)
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
