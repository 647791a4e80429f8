package aggregate

import (
	"strings"

	"todoku/records/domain"
	"todoku/records/provider"
)

// signers are domains in whose name services sign or send where the customer has set up nothing, and which the records
// that customers publish do not show. They are the common knowledge of the field (2026-11), unconfirmed by the services:
// they name a group on the page and decide nothing.
var signers = map[string]string{
	"gappssmtp.com":     "google-workspace",
	"google.com":        "google-workspace",
	"onmicrosoft.com":   "microsoft-365",
	"outlook.com":       "microsoft-365",
	"sendgrid.net":      "sendgrid",
	"sendgrid.info":     "sendgrid",
	"amazonses.com":     "amazon-ses",
	"mailgun.org":       "mailgun",
	"mandrillapp.com":   "mandrill",
	"mcsv.net":          "mailchimp",
	"rsgsv.net":         "mailchimp",
	"mtasv.net":         "postmark",
	"salesforce.com":    "salesforce",
	"exacttarget.com":   "salesforce",
	"zendesk.com":       "zendesk",
	"shopifyemail.com":  "shopify",
	"xserver.jp":        "xserver",
	"sakura.ne.jp":      "sakura-rental",
	"kagoya.net":        "kagoya",
	"lolipop.jp":        "lolipop",
	"worksmobile.com":   "line-works",
	"hubspotemail.net":  "hubspot",
	"freshemail.io":     "freshdesk",
	"sendinblue.com":    "brevo",
	"brevosend.com":     "brevo",
	"bmsend.com":        "benchmark-email",
	"benchmarkmail.com": "benchmark-email",
}

// byBase finds the service by the registered name of the domains that it sends from.
var byBase map[string]string

// services fills byBase: the hosts in the SPF terms and DKIM targets of the catalogue, where they belong to one service
// alone.
func services() map[string]string {
	if byBase != nil {
		return byBase
	}
	byBase = map[string]string{}
	shared := map[string]bool{}
	enter := func(host, id string) {
		if host == "" || strings.ContainsAny(host, "{%*#") || domain.Labels(host) < 2 {
			return
		}
		b := base(domain.Canonical(host))
		if other, taken := byBase[b]; taken && other != id {
			shared[b] = true
		}
		byBase[b] = id
	}
	for i := range provider.Senders {
		s := &provider.Senders[i]
		for _, terms := range [][]string{s.SPF.Terms, s.SPF.Known} {
			for _, term := range terms {
				if kind, host, found := strings.Cut(term, ":"); found && (kind == "include" || kind == "a" || kind == "mx") {
					enter(host, s.ID)
				}
			}
		}
	}
	for b := range shared {
		delete(byBase, b)
	}
	for b, id := range signers {
		byBase[b] = id
	}
	return byBase
}

// base is the registered part of a name, as far as its form tells: "example.co.jp" of "mail.example.co.jp".
func base(name string) string {
	registry := domain.Registry(name)
	rest := domain.Relative(name, registry)
	if rest == "" {
		return name
	}
	if i := strings.LastIndexByte(rest, '.'); i >= 0 {
		rest = rest[i+1:]
	}
	return rest + "." + registry
}

// service finds out which service sent the messages of a row, by a domain other than the own one for which SPF or DKIM
// passes. Where the catalogue knows none, name is the registered part of that domain.
func service(r *Row, own string) (sender, name string) {
	known := services()
	look := func(d string) {
		if d == "" || domain.Under(d, own) {
			return
		}
		b := base(d)
		if id := known[b]; id != "" && sender == "" {
			sender = id
		}
		if name == "" {
			name = b
		}
	}
	for _, s := range r.Sender {
		if s.Result == "pass" {
			look(s.Domain)
		}
	}
	for _, s := range r.Signatures {
		if s.Result == "pass" {
			look(s.Domain)
		}
	}
	return sender, name
}

// signer finds out which service signs in the name of the domain, by a selector that only one service uses.
func signer(r *Row, own string) string {
	for _, s := range r.Signatures {
		if s.Result == "pass" && domain.Under(s.Domain, own) {
			if id := bySelector(s.Selector); id != "" {
				return id
			}
		}
	}
	return ""
}

// bySelector finds the one service that uses a selector.
func bySelector(selector string) string {
	found := ""
	for i := range provider.Senders {
		s := &provider.Senders[i]
		if !uses(s, selector) {
			continue
		}
		if found != "" {
			return "" // such as "default", which says nothing
		}
		found = s.ID
	}
	return found
}

func uses(s *provider.Sender, selector string) bool {
	for _, own := range s.DKIM.Selectors {
		if own == selector {
			return true
		}
	}
	for _, p := range s.DKIM.Patterns {
		if provider.Match(p, selector) {
			return true
		}
	}
	return false
}
