package text

// enHandover holds the texts of links, pasted records and handing over on the first page.
var enHandover = map[string]string{
	"link.heading": "Check what this link sets",
	"link.lead":    "This link sets the following. If a point marked \"Confirm\" is wrong, mail may no longer arrive, or others may send in your name. Check these one by one before you go on.",
	"link.open":    "Tick every point marked \"Confirm\" to go on.",
	"link.confirm": "I have checked this",
	"link.accept":  "Go on with this",
	"link.refuse":  "Do not use the link",

	"import.heading": "Begin from a list of records or a zone file",
	"import.label":   "List from your DNS panel, or zone file",
	"import.hint":    "Paste a table copied from your DNS panel, a CSV file, or a zone file (the text that lists the records). It does not leave this browser. Use this to begin from settings that are not published yet, or from a copy that you keep.",
	"import.submit":  "Begin from the pasted records",

	"check.report": "Make a report (print, PDF)",

	"handover.heading": "Hand it over",
	"handover.lead":    "Make a request to the company or the person who manages your DNS, a list for print, or files for Terraform and other tools. It opens in a new tab.",
	"handover.open":    "Open requests, print and files",
	"share.heading":    "A link to these answers",
	"share.hint":       "The link holds the senders and the policy that you chose. They stand behind the \"#\" of the link and are not sent to any server. Private DKIM keys are never in it.",
	"share.by":         "Who prepared it (optional)",
	"share.by.hint":    "Shown to whoever opens the link. Example: Todoku Consulting, Yamada",
	"share.make":       "Make a link",
}
