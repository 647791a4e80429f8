package message

// Files for DNS tools.
var enExport = table{
	"export.bind":                 {What: "This holds only the records to add and to change.", Do: "Put them into the zone file, take out the earlier records that stand in lines with \";\", and raise the serial of the SOA record."},
	"export.dnscontrol":           {What: "This goes after the D() of the domain.", Do: "Take the earlier records, which stand in lines with \"//\", out of D()."},
	"export.octodns":              {What: "octoDNS deletes every record that is not in its file.", Do: "Copy this into the zone's own YAML file. Each \";\" is written as \"\\;\": use the YamlProvider with escaped_semicolons: true."},
	"export.terraform-cloudflare": {What: "This is for version 5 of the Cloudflare provider.", Do: "Import the earlier records, which stand in lines with \"#\", before you change them, or delete them first. Otherwise there will be two."},
	"export.terraform-route53":    {What: "This is for the AWS provider. All values of one name and type are one resource.", Do: "Before you apply it, see that the other values that are published today are in it."},
	"export.cloudflare-json":      {What: "This is the body for dns_records/batch of the Cloudflare API.", Do: "Put the IDs of the records to change and to delete in the place of everything that begins with RECORD-ID-."},
	"export.route53-json":         {What: "This is for aws route53 change-resource-record-sets. All values of one name and type are replaced together.", Do: "Before you run it, see that the other values that are published today are in it."},
	"export.route53-delete":       {What: "Route 53 deletes {name} only where the values and the TTL are exactly as they were entered.", Do: "If it refuses, look the TTL up in Route 53 and correct it."},
	"export.others-unknown":       {What: "We could not look what else is published at {name}.", Do: "If the name has other values, add them first: they may be lost otherwise."},
	"export.other-zone":           {What: "{name} lies in another zone and is not in this file.", Do: "Ask whoever manages that domain to enter it."},
	"export.replaced":             {What: "earlier value, replaced by the record below"},
	"export.deleted":              {What: "delete"},
	"export.action":               {What: "Action"},
	"export.published":            {What: "Published now"},
}
