//go:build js

package main

import "syscall/js"

// node is an element of the document. Text from DNS and from people enters a page through say, as text, never as
// markup; what is repeated is cloned from a template in the page.
type node struct{ js.Value }

var document = js.Global().Get("document")

func byID(id string) node { return node{document.Call("getElementById", id)} }

func query(selector string) node { return node{document.Call("querySelector", selector)} }

func all(selector string) []node { return node{document}.all(selector) }

// clone makes a copy of what the template holds.
func clone(template string) node {
	return node{byID(template).Get("content").Get("firstElementChild").Call("cloneNode", true)}
}

func element(tag string) node { return node{document.Call("createElement", tag)} }

func (n node) there() bool { return !n.IsNull() && !n.IsUndefined() }

func (n node) all(selector string) []node {
	list := n.Call("querySelectorAll", selector)
	nodes := make([]node, list.Length())
	for i := range nodes {
		nodes[i] = node{list.Index(i)}
	}
	return nodes
}

func (n node) query(selector string) node { return node{n.Call("querySelector", selector)} }

// slot returns the part of a cloned template with that name.
func (n node) slot(name string) node { return n.query("[data-slot=\"" + name + "\"]") }

func (n node) tag() string { return n.Get("tagName").String() }

func (n node) attr(name string) string {
	v := n.Call("getAttribute", name)
	if v.IsNull() {
		return ""
	}
	return v.String()
}

func (n node) setAttr(name, value string) node {
	n.Call("setAttribute", name, value)
	return n
}

// attrIf sets the attribute or takes it away.
func (n node) attrIf(name, value string, on bool) {
	if on {
		n.Call("setAttribute", name, value)
	} else {
		n.Call("removeAttribute", name)
	}
}

func (n node) class(name string, on bool) node {
	n.Get("classList").Call("toggle", name, on)
	return n
}

func (n node) hide(hidden bool) node {
	n.Set("hidden", hidden)
	return n
}

// say sets the text.
func (n node) say(text string) node {
	n.Set("textContent", text)
	return n
}

// sayOrHide sets the text and hides the element where there is none.
func (n node) sayOrHide(text string) node { return n.say(text).hide(text == "") }

func (n node) add(children ...node) node {
	for _, c := range children {
		n.Call("appendChild", c.Value)
	}
	return n
}

// fill puts the children in the place of all that were there.
func (n node) fill(children ...node) node {
	args := make([]any, len(children))
	for i, c := range children {
		args[i] = c.Value
	}
	n.Call("replaceChildren", args...)
	return n
}

func (n node) value() string { return n.Get("value").String() }

func (n node) checked() bool { return n.Get("checked").Bool() }

func (n node) closest(selector string) node { return node{n.Call("closest", selector)} }

// badge makes a short label whose colour goes with kind; the words carry the meaning.
func badge(n node, kind, text string) node {
	return n.say(text).setAttr("data-kind", kind)
}

// paragraph makes a paragraph.
func paragraph(text string) node { return clone("t-paragraph").say(text) }

// long is the length from which the text of a record may have to be scrolled on a phone.
const long = 200

// record shows the text of a record with a part of it marked. What scrolls can be reached by keyboard.
func record(n node, text string, start, end int) node {
	n.attrIf("tabindex", "0", len(text) > long)
	if start < 0 || end > len(text) || start >= end || start == 0 && end == len(text) {
		return n.say(text)
	}
	n.say(text[:start])
	n.add(element("mark").say(text[start:end]))
	n.Call("append", text[end:])
	return n
}
