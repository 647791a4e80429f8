package message

// DKIM key records.
var jaDKIM = table{
	"dkim.not-found":        {What: "よく使われる{count}個のセレクターを調べましたが、DKIMの鍵は見つかりませんでした。ほかの名前で設定されている可能性はあります。", Do: "セレクターがわかる場合は、入力して確認してください。まだの場合は、送信サービスの画面でDKIMを有効にしてください。"},
	"dkim.several-records":  {What: "同じ名前に{count}個のTXTレコードがあります。どれが使われるか決まらず、DKIMが失敗します。", Do: "正しい1つだけを残して、ほかを削除してください。"},
	"dkim.wildcard":         {What: "どのセレクターを尋ねても同じ答えが返ります（ワイルドカード）。メールを送らないドメインの設定です。"},
	"dkim.not-a-key-record": {What: "DKIMの場所に、DKIMではない値が登録されています。", Do: "正しい値に置き換えてください。"},

	"dkim.version-wrong":     {What: "「v={value}」は正しくありません。", Do: "「v=DKIM1」にしてください。"},
	"dkim.version-not-first": {What: "「v=DKIM1」が先頭にありません。", Do: "「v=DKIM1;」をいちばん前に移してください。"},
	"dkim.missing-key":       {What: "公開鍵（p=）がありません。", Do: "送信サービスの画面に出ている値を、最後まで写し直してください。"},
	"dkim.revoked":           {What: "この鍵は取り消されています（p= が空です）。この鍵で署名したメールは認証に失敗します。", Do: "今も使っている場合は、新しい鍵を登録してください。"},
	"dkim.bad-base64":        {What: "公開鍵の{position}文字目に、使えない文字「{character}」が入っています。", Do: "値を写し直してください。"},
	"dkim.key-cut":           {What: "公開鍵が途中で切れています。あと{missing}文字足りません（{length}文字、正しくは{whole}文字）。", Do: "255文字で切れる管理画面では、値を2つに分けて入力してください。"},
	"dkim.key-too-long":      {What: "公開鍵の後ろに、余分な{extra}文字が付いています。", Do: "値を写し直してください。"},
	"dkim.not-a-key":         {What: "「p=」の値が公開鍵として読めません（{length}文字）。", Do: "送信サービスの画面に出ている値を、最後まで写し直してください。"},
	"dkim.pkcs1-key":         {What: "公開鍵が古い形式（PKCS#1）で書かれています。読めない受信側があります。", Do: "下の値に置き換えてください。鍵そのものは変わりません。"},
	"dkim.ed25519-not-raw":   {What: "Ed25519の公開鍵は、32バイトの値だけを書く決まりです。余分な情報が付いています。", Do: "下の値に置き換えてください。鍵そのものは変わりません。"},
	"dkim.key-type-mismatch": {What: "「k={stated}」と書かれていますが、鍵は {found} です。", Do: "「k={found}」にしてください。"},
	"dkim.unknown-key-type":  {What: "「k={type}」という種類の鍵は、受信側が使えません。", Do: "rsa の鍵にしてください。"},
	"dkim.weak-key":          {What: "鍵が{bits}ビットと短すぎます。1024ビット未満の署名は無効とされます。", Do: "2048ビットの鍵を作り直してください。"},
	"dkim.short-key":         {What: "鍵は{bits}ビットです。使えますが、2048ビットが推奨されています。", Do: "送信サービスで選べる場合は、2048ビットに変えてください。"},
	"dkim.huge-key":          {What: "鍵が{bits}ビットと長く、使えない受信側があります。", Do: "2048ビットの鍵にしてください。"},
	"dkim.no-sha256":         {What: "「h={hashes}」では、今の受信側は署名を確かめられません。", Do: "「h=」を外してください。"},
	"dkim.not-for-mail":      {What: "「s={services}」のため、メールには使えない鍵になっています。", Do: "「s=」を外すか、「s=email」にしてください。"},
	"dkim.testing":           {What: "「t=y」（試験中）が付いています。受信側は署名を確かめても、扱いを変えません。", Do: "試験が済んだら「t=y」を外してください。"},
	"dkim.no-subdomains":     {What: "「t=s」のため、サブドメインの差出人にはこの鍵を使えません。"},
	"dkim.empty-tag":         {What: "「{tag}=」の値が空です。", Do: "削除してください。"},
	"dkim.repeated-tag":      {What: "「{tag}=」が2回書かれています。レコード全体が無効になります。", Do: "1つだけ残してください。"},
	"dkim.obsolete-tag":      {What: "「{tag}={value}」は古い規格の項目です。害はありません。"},
	"dkim.unknown-tag":       {What: "「{tag}={value}」は意味のない項目で、無視されます。"},
	"dkim.bad-separator":     {What: "項目の間が「;」で区切られていません。", Do: "「v=DKIM1; k=rsa; p=…」のように「;」で区切ってください。"},
}
