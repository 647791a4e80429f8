//go:build js

package page

import "syscall/js"

// Node is an element of the document. Text from DNS and from people enters a page through Say, as text, never as
// markup; what is repeated is cloned from a template in the page.
type Node struct{ js.Value }

// Document is the document of the page.
var Document = js.Global().Get("document")

// ByID returns the element with that id.
func ByID(id string) Node { return Node{Document.Call("getElementById", id)} }

// Query returns the first element that the selector fits.
func Query(selector string) Node { return Node{Document.Call("querySelector", selector)} }

// All returns all elements that the selector fits.
func All(selector string) []Node { return Node{Document}.All(selector) }

// Clone makes a copy of what the template holds.
func Clone(template string) Node {
	return Node{ByID(template).Get("content").Get("firstElementChild").Call("cloneNode", true)}
}

// Element makes an element.
func Element(tag string) Node { return Node{Document.Call("createElement", tag)} }

// SVG makes an element of a drawing.
func SVG(tag string) Node {
	return Node{Document.Call("createElementNS", "http://www.w3.org/2000/svg", tag)}
}

// There reports whether an element was found at all.
func (n Node) There() bool { return !n.IsNull() && !n.IsUndefined() }

// All returns all elements inside that the selector fits.
func (n Node) All(selector string) []Node {
	list := n.Call("querySelectorAll", selector)
	nodes := make([]Node, list.Length())
	for i := range nodes {
		nodes[i] = Node{list.Index(i)}
	}
	return nodes
}

// Count returns how many elements inside the selector fits.
func (n Node) Count(selector string) int { return n.Call("querySelectorAll", selector).Length() }

// Query returns the first element inside that the selector fits.
func (n Node) Query(selector string) Node { return Node{n.Call("querySelector", selector)} }

// Slot returns the part of a cloned template with that name.
func (n Node) Slot(name string) Node { return n.Query("[data-slot=\"" + name + "\"]") }

// Tag is the name of the element in capital letters.
func (n Node) Tag() string { return n.Get("tagName").String() }

// Attr returns the value of an attribute, "" where there is none.
func (n Node) Attr(name string) string {
	v := n.Call("getAttribute", name)
	if v.IsNull() {
		return ""
	}
	return v.String()
}

// SetAttr sets an attribute.
func (n Node) SetAttr(name, value string) Node {
	n.Call("setAttribute", name, value)
	return n
}

// AttrIf sets the attribute or takes it away.
func (n Node) AttrIf(name, value string, on bool) {
	if on {
		n.Call("setAttribute", name, value)
	} else {
		n.Call("removeAttribute", name)
	}
}

// Class adds a class or takes it away.
func (n Node) Class(name string, on bool) Node {
	n.Get("classList").Call("toggle", name, on)
	return n
}

// Hide hides the element or shows it.
func (n Node) Hide(hidden bool) Node {
	n.Set("hidden", hidden)
	return n
}

// Say sets the text.
func (n Node) Say(text string) Node {
	n.Set("textContent", text)
	return n
}

// SayOrHide sets the text and hides the element where there is none.
func (n Node) SayOrHide(text string) Node { return n.Say(text).Hide(text == "") }

// Add puts children at the end.
func (n Node) Add(children ...Node) Node {
	for _, c := range children {
		n.Call("appendChild", c.Value)
	}
	return n
}

// Fill puts the children in the place of all that were there.
func (n Node) Fill(children ...Node) Node {
	args := make([]any, len(children))
	for i, c := range children {
		args[i] = c.Value
	}
	n.Call("replaceChildren", args...)
	return n
}

// Val is what was typed or chosen.
func (n Node) Val() string { return n.Get("value").String() }

// Checked reports whether a box is ticked.
func (n Node) Checked() bool { return n.Get("checked").Bool() }

// Closest returns the nearest element around it, itself included, that the selector fits.
func (n Node) Closest(selector string) Node { return Node{n.Call("closest", selector)} }

// Badge makes a short label whose colour goes with kind; the words carry the meaning.
func Badge(n Node, kind, text string) Node {
	return n.Say(text).SetAttr("data-kind", kind)
}

// Notice makes a line that sums something up; kind is "ok", "risk", "bad" or "unknown".
func Notice(kind, text string) Node {
	return Element("p").Class("verdict-line", true).SetAttr("data-kind", kind).Say(text)
}

// Paragraph makes a paragraph.
func Paragraph(text string) Node { return Clone("t-paragraph").Say(text) }

// long is the length from which the text of a record may have to be scrolled on a phone.
const long = 200

// Record shows the text of a record with a part of it marked. What scrolls can be reached by keyboard.
func Record(n Node, text string, start, end int) Node {
	n.AttrIf("tabindex", "0", len(text) > long)
	if start < 0 || end > len(text) || start >= end || start == 0 && end == len(text) {
		return n.Say(text)
	}
	n.Say(text[:start])
	n.Add(Element("mark").Say(text[start:end]))
	n.Call("append", text[end:])
	return n
}
