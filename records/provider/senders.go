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

// What a sender needs whose SPF value is different for each customer, or has to be asked for.
var (
	term  = []Field{{ID: "term", Example: "include:spf.example.net"}}
	given = []string{"{term}"}
)

// unknown is the source of what nobody could be found to say.
var unknown = Source{nobody, "2026-11", Unconfirmed}
