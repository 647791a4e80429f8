package header

import (
	"strings"

	"todoku/records/mail"
)

// Way is how a message came to be sent on.
type Way string

// The ways.
const (
	List     Way = "mailing-list"
	Rewriter Way = "srs"      // a forwarder that puts its own envelope sender (SRS)
	Mailbox  Way = "mailbox"  // a mailbox that sends on to another
	Relayed  Way = "arc"      // a server before the last one judged it too
	Resent   Way = "resent"   // sent again by a person
	Gateway  Way = "filtered" // a filtering service in front of the mailbox
)

// Forward is a sign that the message was sent on, and by whom.
type Forward struct {
	Way Way
	By  string // a host, an address or a list; may be empty
}

// filters are the services in front of mailboxes, by the hosts that their Received fields name.
var filters = []string{"pphosted.com", "ppe-hosted.com", "mimecast.com", "barracudanetworks.com", "messagelabs.com", "iphmx.com", "trendmicro.com", "trendmicro.eu", "fireeyecloud.com", "sophos.com"}

// forwards collects the signs, each way once.
func forwards(m Message) []Forward {
	var list []Forward
	add := func(w Way, by string) {
		for _, f := range list {
			if f.Way == w {
				return
			}
		}
		list = append(list, Forward{w, strings.TrimSpace(by)})
	}
	h := m.Part.Header
	// RFC 2919; a newsletter has a List-Id too, but no list sends it on: it has no List-Post.
	if id := h.Get("List-Id"); id != "" && (h.Get("List-Post") != "" || h.Get("X-Mailman-Version") != "" || h.Get("X-ML-Name") != "") {
		add(List, listName(id))
	} else if name := h.Get("X-ML-Name"); name != "" {
		add(List, name)
	}
	local, host, _ := strings.Cut(m.ReturnPath, "@")
	switch upper := strings.ToUpper(local); {
	case strings.HasPrefix(upper, "SRS0=") || strings.HasPrefix(upper, "SRS1=") || strings.HasPrefix(upper, "SRS0+") || strings.HasPrefix(upper, "SRS0-"):
		add(Rewriter, host)
	case strings.Contains(local, "+caf_="):
		add(Mailbox, host)
	}
	for _, name := range []string{"X-Forwarded-For", "X-Forwarded-To", "X-Forward-To"} {
		if v := h.Get(name); v != "" {
			add(Mailbox, firstWord(v))
		}
	}
	if v := h.Get("Resent-From"); v != "" {
		if list := mail.Addresses(v, nil); len(list) > 0 {
			add(Resent, list[0].Addr)
		}
	}
	for _, hop := range m.Hops {
		for _, f := range filters {
			if strings.HasSuffix(hop.By, "."+f) {
				add(Gateway, hop.By)
			}
		}
	}
	for _, r := range m.Results {
		if r.Origin == ARC && r.Server != "" && !m.isReceiver(r.Server) {
			add(Relayed, r.Server)
		}
	}
	return list
}

// isReceiver reports whether a server belongs to who received last: large receivers write an ARC set for themselves.
func (m Message) isReceiver(server string) bool {
	for i := len(m.Hops) - 1; i >= 0; i-- {
		if by := m.Hops[i].By; strings.Contains(by, ".") && strings.IndexFunc(by, isLetter) >= 0 {
			return related(server, by)
		}
	}
	return true
}

func isLetter(r rune) bool { return 'g' <= r|0x20 && r|0x20 <= 'z' } // no letter of an IPv6 address

// listName is the name in "Description <name.example.jp>".
func listName(id string) string {
	if _, rest, ok := strings.Cut(id, "<"); ok {
		id, _, _ = strings.Cut(rest, ">")
	}
	return id
}

func firstWord(s string) string {
	if words := strings.Fields(s); len(words) > 0 {
		return words[0]
	}
	return ""
}
