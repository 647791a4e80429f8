package provider

import "strings"

// Fold writes a name in the form that spellings of it share, so that さくら, サクラ, ｻｸﾗ, SAKURA and sakura are alike:
// small letters of the Latin alphabet for kana, one way of writing each sound, no doubled letters, no long-vowel marks,
// no hyphens and dots. What is neither kana nor Latin stays. The result is for comparing, not for reading.
func Fold(text string) string {
	return foldLatin(romanize(widen(text)))
}

// Finds reports whether a folded text holds every word of a query, in any order and in any spelling.
func Finds(folded, query string) bool {
	for _, word := range strings.Fields(Fold(query)) {
		if !strings.Contains(folded, word) {
			return false
		}
	}
	return true
}

// SearchText is what a search for the sender looks in, folded.
func (s *Sender) SearchText() string {
	return Fold(s.Name.Ja + " " + s.Name.En + " " + s.Search + " " + s.ID)
}

// halfwidth are the full-width forms of U+FF66 to U+FF9D, in order.
var halfwidth = []rune("ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン")

// widen writes half-width and combining kana as single full-width characters, full-width letters as plain ones, and
// hiragana as katakana.
func widen(text string) []rune {
	var out []rune
	for _, r := range text {
		switch {
		case 'ｦ' <= r && r <= 'ﾝ':
			r = halfwidth[r-'ｦ']
		case 'ぁ' <= r && r <= 'ゖ':
			r += 'ァ' - 'ぁ'
		case '！' <= r && r <= '～':
			r -= '！' - '!'
		case r == '　' || r == '／':
			r = ' '
		case r == 'ﾞ' || r == '゛' || r == '\u3099':
			voice(out, 1) // ガ stands behind カ
			continue
		case r == 'ﾟ' || r == '゜' || r == '\u309a':
			voice(out, 2) // パ stands two behind ハ
			continue
		}
		out = append(out, r)
	}
	return out
}

// voice puts a mark on the last kana.
func voice(text []rune, steps rune) {
	if len(text) == 0 {
		return
	}
	switch last := &text[len(text)-1]; {
	case *last == 'ウ':
		*last = 'ヴ'
	case 'カ' <= *last && *last <= 'ホ':
		*last += steps
	}
}

// kana are the sounds of ァ to ヶ, in order. A small vowel or y-row kana is written with "'" before it.
var kana = strings.Fields("'a a 'i i 'u u 'e e 'o o ka ga ki gi ku gu ke ge ko go sa za si zi su zu se ze so zo " +
	"ta da ti zi - tu zu te de to do na ni nu ne no ha ba pa hi bi pi hu bu pu he be pe ho bo po ma mi mu me mo " +
	"'ya ya 'yu yu 'yo yo ra ri ru re ro wa wa i e o n bu ka ke")

// romanize writes katakana as Latin letters.
func romanize(text []rune) string {
	var b []byte
	for _, r := range text {
		if r < 'ァ' || 'ヶ' < r {
			b = append(b, string(r)...)
			continue
		}
		sound := kana[r-'ァ']
		switch {
		case sound == "-": // ッ doubles the next letter, and doubled letters are written once
		case sound[0] == '\'':
			b = append(joined(b, sound[1:]), sound[1:]...)
		default:
			b = append(b, sound...)
		}
	}
	return string(b)
}

// joined takes the vowel away that a small kana replaces: シ and ャ are "sya", フ and ァ are "ha", ウ and ェ are "we".
func joined(b []byte, small string) []byte {
	last := len(b) - 1
	switch {
	case last < 0:
	case b[last] == 'u' && (last == 0 || !isConsonant(b[last-1])):
		b[last] = 'w'
	case small[0] == 'y' && b[last] == 'i', small[0] != 'y' && strings.IndexByte("aiueo", b[last]) >= 0:
		return b[:last]
	}
	return b
}

func isConsonant(c byte) bool { return 'a' <= c && c <= 'z' && strings.IndexByte("aiueo", c) < 0 }

// spellings are ways of writing a sound in Latin letters, each with the one that Fold keeps; the first that fits counts.
var spellings = []string{"shi", "si", "she", "se", "sh", "sy", "chi", "ti", "che", "te", "ch", "ty", "tsu", "tu", "ji", "zi",
	"je", "ze", "jy", "zy", "j", "zy", "f", "h", "l", "r", "v", "b", "c", "k", "mb", "nb", "mp", "np", "ou", "o",
	"-", "", "ー", "", "‐", "", "−", "", "・", "", ".", "", "!", "", "_", "", "'", "", "(", " ", ")", " ", "/", " ", ",", " "}

// foldLatin writes each sound in one way.
func foldLatin(text string) string {
	text = strings.ToLower(text)
	var b []byte
next:
	for text != "" {
		for i := 0; i < len(spellings); i += 2 {
			if rest, found := strings.CutPrefix(text, spellings[i]); found {
				b, text = once(b, spellings[i+1]), rest
				continue next
			}
		}
		b, text = once(b, text[:1]), text[1:]
	}
	return string(b)
}

// once appends text, but for letters and spaces that would stand twice. Digits and other scripts may.
func once(b []byte, text string) []byte {
	for i := 0; i < len(text); i++ {
		c := text[i]
		if len(b) > 0 && b[len(b)-1] == c && ('a' <= c && c <= 'z' || c == ' ') {
			continue
		}
		b = append(b, c)
	}
	return b
}
