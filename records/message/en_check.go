package message

// The domain as a whole, and why something could not be looked up.
var enCheck = table{
	"dns.no-such-domain": {What: "The domain {domain} was not found.", Do: "Check the spelling. A domain that was registered just now, or has no name servers yet, looks like this too."},
	"mx.missing":         {What: "No servers are set up to receive mail (MX), so the domain cannot receive any."},
	"mx.null":            {What: "The domain says that it receives no mail (null MX)."},

	"dns.wildcard":               {What: "Names that nobody registered answer with a TXT record too (a wildcard, “*”).", Do: "If you do not know why, look for a record with the name “*” in the DNS panel."},
	"dns.servers-differ":         {What: "The name servers do not agree ({name} {type}: {servers}). Mail arrives sometimes and sometimes not.", Do: "If this lasts for more than some minutes after a change, tell the company that runs the DNS that its name servers do not agree."},
	"dns.server-no-answer":       {What: "The name server {server} did not answer.", Do: "Mail arrives as long as another one answers. If it goes on, ask the company that runs the DNS."},
	"dns.server-private-address": {What: "The address of the name server {server} is not one of the public Internet, so it was not asked.", Do: "See whether the name in the NS record has its public address."},
	"dns.no-server-answers":      {What: "None of the name servers of this domain answers. Mail does not arrive.", Do: "Look at the name servers in the panel of your registrar, and whether the contract for the DNS is still running."},
	"place.other-panel":          {What: "The records were typed in the wrong place. The DNS of this domain is {right}; what is registered at {named} is not published on the Internet.", Do: "Open the panel of {right} and register them there. (Name servers: {servers})"},
	"place.look-alike-panel":     {What: "{named} and {right} have similar names, but are different panels. The DNS of this domain is {right}.", Do: "Open the panel of {right} and register the records there. (Name servers: {servers})"},
	"place.not-the-name-servers": {What: "The name servers of this domain are {servers}; they are not those of {named}.", Do: "What is registered at {named} is not published. Register it in the panel of the company that runs these name servers."},
	"place.without-domainkey":    {What: "The record stands at {wrong}, without “._domainkey” in its name.", Do: "Delete the record at {wrong} and register it under the name {right}."},
	"place.cname-in-the-way":     {What: "{name} holds a CNAME, an alias of {target}. A TXT record of the same name is not read.", Do: "If you do not need the CNAME, delete it and register the TXT record. If a service told you to register it, the value comes from that service."},
	"place.txt-in-the-way":       {What: "A TXT record is left at {name}. A name with a TXT record cannot hold a CNAME.", Do: "Delete the TXT record “{text}”, then register the CNAME."},
	"place.cname-and-txt":        {What: "{name} holds both a TXT record and a CNAME (an alias of {target}). Which one is seen differs from receiver to receiver.", Do: "Delete one of them; for what you planned, the CNAME."},
	"place.answered-by-wildcard": {What: "There is no record at {name} yet. What answers now is the wildcard “*” ({text}).", Do: "Register the planned record under this name; it goes before the wildcard."},
	"place.dmarc-left-at-domain": {What: "There is a DMARC record at {domain} as well, where it is not read.", Do: "Delete the TXT record at {domain} that begins with “v=DMARC1”. Its place is {right}."},

	"unplanned.spf":             {What: "There is one more SPF record, which was not planned. With two of them, SPF fails for both.", Do: "Delete “{text}”. The planned record holds every sender that you need."},
	"unplanned.dmarc":           {What: "There is one more DMARC record, which was not planned. With two of them, both are ignored.", Do: "Delete “{text}”, so that {right} holds one record only."},
	"unplanned.dkim":            {What: "An older string is left beside the new key. DKIM may fail because of it.", Do: "Delete “{text}” from the TXT records at {right}, so that one is left."},
	"unplanned.dmarc-at-domain": {What: "A DMARC record is left at the domain itself ({name}), where it is not read.", Do: "Delete “{text}”. Its place is {right}."},

	"spf.only-type-99":  {What: "SPF is registered only with a record type that was given up (type 99, “SPF”). Receivers do not read it.", Do: "Register the same value with the type “TXT”. The old one may be deleted."},
	"spf.type-99":       {What: "SPF is registered with a record type that was given up (type 99, “SPF”) as well. Nobody reads it, and it does no harm."},
	"dkim.space-in-key": {What: "There is a space inside the key (at character {position}). Most receivers ignore it; it came in while pasting.", Do: "To be on the safe side, register the value without the space."},

	"mx.null-beside-others":   {What: "One MX record says that the domain receives no mail (null MX), and others name servers that do.", Do: "Delete the MX “0 .” if you receive mail, and the others if you do not."},
	"mx.host-without-address": {What: "The mail server {host} has no IP address, so it cannot receive mail.", Do: "Register an A record for {host}, or check the spelling in the MX record."},
	"mx.host-is-alias":        {What: "The host {host} of an MX record is an alias (CNAME). Some senders refuse to deliver to it.", Do: "Write {target}, to which the alias points, into the MX record."},
	"mx.private-address":      {What: "The address {address} of the mail server {host} is for inside networks. It cannot be reached from the Internet.", Do: "Register the public address in the A record of {host}."},

	"mtasts.several-records":    {What: "There are {count} MTA-STS records. Unless there is one, senders act as if there were no policy.", Do: "Keep one TXT record at {name} and delete the others."},
	"mtasts.policy-not-fetched": {What: "There is an MTA-STS record, but the policy file could not be fetched ({url}).", Do: "Open that address in a browser and see whether it is shown without a warning. Often the certificate has expired, or the host has no address. ({why})"},
	"tlsrpt.several-records":    {What: "There are {count} TLS-RPT records. Unless there is one, no reports come.", Do: "Keep one TXT record at {name} and delete the others."},
	"bimi.several-records":      {What: "There are {count} BIMI records. Unless there is one, no logo is shown.", Do: "Keep one TXT record at {name} and delete the others."},
	"bimi.dmarc-too-weak":       {What: "There is a BIMI record, but the DMARC policy is too weak for a logo to be shown.", Do: "Set p to quarantine or reject in DMARC, and take out sp=none and t=y."},
	"tlsa.lookup-fails":         {What: "Asking for the TLSA records of the mail server {host} gives an error. Senders that use DANE hold mail back.", Do: "Tell the company that runs the DNS that questions for TLSA fail (SERVFAIL)."},

	"dnssec.bogus":             {What: "DNSSEC (the signatures of DNS answers) does not validate ({name} {type}). To receivers that check, the domain does not exist.", Do: "Mend this before anything else. After moving the DNS to another company, delete the old DS record in the panel of your registrar. If you are not sure, tell the company that runs the DNS that DNSSEC validation fails. (Error numbers: {codes})"},
	"dnssec.signature-expired": {What: "The DNSSEC signatures have expired ({name} {type}). To receivers that check, the domain does not exist.", Do: "Before anything else, tell the company that runs the DNS that its signatures have expired. (Error numbers: {codes})"},
	"dnssec.key-missing":       {What: "The name servers have no key that matches the one registered at the parent domain (DS; {name} {type}). To receivers that check, the domain does not exist.", Do: "Before anything else, set the DS record in the panel of your registrar to the value of the company that runs the DNS now, or delete it. It is often left when the DNS moves. (Error numbers: {codes})"},
	"dnssec.signature-missing": {What: "DNSSEC is registered for this domain, but the answers are not signed ({name} {type}). To receivers that check, the domain does not exist.", Do: "Before anything else, switch DNSSEC on where the DNS runs, or delete the DS record in the panel of your registrar. (Error numbers: {codes})"},
	"dnssec.unsigned":          {What: "DNSSEC (signatures of DNS answers) is not used. Mail arrives without it."},

	"server.private-address":      {What: "{address} is an address for inside networks. It is not the one that receivers see.", Do: "Type the address with which the server goes out to the Internet."},
	"server.no-name":              {What: "{address} has no name (PTR, reverse DNS). Gmail and others refuse mail from this server.", Do: "Register the name of the server as reverse DNS in the panel of the company that gave you the address (of the server or the line). It cannot be done in the DNS panel."},
	"server.name-not-confirmed":   {What: "The name of {address} is {name}, but that name does not lead back to {address}.", Do: "Register {address} in the A record (AAAA for IPv6) of {name} in the DNS panel."},
	"server.several-names":        {What: "{address} has several names ({names}). One is safer."},
	"server.generic-name":         {What: "The name of {address}, {name}, looks like one that was given to a line automatically. Mail from it is often taken for spam.", Do: "In the panel of the company that gave you the address, change the reverse DNS to a name such as “mail.” and your domain."},
	"server.helo-not-a-name":      {What: "The server greets as “{helo}” (HELO), which is no host name of the Internet ({address}).", Do: "Write a name such as “mail.” and your domain into the settings of the mail server (myhostname in Postfix)."},
	"server.helo-without-address": {What: "The server greets as “{helo}” (HELO), a name without an address in DNS.", Do: "Register {address} in the A record of {helo} in the DNS panel."},
	"server.helo-other-address":   {What: "The server greets as “{helo}” (HELO), a name with another address than {address}.", Do: "Add {address} to the A record of {helo}, or let the server greet with its own name."},
	"server.helo-other-name":      {What: "The server greets as {helo}, but the name of {address} is {name}. Mail arrives as long as both lead to this server."},

	"failure.timeout":         {What: "There was no answer in time.", Do: "Wait a little and try again."},
	"failure.unreachable":     {What: "The DNS resolvers could not be reached.", Do: "Check the connection to the Internet and try again."},
	"failure.servfail":        {What: "The name servers gave no valid answer.", Do: "They may be down, or DNSSEC may be set up wrongly. If it goes on, ask the company that runs the DNS."},
	"failure.refused":         {What: "The question was refused.", Do: "Wait a little and try again."},
	"failure.malformed":       {What: "What came back was no answer to the question.", Do: "Wait a little and try again."},
	"failure.too-large":       {What: "A TXT record is too long, so it was not read.", Do: "What mail needs takes some hundred characters at most. Check the value in the DNS."},
	"failure.over-budget":     {What: "There were too many questions, so asking stopped here.", Do: "Use fewer includes in the SPF record."},
	"failure.not-asked":       {What: "This was not asked yet.", Do: "Try again."},
	"failure.bogus":           {What: "The DNSSEC signature is not valid, so the answer was thrown away.", Do: "Mail to this domain is lost as well. Tell the company that runs the DNS that DNSSEC validation fails."},
	"failure.private-address": {What: "The server was not asked, because its address is not one of the public Internet.", Do: "Check the address of the host that the NS record names."},

	// Senders that seem to have been forgotten.
	"mx.receiver-in-between": {What: "Mail is received by {service} ({host}). It does not tell which service sends your mail.", Do: "Ask your administrator or the provider which service sends it."},
	"spf.sender-missing":     {What: "“{seen}” shows a service that may send your mail as well, but the SPF record has no “{term}”.", Do: "If mail is sent through it, add the term to the SPF record."},
	"dkim.sender-missing":    {What: "“{seen}” shows a service in use, but no DKIM key of it (selector {selectors}) was found.", Do: "Unless it is set up under another name, switch DKIM on at the service."},
}
