package message

// MTA-STS: レコードと、Webサーバーに置くポリシーファイル
var jaMTASTS = table{
	"mtasts.missing-id":                {What: "MTA-STSレコードに「id=」がないため、送信側はポリシーを取得しません。", Do: "「id=20261128090000」のように、日時などの英数字を加えてください。"},
	"mtasts.bad-id":                    {What: "id「{id}」に英数字以外の文字があるため、レコードが無効になります。", Do: "英数字だけにしてください。"},
	"mtasts.id-too-long":               {What: "id「{id}」は{length}文字です。使えるのは32文字までです。", Do: "日時など、短い値にしてください。"},
	"mtasts.policy-version":            {What: "ポリシーファイルに「version: STSv1」の行がないため、使われません（見つかった値: 「{version}」）。", Do: "ファイルの1行目を「version: STSv1」にしてください。"},
	"mtasts.policy-mode":               {What: "「{mode}」というモードはないため、ポリシーが使われません。", Do: "「mode: testing」か「mode: enforce」と小文字で書いてください。"},
	"mtasts.policy-max-age":            {What: "max_age「{value}」は0から{most}までの秒数ではないため、ポリシーが使われません。", Do: "1週間なら「max_age: 604800」のように、秒数を数字だけで書いてください。"},
	"mtasts.policy-no-mx":              {What: "ポリシーに受信サーバー（mx）が書かれていないため、使われません。", Do: "受信サーバーごとに「mx:」の行を1行ずつ書いてください。"},
	"mtasts.policy-mx-list":            {What: "「mx: {value}」の1行に複数のサーバーが書かれています。全体が1つの名前とみなされ、どのサーバーにも一致しません。", Do: "「mx:」の行をサーバーごとに分けてください。"},
	"mtasts.policy-bad-mx":             {What: "「mx: {value}」は、ホスト名でも「*.」で始まるドメイン名でもありません。", Do: "「mx1.example.jp」や「*.example.jp」のように書いてください。優先度の数字、末尾の「.」、IPアドレスは書けません。"},
	"mtasts.policy-unknown-key":        {What: "「{key}: {value}」という行には意味がなく、無視されます。", Do: "つづりを確かめるか、行を削除してください。"},
	"mtasts.policy-repeated-key":       {What: "「{key}」が2回書かれています。最初の行だけが使われます。", Do: "1行だけ残してください。"},
	"mtasts.policy-bad-line":           {What: "「{line}」という行が「名前: 値」の形になっていないため、ポリシーが使われないことがあります。", Do: "行の先頭から、小文字で「名前: 値」と書いてください。"},
	"mtasts.policy-is-html":            {What: "Webサーバーが、ポリシーの代わりにWebページを返しています。", Do: "ポリシーをテキストファイルとして /.well-known/mta-sts.txt に置いてください。"},
	"mtasts.max-age-short":             {What: "enforce（強制）なのに、ポリシーの有効期間が{value}秒しかありません。1週間より短いと、守る効果がほとんどありません。", Do: "max_age を604800（1週間）以上にしてください。"},
	"mtasts.mode-testing":              {What: "ポリシーは testing（試験中）です。問題はレポートで分かりますが、正しく暗号化できないメールも届きます。"},
	"mtasts.mode-none":                 {What: "ポリシーは none です。MTA-STSを使わない、またはやめる途中という意味になります。"},
	"mtasts.mx-not-in-policy":          {What: "受信サーバー {host} がポリシーに書かれていません。enforce（強制）では、このサーバーにメールが届かなくなります（今のモード: {mode}）。", Do: "ポリシーに「mx: {host}」を加え、レコードの id を変えてください。"},
	"mtasts.policy-mx-matches-nothing": {What: "「mx: {value}」は、このドメインのどの受信サーバーとも一致しません。", Do: "これからそのサーバーへ移る予定がなければ、行を削除するか直してください。"},
	"mtasts.policy-redirected":         {What: "Webサーバーが別のURLへ転送しています（HTTP {status}）。送信側は転送先を見ません。", Do: "mta-sts.（ドメイン名）のサーバーが、転送せずにファイルを返すようにしてください。"},
	"mtasts.policy-not-200":            {What: "Webサーバーがポリシーを返していません（HTTP {status}）。", Do: "ファイルを /.well-known/mta-sts.txt に置き、ブラウザーでそのURLを開いて確かめてください。"},
	"mtasts.policy-content-type":       {What: "ポリシーの種類（Content-Type）が「{type}」になっています。text/plain であるべきです。", Do: "Webサーバーで、このファイルの種類を text/plain にしてください。"},
}
