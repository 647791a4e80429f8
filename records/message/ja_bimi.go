package message

// BIMI: メールの横に出るロゴ
var jaBIMI = table{
	"bimi.missing-logo":             {What: "BIMIレコードにロゴの場所（l=）がないため、ロゴは表示されません。", Do: "「l=https://」に続けてSVGファイルのURLを加えてください。"},
	"bimi.not-https":                {What: "「{tag}={uri}」は http:// で始まっています。受信側は https:// でしか取得しません。", Do: "ファイルを https:// で見られる場所に置いてください。"},
	"bimi.bad-uri":                  {What: "「{tag}={uri}」は、https:// とホスト名で始まるURLになっていません。", Do: "空白やカンマを入れず、https:// で始まるURLを1つだけ書いてください。"},
	"bimi.logo-not-svg":             {What: "ロゴ「{uri}」はSVGではない画像です。BIMIで使えるのはSVGだけです。", Do: "ロゴをSVG Tiny PSの形式に変換してください。"},
	"bimi.no-certificate":           {What: "証明書（a=）がありません。GmailとAppleメールは証明書がないとロゴを表示しません。Yahoo!（米国）は表示することがあります。"},
	"bimi.certificate-not-pem":      {What: "証明書「{uri}」の名前が .pem で終わっていません。", Do: "中間証明書を含めた1つの .pem ファイルとして公開してください。"},
	"bimi.certificate-without-logo": {What: "証明書（a=）はありますが、ロゴの場所（l=）が空です。", Do: "「l=」の後ろにSVGファイルのURLを書いてください。"},
	"bimi.declined":                 {What: "ロゴを表示しないドメインとして登録されています（URLが2つとも空です）。"},
	"bimi.bad-avatar-preference":    {What: "「avp={value}」という値はありません。", Do: "「avp=brand」か「avp=personal」にするか、削除してください。"},
}
