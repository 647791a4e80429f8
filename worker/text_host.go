//go:build !js

package main

import (
	"fmt"
	"strings"
	"unicode"

	"todoku/records/check"
	"todoku/records/message"
)

// readable writes a report for a person at a terminal.
func (c *checks) readable(r *check.Report) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", r.Domain)
	for _, t := range r.Topics {
		fmt.Fprintf(&b, "  [%s] %s\n", c.say("state."+string(t.State)), c.say("topic."+t.ID))
		for _, p := range t.Records {
			fmt.Fprintf(&b, "      %s  %s\n", printable(p.Name), printable(p.Text))
		}
		for _, f := range t.Findings {
			c.sentence(&b, "severity."+string(f.Severity), message.Of(c.lang, f))
			if f.Fix != "" {
				fmt.Fprintf(&b, "        %s: %s\n", c.say("label.fix"), printable(f.Fix))
			}
		}
		for _, f := range t.Failures {
			fmt.Fprintf(&b, "    - %s %s\n", printable(f.Name), f.Type)
			c.sentence(&b, "state.unknown", message.Say(c.lang, "failure."+string(f.Why), nil))
		}
	}
	for _, s := range r.Silent {
		fmt.Fprintf(&b, "  %s\n", message.Say(c.lang, "command.silent", map[string]string{"resolver": printable(s.Resolver)}).What)
	}
	b.WriteByte('\n')
	return b.String()
}

func (c *checks) say(code string) string { return message.Say(c.lang, code, nil).What }

// sentence writes what is the case, and what to do about it.
func (c *checks) sentence(b *strings.Builder, label string, text message.Text) {
	fmt.Fprintf(b, "    - %s: %s\n", c.say(label), printable(text.What))
	if text.Do != "" {
		fmt.Fprintf(b, "      → %s\n", printable(text.Do))
	}
}

// printable writes what comes from DNS so that it cannot steer a terminal.
func printable(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r == ' ' || unicode.IsPrint(r) && !unicode.Is(unicode.Bidi_Control, r) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "\\u%04x", r)
		}
	}
	return b.String()
}
