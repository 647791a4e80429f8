package message

// Services that send mail, and panels of DNS.
var enProvider = table{
	"kind.hosting":    {What: "Rental servers"},
	"kind.groupware":  {What: "Groupware and mail"},
	"kind.newsletter": {What: "Newsletters"},
	"kind.api":        {What: "Sending API, SMTP relay"},
	"kind.business":   {What: "Business services (CRM, invoices, bookings)"},
	"kind.shop":       {What: "Online shops"},
	"kind.site":       {What: "Websites and forms"},

	"field.server": {What: "Host name of the server"},
	"field.ip":     {What: "IP address of the server"},
	"field.term":   {What: "SPF value that the service gave you (the part such as “include:…”)"},

	"confidence.vendor":      {What: "Stated by the provider"},
	"confidence.third-party": {What: "Seen in public records"},
	"confidence.unconfirmed": {What: "Not confirmed (ask the provider)"},

	// rental servers
	"sender.xserver.apex":                  {What: "At first the domain itself receives the mail (MX). Pointing its A record at another server stops mail from arriving.", Do: "Before you change the A record, change the MX to the host name of the server (sv….xserver.jp)."},
	"sender.sakura-rental.include":         {What: "SAKURA has no common value for include. “include:_spf.sakura.ne.jp” is wrong.", Do: "Enter the host name of your server (www….sakura.ne.jp)."},
	"sender.sakura-rental.login":           {What: "The menus for SPF and DKIM do not appear when you log in with a mail address.", Do: "Log in as the administrator of the server."},
	"sender.sakura-mailbox.login":          {What: "The menus for SPF and DKIM do not appear when you log in with a mail address.", Do: "Log in as the administrator of the server."},
	"sender.heteml.fixed":                  {What: "The SPF record cannot be edited on the name servers of heteml.", Do: "If other services send your mail too, move to a DNS where it can be edited, such as MuuMuu DNS."},
	"sender.kagoya.order":                  {What: "If DKIM signing is switched on before the record has reached DNS, verification fails.", Do: "Switch it on once the record of the public key can be seen."},
	"sender.cpi.plan":                      {What: "On plans other than “ビジネス スタンダード” (Business Standard), SPF may have to be applied for, and DKIM may be missing.", Do: "Check which plan you have."},
	"sender.zenlogic.old-domains":          {What: "Domains that were added before 5 July 2023 have no SPF record by default.", Do: "Add a TXT record under “ゾーン編集” (zone editing)."},
	"sender.ocn-bizmail.security":          {What: "The values for DNS depend on whether you use the mail security service (メールセキュリティサービス).", Do: "Check in the provider's manual which values fit your contract."},
	"sender.webarena-suitex.own-dns":       {What: "On the DNS of WebARENA (ns3 and ns4.sphere.ad.jp), SPF only has to be chosen in the panel.", Do: "If your DNS is elsewhere, ask the provider for the values."},
	"sender.webarena-suitex.others":        {What: "On the DNS of WebARENA, other services are added by their IP addresses.", Do: "If you also use a newsletter service or the like, register the addresses that it sends from."},
	"sender.interlink.program":             {What: "Only mail from mail programs (SMTP AUTH), from webmail and from the sendmail command is signed with DKIM.", Do: "Let your programs send through the sendmail command."},
	"sender.google-workspace.start":        {What: "Generating the DKIM key does not switch DKIM on.", Do: "Publish the TXT record, then press “Start authentication” in the Admin console."},
	"sender.google-workspace.bits":         {What: "The value of a 2048-bit key is longer than 255 characters, which some DNS panels refuse.", Do: "If yours refuses it, generate a key of 1024 bits."},
	"sender.microsoft-365.target":          {What: "Where the CNAMEs point to depends on when the domain was added (the form is new since May 2025).", Do: "Copy both values from the portal exactly as they are shown."},
	"sender.microsoft-365.enable":          {What: "Publishing the CNAME records does not switch DKIM on.", Do: "When both are published, enable signing for the domain on the DKIM page."},
	"sender.line-works.main-domain":        {What: "DKIM can be set up by hand for the registered main domain only, not for subdomains."},
	"sender.zoho-mail.data-centre":         {What: "The SPF value depends on your data centre (Japan, US and so on).", Do: "Enter the value that the admin console shows."},
	"sender.cybermail-sigma.others":        {What: "Other services of the same company have another SPF value.", Do: "Make sure that your service is CYBERMAIL Sigma."},
	"sender.cybozu-system-mail.own-server": {What: "Mail comes from no-reply@cybozu.com, so nothing has to be set. It is different if you send through a mail server of your own (外部サーバー).", Do: "In that case, choose the service of that server."},

	// newsletters
	"sender.myasp.assigned":    {What: "Nothing has to be set if you send from an address of the domain that came with your contract."},
	"sender.orangemail.volume": {What: "This is needed only if you send 5,000 or more messages a day to Gmail or Yahoo! Mail."},
	"sender.orangemail.mailto": {What: "A DMARC example on the provider's page had an rua address without “mailto:”. As it stands, no reports arrive.", Do: "Write “rua=mailto:” and the address."},
	"sender.mailchimp.include": {What: "“include:servers.mcsv.net” is not needed any more; it only costs DNS lookups.", Do: "Take it out of the SPF record if it is still there."},
	"sender.utage.separate":    {What: "The DKIM record of UTAGE is not that of your rental server.", Do: "Leave the record of the server as it is, and add the one of UTAGE."},
	"sender.autobiz.addresses": {What: "Older instructions listed IP addresses (203.183.142.128/25 and others).", Do: "If they are still in your record, replace them by the include."},

	// sending APIs
	"sender.sendgrid.root":   {What: "With Domain Authentication (automated security), “include:sendgrid.net” is not needed in the SPF record of the domain.", Do: "Register the CNAME records that are shown."},
	"sender.amazon-ses.root": {What: "“include:amazonses.com” in the SPF record of the domain itself does nothing for DMARC.", Do: "Set up DKIM (Easy DKIM); if SPF should match as well, set up a custom MAIL FROM domain."},
	"sender.mailgun.place":   {What: "The SPF value belongs at the name that is registered with Mailgun. If that is a subdomain, the domain itself does not need it.", Do: "Check in Mailgun which name you registered."},
	"sender.postmark.root":   {What: "“include:spf.mtasv.net” at the domain itself is an old instruction and does nothing for DMARC.", Do: "Register the Return-Path CNAME that is shown."},
	"sender.resend.host":     {What: "If you enter the host name “send” together with your domain, some panels double it to “send.example.jp.example.jp”.", Do: "Enter only “send” where the panel adds the domain by itself."},

	// business services
	"sender.zendesk.all":           {What: "Examples of the provider end in “?all”, which does nothing against forged mail.", Do: "Keep the ending of your SPF record (~all or -all) and add only the include."},
	"sender.freshdesk.own-mailbox": {What: "This is not needed if Freshdesk sends through your own mail server (custom mailbox)."},
	"sender.freee.one-zone":        {What: "This value was found in a single public record only.", Do: "Ask the support of freee before you add it."},
	"sender.rakurakuseisan.fixed":  {What: "Nothing has to be set as long as mail comes from keihi-no-reply@rakus-cloud.jp."},
	"sender.satori.report":         {What: "Registering the records in DNS is not the last step.", Do: "Tell SATORI when they are registered."},
	"sender.hacomono.from":         {What: "If the sender address is changed before the domain is verified, members cannot sign up.", Do: "Change the sender address after the verification."},

	// shops
	"sender.shopify.all-records": {What: "Mail from a domain that is not authenticated is sent from an address at shopifyemail.com instead.", Do: "Register every record that is shown."},
	"sender.shopify.include":     {What: "The older “include:shops.shopify.com” is not needed any more.", Do: "Take it out of the SPF record if it is still there."},
	"sender.makeshop.underscore": {What: "DKIM cannot be registered where the DNS refuses “_” in the host name of a CNAME.", Do: "In that case register a TXT record as the provider's help describes. Its value may change without notice."},
	"sender.colorme.mailbox":     {What: "The provider recommends a mail address made in Color Me Shop. With one, nothing has to be set."},
	"sender.futureshop.check":    {What: "Newsletters cannot be scheduled until SPF, DKIM and DMARC are all in place.", Do: "Set up all three."},

	// websites and forms
	"sender.wix.dmarc":       {What: "For a domain that is managed outside of Wix, you have to publish DMARC yourself. Mail that is not authenticated comes from ascendbywix.com.", Do: "Register a DMARC record along with the CNAME records."},
	"sender.formrun.receive": {What: "The domain must be able to receive mail, and its DNS must allow “_” in host names."},

	// panels
	"panel.xserver-server-panel.dkim":    {What: "Xserver's own DKIM record (default._domainkey) cannot be changed on this screen.", Do: "Switch it on or off on the screen “DKIM設定” (DKIM settings)."},
	"panel.xserver-server-panel.screens": {What: "XServer Domain has a screen that looks alike. With name servers such as ns1.xserver.jp, records typed there have no effect.", Do: "Use the “サーバーパネル” (server panel)."},
	"panel.xserver-domain-dns.screens":   {What: "Records typed here count only with name servers such as ns1.xdomain.ne.jp.", Do: "With name servers such as ns1.xserver.jp, use the “サーバーパネル” (server panel)."},
	"panel.sakura-domain.length":         {What: "A TXT record holds 255 characters at most, too few for a DKIM key of 2048 bits.", Do: "Use DKIM by CNAME or a key of 1024 bits. DKIM of SAKURA's own rental server is set in the server control panel."},
	"panel.sakura-domain.dot":            {What: "Without a final “.”, your own domain is appended to the value of a CNAME or MX.", Do: "End the value in “.”."},
	"panel.muumuu-dns.preset":            {What: "If SPF stays on in “設定1” (settings 1) and you add SPF in “設定2” (settings 2), there are two SPF records and both are invalid.", Do: "Choose “利用しない” (do not use) for SPF in 設定1 before you add yours in 設定2."},
	"panel.lolipop-ns.no-records":        {What: "Users report that TXT records cannot be added freely on the name servers of Lolipop.", Do: "If you cannot add them, change the name servers to MuuMuu DNS or another service. Take the present MX and SPF along."},
	"panel.heteml-ns.fixed":              {What: "The SPF record cannot be edited on the name servers of heteml.", Do: "Move to a DNS where it can be edited, such as MuuMuu DNS. Take the present MX and SPF along."},
	"panel.onamae-dns.confirm":           {What: "Pressing “追加” (add) registers nothing yet. Unless the name servers are 01.dnsv.jp and so on, what you register has no effect.", Do: "Go on from “確認画面へ進む” (confirm) to “設定する” (set)."},
	"panel.onamae-dns.rental":            {What: "With name servers such as ns-rs1.gmoserver.jp, records typed here have no effect.", Do: "In that case use the control panel of the rental server."},
	"panel.onamae-rs-dns.navi":           {What: "With name servers such as ns-rs1.gmoserver.jp, records typed in Onamae.com Navi have no effect. Other rental servers of GMO use the same name servers.", Do: "Use the control panel of your rental server."},
	"panel.value-domain.lines":           {What: "Each line is one record, in the form “txt host value”.", Do: "Leave the lines that are there and write below them. Do not break a value over lines."},
	"panel.value-domain.dot":             {What: "Without a final “.”, your own domain is appended to the value of an MX or CNAME.", Do: "End the value in “.”."},
	"panel.conoha-dns.zones":             {What: "ConoHa has two DNS services with a screen each: that of ConoHa WING (ns-a1.conoha.io and so on) and that of VPS and others (a.conoha-dns.com and so on).", Do: "Use the screen that goes with your present name servers."},
	"panel.zenlogic-dns.one-field":       {What: "Only one TXT record can be added for a host name.", Do: "If there is one, add a line to its value, each line in quotation marks of its own."},
	"panel.zenlogic-dns.type":            {What: "There is a record type “SPF”, which is not to be used.", Do: "Choose “TXT”."},
	"panel.extrem-dns.one-txt":           {What: "A host name can have only one TXT record, so the domain itself cannot have SPF together with another TXT.", Do: "If there is a TXT for verification already, consider moving to another DNS."},
	"panel.iij-dpf.one-entry":            {What: "Only one entry can be registered for a name and a type.", Do: "If there is a TXT entry, add a line to its value."},
	"panel.cloudflare.proxy":             {What: "With the proxy (orange cloud) on, names of mail servers and CNAMEs of DKIM do not work.", Do: "Set them to “DNS only”."},
	"panel.route53.lines":                {What: "All TXT values of a name stand in one record.", Do: "If there is a TXT record, add a line to its value."},
	"panel.google-cloud-dns.root":        {What: "Typing “@” does not make a record of the domain itself.", Do: "Leave “DNS name” empty for the domain itself."},
	"panel.namecheap.mx":                 {What: "Switching to “Custom MX”, which an MX of a subdomain needs, stops mail forwarding for the whole domain.", Do: "If you use mail forwarding, choose a way that needs no MX."},
	"panel.wix-dns.mx":                   {What: "A subdomain cannot have an MX record, so a MAIL FROM domain of Resend or Amazon SES cannot be completed.", Do: "If you need one, consider moving to another DNS."},
	"panel.bind-zone.serial":             {What: "A change of the zone file alone does not reach the secondary servers.", Do: "Raise the serial number of the SOA, then reload."},
}
