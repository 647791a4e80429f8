package text

// jaReport holds the texts of the page "report".
var jaReport = map[string]string{
	"nav.report":     "確認報告書",
	"report.title":   "メール認証の確認報告書｜届く Todoku",
	"report.heading": "確認報告書を作る",
	"report.lead":    "ドメインのメール認証を調べて、1枚の報告書にします。",
	"report.submit":  "調べて報告書を作る",
}
