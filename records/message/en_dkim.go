package message

// DKIM key records.
var enDKIM = table{
	"dkim.not-found":        {What: "No DKIM key was found under {count} selectors that are often used. There may be one under another name.", Do: "Enter the selector if you know it. If you have none yet, switch DKIM on at the service that sends your mail."},
	"dkim.several-records":  {What: "There are {count} TXT records under one name. Which one counts is not defined, and DKIM fails.", Do: "Keep the right one and delete the rest."},
	"dkim.wildcard":         {What: "Every selector gives the same answer (a wildcard). That is how domains are set up which send no mail."},
	"dkim.not-a-key-record": {What: "What stands in the place of the DKIM key is something else.", Do: "Replace it with the right value."},

	"dkim.version-wrong":     {What: "“v={value}” is not right.", Do: "Write “v=DKIM1”."},
	"dkim.version-not-first": {What: "“v=DKIM1” does not come first.", Do: "Move “v=DKIM1;” to the front."},
	"dkim.missing-key":       {What: "There is no public key (p=).", Do: "Copy the value that the service shows again, to its end."},
	"dkim.revoked":           {What: "This key was revoked (p= is empty). Mail signed with it fails.", Do: "If it is still in use, register a new key."},
	"dkim.bad-base64":        {What: "Character {position} of the public key (“{character}”) cannot be part of a key.", Do: "Copy the value again."},
	"dkim.key-cut":           {What: "The public key is cut off: {missing} characters are missing (it has {length} of {whole}).", Do: "Where the panel cuts at 255 characters, enter the value in two parts."},
	"dkim.key-too-long":      {What: "There are {extra} characters too many behind the public key.", Do: "Copy the value again."},
	"dkim.not-a-key":         {What: "The value of “p=” cannot be read as a public key ({length} characters).", Do: "Copy the value that the service shows again, to its end."},
	"dkim.pkcs1-key":         {What: "The public key is written in an old form (PKCS#1) that some receivers cannot read.", Do: "Replace it with the value below. The key stays the same."},
	"dkim.ed25519-not-raw":   {What: "An Ed25519 key is written as its bare 32 bytes; this one has something around it.", Do: "Replace it with the value below. The key stays the same."},
	"dkim.key-type-mismatch": {What: "It says “k={stated}”, but the key is {found}.", Do: "Write “k={found}”."},
	"dkim.unknown-key-type":  {What: "Receivers cannot use a key of the type “{type}”.", Do: "Use an RSA key."},
	"dkim.weak-key":          {What: "The key has only {bits} bits. Signatures under 1024 bits count as invalid.", Do: "Make a new key of 2048 bits."},
	"dkim.short-key":         {What: "The key has {bits} bits. It works, but 2048 are recommended.", Do: "Change to 2048 bits if the service lets you choose."},
	"dkim.huge-key":          {What: "The key has {bits} bits, more than some receivers can use.", Do: "Use a key of 2048 bits."},
	"dkim.no-sha256":         {What: "With “h={hashes}”, receivers of today cannot check the signature.", Do: "Take “h=” out."},
	"dkim.not-for-mail":      {What: "Because of “s={services}” the key cannot be used for mail.", Do: "Take “s=” out, or write “s=email”."},
	"dkim.testing":           {What: "It is marked as a test (“t=y”): receivers check signatures, but treat mail no differently.", Do: "Take “t=y” out when you have finished testing."},
	"dkim.no-subdomains":     {What: "Because of “t=s” the key cannot be used for senders at subdomains."},
	"dkim.empty-tag":         {What: "“{tag}=” has no value.", Do: "Take it out."},
	"dkim.repeated-tag":      {What: "“{tag}=” stands there twice, which makes the whole record invalid.", Do: "Keep one."},
	"dkim.obsolete-tag":      {What: "“{tag}={value}” belongs to an older standard. It does no harm."},
	"dkim.unknown-tag":       {What: "“{tag}={value}” has no meaning and is ignored."},
	"dkim.bad-separator":     {What: "The tags are not parted by “;”.", Do: "Put “;” between them, as in “v=DKIM1; k=rsa; p=…”."},
}
