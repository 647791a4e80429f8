package provider

var world = []Panel{
	{
		ID: "cloudflare", Name: Name{"Cloudflare", "Cloudflare"}, Search: "クラウドフレア くらうどふれあ",
		Where: "DNS > レコード|Records > レコードを追加|Add record",
		Form:  "type=タイプ|Type;host=名前|Name;value=コンテンツ|Content;ttl=TTL;MX:priority=優先度|Priority",
		// The dashboard puts the quotation marks and cuts long values itself.
		Root: RootAt, Host: Relative, Quote: QuoteNone, Long: LongWhole, MaxTXT: 2048, TTL: "Auto",
		NS:     []string{"*.ns.cloudflare.com"},
		Notes:  []string{"panel.cloudflare.proxy"},
		Source: Source{"https://developers.cloudflare.com/dns/manage-dns-records/reference/dns-record-types/", "2026-11", Vendor},
	},
	{
		ID: "route53", Name: Name{"Amazon Route 53", "Amazon Route 53"}, Search: "アマゾン aws ルート53 route 53",
		Where: "Route 53 > ホストゾーン|Hosted zones > (ドメイン)|(domain) > レコードを作成|Create record",
		Form:  "host=レコード名|Record name;type=レコードタイプ|Record type;value=値|Value;ttl=TTL (秒)|TTL (seconds)",
		// The page of the values all policies share says that the name of the zone itself is left empty, without "@".
		Root: RootEmpty, Host: Relative, Texts: TextsLines, Quote: QuoteRequired, Long: LongSplit, Dot: DotEither,
		NS:     []string{"ns-#.awsdns-#.com", "ns-#.awsdns-#.net", "ns-#.awsdns-#.org", "ns-#.awsdns-#.co.uk"},
		Notes:  []string{"panel.route53.lines"},
		Source: Source{"https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-shared.html", "2026-11", Vendor},
	},
	{
		ID: "google-cloud-dns", Name: Name{"Google Cloud DNS", "Google Cloud DNS"}, Search: "グーグル クラウド gcp cloud dns",
		Where: "Cloud DNS > ゾーン|Zones > (ゾーン名)|(zone) > 標準を追加|Add standard",
		Form:  "host=DNS 名|DNS name;type=リソース レコードのタイプ|Resource record type;ttl=TTL;TXT:value=TXT データ|TXT data",
		// Quote and Long: from third parties.
		Root: RootEmpty, Host: Relative, Quote: QuoteRequired, Long: LongSplit,
		NS:     []string{"ns-cloud-*.googledomains.com"},
		Notes:  []string{"panel.google-cloud-dns.root"},
		Source: Source{"https://cloud.google.com/dns/docs/records?hl=ja", "2026-11", Vendor},
	},
	{
		ID: "azure-dns", Name: Name{"Azure DNS", "Azure DNS"}, Search: "アジュール あじゅーる microsoft azure",
		Form: "host=名前|Name;type=種類|Type;ttl=TTL;value=値|Value",
		Root: RootAt, Host: Relative, Quote: QuoteNone, Long: LongWhole, MaxTXT: 4096,
		NS:     []string{"ns#-#.azure-dns.com", "ns#-#.azure-dns.net", "ns#-#.azure-dns.org", "ns#-#.azure-dns.info"},
		Source: Source{"https://github.com/MicrosoftDocs/azure-docs/blob/main/articles/dns/dns-zones-records.md", "2026-11", Vendor},
	},
	{
		ID: "squarespace-domains", Name: Name{"Squarespace (旧 Google Domains)", "Squarespace (formerly Google Domains)"},
		Search: "スクエアスペース google domains グーグルドメイン",
		Where:  "Domains > (ドメイン)|(domain) > DNS > Add record",
		// Root and Form: from public instructions.
		Form: "host=Host;type=Type;priority=Priority;ttl=TTL;value=Data",
		Root: RootAt, Host: Relative,
		NS:     []string{"ns-cloud-*.googledomains.com", "ns#.squarespacedns.com"},
		Source: Source{"https://docs.lettr.com/knowledge-base/dns-guides/squarespace", "2026-11", ThirdParty},
	},
	{
		ID: "godaddy", Name: Name{"GoDaddy", "GoDaddy"}, Search: "ゴーダディ ごーだでぃ go daddy",
		Where: "ドメイン設定|Domain settings > DNSの管理|Manage DNS > 追加|Add",
		Form:  "type=タイプ|Type;host=ホスト|Host;TXT:value=TXT値|TXT value;ttl=TTL",
		// The limit is said of SPF records.
		Root: RootAt, Host: Relative, MaxTXT: 511,
		NS:     []string{"ns#.domaincontrol.com"},
		Source: Source{"https://jp.godaddy.com/help/spf-19218", "2026-11", Vendor},
	},
	{
		ID: "namecheap", Name: Name{"Namecheap", "Namecheap"}, Search: "ネームチープ ねーむちーぷ name cheap",
		Where: "Domain List > Manage > Advanced DNS",
		Form:  "type=Type;host=Host;value=Value;ttl=TTL",
		Root:  RootAt, Host: Relative, Quote: QuoteNone,
		NS:     []string{"dns#.registrar-servers.com"},
		Notes:  []string{"panel.namecheap.mx"},
		Source: Source{"https://autospf.com/blog/autospf-complete-guide-to-adding-an-spf-record-in-namecheap/", "2026-11", ThirdParty},
	},
	{
		ID: "wix-dns", Name: Name{"Wix DNS", "Wix DNS"}, Search: "ウィックス うぃっくす",
		Host:   Relative,
		NS:     []string{"ns#.wixdns.net"},
		Notes:  []string{"panel.wix-dns.mx"},
		Source: Source{"https://tech-spt.com/wix/spf-dkim", "2026-11", ThirdParty},
	},
	{
		ID: "alibaba-dns-jp", Name: Name{"Alibaba Cloud DNS", "Alibaba Cloud DNS"}, Search: "アリババクラウド ありばば alibaba aliyun",
		Root: RootAt, Host: Relative, MaxTXT: 511,
		Source: Source{"https://alibabacloud.com/help/ja/dns/dns-record-types", "2026-11", Vendor},
	},
	{
		ID: "bind-zone", Name: Name{"BIND ゾーンファイル", "BIND zone file"}, Search: "バインド named ゾーンファイル zone file",
		Lines: "TXT={host} 3600 IN TXT {value};CNAME={host} 3600 IN CNAME {value};MX={host} 3600 IN MX {priority} {value}",
		Root:  RootAt, Host: Relative, Quote: QuoteRequired, Long: LongSplit, Dot: DotRequired,
		Notes:  []string{"panel.bind-zone.serial"},
		Source: Source{"https://www.rfc-editor.org/rfc/rfc1035#section-5.1", "2026-11", ThirdParty},
	},
}
