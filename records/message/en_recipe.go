package message

// What is typed into the boxes of a DNS panel, and the sheet that lists it.
var enRecipe = table{
	"label.priority": {What: "Priority"},
	"label.line":     {What: "Line to add"},

	"label.value-quoted-one": {What: "Value (one line in quotation marks)"},

	"box.empty":   {What: "(leave it empty)"},
	"box.default": {What: "(leave it as it is)"},

	"host.unknown-root": {What: "Some panels write the domain itself as “@”, others want the box empty.", Do: "If “@” is refused, leave the box empty."},
	"dot.either":        {What: "The value may end in a dot or not."},
	"dot.unknown":       {What: "Whether the value has to end in a dot is not confirmed.", Do: "If the list shows your own domain behind the value afterwards, register it again with a dot at the end."},

	"recipe.too-long":     {What: "The value has {length} characters. A TXT record of this panel holds {limit} at most.", Do: "Make it shorter by taking out senders that are not in use, or consider moving to a DNS that takes long values."},
	"recipe.key-too-long": {What: "The key has {length} characters. A TXT record of this panel holds {limit} at most.", Do: "There are three ways round: use DKIM by CNAME, make the key anew with 1024 bits, or move to a DNS that takes long values."},
	"recipe.priority":     {What: "If there is a box for the priority, the number goes there and the rest into the value."},
	"recipe.one-box":      {What: "All TXT values of a host name stand in one box, one on each line. The value above is the whole content of the box, with the lines that are there.", Do: "Do not delete the lines that are there."},
	"recipe.one-txt":      {What: "A host name can have only one TXT record in this panel, and there is another one already: {texts}", Do: "Replace it if it is not needed. If it is, consider moving to another DNS."},
	"recipe.other-form":   {What: "If one form is refused, try the other."},
	"recipe.underscore":   {What: "Some panels refuse “_” in a host name.", Do: "If yours does, ask the provider of the service for a TXT record instead."},

	"sheet.title":          {What: "What to publish in the DNS of {domain}"},
	"sheet.panel":          {What: "Panel to use: {panel}"},
	"sheet.where":          {What: "Screens to open: {where}"},
	"sheet.which":          {What: "The name servers do not tell which of these it is: {panels}.", Do: "Use the panel of the company that you have a contract with."},
	"sheet.elsewhere":      {What: "The name servers of the domain ({servers}) do not seem to be those of this panel. What is typed here has no effect then.", Do: "Use the panel of the company that runs the name servers."},
	"sheet.source":         {What: "What is known of this panel: {confidence} {ref} ({date})"},
	"sheet.panel-unknown":  {What: "The panel is not known, so host names are given in three spellings.", Do: "Choose the one that the records that are there already use."},
	"sheet.add-line":       {What: "Open the TXT record that is there and add a line to its value."},
	"sheet.old":            {What: "Value now"},
	"sheet.sender":         {What: "Service: {sender}"},
	"sheet.others":         {What: "The SPF value ({terms}) is what others publish; no page of the provider that says so was found.", Do: "Ask your provider as well."},
	"sheet.subdomain":      {What: "The service also shows records for a subdomain.", Do: "Publish all of them as they are shown."},
	"sheet.missing":        {What: "Still to be settled"},
	"sheet.need":           {What: "{sender}: {field}"},
	"sheet.no-senders":     {What: "No sender was chosen, so there is no SPF record."},
	"sheet.task.published": {What: "The DKIM key is published (selector {selector}). Nothing has to be done."},
	"sheet.task.given":     {What: "The DKIM key is among the records above. Switch signing on in the panel once it can be seen in DNS."},
	"sheet.task.switch":    {What: "Switch DKIM on in the panel of {sender}. Where the same company runs the DNS, the record is added automatically.", Do: "If your DNS is elsewhere, publish the value that the panel shows."},
	"sheet.task.shown":     {What: "The panel of {sender} shows what to publish when DKIM is set up there.", Do: "Publish it in DNS."},
	"sheet.task.paste":     {What: "{sender} takes a private key that you make yourself.", Do: "Publish the public key in DNS, then register the private key in the panel of {sender}."},
	"sheet.task.without":   {What: "{sender} does not sign for customers' own domains."},
	"sheet.task.ask":       {What: "How {sender} does DKIM is not confirmed.", Do: "Look for “DKIM” in the provider's help, or ask."},
}
