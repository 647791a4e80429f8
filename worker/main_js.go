//go:build js

// Command worker is the server of Todoku on Cloudflare Workers: the API that looks up in DNS what a domain has
// published. The pages are static assets, which Cloudflare serves itself.
package main

import (
	"os"
	"strings"
)

func main() {
	resolvers := strings.FieldsFunc(os.Getenv("DOH"), func(r rune) bool { return r == ',' || r == ' ' })
	if len(resolvers) == 0 {
		resolvers = publicResolvers
	}
	serve(newAPI(jsTransport{}, settings{resolvers: resolvers}))
}
