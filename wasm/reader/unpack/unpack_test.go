package unpack

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"

	"todoku/records/aggregate"
)

const report = `<?xml version="1.0"?><feedback><report_metadata><org_name>r</org_name></report_metadata></feedback>`

func gz(data string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, data)
	w.Close()
	return b.Bytes()
}

func zipped(t *testing.T, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i, data := range files {
		f, err := w.Create("r" + strconv.Itoa(i) + ".xml")
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(f, data)
	}
	w.Close()
	return b.Bytes()
}

func eml(name, mediaType string, data []byte) []byte {
	return []byte("From: dmarc@receiver.example\r\nSubject: Report Domain: example.jp\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" +
		"--b\r\nContent-Type: text/plain\r\n\r\nThis is a report.\r\n--b\r\nContent-Type: " + mediaType + "; name=\"" + name + "\"\r\n" +
		"Content-Transfer-Encoding: base64\r\n\r\n" + base64.StdEncoding.EncodeToString(data) + "\r\n--b--\r\n")
}

func TestOpen(t *testing.T) {
	for name, data := range map[string][]byte{
		"plain":               []byte(report),
		"gzip":                gz(report),
		"gzip in two members": append(gz(report[:20]), gz(report[20:])...),
		"zip":                 zipped(t, report),
		"message with gzip":   eml("a!b!1!2.xml.gz", "application/gzip", gz(report)),
		"message with zip":    eml("a!b!1!2.zip", "application/octet-stream", zipped(t, report)),
		"message in zip":      zipped(t, string(eml("x.xml", "text/xml", []byte(report)))),
	} {
		files, more := Open(name, data, nil)
		if len(files) != 1 || more || files[0].Err != nil || string(files[0].Data) != report {
			t.Errorf("%s: %q %v", name, files, more)
		}
	}
	if files, _ := Open("three", zipped(t, report, report, "x"), nil); len(files) != 3 {
		t.Errorf("%d files of three", len(files))
	}
}

func TestRefuse(t *testing.T) {
	bomb := gz(strings.Repeat("\x00", aggregate.MaxSize+1))
	secret := zipped(t, report)
	secret[6] |= 1                                           // local header
	secret[bytes.Index(secret, []byte("PK\x01\x02"))+8] |= 1 // central directory
	many := make([]string, MaxFiles+5)
	for i := range many {
		many[i] = report
	}
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"gzip bomb":              {bomb, aggregate.ErrTooLarge},
		"zip bomb":               {zipped(t, strings.Repeat("\x00", aggregate.MaxSize+1)), aggregate.ErrTooLarge},
		"cut gzip":               {gz(report)[:60], aggregate.ErrTruncated},
		"gzip header alone":      {[]byte("\x1f\x8b"), ErrPacked},
		"cut zip":                {zipped(t, report)[:50], ErrPacked},
		"zip with a password":    {secret, ErrEncrypted},
		"message without report": {[]byte("From: a@b\nContent-Type: text/plain\n\nhello"), aggregate.ErrNotReport},
	} {
		if files, _ := Open(name, c.data, nil); len(files) != 1 || !errors.Is(files[0].Err, c.want) {
			t.Errorf("%s: %v, want %v", name, files, c.want)
		}
	}
	if files, more := Open("many", zipped(t, many...), nil); len(files) != MaxFiles || !more {
		t.Errorf("%d files, more %v", len(files), more)
	}
	// A zip in a zip in a zip is opened no further.
	deep := []byte(report)
	for range maxDepth + 2 {
		deep = zipped(t, string(deep))
	}
	if files, _ := Open("deep", deep, nil); len(files) != 1 || !bytes.HasPrefix(files[0].Data, []byte("PK")) {
		t.Errorf("%v", files)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add([]byte(report))
	f.Add(gz(report))
	f.Add(eml("x.xml", "text/xml", []byte(report)))
	f.Fuzz(func(t *testing.T, data []byte) {
		if files, _ := Open("x", data, nil); len(files) > MaxFiles {
			t.Errorf("%d files", len(files))
		}
	})
}
