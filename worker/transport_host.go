//go:build !js

package main

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"todoku/records/lookup"
)

// hostTransport asks over net/http, many queries at a time.
type hostTransport struct {
	client *http.Client
	named  *net.Dialer   // to servers that whoever runs the program has named
	public *net.Dialer   // to those that anybody may have named
	trust  *tls.Config   // whose certificates are believed; nil for those that the system trusts
	limit  chan struct{} // a place for each query under way
}

const (
	dnsMessage   = "application/dns-message" // RFC 8484 §6
	queryTimeout = 3 * time.Second
	atOnce       = 32
)

func newHostTransport() *hostTransport {
	// Both HTTP/2 over TLS and, for a resolver on this machine, HTTP/2 without it.
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	protocols.SetHTTP2(true)
	t := &http.Transport{Protocols: protocols, MaxIdleConnsPerHost: atOnce, IdleConnTimeout: time.Minute}
	return &hostTransport{client: &http.Client{Transport: t}, named: &net.Dialer{}, public: publicOnly(isPublic), limit: make(chan struct{}, atOnce)}
}

func (t *hostTransport) exchange(ctx context.Context, urls []string) []exchanged {
	results := make([]exchanged, len(urls))
	streams := map[string][]int{} // the places of the queries to each name server
	var wg sync.WaitGroup
	start := func(f func(context.Context)) {
		wg.Go(func() {
			t.limit <- struct{}{}
			defer func() { <-t.limit }()
			ctx, cancel := context.WithTimeout(ctx, queryTimeout)
			defer cancel()
			f(ctx)
		})
	}
	for i, rawURL := range urls {
		switch scheme, address, packed := plainQuery(rawURL); scheme {
		case "tcp":
			streams[address] = append(streams[address], i)
		case "dns":
			start(func(ctx context.Context) { results[i] = datagram(ctx, t.named, address, packed) })
		default:
			start(func(ctx context.Context) { results[i] = t.get(ctx, rawURL) })
		}
	}
	for address, places := range streams {
		queries := make([][]byte, len(places))
		for i, at := range places {
			_, _, queries[i] = plainQuery(urls[at])
		}
		start(func(ctx context.Context) {
			for i, got := range stream(ctx, t.public, address, queries) {
				results[places[i]] = got
			}
		})
	}
	wg.Wait()
	return results
}

// get asks a DoH resolver.
func (t *hostTransport) get(ctx context.Context, url string) exchanged {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return exchanged{failure: lookup.Unreachable}
	}
	req.Header.Set("Accept", dnsMessage)
	res, err := t.client.Do(req)
	if err != nil {
		return exchanged{failure: whyFailed(ctx, err)}
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK || res.Header.Get("Content-Type") != dnsMessage {
		return exchanged{failure: lookup.Malformed}
	}
	body, err := io.ReadAll(io.LimitReader(res.Body, maxMessage+1))
	if err != nil {
		return exchanged{failure: whyFailed(ctx, err)}
	}
	if len(body) > maxMessage {
		return exchanged{failure: lookup.Malformed}
	}
	age, _ := strconv.ParseUint(res.Header.Get("Age"), 10, 32)
	return exchanged{body: body, age: uint32(age)}
}

func whyFailed(ctx context.Context, err error) lookup.Failure {
	switch {
	case errors.Is(err, errPrivate):
		return lookup.PrivateAddress
	case ctx.Err() != nil || isTimeout(err):
		return lookup.Timeout
	}
	return lookup.Unreachable
}
