package message

// The domain as a whole, and why something could not be looked up.
var jaCheck = table{
	"dns.no-such-domain": {What: "{domain} というドメインは見つかりませんでした。", Do: "つづりを確かめてください。取得したばかりの場合や、ネームサーバーが未設定の場合も、このようになります。"},
	"mx.missing":         {What: "受信サーバー（MX）の登録がありません。このドメインではメールを受け取れません。"},
	"mx.null":            {What: "メールを受け取らないドメインとして登録されています（Null MX）。"},

	"dns.wildcard":               {What: "登録していない名前にも、同じTXTの答えが返ります（ワイルドカード「*」）。", Do: "心当たりがなければ、DNSの管理画面で名前が「*」のレコードを確かめてください。"},
	"dns.servers-differ":         {What: "ネームサーバーによって答えが違います（{name} {type}：{servers}）。届いたり届かなかったりします。", Do: "書き換えてから数分たっても変わらない場合は、DNSの管理会社に「ネームサーバーの間で内容が一致しない」と伝えてください。"},
	"dns.server-no-answer":       {What: "ネームサーバー {server} から答えがありませんでした。", Do: "ほかのネームサーバーが答えていれば、メールは届きます。続く場合は、DNSの管理会社に確かめてください。"},
	"dns.server-private-address": {What: "ネームサーバー {server} のアドレスが、インターネットのものではありません。問い合わせませんでした。", Do: "NSレコードの名前に、公開用のIPアドレスが登録されているかを確かめてください。"},
	"dns.no-server-answers":      {What: "このドメインのネームサーバーが、どれも答えません。メールは届きません。", Do: "ドメインの管理会社の画面で、ネームサーバーの設定と、DNSサービスの契約が続いているかを確かめてください。"},
	"place.other-panel":          {What: "レコードを登録する画面が違います。このドメインのDNSは {right} です。{named} に登録しても、インターネットには公開されません。", Do: "{right} の画面を開いて、そちらに登録してください。（ネームサーバー：{servers}）"},
	"place.look-alike-panel":     {What: "{named} と {right} は、名前が似ていますが別の画面です。このドメインのDNSは {right} です。", Do: "{right} の画面を開いて、そちらに登録してください。（ネームサーバー：{servers}）"},
	"place.not-the-name-servers": {What: "このドメインのネームサーバーは {servers} で、{named} のものではありません。", Do: "{named} に登録しても公開されません。ネームサーバーを運用している会社の画面に登録してください。"},
	"place.without-domainkey":    {What: "レコードが {wrong} に登録されています。名前に「._domainkey」が抜けています。", Do: "{wrong} のレコードを削除し、{right} という名前で登録し直してください。"},
	"place.cname-in-the-way":     {What: "{name} には、CNAME（{target} への別名）が登録されています。同じ名前のTXTは読まれません。", Do: "このCNAMEが要らなければ削除して、TXTを登録してください。サービスの案内で登録したものなら、値はそのサービスの側で決まります。"},
	"place.txt-in-the-way":       {What: "{name} に、TXTレコードが残っています。TXTがある名前には、CNAMEを登録できません。", Do: "TXTレコード「{text}」を削除してから、CNAMEを登録してください。"},
	"place.cname-and-txt":        {What: "{name} に、TXTとCNAME（{target} への別名）の両方があります。受信側によって、見えるものが変わります。", Do: "どちらか一方を削除してください。予定どおりにするには、CNAMEを削除します。"},
	"place.answered-by-wildcard": {What: "{name} のレコードはまだありません。今返っている答えは、ワイルドカード「*」のものです（{text}）。", Do: "予定のレコードを、この名前で登録してください。登録すれば「*」より優先されます。"},
	"place.dmarc-left-at-domain": {What: "DMARCレコードが {domain} にもあります。そこにあるものは読まれません。", Do: "{domain} のTXTのうち「v=DMARC1」で始まるものを削除してください。正しい場所は {right} です。"},

	"unplanned.spf":             {What: "予定にないSPFレコードがもう1つあります。2つあると、SPFはどちらも無効になります。", Do: "「{text}」を削除してください。必要な送信元は、予定した1つにまとまっています。"},
	"unplanned.dmarc":           {What: "予定にないDMARCレコードがもう1つあります。2つあると、どちらも無効になります。", Do: "「{text}」を削除して、{right} のレコードを1つだけにしてください。"},
	"unplanned.dkim":            {What: "新しい鍵の隣に、前の文字列が残っています。DKIMの検証に失敗することがあります。", Do: "{right} のTXTから「{text}」を削除して、1つだけにしてください。"},
	"unplanned.dmarc-at-domain": {What: "DMARCレコードがドメイン名そのもの（{name}）に残っています。ここでは読まれません。", Do: "「{text}」を削除してください。正しい場所は {right} です。"},

	"spf.only-type-99":  {What: "SPFが、今は使われない種類（タイプ99「SPF」）だけで登録されています。受信側は読みません。", Do: "同じ値を、種類「TXT」で登録してください。古い種類のものは削除して構いません。"},
	"spf.type-99":       {What: "SPFが、今は使われない種類（タイプ99「SPF」）でも登録されています。読まれないので、あっても影響はありません。"},
	"dkim.space-in-key": {What: "鍵の途中（{position}文字目）に空白が入っています。ほとんどの受信側は無視しますが、貼り付けたときに入ったものです。", Do: "気になる場合は、空白を取って登録し直してください。"},

	"mx.null-beside-others":   {What: "「メールを受け取らない」という登録（Null MX）と、受信サーバーの登録の両方があります。", Do: "メールを受け取るなら「0 .」のMXを、受け取らないならそれ以外のMXを削除してください。"},
	"mx.host-without-address": {What: "受信サーバー {host} のIPアドレスが見つかりません。このサーバーではメールを受け取れません。", Do: "{host} のAレコードを登録するか、MXのホスト名のつづりを確かめてください。"},
	"mx.host-is-alias":        {What: "MXのホスト {host} が、別名（CNAME）になっています。受け取りを断られることがあります。", Do: "MXには、別名の先の {target} を直接書いてください。"},
	"mx.private-address":      {What: "受信サーバー {host} のアドレス {address} は、社内用のものです。インターネットからは届きません。", Do: "{host} のAレコードに、公開用のIPアドレスを登録してください。"},

	"mtasts.several-records":    {What: "MTA-STSのレコードが{count}個あります。1つでないと、送信側はポリシーがないものとして扱います。", Do: "{name} のTXTを1つだけ残して、ほかを削除してください。"},
	"mtasts.policy-not-fetched": {What: "MTA-STSのレコードはありますが、ポリシーのファイルを取得できませんでした（{url}）。", Do: "そのURLをブラウザーで開いて、警告なしに表示されるかを確かめてください。証明書の期限切れや、ホスト名の登録漏れが多いものです。（{why}）"},
	"tlsrpt.several-records":    {What: "TLS-RPTのレコードが{count}個あります。1つでないと、レポートは届きません。", Do: "{name} のTXTを1つだけ残して、ほかを削除してください。"},
	"bimi.several-records":      {What: "BIMIのレコードが{count}個あります。1つでないと、ロゴは表示されません。", Do: "{name} のTXTを1つだけ残して、ほかを削除してください。"},
	"bimi.dmarc-too-weak":       {What: "BIMIのレコードはありますが、DMARCのポリシーが弱いため、ロゴは表示されません。", Do: "DMARCの p を quarantine か reject にし、sp=none と t=y があれば外してください。"},
	"tlsa.lookup-fails":         {What: "受信サーバー {host} のTLSAレコードを調べると、エラーになります。DANEに対応した送信側は、メールを送らずに待ちます。", Do: "DNSの管理会社に「TLSAの問い合わせがエラー（SERVFAIL）になる」と伝えてください。"},

	"dnssec.bogus":             {What: "DNSSEC（DNSの答えに付ける署名）の検証に失敗しています（{name} {type}）。署名を確かめる受信側には、このドメインが存在しないのと同じに見えます。", Do: "ほかのどの設定よりも先に直してください。DNSの会社を移した直後なら、ドメインの管理会社の画面で前のDSレコードを削除します。わからない場合は、DNSの管理会社に「DNSSECの検証に失敗する」と伝えてください。（エラー番号：{codes}）"},
	"dnssec.signature-expired": {What: "DNSSECの署名の期限が切れています（{name} {type}）。署名を確かめる受信側には、このドメインが存在しないのと同じに見えます。", Do: "ほかのどの設定よりも先に、DNSの管理会社に「署名の期限が切れている」と伝えてください。（エラー番号：{codes}）"},
	"dnssec.key-missing":       {What: "上位のドメインに登録された鍵の情報（DS）に合う鍵が、ネームサーバーにありません（{name} {type}）。署名を確かめる受信側には、このドメインが存在しないのと同じに見えます。", Do: "ほかのどの設定よりも先に、ドメインの管理会社の画面で、DSレコードを今のDNSの会社の値にするか、削除してください。DNSの会社を移したときに残ることが多いものです。（エラー番号：{codes}）"},
	"dnssec.signature-missing": {What: "DNSSECを使うと登録されているのに、答えに署名がありません（{name} {type}）。署名を確かめる受信側には、このドメインが存在しないのと同じに見えます。", Do: "ほかのどの設定よりも先に、DNSの会社でDNSSECを有効にするか、ドメインの管理会社の画面でDSレコードを削除してください。（エラー番号：{codes}）"},
	"dnssec.unsigned":          {What: "DNSSEC（DNSの答えに付ける署名）は使われていません。メールは、なくても届きます。"},

	"server.private-address":      {What: "{address} は社内用のアドレスです。受信側から見える送信元のアドレスではありません。", Do: "送信サーバーがインターネットに出るときのアドレス（グローバルIPアドレス）を入力してください。"},
	"server.no-name":              {What: "{address} に、逆引きの名前（PTR）がありません。Gmailなどは、このサーバーからのメールを断ります。", Do: "IPアドレスを割り当てている会社（サーバーや回線の会社）の画面で、逆引きにサーバーの名前を登録してください。DNSの画面では登録できません。"},
	"server.name-not-confirmed":   {What: "{address} の逆引きの名前は {name} ですが、その名前から {address} に戻れません。", Do: "DNSの画面で、{name} のAレコード（IPv6ならAAAA）に {address} を登録してください。"},
	"server.several-names":        {What: "{address} に、逆引きの名前がいくつもあります（{names}）。1つにするのが無難です。"},
	"server.generic-name":         {What: "{address} の逆引きの名前（{name}）は、回線に自動で付けられたもののようです。迷惑メールと判定されやすくなります。", Do: "IPアドレスを割り当てている会社の画面で、逆引きを「mail.（ドメイン名）」のような名前に変えてください。"},
	"server.helo-not-a-name":      {What: "サーバーの名乗り「{helo}」（HELO名）が、インターネットのホスト名ではありません（{address}）。", Do: "メールサーバーの設定（Postfixなら myhostname）に、「mail.（ドメイン名）」のような名前を書いてください。"},
	"server.helo-without-address": {What: "サーバーの名乗り「{helo}」（HELO名）のIPアドレスが、DNSにありません。", Do: "DNSの画面で、{helo} のAレコードに {address} を登録してください。"},
	"server.helo-other-address":   {What: "サーバーの名乗り「{helo}」（HELO名）は、{address} とは別のアドレスを指しています。", Do: "{helo} のAレコードに {address} を加えるか、このサーバー自身の名前を名乗るように設定してください。"},
	"server.helo-other-name":      {What: "サーバーの名乗り（{helo}）と逆引きの名前（{name}）が違います（{address}）。どちらもこのサーバーを指していれば、届きます。"},

	"failure.timeout":         {What: "時間内に答えがありませんでした。", Do: "少し待って、もう一度お試しください。"},
	"failure.unreachable":     {What: "DNSの問い合わせ先につながりませんでした。", Do: "インターネットの接続を確かめて、もう一度お試しください。"},
	"failure.servfail":        {What: "ネームサーバーから正しい答えを得られませんでした。", Do: "ネームサーバーの故障や、DNSSECの設定の誤りが考えられます。続く場合は、DNSの管理会社に問い合わせてください。"},
	"failure.refused":         {What: "問い合わせを断られました。", Do: "少し待って、もう一度お試しください。"},
	"failure.malformed":       {What: "問い合わせ先から、正しくない答えが返りました。", Do: "少し待って、もう一度お試しください。"},
	"failure.too-large":       {What: "TXTレコードが長すぎるため、読みませんでした。", Do: "メールの設定に使うレコードは、長くても数百文字です。DNSに登録した値を確かめてください。"},
	"failure.over-budget":     {What: "問い合わせが多すぎるため、ここで止めました。", Do: "SPFレコードの include を減らしてください。"},
	"failure.not-asked":       {What: "まだ調べていません。", Do: "もう一度お試しください。"},
	"failure.bogus":           {What: "DNSSECの署名が正しくないため、答えが捨てられました。", Do: "このドメイン宛てのメールも届かなくなります。DNSの管理会社に「DNSSECの署名が検証に失敗している」と伝えてください。"},
	"failure.private-address": {What: "ネームサーバーのアドレスがインターネットのものではないため、問い合わせませんでした。", Do: "NSレコードが指すホスト名のアドレスを確かめてください。"},

	// Senders that seem to have been forgotten.
	"mx.receiver-in-between": {What: "メールは {service}（{host}）で受信しています。送信に使っているサービスは、ここからはわかりません。", Do: "メールを送っているサービスを、管理者や提供元にご確認ください。"},
	"spf.sender-missing":     {What: "「{seen}」から、送信にも使われていそうなサービスがありますが、SPFレコードに「{term}」がありません。", Do: "このサービスからメールを送っている場合は、SPFレコードに加えてください。"},
	"dkim.sender-missing":    {What: "「{seen}」から、使われていそうなサービスがありますが、そのDKIMの鍵（セレクター {selectors}）は見つかりませんでした。", Do: "ほかの名前で設定していなければ、サービスの画面でDKIMを有効にしてください。"},
}
