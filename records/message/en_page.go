package message

var enPage = table{}
