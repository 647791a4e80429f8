package text

// enHandoff holds the texts of the page "handoff".
var enHandoff = map[string]string{
	"handoff.title":      "DNS change requests, print and files | Todoku",
	"handoff.heading":    "Hand it to whoever manages the DNS",
	"handoff.lead":       "The records of step 4 as a request, as a list for print, and as files for DNS tools.",
	"handoff.none":       "This page is opened from step 4 of the wizard, with \"Open requests, print and files\". If you have closed that tab, open it again.",
	"handoff.wizard":     "Set up your mail",
	"handoff.document":   "Request and print",
	"handoff.empty":      "There is no record to change. Look at step 4 again.",
	"handoff.request":    "Request to the DNS administrator",
	"handoff.sheet":      "List to type from, in the order of the panel's boxes",
	"handoff.copy":       "Copy the text",
	"handoff.mail":       "Write a mail",
	"handoff.mail.long":  "The text is too long to be handed to a mail program. \"Write a mail\" copies it: paste it into the mail that opens.",
	"handoff.files":      "Files for DNS tools",
	"handoff.files.lead": "They hold only the records to add, to change and to delete.",
	"handoff.format":     "Format",
	"handoff.save":       "Save the file",
	"handoff.copy-file":  "Copy the content",

	"format.csv":                  "CSV (Excel)",
	"format.bind":                 "BIND zone file",
	"format.terraform-cloudflare": "Terraform (Cloudflare)",
	"format.terraform-route53":    "Terraform (Amazon Route 53)",
	"format.dnscontrol":           "DNSControl",
	"format.octodns":              "octoDNS",
	"format.cloudflare-json":      "Cloudflare API (JSON)",
	"format.route53-json":         "Amazon Route 53 API (JSON)",

	"doc.names":      "Names go into the document alone. They do not leave this browser and are not kept. Empty ones are left out.",
	"doc.to":         "Addressee (company or person)",
	"doc.company":    "Company that asks",
	"doc.person":     "Person who asks",
	"doc.consultant": "Who prepared the document",
	"doc.print":      "Print (PDF)",
}
