package provider

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

// collected is the part of the collection of facts that says what there is.
type collected struct {
	Senders []struct {
		Slug string
		SPF  struct {
			Mechanisms []string
			Mode       string
			Confidence string
		}
		DKIM struct {
			Selectors  []string
			Confidence string
		}
	}
	Panels []struct {
		Slug, Where string
		NS          []string
		Limits      []string
		Confidence  string
	}
}

// readCollected reads the collection that lies beside the checkout of those who have it.
func readCollected(t *testing.T) collected {
	t.Helper()
	var c collected
	for _, dir := range []string{"../../../shared", "../../../../shared"} {
		data, err := os.ReadFile(dir + "/providers.json")
		if err != nil {
			continue
		}
		if err := json.Unmarshal(data, &c); err != nil {
			t.Fatal(err)
		}
		return c
	}
	t.Skip("the collection of facts about providers is not beside this checkout")
	return c
}

// Every sender and panel of the collection of which anything is known stands in the catalogue, with its values.
func TestCatalogueIsComplete(t *testing.T) {
	c := readCollected(t)
	elsewhere := map[string]string{ // sold under another name, or run on the same servers
		"sendgrid-kke": "sendgrid", "onamae-mail": "onamae-rs", "shin-rental-server": "wpx", "xrea": "coreserver-v1",
		"dnsv-jp": "onamae-dns",
	}
	nothing := []string{ // nothing is known of how they send, not even that they send as the customer
		"cybozu-mailwise", "garoon-onpremise", "ec-cube-cloud", "wordpress-com", "peraichi", "lstep", "note", "gov-systems", "zoho-dns",
	}
	for _, want := range c.Senders {
		id := want.Slug
		if elsewhere[id] != "" {
			id = elsewhere[id]
		}
		s, found := SenderByID(id)
		if !found {
			if !slices.Contains(nothing, id) || want.SPF.Confidence != "unknown" || want.DKIM.Confidence != "unknown" {
				t.Errorf("sender %s is missing", id)
			}
			continue
		}
		if want.SPF.Confidence == "unknown" {
			continue
		}
		for _, m := range want.SPF.Mechanisms {
			if strings.HasPrefix(m, "include:") && !strings.ContainsAny(m, "<") && !slices.Contains(append(s.SPF.Terms, s.SPF.Known...), m) {
				t.Errorf("%s: %s is missing", id, m)
			}
		}
		for _, selector := range want.DKIM.Selectors {
			if want.DKIM.Confidence != "unknown" && !s.DKIM.Has(selector) {
				t.Errorf("%s: selector %s is missing", id, selector)
			}
		}
	}
	for _, want := range c.Panels {
		id := want.Slug
		if elsewhere[id] != "" {
			id = elsewhere[id]
		}
		p, found := PanelByID(id)
		if !found {
			if !slices.Contains(nothing, id) || want.Confidence != "unknown" {
				t.Errorf("panel %s is missing", id)
			}
			continue
		}
		for _, ns := range want.NS {
			if !strings.ContainsAny(ns, "<. ") || strings.Contains(ns, "<") || strings.Contains(ns, " ") || strings.Contains(ns, "*") {
				continue
			}
			if !matchesAny(p.NS, []string{ns}) {
				t.Errorf("%s: name server %s is missing", id, ns)
			}
		}
	}
}
