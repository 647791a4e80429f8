package text

// The index of rules, and the page about one.
var enRules = map[string]string{
	"nav.rules":        "What findings mean",
	"rules.title":      "What findings mean",
	"rules.text":       "Everything that this site can say about your records and about what you type: what it means, whom it hurts, how to mend it, the standard that it comes from, and an example before and after.",
	"rules.groups":     "Groups",
	"rule.link":        "What this means (new tab)",
	"rule.where":       "Where you are",
	"rule.whom":        "Whom it hurts",
	"rule.mend":        "How to mend it",
	"rule.nothing":     "Nothing has to be done.",
	"rule.step.open":   "Open the panel in which the DNS of your domain is set: that of your rental server, or of the company where the domain is registered.",
	"rule.step.find":   "Find the record of this name and type (panels differ in how they write the name):",
	"rule.step.change": "Correct the value and save it. Change the record that is there; do not add a second one.",
	"rule.step.check":  "Wait as long as the old value may stay in DNS (its TTL), and check again on this site.",
	"rule.example":     "Example",
	"rule.after":       "After mending",
	"rule.standard":    "Where it comes from",
	"rule.check":       "Check a domain",
	"rule.neighbours":  "Neighbouring pages",
}
