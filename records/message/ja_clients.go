package message

// The workspace for many domains.
var jaClients = table{
	"clients.domain":        {What: "ドメイン"},
	"clients.changed":       {What: "前回からの変化"},
	"clients.at":            {What: "確認日時"},
	"clients.findings":      {What: "見つかったこと（コード）"},
	"clients.change":        {What: "{topic}：{before} → {now}"},
	"clients.added":         {What: "{count}件のドメインを加えました（全部で{total}件）。"},
	"clients.none":          {What: "ドメイン名が見つかりませんでした。", Do: "example.co.jp のようなドメイン名か、メールアドレスの入った一覧を入れてください。"},
	"clients.progress":      {What: "{done} / {total} 件"},
	"clients.running":       {What: "調べています：{done} / {total} 件"},
	"clients.paused":        {What: "一時停止中：{done} / {total} 件"},
	"clients.finished":      {What: "すべて調べました（{total}件）。"},
	"clients.waits":         {What: "確認用のサーバーが混み合っているため、{seconds}秒待ってから続けます。"},
	"clients.offline":       {What: "確認用のサーバーにつながらないため、一時停止しました。", Do: "インターネットの接続を確かめて、「再開する」を押してください。"},
	"clients.shown":         {What: "{shown}件を表示しています（全部で{total}件）。"},
	"clients.waiting":       {What: "未確認"},
	"clients.no-store":      {What: "このブラウザーでは、一覧を保存できません。ページを閉じると消えます。", Do: "プライベートウィンドウでないことを確かめるか、「一覧をファイルに保存する」を使ってください。"},
	"clients.bad-file":      {What: "このファイルは読めませんでした。", Do: "このページの「一覧をファイルに保存する」で作ったファイルを選んでください。"},
	"clients.report":        {What: "報告書"},
	"clients.remove":        {What: "外す"},
	"clients.paused-button": {What: "一時停止する"},
	"clients.start":         {What: "確認を始める"},
	"clients.resume":        {What: "再開する"},
	"clients.again":         {What: "もう一度すべて確認する"},
	"clients.cleared":       {What: "すべて消しました。"},
}
