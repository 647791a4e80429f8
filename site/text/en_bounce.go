package text

// enBounce holds the texts of the page /bounce.
var enBounce = map[string]string{
	"message.file":         "Or choose a file (.eml), or drop it here",
	"message.privacy":      "What you paste is read inside this browser alone. Only the names that are looked up in DNS leave it.",
	"message.samples":      "Examples to try",
	"nav.bounce":           "Read a bounce",
	"bounce.title":         "Read a bounce | Todoku",
	"bounce.heading":       "Why did the mail come back?",
	"bounce.lead":          "Paste the mail that came back. You will see who refused it, why, and what to do next.",
	"bounce.text":          "The bounce",
	"bounce.text.hint":     "The whole mail, its text alone, or one line such as “550 5.7.26 …”.",
	"bounce.read":          "Find the cause",
	"bounce.sample.gmail":  "Example: refused by Gmail",
	"bounce.sample.docomo": "Example: docomo’s “Unknown user”",
	"bounce.sample.full":   "Example: mailbox full",
	"bounce.check":         "The records of the sender's domain",
	"bounce.domain":        "Mail domain of the sender",
	"bounce.check.button":  "Check DNS",
	"bounce.wizard":        "Make the records for this domain",
	"bounce.details":       "Show what was read",
	"bounce.about":         "How to read a bounce",
	"bounce.about.text":    "A number such as “550” is final where it begins with 5, and temporary where it begins with 4. It does not tell the cause: the same number means different things at different receivers. This page goes by the words of the reply and by who said them.",
	"bounce.about.where":   "A bounce comes from “Mail Delivery Subsystem” or “MAILER-DAEMON”. Save it as a file, or choose “show original” in your mail program, to get all of it.",
	"bounce.about.docomo":  "docomo’s “550 Unknown user” does not always mean a dead address: a filter, or a failure of SPF or DMARC, gets the same words.",
}
