package message

// TLS-RPT: reports on encryption between mail servers.
var enTLSRPT = table{
	"tlsrpt.missing-rua":                   {What: "The TLS-RPT record has no address for reports (rua), so nobody reports.", Do: "Add “rua=mailto:” and a mail address."},
	"tlsrpt.report-address-without-mailto": {What: "The report address “{address}” lacks “mailto:”, so no reports arrive.", Do: "Put “mailto:” before it."},
	"tlsrpt.bad-report-address":            {What: "The report address “{address}” is neither “mailto:” with a mail address nor “https://”.", Do: "Write it like “mailto:tls@example.com”."},
	"tlsrpt.report-over-http":              {What: "“{address}” begins with http://; reports go over https:// only.", Do: "Use an https:// address, or mailto:."},
	"tlsrpt.report-size-limit":             {What: "“!{limit}” behind the address belongs to old DMARC records. Here it makes the address wrong.", Do: "Take “!{limit}” out."},
}
