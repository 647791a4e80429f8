package check

import (
	"slices"
	"testing"

	"todoku/records/provider"
	"todoku/records/spf"
)

// What a sender asks for shows that sender again, and nobody else; but for terms that everybody has, and for senders
// that share a value.
func TestTermsShowTheirSender(t *testing.T) {
	shared := map[string]string{"wpx": "xserver", "sixcore": "xserver", "cafe24-jp": "imail-system"}
	silent := []string{"mx", "a", "a:example.jp"}
	for i := range provider.Senders {
		s := &provider.Senders[i]
		values := map[string]string{}
		free := false // a value that may be anything shows nothing
		for _, f := range s.Fields {
			values[f.ID] = f.Example
			free = free || f.Pattern == "" || f.ID == "ip"
		}
		for _, template := range append(slices.Clone(s.SPF.Terms), s.SPF.Known...) {
			term, _ := provider.Fill(template, "example.jp", values)
			id, got := senderOf(spf.ParseTerm(term), "example.jp")
			if s.SPF.Mode == provider.Ask && template == term && got["term"] != term {
				t.Errorf("%s: %s gives %v, not what the service had the customer write", s.ID, term, got)
			}
			want := s.ID
			switch {
			case slices.Contains(silent, term) || free && template != term && !slices.Contains(s.SPF.Known, term):
				want = ""
			case shared[s.ID] != "" && template == term:
				want = shared[s.ID]
			}
			if id != want {
				t.Errorf("%s: %s shows %q, want %q", s.ID, term, id, want)
			}
		}
	}
}
