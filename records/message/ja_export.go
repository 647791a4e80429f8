package message

// Files for DNS tools.
var jaExport = table{
	"export.bind":                 {What: "追加・変更するレコードだけの断片です。", Do: "ゾーンファイルに書き足し、「;」の行にある前のレコードを消して、SOAのシリアルを増やしてください。"},
	"export.dnscontrol":           {What: "既存の D() の後に置いて使います。", Do: "「//」の行にある前のレコードは、D() の中から消してください。"},
	"export.octodns":              {What: "octoDNSは、ファイルにないレコードを削除します。", Do: "この内容を、今あるゾーンのYAMLに書き写してください。「;」は「\\;」と書いてあるので、YamlProvider を escaped_semicolons: true で使ってください。"},
	"export.terraform-cloudflare": {What: "Cloudflareプロバイダー（バージョン5）用です。", Do: "「#」の行にある前のレコードは、terraform import で取り込んでから書き換えるか、先に削除してください。残したまま適用すると2つになります。"},
	"export.terraform-route53":    {What: "AWSプロバイダー用です。同じ名前と種類の値は、まとめて1つになります。", Do: "今あるほかの値も入っているか確かめてから適用してください。"},
	"export.cloudflare-json":      {What: "Cloudflare APIの dns_records/batch に送る内容です。", Do: "RECORD-ID- で始まるところを、書き換える・削除するレコードのIDに直してから送ってください。"},
	"export.route53-json":         {What: "aws route53 change-resource-record-sets に渡す内容です。同じ名前と種類の値は、まとめて置き換わります。", Do: "今あるほかの値も入っているか確かめてから実行してください。"},
	"export.route53-delete":       {What: "{name} の削除は、値とTTLが登録と完全に同じときだけ受け付けられます。", Do: "受け付けられないときは、Route 53の画面でTTLを確かめて直してください。"},
	"export.others-unknown":       {What: "{name} に今ある、ほかのレコードを調べられませんでした。", Do: "同じ名前にほかの値があれば、書き足してから使ってください。書き足さないと消えることがあります。"},
	"export.other-zone":           {What: "{name} は別のゾーンのレコードなので、このファイルには入れていません。", Do: "そのドメインの管理者に登録を頼んでください。"},
	"export.replaced":             {What: "前の値（この行の下のレコードに書き換える）"},
	"export.deleted":              {What: "削除する"},
	"export.action":               {What: "操作"},
	"export.published":            {What: "今の値"},
}
