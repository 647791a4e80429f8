//go:build screenshot

package e2e

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestReadmeScreenshot takes the picture of the README.
func TestReadmeScreenshot(t *testing.T) {
	server := laptop(t, "")
	b := open(t, server.base, "/")
	b.wait("html[data-ready]")
	b.lookAt("too-many-lookups.example")
	b.click(`#look .actions [data-step="2"]`)
	b.until(`document.querySelectorAll("#tree > li").length > 3`)
	b.viewport(1200, 860, "light")
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root(t), "site/readme.png"), png, 0o644); err != nil {
		t.Fatal(err)
	}
}
