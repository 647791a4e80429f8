package message

// 「名前=値」を並べる形のレコード: MTA-STS、TLS-RPT、BIMI
var jaTag = table{
	"tag.version-case":        {What: "「v={found}」は大文字と小文字が違うため、レコードが無視されます。", Do: "「v={version}」のとおりに書いてください。"},
	"tag.version-wrong":       {What: "先頭が「v={version}」になっていないため、レコードが無視されます。", Do: "先頭を「v={version};」にしてください。"},
	"tag.version-not-first":   {What: "「v={version}」が先頭にないため、レコードが無視されます。", Do: "「v={version};」をいちばん前に移してください。"},
	"tag.bad-separator":       {What: "項目の区切りが「;」になっていないため、2つ目以降の項目が読まれません。", Do: "「v={version}; …」のように、項目の間を「;」で区切ってください。"},
	"tag.colon-for-equals":    {What: "「=」を書くところが「:」になっているため、その項目が読まれません。", Do: "「名前=値」の形で書いてください。"},
	"tag.space-around-equals": {What: "「{tag}」の「=」の前後に空白があります。この種類のレコードでは認められていません。", Do: "空白を取り除いてください。"},
	"tag.name-case":           {What: "「{tag}=」に大文字が使われているため、受信側が項目を認識できません。", Do: "「{right}=」と書いてください。"},
	"tag.repeated":            {What: "「{tag}=」が2回書かれています。", Do: "1つだけ残してください。"},
	"tag.no-equals":           {What: "「{text}」は「名前=値」の形になっていません。", Do: "正しい形に直すか、削除してください。"},
	"tag.unknown":             {What: "「{tag}={value}」は、{version} のレコードでは意味のない項目で、無視されます。", Do: "必要がなければ削除してください。"},
}
