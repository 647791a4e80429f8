package dmarc

import "todoku/records/lookup"

// Aligned reports whether an authenticated domain, that of the envelope or of a signature, counts for mail from author
// (RFC 9989 §4.4). Known is false where an answer that could change the outcome could not be had.
func Aligned(r lookup.Resolver, author, authenticated string, mode Alignment) (aligned, known bool) {
	switch {
	case author == authenticated:
		return true, true
	case mode == Strict: // RFC 9989 §4.10.2: a comparison of the names, no walk
		return false, true
	}
	a, b := Discover(r, author), Discover(r, authenticated)
	return a.Organization == b.Organization, !a.Unknown && !b.Unknown
}
