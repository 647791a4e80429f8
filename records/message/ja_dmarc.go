package message

// DMARC records.
var jaDMARC = table{
	"dmarc.missing":             {What: "DMARCレコードがありません。なりすましメールへの対応を受信側に伝えられず、GmailやYahoo!などの送信者の条件も満たせません。", Do: "_dmarc という名前でTXTレコードを追加してください。"},
	"dmarc.several-records":     {What: "DMARCレコードが{count}つあります。2つ以上あると、受信側はすべて無視します。", Do: "1つだけ残して、ほかを削除してください。"},
	"dmarc.inherited":           {What: "このドメインにはDMARCレコードがなく、上位の {from} の設定（{policy}）が使われます。"},
	"dmarc.reject-without-dkim": {What: "拒否（reject）を求めていますが、DKIMの鍵が見つかりません。転送されたメールが届かなくなります。", Do: "先にDKIMを設定してください。設定済みなら、そのセレクターを入力して確認してください。"},

	"dmarc.version-case":                  {What: "「v={version}」は大文字と小文字が違うため、受信側に無視されます。", Do: "「v=DMARC1」（大文字）にしてください。"},
	"dmarc.version-wrong":                 {What: "先頭が「v=DMARC1」になっていないため、受信側に無視されます。", Do: "先頭を「v=DMARC1;」にしてください。"},
	"dmarc.version-not-first":             {What: "「v=DMARC1」が先頭にないため、受信側に無視されます。", Do: "「v=DMARC1;」をいちばん前に移してください。"},
	"dmarc.missing-policy":                {What: "「p=」がありません。なりすましメールをどう扱うかが伝わりません。", Do: "「v=DMARC1;」の後ろに「p=none;」などを加えてください。"},
	"dmarc.bad-policy":                    {What: "「{tag}={value}」という値はありません。DMARCが働かなくなります。", Do: "none、quarantine、reject のどれかにしてください。"},
	"dmarc.bad-value":                     {What: "「{tag}={value}」の値が正しくないため、初期値として扱われます。", Do: "正しい値に直すか、削除してください。"},
	"dmarc.bad-separator":                 {What: "「{tag}={value}」の区切りが「;」になっていません。", Do: "項目の間は「;」で区切ってください。"},
	"dmarc.repeated-tag":                  {What: "「{tag}=」が2回書かれています。", Do: "1つだけ残してください。"},
	"dmarc.unknown-tag":                   {What: "「{tag}={value}」は意味のない項目で、無視されます。", Do: "必要がなければ削除してください。"},
	"dmarc.no-tag":                        {What: "「{text}」は「名前=値」の形になっていません。", Do: "正しい形に直すか、削除してください。"},
	"dmarc.removed-tag":                   {What: "「{tag}={value}」は今の規格（RFC 9989）にはない項目です。害はありません。"},
	"dmarc.pct-has-no-effect":             {What: "「pct={value}」は今の規格（RFC 9989）では効果がありません。新しい受信側は、すべてのメールにポリシーを適用します。", Do: "「pct」を外し、ポリシーは none → quarantine → reject の順に強めてください。"},
	"dmarc.report-address-without-mailto": {What: "レポートの宛先「{address}」に「mailto:」が付いていないため、レポートが届きません。", Do: "「mailto:」を付けてください。"},
	"dmarc.bad-report-address":            {What: "レポートの宛先「{address}」が正しくありません。", Do: "「mailto:dmarc@example.jp」のように書いてください。"},
	"dmarc.report-size-limit":             {What: "宛先の「!{limit}」は廃止された書き方で、無視されます。"},
	"dmarc.no-reports":                    {What: "レポートの宛先（rua）がありません。誰がこのドメインで送っているかを知ることができません。", Do: "レポートを受け取るメールアドレスを加えてください。"},
	"dmarc.policy-none":                   {What: "ポリシーは none（様子を見る）です。なりすましメールはまだ止まりません。"},
	"dmarc.weak-subdomain-policy":         {What: "ドメイン本体は {policy} ですが、サブドメインは {subdomains} と弱くなっています。サブドメインを使ったなりすましが通ります。", Do: "理由がなければ「sp=」を外してください。"},
	"dmarc.test-mode":                     {What: "「t=y」があるため、新しい受信側は {policy} より1段階弱く扱います。古い受信側は {policy} のまま扱います。", Do: "試験が済んだら「t=y」を外してください。"},
	"dmarc.fo-without-ruf":                {What: "「fo=」は、失敗レポートの宛先（ruf）がないため効果がありません。"},
	"dmarc.failure-reports":               {What: "失敗レポート（ruf）は、メールの内容を含むことがあり、通信の秘密や個人情報の面で注意が必要です。送る受信側もわずかです。", Do: "理由がなければ「ruf=」を外してください。"},
	"dmarc.upper-case":                    {What: "「{tag}={value}」に大文字が使われています。動作しますが、小文字が確実です。"},

	"place.dmarc-at-domain":    {What: "DMARCレコードが {domain} に登録されています。ここにあっても受信側は見ません。", Do: "名前を {right} にして登録し直し、こちらは削除してください。"},
	"place.doubled-name":       {What: "レコードが {wrong} に登録されています。管理画面がドメイン名を自動で付け足したため、名前が二重になっています。", Do: "ホスト名の欄には、ドメイン名（{zone}）を付けずに入力してください。正しい名前は {right} です。"},
	"place.without-underscore": {What: "レコードが {wrong} に登録されています。先頭の「_」が抜けています。", Do: "名前を {right} にして登録し直してください。"},
	"place.target-doubled":     {What: "CNAMEの値の後ろに、ドメイン名（{zone}）が自動で付け足されています。", Do: "値の末尾に「.」を付けて、「{right}.」と入力してください。"},
}
