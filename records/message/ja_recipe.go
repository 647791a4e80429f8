package message

// What is typed into the boxes of a DNS panel, and the sheet that lists it.
var jaRecipe = table{
	"label.priority": {What: "優先度"},
	"label.line":     {What: "追加する1行"},

	"label.value-quoted-one": {What: "値（全体を「\"」で囲んだ1行）"},

	"box.empty":   {What: "（空欄のまま）"},
	"box.default": {What: "（初めの値のまま）"},

	"host.unknown-root": {What: "ドメインそのものを「@」と書く画面と、空欄にする画面があります。", Do: "「@」で登録できないときは、空欄をお試しください。"},
	"dot.either":        {What: "値の最後の「.」は、あってもなくてもかまいません。"},
	"dot.unknown":       {What: "値の最後に「.」が要るかどうかは確認できていません。", Do: "登録後の一覧で、値の後ろに自分のドメイン名が付いていたら、最後に「.」を付けて登録し直してください。"},

	"recipe.too-long":     {What: "この値は{length}文字です。この画面のTXTレコードに入れられるのは{limit}文字までです。", Do: "使っていない送信元を減らして短くするか、長い値を入れられるDNSへの移行をご検討ください。"},
	"recipe.key-too-long": {What: "この鍵は{length}文字です。この画面のTXTレコードに入れられるのは{limit}文字までです。", Do: "次のどれかで登録できます：CNAMEで登録するDKIMに切り替える、鍵を1024ビットで作り直す、長い値を入れられるDNSに移る。"},
	"recipe.priority":     {What: "優先度の欄が分かれている場合は、数字をその欄に、残りを値の欄に入力します。"},
	"recipe.one-box":      {What: "同じホスト名のTXTレコードは、1つの欄に1行ずつ並べます。上の値は、今ある行も含めた欄全体の内容です。", Do: "今ある行を消さないでください。"},
	"recipe.one-txt":      {What: "この画面では、1つのホスト名に置けるTXTレコードは1つだけです。すでに別のTXTレコードがあります：{texts}", Do: "今のレコードが要らなければ置き換えます。要る場合は、ほかのDNSへの移行をご検討ください。"},
	"recipe.other-form":   {What: "上の形で登録できないときは、もう一方の形をお試しください。"},
	"recipe.underscore":   {What: "ホスト名の「_」を受け付けない画面があります。", Do: "登録できないときは、サービスの提供元に、TXTレコードでの登録方法をお問い合わせください。"},

	"sheet.title":          {What: "{domain} のDNSに登録する内容"},
	"sheet.panel":          {What: "登録する画面：{panel}"},
	"sheet.where":          {What: "開く画面：{where}"},
	"sheet.which":          {What: "ネームサーバーだけでは、次のどれか決められません：{panels}。", Do: "契約している会社の画面で登録してください。"},
	"sheet.elsewhere":      {What: "このドメインのネームサーバー（{servers}）は、この画面のものではないようです。ここに登録しても反映されません。", Do: "ネームサーバーを運用している会社の画面で登録してください。"},
	"sheet.source":         {What: "この画面についての情報：{confidence} {ref}（{date}）"},
	"sheet.panel-unknown":  {What: "管理画面がわからないため、ホスト名を3通りの書き方で示します。", Do: "今登録されているレコードの書き方に合わせて選んでください。"},
	"sheet.add-line":       {What: "今あるTXTレコードを開き、値の欄に1行を書き足します。"},
	"sheet.old":            {What: "今の値"},
	"sheet.sender":         {What: "サービス：{sender}"},
	"sheet.others":         {What: "SPFの値（{terms}）は、提供元の説明では確認できていません。ほかの利用者が公開している値です。", Do: "提供元にもご確認ください。"},
	"sheet.subdomain":      {What: "このサービスは、サブドメインに登録するレコードも表示します。", Do: "表示されたとおりに、すべて登録してください。"},
	"sheet.missing":        {What: "まだ決まっていないこと"},
	"sheet.need":           {What: "「{sender}」の{field}"},
	"sheet.no-senders":     {What: "メールを送るサービスが選ばれていないため、SPFは作っていません。"},
	"sheet.task.published": {What: "DKIMの鍵は公開されています（セレクター {selector}）。することはありません。"},
	"sheet.task.given":     {What: "DKIMの鍵は上のレコードに含まれています。公開を確認してから、管理画面で署名を有効にしてください。"},
	"sheet.task.switch":    {What: "{sender} の管理画面でDKIMを有効にします。DNSも同じ会社で管理していれば、レコードは自動で登録されます。", Do: "別の会社のDNSを使っている場合は、管理画面に表示された値をDNSに登録してください。"},
	"sheet.task.shown":     {What: "{sender} の管理画面でDKIMを設定すると、登録する値が表示されます。", Do: "その値をDNSに登録してください。"},
	"sheet.task.paste":     {What: "{sender} には、自分で作った秘密鍵を登録します。", Do: "公開鍵をDNSに登録してから、秘密鍵を {sender} の画面に登録してください。"},
	"sheet.task.without":   {What: "{sender} は、独自ドメインでのDKIM署名に対応していません。"},
	"sheet.task.ask":       {What: "{sender} のDKIMの手順は確認できていません。", Do: "提供元のヘルプで「DKIM」を調べるか、お問い合わせください。"},
}
