package provider

import "slices"

// Senders are all senders of the catalogue, in the order of Kinds. Those of one kind stand in one file; a new sender
// goes there, with the source of each value.
var Senders = slices.Concat(hosting, groupware, newsletter, api, business, shop, site)

// Refs of facts that have no page.
const (
	zones  = "published zones" // records of customers, as they were seen in public repositories
	nobody = "no page found"   // goes with Unconfirmed
)
