package message

// What the program says at a terminal.
var jaCommand = table{
	"command.progress": {What: "{done} 件を調べました（要修正 {broken}、調べられないもの {failed}）"},
	"command.silent":   {What: "{resolver} から答えがなかったため、ほかの問い合わせ先に聞きました。"},
}
