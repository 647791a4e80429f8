package message

// What the program says about the way to reject, and alignment.
var enPageAuth = table{
	"rollout.start":             {What: "Publish this record and read the reports that arrive."},
	"rollout.before-quarantine": {What: "Condition: a month of reports shows that every sender of yours passes, also those who write once a month, such as invoices."},
	"rollout.before-reject":     {What: "Condition: another month without lost mail, and DKIM passes for every sender. A domain whose people write to mailing lists stays at quarantine."},

	"align.good":         {What: "Passes, also when it is forwarded. Nothing to do."},
	"align.dkim-too":     {What: "Passes by SPF, but not when it is forwarded. Switch DKIM on too."},
	"align.dkim":         {What: "Does not pass as it is. Switch DKIM on."},
	"align.spf-only":     {What: "Passes by SPF, but not when it is forwarded. Ask the provider about DKIM for your own domain."},
	"align.envelope":     {What: "Does not pass as it is. Set up a bounce (envelope) domain of your own at the sender."},
	"align.ask":          {What: "Not known. Ask the provider about DKIM, or a bounce domain, for your own domain."},
	"align.impossible":   {What: "Cannot pass with this domain. Use another domain in the From address, or another sender."},
	"align.way.aligns":   {What: "passes"},
	"align.way.possible": {What: "passes once set up"},
	"align.way.never":    {What: "does not pass"},
	"align.way.unknown":  {What: "not known"},
	"align.own":          {What: "Own servers"},
}
