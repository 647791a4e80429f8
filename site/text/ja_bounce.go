package text

// jaBounce holds the texts of the page /bounce.
var jaBounce = map[string]string{
	"message.file":         "またはファイル（.eml）を選ぶ・ここにドロップする",
	"message.privacy":      "貼り付けた内容は、このブラウザーの中だけで読みます。外に出るのは、DNSで調べるドメイン名とホスト名だけです。",
	"message.samples":      "試してみる例",
	"nav.bounce":           "エラーメールを調べる",
	"bounce.title":         "エラーメールを調べる｜届く Todoku",
	"bounce.heading":       "エラーメールを調べる",
	"bounce.lead":          "届かずに戻ってきたメール（エラーメール、バウンスメール）を貼り付けると、誰に、なぜ断られたかと、次にすることがわかります。",
	"bounce.text":          "エラーメールの内容",
	"bounce.text.hint":     "メール全体でも、本文だけでも、「550 5.7.26 …」のような1行だけでもかまいません。",
	"bounce.read":          "原因を調べる",
	"bounce.sample.gmail":  "例：Gmailに断られた",
	"bounce.sample.docomo": "例：ドコモの「Unknown user」",
	"bounce.sample.full":   "例：メールボックスがいっぱい",
	"bounce.check":         "差出人のドメインの設定",
	"bounce.domain":        "差出人のメールのドメイン名",
	"bounce.check.button":  "DNSを確かめる",
	"bounce.wizard":        "このドメインのレコードを作る",
	"bounce.details":       "読み取った内容を見る",
	"bounce.about":         "エラーメールの読み方",
	"bounce.about.text":    "「550」のような3桁の番号は、4で始まれば一時的、5で始まれば送り直しても届かないことを表します。ただし、番号だけでは原因は決まりません。同じ番号でも、会社によって意味が違うからです。このページは、返答の文面と、断ったサーバーを合わせて判断します。",
	"bounce.about.where":   "エラーメールは、差出人が「Mail Delivery Subsystem」や「MAILER-DAEMON」のメールです。メールソフトで「名前を付けて保存」や「メッセージのソースを表示」を選ぶと、全体を取り出せます。",
	"bounce.about.docomo":  "ドコモの「550 Unknown user」は、アドレスがないとは限りません。受信設定や、SPF・DMARCの不合格でも、同じ文面が返ります。",
}
