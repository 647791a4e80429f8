//go:build !js

package main

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"sync"
	"time"

	"todoku/records/lookup"
)

// hostTransport asks over net/http, many queries at a time.
type hostTransport struct {
	client *http.Client
	limit  chan struct{} // a place for each query under way
}

const (
	dnsMessage   = "application/dns-message" // RFC 8484 §6
	queryTimeout = 4 * time.Second
	atOnce       = 32
)

func newHostTransport() *hostTransport {
	// Both HTTP/2 over TLS and, for a resolver on this machine, HTTP/2 without it.
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	protocols.SetHTTP2(true)
	t := &http.Transport{Protocols: protocols, MaxIdleConnsPerHost: atOnce, IdleConnTimeout: time.Minute}
	return &hostTransport{client: &http.Client{Transport: t}, limit: make(chan struct{}, atOnce)}
}

func (t *hostTransport) exchange(ctx context.Context, urls []string) []exchanged {
	results := make([]exchanged, len(urls))
	var wg sync.WaitGroup
	for i, url := range urls {
		wg.Go(func() {
			t.limit <- struct{}{}
			defer func() { <-t.limit }()
			results[i] = t.one(ctx, url)
		})
	}
	wg.Wait()
	return results
}

func (t *hostTransport) one(ctx context.Context, url string) exchanged {
	ctx, cancel := context.WithTimeout(ctx, queryTimeout)
	defer cancel()
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
	if ctx.Err() != nil || errors.Is(err, context.DeadlineExceeded) {
		return lookup.Timeout
	}
	return lookup.Unreachable
}
