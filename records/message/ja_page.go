package message

var jaPage = table{}
