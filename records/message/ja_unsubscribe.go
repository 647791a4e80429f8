package message

// List-Unsubscribe: メールマガジンのワンクリック解除
var jaUnsubscribe = table{
	"unsubscribe.missing":              {What: "ヘッダーにList-Unsubscribe（配信停止の案内）がありません。", Do: "https:// のリンクを入れたList-Unsubscribeと、List-Unsubscribe-Postを加えてください。"},
	"unsubscribe.several-headers":      {What: "List-Unsubscribeヘッダーが{count}つあります。1つしか置けません。", Do: "1つのヘッダーにまとめ、宛先をカンマで区切ってください。"},
	"unsubscribe.no-angle-brackets":    {What: "「{value}」が「<」と「>」で囲まれていないため、メールソフトがリンクを見つけられません。", Do: "宛先を1つずつ「<」と「>」で囲んでください。"},
	"unsubscribe.http-link":            {What: "リンク「{uri}」が http:// で始まっています。ワンクリック解除には https:// が必要です。", Do: "https:// のリンクにしてください。"},
	"unsubscribe.mailto-only":          {What: "メールの宛先だけで、https:// のリンクがありません。Yahoo!（米国）は認めますが、Gmailはワンクリック解除とみなしません。", Do: "https:// のリンクと、List-Unsubscribe-Postを加えてください。"},
	"unsubscribe.several-links":        {What: "https:// のリンクが{count}つあります。1つだけと決められています。", Do: "リンクを1つだけ残してください。mailto: の宛先は並べて書けます。"},
	"unsubscribe.bad-uri":              {What: "「{uri}」は正しい宛先ではありません。空白や日本語が入っているか、先頭に https:// や mailto: がありません。", Do: "「https://…」か「mailto:…」の形で書き、日本語などは%で始まる表記にしてください。"},
	"unsubscribe.link-names-nobody":    {What: "リンク「{uri}」は全員に同じもののようです。これでは、誰が解除したいのかサーバーに伝わりません。", Do: "受信者と配信リストを表す、推測できない文字列をリンクに入れてください。"},
	"unsubscribe.missing-post":         {What: "List-Unsubscribe-Postがないため、ワンクリック解除になりません。", Do: "「List-Unsubscribe-Post: List-Unsubscribe=One-Click」を加えてください。"},
	"unsubscribe.several-post-headers": {What: "List-Unsubscribe-Postヘッダーが{count}つあります。1つしか置けません。", Do: "1つだけ残してください。"},
	"unsubscribe.post-value":           {What: "List-Unsubscribe-Postの値が「{value}」です。決められた文字列以外は認められません。", Do: "大文字、小文字、ハイフンも同じに、空白を入れず「List-Unsubscribe=One-Click」と書いてください。"},
	"unsubscribe.post-without-link":    {What: "List-Unsubscribe-Postはありますが、対象になる https:// のリンクがありません。", Do: "List-Unsubscribeに https:// のリンクを加えてください。"},
	"unsubscribe.not-in-signature":     {What: "DKIM署名の対象に {field} が入っていません（「h=」に名前がない）。受信側に信用されません。", Do: "署名の対象に {field} を加えてください。配信サービスの多くは自動で行います。入っていなければ、サービスの窓口にお問い合わせください。"},
	"unsubscribe.no-signature":         {What: "このメールにはDKIM署名がありません。署名がないと、受信側はワンクリック解除のリンクを使いません。", Do: "先にDKIMを設定してください。"},
}
