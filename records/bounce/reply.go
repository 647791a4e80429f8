package bounce

import (
	"net/netip"
	"strconv"
	"strings"

	"todoku/records/domain"
)

func itoa(n int) string { return strconv.Itoa(n) }

// normalize makes the text of a reply comparable: lower case, straight quotation marks, single spaces.
func normalize(text string) string {
	text = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "…", "...").Replace(strings.ToLower(text))
	return strings.Join(strings.Fields(text), " ")
}

// replyCodes are the reply codes that servers refuse with; other numbers of three digits in a text are no codes.
const replyCodes = " 421 422 431 432 441 442 446 447 449 450 451 452 453 454 455 471 500 501 502 503 504 510 511 512 513 " +
	"521 523 530 534 535 538 540 541 542 543 544 550 551 552 553 554 555 556 557 571 "

// replyCode reads a reply code at the start of a word: "550", "550-5.7.26", "550:". It returns 0 where none stands.
func replyCode(word string) (code int, rest string, more bool) {
	if len(word) < 3 || !strings.Contains(replyCodes, " "+word[:3]+" ") {
		return 0, "", false
	}
	code, _ = strconv.Atoi(word[:3])
	switch rest = word[3:]; {
	case rest == "" || rest == ":" || rest == ",":
		return code, "", false
	case rest[0] == '-': // RFC 5321 §4.2.1: another line of the same reply follows
		return code, rest[1:], true
	case rest[0] == '#':
		return code, rest[1:], false
	}
	return 0, "", false
}

// enhancedCode reads an enhanced status code (RFC 3463 §2), also in brackets: "(#5.7.1)".
func enhancedCode(word string) string {
	word = strings.Trim(word, "()[]#:;,.")
	parts := strings.Split(word, ".")
	if len(parts) != 3 || len(parts[0]) != 1 || !strings.Contains("245", parts[0]) {
		return ""
	}
	for _, p := range parts[1:] {
		if n, err := strconv.Atoi(p); err != nil || n < 0 || len(p) > 3 {
			return ""
		}
	}
	return word
}

// reply is one reply of a server inside a text.
type reply struct {
	code     int
	enhanced string
	text     string // on one line, the codes of further lines left out
	before   string // what stands before it in the paragraph: the server, the recipient
}

// replies finds the replies in one paragraph.
func replies(paragraph string) []reply {
	words := strings.Fields(strings.ReplaceAll(paragraph, ",5", ", 5"))
	var list []reply
	var current *reply
	var kept []string
	more, start := false, 0
	finish := func(at int) {
		if current != nil {
			current.text = shortened(strings.Join(kept, " "), maxReply)
			list = append(list, *current)
		}
		current, kept, start = nil, nil, at
	}
	for i, w := range words {
		bare := strings.TrimLeft(w, `("'<`)
		code, rest, continues := replyCode(bare)
		switch {
		case code != 0 && current != nil && more && code == current.code:
			more = continues
			if enhancedCode(rest) != "" {
				rest = ""
			}
			if rest != "" {
				kept = append(kept, rest)
			}
		case code != 0:
			before := strings.Join(words[start:i], " ")
			finish(i)
			current = &reply{code: code, enhanced: enhancedCode(rest), before: before}
			more = continues
			kept = append(kept, itoa(code))
			if rest != "" {
				kept = append(kept, rest)
			}
		case enhancedCode(w) != "" && current == nil && strings.Trim(w, ":;,") == enhancedCode(w):
			before := strings.Join(words[start:i], " ")
			finish(i)
			current = &reply{enhanced: enhancedCode(w), before: before}
			kept = append(kept, w)
		case current != nil && enhancedCode(w) != "" && enhancedCode(w) == current.enhanced:
			if kept[len(kept)-1] == itoa(current.code) {
				kept = append(kept, w)
			}
		case current != nil:
			if current.enhanced == "" {
				current.enhanced = enhancedCode(w)
			}
			kept = append(kept, w)
		}
	}
	finish(len(words))
	return list
}

// maxReply is how much of one reply is kept; RFC 5321 §4.5.3.1.5 allows lines of 512 octets.
const maxReply = 4000

// shortened cuts text at a limit, between characters.
func shortened(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	return strings.ToValidUTF8(text[:limit], "")
}

// balanced drops the bracket that was opened before the reply: "(reason: 550 Unknown user)".
func balanced(text string) string {
	text = strings.TrimSpace(text)
	if strings.Count(text, "(") < strings.Count(text, ")") {
		text = strings.TrimSuffix(text, ")")
	}
	return text
}

// stages are the words by which sending programs name the command that was refused.
var stages = []struct {
	words string
	stage Stage
}{
	{"in reply to end of data", Data}, {"after end of data", Data}, {"in reply to data", Data}, {">>> data", Data},
	{"failed after i sent the message", Data}, {"after data", Data}, {"<<< 354", Data},
	{"in reply to rcpt to", RcptTo}, {"after rcpt to", RcptTo}, {">>> rcpt to", RcptTo}, {"does not like recipient", RcptTo},
	{"in reply to mail from", MailFrom}, {"after mail from", MailFrom}, {">>> mail from", MailFrom}, {"does not like sender", MailFrom},
	{"after initial connection", Connect}, {"in reply to ehlo", Connect}, {"in reply to helo", Connect}, {"greeting", Connect},
}

func stageOf(text string) Stage {
	text = normalize(text)
	for _, s := range stages {
		if strings.Contains(text, s.words) {
			return s.stage
		}
	}
	return ""
}

// hostOf returns the server that a text says has spoken: "host mx.example.jp[192.0.2.1] said", "while talking to
// mx.example.jp.:".
func hostOf(text string) string {
	lower := normalize(text)
	for _, lead := range []string{"while talking to ", "host ", "remote server returned ", "server ", "mx.", "(expanded from "} {
		for rest := lower; ; {
			i := strings.Index(rest, lead)
			if i < 0 {
				break
			}
			rest = rest[i+len(lead):]
			name := rest
			if end := strings.IndexAny(name, " [(:;,<>'\""); end >= 0 {
				name = name[:end]
			}
			if name = strings.Trim(name, "."); strings.Contains(name, ".") && isHost(name) {
				return name
			}
		}
	}
	return ""
}

func isHost(name string) bool {
	_, problem := domain.ParseOwner(name)
	return problem == nil
}

// brackets are what stands around addresses and names in replies.
const brackets = "[]<>()'\"`.,:;="

// addressIn returns the first public address in the text of a reply. It is that of the sending server: the other one
// stands before the reply.
func addressIn(text string) string {
	text, _, _ = strings.Cut(text, "Giving up on ") // qmail names the receiver's address there
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" []<>()'\"=,;", r) }) {
		ip, err := netip.ParseAddr(strings.Trim(w, "."))
		if err != nil {
			ip, err = netip.ParseAddr(strings.TrimPrefix(strings.Trim(w, ":."), "ip:"))
		}
		if err == nil && ip.IsGlobalUnicast() && !ip.IsPrivate() && strings.ContainsAny(w, ":.") && strings.Count(w, ":") != 1 {
			return ip.String()
		}
	}
	return ""
}

// senderLeads stand before the sender's domain.
var senderLeads = []string{"mail from domain ", "spf domain ", "unauthenticated email from ", "sending domain ", "spf for ",
	"spf ", "policy for ", "domain of ", "message from ", "email from ", "sender domain ", "from domain ", "allowed to send from ", "domain "}

// senderIn returns the sender's domain where the text of a reply names it.
func senderIn(text string) string {
	text = normalize(text)
	for _, lead := range senderLeads {
		for rest := text; ; {
			i := strings.Index(rest, lead)
			if i < 0 {
				break
			}
			rest = rest[i+len(lead):]
			word, _, _ := strings.Cut(rest, " ")
			word = strings.Trim(word, brackets)
			if i := strings.LastIndexByte(word, '@'); i >= 0 {
				word = word[i+1:]
			}
			if name, problem := domain.Parse(word); problem == nil && strings.Contains(word, ".") && word[len(word)-1] > '9' {
				return name
			}
		}
	}
	return ""
}

// mailboxIn returns the last mail address of text, or the first.
func mailboxIn(text string, last bool) string {
	found := ""
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t\r\n<>()[]\"';,=", r) || r > '~' }) {
		w = strings.TrimPrefix(strings.Trim(w, ":"), "mailto:")
		local, at, ok := strings.Cut(w, "@")
		if ok && local != "" && strings.Contains(strings.Trim(at, "."), ".") && !strings.Contains(at, "@") {
			if found = strings.TrimRight(w, "."); !last {
				break
			}
		}
	}
	return found
}
