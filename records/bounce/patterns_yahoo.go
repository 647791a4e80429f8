package bounce

// patternsYahoo are the replies of Yahoo Inc. and AOL.
var patternsYahoo = []Pattern{
	{Receiver: Yahoo, Only: true, Any: []string{"requires all senders to authenticate with either spf or dkim"}, Cause: noAuthentication, Source: yahooCodes},
	{Receiver: Yahoo, Any: []string{"[ph01]", "[ph02]", "[ph03]", "[ph0"}, Cause: phishing, Source: yahooCodes},
	{Receiver: Yahoo, Any: []string{"not accepted for policy reasons"}, Cause: yahooPolicy, Source: yahooCodes},
	{Receiver: Yahoo, Any: []string{"temporarily deferred due to unexpected volume or user complaints"}, Cause: complaintsDeferred, Source: yahooCodes},
	{Receiver: Yahoo, Any: []string{"will be permanently deferred", "[tss09]", "[tss11]"}, Cause: deferredForGood, Source: yahooCodes},
	{Receiver: Yahoo, Any: []string{"[bl21]", "[bl23]"}, Cause: blockList, Source: yahooCodes},
	{Receiver: Yahoo, Any: []string{"unresolvable rfc.5321 from domain", "unresolvable rfc.5322 from domain", "unresolvable rfc5321 from domain", "unresolvable rfc5322 from domain"}, Cause: senderDomainMissing, Source: yahooCodes},
	{Receiver: Yahoo, Any: []string{"headers are not rfc compliant"}, Cause: badHeader, Source: yahooCodes},
	{Receiver: Yahoo, Any: []string{"receiving mail too quickly"}, Cause: recipientRate, Source: yahooCodes},
	{Receiver: Yahoo, Any: []string{"max message per connection reached"}, Cause: sessionLimit, Source: yahooCodes},
	{Receiver: Yahoo, Only: true, Any: []string{"doesn't have a", "no longer valid", "mailbox not found"}, Cause: unknownUser, Source: yahooCodes},
	{Receiver: Yahoo, Any: []string{"this user doesn't have a", "is no longer valid. [-20]"}, Cause: unknownUser, Source: yahooCodes},
	{Receiver: Yahoo, Any: []string{"this mailbox is disabled"}, Cause: inactiveUser, Source: yahooCodes},
	{Receiver: Yahoo, Only: true, Any: []string{"resources temporarily unavailable", "internal server error", "temporary domain failure"}, Cause: receiverTrouble, Source: smtpCodes},
}

// patternsICloud are the replies of iCloud Mail.
var patternsICloud = []Pattern{
	{Receiver: ICloud, Any: []string{"failing both spf and dkim"}, Cause: noAuthentication, Source: sisimai},
	{Receiver: ICloud, Only: true, Any: []string{"dmarc policy"}, Cause: dmarcRejected, Source: sisimai},
	{Receiver: ICloud, Only: true, Any: []string{"proofpoint.com/dnsbl-lookup", "spamhaus"}, Cause: blockList, Source: sisimai},
	{Receiver: ICloud, Any: []string{"due to local policy"}, Cause: localPolicy, Source: applePage},
	{Receiver: ICloud, Any: []string{"deferred due to excessive volume"}, Cause: tooFast, Source: sisimai},
	{Receiver: ICloud, Only: true, Any: []string{"sender address rejected: domain not found"}, Cause: senderDomainMissing, Source: sisimai},
	{Receiver: ICloud, Only: true, Any: []string{"over quota", "overquota"}, Cause: mailboxFull, Source: sisimai},
	{Receiver: ICloud, Any: []string{"inactive email address", "no longer on server"}, Cause: inactiveUser, Source: sisimai},
	{Receiver: ICloud, Only: true, Any: []string{"unknown or illegal alias", "user does not exist"}, Cause: unknownUser, Source: sisimai},
	{Receiver: ICloud, Only: true, Any: []string{"too many errors"}, Cause: invalidRecipients, Source: smtpCodes},
	{Receiver: ICloud, Only: true, Any: []string{"service unavailable - try again later"}, Cause: receiverTrouble, Source: smtpCodes},
}
