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
	"align.fewer":        {What: "SPFのDNS参照が10回を超えているため、SPFでは合格しません。手順2で参照を減らし、DKIMも有効にしてください。"},
	"align.way.aligns":   {What: "合格"},
	"align.way.possible": {What: "設定すれば合格"},
	"align.way.never":    {What: "合格しない"},
	"align.way.unknown":  {What: "未確認"},
	"align.own":          {What: "自社のサーバー"},

	"consent.state.given":         {What: "許可あり"},
	"consent.state.not-given":     {What: "許可なし"},
	"consent.state.name-too-long": {What: "不可"},
	"consent.state.other-host":    {What: "宛先違い"},
	"consent.state.could-not-ask": {What: "調べられません"},
	"consent.given":               {What: "{host} は、このドメインのレポートを受け取る許可を公開しています。"},
	"consent.not-given":           {What: "{host} は別の組織のドメインです。次のレコードを {host} 側で公開しないと、レポートは届きません。", Do: "{host} の管理者に登録を頼んでください。"},
	"consent.name-too-long":       {What: "必要な許可のレコードの名前が長すぎて作れないため、レポートは届きません。", Do: "もっと短いドメインの宛先にしてください。"},
	"consent.other-host":          {What: "{host} の許可のレコードが別のドメインの宛先を指しているため、レポートは届きません。", Do: "{host} の管理者に、次の値に直すよう頼んでください。"},
	"consent.could-not-ask":       {What: "{host} の許可を調べられませんでした。許可がないという意味ではありません。"},

	"policy.way.whole":  {What: "pctを外し、すべてのメールに {policy}"},
	"policy.way.milder": {What: "pctを外し、{policy} に弱める"},

	"subdomain.domain":       {What: "{name} には、自分のレコードの「{policy}」が使われます。"},
	"subdomain.subdomain":    {What: "{name} には、{from} のレコードの「{policy}」が使われます。"},
	"subdomain.non-existent": {What: "{name} は存在しない名前です。{from} のレコードの「{policy}」が使われます。"},
	"subdomain.none":         {What: "{name} に使われるDMARCレコードはありません。"},
	"subdomain.unknown":      {What: "DNSを調べています。または、調べられませんでした。"},
	"subdomain.older":        {What: "古い受信側（RFC 7489）では、{from} のレコードの「{policy}」になると推測されます。"},
}
