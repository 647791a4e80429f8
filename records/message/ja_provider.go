package message

var jaProvider = table{}
