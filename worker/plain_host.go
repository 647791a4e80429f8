//go:build !js

package main

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"net/netip"
	"net/url"
	"syscall"
	"time"

	"todoku/records/lookup"
)

// errPrivate says that a connection would have gone to a host that is not on the Internet.
var errPrivate = errors.New("the address is not public")

// publicOnly is a dialer that connects to public addresses alone. It looks at the address that the socket connects to,
// so that a name which changes its address between two looks gains nothing.
func publicOnly(allowed func(netip.Addr) bool) *net.Dialer {
	return &net.Dialer{Control: func(_, address string, _ syscall.RawConn) error {
		if to, err := netip.ParseAddrPort(address); err != nil || !allowed(to.Addr()) {
			return errPrivate
		}
		return nil
	}}
}

// plainQuery takes the server and the query out of a URL of queryURL.
func plainQuery(rawURL string) (scheme, address string, packed []byte) {
	u, err := url.Parse(rawURL)
	if err != nil {
		return "", "", nil
	}
	packed, _ = base64.RawURLEncoding.DecodeString(u.Query().Get("dns"))
	return u.Scheme, u.Host, packed
}

// resendAfter is when a query over UDP is taken to be lost, and sent again.
const resendAfter = time.Second

// datagram asks over UDP, and over TCP what does not fit (RFC 7766 §5).
func datagram(ctx context.Context, dialer *net.Dialer, address string, packed []byte) exchanged {
	if len(packed) < 12 {
		return exchanged{failure: lookup.Malformed}
	}
	conn, err := dialer.DialContext(ctx, "udp", address)
	if err != nil {
		return exchanged{failure: whyFailed(ctx, err)}
	}
	defer conn.Close()
	rand.Read(packed[:2]) // RFC 5452 §9.2: an ID that nobody can guess
	end, _ := ctx.Deadline()
	buffer := make([]byte, maxMessage)
	for ctx.Err() == nil {
		if _, err := conn.Write(packed); err != nil {
			return exchanged{failure: whyFailed(ctx, err)}
		}
		wait := time.Now().Add(resendAfter)
		if wait.After(end) {
			wait = end
		}
		conn.SetReadDeadline(wait)
		n, err := receive(conn, buffer, packed[:2])
		switch {
		case err == nil && buffer[2]&2 != 0: // TC
			return stream(ctx, dialer, address, [][]byte{packed})[0]
		case err == nil:
			return exchanged{body: buffer[:n]}
		case !isTimeout(err):
			return exchanged{failure: whyFailed(ctx, err)}
		}
	}
	return exchanged{failure: lookup.Timeout}
}

// receive waits for a datagram with that ID; others are not for us.
func receive(conn net.Conn, buffer, id []byte) (int, error) {
	for {
		n, err := conn.Read(buffer)
		if err != nil || n >= 12 && buffer[0] == id[0] && buffer[1] == id[1] {
			return n, err
		}
	}
}

func isTimeout(err error) bool {
	var timeout net.Error
	return errors.As(err, &timeout) && timeout.Timeout()
}

// stream asks a server over TCP, all at once over one connection (RFC 7766 §6.2.1.1), and what a server leaves that
// answers one query for each connection, over the next.
func stream(ctx context.Context, dialer *net.Dialer, address string, queries [][]byte) []exchanged {
	results := make([]exchanged, len(queries))
	open := make(map[uint16]int, len(queries)) // the queries without an answer, by ID
	for i, packed := range queries {
		results[i].failure = lookup.Malformed
		if len(packed) >= 12 {
			binary.BigEndian.PutUint16(packed, uint16(i))
			open[uint16(i)] = i
		}
	}
	for len(open) > 0 {
		before := len(open)
		why := converse(ctx, dialer, address, queries, open, results)
		if why != "" && len(open) == before {
			for _, i := range open {
				results[i].failure = why
			}
			return results
		}
	}
	return results
}

// converse sends what is open over one connection, and reads answers until none is missing or the connection ends.
func converse(ctx context.Context, dialer *net.Dialer, address string, queries [][]byte, open map[uint16]int, results []exchanged) (why lookup.Failure) {
	conn, err := dialer.DialContext(ctx, "tcp", address)
	if err != nil {
		return whyFailed(ctx, err)
	}
	defer conn.Close()
	end, _ := ctx.Deadline()
	conn.SetDeadline(end)
	var out []byte
	for i, packed := range queries {
		if _, wanted := open[uint16(i)]; wanted && len(packed) >= 12 {
			out = binary.BigEndian.AppendUint16(out, uint16(len(packed)))
			out = append(out, packed...)
		}
	}
	if _, err := conn.Write(out); err != nil {
		return whyFailed(ctx, err)
	}
	for len(open) > 0 {
		var length [2]byte
		if _, err := io.ReadFull(conn, length[:]); err != nil {
			return whyFailed(ctx, err)
		}
		body := make([]byte, binary.BigEndian.Uint16(length[:]))
		if _, err := io.ReadFull(conn, body); err != nil {
			return whyFailed(ctx, err)
		}
		if len(body) < 12 {
			return lookup.Malformed
		}
		id := binary.BigEndian.Uint16(body)
		i, wanted := open[id]
		if !wanted {
			return lookup.Malformed
		}
		delete(open, id)
		results[i] = exchanged{body: body}
	}
	return ""
}
