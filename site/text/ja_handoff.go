package text

// jaHandoff holds the texts of the page "handoff".
var jaHandoff = map[string]string{
	"handoff.title":      "DNS設定の依頼文・印刷・ファイル｜届く Todoku",
	"handoff.heading":    "DNSの担当者に渡す",
	"handoff.lead":       "手順4で作ったレコードを、依頼文、印刷用の一覧、DNSの道具のファイルにします。",
	"handoff.none":       "このページは、送信設定の手順4の「依頼文・印刷・ファイルを開く」から開きます。手順4のタブを閉じた場合は、もう一度開いてください。",
	"handoff.wizard":     "送信設定を作る",
	"handoff.document":   "依頼文と印刷",
	"handoff.empty":      "変更するレコードがありません。手順4を確かめてください。",
	"handoff.request":    "依頼文（DNSの担当者へ）",
	"handoff.sheet":      "登録用の一覧（画面の入力欄の順）",
	"handoff.copy":       "文章をコピー",
	"handoff.mail":       "メールを作る",
	"handoff.mail.long":  "長い文章はメールソフトに渡せないため、「メールを作る」を押すと文章をコピーします。開いたメールに貼り付けてください。",
	"handoff.files":      "DNSの道具のファイル",
	"handoff.files.lead": "追加・書き換え・削除するレコードだけが入っています。",
	"handoff.format":     "形式",
	"handoff.save":       "ファイルを保存",
	"handoff.copy-file":  "内容をコピー",

	"format.csv":                  "CSV（Excel）",
	"format.bind":                 "BIND ゾーンファイル",
	"format.terraform-cloudflare": "Terraform（Cloudflare）",
	"format.terraform-route53":    "Terraform（Amazon Route 53）",
	"format.dnscontrol":           "DNSControl",
	"format.octodns":              "octoDNS",
	"format.cloudflare-json":      "Cloudflare API（JSON）",
	"format.route53-json":         "Amazon Route 53 API（JSON）",

	"doc.names":      "名前は文書に入れるだけで、このブラウザーの外に出ません。保存もしません。空欄なら入れません。",
	"doc.to":         "宛先（例：〇〇株式会社 御中）",
	"doc.company":    "依頼する会社",
	"doc.person":     "依頼する人",
	"doc.consultant": "文書を作った会社や人",
	"doc.print":      "印刷する（PDF）",
}
