package domain

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// The parameters of Punycode (RFC 3492 §5).
const (
	base        = 36
	tMin        = 1
	tMax        = 26
	skew        = 38
	damp        = 700
	initialBias = 72
	initialN    = 0x80
	digits      = "abcdefghijklmnopqrstuvwxyz0123456789"
)

// encode writes a label of at most a few hundred characters in Punycode, without the prefix "xn--" (RFC 3492 §6.3).
func encode(label string) string {
	var b strings.Builder
	runes := []rune(label)
	for _, r := range runes {
		if r < initialN {
			b.WriteRune(r)
		}
	}
	basic := b.Len()
	if basic > 0 {
		b.WriteByte('-')
	}
	n, delta, bias := rune(initialN), 0, initialBias
	for handled := basic; handled < len(runes); {
		next := rune(utf8.MaxRune)
		for _, r := range runes {
			if r >= n && r < next {
				next = r
			}
		}
		delta += int(next-n) * (handled + 1)
		n = next
		for _, r := range runes {
			if r < n {
				delta++
			}
			if r == n {
				writeInteger(&b, delta, bias)
				bias = adapt(delta, handled+1, handled == basic)
				delta = 0
				handled++
			}
		}
		delta++
		n++
	}
	return b.String()
}

// writeInteger writes delta as a generalized variable-length integer (RFC 3492 §3.3).
func writeInteger(b *strings.Builder, delta, bias int) {
	for k := base; ; k += base {
		t := threshold(k, bias)
		if delta < t {
			b.WriteByte(digits[delta])
			return
		}
		b.WriteByte(digits[t+(delta-t)%(base-t)])
		delta = (delta - t) / (base - t)
	}
}

func threshold(k, bias int) int { return min(max(k-bias, tMin), tMax) }

// adapt is the bias adaptation of RFC 3492 §6.1.
func adapt(delta, points int, first bool) int {
	if first {
		delta /= damp
	} else {
		delta /= 2
	}
	delta += delta / points
	k := 0
	for delta > (base-tMin)*tMax/2 {
		delta /= base - tMin
		k += base
	}
	return k + (base-tMin+1)*delta/(delta+skew)
}

// decode reads Punycode without its prefix (RFC 3492 §6.2). It reports false for text that no label encodes to.
func decode(s string) (string, bool) {
	var runes []rune
	if i := strings.LastIndexByte(s, '-'); i >= 0 {
		runes = []rune(s[:i])
		s = s[i+1:]
	}
	n, i, bias := initialN, 0, initialBias
	for first := true; s != ""; first = false {
		start, weight := i, 1
		for k := base; ; k += base {
			if s == "" {
				return "", false
			}
			digit := strings.IndexByte(digits, s[0])
			s = s[1:]
			if digit < 0 || weight > utf8.MaxRune*MaxLabel {
				return "", false
			}
			i += digit * weight
			t := threshold(k, bias)
			if digit < t {
				break
			}
			weight *= base - t
		}
		bias = adapt(i-start, len(runes)+1, first)
		n += i / (len(runes) + 1)
		i %= len(runes) + 1
		if n > utf8.MaxRune || !utf8.ValidRune(rune(n)) {
			return "", false
		}
		runes = append(runes[:i], append([]rune{rune(n)}, runes[i:]...)...)
		i++
	}
	return string(runes), true
}

// ToUnicode writes a name for people: A-labels in their own script. Labels that are not rightly encoded stay.
func ToUnicode(name string) string {
	if !strings.Contains(name, "xn--") {
		return name
	}
	labels := strings.Split(name, ".")
	for i, label := range labels {
		if rest, found := strings.CutPrefix(label, "xn--"); found {
			if u, ok := decode(rest); ok {
				if again, _, ok := toASCII(u, false); ok && again == label { // what does not come back would mislead
					labels[i] = u
				}
			}
		}
	}
	return strings.Join(labels, ".")
}

func itoa(n int) string { return strconv.Itoa(n) }
