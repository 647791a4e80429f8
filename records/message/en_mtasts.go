package message

// MTA-STS: the record, and the policy file on the web server.
var enMTASTS = table{
	"mtasts.missing-id":                {What: "The MTA-STS record has no “id=”, so senders do not fetch the policy.", Do: "Add an id of letters and digits, such as the date and time: “id=20261128090000”."},
	"mtasts.bad-id":                    {What: "The id “{id}” holds more than letters and digits, so the record is invalid.", Do: "Use letters and digits only."},
	"mtasts.id-too-long":               {What: "The id “{id}” has {length} characters; 32 are allowed.", Do: "Use a short one, such as the date and time."},
	"mtasts.policy-version":            {What: "The policy file has no line “version: STSv1”, so senders do not use it (found: “{version}”).", Do: "Begin the file with “version: STSv1”."},
	"mtasts.policy-mode":               {What: "“{mode}” is no mode, so senders do not use the policy.", Do: "Write “mode: testing” or “mode: enforce”, in lower case."},
	"mtasts.policy-max-age":            {What: "max_age “{value}” is not a number of seconds from 0 to {most}, so senders do not use the policy.", Do: "Write the seconds as digits only, such as “max_age: 604800” for one week."},
	"mtasts.policy-no-mx":              {What: "The policy names no mail server (mx), so senders do not use it.", Do: "Write one “mx:” line for each mail server of the domain."},
	"mtasts.policy-mx-list":            {What: "“mx: {value}” holds several servers in one line; senders take it for one name that matches nothing.", Do: "Write one “mx:” line for each server."},
	"mtasts.policy-bad-mx":             {What: "“mx: {value}” is neither a host name nor “*.” with a domain.", Do: "Write a host name such as “mx1.example.com”, or “*.example.com”. No preference number, no dot at the end, no address."},
	"mtasts.policy-unknown-key":        {What: "The line “{key}: {value}” has no meaning and is ignored.", Do: "Check its spelling, or take it out."},
	"mtasts.policy-repeated-key":       {What: "“{key}” stands there twice; only the first counts.", Do: "Keep one."},
	"mtasts.policy-bad-line":           {What: "The line “{line}” is not of the form “name: value”, so senders may refuse the policy.", Do: "Write “name: value”, in lower case, from the beginning of the line."},
	"mtasts.policy-is-html":            {What: "The web server sends a web page in the place of the policy.", Do: "Put the policy as a plain text file at /.well-known/mta-sts.txt."},
	"mtasts.max-age-short":             {What: "The policy enforces, but is kept for {value} seconds only: less than a week gives little protection.", Do: "Raise max_age to 604800 (one week) or more."},
	"mtasts.mode-testing":              {What: "The policy is in testing: problems are reported, but mail is still sent without good encryption."},
	"mtasts.mode-none":                 {What: "The policy says “none”: the domain does not use MTA-STS, or is about to give it up."},
	"mtasts.mx-not-in-policy":          {What: "The mail server {host} is not in the policy. With “enforce”, senders deliver no mail to it (the mode is {mode}).", Do: "Add “mx: {host}” to the policy and change the id of the record."},
	"mtasts.policy-mx-matches-nothing": {What: "“mx: {value}” matches none of the domain's mail servers.", Do: "Take the line out, or correct it, unless you are about to move to that server."},
	"mtasts.policy-redirected":         {What: "The web server answers with a redirect (HTTP {status}), which senders do not follow.", Do: "Let mta-sts.<your domain> itself give out the file, without a redirect."},
	"mtasts.policy-not-200":            {What: "The web server does not give out the policy (HTTP {status}).", Do: "Put the file at /.well-known/mta-sts.txt and open its URL in a browser."},
	"mtasts.policy-content-type":       {What: "The policy is sent as “{type}”; it should be text/plain.", Do: "Set the type of the file to text/plain at the web server."},
}
