package mtasts

import (
	"strconv"

	"todoku/records/finding"
)

// Rules are the things that this package can say.
var Rules finding.Rules

var (
	missingID = Rules.Add("mtasts.missing-id", finding.Error, "RFC 8461 §3.1")
	badID     = Rules.Add("mtasts.bad-id", finding.Error, "RFC 8461 §3.1")
	longID    = Rules.Add("mtasts.id-too-long", finding.Error, "RFC 8461 §3.1")
)

// Lint judges the text of one record. A text that was meant to be an MTA-STS record and is none is told why; any other
// text gives no finding.
func Lint(r Record) []finding.Finding {
	j := form.Judge(r.Text)
	if j == nil {
		return nil
	}
	id := j.Meant.Value("id")
	switch plain := idOnly(id); {
	case plain == "":
		j.Add(missingID.New(), "id")
	case len(plain) > MaxID:
		j.Add(longID.New("id", id, "length", strconv.Itoa(len(id))), "id")
	case plain != id:
		j.MendTo(badID.New("id", id), "id", plain)
	}
	return j.Done()
}

// LooksLikeRecord reports whether a text is an MTA-STS record or was meant to be one.
func LooksLikeRecord(text string) bool { return form.Judge(text) != nil }
