package provider

// Receiver is a service that takes mail in for others: a filter before the mail service, a forwarder, or a mail service
// of which nothing is known as a sender. Its hosts do not tell who sends.
type Receiver struct {
	Name string // as the service writes it in Latin letters
	MX   []string
	Source
}

// Receivers are known by the MX records of Japanese companies, as others have measured them.
var Receivers = []Receiver{
	{"IIJ SecureMX", []string{"*.securemx.jp", "*.*.securemx.jp"}, Source{zones, "2026-11", ThirdParty}},
	{"Alpha Mail (Otsuka Shokai)", []string{"mxi.alpha-prm.jp", "ampub#.alpha-mail.net"}, Source{zones, "2026-11", ThirdParty}},
	{"OneOffice (TOKAI)", []string{"mailgw.oneoffice.jp", "mailgw#.oneoffice.jp"}, Source{zones, "2026-11", ThirdParty}},
	{"NEC Mail Security", []string{"i#.mailsecurity-nec.jp"}, Source{zones, "2026-11", ThirdParty}},
	{"Digital Arts", []string{"mail.system.digitalartscloud.com"}, Source{zones, "2026-11", ThirdParty}},
	{"Tsukaeru No Spam Cloud", []string{"mxjp#.nospamcloud.com"}, Source{zones, "2026-11", ThirdParty}},
	{"AIRnet", []string{"mxin#.airnet.ne.jp"}, Source{zones, "2026-11", ThirdParty}},
	{"MX Mobiling", []string{"mx#.active-w.net"}, Source{zones, "2026-11", ThirdParty}},
	{"Lark", []string{"mx#.larksuite.com"}, Source{zones, "2026-11", ThirdParty}},
	{"Cloudflare Email Routing", []string{"route#.mx.cloudflare.net"}, Source{zones, "2026-11", ThirdParty}},
	{"ImprovMX", []string{"mx#.improvmx.com"}, Source{zones, "2026-11", ThirdParty}},
	{"WordPress.com", []string{"smtp-fwd.wordpress.com"},
		Source{"https://github.com/Domain-Connect/Templates/blob/master/wordpress.com.email-forwarding.json", "2026-11", Vendor}},
}

// ReceiverAt returns the receiver whose host this is, or nil.
func ReceiverAt(host string) *Receiver {
	for i := range Receivers {
		if matchesAny(Receivers[i].MX, []string{host}) {
			return &Receivers[i]
		}
	}
	return nil
}
