//go:build js

// Command worker is the server of Todoku on Cloudflare Workers: the API that looks up in DNS what a domain has
// published. The pages are static assets, which Cloudflare serves itself.
package main

import "os"

func main() {
	s := settings{
		resolvers: list(os.Getenv("DOH")),
		budget:    48, // the free plan allows 50 subrequests
		keep:      2 << 20,
	}
	if len(s.resolvers) == 0 {
		s.resolvers = publicResolvers
	}
	if at := os.Getenv("NS"); at != "" {
		s.nameServer = "dns://" + at
	}
	serve(newAPI(jsTransport{}, s))
}
