package check

import (
	"strings"

	"todoku/records/provider"
	"todoku/records/spf"
)

// Recognize names the senders that the published records show to be in use: by the terms of the SPF record and by the
// hosts that receive mail. Both are as DNS gave them, in lower case.
func Recognize(domain string, apexTexts, mxHosts []string) []Recognized {
	var list []Recognized
	for _, s := range provider.SendersForMX(mxHosts) {
		list = recognized(list, s.ID, "mx", nil)
	}
	for _, text := range spf.Select(apexTexts) {
		for _, t := range spf.Parse(text).Terms {
			if id, values := senderOf(t, domain); id != "" {
				list = recognized(list, id, "spf", values)
			}
		}
	}
	return list
}

// recognized enters a sender into a list, or one more thing that shows it.
func recognized(list []Recognized, id, by string, values map[string]string) []Recognized {
	for i := range list {
		if list[i].ID == id {
			if !contains(list[i].By, by) {
				list[i].By = append(list[i].By, by)
			}
			if list[i].Values == nil {
				list[i].Values = values
			}
			return list
		}
	}
	return append(list, Recognized{id, []string{by}, values})
}

// senderOf returns the sender that a term belongs to. Terms that say nothing by themselves, such as "mx", belong to
// nobody.
func senderOf(t spf.Term, domain string) (id string, values map[string]string) {
	if t.Problem != nil || t.Domain == "" && !t.IP.IsValid() {
		return "", nil
	}
	if t.IP.IsSingleIP() {
		return senderAt(t.Name() + ":" + t.IP.Addr().String()), nil
	}
	term := t.Name() + ":" + strings.TrimSuffix(strings.ToLower(t.Domain), ".")
	if t.Kind == spf.Redirect {
		term = "include:" + strings.TrimSuffix(strings.ToLower(t.Domain), ".")
	}
	if term == "a:"+domain || term == "mx:"+domain {
		return "", nil
	}
	for i := range provider.Senders {
		s := &provider.Senders[i]
		for _, template := range append(s.SPF.Terms[:len(s.SPF.Terms):len(s.SPF.Terms)], s.SPF.Known...) {
			values, ok := s.Recognize(template, term, domain)
			if ok && values == nil && s.SPF.Mode == provider.Ask { // what the service gave stands in the record
				values = map[string]string{"term": term}
			}
			if ok {
				return s.ID, values
			}
		}
	}
	return "", nil
}

// senderAt returns the sender that has an address of its own. Addresses that differ from customer to customer show
// nobody.
func senderAt(term string) string {
	for i := range provider.Senders {
		if contains(provider.Senders[i].SPF.Terms, term) {
			return provider.Senders[i].ID
		}
	}
	return ""
}
