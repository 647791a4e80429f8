package plan

import (
	"testing"

	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/lookup"
	"todoku/records/provider"
	"todoku/records/spf"
)

// example is a sender with the example values of its contract.
func example(s *provider.Sender) Choice {
	c := Choice{ID: s.ID, Values: map[string]string{}}
	for _, f := range s.Fields {
		c.Values[f.ID] = f.Example
	}
	return c
}

// The records that a sender asks for are good ones, and cost what the catalogue says where nothing is inside.
func TestSendersMakeGoodRecords(t *testing.T) {
	for i := range provider.Senders {
		s := &provider.Senders[i]
		t.Run(s.ID, func(t *testing.T) {
			p := Build(lookup.MustParseZone(""), Answers{Domain: "example.jp", Senders: []Choice{example(s)}, Ending: "~all"})
			for _, f := range p.Findings {
				if f.Severity != finding.Info {
					t.Errorf("%s of %s", f.Code, f.Text)
				}
			}
			if len(p.Needs) > 0 || p.NoSenders {
				t.Errorf("needs %v", p.Needs)
			}
			if len(s.SPF.Terms) > 0 && (len(p.Changes) != 1 || p.Changes[0].Action != Add) {
				t.Errorf("changes %v", p.Changes)
			}
			for _, known := range s.SPF.Known {
				if term := spf.ParseTerm(known); term.Problem != nil {
					t.Errorf("known term %q", known)
				}
			}
			for _, selector := range s.DKIM.Selectors {
				target, missing := provider.Fill(s.DKIM.Target, "example.jp", map[string]string{"selector": selector})
				if _, problem := domain.ParseOwner(target); s.DKIM.Target != "" && (missing != "" || problem != nil) {
					t.Errorf("target %q", target)
				}
			}
		})
	}
}
