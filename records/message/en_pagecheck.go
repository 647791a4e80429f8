package message

// What the last step of the wizard says.
var enPageCheck = table{
	"action.unsure": {What: "Look first"},
	"change.unsure": {What: "What is registered now could not be looked up. Look into the panel: change the record of this kind at the same name if there is one, and add it if there is none."},
}
