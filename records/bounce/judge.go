package bounce

import (
	"strconv"
	"strings"

	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/mail"
)

// maxUncoded is the longest text that is taken for a bounce without any code in it.
const maxUncoded = 4000

// judge tells who refused, how lasting it is, and why.
func (b *Bounce) judge(r *Refusal) {
	r.Receiver = recognize(r.Host, r.Reply, r.Recipient)
	r.Lasting = lasting(r)
	r.Subject = subject(r.Enhanced)
	r.Domain = senderIn(r.Reply)
	if r.Domain == "" {
		r.Domain = senderDomain(b.From)
	}
	r.IP = addressIn(r.Reply)
	for _, s := range b.Selectors {
		if r.Selector == "" && (r.Domain == "" || domain.Under(s.Domain, r.Domain) || domain.Under(r.Domain, s.Domain)) {
			r.Selector = s.Selector
		}
	}
	if r.Lasting == Delivered {
		r.Cause = notFailed.New()
		return
	}
	r.Cause = unknownCause.New()
	text := normalize(r.Reply)
	if r.Code == 0 && r.Enhanced == "" && len(text) > maxUncoded {
		return
	}
	for i := range Patterns {
		if p := &Patterns[i]; p.matches(r, text) {
			r.Pattern, r.Cause = p, causeOf(p.Cause, text)
			r.Topics = topics[p.Cause.Code]
			return
		}
	}
}

func senderDomain(from string) string {
	name, problem := domain.Parse(mail.Address{Addr: from}.Domain())
	if problem != nil {
		return ""
	}
	return name
}

// lists are the names of block lists and the pieces by which replies name them.
var lists = [][2]string{{"spamhaus", "Spamhaus"}, {"barracuda", "Barracuda"}, {"cloudmark", "Cloudmark"}, {"spamcop", "SpamCop"},
	{"senderscore", "Sender Score"}, {"proofpoint", "Proofpoint"}}

func causeOf(rule finding.Rule, text string) finding.Finding {
	if rule.Code != blockList.Code {
		return rule.New()
	}
	for _, l := range lists {
		if strings.Contains(text, l[0]) {
			return rule.New("list", l[1])
		}
	}
	return rule.New("list", "DNSBL")
}

// lasting tells whether trying again can help. The reply code decides: Gmail writes "421 5.7.32".
func lasting(r *Refusal) Lasting {
	action := strings.ToLower(firstWord(r.Status.Action))
	class := byte(0)
	switch {
	case r.Code >= 400:
		class = byte('0' + r.Code/100)
	case r.Enhanced != "":
		class = r.Enhanced[0]
	}
	switch {
	case action == "delivered" || action == "relayed" || action == "expanded" || action == "" && class == '2':
		return Delivered
	case action == "delayed":
		return Temporary
	case class == '4' && action == "failed":
		return GaveUp
	case class == '4':
		return Temporary
	case class == '5' || action == "failed":
		return Permanent
	}
	return NotTelling
}

// subject is the second number of an enhanced status code (RFC 3463 §3), or -1.
func subject(code string) int {
	parts := strings.Split(code, ".")
	if len(parts) != 3 {
		return -1
	}
	n, err := strconv.Atoi(parts[1])
	if err != nil || n > 7 {
		return -1
	}
	return n
}
