package provider

import "strings"

// Gloss explains the Japanese words of a path through screens in English: "DNS設定" becomes "DNS設定 (DNS settings)".
func Gloss(path string) string {
	steps := strings.Split(path, " > ")
	for i, step := range steps {
		if english := gloss[step]; english != "" {
			steps[i] = step + " (" + english + ")"
		}
	}
	return strings.Join(steps, " > ")
}

// gloss holds the English of each step that stands in a path of the catalogue in Japanese.
var gloss = map[string]string{
	"DNSレコード設定": "DNS record settings",
}
