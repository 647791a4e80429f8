//go:build js

package main

// bounceSamples are bounces to try, of senders that do not exist (RFC 2606, RFC 5737).
var bounceSamples = map[string]string{
	"gmail": `This is the mail system at host mail.nothing.example.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients.

<taro@gmail.com>: host gmail-smtp-in.l.google.com[192.0.2.26] said: 550-5.7.26
    Your email has been blocked because the sender is unauthenticated.
    550-5.7.26 Gmail requires all senders to authenticate with either SPF or
    DKIM. 550-5.7.26  Authentication results: 550-5.7.26  DKIM = did not pass
    550-5.7.26  SPF [nothing.example] with ip: [203.0.113.5] = did not pass
    550 5.7.26 - gsmtp (in reply to end of DATA command)
`,
	"docomo": `From: MAILER-DAEMON@mail.two-spf.example
To: info@two-spf.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="report"

--report
Content-Type: text/plain; charset=us-ascii

<hanako@docomo.ne.jp>: host mfsmax.docomo.ne.jp[192.0.2.8] said: 550 Unknown
    user hanako@docomo.ne.jp (in reply to end of DATA command)

--report
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.two-spf.example

Final-Recipient: rfc822; hanako@docomo.ne.jp
Action: failed
Status: 5.0.0
Remote-MTA: dns; mfsmax.docomo.ne.jp
Diagnostic-Code: smtp; 550 Unknown user hanako@docomo.ne.jp

--report
Content-Type: text/rfc822-headers

From: info@two-spf.example
To: hanako@docomo.ne.jp
Subject: hello
--report--
`,
	"full": `552-5.2.2 The recipient's inbox is out of storage space. 552 5.2.2 - gsmtp`,
}
