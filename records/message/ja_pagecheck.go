package message

// What the last step of the wizard says.
var jaPageCheck = table{
	"action.unsure": {What: "確かめてから"},
	"change.unsure": {What: "今の登録を調べられませんでした。管理画面を見て、同じ名前に同じ種類のレコードがあれば書き換え、なければ追加します。"},
}
