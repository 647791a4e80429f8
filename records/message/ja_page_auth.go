package message

// What the program says about the way to reject, and alignment.
var jaPageAuth = table{
	"rollout.start":             {What: "このレコードを公開し、届くレポートを見ます。"},
	"rollout.before-quarantine": {What: "条件：1か月分のレポートで、自社の送信元がすべて合格していること。月に1度しか送らないもの（請求書など）も確かめます。"},
	"rollout.before-reject":     {What: "条件：もう1か月様子を見て、届かないという声がなく、すべての送信元でDKIMが合格していること。メーリングリストに投稿する人がいるドメインでは、quarantineのままにします。"},

	"align.good":         {What: "転送されても合格します。することはありません。"},
	"align.dkim-too":     {What: "SPFで合格しますが、転送されると不合格になります。DKIMも有効にしてください。"},
	"align.dkim":         {What: "このままでは不合格です。DKIMを有効にしてください。"},
	"align.spf-only":     {What: "SPFで合格しますが、転送されると不合格になります。独自ドメインのDKIMに対応しているか、提供元に確かめてください。"},
	"align.envelope":     {What: "このままでは不合格です。送信元の画面で、戻り先（エンベロープ）のドメインを設定してください。"},
	"align.ask":          {What: "わかりません。独自ドメインのDKIM、または戻り先のドメインを設定できるか、提供元に確かめてください。"},
	"align.impossible":   {What: "このドメインでは合格できません。差出人を別のドメインにするか、送信元を変えてください。"},
	"align.way.aligns":   {What: "合格"},
	"align.way.possible": {What: "設定すれば合格"},
	"align.way.never":    {What: "合格しない"},
	"align.way.unknown":  {What: "未確認"},
	"align.own":          {What: "自社のサーバー"},
}
