package bimi

import (
	"strconv"
	"strings"

	"todoku/records/finding"
)

// Profile is the draft of SVG Tiny PS, the kind of SVG that a logo has to be (1 May 2026).
const Profile = "draft-svg-tiny-ps-abrotman-12"

// MaxLogo is how large, in octets, Gmail and the drafts let a logo be.
const MaxLogo = 32 << 10

// google is the page of Google about the logo, see Receivers.
const google = "support.google.com/a/answer/10911027"

var (
	logoNotSVG     = Rules.Add("bimi.svg-not-svg", finding.Error, Profile)
	logoBroken     = Rules.Add("bimi.svg-broken", finding.Error, Profile)
	logoProfile    = Rules.Add("bimi.svg-profile", finding.Error, Profile)
	logoVersion    = Rules.Add("bimi.svg-version", finding.Error, Profile)
	logoNamespace  = Rules.Add("bimi.svg-namespace", finding.Error, Profile)
	logoNoTitle    = Rules.Add("bimi.svg-no-title", finding.Error, Profile)
	logoPosition   = Rules.Add("bimi.svg-position", finding.Error, Profile)
	logoScript     = Rules.Add("bimi.svg-script", finding.Error, Profile)
	logoExternal   = Rules.Add("bimi.svg-external", finding.Error, Profile)
	logoElement    = Rules.Add("bimi.svg-element", finding.Error, Profile)
	logoDoctype    = Rules.Add("bimi.svg-doctype", finding.Error, Profile)
	logoStyle      = Rules.Add("bimi.svg-style", finding.Warning, Profile)
	logoNoViewBox  = Rules.Add("bimi.svg-no-viewbox", finding.Error, Profile)
	logoNotSquare  = Rules.Add("bimi.svg-not-square", finding.Error, Profile)
	logoTooLarge   = Rules.Add("bimi.svg-too-large", finding.Error, google)
	logoSmall      = Rules.Add("bimi.svg-small", finding.Warning, google)
	logoNoGround   = Rules.Add("bimi.svg-no-background", finding.Info, google)
	logoCompressed = Rules.Add("bimi.svg-compressed", finding.Error, Profile)
)

// allowed are the elements that are left of SVG Tiny 1.2 once scripts, animation, links, pictures, sound and foreign
// content are taken away.
var allowed = " svg title desc metadata defs g use path rect circle ellipse line polyline polygon text tspan textArea tbreak" +
	" linearGradient radialGradient stop solidColor "

// LintLogo judges the text of a logo: whether it is SVG Tiny PS, and whether Gmail, which wants the most, takes it.
func LintLogo(text string) []finding.Finding {
	l := logo{text: strings.TrimPrefix(text, "\ufeff")}
	if strings.HasPrefix(l.text, "\x1f\x8b") {
		l.list.Add(logoCompressed.New())
		return l.list.Found
	}
	d := readXML(l.text)
	if len(d.elements) == 0 || d.elements[0].name != "svg" {
		l.list.Add(logoNotSVG.New())
		return l.list.Found
	}
	if len(text) > MaxLogo {
		l.list.Add(logoTooLarge.New("size", strconv.Itoa(len(text)), "most", strconv.Itoa(MaxLogo)))
	}
	if d.broken {
		l.list.Add(logoBroken.New())
	}
	if d.doctype || d.instruction != "" {
		l.list.Add(logoDoctype.New())
	}
	l.root(d.elements[0])
	l.title(d.elements)
	for _, e := range d.elements {
		l.element(e)
	}
	if !hasGround(d.elements) {
		l.list.Add(logoNoGround.New())
	}
	return l.list.Found
}

type logo struct {
	text string
	list finding.List
	said map[string]bool
}

// once adds a finding about an element, unless the same has been said of one of that name.
func (l *logo) once(f finding.Finding, e element) {
	key := f.Code + " " + f.Args["element"] + " " + f.Args["attribute"]
	if l.said == nil {
		l.said = map[string]bool{}
	}
	if !l.said[key] {
		l.said[key] = true
		l.list.Add(f.At(e.span))
	}
}

// root judges the attributes of <svg>.
func (l *logo) root(svg element) {
	profile, _ := svg.get("baseProfile")
	if profile != "tiny-ps" {
		l.once(logoProfile.New("value", profile), svg)
	}
	version, _ := svg.get("version")
	if version != "1.2" {
		l.once(logoVersion.New("value", version), svg)
	}
	if space, _ := svg.get("xmlns"); space != "http://www.w3.org/2000/svg" {
		l.once(logoNamespace.New(), svg)
	}
	for _, name := range []string{"x", "y"} {
		if _, found := svg.get(name); found {
			l.once(logoPosition.New("attribute", name), svg)
		}
	}
	l.size(svg)
}

// size judges the proportions and the size.
func (l *logo) size(svg element) {
	box, found := svg.get("viewBox")
	numbers := strings.FieldsFunc(box, func(r rune) bool { return strings.ContainsRune(" ,\t\r\n", r) })
	if !found || len(numbers) != 4 {
		l.once(logoNoViewBox.New(), svg)
		return
	}
	width, wok := number(numbers[2])
	height, hok := number(numbers[3])
	if !wok || !hok || width <= 0 || height <= 0 {
		l.once(logoNoViewBox.New(), svg)
		return
	}
	if width != height {
		l.once(logoNotSquare.New("width", numbers[2], "height", numbers[3]), svg)
	}
	for _, name := range []string{"width", "height"} {
		value, found := svg.get(name)
		n, ok := number(strings.TrimSuffix(value, "px"))
		switch {
		case found && (!ok || strings.HasSuffix(value, "%")), found && n < 96: // Google: at least 96 by 96, absolute
			l.once(logoSmall.New("attribute", name, "value", value), svg)
		}
	}
}

func number(s string) (float64, bool) {
	n, err := strconv.ParseFloat(s, 64)
	return n, err == nil
}

// title looks for a title right below the root that says something.
func (l *logo) title(elements []element) {
	for _, e := range elements {
		if e.name == "title" && e.depth == 1 && strings.TrimSpace(e.text) != "" {
			return
		}
	}
	l.once(logoNoTitle.New(), elements[0])
}

// element judges one element and its attributes.
func (l *logo) element(e element) {
	switch {
	case e.name == "script":
		l.once(logoScript.New("element", e.name, "attribute", ""), e)
	case e.name == "style":
		l.once(logoStyle.New("element", e.name), e)
		if strings.Contains(e.text, "@import") || external(e.text) {
			l.once(logoExternal.New("element", e.name, "attribute", "", "value", ""), e)
		}
	case !strings.Contains(allowed, " "+e.name+" "):
		l.once(logoElement.New("element", e.name), e)
	}
	for _, a := range e.attrs {
		args := []string{"element", e.name, "attribute", a.name, "value", shortened(a.value)}
		value := strings.ToLower(strings.TrimSpace(a.value))
		switch {
		case strings.HasPrefix(a.name, "on") || strings.HasPrefix(value, "javascript:"):
			l.once(logoScript.New(args...), e)
		case a.name == "href" || strings.HasSuffix(a.name, ":href"):
			if !strings.HasPrefix(value, "#") {
				l.once(logoExternal.New(args...), e)
			}
		case external(value):
			l.once(logoExternal.New(args...), e)
		}
	}
}

// external reports whether a value of CSS or of an attribute points out of the file: url(…) with anything but "#".
func external(value string) bool {
	for _, part := range strings.Split(strings.ToLower(value), "url(")[1:] {
		if !strings.HasPrefix(strings.TrimLeft(part, " '\"\t"), "#") {
			return true
		}
	}
	return false
}

// shortened keeps a finding readable where a value is a whole picture in base64.
func shortened(value string) string {
	if len(value) > 60 {
		return value[:60] + "…"
	}
	return value
}

// hasGround reports whether the first thing that is drawn is a filled rectangle or circle, as a background would be.
func hasGround(elements []element) bool {
	for _, e := range elements {
		switch e.name {
		case "rect", "circle", "ellipse":
			fill, given := e.get("fill")
			return !given || fill != "none"
		case "path", "polygon", "polyline", "line", "text", "use":
			return false
		}
	}
	return false
}

// Receiver is what a mail program wants before it shows a logo.
type Receiver struct {
	ID string // its sentence is "logo." and the ID
	// Certificates are the kinds that it takes; none where it wants none, or shows no logo.
	Certificates []string
	Ref          string // where that stands
	Date         string // when it was looked up, as far as is known
	// Confirmed says that it stands in a document of the receiver itself that was read; otherwise it is hearsay, and to be
	// shown as such.
	Confirmed bool
}

// Receivers lists who shows logos and what for (standards.md BIMI-5).
var Receivers = []Receiver{
	{"gmail", []string{"VMC", "CMC"}, "https://support.google.com/a/answer/10911320", "2026-11", true},
	{"apple", []string{"VMC"}, "https://support.apple.com/108340", "2026-11", true},
	{"yahoo", nil, "https://senders.yahooinc.com/bimi/", "2026-11", false},
	{"au", nil, "", "2023-11", false},
	{"outlook", nil, "", "2026-06", false},
}
