package message

// Records that were pasted.
var enImport = table{
	"import.not-understood": {What: "Line {line} could not be read: {text}", Do: "See that it has a host name, a type and a value. The other lines are used."},
	"import.bad-data":       {What: "In line {line} the value does not fit the type: {text}", Do: "Check the value. The other lines are used."},
	"import.other-domain":   {What: "Line {line} is a record of another domain and is not used: {text}"},
	"import.nothing":        {What: "No DNS record was found.", Do: "Paste the list from your DNS panel, or a zone file (the text that lists the records)."},
	"import.too-long":       {What: "This is too much text (the limit is {limit} kilobytes).", Do: "Paste the records of this domain alone."},
	"import.characters":     {What: "Full-width and similar characters were read as ordinary ones ({count} places)."},
}
