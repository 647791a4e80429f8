package message

// What the page about encryption and logo says.
var enPageMore = table{
	"more.found":            {What: "This is what DNS has for {domain}."},
	"more.place":            {What: "Where to put it (URL)"},
	"more.header":           {What: "Header"},
	"more.sts-new-id":       {What: "The id ({id}) was made just now. Give it a new value at each change of the policy."},
	"more.sts-same-id":      {What: "The policy is the one that is published, so the id stays as it is ({id})."},
	"more.sts-enforce":      {What: "On {date} or later, once the reports show no failures, change to enforce."},
	"more.file-unreadable":  {What: "The file could not be read.", Do: "Choose it again."},
	"more.logo-good":        {What: "The logo has the right form for BIMI."},
	"more.logo-bad":         {What: "The logo cannot be used for BIMI as it is.", Do: "Mend what follows."},
	"more.text-good":        {What: "{kind}: no problem was found."},
	"more.text-risk":        {What: "{kind}: it works, but there is something to note."},
	"more.text-bad":         {What: "{kind}: something has to be mended."},
	"more.text-unknown":     {What: "It was not recognized as anything that this page is about.", Do: "Paste the whole value of a record, a policy file, a header or an SVG."},
	"more.kind-":            {What: "Unknown"},
	"more.kind-mta-sts":     {What: "MTA-STS record"},
	"more.kind-policy":      {What: "MTA-STS policy file"},
	"more.kind-tls-rpt":     {What: "TLS-RPT record"},
	"more.kind-bimi":        {What: "BIMI record"},
	"more.kind-logo":        {What: "BIMI logo"},
	"more.kind-tlsa":        {What: "TLSA record"},
	"more.kind-mx":          {What: "MX record"},
	"more.kind-unsubscribe": {What: "List-Unsubscribe header"},
}
