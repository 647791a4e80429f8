package message

var enProvider = table{}
