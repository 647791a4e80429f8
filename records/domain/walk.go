package domain

import "strings"

// Walk returns the names at which a DNS Tree Walk asks for a DMARC record, the name itself first, the top level last
// (RFC 9989 §4.10). There are never more than eight.
func Walk(name string) []string {
	if name == "" {
		return nil
	}
	steps := []string{name}
	for labels := Labels(name); labels > 1; {
		// RFC 9989 §4.10: a name of more than eight labels continues with its last seven.
		labels = min(labels-1, 7)
		steps = append(steps, last(name, labels))
	}
	return steps
}

// last returns the last n labels of name.
func last(name string, n int) string {
	i := len(name)
	for ; n > 0; n-- {
		i = strings.LastIndexByte(name[:i], '.')
		if i < 0 {
			return name
		}
	}
	return name[i+1:]
}
