package message

// What the page says of links and of pasted records.
var enPageLink = table{
	"label.link":     {What: "Link"},
	"link.by":        {What: "This link was prepared by somebody who gives the name \"{name}\". Nobody has checked the name."},
	"link.by-nobody": {What: "This link does not say who prepared it."},
	"link.info":      {What: "Sets"},
	"link.warning":   {What: "Confirm"},
	"link.too-long":  {What: "These answers do not fit into a link.", Do: "They are too long, or a value cannot stand in a link, such as a mistyped value of a contract. Check what you entered in step 2."},
	"link.pasted":    {What: "The records that you pasted ({records}) are taken as what is published. Step 5 looks in the real DNS."},
}
