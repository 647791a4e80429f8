//go:build js

package page

import (
	"strings"

	"todoku/records/check"
	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/message"
	"todoku/records/provider"
)

// Finding draws one finding, with its record where that is not shown already.
func (a *App) Finding(f finding.Finding, withText bool) Node {
	li := Clone("t-finding").SetAttr("data-code", f.Code)
	text := message.Of(a.Lang, a.named(f))
	Badge(li.Slot("severity"), string(f.Severity), a.Say("severity."+string(f.Severity)))
	li.Slot("what").Say(text.What)
	li.Slot("do").SayOrHide(text.Do)
	li.Slot("name").Say(domain.ToUnicode(f.Name))
	marked := f.Span.End > f.Span.Start && f.Span.End-f.Span.Start < len(f.Text)
	show := f.Text != "" && (withText || marked)
	li.Slot("place").Hide(!show || f.Name == "")
	Record(li.Slot("text"), f.Text, f.Span.Start, f.Span.End).Hide(!show)
	if f.Fix != "" {
		li.Slot("fix").Add(a.Box("label.fix", f.Fix))
	}
	ref := ""
	if f.Ref != "" {
		ref = a.Say("look.ref", "ref", f.Ref)
	}
	li.Slot("ref").SayOrHide(ref)
	li.Slot("rule").Add(a.RuleLink(f.Code))
	return li
}

// named writes the names of panels in the place of their IDs, which a finding has as its arguments.
func (a *App) named(f finding.Finding) finding.Finding {
	if !strings.HasPrefix(f.Code, "place.") {
		return f
	}
	args := map[string]string{}
	for name, value := range f.Args {
		if p, ok := provider.PanelByID(value); ok && (name == "named" || name == "right") {
			value = a.ProviderName(p.Name)
		}
		args[name] = value
	}
	f.Args = args
	return f
}

// Failure draws a question that nobody could answer.
func (a *App) Failure(f check.Failure) Node {
	li := Clone("t-finding").SetAttr("data-code", "failure."+string(f.Why))
	text := a.Text("failure." + string(f.Why))
	Badge(li.Slot("severity"), "unknown", a.Say("state.unknown"))
	li.Slot("what").Say(text.What)
	li.Slot("do").SayOrHide(text.Do)
	li.Slot("name").Say(domain.ToUnicode(f.Name) + " " + f.Type.String())
	li.Slot("text").Hide(true)
	li.Slot("ref").SayOrHide(a.ResolverName(f.Resolver))
	li.Slot("rule").Hide(true)
	return li
}

// Box draws a value with its copy button.
func (a *App) Box(label, value string) Node {
	n := Clone("t-box")
	n.Slot("label").Say(a.Say(label))
	n.Slot("value").Say(value)
	n.Query("button").SetAttr("aria-label", a.Say("copy.label", "label", a.Say(label)))
	return n
}
