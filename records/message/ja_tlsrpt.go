package message

// TLS-RPT: メールサーバー間の暗号化についてのレポート
var jaTLSRPT = table{
	"tlsrpt.missing-rua":                   {What: "TLS-RPTレコードにレポートの宛先（rua）がないため、レポートが送られません。", Do: "「rua=mailto:」に続けてメールアドレスを加えてください。"},
	"tlsrpt.report-address-without-mailto": {What: "レポートの宛先「{address}」に「mailto:」が付いていないため、レポートが届きません。", Do: "「mailto:」を付けてください。"},
	"tlsrpt.bad-report-address":            {What: "レポートの宛先「{address}」は、「mailto:」とメールアドレスでも、「https://」のURLでもありません。", Do: "「mailto:tls@example.jp」のように書いてください。"},
	"tlsrpt.report-over-http":              {What: "「{address}」は http:// で始まっています。レポートは https:// でしか送られません。", Do: "https:// のURLか、mailto: にしてください。"},
	"tlsrpt.report-size-limit":             {What: "宛先の「!{limit}」は古いDMARCレコードの書き方です。ここに書くと宛先が正しく読まれません。", Do: "「!{limit}」を取り除いてください。"},
}
