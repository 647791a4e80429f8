package provider

// Panels are all panels of the catalogue.
var Panels = []Panel{
	{
		ID: "cloudflare", Name: Name{"Cloudflare", "Cloudflare"}, Search: "クラウドフレア",
		Where: "Websites > (ドメイン) > DNS > Records > Add record",
		Root:  RootAt, Host: Relative, Quote: QuoteNone, Long: LongWhole, Dot: DotEither, TTL: "Auto",
		NS:     []string{"*.ns.cloudflare.com"},
		Notes:  []string{"panel.cloudflare.proxy"},
		Source: Source{"https://developers.cloudflare.com/dns/manage-dns-records/", "2026-11", Vendor},
	},
}
