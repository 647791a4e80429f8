//go:build js && stock

package main

import (
	"net/http"

	"github.com/syumai/workers"
)

// serve is what the measurement compares with: the stock adapter, see "make bench-worker".
func serve(handler http.Handler) { workers.Serve(handler) }
