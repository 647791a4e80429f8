package mail

import (
	"strings"
	"unicode/utf8"
)

// Decoder turns octets of a charset into UTF-8; it reports false for a charset that it does not know and for octets
// that the charset does not have. Names are in lower case, such as "iso-2022-jp".
type Decoder func(charset string, data []byte) (text string, ok bool)

// Content is the body with its transfer encoding undone (RFC 2045 §6).
func (p *Part) Content() string {
	switch strings.ToLower(strings.TrimSpace(p.Header.Get("Content-Transfer-Encoding"))) {
	case "base64":
		return unbase64(p.Body)
	case "quoted-printable":
		return unquote(p.Body)
	}
	return p.Body
}

// Text is the content in UTF-8.
func (p *Part) Text(decode Decoder) string {
	return ToUTF8(p.Params["charset"], p.Content(), decode)
}

// Filename is the name that the part is meant to be saved under, or "" (RFC 2183 §2.3).
func (p *Part) Filename(decode Decoder) string {
	_, params := parameters(p.Header.Get("Content-Disposition"))
	for _, from := range []struct {
		params map[string]string
		name   string
	}{{params, "filename"}, {p.Params, "name"}} {
		if name := from.params[from.name]; name != "" {
			if charset := from.params[from.name+"*charset"]; charset != "" {
				return ToUTF8(charset, name, decode)
			}
			return Words(name, decode)
		}
	}
	return ""
}

// ToUTF8 turns content of a charset into UTF-8. A charset that is not given, not known or wrong is guessed; octets
// that still cannot be read become U+FFFD.
func ToUTF8(charset, content string, decode Decoder) string {
	charset = strings.ToLower(strings.Trim(charset, " \t\"'"))
	charset, _, _ = strings.Cut(charset, "*") // RFC 2231 §5: the language of an encoded word
	switch {
	case isISO2022(content):
		charset = "iso-2022-jp"
	case charset == "utf-8" || charset == "utf8" || charset == "us-ascii" || charset == "":
		if utf8.ValidString(content) {
			return content
		}
		charset = "" // what it says is not so
	case charset == "iso-8859-1" && decode == nil:
		return latin1(content)
	}
	if decode == nil || isASCII(content) && charset != "iso-2022-jp" {
		return strings.ToValidUTF8(content, "\uFFFD")
	}
	// Mail that does not say what it is, in Japan: of the charsets of Japan, EUC refuses most of what is not its own.
	for _, guess := range []string{charset, "utf-8", "euc-jp", "shift_jis", "windows-1252"} {
		if text, ok := decode(guess, []byte(content)); ok && guess != "" {
			return text
		}
	}
	return strings.ToValidUTF8(content, "\uFFFD")
}

// isISO2022 recognizes the escape sequences of ISO-2022-JP (RFC 1468).
func isISO2022(text string) bool {
	return strings.Contains(text, "\x1b$") || strings.Contains(text, "\x1b(J") || strings.Contains(text, "\x1b(I")
}

func isASCII(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] >= 0x80 {
			return false
		}
	}
	return true
}

func latin1(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		b.WriteRune(rune(text[i]))
	}
	return b.String()
}

// unbase64 undoes base64 and passes over what does not belong there (RFC 2045 §6.8). "=" ends a group; more text may
// follow, as some programs write it.
func unbase64(text string) string {
	octets := make([]byte, 0, len(text)*3/4)
	bits, n := uint32(0), 0
	for i := 0; i < len(text); i++ {
		v := value64(text[i])
		if text[i] == '=' {
			n = 0
		}
		if v < 0 {
			continue
		}
		bits = bits<<6 | uint32(v)
		if n += 6; n >= 8 {
			n -= 8
			octets = append(octets, byte(bits>>n))
		}
	}
	return string(octets)
}

func value64(c byte) int {
	switch {
	case 'A' <= c && c <= 'Z':
		return int(c - 'A')
	case 'a' <= c && c <= 'z':
		return int(c-'a') + 26
	case '0' <= c && c <= '9':
		return int(c-'0') + 52
	case c == '+':
		return 62
	case c == '/':
		return 63
	}
	return -1
}

// unquote undoes quoted-printable (RFC 2045 §6.7). What is not written by its rules stays.
func unquote(text string) string {
	b := make([]byte, 0, len(text))
	for text != "" {
		line, next := restOfLine(text, 0)
		ended := next > len(line)
		line, text = strings.TrimRight(line, " \t"), text[next:]
		soft := false
		for i := 0; i < len(line); i++ {
			switch {
			case line[i] != '=':
				b = append(b, line[i])
			case i+2 < len(line) && unhex(line[i+1]) >= 0 && unhex(line[i+2]) >= 0:
				b = append(b, byte(unhex(line[i+1])<<4|unhex(line[i+2])))
				i += 2
			case i == len(line)-1:
				soft = true
			default:
				b = append(b, '=')
			}
		}
		if ended && !soft {
			b = append(b, "\r\n"...)
		}
	}
	return string(b)
}

func unhex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	}
	return -1
}

// Words undoes the encoded words of a field (RFC 2047). Neighbours of one charset are put together before they are
// decoded, because programs cut characters in the middle.
func Words(text string, decode Decoder) string {
	var b strings.Builder
	charset, pending := "", ""
	flush := func() {
		if pending != "" {
			b.WriteString(ToUTF8(charset, pending, decode))
		}
		charset, pending = "", ""
	}
	for text != "" {
		at := strings.Index(text, "=?")
		if at < 0 {
			break
		}
		set, octets, length := encodedWord(text[at:])
		if length == 0 {
			flush()
			b.WriteString(plain(text[:at+2], decode))
			text = text[at+2:]
			continue
		}
		// RFC 2047 §6.2: space between two encoded words is not shown.
		if between := text[:at]; pending == "" || strings.Trim(between, " \t\r\n") != "" {
			flush()
			b.WriteString(plain(between, decode))
		}
		if !strings.EqualFold(set, charset) {
			flush()
		}
		charset = set
		pending += octets
		text = text[at+length:]
	}
	flush()
	b.WriteString(plain(text, decode))
	return b.String()
}

// plain is text that is not encoded; some programs write it in the charset of the body.
func plain(text string, decode Decoder) string {
	if isASCII(text) && !isISO2022(text) {
		return text
	}
	return ToUTF8("", text, decode)
}

// encodedWord reads "=?charset?encoding?text?=" at the start of text; length is 0 where none stands there.
func encodedWord(text string) (charset, octets string, length int) {
	parts := strings.SplitN(text[2:], "?", 4)
	if len(parts) < 4 || !strings.HasPrefix(parts[3], "=") || parts[0] == "" || strings.ContainsAny(parts[0], " \t=\"") {
		return "", "", 0
	}
	switch parts[1] {
	case "B", "b":
		octets = unbase64(parts[2])
	case "Q", "q":
		octets = unquote(strings.ReplaceAll(parts[2], "_", "=20"))
	default:
		return "", "", 0
	}
	return parts[0], octets, 2 + len(parts[0]) + 1 + len(parts[1]) + 1 + len(parts[2]) + 2
}
