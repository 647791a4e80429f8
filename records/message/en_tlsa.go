package message

// TLSA: DANE for mail servers.
var enTLSA = table{
	"tlsa.bad-form":           {What: "It has not the form of a TLSA record: three numbers and a digest, as in “3 1 1 0123…”.", Do: "Write the four parts with spaces between them."},
	"tlsa.bad-hex":            {What: "The digest holds characters that are not hexadecimal, or one digit too few (“{text}”; {length} digits).", Do: "Copy it again. It consists of the digits 0–9 and a–f."},
	"tlsa.colons-in-digest":   {What: "There are colons in the digest, as openssl prints them; DNS does not take them.", Do: "Take the colons out."},
	"tlsa.name-in-value":      {What: "The value begins with “{text}”, which belongs to a zone file and not into the value.", Do: "Enter only what follows the word TLSA."},
	"tlsa.wrong-length":       {What: "The digest has {length} digits. SHA-256 (the third number is 1) has 64, SHA-512 (2) has 128.", Do: "Copy the whole digest again. A record that matches nothing stops mail from senders that use DANE."},
	"tlsa.usage-not-for-mail": {What: "The first number is {usage}; for mail servers, senders use only 2 and 3.", Do: "Use 3 1 1."},
	"tlsa.unknown-usage":      {What: "The first number is {usage}; only 0 to 3 exist.", Do: "Use 3 1 1."},
	"tlsa.unknown-selector":   {What: "The second number is {selector}; only 0 and 1 exist.", Do: "Use 3 1 1."},
	"tlsa.unknown-matching":   {What: "The third number is {matching}; only 0 to 2 exist.", Do: "Use 3 1 1."},
	"tlsa.pins-certificate":   {What: "It pins the whole certificate ({usage} {selector} {matching}), so that it no longer matches after the next renewal.", Do: "Use 3 1 1, which pins the key, and let the key stay the same at renewals."},
	"tlsa.trust-anchor":       {What: "It pins an authority ({usage} {selector} {matching}): the server must then send that authority's certificate, and names are checked.", Do: "Use 3 1 1 unless you have a reason."},
	"tlsa.full-match":         {What: "It holds the whole data rather than a digest, which makes the DNS answer large.", Do: "Use SHA-256: 3 1 1."},
	"tlsa.sha512":             {What: "It uses SHA-512. Every sender knows SHA-256, not every one SHA-512."},
	"tlsa.without-dnssec":     {What: "The TLSA records of {host} are not protected by DNSSEC, so senders do not use them.", Do: "Have DNSSEC switched on for the zone of {host}, or take the records out."},
	"tlsa.mx-not-signed":      {What: "The TLSA records of {host} are signed, but the domain's MX record is not, so senders do not use them.", Do: "Have DNSSEC switched on for the domain."},
	"tlsa.none-usable":        {What: "None of the {count} TLSA records of {host} can be used.", Do: "Publish a 3 1 1 record, or take them all out."},
	"tlsa.single-record":      {What: "{host} has one TLSA record. Before the key is changed, that of the new key has to stand beside it."},
	"tlsa.private-key-given":  {What: "This is a private key. It is not needed here and must stay secret; nothing was read of it.", Do: "Paste the certificate or the public key of the server."},
	"tlsa.not-a-certificate":  {What: "There is no certificate or public key in it that could be read.", Do: "Paste the whole text from “-----BEGIN CERTIFICATE-----” to “-----END CERTIFICATE-----”."},
}
