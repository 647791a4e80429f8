package message

// MX: メールを受け取るサーバー
var jaMX = table{
	"mx.bad-form":         {What: "MXレコードの形になっていません。「10 mail.example.jp.」のように、数字とホスト名を並べます。", Do: "数字とホスト名を空白で区切って書いてください。"},
	"mx.no-preference":    {What: "ホスト名 {host} の前に、優先度の数字がありません。", Do: "10 などの数字を前に付けてください。優先度の欄が別にある管理画面もあります。"},
	"mx.swapped":          {What: "ホスト名 {host} と数字 {preference} の順番が逆です。", Do: "数字を先に書いてください。"},
	"mx.value-is-address": {What: "{value} はIPアドレスです。MXレコードにはホスト名しか書けないため、メールが届きません。", Do: "ホスト名のAレコードを作り、その名前を書いてください。"},
	"mx.url":              {What: "「{value}」はURLです。MXレコードに書くのはホスト名だけです。", Do: "https:// と、ホスト名より後ろを取り除いてください。"},
	"mx.bad-host":         {What: "「{value}」はホスト名ではありません。", Do: "mail.example.jp のような名前を書いてください。"},
	"mx.name-in-value":    {What: "値の先頭に「{text}」が入っています。これはゾーンファイルの書き方で、値には含めません。", Do: "「MX」より後ろの部分だけを入力してください。"},
	"mx.null-preference":  {What: "Null MX（メールを受け取らないという登録）の数字は0です。今は{preference}になっています。"},
}
