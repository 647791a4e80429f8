package message

// What a link sets. "to confirm" is said beside each warning by the page.
var enShare = table{
	"share.later-version":    {What: "This link was made by a later version of Todoku, and this page cannot read it.", Do: "Load the page again. If it still cannot be read, enter the domain below to begin."},
	"share.broken":           {What: "This link could not be read. It is not used; this is the first page as it always is.", Do: "Ask whoever sent the link to make it again, or enter the domain below to begin by yourself."},
	"share.cut":              {What: "This link has been cut off. It is not used; this is the first page as it always is.", Do: "Copy the whole of the link, to its very end, and open it again."},
	"share.domain":           {What: "Domain: {domain}"},
	"share.sender":           {What: "Sender: {sender}"},
	"share.value":            {What: "Your contract with {sender}: {value}"},
	"share.strange-value":    {What: "Your contract with {sender}: {value}. This lets that host send mail of this domain.", Do: "Check in the panel of {sender} that this is the value of your own contract."},
	"share.server":           {What: "Own server: {address} (it is in the SPF record already)"},
	"share.strange-server":   {What: "Own server: {address}. This lets that address send mail of this domain.", Do: "Check that this is the address of a server of your own."},
	"share.drops-sender":     {What: "{sender} is taken out of the senders.", Do: "Check that nobody uses it any more. If somebody does, that mail will arrive less often."},
	"share.no-mail":          {What: "The domain will say that nobody sends mail from it.", Do: "Check that nobody sends mail with an address of this domain."},
	"share.ending":           {What: "Mail from servers that are not listed: {ending}"},
	"share.weaker-ending":    {What: "Mail from servers that are not listed: {ending}. This is weaker than what is published (-all).", Do: "Ask whoever sent the link why it should be weaker."},
	"share.policy":           {What: "DMARC policy: {tag}={policy}"},
	"share.weaker-policy":    {What: "DMARC policy: {tag}={policy}. This is weaker than what is published ({published}).", Do: "Ask whoever sent the link why it should be weaker."},
	"share.unsure-policy":    {What: "DMARC policy: {tag}={policy}. We could not look what is published, so this may be weaker.", Do: "Wait a little and open the link again."},
	"share.alignment":        {What: "DMARC alignment: {tag}={value}"},
	"share.looser-alignment": {What: "DMARC alignment: {tag}={value}. This is looser than what is published (s, the very same domain).", Do: "Ask whoever sent the link why it should be looser."},
	"share.reports":          {What: "Reports go to {address}"},
	"share.strange-reports":  {What: "Reports go to {address}. Every day this address outside the domain will learn which servers send your mail, and how much.", Do: "Check that you know the company behind this address."},
	"share.key":              {What: "DKIM key: selector {selector} (published already)"},
	"share.strange-key":      {What: "DKIM key: selector {selector} ({value}). Whoever holds this key can sign in the name of the domain.", Do: "Check that this is a key of your own, or of a service that you use."},
	"share.panel":            {What: "DNS panel: {panel}"},
}
