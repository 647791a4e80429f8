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
	"align.fewer":        {What: "SPF needs more than ten DNS lookups, so that nobody passes by it. Reduce them in step 2, and switch DKIM on."},
	"align.way.aligns":   {What: "passes"},
	"align.way.possible": {What: "passes once set up"},
	"align.way.never":    {What: "does not pass"},
	"align.way.unknown":  {What: "not known"},
	"align.own":          {What: "Own servers"},

	"consent.state.given":         {What: "permitted"},
	"consent.state.not-given":     {What: "not permitted"},
	"consent.state.name-too-long": {What: "not possible"},
	"consent.state.other-host":    {What: "points elsewhere"},
	"consent.state.could-not-ask": {What: "could not look"},
	"consent.given":               {What: "{host} has published that it wants reports for this domain."},
	"consent.not-given":           {What: "{host} belongs to another organization. Reports do not arrive until it publishes this record.", Do: "Ask whoever runs {host} to add it."},
	"consent.name-too-long":       {What: "The record of permission would have a name too long for DNS, so reports do not arrive.", Do: "Use an address at a shorter domain."},
	"consent.other-host":          {What: "The permission of {host} names an address at another domain, so reports do not arrive.", Do: "Ask whoever runs {host} to change it to this."},
	"consent.could-not-ask":       {What: "Whether {host} permits reports could not be looked up. That does not mean that it does not."},

	"policy.way.whole":  {What: "Take pct out: {policy} for all mail"},
	"policy.way.milder": {What: "Take pct out and step down to {policy}"},

	"subdomain.domain":       {What: "{name} has a record of its own: {policy}."},
	"subdomain.subdomain":    {What: "{name} gets {policy} from the record of {from}."},
	"subdomain.non-existent": {What: "{name} does not exist; it gets {policy} from the record of {from}."},
	"subdomain.none":         {What: "No DMARC record applies to {name}."},
	"subdomain.unknown":      {What: "DNS is being looked up, or could not be."},
	"subdomain.older":        {What: "Older receivers (RFC 7489) probably apply {policy} from the record of {from}."},
}
