package text

// enReport holds the texts of the page "report".
var enReport = map[string]string{
	"nav.report":     "Report of a check",
	"report.title":   "Mail authentication report | Todoku",
	"report.heading": "Make a report",
	"report.lead":    "Looks a domain up and puts its mail authentication on one page.",
	"report.submit":  "Check and make the report",
}
