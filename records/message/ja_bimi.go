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
	"bimi.svg-not-svg":              {What: "SVGファイルではありません。<svg> で始まっていません。", Do: "作図ソフトからSVG形式で書き出してください。"},
	"bimi.svg-broken":               {What: "ファイルの形が崩れています。閉じていないタグや、順番の違うタグがあります。", Do: "書き出し直すか、XMLを確認できるエディターで直してください。"},
	"bimi.svg-profile":              {What: "baseProfile が「{value}」です。「tiny-ps」でなければなりません。", Do: "<svg> に baseProfile=\"tiny-ps\" と書いてください。BIMI Groupの変換ツールを使うと、自動でこの形になります。"},
	"bimi.svg-version":              {What: "version が「{value}」です。「1.2」でなければなりません。", Do: "<svg> に version=\"1.2\" と書いてください。"},
	"bimi.svg-namespace":            {What: "<svg> に xmlns=\"http://www.w3.org/2000/svg\" がありません。", Do: "加えてください。"},
	"bimi.svg-no-title":             {What: "<svg> のすぐ内側に <title>（題名）がないか、空です。", Do: "会社名やブランド名を入れた <title> を加えてください。"},
	"bimi.svg-position":             {What: "<svg> に「{attribute}」が付いています。ここには書けません。", Do: "「{attribute}」を削除してください。"},
	"bimi.svg-script":               {What: "<{element}> にスクリプト（{attribute}）が入っています。", Do: "削除してください。動きのある画像は使えません。"},
	"bimi.svg-external":             {What: "<{element}> がファイルの外を参照しています（{attribute}: {value}）。", Do: "すべてをファイルの中に描いてください。参照できるのはファイルの中の「#…」だけです。"},
	"bimi.svg-element":              {What: "<{element}> はSVG Tiny PSでは使えません。", Do: "パス（線と面）に変換してください。PNGなどの画像は埋め込めないため、描き直す必要があります。"},
	"bimi.svg-doctype":              {What: "DOCTYPEまたは処理命令があります。受信側に拒否されます。", Do: "<?xml …?> の行は残し、「<!DOCTYPE」や「<?」で始まるほかの行を削除してください。"},
	"bimi.svg-style":                {What: "<style> があります。SVG Tinyにはスタイルシートがなく、拒否する受信側があります。", Do: "作図ソフトの設定で、色を属性（fill=\"#…\"）として書き出してください。"},
	"bimi.svg-no-viewbox":           {What: "4つの数字を並べた viewBox がありません。", Do: "viewBox=\"0 0 96 96\" のように、正方形になる値を書いてください。"},
	"bimi.svg-not-square":           {What: "正方形ではありません（{width} × {height}）。一部が切り取られて表示されます。", Do: "viewBox を正方形にし、ロゴを中央に置いてください。"},
	"bimi.svg-too-large":            {What: "ファイルが{size}バイトあります。Gmailで使えるのは{most}バイトまでです。", Do: "線を簡単にし、書き出すときに付加情報を省いてください。"},
	"bimi.svg-small":                {What: "{attribute} が「{value}」です。Gmailは96以上の数値を求めています。", Do: "{attribute}=\"96\" 以上を、ピクセル数で書いてください。"},
	"bimi.svg-no-background":        {What: "塗りつぶした背景がないようです。暗い画面では、ロゴの濃い部分が見えなくなることがあります。"},
	"bimi.svg-compressed":           {What: "圧縮されたファイル（SVGZ）です。この画面で読めるのは、圧縮していないSVGだけです。", Do: "圧縮していない .svg ファイルを選んでください。"},
}

// ロゴを表示する受信側と、その条件
var jaReceivers = table{
	"logo.gmail":   {What: "Gmail: VMC（商標登録が必要。青いチェックマークが付く）か、CMC（12か月以上公開しているロゴ。チェックマークは付かない）の証明書があれば表示します。"},
	"logo.apple":   {What: "AppleメールとiCloud: VMCの証明書があれば表示します。"},
	"logo.yahoo":   {What: "Yahoo!（米国）とAOL: 評価の高い大量送信者のロゴを、証明書がなくても表示することがあります。"},
	"logo.au":      {What: "au（KDDI）: 2023年11月からロゴを表示しています。"},
	"logo.outlook": {What: "Outlook: BIMIのロゴは表示しません（2026年半ばの時点）。"},
}
