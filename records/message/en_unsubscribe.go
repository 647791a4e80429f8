package message

// List-Unsubscribe: leaving a newsletter by one click.
var enUnsubscribe = table{
	"unsubscribe.missing":              {What: "The header has no List-Unsubscribe.", Do: "Add List-Unsubscribe with an https:// link, and List-Unsubscribe-Post."},
	"unsubscribe.several-headers":      {What: "There are {count} List-Unsubscribe headers; one is allowed.", Do: "Put all addresses into one header, with commas between them."},
	"unsubscribe.no-angle-brackets":    {What: "“{value}” is not in angle brackets, so mail programs do not find the link.", Do: "Put each address between “<” and “>”."},
	"unsubscribe.http-link":            {What: "The link “{uri}” begins with http://; one-click needs https://.", Do: "Use an https:// link."},
	"unsubscribe.mailto-only":          {What: "There is only a mail address and no https:// link. Yahoo accepts that, Gmail does not count it as one-click.", Do: "Add an https:// link and List-Unsubscribe-Post."},
	"unsubscribe.several-links":        {What: "There are {count} https:// links; exactly one is allowed.", Do: "Keep one link. A mailto: address may stand beside it."},
	"unsubscribe.bad-uri":              {What: "“{uri}” is no proper address: spaces, characters of other scripts, or no https:// or mailto: before it.", Do: "Write “https://…” or “mailto:…”, other characters percent-encoded."},
	"unsubscribe.link-names-nobody":    {What: "The link “{uri}” looks the same for every recipient, so the server cannot know who wants to leave.", Do: "Put a code into the link that stands for the recipient and the list and that cannot be guessed."},
	"unsubscribe.missing-post":         {What: "There is no List-Unsubscribe-Post, so it is no one-click unsubscription.", Do: "Add “List-Unsubscribe-Post: List-Unsubscribe=One-Click”."},
	"unsubscribe.several-post-headers": {What: "There are {count} List-Unsubscribe-Post headers; one is allowed.", Do: "Keep one."},
	"unsubscribe.post-value":           {What: "The value of List-Unsubscribe-Post is “{value}”. Only one exact text is allowed.", Do: "Write “List-Unsubscribe=One-Click”, capitals and hyphens included, without spaces."},
	"unsubscribe.post-without-link":    {What: "There is List-Unsubscribe-Post, but no https:// link that it could be for.", Do: "Add an https:// link to List-Unsubscribe."},
	"unsubscribe.not-in-signature":     {What: "The DKIM signature does not cover {field} (its name is missing in “h=”), so receivers do not trust it.", Do: "Let the signer sign {field} too. Newsletter services mostly do so by themselves; ask their support."},
	"unsubscribe.no-signature":         {What: "The message has no DKIM signature, and without one receivers do not use the one-click link.", Do: "Set DKIM up first."},
}
