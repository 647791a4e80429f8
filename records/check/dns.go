package check

import (
	"sort"
	"strconv"
	"strings"

	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/lookup"
	"todoku/records/provider"
)

var (
	noDomain      = Rules.Add("dns.no-such-domain", finding.Error, "RFC 8020 §2")
	wildcard      = Rules.Add("dns.wildcard", finding.Info, "RFC 4592 §2.1.1")
	serversDiffer = Rules.Add("dns.servers-differ", finding.Error, "RFC 1034 §4.3.5")
	serverSilent  = Rules.Add("dns.server-no-answer", finding.Warning, "RFC 2182 §5")
	serverPrivate = Rules.Add("dns.server-private-address", finding.Warning, "RFC 6890 §2.2.2")
	otherPanel    = Rules.Add("place.other-panel", finding.Error, "RFC 1034 §4.2.2")
	lookAlike     = Rules.Add("place.look-alike-panel", finding.Error, "RFC 1034 §4.2.2")
	unknownPanel  = Rules.Add("place.not-the-name-servers", finding.Warning, "RFC 1034 §4.2.2")
)

// dns finds the zone and its name servers.
func (c *checker) dns() {
	t := Topic{ID: "dns"}
	soa := c.ask(c.req.Domain, lookup.SOA)
	switch {
	case t.failed(soa):
		t.State = Unknown
	case soa.Status == lookup.NoName:
		t.State = Absent
		t.Findings = append(t.Findings, noDomain.New("domain", c.req.Domain).On(c.req.Domain, ""))
	case soa.Zone != "" && domain.Under(c.req.Domain, soa.Zone):
		c.out.Zone = soa.Zone
	}
	ns := c.ask(c.out.Zone, lookup.NS)
	if !t.failed(ns) {
		c.out.NameServers = hosts(ns)
		for _, p := range provider.PanelsFor(c.out.NameServers) {
			c.out.Panels = append(c.out.Panels, p.ID)
		}
		t.Records = published(ns, c.out.NameServers...)
		c.panel(&t)
	}
	c.wildcard(&t)
	c.servers(&t)
	c.finish(t)
}

// lookAlikes are panels of one provider that people take for each other.
var lookAlikes = [][]string{
	{"xserver-server-panel", "xserver-domain-dns", "wpx-dns"},
	{"sakura-domain", "sakura-cloud-dns"},
	{"onamae-dns", "onamae-rs-dns"},
	{"muumuu-dns", "lolipop-ns", "heteml-ns"},
}

// panel compares the name servers with the panel in which the owner types. Its arguments "named" and "right" are IDs of
// panels.
func (c *checker) panel(t *Topic) {
	named, known := provider.PanelByID(c.req.Panel)
	if !known || len(named.NS) == 0 || len(c.out.NameServers) == 0 || contains(c.out.Panels, named.ID) {
		return
	}
	servers := strings.Join(c.out.NameServers, ", ")
	if len(c.out.Panels) == 0 {
		t.find(c.out.Zone, "", unknownPanel.New("named", named.ID, "servers", servers))
		return
	}
	right := c.out.Panels[0]
	rule := otherPanel
	for _, group := range lookAlikes {
		if contains(group, named.ID) && contains(group, right) {
			rule = lookAlike
		}
	}
	t.find(c.out.Zone, "", rule.New("named", named.ID, "right", right, "servers", servers))
}

// wildcard finds what a name that nobody has published answers with.
func (c *checker) wildcard(t *Topic) {
	if c.req.Probe == "" {
		return
	}
	a := c.ask(c.req.Probe+"."+c.req.Domain, lookup.TXT)
	c.everywhere = a.Texts()
	if len(c.everywhere) > 0 {
		name, text := "*."+c.req.Domain, c.everywhere[0]
		t.find(name, text, wildcard.New("text", text))
	}
}

// servers compares what the name servers of the zone say, each asked by itself.
func (c *checker) servers(t *Topic) {
	var silent []string
	said := map[lookup.Question]map[string][]string{} // what is said, and by whom
	var questions []lookup.Question
	for _, s := range c.req.Evidence.Sightings {
		switch {
		case s.Kind != lookup.FromNameServer:
		case !s.Answer.OK():
			if !contains(silent, s.Source) {
				silent = append(silent, s.Source)
				c.silentServer(t, s)
			}
		default:
			q := s.Answer.Question
			if said[q] == nil {
				said[q] = map[string][]string{}
				questions = append(questions, q)
			}
			data := strings.Join(sortedData(s.Answer), "\n")
			said[q][data] = append(said[q][data], s.Source)
		}
	}
	for _, q := range questions {
		if len(said[q]) < 2 {
			continue
		}
		var sides []string
		for _, servers := range said[q] {
			sides = append(sides, strings.Join(servers, ", "))
		}
		sortTexts(sides)
		t.find(q.Name, "", serversDiffer.New("type", q.Type.String(), "servers", strings.Join(sides, " / "), "count", strconv.Itoa(len(sides))))
	}
}

// silentServer says why a name server gave no answer, unless it was not asked.
func (c *checker) silentServer(t *Topic, s lookup.Sighting) {
	switch s.Answer.Failure {
	case lookup.OverBudget, lookup.NotAsked:
	case lookup.PrivateAddress:
		t.find(s.Source, "", serverPrivate.New("server", s.Source))
	default:
		t.find(s.Source, "", serverSilent.New("server", s.Source))
	}
}

// sortedData is what an answer says, whatever the order of its records.
func sortedData(a lookup.Answer) []string {
	var list []string
	for _, r := range a.Records {
		list = append(list, dataOf(r, a.Type))
	}
	sortTexts(list)
	return list
}

// sortTexts is sort.Strings without the generic sort behind it, which is 20 kB of the program in the browser.
func sortTexts(texts []string) { sort.Slice(texts, func(i, j int) bool { return texts[i] < texts[j] }) }

// dataOf writes the data of a record as a plan does.
func dataOf(r lookup.Record, t lookup.Type) string {
	switch t {
	case lookup.TXT, lookup.SPF:
		return r.Text()
	case lookup.MX:
		return strconv.Itoa(int(r.Preference)) + " " + r.Host + "."
	case lookup.A, lookup.AAAA:
		return r.Address.String()
	case lookup.NS, lookup.CNAME, lookup.PTR:
		return r.Host
	}
	return r.Data
}
