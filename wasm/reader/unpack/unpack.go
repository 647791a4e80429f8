// Package unpack opens what people drop as reports: XML and JSON as they are, gzip and zip, and whole messages with
// reports attached, one inside the other. What it opens is bounded, so that a bomb ends with an error.
package unpack

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"path"
	"strings"

	"todoku/records/aggregate"
	"todoku/records/mail"
)

// Errors besides those of package aggregate.
var (
	ErrPacked    = errors.New("unpack: the packed file is broken")
	ErrEncrypted = errors.New("unpack: the packed file has a password")
)

// Limits of one file that is dropped.
const (
	MaxFiles = 100       // reports inside it
	maxTotal = 256 << 20 // octets of all of them together
	maxDepth = 3         // packed in packed, or attached
)

// File is a text that may be a report, or why there is none.
type File struct {
	Name string
	Data []byte
	Err  error
}

// Open returns the texts in a file. More says that there were more than MaxFiles.
func Open(name string, data []byte, decode mail.Decoder) (files []File, more bool) {
	u := unpacker{decode: decode, left: maxTotal}
	u.open(name, data, 0)
	return u.files, u.more
}

type unpacker struct {
	decode mail.Decoder
	left   int // octets that may still be unpacked
	files  []File
	more   bool
}

func (u *unpacker) add(f File) {
	if len(u.files) >= MaxFiles {
		u.more = true
		return
	}
	u.files = append(u.files, f)
}

func (u *unpacker) open(name string, data []byte, depth int) {
	if u.more {
		return
	}
	packed := depth < maxDepth
	switch {
	case packed && bytes.HasPrefix(data, []byte("\x1f\x8b")):
		u.gzip(name, data, depth)
	case packed && bytes.HasPrefix(data, []byte("PK\x03\x04")):
		u.zip(name, data, depth)
	case packed && isMessage(data):
		u.message(name, data, depth)
	default:
		u.add(File{Name: name, Data: data})
	}
}

func (u *unpacker) gzip(name string, data []byte, depth int) {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		u.add(File{Name: name, Err: ErrPacked})
		return
	}
	inside, err := u.read(z)
	if err != nil {
		u.add(File{Name: name, Err: err})
		return
	}
	u.open(strings.TrimSuffix(name, ".gz"), inside, depth+1)
}

func (u *unpacker) zip(name string, data []byte, depth int) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		u.add(File{Name: name, Err: ErrPacked})
		return
	}
	for _, f := range z.File {
		if f.FileInfo().IsDir() || strings.HasPrefix(path.Base(f.Name), "._") || strings.HasPrefix(f.Name, "__MACOSX/") {
			continue
		}
		inside, err := u.entry(f)
		if err != nil {
			u.add(File{Name: f.Name, Err: err})
		} else {
			u.open(f.Name, inside, depth+1)
		}
		if u.more {
			return
		}
	}
}

func (u *unpacker) entry(f *zip.File) ([]byte, error) {
	if f.Flags&1 != 0 { // APPNOTE §4.4.4: bit 0 says that the entry is encrypted
		return nil, ErrEncrypted
	}
	r, err := f.Open()
	if err != nil {
		return nil, ErrPacked
	}
	defer r.Close()
	return u.read(r)
}

// read reads what unpacks, up to the largest report.
func (u *unpacker) read(r io.Reader) ([]byte, error) {
	limit := min(aggregate.MaxSize, u.left)
	data, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	u.left -= min(len(data), u.left)
	switch {
	case len(data) > limit:
		return nil, aggregate.ErrTooLarge
	case errors.Is(err, io.ErrUnexpectedEOF) && len(data) > 0:
		return nil, aggregate.ErrTruncated
	case err != nil:
		return nil, ErrPacked
	}
	return data, nil
}

// isMessage reports whether a text begins like the header of a message.
func isMessage(data []byte) bool {
	head := data[:min(len(data), 64<<10)]
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), "\r\n")
	line, _, _ := bytes.Cut(head, []byte("\n"))
	name, _, found := bytes.Cut(line, []byte(":"))
	if !found || len(name) == 0 || bytes.ContainsAny(name, " \t<>{}\"") && !bytes.HasPrefix(line, []byte("From ")) {
		return false
	}
	lower := bytes.ToLower(head)
	return bytes.Contains(lower, []byte("\ncontent-type:")) || bytes.HasPrefix(lower, []byte("content-type:"))
}

// message opens what is attached to a message. The texts of the message itself are no reports.
func (u *unpacker) message(name string, data []byte, depth int) {
	message := mail.Read(string(data))
	found := false
	message.Walk(func(p *mail.Part) bool {
		if len(p.Parts) == 0 && attached(p, u.decode) {
			found = true
			file := p.Filename(u.decode)
			if file == "" {
				file = name
			}
			u.open(file, []byte(p.Content()), depth+1)
		}
		return true
	})
	if !found {
		u.add(File{Name: name, Err: aggregate.ErrNotReport})
	}
}

// attached reports whether a part may be a report, by its type or by its name.
func attached(p *mail.Part, decode mail.Decoder) bool {
	switch p.Type {
	case "application/gzip", "application/x-gzip", "application/zip", "application/x-zip-compressed", "application/x-zip",
		"application/tlsrpt+gzip", "application/tlsrpt+json", "application/json", "application/xml", "text/xml":
		return true
	}
	switch strings.ToLower(path.Ext(p.Filename(decode))) {
	case ".gz", ".zip", ".xml", ".json":
		return true
	}
	return false
}
