package text

// jaHandover holds the texts of links, pasted records and handing over on the first page.
var jaHandover = map[string]string{
	"link.heading": "リンクの内容を確かめてください",
	"link.lead":    "このリンクは、次の内容を設定します。「要確認」の項目は、間違っているとメールが届かなくなったり、なりすましに使われたりすることがあります。1つずつ確かめてから進んでください。",
	"link.open":    "「要確認」の項目に、すべてチェックを入れると進めます。",
	"link.confirm": "確かめました",
	"link.accept":  "この内容で進む",
	"link.refuse":  "リンクを使わない",

	"import.heading": "DNSの一覧やゾーンファイルから始める",
	"import.label":   "DNSの画面の一覧、またはゾーンファイル",
	"import.hint":    "DNSの画面からコピーした表、CSV、ゾーンファイル（レコードを並べたテキスト）を貼り付けてください。貼り付けた内容はこのブラウザーの外に出ません。公開前の設定や、社内の控えから始めるときに使います。",
	"import.submit":  "貼り付けた内容から始める",

	"check.report": "報告書を作る（印刷・PDF）",

	"handover.heading": "ほかの人に渡す",
	"handover.lead":    "DNSを管理している会社や担当者への依頼文、印刷用の一覧、Terraformなどのファイルを作ります。新しいタブで開きます。",
	"handover.open":    "依頼文・印刷・ファイルを開く",
	"share.heading":    "この内容を共有するリンク",
	"share.hint":       "選んだ送信元やポリシーが入ったリンクです。内容はリンクの「#」より後ろにあり、サーバーには送られません。DKIMの秘密鍵は入りません。",
	"share.by":         "用意した人の名前（省略できます）",
	"share.by.hint":    "リンクを開いた人に表示されます。例：届く商事 山田",
	"share.make":       "リンクを作る",
}
