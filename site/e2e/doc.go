// Package e2e holds the tests of the whole product: the built pages in real Chromium, the Worker on a laptop and in
// real workerd, real BIND and dnsdist behind it. "make test" builds and installs what they need.
package e2e
