package bounce

// patternsGmail are the replies of Gmail and of Google Workspace. Their wording changes; old and new texts are met
// side by side.
var patternsGmail = []Pattern{
	{Receiver: Gmail, Any: []string{"hard fail policy (-all)", "hard fail policy"}, Cause: spfNotListed, Source: gmailCodes},
	{Receiver: Gmail, Any: []string{"temporary dns failures prevent authentication"}, Cause: senderDNSFailing, Source: gmailCodes},
	{Receiver: Gmail, Any: []string{"spf record of the sending domain has one or more suspicious entries"}, Cause: spfSuspicious, Source: gmailCodes},
	{Receiver: Gmail, Any: []string{"doesn't have a dmarc record", "dmarc record doesn't specify a dmarc policy"}, Cause: dmarcMissing, Source: gmailFAQ},
	{Receiver: Gmail, Any: []string{"isn't aligned with either the authenticated spf or dkim organizational domain", "there is no dmarc alignment"}, Cause: notAligned, Source: gmailFAQ},
	{Receiver: Gmail, Any: []string{"is not accepted due to domain's dmarc policy"}, Cause: dmarcRejected, Source: gmailCodes},
	{Receiver: Gmail, Any: []string{"requires all senders to authenticate with either spf or dkim", "this mail is unauthenticated", "because the sender is unauthenticated", "because it is unauthenticated"}, Cause: noAuthentication, Source: gmailCodes},
	{Receiver: Gmail, Any: []string{"ipv6 sending guidelines regarding ptr records and authentication"}, Cause: ipv6Guidelines, Source: gmailCodes},
	{Receiver: Gmail, Any: []string{"didn't pass spf authentication", "spf authentication didn't pass"}, Cause: spfRequired, Source: gmailCodes},
	{Receiver: Gmail, Any: []string{"didn't pass dkim authentication", "dkim authentication didn't pass"}, Cause: dkimRequired, Source: gmailCodes},
	{Receiver: Gmail, Any: []string{"ptr record"}, Cause: reverseDNS, Source: gmailCodes},
	{Receiver: Gmail, Any: []string{"tls required for rcpt domain", "tls connection"}, Cause: tlsRequired, Source: gmailCodes},
	{Receiver: Gmail, Any: []string{"same message-id"}, Cause: duplicateMessageID, Source: gmailCodes},
	{Receiver: Gmail, Any: []string{"email sent from your ip address has been blocked"}, Cause: addressBlocked, Source: gmailCodes},
	{Receiver: Gmail, Any: []string{"unusual rate of"}, And: []string{"ip address", "ip netblock", "dkim domain", "spf domain", "url domains", "unsolicited"}, Cause: rateUnusual, Source: gmailCodes},
	{Receiver: Gmail, Any: []string{"very low reputation of the sending ip"}, Cause: reputationAddress, Source: gmailCodes},
	{Receiver: Gmail, Any: []string{"very low reputation of the sending domain"}, Cause: reputationDomain, Source: gmailCodes},
	{Receiver: Gmail, Any: []string{"nature of the content or the links", "nature of the content and/or the links"}, Cause: contentLinks, Source: gmailCodes},
	{Receiver: Gmail, Any: []string{"not authorized to send email directly to our servers"}, Cause: dynamicAddress, Source: gmailCodes},
	{Receiver: Gmail, Any: []string{"missing a valid address in the from", "missing a valid address in from", "multiple addresses in the from", "having no from: header"}, Cause: badFrom, Source: gmailCodes},
	{Receiver: Gmail, Any: []string{"not rfc 5322 compliant", "messages missing a valid message-id", "duplicate headers"}, Cause: badHeader, Source: gmailCodes},
	{Receiver: Gmail, Any: []string{"likely unsolicited"}, Cause: spam, Source: gmailCodes},
	// Gmail answers so to programs that log in, with 5.7.40 by mistake for 5.7.4; it has nothing to do with DMARC.
	{Receiver: Gmail, Any: []string{"unrecognized authentication type"}, Cause: smtpAuth, Source: gmailCodes},
	{Receiver: Gmail, Any: []string{"receiving email too quickly", "receiving mail too quickly", "at a rate that prevents"}, Cause: recipientRate, Source: gmailCodes},
	{Receiver: Gmail, Any: []string{"illegal attachment"}, Cause: attachment, Source: gmailCodes},
	{Receiver: Gmail, Any: []string{"message size limits"}, Cause: tooLarge, Source: gmailCodes},
	{Receiver: Gmail, Only: true, Any: []string{"gcdp"}, Cause: recipientRule, Source: gmailCodes},
	{Receiver: Gmail, Any: []string{"out of storage space", "is over quota"}, Cause: mailboxFull, Source: gmailCodes},
	{Receiver: Gmail, Only: true, Any: []string{"is disabled", "is inactive"}, Cause: inactiveUser, Source: gmailCodes},
	{Receiver: Gmail, Any: []string{"account that you tried to reach does not exist", "?p=nosuchuser"}, Cause: unknownUser, Source: gmailCodes},
	{Receiver: Gmail, Any: []string{"is not a valid rfc-5321 address", "is not a valid rfc 5321 address"}, Cause: badAddress, Source: gmailCodes},
	{Receiver: Gmail, Any: []string{"mail server temporarily rejected message"}, Cause: receiverTrouble, Source: gmailCodes},
}
