package message

// The workspace for many domains.
var enClients = table{
	"clients.domain":        {What: "Domain"},
	"clients.changed":       {What: "Changed since last time"},
	"clients.at":            {What: "Checked"},
	"clients.findings":      {What: "Findings (codes)"},
	"clients.change":        {What: "{topic}: {before} → {now}"},
	"clients.added":         {What: "Domains added: {count} (now {total})."},
	"clients.none":          {What: "No domain was found.", Do: "Enter domains such as example.co.jp, or a list that holds mail addresses."},
	"clients.progress":      {What: "{done} of {total}"},
	"clients.running":       {What: "Checking: {done} of {total}"},
	"clients.paused":        {What: "Paused: {done} of {total}"},
	"clients.finished":      {What: "All are checked ({total})."},
	"clients.waits":         {What: "The server is busy. Going on in {seconds} seconds."},
	"clients.offline":       {What: "The server cannot be reached. The check is paused.", Do: "Check your connection and press \"Resume\"."},
	"clients.shown":         {What: "Showing {shown} of {total}."},
	"clients.waiting":       {What: "Not checked"},
	"clients.no-store":      {What: "This browser cannot keep the list. It is gone when the page is closed.", Do: "See that this is no private window, or save the list as a file."},
	"clients.bad-file":      {What: "This file could not be read.", Do: "Choose a file that this page has saved."},
	"clients.report":        {What: "Report"},
	"clients.remove":        {What: "Remove"},
	"clients.paused-button": {What: "Pause"},
	"clients.start":         {What: "Start checking"},
	"clients.resume":        {What: "Resume"},
	"clients.again":         {What: "Check all again"},
	"clients.cleared":       {What: "Everything is deleted."},
}
