package message

// DMARC records.
var enDMARC = table{
	"dmarc.missing":             {What: "There is no DMARC record. Receivers are not told what to do with forged mail, and the sender requirements of Gmail and Yahoo are not met.", Do: "Add a TXT record named _dmarc."},
	"dmarc.several-records":     {What: "There are {count} DMARC records. With more than one, receivers ignore all.", Do: "Keep one and delete the rest."},
	"dmarc.inherited":           {What: "The domain has no DMARC record of its own; that of {from} applies ({policy})."},
	"dmarc.reject-without-dkim": {What: "It asks for reject, but no DKIM key was found. Forwarded mail will be lost.", Do: "Set DKIM up first. If it is, enter its selector and check again."},

	"dmarc.version-case":                  {What: "“v={version}” is written in the wrong case, so receivers ignore it.", Do: "Write “v=DMARC1” in capitals."},
	"dmarc.version-wrong":                 {What: "It does not begin with “v=DMARC1”, so receivers ignore it.", Do: "Begin with “v=DMARC1;”."},
	"dmarc.version-not-first":             {What: "“v=DMARC1” does not come first, so receivers ignore the record.", Do: "Move “v=DMARC1;” to the front."},
	"dmarc.missing-policy":                {What: "There is no “p=”, so receivers are not told what to do with forged mail.", Do: "Add “p=none;” or stronger after “v=DMARC1;”."},
	"dmarc.bad-policy":                    {What: "“{tag}={value}” is no policy; DMARC stops working.", Do: "Write none, quarantine or reject."},
	"dmarc.bad-value":                     {What: "The value of “{tag}={value}” is not right; the default counts instead.", Do: "Correct it or take it out."},
	"dmarc.bad-separator":                 {What: "“{tag}={value}” is not parted by “;”.", Do: "Put “;” between the tags."},
	"dmarc.repeated-tag":                  {What: "“{tag}=” stands there twice.", Do: "Keep one."},
	"dmarc.unknown-tag":                   {What: "“{tag}={value}” has no meaning and is ignored.", Do: "Take it out unless you need it."},
	"dmarc.no-tag":                        {What: "“{text}” is not of the form “name=value”.", Do: "Correct it or take it out."},
	"dmarc.removed-tag":                   {What: "“{tag}={value}” is not in the present standard (RFC 9989). It does no harm."},
	"dmarc.pct-has-no-effect":             {What: "“pct={value}” has no effect in the present standard (RFC 9989): newer receivers apply the policy to all mail.", Do: "Take “pct” out and strengthen the policy in steps: none, quarantine, reject."},
	"dmarc.report-address-without-mailto": {What: "The report address “{address}” lacks “mailto:”, so no reports arrive.", Do: "Put “mailto:” before it."},
	"dmarc.bad-report-address":            {What: "The report address “{address}” is not right.", Do: "Write it like “mailto:dmarc@example.com”."},
	"dmarc.report-size-limit":             {What: "“!{limit}” behind an address is obsolete and ignored."},
	"dmarc.no-reports":                    {What: "There is no address for reports (rua), so you cannot learn who sends as this domain.", Do: "Add a mail address that receives the reports."},
	"dmarc.policy-none":                   {What: "The policy is none: it watches, but does not stop forged mail yet."},
	"dmarc.weak-subdomain-policy":         {What: "The domain asks for {policy}, but its subdomains only for {subdomains}: mail forged under a subdomain passes.", Do: "Take “sp=” out unless you have a reason."},
	"dmarc.test-mode":                     {What: "Because of “t=y”, newer receivers act one level below {policy}; older ones apply {policy} in full.", Do: "Take “t=y” out when you have finished testing."},
	"dmarc.fo-without-ruf":                {What: "“fo=” has no effect without an address for failure reports (ruf)."},
	"dmarc.failure-reports":               {What: "Failure reports (ruf) can hold the content of mail, which touches on privacy law, and few receivers send them.", Do: "Take “ruf=” out unless you have a reason."},
	"dmarc.upper-case":                    {What: "“{tag}={value}” has capital letters. It works, but lower case is safer."},

	"place.dmarc-at-domain":    {What: "The DMARC record stands at {domain}, where receivers do not look.", Do: "Register it under the name {right} and delete this one."},
	"place.doubled-name":       {What: "The record stands at {wrong}: the panel added the domain to a name that had it already.", Do: "Type the host name without the domain ({zone}). The right name is {right}."},
	"place.without-underscore": {What: "The record stands at {wrong}, without the “_” at the beginning.", Do: "Register it again under the name {right}."},
	"place.target-doubled":     {What: "The panel added the domain ({zone}) to the value of the CNAME.", Do: "Type the value with a dot at the end: “{right}.”."},
}
