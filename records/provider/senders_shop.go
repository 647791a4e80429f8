package provider

import "todoku/records/lookup"

var shop = []Sender{
	{
		ID: "shopify", Name: Name{"Shopify", "Shopify"},
		Search: "ショッピファイ しょっぴふぁい",
		Kind:   Shop,
		SPF: SPF{Mode: Subdomain, Known: []string{"include:shops.shopify.com"},
			Source: Source{"https://help.shopify.com/ja/manual/intro-to-shopify/initial-setup/email-rewrites", "2026-11", Vendor}},
		DKIM: DKIM{Holder: Shown, Type: lookup.CNAME,
			Source: Source{"https://github.com/Domain-Connect/Templates/blob/master/shopify.com.email.json", "2026-11", Vendor}},
		Notes: []string{"sender.shopify.all-records", "sender.shopify.include"},
	},
	{
		ID: "makeshop", Name: Name{"makeshop・MakeRepeater", "makeshop / MakeRepeater"},
		Search: "メイクショップ めいくしょっぷ メイクリピーター makeshop gmo",
		Kind:   Shop,
		SPF: SPF{Mode: Add, Terms: []string{"include:spf.makeshop.jp"},
			Source: Source{"https://help.makerepeater.jp/外部発行メールに対するレコード設定/", "2026-11", Vendor}},
		DKIM: DKIM{Holder: Shown, Patterns: []string{"shop#"}, Type: lookup.CNAME, Target: "{selector}._domainkey.makeshop.jp",
			Where:  "ショップ構築 > 設定 > ショップ情報 > ショップ設定 > お問い合わせ先設定",
			Source: Source{"https://help.makeshop.jp/hc/ja/articles/28556764934681", "2026-11", Vendor}},
		Notes: []string{"sender.makeshop.underscore"},
	},
	{
		ID: "colorme", Name: Name{"カラーミーショップ", "Color Me Shop"},
		Search: "カラーミー からーみー colorme shop-pro ペパボ pepabo",
		Kind:   Shop,
		// The page gives the value; it was not in what could be read of the page.
		Fields: []Field{{ID: "term", Example: "include:spf.example.net", Where: "ヘルプ > SPFレコードの設定方法"}},
		SPF: SPF{Mode: PerUser, Terms: []string{"{term}"},
			Source: Source{"https://help.shop-pro.jp/hc/ja/articles/17481652457875", "2026-11", Vendor}},
		DKIM:  DKIM{Holder: AskDKIM, Source: Source{nobody, "2026-11", Unconfirmed}},
		Notes: []string{"sender.colorme.mailbox"},
	},
	{
		ID: "futureshop", Name: Name{"futureshop", "futureshop"},
		Search: "フューチャーショップ ふゅーちゃーしょっぷ future shop",
		Kind:   Shop,
		// The page gives the value; it was not in what could be read of the page.
		Fields: []Field{{ID: "term", Example: "include:spf.example.net", Where: "よくある質問 > futureshopから配信するメールのSPFレコード設定について教えてください"}},
		SPF: SPF{Mode: PerUser, Terms: []string{"{term}"},
			Source: Source{"https://faq.future-shop.jp/hc/ja/articles/26976739328025", "2026-11", Vendor}},
		DKIM:  DKIM{Holder: AskDKIM, Source: Source{"https://faq.future-shop.jp/hc/ja/articles/27523596057241", "2026-11", Unconfirmed}},
		Notes: []string{"sender.futureshop.check"},
	},
	{
		ID: "shopmaker", Name: Name{"SHOP-Maker", "SHOP-Maker"},
		Search: "ショップメーカー shopmaker しょっぷめーかー",
		Kind:   Shop,
		SPF: SPF{Mode: Add, Terms: []string{"include:_spf.shopmaker.jp"},
			Source: Source{"https://shopmaker.jp/test/manual/howto/spf_detail.html", "2026-11", Vendor}},
		DKIM: DKIM{Holder: AskDKIM, Source: Source{nobody, "2026-11", Unconfirmed}},
	},
	{
		ID: "ebisumart-lite", Name: Name{"ebisumart Lite", "ebisumart Lite"},
		Search: "エビスマート えびすまーと インターファクトリー",
		Kind:   Shop,
		SPF: SPF{Mode: Add, Terms: []string{"include:ebisumart-lite.com"},
			Source: Source{"https://support.ebisumart-lite.com/item/ZERO_FAQ_66.html", "2026-11", Vendor}},
		DKIM: DKIM{Holder: AskDKIM, Source: Source{nobody, "2026-11", Unconfirmed}},
	},
	{
		ID: "cafe24-jp", Name: Name{"Cafe24 メール配信サービス", "Cafe24 Japan mail service"},
		Search: "カフェ24 cafe24 かふぇ24",
		Kind:   Shop,
		SPF: SPF{Mode: Add, Terms: []string{"include:spf.bserver.jp"},
			Source: Source{"https://support.cafe24.co.jp/hc/ja/articles/25139707114393", "2026-11", Vendor}},
		DKIM: DKIM{Holder: AskDKIM, Source: Source{nobody, "2026-11", Unconfirmed}},
	},
	{
		ID: "base", Name: Name{"BASE", "BASE"},
		Search: "ベイス べいす thebase ネットショップ",
		Kind:   Shop,
		SPF:    SPF{Mode: Ask, Source: Source{nobody, "2026-11", Unconfirmed}},
		DKIM:   DKIM{Holder: AskDKIM, Source: Source{nobody, "2026-11", Unconfirmed}},
	},
	{
		ID: "stores", Name: Name{"STORES", "STORES"},
		Search: "ストアーズ すとあーず stores.jp ネットショップ 予約",
		Kind:   Shop,
		SPF:    SPF{Mode: Ask, Source: Source{nobody, "2026-11", Unconfirmed}},
		DKIM:   DKIM{Holder: AskDKIM, Source: Source{nobody, "2026-11", Unconfirmed}},
	},
}
