package message

// MX: the servers that take mail.
var enMX = table{
	"mx.bad-form":         {What: "It has not the form of an MX record: a number and a host name, as in “10 mail.example.com.”.", Do: "Write the number and the host name with a space between them."},
	"mx.no-preference":    {What: "The number before the host name {host} is missing.", Do: "Put the preference before it, such as 10. Many panels have a box of its own for it."},
	"mx.swapped":          {What: "The host name {host} and the number {preference} have changed places.", Do: "Write the number first."},
	"mx.value-is-address": {What: "{value} is an IP address. An MX record must name a host, so mail does not arrive.", Do: "Make an A record for a host name, and write that name here."},
	"mx.url":              {What: "“{value}” is a URL. An MX record names a host only.", Do: "Take https:// and all behind the host name out."},
	"mx.bad-host":         {What: "“{value}” is no host name.", Do: "Write a name such as mail.example.com."},
	"mx.name-in-value":    {What: "The value begins with “{text}”, which belongs to a zone file and not into the value.", Do: "Enter only what follows the word MX."},
	"mx.null-preference":  {What: "A null MX has the number 0; here it is {preference}."},
}
