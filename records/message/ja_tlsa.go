package message

// TLSA: メールサーバーのためのDANE
var jaTLSA = table{
	"tlsa.bad-form":           {What: "TLSAレコードの形になっていません。「3 1 1 0123…」のように、3つの数字とハッシュ値を並べます。", Do: "4つの部分を空白で区切って書いてください。"},
	"tlsa.bad-hex":            {What: "ハッシュ値に16進数ではない文字があるか、1桁足りません（「{text}」、{length}桁）。", Do: "もう一度コピーしてください。使えるのは0〜9とa〜fだけです。"},
	"tlsa.colons-in-digest":   {What: "ハッシュ値に「:」が入っています。opensslの表示のままではDNSに登録できません。", Do: "「:」を取り除いてください。"},
	"tlsa.name-in-value":      {What: "値の先頭に「{text}」が入っています。これはゾーンファイルの書き方で、値には含めません。", Do: "「TLSA」より後ろの部分だけを入力してください。"},
	"tlsa.wrong-length":       {What: "ハッシュ値が{length}桁です。SHA-256（3つ目の数字が1）は64桁、SHA-512（2）は128桁です。", Do: "ハッシュ値全体をもう一度コピーしてください。一致しないレコードがあると、DANEを使う送信側からメールが届かなくなります。"},
	"tlsa.usage-not-for-mail": {What: "1つ目の数字が{usage}です。メールサーバーでは2と3しか使われません。", Do: "「3 1 1」にしてください。"},
	"tlsa.unknown-usage":      {What: "1つ目の数字が{usage}です。0〜3しかありません。", Do: "「3 1 1」にしてください。"},
	"tlsa.unknown-selector":   {What: "2つ目の数字が{selector}です。0と1しかありません。", Do: "「3 1 1」にしてください。"},
	"tlsa.unknown-matching":   {What: "3つ目の数字が{matching}です。0〜2しかありません。", Do: "「3 1 1」にしてください。"},
	"tlsa.pins-certificate":   {What: "証明書全体を指定しています（{usage} {selector} {matching}）。次に証明書を更新すると一致しなくなります。", Do: "鍵を指定する「3 1 1」にして、更新のときも同じ鍵を使ってください。"},
	"tlsa.trust-anchor":       {What: "認証局を指定しています（{usage} {selector} {matching}）。サーバーがその認証局の証明書を送る必要があり、名前も確認されます。", Do: "理由がなければ「3 1 1」にしてください。"},
	"tlsa.full-match":         {What: "ハッシュ値ではなくデータ全体が入っていて、DNSの応答が大きくなります。", Do: "SHA-256を使う「3 1 1」にしてください。"},
	"tlsa.sha512":             {What: "SHA-512を使っています。SHA-256はどの送信側も対応していますが、SHA-512は対応していないところがあります。"},
	"tlsa.without-dnssec":     {What: "{host} のTLSAレコードはDNSSEC（DNSの電子署名）で守られていないため、使われません。", Do: "{host} のゾーンでDNSSECを有効にするか、レコードを削除してください。"},
	"tlsa.mx-not-signed":      {What: "{host} のTLSAレコードには署名がありますが、ドメインのMXレコードに署名がないため、使われません。", Do: "ドメインでDNSSECを有効にしてください。"},
	"tlsa.none-usable":        {What: "{host} のTLSAレコード{count}件は、どれも使えません。", Do: "「3 1 1」のレコードを登録するか、すべて削除してください。"},
	"tlsa.single-record":      {What: "{host} のTLSAレコードは1件です。鍵を替える前に、新しい鍵のレコードを並べて登録する必要があります。"},
	"tlsa.private-key-given":  {What: "これは秘密鍵です。ここでは必要なく、人に見せてはいけないものです。読み取っていません。", Do: "サーバーの証明書か公開鍵を貼り付けてください。"},
	"tlsa.not-a-certificate":  {What: "証明書または公開鍵として読み取れませんでした。", Do: "「-----BEGIN CERTIFICATE-----」から「-----END CERTIFICATE-----」まで、全体を貼り付けてください。"},
}
