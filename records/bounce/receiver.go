package bounce

import (
	"strings"

	"todoku/records/domain"
)

// Receiver is the operator of the mailboxes that refused.
type Receiver string

// The receivers that have texts of their own.
const (
	Gmail      Receiver = "gmail"
	Microsoft  Receiver = "microsoft"
	Yahoo      Receiver = "yahoo" // Yahoo Inc. and AOL
	YahooJapan Receiver = "yahoo-japan"
	ICloud     Receiver = "icloud"
	Docomo     Receiver = "docomo"
	AU         Receiver = "au"
	SoftBank   Receiver = "softbank"
	Other      Receiver = "other"
)

// Receivers lists the receivers in the order of the page.
var Receivers = []Receiver{Gmail, Microsoft, Yahoo, YahooJapan, ICloud, Docomo, AU, SoftBank, Other}

// marks are pieces of replies and names of hosts by which a receiver is recognized, most telling first. Host names
// begin with a dot where any host below is meant.
var marks = []struct {
	receiver Receiver
	mark     string
}{
	{Gmail, "gsmtp"},
	{Gmail, "gmail-smtp-in.l.google.com"},
	{Gmail, "aspmx.l.google.com"},
	{Gmail, "support.google.com/"},
	{Gmail, ".googlemail.com"},
	{Gmail, "gmail requires all senders"},
	{Gmail, "gmail has detected"},
	{Gmail, "gmail's bulk"},
	{Microsoft, ".protection.outlook.com"},
	{Microsoft, ".olc.protection"},
	{Microsoft, ".prod.outlook.com"},
	{Microsoft, ".mx.microsoft"},
	{Microsoft, "[outlook.com]"},
	{Microsoft, ".hotmail.com"},
	{Microsoft, "mail.live.com/mail/troubleshooting"},
	{Microsoft, "sender.office.com"},
	{Microsoft, "block list (s3"},
	{Microsoft, "does not meet the required authentication level"},
	{Microsoft, "doesn't meet the required authentication level"},
	{YahooJapan, ".mail.yahoo.co.jp"},
	{YahooJapan, ".yahoo.co.jp"},
	{Yahoo, ".yahoodns.net"},
	{Yahoo, ".mail.yahoo.com"},
	{Yahoo, "postmaster.yahoo"},
	{Yahoo, ".yahoo.com "},
	{Yahoo, "[tss0"},
	{Yahoo, "[tss1"},
	{ICloud, ".mail.icloud.com"},
	{ICloud, "support.apple.com/"},
	{Docomo, ".docomo.ne.jp"},
	{AU, ".ezweb.ne.jp"},
	{AU, ".au.com"},
	{AU, ".dion.ne.jp"},
	{SoftBank, ".softbank.ne.jp"},
	{SoftBank, ".softbank.jp"},
}

// mailboxes are the domains of the receivers' own addresses. A domain also stands for what lies below it.
var mailboxes = map[Receiver][]string{
	Gmail:      {"gmail.com", "googlemail.com"},
	Microsoft:  {"outlook.com", "outlook.jp", "hotmail.com", "hotmail.co.jp", "live.com", "live.jp", "msn.com"},
	Yahoo:      {"yahoo.com", "ymail.com", "rocketmail.com", "aol.com", "aol.jp", "yahoo.co.uk", "yahoo.fr", "yahoo.de"},
	YahooJapan: {"yahoo.co.jp", "ybb.ne.jp", "y-mail.ne.jp"},
	ICloud:     {"icloud.com", "me.com", "mac.com"},
	Docomo:     {"docomo.ne.jp", "docomo-camera.ne.jp"},
	AU:         {"au.com", "ezweb.ne.jp", "uqmobile.jp", "uqmobile.ne.jp"},
	SoftBank:   {"softbank.ne.jp", "softbank.jp", "vodafone.ne.jp", "ymobile.ne.jp", "ymobile1.ne.jp", "yahoo.ne.jp", "disney.ne.jp", "willcom.com"},
}

// recognize tells who refused: first by the server that spoke, then by what it said, then by the address.
func recognize(host, text, recipient string) Receiver {
	for _, said := range []string{host, text} {
		said = " ." + strings.ToLower(said) + " "
		for _, m := range marks {
			if said != " . " && strings.Contains(said, m.mark) {
				return m.receiver
			}
		}
	}
	_, at, _ := strings.Cut(strings.ToLower(recipient), "@")
	for receiver, domains := range mailboxes {
		for _, d := range domains {
			if at != "" && domain.Under(at, d) {
				return receiver
			}
		}
	}
	return Other
}
