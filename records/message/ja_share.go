package message

// What a link sets. "to confirm" is said beside each warning by the page.
var jaShare = table{
	"share.later-version":    {What: "新しい版のTodokuで作られたリンクです。この画面では読めません。", Do: "ページを再読み込みしてください。それでも読めないときは、下にドメイン名を入力して始めてください。"},
	"share.broken":           {What: "リンクの内容を読めませんでした。リンクは使わずに、最初の画面を開いています。", Do: "リンクを送った人に、もう一度作ってもらってください。下にドメイン名を入力して、自分で始めることもできます。"},
	"share.cut":              {What: "リンクが途中で切れています。リンクは使わずに、最初の画面を開いています。", Do: "元のリンクを最後まで選んでコピーし、開き直してください。"},
	"share.domain":           {What: "ドメイン：{domain}"},
	"share.sender":           {What: "送信元：{sender}"},
	"share.value":            {What: "{sender} の契約情報：{value}"},
	"share.strange-value":    {What: "{sender} の契約情報：{value}。この相手に、このドメインのメールを送ることを許します。", Do: "自分の契約の値かどうか、{sender} の管理画面で確かめてください。"},
	"share.server":           {What: "自社のサーバー：{address}（今のSPFにも入っています）"},
	"share.strange-server":   {What: "自社のサーバー：{address}。このアドレスから、このドメインのメールを送ることを許します。", Do: "自社のサーバーのアドレスかどうか確かめてください。"},
	"share.drops-sender":     {What: "{sender} を送信元から外します。", Do: "もう使っていないことを確かめてください。使っていると、そのメールが届きにくくなります。"},
	"share.no-mail":          {What: "このドメインからは誰もメールを送らない、と公開します。", Do: "このドメインのアドレスでメールを送っていないことを確かめてください。"},
	"share.ending":           {What: "登録していないサーバーからのメール：{ending}"},
	"share.weaker-ending":    {What: "登録していないサーバーからのメール：{ending}。今の設定（-all）より弱くなります。", Do: "弱くする理由を、リンクを送った人に確かめてください。"},
	"share.policy":           {What: "DMARCのポリシー：{tag}={policy}"},
	"share.weaker-policy":    {What: "DMARCのポリシー：{tag}={policy}。今の設定（{published}）より弱くなります。", Do: "弱くする理由を、リンクを送った人に確かめてください。"},
	"share.unsure-policy":    {What: "DMARCのポリシー：{tag}={policy}。今の設定を調べられなかったため、弱くなるかどうかわかりません。", Do: "少し待って、リンクを開き直してください。"},
	"share.alignment":        {What: "DMARCのドメインの一致：{tag}={value}"},
	"share.looser-alignment": {What: "DMARCのドメインの一致：{tag}={value}。今の設定（s：完全一致）より緩くなります。", Do: "緩くする理由を、リンクを送った人に確かめてください。"},
	"share.reports":          {What: "レポートの宛先：{address}"},
	"share.strange-reports":  {What: "レポートの宛先：{address}。このドメインの外に、メールの送信状況（送信サーバーと通数）が毎日届きます。", Do: "知っている会社のアドレスかどうか確かめてください。"},
	"share.key":              {What: "DKIMの鍵：セレクター {selector}（すでに公開されています）"},
	"share.strange-key":      {What: "DKIMの鍵：セレクター {selector}（{value}）。この鍵の持ち主は、このドメインの名前で署名できます。", Do: "自社の、または契約しているサービスの鍵かどうか確かめてください。"},
	"share.panel":            {What: "DNSの画面：{panel}"},
}
