package main

import (
	"slices"
	"strings"

	"todoku/records"
	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/message"
)

// ruleSheet is the page about one rule, at rules/CODE.
var ruleSheet = sheet{Name: "rule"}

// ruleGroup is the rules whose codes begin alike.
type ruleGroup struct {
	Space, Title string
	Rules        []ruleLine
}

// ruleLine is a rule in a list.
type ruleLine struct {
	Code     string
	Severity finding.Severity
	Badge    string // what the severity is called
	message.Text
}

// rulePage is what the page about a rule shows.
type rulePage struct {
	ruleLine
	Group          *ruleGroup
	Why            string
	Ref, RefLink   string
	Owner, Type    string // the record that is usually meant, where it is one
	Example        *shown
	Previous, Next *ruleLine
}

// shown is an example as the page shows it: the text with the place that is meant marked.
type shown struct {
	Name                  string
	Before, Marked, After string
	Found                 []ruleLine
	Fix                   string
}

// owners says where the record of a group stands, and its type.
var owners = map[string][2]string{
	"spf": {"@", "TXT"}, "dmarc": {"_dmarc", "TXT"}, "dkim": {"selector._domainkey", "TXT"}, "mtasts": {"_mta-sts", "TXT"},
	"tlsrpt": {"_smtp._tls", "TXT"}, "bimi": {"default._bimi", "TXT"}, "tlsa": {"_25._tcp.mail", "TLSA"}, "mx": {"@", "MX"},
}

// isFile reports whether a rule is about a file on a web server or about what is typed to make a record, and not about the
// text of one.
func isFile(code string) bool {
	for _, beginning := range []string{"mtasts.policy-", "mtasts.mode-", "mtasts.max-age-", "bimi.svg-", "dkim.private-key-", "dkim.selector-",
		"tlsa.private-key-", "tlsa.not-a-certificate"} {
		if strings.HasPrefix(code, beginning) {
			return true
		}
	}
	return false
}

// groups lists all rules in one language by the beginning of their codes.
func groups(lang message.Lang, of map[string]example) []*ruleGroup {
	var list []*ruleGroup
	bySpace := map[string]*ruleGroup{}
	for _, r := range records.Rules() {
		space, _, _ := strings.Cut(r.Code, ".")
		g := bySpace[space]
		if g == nil {
			g = &ruleGroup{Space: space, Title: strings.ToUpper(space)}
			if message.Has(lang, "group."+space) {
				g.Title = message.Say(lang, "group."+space, nil).What
			}
			bySpace[space] = g
			list = append(list, g)
		}
		f := r.New()
		if e, known := of[r.Code]; known {
			f = e.Of
		}
		g.Rules = append(g.Rules, line(lang, f))
	}
	for _, g := range list {
		slices.SortFunc(g.Rules, func(a, b ruleLine) int {
			if a.Severity != b.Severity {
				return b.Severity.Rank() - a.Severity.Rank()
			}
			return strings.Compare(a.Code, b.Code)
		})
	}
	return list
}

// line says a finding. An argument that no example fills becomes an ellipsis.
func line(lang message.Lang, f finding.Finding) ruleLine {
	said := message.Of(lang, f)
	if len(f.Args) == 0 {
		said = message.Text{What: withoutBraces(said.What), Do: withoutBraces(said.Do)}
	}
	return ruleLine{f.Code, f.Severity, message.Say(lang, "severity."+string(f.Severity), nil).What, said}
}

func withoutBraces(s string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "{")
		b.WriteString(before)
		name, after, closed := strings.Cut(rest, "}")
		if !found || !closed {
			return b.String() + s[len(before):]
		}
		if strings.Trim(name, "abcdefghijklmnopqrstuvwxyz-") != "" {
			b.WriteString("{" + name + "}")
		} else {
			b.WriteString("…")
		}
		s = after
	}
}

// pagesOfRules makes the pages of all rules in one language.
func pagesOfRules(lang message.Lang, of map[string]example) []rulePage {
	refs := map[string]string{}
	for _, r := range records.Rules() {
		refs[r.Code] = r.Ref
	}
	var list []rulePage
	for _, g := range groups(lang, of) {
		for i, r := range g.Rules {
			p := rulePage{ruleLine: r, Group: g, Ref: refs[r.Code], RefLink: refLink(refs[r.Code]),
				Why: message.Why(lang, finding.Rule{Code: r.Code, Severity: r.Severity})}
			if !isFile(r.Code) {
				p.Owner, p.Type = owners[g.Space][0], owners[g.Space][1]
			}
			if i > 0 {
				p.Previous = &g.Rules[i-1]
			}
			if i+1 < len(g.Rules) {
				p.Next = &g.Rules[i+1]
			}
			if e, known := of[r.Code]; known && e.Text != "" {
				p.Example = show(lang, e)
			}
			list = append(list, p)
		}
	}
	return list
}

func show(lang message.Lang, e example) *shown {
	s := &shown{Name: domain.ToUnicode(e.Name), Before: e.Text, Fix: e.Fix}
	if span := e.Of.Span; span.In(e.Text) != "" && span.End-span.Start < len(e.Text) {
		s.Before, s.Marked, s.After = e.Text[:span.Start], span.In(e.Text), e.Text[span.End:]
	}
	for _, f := range e.Found {
		s.Found = append(s.Found, line(lang, f))
	}
	return s
}

// refLink is the address of the section that a rule comes from, or "" where it has none.
func refLink(ref string) string {
	document, section, _ := strings.Cut(ref, " §")
	switch {
	case strings.HasPrefix(ref, "https://"):
		return strings.Fields(ref)[0]
	case strings.HasPrefix(document, "RFC "):
		link := "https://www.rfc-editor.org/rfc/rfc" + strings.TrimPrefix(document, "RFC ")
		switch {
		case section == "":
			return link
		case section[0] >= 'A':
			return link + "#appendix-" + section
		}
		return link + "#section-" + section
	case strings.HasPrefix(document, "draft-"):
		link := "https://datatracker.ietf.org/doc/html/" + document
		if section != "" {
			link += "#section-" + section
		}
		return link
	case strings.Contains(document, "/"):
		return "https://" + document
	}
	return ""
}

// RuleHref is the address of the page about a rule.
func (p page) RuleHref(code string) string { return p.Lang.Base + "rules/" + code }
