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
}
