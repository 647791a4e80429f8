package bounce

// patternsJapan are the replies of the Japanese mobile carriers.
var patternsJapan = []Pattern{
	// docomo answers "550 Unknown user" to the message itself where a filter or DMARC refused it; to RCPT TO where there is no such address.
	{Receiver: Docomo, Only: true, Any: []string{"unknown user", "user unknown"}, Stage: Data, Cause: docomoFilter, Source: sisimai},
	{Receiver: Docomo, Only: true, Any: []string{"unknown user", "user unknown"}, Stage: RcptTo, Cause: unknownUser, Source: sisimai},
	{Receiver: Docomo, Only: true, Any: []string{"unknown user", "user unknown"}, Cause: docomoUnclear, Source: sisimai},
	{Receiver: Docomo, Any: []string{"too much mail data"}, Cause: mailboxFull, Source: sisimai},
	{Receiver: Docomo, Only: true, Any: []string{"too many recipients"}, Cause: tooManyRecipients, Source: sisimai},
	{Receiver: Docomo, Only: true, Any: []string{"line too long"}, Cause: lineTooLong, Source: carriers},
	// au names the address where it does not exist, and leaves it out where the recipient's settings refuse.
	{Receiver: AU, Only: true, Any: []string{"550 : user unknown", "550 <>: user unknown", "550 5.1.1 : user unknown"}, Cause: auFilter, Source: sisimai},
	{Receiver: AU, Only: true, Any: []string{"user unknown"}, Cause: unknownUser, Source: sisimai},
	{Receiver: AU, Only: true, Any: []string{"connection reset", "lost connection", "conversation with", "timed out"}, Cause: carrierLimit, Source: carriers},
	{Receiver: AU, Only: true, Any: []string{"421"}, Codes: []string{"421"}, Cause: carrierLimit, Source: carriers},
	{Receiver: SoftBank, Only: true, Any: []string{"invalid recipient"}, Cause: softbankUnclear, Source: carriers},
	{Receiver: SoftBank, Only: true, Any: []string{"does not exist"}, Codes: []string{"553"}, Cause: senderDomainMissing, Source: carriers},
}
