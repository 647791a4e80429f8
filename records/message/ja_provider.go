package message

// Senders and panels.
var jaProvider = table{
	"kind.hosting":    {What: "レンタルサーバー"},
	"kind.groupware":  {What: "グループウェア・メール"},
	"kind.newsletter": {What: "メール配信"},
	"kind.api":        {What: "送信API・SMTPリレー"},
	"kind.business":   {What: "業務サービス（CRM・請求・予約）"},
	"kind.shop":       {What: "ネットショップ"},
	"kind.site":       {What: "ホームページ・フォーム"},

	"field.server": {What: "サーバーのホスト名"},
	"field.ip":     {What: "サーバーのIPアドレス"},
	"field.term":   {What: "サービスから案内されたSPFの値（「include:」などから始まる部分）"},

	"confidence.vendor":      {What: "公式情報"},
	"confidence.third-party": {What: "公開事例による"},
	"confidence.unconfirmed": {What: "未確認（提供元にご確認ください）"},

	// Rental servers
	"sender.xserver.apex":                  {What: "初期設定では、メールの受信先（MX）がドメイン名そのものです。Aレコードを他社のサーバーに向けると、メールが届かなくなります。", Do: "Aレコードを変える前に、MXをサーバーのホスト名（sv○○.xserver.jp）に変更してください。"},
	"sender.sakura-rental.include":         {What: "さくらには、include で書く共通の値はありません。「include:_spf.sakura.ne.jp」は誤りです。", Do: "契約しているサーバーのホスト名（www○○.sakura.ne.jp）を入力してください。"},
	"sender.sakura-rental.login":           {What: "メールアドレスでログインすると、SPFやDKIMの設定メニューは表示されません。", Do: "サーバーの管理者としてログインしてください。"},
	"sender.sakura-mailbox.login":          {What: "メールアドレスでログインすると、SPFやDKIMの設定メニューは表示されません。", Do: "サーバーの管理者としてログインしてください。"},
	"sender.heteml.fixed":                  {What: "ヘテムルのネームサーバーでは、SPFレコードを個別に編集できません。", Do: "ほかのサービスからも送信する場合は、ムームーDNSなど、編集できるDNSに移してください。"},
	"sender.kagoya.order":                  {What: "DNSに反映される前にDKIMの署名を有効にすると、検証に失敗します。", Do: "公開鍵のレコードが反映されてから、有効にしてください。"},
	"sender.cpi.plan":                      {What: "「ビジネス スタンダード」以外の古いプランでは、SPFの追加に申請が必要なことや、DKIMに対応していないことがあります。", Do: "契約中のプランをご確認ください。"},
	"sender.zenlogic.old-domains":          {What: "2023年7月4日以前に追加したドメインには、SPFレコードが初期設定されていません。", Do: "「ゾーン編集」でTXTレコードを追加してください。"},
	"sender.ocn-bizmail.security":          {What: "DNSに登録する値は、「メールセキュリティサービス」を利用しているかどうかで変わります。", Do: "契約内容に合った値かどうか、提供元のマニュアルでご確認ください。"},
	"sender.webarena-suitex.own-dns":       {What: "WebARENAのDNS（ns3・ns4.sphere.ad.jp）を使う場合、SPFは管理画面で選ぶだけで設定されます。", Do: "ほかのDNSを使う場合は、登録する値を提供元にご確認ください。"},
	"sender.webarena-suitex.others":        {What: "WebARENAのDNSでは、ほかのサービスの送信元はIPアドレスで追加します。", Do: "メール配信などを併用する場合は、そのサービスの送信IPアドレスを登録してください。"},
	"sender.interlink.program":             {What: "DKIMの署名が付くのは、メールソフト（SMTP認証）、ウェブメール、sendmailコマンドから送ったメールだけです。", Do: "プログラムから送る場合は、sendmailコマンドを使ってください。"},
	"sender.google-workspace.start":        {What: "DKIMは、鍵を作っただけでは有効になりません。", Do: "TXTレコードを公開したあと、管理コンソールで「認証を開始」を押してください。"},
	"sender.google-workspace.bits":         {What: "2048ビットの鍵の値は255文字を超えます。登録できないDNSもあります。", Do: "登録できない場合は、鍵の長さを1024ビットにして作り直してください。"},
	"sender.microsoft-365.target":          {What: "CNAMEの向き先は、ドメインを追加した時期によって形が違います（2025年5月から新しい形です）。", Do: "管理画面に表示された2つの値を、そのまま写してください。"},
	"sender.microsoft-365.enable":          {What: "DKIMは、CNAMEレコードを公開しただけでは有効になりません。", Do: "2つとも公開したあと、DKIMの画面でドメインの署名を有効にしてください。"},
	"sender.line-works.main-domain":        {What: "DKIMを手動で設定できるのは、登録したメインドメインだけです。サブドメインは対象外です。"},
	"sender.zoho-mail.data-centre":         {What: "SPFの値は、契約しているデータセンター（日本・米国など）によって違います。", Do: "管理画面に表示された値を入力してください。"},
	"sender.cybermail-sigma.others":        {What: "同じ会社のほかのサービスでは、SPFの値が違います。", Do: "契約しているサービスが CYBERMAIL Σ かどうか、ご確認ください。"},
	"sender.cybozu-system-mail.own-server": {What: "差出人は no-reply@cybozu.com なので、設定は要りません。「外部サーバー」から送る設定にしている場合は別です。", Do: "外部サーバーから送る場合は、そのサーバーのサービスを選んでください。"},

	// Newsletters
	"sender.myasp.assigned":    {What: "契約時に割り当てられたドメインのメールアドレスから送る場合、設定は要りません。"},
	"sender.orangemail.volume": {What: "設定が必要なのは、GmailまたはYahoo!メールに1日5,000通以上送る場合です。"},
	"sender.orangemail.mailto": {What: "提供元のページのDMARCの例に、rua のアドレスに「mailto:」が付いていないものがありました。そのままではレポートが届きません。", Do: "「rua=mailto:アドレス」と書いてください。"},
	"sender.mailchimp.include": {What: "「include:servers.mcsv.net」は、今は要りません。DNSの参照回数が増えるだけです。", Do: "SPFレコードに残っている場合は、外してください。"},
	"sender.utage.separate":    {What: "UTAGEのDKIMは、レンタルサーバーのDKIMとは別のレコードです。", Do: "サーバーのDKIMは残したまま、UTAGEのレコードを追加してください。"},
	"sender.autobiz.addresses": {What: "以前の案内では、送信元をIPアドレス（203.183.142.128/25 など）で書いていました。", Do: "IPアドレスの記述が残っている場合は、include に書き換えてください。"},

	// Sending APIs
	"sender.sendgrid.root":   {What: "Domain Authentication（自動セキュリティ）を使う場合、ドメイン本体のSPFに「include:sendgrid.net」は要りません。", Do: "画面に表示されたCNAMEレコードを登録してください。"},
	"sender.amazon-ses.root": {What: "ドメイン本体のSPFに「include:amazonses.com」を書いても、DMARCには効果がありません。", Do: "DKIM（Easy DKIM）を設定し、SPFも合わせる場合は「カスタムMAIL FROMドメイン」を設定してください。"},
	"sender.mailgun.place":   {What: "SPFの値は、Mailgunに登録したドメインに書きます。サブドメインを登録した場合、ドメイン本体には要りません。", Do: "どの名前を登録したか、Mailgunの画面でご確認ください。"},
	"sender.postmark.root":   {What: "ドメイン本体の「include:spf.mtasv.net」は古い書き方で、DMARCには効果がありません。", Do: "画面に表示されたReturn-PathのCNAMEを登録してください。"},
	"sender.resend.host":     {What: "「send」などのホスト名にドメイン名まで入力すると、「send.example.jp.example.jp」のように二重になることがあります。", Do: "管理画面がドメイン名を自動で付ける場合は、「send」だけを入力してください。"},

	// Business services
	"sender.zendesk.all":           {What: "提供元の例には「?all」で終わるものがありますが、それではなりすましを止められません。", Do: "今のSPFの終わり（~all や -all）は変えず、include だけを加えてください。"},
	"sender.freshdesk.own-mailbox": {What: "自社のメールサーバー（カスタムメールボックス）から送る設定にしている場合、この設定は要りません。"},
	"sender.freee.one-zone":        {What: "この値は、公開されている例を1件確認できただけです。", Do: "追加する前に、freeeのサポートにご確認ください。"},
	"sender.rakurakuseisan.fixed":  {What: "差出人が keihi-no-reply@rakus-cloud.jp のままなら、設定は要りません。"},
	"sender.satori.report":         {What: "DNSに登録しただけでは、設定は終わりません。", Do: "登録したあと、SATORIに連絡してください。"},
	"sender.hacomono.from":         {What: "ドメインの認証が終わる前に差出人アドレスを変えると、会員登録ができなくなります。", Do: "認証が済んでから、差出人アドレスを変更してください。"},

	// Shops
	"sender.shopify.all-records": {What: "認証されていないドメインからのメールは、差出人が shopifyemail.com のアドレスに置き換わります。", Do: "画面に表示されたレコードを、すべて登録してください。"},
	"sender.shopify.include":     {What: "以前の「include:shops.shopify.com」は、今は要りません。", Do: "SPFレコードに残っている場合は、外してください。"},
	"sender.makeshop.underscore": {What: "CNAMEのホスト名に「_」（アンダーバー）を使えないDNSでは、DKIMを登録できません。", Do: "使えない場合は、提供元のヘルプに従ってTXTレコードで登録してください。値は予告なく変わることがあります。"},
	"sender.colorme.mailbox":     {What: "提供元は、カラーミーショップで作成したメールアドレスを使うことを勧めています。その場合、設定は要りません。"},
	"sender.futureshop.check":    {What: "SPF・DKIM・DMARCがそろっていないと、メールマガジンなどの配信を設定できません。", Do: "3つとも設定してください。"},

	// Sites and forms
	"sender.wix.dmarc":       {What: "Wix以外で管理しているドメインでは、DMARCレコードも自分で登録する必要があります。認証されていないメールは ascendbywix.com から送られます。", Do: "CNAMEレコードと合わせて、DMARCレコードを登録してください。"},
	"sender.formrun.receive": {What: "そのドメインでメールを受信でき、DNSのホスト名に「_」（アンダーバー）を使えることが条件です。"},

	// Panels
	"panel.xserver-server-panel.dkim":    {What: "エックスサーバー自身のDKIM（default._domainkey）は、この画面では変更できません。", Do: "「DKIM設定」の画面でオン・オフを切り替えてください。"},
	"panel.xserver-server-panel.screens": {What: "よく似た画面が「XServerドメイン」にもあります。ネームサーバーが ns1.xserver.jp などの場合、そちらに登録しても反映されません。", Do: "必ず「サーバーパネル」で登録してください。"},
	"panel.xserver-domain-dns.screens":   {What: "この画面の登録が使われるのは、ネームサーバーが ns1.xdomain.ne.jp などの場合だけです。", Do: "ネームサーバーが ns1.xserver.jp などの場合は、「サーバーパネル」で登録してください。"},
	"panel.sakura-domain.length":         {What: "TXTレコードは255文字までです。2048ビットのDKIMの値は入力できません。", Do: "CNAMEで登録するDKIMか、1024ビットの鍵を使ってください。さくらのレンタルサーバのDKIMは、サーバーコントロールパネルから設定できます。"},
	"panel.sakura-domain.dot":            {What: "CNAMEやMXの値の最後に「.」がないと、後ろに自分のドメイン名が付いてしまいます。", Do: "値の最後に「.」を付けてください。"},
	"panel.muumuu-dns.preset":            {What: "「設定1」でSPFを利用したまま「設定2」にSPFを追加すると、SPFレコードが2つになり、どちらも無効になります。", Do: "「設定1」のSPFを「利用しない」にしてから、「設定2」に登録してください。"},
	"panel.lolipop-ns.no-records":        {What: "ロリポップ！のネームサーバーでは、TXTレコードなどを自由に追加できないという報告があります。", Do: "追加できない場合は、ネームサーバーをムームーDNSなどに変更してください。今のMXやSPFも移す必要があります。"},
	"panel.heteml-ns.fixed":              {What: "ヘテムルのネームサーバーでは、SPFレコードを個別に編集できません。", Do: "ムームーDNSなど、編集できるDNSに移してください。今のMXやSPFも移す必要があります。"},
	"panel.onamae-dns.confirm":           {What: "「追加」を押しただけでは登録されません。ネームサーバーが 01.dnsv.jp などに変わっていないと、登録しても反映されません。", Do: "「確認画面へ進む」から「設定する」まで進んでください。"},
	"panel.onamae-dns.rental":            {What: "ネームサーバーが ns-rs1.gmoserver.jp などの場合、この画面の登録は反映されません。", Do: "その場合は、レンタルサーバーのコントロールパネルで登録してください。"},
	"panel.onamae-rs-dns.navi":           {What: "ネームサーバーが ns-rs1.gmoserver.jp などの場合、お名前.com Navi に登録しても反映されません。同じネームサーバーは、GMOのほかのレンタルサーバーでも使われています。", Do: "契約しているレンタルサーバーのコントロールパネルで登録してください。"},
	"panel.value-domain.lines":           {What: "1行に1件ずつ、「txt ホスト名 値」のように書きます。", Do: "今ある行は消さずに、その下に書き足してください。値の途中で改行しないでください。"},
	"panel.value-domain.dot":             {What: "MXやCNAMEの値の最後に「.」がないと、後ろに自分のドメイン名が付いてしまいます。", Do: "値の最後に「.」を付けてください。"},
	"panel.conoha-dns.zones":             {What: "ConoHaには、ConoHa WINGのDNS（ns-a1.conoha.io など）と、VPSなどのDNS（a.conoha-dns.com など）があり、登録する画面が別です。", Do: "今のネームサーバーに合うほうの画面で登録してください。"},
	"panel.zenlogic-dns.one-field":       {What: "同じホスト名のTXTレコードは1件しか追加できません。", Do: "TXTレコードがすでにある場合は、その設定値の中で改行し、1行ずつ「\"」で囲んで書き足してください。"},
	"panel.zenlogic-dns.type":            {What: "レコードタイプに「SPF」がありますが、使いません。", Do: "「TXT」を選んでください。"},
	"panel.extrem-dns.one-txt":           {What: "1つのホスト名に登録できるTXTレコードは1件だけです。ドメイン本体でSPFとほかのTXTを併用できません。", Do: "確認用のTXTなどがすでにある場合は、ほかのDNSへの移転をご検討ください。"},
	"panel.iij-dpf.one-entry":            {What: "同じ名前・種類のレコードは1件しか登録できません。", Do: "TXTレコードがすでにある場合は、その値に改行して書き足してください。"},
	"panel.cloudflare.proxy":             {What: "プロキシ（オレンジ色の雲）がオンだと、メールサーバーの名前やDKIMのCNAMEが正しく動きません。", Do: "「DNSのみ（DNS only）」にしてください。"},
	"panel.route53.lines":                {What: "同じ名前のTXTレコードは1件にまとめます。", Do: "TXTレコードがすでにある場合は、その値に改行して書き足してください。"},
	"panel.google-cloud-dns.root":        {What: "「@」を入力しても、ドメイン本体のレコードにはなりません。", Do: "ドメイン本体に登録するときは、「DNS名」を空欄にしてください。"},
	"panel.namecheap.mx":                 {What: "サブドメインにMXを追加するために「Custom MX」に切り替えると、ドメイン全体のメール転送が止まります。", Do: "メール転送を使っている場合は、MXが要らない方法を選んでください。"},
	"panel.wix-dns.mx":                   {What: "サブドメインにMXレコードを登録できません。ResendやAmazon SESの、戻り先（MAIL FROM）の設定は完了できません。", Do: "MXが必要な場合は、ほかのDNSへの移転をご検討ください。"},
	"panel.bind-zone.serial":             {What: "ゾーンファイルを変えただけでは、セカンダリサーバーに伝わりません。", Do: "SOAのシリアル番号を増やしてから、読み込み直してください。"},
}
