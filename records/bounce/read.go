package bounce

import (
	"strings"

	"todoku/records/domain"
	"todoku/records/mail"
	"todoku/records/tag"
)

// Bounds of what is kept of one bounce: how many refusals, and how many octets of the text for people.
const (
	maxRefusals = 200
	maxText     = 1 << 20
)

// Read reads a bounce. It is total: any text gives at least one refusal, whose cause may be unknown.
func Read(text string, decode mail.Decoder) Bounce {
	m := mail.Read(text)
	b := Bounce{Cut: m.Cut}
	if !isMessage(m) {
		b.setText(readable("", text, decode))
		b.fromText()
		return b
	}
	report, status := reportIn(&m)
	b.setText(peopleText(report, decode))
	b.original(originalIn(report), decode)
	if status != nil {
		b.fromStatus(mail.Groups(status.Content()))
	}
	if len(b.Refusals) == 0 {
		b.fromText()
	}
	return b
}

func (b *Bounce) setText(text string) {
	b.Text = shortened(text, maxText)
	b.Cut = b.Cut || len(b.Text) < len(text)
}

// isMessage tells a message from text that happens to begin like a header.
func isMessage(m mail.Part) bool {
	for _, name := range []string{"From", "Received", "Return-Path", "Content-Type", "MIME-Version", "Message-ID"} {
		if len(m.Header.All(name)) > 0 {
			return true
		}
	}
	return false
}

// reportIn returns the part that holds a delivery status, and that status; without one, the whole message.
func reportIn(m *mail.Part) (report, status *mail.Part) {
	report = m
	m.Walk(func(p *mail.Part) bool {
		for i := range p.Parts {
			if t := p.Parts[i].Type; t == "message/delivery-status" || t == "message/global-delivery-status" {
				report, status = p, &p.Parts[i]
				return false
			}
		}
		if p.Type == "message/delivery-status" && status == nil {
			status = p
		}
		return true
	})
	return report, status
}

// peopleText is the text for people in a report. Where a message has been forwarded, the texts inside count too.
func peopleText(report *mail.Part, decode mail.Decoder) string {
	var plain, markup []string
	report.Walk(func(p *mail.Part) bool {
		switch {
		case p.Type == "text/plain" && len(p.Parts) == 0:
			plain = append(plain, p.Text(decode))
		case p.Type == "text/html":
			markup = append(markup, stripTags(p.Text(decode)))
		}
		return p.Type != "message/rfc822" || len(plain)+len(markup) == 0
	})
	if len(plain) == 0 {
		plain = markup
	}
	return strings.Join(plain, "\n\n")
}

// stripTags reduces HTML to its text.
func stripTags(markup string) string {
	var b strings.Builder
	for markup != "" {
		text, rest, tagged := strings.Cut(markup, "<")
		b.WriteString(text)
		if !tagged {
			break
		}
		name, rest, closed := strings.Cut(rest, ">")
		if !closed {
			break
		}
		name = strings.ToLower(name)
		markup = rest
		switch {
		case strings.HasPrefix(name, "style") || strings.HasPrefix(name, "script"):
			_, markup, _ = strings.Cut(rest, "</")
			markup = "<" + markup
		case strings.HasPrefix(name, "p") || strings.HasPrefix(name, "/p") || strings.HasPrefix(name, "div") || strings.HasPrefix(name, "/tr"):
			b.WriteString("\n\n")
		default:
			b.WriteByte(' ')
		}
	}
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&#39;", "'", "&nbsp;", " ", "&amp;", "&").Replace(b.String())
}

// originalIn returns the message that came back, or its header; nil where there is none.
func originalIn(report *mail.Part) *mail.Part {
	for i := range report.Parts {
		switch p := &report.Parts[i]; p.Type {
		case "message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers":
			if len(p.Parts) > 0 {
				return &p.Parts[0]
			}
		}
	}
	return nil
}

// copies stand in a text above the message that came back.
var copies = []string{"below this line is a copy of the message", "this is a copy of the message", "this is a copy of your message",
	"copy of the message follows", "original message follows", "unsent message below", "----- original message -----"}

// originalText parts a text from the message that came back below it.
func originalText(text string) (above string, m *mail.Part) {
	lower := strings.ToLower(text)
	for _, c := range copies {
		if i := strings.Index(lower, c); i >= 0 && len(lower) == len(text) {
			_, below, _ := strings.Cut(text[i:], "\n")
			read := mail.Read(below)
			return text[:i], &read
		}
	}
	return text, nil
}

// original takes from the message that came back what the check needs.
func (b *Bounce) original(m *mail.Part, decode mail.Decoder) {
	if m == nil {
		return
	}
	b.Subject = mail.Words(m.Header.Get("Subject"), decode)
	for _, name := range []string{"From", "Sender", "Return-Path"} {
		if list := mail.Addresses(m.Header.Get(name), decode); len(list) > 0 && list[0].Domain() != "" {
			b.From = list[0].Addr
			break
		}
	}
	for _, f := range m.Header.All("DKIM-Signature") {
		tags := tag.Parse(f.Value())
		if s := (Selector{strings.ToLower(tags.Value("s")), domain.Canonical(tags.Value("d"))}); s.Selector != "" && s.Domain != "" {
			b.Selectors = append(b.Selectors, s)
		}
	}
}

// fromStatus reads the delivery status of each recipient.
func (b *Bounce) fromStatus(groups []mail.Header) {
	said := textReplies(b.Text)
	for _, g := range groups {
		if mta := g.Get("Reporting-MTA"); mta != "" {
			b.ReportingMTA = typed(mta)
		}
		if g.Get("Final-Recipient") == "" && g.Get("Action") == "" || len(b.Refusals) == maxRefusals {
			continue
		}
		b.Refusals = append(b.Refusals, b.ofStatus(said, len(groups) <= 2, Status{
			OriginalRecipient: g.Get("Original-Recipient"), FinalRecipient: g.Get("Final-Recipient"), Action: g.Get("Action"),
			Status: g.Get("Status"), RemoteMTA: g.Get("Remote-MTA"), DiagnosticCode: g.Get("Diagnostic-Code"),
		}))
	}
}

// ofStatus judges one recipient of a delivery status. What the status leaves out is taken from what the text says about
// that recipient; from all of the text only where there is no other one.
func (b *Bounce) ofStatus(said []reply, only bool, s Status) Refusal {
	r := Refusal{Status: s, Recipient: strings.Trim(typed(s.FinalRecipient), "<>"), Host: strings.Trim(typed(s.RemoteMTA), "[]")}
	if r.Recipient == "" {
		r.Recipient = strings.Trim(typed(s.OriginalRecipient), "<>")
	}
	diagnostic := typed(s.DiagnosticCode)
	about := repliesTo(said, r.Recipient)
	if diagnostic == "" && len(about) > 0 {
		diagnostic = about[0].before + " " + about[0].text
	}
	found := reply{text: diagnostic}
	if list := replies(diagnostic); len(list) > 0 {
		found = list[0]
	}
	r.take(found)
	if r.Enhanced == "" {
		r.Enhanced = enhancedCode(firstWord(s.Status))
	}
	for _, one := range about {
		r.fill(one.before + " " + one.text)
	}
	if only {
		r.fill(b.Text)
	}
	b.judge(&r)
	return r
}

// typed returns a value of a delivery status without its type: "rfc822; a@example.jp" (RFC 3464 §2.1.2).
func typed(value string) string {
	if kind, rest, ok := strings.Cut(value, ";"); ok && !strings.ContainsAny(strings.TrimSpace(kind), " @") {
		value = rest
	}
	return strings.TrimSpace(value)
}

func firstWord(s string) string {
	if words := strings.Fields(s); len(words) > 0 {
		return words[0]
	}
	return ""
}

// fill takes stage and host from a text where they are not known yet.
func (r *Refusal) fill(text string) {
	if r.Stage == "" {
		r.Stage = stageOf(text)
	}
	if r.Host == "" {
		r.Host = hostOf(text)
	}
}

// repliesTo returns the replies about a recipient.
func repliesTo(said []reply, recipient string) []reply {
	var about []reply
	for _, r := range said {
		if recipient != "" && strings.Contains(r.before+" "+r.text, recipient) {
			about = append(about, r)
		}
	}
	return about
}

// take fills r from a reply.
func (r *Refusal) take(found reply) {
	r.Code, r.Enhanced, r.Reply = found.code, found.enhanced, balanced(found.text)
	r.Stage = stageOf(found.before + " " + found.text)
	if r.Host == "" {
		r.Host = hostOf(found.before)
	}
}

// fromText reads a text for people, or one line.
func (b *Bounce) fromText() {
	above, original := originalText(b.Text)
	b.original(original, nil)
	if groups := mail.Groups(above); strings.Contains(strings.ToLower(above), "final-recipient:") {
		if b.fromStatus(groups); len(b.Refusals) > 0 {
			return
		}
	}
	for _, said := range textReplies(above) {
		r := Refusal{Recipient: mailboxIn(said.before, true)}
		if r.Recipient == "" {
			r.Recipient = mailboxIn(said.text, false)
		}
		r.take(said)
		b.judge(&r)
		b.add(r)
	}
	if len(b.Refusals) == 0 {
		r := Refusal{Recipient: mailboxIn(above, false), Reply: strings.Join(strings.Fields(above), " ")}
		r.Stage, r.Host = stageOf(above), hostOf(above)
		b.judge(&r)
		b.add(r)
	}
}

// add keeps a refusal, unless it says nothing that is not known about its recipient already.
func (b *Bounce) add(r Refusal) {
	for i, old := range b.Refusals {
		switch {
		case old.Recipient != r.Recipient && old.Recipient != "" && r.Recipient != "":
		case old.Cause.Code == r.Cause.Code || r.Pattern == nil:
			return
		case old.Pattern == nil:
			b.Refusals[i] = r
			return
		}
	}
	if len(b.Refusals) < maxRefusals {
		b.Refusals = append(b.Refusals, r)
	}
}

// textReplies finds the replies in a text. The recipient of a reply may stand in the paragraph above it.
func textReplies(text string) []reply {
	var list []reply
	above := ""
	for _, paragraph := range paragraphs(text) {
		said := replies(quoted(paragraph))
		for i := range said {
			if i == 0 && mailboxIn(said[i].before, true) == "" && mailboxIn(said[i].text, false) == "" {
				said[i].before = above + " " + said[i].before
			}
		}
		list = append(list, said...)
		if len(list) > maxRefusals {
			break
		}
		above = strings.Join(strings.Fields(paragraph), " ")
	}
	return list
}

// quoted reduces the transcript of a session to the commands and to what the other server said: what the sending
// server says itself adds nothing.
func quoted(paragraph string) string {
	if !strings.Contains(paragraph, "<<< ") {
		return paragraph
	}
	var kept []string
	for _, line := range strings.Split(paragraph, "\n") {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "<<< ") || strings.HasPrefix(line, ">>> ") || strings.Contains(line, "while talking to") {
			kept = append(kept, strings.TrimPrefix(line, "<<< "))
		}
	}
	return strings.Join(kept, "\n")
}

// paragraphs parts text at empty lines.
func paragraphs(text string) []string {
	return strings.FieldsFunc(strings.Join(trimmedLines(text), "\n"), func(r rune) bool { return r == '\f' })
}

// trimmedLines are the lines of text; an empty one becomes a form feed.
func trimmedLines(text string) []string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		if lines[i] = strings.TrimSpace(l); lines[i] == "" {
			lines[i] = "\f"
		}
	}
	return lines
}

// readable is pasted text in UTF-8.
func readable(charset, text string, decode mail.Decoder) string {
	return mail.ToUTF8(charset, strings.ReplaceAll(text, "\r\n", "\n"), decode)
}
