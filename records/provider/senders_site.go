package provider

import "todoku/records/lookup"

var site = []Sender{
	{
		ID: "wix", Name: Name{"Wix", "Wix"},
		Search: "ウィックス うぃっくす wix メールマーケティング",
		Kind:   Site,
		SPF:    SPF{Mode: Ask, Source: Source{nobody, "2026-11", Unconfirmed}},
		DKIM: DKIM{Holder: Shown, Type: lookup.CNAME,
			Source: Source{"https://support.wix.com/ja/article/gmail-と-yahoo-のスパム防止ポリシーの変更について", "2026-11", Vendor}},
		Notes: []string{"sender.wix.dmarc"},
	},
	{
		ID: "formrun", Name: Name{"formrun", "formrun"},
		Search: "フォームラン ふぉーむらん form run ベーシック",
		Kind:   Site,
		Fields: []Field{{ID: "term", Example: "include:spf.example.net"}},
		SPF: SPF{Mode: PerUser, Terms: []string{"{term}"},
			Source: Source{"https://faq.form.run/faq/setting-own-domain-mail", "2026-11", Vendor}},
		DKIM: DKIM{Holder: Shown, Type: lookup.TXT,
			Source: Source{"https://faq.form.run/faq/setting-own-domain-mail", "2026-11", Vendor}},
		Notes: []string{"sender.formrun.receive"},
	},
	{
		ID: "espar-form", Name: Name{"espar form", "espar form"},
		Search: "エスパーフォーム えすぱー フィードテイラー feedtailor",
		Kind:   Site,
		SPF: SPF{Mode: Add, Terms: []string{"include:spf.espar.biz"},
			Source: Source{"https://doc.feedtailor.jp/espar/form/config/02", "2026-11", Vendor}},
		DKIM: DKIM{Holder: AskDKIM, Source: Source{nobody, "2026-11", Unconfirmed}},
	},
	{
		ID: "form-spice", Name: Name{"form spice", "form spice"},
		Search: "フォームスパイス ふぉーむすぱいす",
		Kind:   Site,
		SPF:    SPF{Mode: Ask, Source: Source{nobody, "2026-11", Unconfirmed}},
		DKIM: DKIM{Holder: Shown, Type: lookup.TXT,
			Source: Source{"https://support.form-spice.com/hc/ja/articles/27895125308185", "2026-11", Vendor}},
	},
	{
		ID: "webnode", Name: Name{"Webnode", "Webnode"},
		Search: "ウェブノード うぇぶのーど",
		Kind:   Site,
		SPF: SPF{Mode: Add, Terms: []string{"a", "mx", "include:spfuser.webnode.com"},
			Source: Source{"https://webnode.freshdesk.com/ja-JP/support/solutions/articles/101000485058", "2026-11", Vendor}},
		DKIM: DKIM{Holder: Shown, Selectors: []string{"mail"}, Type: lookup.TXT,
			Source: Source{"https://webnode.freshdesk.com/ja-JP/support/solutions/articles/101000485058", "2026-11", Vendor}},
	},
	{
		ID: "jimdo", Name: Name{"Jimdo (ジンドゥー)", "Jimdo"},
		Search: "ジンドゥー じんどぅー ジンドゥ jimdo",
		Kind:   Site,
		SPF:    SPF{Mode: Ask, Source: Source{nobody, "2026-11", Unconfirmed}},
		DKIM:   DKIM{Holder: AskDKIM, Source: Source{nobody, "2026-11", Unconfirmed}},
	},
}
