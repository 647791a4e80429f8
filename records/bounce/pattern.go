package bounce

import (
	"strings"

	"todoku/records/finding"
)

// Source is where a description comes from.
type Source struct {
	Ref  string // a page, or a public collection of real replies
	Date string // the month of the copy that was read, such as "2026-02"
}

// The sources.
var (
	gmailCodes  = Source{"knowledge.workspace.google.com: Gmail SMTP errors and codes", "2026-02"}
	gmailFAQ    = Source{"support.google.com/a/answer/14229414: Email sender guidelines FAQ", "2026-03"}
	msTrouble   = Source{"postmaster pages of Outlook.com: troubleshooting", "2026-06"}
	msPolicy    = Source{"postmaster pages of Outlook.com: policies", "2026-06"}
	msNDR       = Source{"learn.microsoft.com: non-delivery reports in Exchange Online", "2026-06"}
	yahooCodes  = Source{"senders.yahooinc.com: SMTP error codes", "2026-02"}
	applePage   = Source{"support.apple.com/en-us/102322: postmaster information for iCloud Mail", "2025-02"}
	sisimai     = Source{"sisimai: the replies that it describes, by receiver", "2026-11"}
	mailop      = Source{"mailing list mailop, excerpts", "2026-02"}
	carriers    = Source{"notices of Japanese mobile carriers and mail services, excerpts", "2026-11"}
	smtpCodes   = Source{"smtp-codes by Neatnik: replies collected from mail servers", "2025"}
	registry    = Source{"RFC 5321, RFC 7372, RFC 7505 and the texts that Postfix, Exim and sendmail ship with", "2026-11"}
	mailClients = Source{"texts of sending servers for people, in Japanese and English", "2026-11"}
)

// Pattern describes one reply.
type Pattern struct {
	// Receiver is who replies so; empty where anyone does.
	Receiver Receiver
	// Only says that the words mean this from that receiver alone. Otherwise they are also recognized from a server
	// that could not be named.
	Only bool
	// Any are pieces of the reply in lower case, one of which stands in it.
	Any []string
	// And are further pieces, one of which stands in it too; empty where none is needed.
	And []string
	// Codes are reply codes or enhanced status codes, one of which stands in it too; "*" at the end stands for
	// anything. Empty where none is needed.
	Codes []string
	// Stage is the command that was refused; empty where it does not matter.
	Stage Stage
	Cause finding.Rule
	Source
}

// Patterns lists every description, in the order in which they are tried: those of one receiver first.
var Patterns = concat(patternsGmail, patternsMicrosoft, patternsYahoo, patternsICloud, patternsJapan, patternsAny)

func concat(lists ...[]Pattern) []Pattern {
	var all []Pattern
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

// matches reports whether p describes a reply. The text is normal, see normalize.
func (p *Pattern) matches(r *Refusal, text string) bool {
	switch {
	case p.Receiver != "" && p.Receiver != r.Receiver && (p.Only || r.Receiver != Other):
		return false
	case p.Stage != "" && p.Stage != r.Stage:
		return false
	}
	return holds(text, p.Any) && (len(p.And) == 0 || holds(text, p.And)) && (len(p.Codes) == 0 || r.hasCode(p.Codes))
}

func holds(text string, pieces []string) bool {
	for _, piece := range pieces {
		if strings.Contains(text, piece) {
			return true
		}
	}
	return false
}

func (r *Refusal) hasCode(codes []string) bool {
	for _, c := range codes {
		for _, have := range []string{itoa(r.Code), r.Enhanced} {
			if prefix, open := strings.CutSuffix(c, "*"); have == c || open && strings.HasPrefix(have, prefix) {
				return true
			}
		}
	}
	return false
}

// topics are the records in which a cause lies.
var topics = map[string][]Topic{
	noAuthentication.Code:    {SPF, DKIM},
	spfNotListed.Code:        {SPF},
	spfRequired.Code:         {SPF},
	spfSuspicious.Code:       {SPF},
	spfForbidsAll.Code:       {SPF},
	dkimRequired.Code:        {DKIM},
	dmarcRejected.Code:       {DMARC, SPF, DKIM},
	dmarcMissing.Code:        {DMARC},
	notAligned.Code:          {DMARC, SPF, DKIM},
	authenticationLevel.Code: {SPF, DKIM, DMARC},
	senderDNSFailing.Code:    {SPF, DKIM, DMARC},
	senderDomainMissing.Code: {SPF},
	ipv6Unauthenticated.Code: {SPF, DKIM},
	yahooPolicy.Code:         {SPF, DKIM, DMARC},
	complaintsDeferred.Code:  {SPF, DKIM, DMARC},
	docomoFilter.Code:        {SPF, DMARC},
	docomoUnclear.Code:       {SPF, DMARC},
}
