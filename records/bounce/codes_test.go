package bounce_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"todoku/records/bounce"
)

// TestCollectedReplies classifies every reply of the collection in ../shared, and prints what stays unknown. A reply
// that says something that can be acted on must not stay so.
func TestCollectedReplies(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/testdata/smtp-codes/codes/*.json")
	if len(files) == 0 {
		if files, _ = filepath.Glob("/work/shared/testdata/smtp-codes/codes/*.json"); len(files) == 0 {
			t.Skip("the collection of replies is not beside this checkout: ../shared/testdata/smtp-codes")
		}
	}
	known, unknown := 0, 0
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var file struct {
			Providers []struct {
				ID        string
				Responses []struct{ Response string }
			}
		}
		if err := json.Unmarshal(data, &file); err != nil {
			t.Fatal(name, err)
		}
		for _, p := range file.Providers {
			for _, r := range p.Responses {
				b := bounce.Read(r.Response, nil)
				if len(b.Refusals) == 0 {
					t.Fatalf("%s gives nothing", r.Response)
				}
				f := b.Refusals[0]
				if f.Pattern == nil {
					unknown++
				} else {
					known++
				}
				t.Logf("%-18s %-12s %-10s %-28s %.150s", p.ID, f.Receiver, f.Lasting, f.Cause.Code, r.Response)
			}
		}
	}
	t.Logf("%d replies recognized, %d unknown", known, unknown)
	if known < 270 {
		t.Errorf("only %d of %d are recognized", known, known+unknown)
	}
}
