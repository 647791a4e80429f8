package text

// ルールの一覧と、1つのルールの解説
var jaRules = map[string]string{
	"nav.rules":        "判定の解説",
	"rules.title":      "判定の解説",
	"rules.text":       "このサイトが設定や入力について伝えることの一覧です。それぞれの意味、影響を受ける人、直し方、根拠になる規格と、直す前後の例を説明します。",
	"rules.groups":     "分類",
	"rule.link":        "この判定の解説（新しいタブ）",
	"rule.where":       "現在の場所",
	"rule.whom":        "誰に影響するか",
	"rule.mend":        "直し方",
	"rule.nothing":     "直す必要はありません。",
	"rule.step.open":   "ドメインのDNSを設定する管理画面を開きます。レンタルサーバーやドメインの登録会社の画面です。",
	"rule.step.find":   "次の名前と種類のレコードを探します（名前の書き方は画面によって違います）。",
	"rule.step.change": "値を直して保存します。同じレコードを追加するのではなく、今あるものを書き換えます。",
	"rule.step.check":  "古い値がDNSに残る時間（TTL）を待ってから、このサイトでもう一度確認します。",
	"rule.example":     "例",
	"rule.after":       "直したあと",
	"rule.standard":    "根拠",
	"rule.check":       "ドメインを確認する",
	"rule.neighbours":  "前後の解説",
}
