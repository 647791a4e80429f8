package message

// The domain as a whole, and why something could not be looked up.
var jaCheck = table{
	"dns.no-such-domain": {What: "{domain} というドメインは見つかりませんでした。", Do: "つづりを確かめてください。取得したばかりの場合や、ネームサーバーが未設定の場合も、このようになります。"},
	"mx.missing":         {What: "受信サーバー（MX）の登録がありません。このドメインではメールを受け取れません。"},
	"mx.null":            {What: "メールを受け取らないドメインとして登録されています（Null MX）。"},

	"failure.timeout":         {What: "時間内に答えがありませんでした。", Do: "少し待って、もう一度お試しください。"},
	"failure.unreachable":     {What: "DNSの問い合わせ先につながりませんでした。", Do: "インターネットの接続を確かめて、もう一度お試しください。"},
	"failure.servfail":        {What: "ネームサーバーから正しい答えを得られませんでした。", Do: "ネームサーバーの故障や、DNSSECの設定の誤りが考えられます。続く場合は、DNSの管理会社に問い合わせてください。"},
	"failure.refused":         {What: "問い合わせを断られました。", Do: "少し待って、もう一度お試しください。"},
	"failure.malformed":       {What: "問い合わせ先から、正しくない答えが返りました。", Do: "少し待って、もう一度お試しください。"},
	"failure.over-budget":     {What: "問い合わせが多すぎるため、ここで止めました。", Do: "SPFレコードの include を減らしてください。"},
	"failure.not-asked":       {What: "まだ調べていません。", Do: "もう一度お試しください。"},
	"failure.bogus":           {What: "DNSSECの署名が正しくないため、答えが捨てられました。", Do: "このドメイン宛てのメールも届かなくなります。DNSの管理会社に「DNSSECの署名が検証に失敗している」と伝えてください。"},
	"failure.private-address": {What: "ネームサーバーのアドレスがインターネットのものではないため、問い合わせませんでした。", Do: "NSレコードが指すホスト名のアドレスを確かめてください。"},
}
