package provider

import "strings"

// Screens writes a path through screens, such as "DNS設定 > ゾーン|Zones", for a page in Japanese or in English. A step
// of a service in two languages parts its words by "|"; the Japanese words of a service that has no others are kept and
// explained: "DNS設定 (DNS settings)".
func Screens(path string, english bool) string {
	steps := strings.Split(path, " > ")
	for i, step := range steps {
		ja, en, both := strings.Cut(step, "|")
		switch {
		case !english:
			steps[i] = ja
		case both:
			steps[i] = en
		case gloss[step] != "":
			steps[i] = step + " (" + gloss[step] + ")"
		}
	}
	return strings.Join(steps, " > ")
}

// gloss holds the English of each step that stands in a path of the catalogue in Japanese only.
var gloss = map[string]string{
	"DKIMの設定・鍵確認":    "DKIM settings and key",
	"DKIM対応":         "DKIM",
	"DKIM設定":         "DKIM settings",
	"DNSマネージャ":       "DNS manager",
	"DNSレコード編集":      "edit DNS records",
	"DNSレコード設定":      "DNS record settings",
	"DNSレコード設定を利用する": "use DNS record settings",
	"DNSレコード追加":      "add DNS record",
	"DNS設定":          "DNS settings",
	"DNS設定/転送設定":     "DNS and forwarding settings",
	"SPFレコードの設定方法":   "how to set up SPF",
	"XServerアカウント":   "XServer account",
	"futureshopから配信するメールのSPFレコード設定について教えてください": "SPF for mail from futureshop",
	"お名前.com Navi":  "Onamae.com Navi",
	"お問い合わせ先設定":     "contact settings",
	"お客様情報の確認・変更":   "customer details",
	"よくある質問":        "FAQ",
	"アプリ":           "Apps",
	"カスタマーポータル":     "customer portal",
	"カスタム設定":        "custom settings",
	"コントロールパネル":     "control panel",
	"サーバーコントロールパネル": "server control panel",
	"サーバーパネル":       "server panel",
	"サーバー情報":        "server information",
	"ショップ情報":        "shop information",
	"ショップ構築":        "shop building",
	"ショップ設定":        "shop settings",
	"ゾーンエディタ":       "Zone Editor",
	"ゾーン編集":         "edit zone",
	"ドメイン":          "domains",
	"ドメインの設定操作":     "domain operations",
	"ドメインメニュー":      "domain menu",
	"ドメイン操作":        "domain operations",
	"ドメイン管理":        "domain management",
	"ドメイン設定":        "domain settings",
	"ドメイン認証":        "domain authentication",
	"ヘルプ":           "help",
	"ホスト名":          "host name",
	"ムームーDNS":       "MuuMuu DNS",
	"メール":           "mail",
	"メールの認証":        "Authenticate email",
	"メールサーバー":       "mail server",
	"メールドメイン":       "mail domains",
	"会員メニュー":        "member menu",
	"変更":            "change",
	"契約中のドメイン一覧":    "list of your domains",
	"管理":            "manage",
	"管理コンソール":       "Admin console",
	"管理画面":          "control panel",
	"記録を追加":         "add record",
	"設定":            "settings",
	"設定2":           "settings 2",
	"設定依頼書":         "setup request form",
	"送信ドメイン認証":      "sender authentication",
	"配信元の管理":        "manage senders",
	"配信設定":          "delivery settings",
	"サーバ情報の表示":      "server information",
	"サーバに関する情報":     "about the server",
	"独自ドメイン管理":      "own domains",
	"一般":            "general",
	"メール設定":         "mail settings",
}
