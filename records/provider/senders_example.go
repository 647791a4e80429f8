package provider

import "todoku/records/lookup"

// Senders are all senders of the catalogue.
var Senders = []Sender{
	{
		ID: "google-workspace", Name: Name{"Google Workspace", "Google Workspace"},
		Search: "グーグル ワークスペース gsuite gmail ジーメール google apps",
		Kind:   Groupware,
		SPF: SPF{Mode: Add, Terms: []string{"include:_spf.google.com"}, Lookups: 1,
			Source: Source{"https://support.google.com/a/answer/33786?hl=ja", "2026-11", Vendor}},
		DKIM: DKIM{Holder: Shown, Selectors: []string{"google"}, Type: lookup.TXT,
			Where:  "管理コンソール > アプリ > Google Workspace > Gmail > メールの認証",
			Source: Source{"https://support.google.com/a/answer/10685031?hl=ja", "2026-11", Vendor}},
		MX:    []string{"smtp.google.com", "aspmx.l.google.com", "alt#.aspmx.l.google.com", "aspmx#.googlemail.com"},
		Notes: []string{"sender.google-workspace.start"},
	},
	{
		ID: "xserver", Name: Name{"エックスサーバー", "Xserver"},
		Search: "エックスサーバ xサーバー xserver えっくすさーばー",
		Kind:   Hosting,
		Fields: []Field{{ID: "server", Pattern: "sv#.xserver.jp", Example: "sv12345.xserver.jp", Where: "サーバーパネル > サーバー情報 > ホスト名"}},
		SPF: SPF{Mode: Automatic, Terms: []string{"a:{server}", "a:{domain}", "mx", "include:spf.sender.xserver.jp"}, Lookups: 6,
			Source: Source{"published zones", "2026-11", ThirdParty}},
		DKIM: DKIM{Holder: Switch, Selectors: []string{"default"}, Type: lookup.TXT, Where: "サーバーパネル > メール > DKIM設定",
			Source: Source{"published zones", "2026-11", ThirdParty}},
		MX: []string{"sv#.xserver.jp"},
	},
}
