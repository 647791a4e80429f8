package message

// 暗号化とロゴの設定のページが話すこと
var jaPageMore = table{
	"more.found":            {What: "{domain} のDNSに登録されている内容です。"},
	"more.place":            {What: "置く場所（URL）"},
	"more.header":           {What: "ヘッダー"},
	"more.sts-new-id":       {What: "id（{id}）は、今作成した値です。ポリシーを変えるたびに、新しい値にしてください。"},
	"more.sts-same-id":      {What: "公開中のポリシーと同じ内容なので、id は今の値（{id}）のままにしています。"},
	"more.sts-enforce":      {What: "{date} 以降に、レポートで失敗がないことを確かめて「強制」に変えます。"},
	"more.file-unreadable":  {What: "ファイルを読み取れませんでした。", Do: "もう一度選んでください。"},
	"more.logo-good":        {What: "BIMIのロゴとして使える形式です。"},
	"more.logo-bad":         {What: "このままではBIMIのロゴとして使えません。", Do: "次の点を直してください。"},
	"more.text-good":        {What: "{kind}: 問題は見つかりませんでした。"},
	"more.text-risk":        {What: "{kind}: 動きますが、注意する点があります。"},
	"more.text-bad":         {What: "{kind}: 直すところがあります。"},
	"more.text-unknown":     {What: "このページで扱う種類の文字列として読み取れませんでした。", Do: "レコードの値、ポリシーファイル、ヘッダー、SVGのどれかを、全体を貼り付けてください。"},
	"more.kind-":            {What: "不明"},
	"more.kind-mta-sts":     {What: "MTA-STSレコード"},
	"more.kind-policy":      {What: "MTA-STSのポリシーファイル"},
	"more.kind-tls-rpt":     {What: "TLS-RPTレコード"},
	"more.kind-bimi":        {What: "BIMIレコード"},
	"more.kind-logo":        {What: "BIMIのロゴ"},
	"more.kind-tlsa":        {What: "TLSAレコード"},
	"more.kind-mx":          {What: "MXレコード"},
	"more.kind-unsubscribe": {What: "List-Unsubscribeヘッダー"},
}
