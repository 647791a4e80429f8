package message

// BIMI: the logo beside the mail.
var enBIMI = table{
	"bimi.missing-logo":             {What: "The BIMI record has no “l=”, the address of the logo, so no logo is shown.", Do: "Add “l=https://” and the address of the SVG file."},
	"bimi.not-https":                {What: "“{tag}={uri}” begins with http://; receivers fetch over https:// only.", Do: "Put the file on an https:// address."},
	"bimi.bad-uri":                  {What: "“{tag}={uri}” is no address that begins with https:// and a host name.", Do: "Write one complete https:// address, without spaces or commas."},
	"bimi.logo-not-svg":             {What: "The logo “{uri}” is a picture of another kind; BIMI knows SVG only.", Do: "Convert the logo to SVG Tiny PS."},
	"bimi.no-certificate":           {What: "There is no certificate (a=). Gmail and Apple Mail show no logo without one; Yahoo! can."},
	"bimi.certificate-not-pem":      {What: "The certificate “{uri}” does not end in .pem.", Do: "Publish the certificate with its chain as one .pem file."},
	"bimi.certificate-without-logo": {What: "There is a certificate (a=), but the address of the logo (l=) is empty.", Do: "Write the address of the SVG file after “l=”."},
	"bimi.declined":                 {What: "The record says that the domain shows no logo (both addresses are empty)."},
	"bimi.bad-avatar-preference":    {What: "“avp={value}” is not known.", Do: "Write “avp=brand” or “avp=personal”, or take it out."},
	"bimi.svg-not-svg":              {What: "The file is no SVG: it does not begin with an <svg> element.", Do: "Export the logo as SVG from your drawing program."},
	"bimi.svg-broken":               {What: "The file is not well-formed: a tag is not closed, or not in the right order.", Do: "Export it again, or mend it in an editor that checks XML."},
	"bimi.svg-profile":              {What: "baseProfile is “{value}”; it must be “tiny-ps”.", Do: "Write baseProfile=\"tiny-ps\" in the <svg> element. Conversion tools of the BIMI Group do so."},
	"bimi.svg-version":              {What: "version is “{value}”; it must be “1.2”.", Do: "Write version=\"1.2\" in the <svg> element."},
	"bimi.svg-namespace":            {What: "The <svg> element lacks xmlns=\"http://www.w3.org/2000/svg\".", Do: "Add it."},
	"bimi.svg-no-title":             {What: "There is no <title> right inside <svg>, or it is empty.", Do: "Add <title> with the name of your company or brand."},
	"bimi.svg-position":             {What: "The <svg> element has “{attribute}”, which is not allowed there.", Do: "Take “{attribute}” out."},
	"bimi.svg-script":               {What: "There is a script in <{element}> ({attribute}).", Do: "Take it out; a logo must be still."},
	"bimi.svg-external":             {What: "<{element}> points out of the file ({attribute}: {value}).", Do: "Draw everything inside the file; only “#…” inside it may be pointed at."},
	"bimi.svg-element":              {What: "<{element}> is not allowed in SVG Tiny PS.", Do: "Turn it into paths. Pictures such as PNG cannot be embedded: the logo has to be drawn anew."},
	"bimi.svg-doctype":              {What: "There is a DOCTYPE or a processing instruction, which receivers refuse.", Do: "Delete the lines that begin with “<!DOCTYPE” or “<?”, but for the <?xml …?> line."},
	"bimi.svg-style":                {What: "There is a <style> element. SVG Tiny knows no style sheets, and some receivers refuse them.", Do: "Let your drawing program write colours as attributes (fill=\"#…\")."},
	"bimi.svg-no-viewbox":           {What: "There is no viewBox with four numbers.", Do: "Write viewBox=\"0 0 96 96\" or the like, with a square."},
	"bimi.svg-not-square":           {What: "The picture is not square ({width} by {height}), so parts are cut off.", Do: "Make the viewBox square, with the logo in the middle."},
	"bimi.svg-too-large":            {What: "The file has {size} octets; Gmail takes at most {most}.", Do: "Simplify the paths, and leave metadata out when exporting."},
	"bimi.svg-small":                {What: "{attribute} is “{value}”; Gmail wants a number of at least 96.", Do: "Write {attribute}=\"96\" or more, in pixels."},
	"bimi.svg-no-background":        {What: "There seems to be no filled background. On a dark screen, dark parts of the logo can vanish."},
	"bimi.svg-compressed":           {What: "The file is compressed (SVGZ); this page reads plain SVG only.", Do: "Choose the uncompressed .svg file."},
}

// Who shows logos, and what for.
var enReceivers = table{
	"logo.gmail":   {What: "Gmail: shows the logo with a VMC (registered trademark; with a blue check mark) or a CMC (logo in public use for 12 months; no check mark)."},
	"logo.apple":   {What: "Apple Mail and iCloud: show the logo with a VMC."},
	"logo.yahoo":   {What: "Yahoo and AOL: can show the logo without a certificate, to senders of good standing with much mail."},
	"logo.au":      {What: "au (KDDI): shows logos since November 2023."},
	"logo.outlook": {What: "Outlook: does not show logos by BIMI (as of the middle of 2026)."},
}
