//go:build !js

package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/netip"

	"todoku/records/lookup"
)

// maxPolicy is the most octets of a policy that are read (RFC 8461 §3.3 leaves it to us), as in worker.mjs.
const maxPolicy = 64 << 10

// fetchPolicy fetches a policy from one of the addresses.
func (t *hostTransport) fetchPolicy(ctx context.Context, url string, addresses []netip.Addr) fetched {
	ctx, cancel := context.WithTimeout(ctx, queryTimeout)
	defer cancel()
	client := &http.Client{
		Transport: &http.Transport{
			DisableKeepAlives: true, MaxResponseHeaderBytes: 16 << 10, TLSClientConfig: t.trust,
			DialContext: func(ctx context.Context, network, host string) (net.Conn, error) {
				_, port, err := net.SplitHostPort(host)
				for _, address := range addresses {
					var conn net.Conn
					if conn, err = t.public.DialContext(ctx, network, net.JoinHostPort(address.String(), port)); err == nil {
						return conn, nil
					}
				}
				return nil, err
			},
		},
		// RFC 8461 §3.3: redirects must not be followed.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return fetched{failure: lookup.Malformed}
	}
	res, err := client.Do(req)
	if err != nil {
		return fetched{failure: whyFailed(ctx, err)}
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, maxPolicy+1))
	switch {
	case err != nil:
		return fetched{failure: whyFailed(ctx, err)}
	case len(body) > maxPolicy:
		return fetched{failure: lookup.Malformed}
	}
	return fetched{status: res.StatusCode, contentType: res.Header.Get("Content-Type"), body: body}
}
