package message

// What the page says of links and of pasted records.
var jaPageLink = table{
	"label.link":     {What: "共有リンク"},
	"link.by":        {What: "「{name}」と名乗る人が用意したリンクです。名前は確かめていません。"},
	"link.by-nobody": {What: "誰が用意したか書かれていないリンクです。"},
	"link.info":      {What: "設定"},
	"link.warning":   {What: "要確認"},
	"link.too-long":  {What: "この内容はリンクにできません。", Do: "長すぎるか、リンクに入れられない値（契約情報の書き間違いなど）があります。手順2の入力を確かめてください。"},
	"link.pasted":    {What: "貼り付けたレコード（{records}）を、今の設定として使っています。手順5では、実際のDNSを調べます。"},
}
