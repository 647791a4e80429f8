package message

// Records that were pasted.
var jaImport = table{
	"import.not-understood": {What: "{line}行目を読めませんでした：{text}", Do: "ホスト名・種類・値がそろっているか確かめてください。ほかの行は使います。"},
	"import.bad-data":       {What: "{line}行目の値が、種類に合っていません：{text}", Do: "値を確かめてください。ほかの行は使います。"},
	"import.other-domain":   {What: "{line}行目は別のドメインのレコードなので、使いません：{text}"},
	"import.nothing":        {What: "DNSのレコードが見つかりませんでした。", Do: "DNSの画面の一覧か、ゾーンファイル（レコードを並べたテキスト）を貼り付けてください。"},
	"import.too-long":       {What: "貼り付けた文字が多すぎます（上限は{limit}キロバイトです）。", Do: "このドメインのレコードだけを貼り付けてください。"},
	"import.characters":     {What: "全角文字などを半角に直して読みました（{count}か所）。"},
}
