package txt

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"todoku/records/finding"
)

// Kind is a kind of character that looks right on the screen and is wrong in a record.
type Kind string

// The kinds of characters that Clean replaces.
const (
	FullWidth Kind = "full-width" // ＡＢＣ１２３：＝～ and the ideographic full stop
	Space     Kind = "space"      // ideographic and no-break space
	Quotes    Kind = "quote"      // “ ” ‘ ’ 〝 〟
	Dash      Kind = "dash"       // – — − and a long vowel mark used as a hyphen
	Invisible Kind = "invisible"  // zero-width characters, direction marks, byte order mark
)

// Change is a run of characters of one kind that Clean replaced.
type Change struct {
	Kind Kind
	Span finding.Span // in the text before the change
}

// Clean replaces characters that input methods, word processors and web pages put in the place of ASCII ones. Letters
// of other scripts stay, so that 例え.jp is still 例え.jp.
func Clean(text string) (clean string, changes []Change) {
	if isASCII(text) {
		return text, nil
	}
	var b strings.Builder
	b.Grow(len(text))
	prev := rune(0)
	for i, r := range text {
		size := utf8.RuneLen(r)
		if r == utf8.RuneError {
			_, size = utf8.DecodeRuneInString(text[i:])
		}
		next, _ := utf8.DecodeRuneInString(text[i+size:])
		with, kind := replacement(r, prev, next)
		if kind == "" {
			b.WriteString(text[i : i+size])
		} else {
			b.WriteString(with)
			changes = addChange(changes, kind, finding.Span{Start: i, End: i + size})
		}
		prev = r
	}
	return b.String(), changes
}

func addChange(changes []Change, kind Kind, span finding.Span) []Change {
	if n := len(changes); n > 0 && changes[n-1].Kind == kind && changes[n-1].Span.End == span.Start {
		changes[n-1].Span.End = span.End
		return changes
	}
	return append(changes, Change{kind, span})
}

// replacement returns what r becomes and why; no kind means that it stays.
func replacement(r, prev, next rune) (with string, kind Kind) {
	switch {
	case r < 0x80:
		return "", ""
	case r == '－':
		return "-", Dash
	case r == '＂' || r == '＇':
		return string(r - 0xfee0), Quotes
	case '！' <= r && r <= '～': // the full-width forms stand in the order of ASCII
		return string(r - 0xfee0), FullWidth
	case r == '。' || r == '｡':
		return ".", FullWidth
	case r == '〜' || r == '∼' || r == '˜':
		return "~", FullWidth
	case strings.ContainsRune("“”„‟″〝〞〟«»", r):
		return `"`, Quotes
	case strings.ContainsRune("‘’‚‛′", r):
		return "'", Quotes
	case strings.ContainsRune("‐‑‒–—―−﹣", r):
		return "-", Dash
	case (r == 'ー' || r == 'ｰ') && !isJapanese(prev) && !isJapanese(next):
		return "-", Dash
	case r == 0x00a0 || r == 0x3000 || 0x2000 <= r && r <= 0x200a || r == 0x202f || r == 0x205f:
		return " ", Space
	case unicode.Is(unicode.Cf, r): // zero-width, direction marks, soft hyphen, byte order mark
		return "", Invisible
	}
	return "", ""
}

// isJapanese tells letters beside which a long vowel mark is a letter and no hyphen.
func isJapanese(r rune) bool {
	return 0x3040 <= r && r <= 0x30ff || 0x3400 <= r && r <= 0x9fff || 0xff66 <= r && r <= 0xff9f
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
