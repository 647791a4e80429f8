package message

// The form of records that are lists of tags: MTA-STS, TLS-RPT, BIMI.
var enTag = table{
	"tag.version-case":        {What: "“v={found}” is written in the wrong case, so the record is ignored.", Do: "Write “v={version}” exactly so."},
	"tag.version-wrong":       {What: "It does not begin with “v={version}”, so the record is ignored.", Do: "Begin with “v={version};”."},
	"tag.version-not-first":   {What: "“v={version}” does not come first, so the record is ignored.", Do: "Move “v={version};” to the front."},
	"tag.bad-separator":       {What: "The items of the record are not parted by “;”, so what follows the first is not read.", Do: "Put “;” between the items: “v={version}; …”."},
	"tag.colon-for-equals":    {What: "There is “:” where “=” belongs, so the item is not read.", Do: "Write “name=value”."},
	"tag.space-around-equals": {What: "There is a space beside the “=” of “{tag}”, which this kind of record does not allow.", Do: "Take the space out."},
	"tag.name-case":           {What: "“{tag}=” is written in capitals, so receivers do not know it.", Do: "Write “{right}=”."},
	"tag.repeated":            {What: "“{tag}=” stands there twice.", Do: "Keep one."},
	"tag.no-equals":           {What: "“{text}” is not of the form “name=value”.", Do: "Correct it or take it out."},
	"tag.unknown":             {What: "“{tag}={value}” has no meaning in a record of {version} and is ignored.", Do: "Take it out unless you need it."},
}
