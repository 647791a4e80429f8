package provider

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	for _, alike := range [][]string{
		{"さくら", "サクラ", "ｻｸﾗ", "sakura", "SAKURA", "ＳＡＫＵＲＡ", "saku-ra"},
		{"エックスサーバー", "エックスサーバ", "ｴｯｸｽｻｰﾊﾞｰ", "えっくすさーばー", "エックス・サーバー"},
		{"ロリポップ！", "ろりぽっぷ", "ﾛﾘﾎﾟｯﾌﾟ", "roripoppu", "loripoppu"},
		{"ムームー", "muumuu", "mumu", "むーむー"},
		{"コノハ", "conoha", "konoha"},
		{"ジャパン", "japan", "zyapan", "ｼﾞｬﾊﾟﾝ", "し\u3099ゃは\u309aん"},
		{"ショッピファイ", "shoppifai", "syoppifai"},
		{"チェック", "chekku"},
		{"ウェブ", "webu"},
		{"ヴァリュー", "バリュー", "ｳﾞｧﾘｭｰ", "baryu"},
		{"フォーム", "fomu", "homu"},
		{"ゾーホー", "zoho", "ゾウホウ"},
		{"コンビーズ", "kombizu", "konbizu"},
		{"lollipop", "lolipop"},
		{"", "ー", "・", "-"},
	} {
		for _, s := range alike[1:] {
			if Fold(s) != Fold(alike[0]) {
				t.Errorf("%q gives %q, %q gives %q", alike[0], Fold(alike[0]), s, Fold(s))
			}
		}
	}
	for _, differ := range [][2]string{{"さくら", "サクサ"}, {"1100", "100"}, {"楽楽", "楽"}, {"はは", "ぱぱ"}, {"x1", "x11"}} {
		if Fold(differ[0]) == Fold(differ[1]) {
			t.Errorf("%q and %q both give %q", differ[0], differ[1], Fold(differ[0]))
		}
	}
}

// What people type finds what they mean, among the first few.
func TestSearch(t *testing.T) {
	for query, want := range map[string]string{
		"さくら": "sakura-rental", "サクラ": "sakura-rental", "ｻｸﾗ": "sakura-rental", "sakura": "sakura-rental",
		"さくらのレンタルサーバー": "sakura-rental", "さくら サーバ": "sakura-rental", "さくらのメールボックス": "sakura-mailbox",
		"エックスサーバー": "xserver", "エックスサーバ": "xserver", "xserver": "xserver", "x-server": "xserver", "Xサーバー": "xserver",
		"ｴｯｸｽｻｰﾊﾞｰ": "xserver", "えっくすさーば": "xserver", "x server": "xserver",
		"ロリポップ": "lolipop", "ろりぽっぷ": "lolipop", "lolipop": "lolipop", "lollipop": "lolipop", "roripoppu": "lolipop",
		"ムームー": "muumuu-mail", "muumuu": "muumuu-mail", "お名前": "onamae-rs", "onamae": "onamae-rs", "オナマエ": "onamae-rs",
		"お名前.com": "onamae-rs", "コノハ": "conoha-wing", "konoha": "conoha-wing", "カゴヤ": "kagoya", "かごや": "kagoya",
		"コアサーバー": "coreserver-v2", "core server": "coreserver-v2", "配配メール": "haihaimail", "はいはいメール": "haihaimail",
		"ハイハイメール": "haihaimail", "グーグル": "google-workspace", "ぐーぐる": "google-workspace", "gmail": "google-workspace",
		"マイクロソフト": "microsoft-365", "outlook": "microsoft-365", "office365": "microsoft-365", "オフィス365": "microsoft-365",
		"ラインワークス": "line-works", "lineworks": "line-works", "LINE WORKS": "line-works", "センドグリッド": "sendgrid",
		"メールチンプ": "mailchimp", "めーるちんぷ": "mailchimp", "ブラストメール": "blastmail", "ｼｮｯﾋﾟﾌｧｲ": "shopify",
		"楽楽精算": "rakurakuseisan", "らくらくせいさん": "rakurakuseisan", "構造計画研究所": "sendgrid", "きんとーん": "cybozu-system-mail",
		"リセンド": "resend", "ワードプレス": "", "zqx": "",
	} {
		var found []string
		for i := range Senders {
			if Finds(Senders[i].SearchText(), query) {
				found = append(found, Senders[i].ID)
			}
		}
		if want == "" && len(found) > 0 || want != "" && !slices.Contains(found, want) {
			t.Errorf("%q finds %v, not %q", query, found, want)
		}
		if len(found) > 8 {
			t.Errorf("%q finds %d senders: %v", query, len(found), found)
		}
	}
	for i := range Senders { // by its own names
		s := &Senders[i]
		for _, query := range append(strings.Fields(s.Search), s.Name.Ja, s.Name.En, s.ID) {
			if !Finds(s.SearchText(), query) {
				t.Errorf("%s is not found by %q", s.ID, query)
			}
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, seed := range []string{"ｶﾞｷﾞ", "゛", "ゃゃ", "ヴぁ", "\xff", "ﾟﾟﾟ", "chi tsu"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		folded := Fold(text)
		if utf8.ValidString(text) && !utf8.ValidString(folded) {
			t.Errorf("%q gives %q", text, folded)
		}
		if !Finds(folded, text) {
			t.Errorf("%q does not find itself: %q", text, folded)
		}
	})
}
