package message

// The domain as a whole, and why something could not be looked up.
var enCheck = table{
	"dns.no-such-domain": {What: "The domain {domain} was not found.", Do: "Check the spelling. A domain that was registered just now, or has no name servers yet, looks like this too."},
	"mx.missing":         {What: "No servers are set up to receive mail (MX), so the domain cannot receive any."},
	"mx.null":            {What: "The domain says that it receives no mail (null MX)."},

	"failure.timeout":         {What: "There was no answer in time.", Do: "Wait a little and try again."},
	"failure.unreachable":     {What: "The DNS resolvers could not be reached.", Do: "Check the connection to the Internet and try again."},
	"failure.servfail":        {What: "The name servers gave no valid answer.", Do: "They may be down, or DNSSEC may be set up wrongly. If it goes on, ask the company that runs the DNS."},
	"failure.refused":         {What: "The question was refused.", Do: "Wait a little and try again."},
	"failure.malformed":       {What: "What came back was no answer to the question.", Do: "Wait a little and try again."},
	"failure.over-budget":     {What: "There were too many questions, so asking stopped here.", Do: "Use fewer includes in the SPF record."},
	"failure.not-asked":       {What: "This was not asked yet.", Do: "Try again."},
	"failure.bogus":           {What: "The DNSSEC signature is not valid, so the answer was thrown away.", Do: "Mail to this domain is lost as well. Tell the company that runs the DNS that DNSSEC validation fails."},
	"failure.private-address": {What: "The server was not asked, because its address is not one of the public Internet.", Do: "Check the address of the host that the NS record names."},
}
