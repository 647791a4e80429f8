package provider

import "todoku/records/lookup"

var groupware = []Sender{
	{
		ID: "google-workspace", Name: Name{"Google Workspace", "Google Workspace"},
		Search: "グーグル ワークスペース gsuite g suite gmail ジーメール google apps",
		Kind:   Groupware,
		SPF: SPF{Mode: Add, Terms: []string{"include:_spf.google.com"}, Lookups: 1,
			Source: Source{"https://support.google.com/a/answer/33786?hl=ja", "2026-11", Vendor}},
		DKIM: DKIM{Holder: Shown, Selectors: []string{"google"}, Type: lookup.TXT,
			Where:  "管理コンソール > アプリ > Google Workspace > Gmail > メールの認証",
			Source: Source{"https://support.google.com/a/answer/180504?hl=ja", "2026-11", Vendor}},
		MX:    []string{"smtp.google.com", "aspmx.l.google.com", "alt#.aspmx.l.google.com", "aspmx#.googlemail.com"},
		Notes: []string{"sender.google-workspace.start", "sender.google-workspace.bits"},
	},
	{
		ID: "microsoft-365", Name: Name{"Microsoft 365", "Microsoft 365"},
		Search: "マイクロソフト オフィス365 office365 office 365 exchange online outlook アウトルック o365 m365",
		Kind:   Groupware,
		SPF: SPF{Mode: Add, Terms: []string{"include:spf.protection.outlook.com"}, Lookups: 1,
			Source: Source{"https://learn.microsoft.com/en-us/defender-office-365/email-authentication-spf-configure", "2026-11", Vendor}},
		// Domains added since May 2025 point to dkim.mail.microsoft with a letter that Microsoft chooses, older ones to
		// onmicrosoft.com: the target cannot be foretold.
		DKIM: DKIM{Holder: Shown, Selectors: []string{"selector1", "selector2"}, Type: lookup.CNAME, Under: "onmicrosoft.com dkim.mail.microsoft",
			Where:  "Microsoft Defender > Email & collaboration > Policies & rules > Threat policies > Email authentication settings > DKIM",
			Source: Source{"https://learn.microsoft.com/en-us/defender-office-365/email-authentication-dkim-configure", "2026-11", Vendor}},
		MX:    []string{"*.mail.protection.outlook.com", "*.*.mx.microsoft", "*.mail.eo.outlook.com"},
		Notes: []string{"sender.microsoft-365.target", "sender.microsoft-365.enable"},
	},
	{
		ID: "line-works", Name: Name{"LINE WORKS", "LINE WORKS"},
		Search: "ラインワークス らいんわーくす lineworks worksmobile ワークスモバイル",
		Kind:   Groupware,
		SPF: SPF{Mode: Add, Terms: []string{"include:spf.worksmobile.com"},
			Source: Source{"https://help.worksmobile.com/jp/administrator/service/mail/what-is-spf-record/", "2026-11", Vendor}},
		DKIM: DKIM{Holder: Shown, Patterns: []string{"naverworks"}, Type: lookup.TXT,
			Source: Source{"https://help.worksmobile.com/jp/administrator/service/mail/dmarc-guideline-after-manually-configuring-dkim/", "2026-11", Vendor}},
		MX:    []string{"jp#-aspmx#.worksmobile.com", "kr#-aspmx#.worksmobile.com"},
		Notes: []string{"sender.line-works.main-domain"},
	},
	{
		ID: "zoho-mail", Name: Name{"Zoho Mail", "Zoho Mail"},
		Search: "ゾーホー ゾーホーメール zoho workplace",
		Kind:   Groupware,
		Fields: []Field{{ID: "term", Example: "include:zoho.jp"}},
		SPF: SPF{Mode: PerUser, Terms: given,
			Known:  []string{"include:zoho.jp", "include:zohomail.com", "include:zoho.com"},
			Source: Source{"https://mxio.io/providers/zoho-mail", "2026-11", ThirdParty}},
		DKIM: DKIM{Holder: Shown, Selectors: []string{"zmail"}, Type: lookup.TXT,
			Source: Source{"https://help.zoho.com/portal/ja/kb/bigin/channels/email/", "2026-11", Vendor}},
		MX:    []string{"mx.zoho.*", "mx#.zoho.*"},
		Notes: []string{"sender.zoho-mail.data-centre"},
	},
	{
		ID: "cybermail-sigma", Name: Name{"CYBERMAIL Σ", "CYBERMAIL Sigma"},
		Search: "サイバーメール シグマ cybermail cybersolutions サイバーソリューションズ",
		Kind:   Groupware,
		SPF: SPF{Mode: Add, Terms: []string{"include:spfcm.cybermail.jp"},
			Source: Source{"https://cloud-sup.cybersolutions.co.jp/hc/ja/articles/360040491452", "2026-11", Vendor}},
		DKIM:  DKIM{Holder: AskDKIM, Source: unknown},
		MX:    []string{"*.cybermail.jp"},
		Notes: []string{"sender.cybermail-sigma.others"},
	},
	{
		ID: "hennge-email-dlp", Name: Name{"HENNGE One Email DLP", "HENNGE One Email DLP"},
		Search: "ヘンゲ ヘンゲワン hennge one hde",
		Kind:   Groupware,
		SPF: SPF{Mode: Add, Terms: []string{"include:spf.mta.hdems.com"},
			Source: Source{zones, "2026-11", ThirdParty}},
		DKIM: DKIM{Holder: AskDKIM, Source: unknown},
	},
	{
		ID: "cybozu-system-mail", Name: Name{"kintone・サイボウズ Office・Garoon (クラウド版)", "kintone, Cybozu Office, Garoon (cloud)"},
		Search: "サイボウズ cybozu キントーン きんとーん ガルーン garoon cybozu.com システムメール",
		Kind:   Groupware,
		SPF:    SPF{Mode: NotNeeded, Source: Source{"https://help.cybozu.com/ja/general/admin/system_mail.html", "2026-11", Vendor}},
		// The sender is no-reply@cybozu.com.
		DKIM:  DKIM{Holder: Without, Source: Source{"https://help.cybozu.com/ja/general/admin/system_mail.html", "2026-11", Vendor}},
		Notes: []string{"sender.cybozu-system-mail.own-server"},
	},
	{
		ID: "wise365-alert", Name: Name{"365 Alert (パーソル)", "WISE 365 Alert (PERSOL)"},
		Search: "365アラート wise365 persol パーソル ぱーそる microsoft",
		Kind:   Groupware,
		Fields: term,
		SPF:    SPF{Mode: Ask, Terms: given, Source: unknown},
		// The page shows the first selector and calls it the first one; the second is inferred from it.
		DKIM: DKIM{Holder: Shown, Selectors: []string{"wise365alert1", "wise365alert2"}, Type: lookup.CNAME,
			Target: "{selector}._domainkey.wise365cloud.com", Under: "wise365cloud.com",
			Source: Source{"https://docs-persol-alert.wise365cloud.com/dkim_and_spf", "2026-11", Vendor}},
	},
}
