package provider

// A panel has one Source. Where a page of the provider was read, it is that page; what comes from elsewhere is said in
// a comment.
var japan = []Panel{
	{
		ID: "xserver-server-panel", Name: Name{"エックスサーバー サーバーパネル", "Xserver server panel"},
		Search: "エックスサーバ xサーバー xserver シックスコア sixcore dnsレコード設定",
		Where:  "サーバーパネル > DNSレコード設定 > DNSレコード追加",
		// Quotation marks around the value are taken off. Long: from published zones.
		Root: RootEmpty, Host: Relative, Quote: QuoteNone, Long: LongWhole, TTL: "3600",
		NS:     []string{"ns#.xserver.jp", "ns#.sixcore.ne.jp"},
		Notes:  []string{"panel.xserver-server-panel.dkim", "panel.xserver-server-panel.screens"},
		Source: Source{"https://www.xserver.ne.jp/manual/man_domain_dns_setting.php", "2026-11", Vendor},
	},
	{
		ID: "xserver-domain-dns", Name: Name{"XServerドメイン", "XServer Domain"},
		Search: "エックスサーバードメイン エックスドメイン xdomain xserver domain",
		Where:  "XServerアカウント > ドメイン管理 > DNSレコード編集",
		Host:   Relative, Dot: DotForbidden,
		NS:     []string{"ns#.xdomain.ne.jp"},
		Notes:  []string{"panel.xserver-domain-dns.screens"},
		Source: Source{"https://norando.net/howto_email-auth_hubspot-xserverdomain", "2026-11", ThirdParty},
	},
	{
		ID: "wpx-dns", Name: Name{"シン・レンタルサーバー・wpX", "Shin Rental Server / wpX"},
		Search: "シンレンタルサーバー shin server wpx",
		Where:  "DNSレコード編集",
		Host:   Relative, Quote: QuoteNone, // marks around the value are taken off
		NS:     []string{"ns#.wpx.ne.jp"},
		Source: Source{"https://wpx.ne.jp/support/manual/man_domain_dns_setting.php", "2026-11", Vendor},
	},
	{
		ID: "sakura-domain", Name: Name{"さくらインターネット ドメインコントロールパネル", "SAKURA domain control panel"},
		Search: "さくらのドメイン さくらインターネット サクラ sakura 会員メニュー ゾーン編集",
		Where:  "会員メニュー > 契約中のドメイン一覧 > ドメインメニュー > ゾーン編集",
		// Root: from third parties.
		Root: RootAt, Host: Relative, Long: LongRefused, Dot: DotRequired, MaxTXT: 255,
		NS:     []string{"ns#.dns.ne.jp"},
		Notes:  []string{"panel.sakura-domain.length", "panel.sakura-domain.dot"},
		Source: Source{"https://help.sakura.ad.jp/domain/2712/", "2026-11", Vendor},
	},
	{
		ID: "sakura-cloud-dns", Name: Name{"さくらのクラウド DNSアプライアンス", "SAKURA Cloud DNS"},
		Search: "さくらのクラウド sakura cloud dns",
		Root:   RootAt, Host: Relative, Quote: QuoteNone, Long: LongWhole, MaxTXT: 500,
		NS:     []string{"ns#.gslb#.sakura.ne.jp"},
		Source: Source{"https://github.com/StackExchange/dnscontrol/blob/main/documentation/provider/sakuracloud.md", "2026-11", ThirdParty},
	},
	{
		ID: "muumuu-dns", Name: Name{"ムームーDNS", "MuuMuu DNS"},
		Search: "ムームードメイン muumuu domain むーむー ペパボ pepabo",
		Where:  "コントロールパネル > ドメイン操作 > ムームーDNS > 変更 > カスタム設定 > 設定2",
		// Dot: from third parties.
		Root: RootEmpty, Host: Relative, Quote: QuoteNone, Dot: DotForbidden,
		NS:     []string{"dns#.muumuu-domain.com"},
		Notes:  []string{"panel.muumuu-dns.preset"},
		Source: Source{"https://support.muumuu-domain.com/hc/ja/articles/6836857454483", "2026-11", Vendor},
	},
	{
		ID: "lolipop-ns", Name: Name{"ロリポップ！のネームサーバー", "Lolipop! name servers"},
		Search: "ロリポップ lolipop ろりぽっぷ",
		NS:     []string{"uns#.lolipop.jp"},
		Notes:  []string{"panel.lolipop-ns.no-records"},
		Source: Source{zones, "2026-11", ThirdParty},
	},
	{
		ID: "heteml-ns", Name: Name{"ヘテムルのネームサーバー", "heteml name servers"},
		Search: "ヘテムル heteml へてむる",
		Notes:  []string{"panel.heteml-ns.fixed"},
		Source: Source{"https://support.heteml.jp/hc/ja/articles/360041679414", "2026-11", Vendor},
	},
	{
		ID: "onamae-dns", Name: Name{"お名前.com Navi", "Onamae.com Navi"},
		Search: "お名前ドットコム おなまえ onamae お名前.com dnsレコード設定 gmo",
		Where:  "お名前.com Navi > DNS設定/転送設定 > DNSレコード設定を利用する",
		Root:   RootEmpty, Host: Relative, Quote: QuoteNone, TTL: "3600",
		NS:     []string{"#.dnsv.jp"},
		Notes:  []string{"panel.onamae-dns.confirm", "panel.onamae-dns.rental"},
		Source: Source{"https://73megane.hatenablog.com/entry/2020/09/02/081545", "2026-11", ThirdParty},
	},
	{
		ID: "onamae-rs-dns", Name: Name{"お名前.com レンタルサーバー コントロールパネル", "Onamae.com rental server control panel"},
		Search: "お名前.com rsプラン お名前メール onamae rs gmo",
		Quote:  QuoteNone, Long: LongWhole, Dot: DotEither,
		NS:     []string{"ns-rs#.gmoserver.jp"},
		Notes:  []string{"panel.onamae-rs-dns.navi"},
		Source: Source{zones, "2026-11", ThirdParty},
	},
	{
		ID: "value-domain", Name: Name{"バリュードメイン", "VALUE-DOMAIN"},
		Search: "value domain valuedomain ばりゅーどめいん コアサーバー バリューサーバー xrea gmo",
		Where:  "DNS設定 (https://www.value-domain.com/moddns.php)",
		Root:   RootAt, Host: Relative, Quote: QuoteNone, Long: LongWhole, Dot: DotRequired,
		NS:     []string{"ns#.value-domain.com"},
		Notes:  []string{"panel.value-domain.lines", "panel.value-domain.dot"},
		Source: Source{"https://lpeg.info/webworks/dns_valuedomain.html", "2026-11", ThirdParty},
	},
	{
		// Two services with a zone each: name servers *.conoha.io (ConoHa WING) and conoha-dns.com/.org (VPS).
		ID: "conoha-dns", Name: Name{"ConoHa DNS", "ConoHa DNS"},
		Search: "コノハ このは conoha wing vps gmo",
		Root:   RootAt, Host: Relative, Long: LongWhole, TTL: "3600",
		NS:     []string{"ns-a#.conoha.io", "a.conoha-dns.com", "b.conoha-dns.com", "b.conoha-dns.org"},
		Notes:  []string{"panel.conoha-dns.zones"},
		Source: Source{"https://github.com/azulamb/til/blob/master/ConoHa/Domain.md", "2026-11", ThirdParty},
	},
	{
		ID: "kagoya-dns", Name: Name{"カゴヤ・ジャパン コントロールパネル", "KAGOYA control panel"},
		Search: "カゴヤ kagoya かごや",
		Where:  "コントロールパネル > ドメイン",
		NS:     []string{"ns#.kagoya.net"},
		Source: Source{"https://support.kagoya.jp/flex/manual/ip_domain/index.html", "2026-11", Vendor},
	},
	{
		ID: "zenlogic-dns", Name: Name{"Zenlogic DNSゾーン編集", "Zenlogic zone editor"},
		Search: "ゼンロジック zenlogic カスタマーポータル ファーストサーバ",
		Where:  "カスタマーポータル > コントロールパネル > ドメイン設定 > ゾーン編集 > DNSレコード追加",
		Root:   RootEmpty, Host: Relative, Quote: QuoteRequired,
		Notes:  []string{"panel.zenlogic-dns.one-field", "panel.zenlogic-dns.type"},
		Source: Source{"https://faq.zenlogic.jp/faqs/FAQ01157", "2026-11", Vendor},
	},
	{
		ID: "webarena-dns", Name: Name{"WebARENA (SuiteX・DNSアウトソーシング)", "WebARENA (SuiteX, DNS outsourcing)"},
		Search: "ウェブアリーナ nttpc webarena",
		NS:     []string{"ns3.sphere.ad.jp", "ns4.sphere.ad.jp"},
		Source: Source{"https://help.arena.ne.jp/hc/ja/articles/21875552100503", "2026-11", Vendor},
	},
	{
		ID: "cpi-dns", Name: Name{"CPI", "CPI"},
		Search: "シーピーアイ kddiウェブコミュニケーションズ cpi",
		// From a list of name servers in a public repository.
		NS:     []string{"ns#.cpi.ad.jp"},
		Source: Source{zones, "2026-11", ThirdParty},
	},
	{
		// mixhost, ColorfulBox and others.
		ID: "cpanel-zone-editor", Name: Name{"cPanel ゾーンエディタ (mixhost、カラフルボックスなど)", "cPanel Zone Editor (mixhost, ColorfulBox and others)"},
		Search: "シーパネル cpanel mixhost ミックスホスト colorfulbox カラフルボックス",
		Where:  "cPanel > ドメイン > ゾーンエディタ > 管理 > 記録を追加",
		// Those of ColorfulBox, by a third party.
		NS:     []string{"ns#.cbsv.jp"},
		Source: Source{"https://help.mixhost.jp/hc/ja/articles/26071277566873", "2026-11", Vendor},
	},
	{
		ID: "star-domain", Name: Name{"スタードメイン", "Star Domain"},
		Search: "star domain すたーどめいん ネットオウル netowl スターサーバー",
		NS:     []string{"ns#.star-domain.jp"},
		Source: Source{zones, "2026-11", ThirdParty},
	},
	{
		ID: "extrem-dns", Name: Name{"エクストリム DNSマネージャ", "Extrem DNS manager"},
		Search: "extrem えくすとりむ",
		Where:  "DNSマネージャ",
		NS:     []string{"ns#.extrem.jp"},
		Notes:  []string{"panel.extrem-dns.one-txt"},
		Source: Source{"https://www.extrem.jp/guide.php?page=dns", "2026-11", Vendor},
	},
	{
		ID: "iij-dpf", Name: Name{"IIJ DNSプラットフォームサービス", "IIJ DNS Platform Service"},
		Search: "iij dpf マネージドdns",
		Host:   Relative,
		Notes:  []string{"panel.iij-dpf.one-entry"},
		Source: Source{"https://manual.iij.jp/dpf/help/19629152.html", "2026-11", Vendor},
	},
	{
		ID: "gehirn-dns", Name: Name{"Gehirn DNS", "Gehirn DNS"},
		Search: "ゲヒルン げひるん gehirn",
		NS:     []string{"ns#.gehirndns.*", "ns.gehirndns.*"},
		Source: Source{zones, "2026-11", ThirdParty},
	},
	{
		ID: "idcf-dns", Name: Name{"IDCFクラウド DNS", "IDCF Cloud DNS"},
		Search: "idcフロンティア idcf",
		NS:     []string{"ns#.idcfcloud.com"},
		Source: Source{zones, "2026-11", ThirdParty},
	},
}
