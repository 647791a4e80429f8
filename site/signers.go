package main

import (
	"todoku/records/dkim"
	"todoku/records/message"
)

// signers are the programs that sign mail, for a list to choose from.
func signers(lang message.Lang) []named {
	var list []named
	for _, s := range dkim.Signers {
		list = append(list, named{string(s), message.Say(lang, "signer."+string(s), nil).What})
	}
	return list
}
