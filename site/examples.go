package main

import (
	"encoding/json"
	"fmt"
	"path"
	"strconv"
	"strings"

	"golang.org/x/tools/txtar"

	"todoku/records"
	"todoku/records/check"
	"todoku/records/finding"
	"todoku/records/lookup"
	"todoku/records/vector"
)

// example shows a rule: a text in which it is found, and all that is found there.
type example struct {
	Name  string // where the text stands in DNS; empty where it was not taken from there
	Text  string
	Fix   string // the text as it should be, where that is certain
	Of    finding.Finding
	Found []finding.Finding
}

// better reports whether e shows its rule more clearly than other: with a correction, and with less beside it. Of equals
// the first is taken, so that the authors of the examples choose.
func (e example) better(other example) bool {
	if (e.Text == "") != (other.Text == "") {
		return e.Text != ""
	}
	if (e.Fix == "") != (other.Fix == "") {
		return e.Fix != ""
	}
	return len(e.Found) < len(other.Found)
}

// examples finds the clearest example of each rule among those that the tests hold the library to.
func examples() (map[string]example, error) {
	all := map[string]example{}
	add := func(e example) {
		for _, f := range e.Found {
			e.Of, e.Fix = f, f.Fix
			if old, known := all[f.Code]; !known || e.better(old) {
				all[f.Code] = e
			}
		}
	}
	for _, j := range records.Judges {
		file, err := records.Examples.ReadFile(j.Path)
		if err != nil {
			return nil, err
		}
		vectors, _ := vector.Parse(string(file), j.Space)
		for _, v := range vectors {
			add(example{Text: v.Text, Found: j.Lint(v.Text)})
		}
	}
	if err := domains(add); err != nil {
		return nil, err
	}
	return all, replies(add)
}

// domains adds what is found in the whole domains that package check is tested with.
func domains(add func(example)) error {
	entries, err := records.Examples.ReadDir("check/testdata")
	if err != nil {
		return err
	}
	for _, entry := range entries {
		file, err := records.Examples.ReadFile(path.Join("check/testdata", entry.Name()))
		if err != nil {
			return err
		}
		report, err := look(txtar.Parse(file))
		if err != nil {
			return fmt.Errorf("%s: %w", entry.Name(), err)
		}
		var found []finding.Finding
		for _, t := range report.Topics {
			found = append(found, t.Findings...)
		}
		for _, v := range report.Planned {
			found = append(found, v.Findings...)
		}
		for _, f := range found {
			add(example{Name: f.Name, Text: f.Text, Found: []finding.Finding{f}})
		}
	}
	return nil
}

// look checks the domain of a test case: its zone, and the request and the policy file where they are there.
func look(archive *txtar.Archive) (check.Report, error) {
	request := check.Request{Domain: "example.jp", Probe: "q7x2m9"}
	world := signed{}
	for _, f := range archive.Files {
		switch f.Name {
		case "request":
			if err := json.Unmarshal(f.Data, &request); err != nil {
				return check.Report{}, err
			}
		case "secure":
			world.secure = true
		case "policy":
			head, body, _ := strings.Cut(string(f.Data), "\n")
			status, media, _ := strings.Cut(head, " ")
			if n, err := strconv.Atoi(status); err == nil {
				request.Evidence.Policy = &check.PolicyFile{Status: n, ContentType: media, Body: body}
			}
		case "zone":
			zone, err := lookup.ParseZone(string(f.Data))
			if err != nil {
				return check.Report{}, err
			}
			world.Zone = zone
		}
	}
	if world.Zone == nil {
		return check.Report{}, nil
	}
	return check.Run(world, request), nil
}

// signed is a zone that is signed, or not.
type signed struct {
	*lookup.Zone
	secure bool
}

func (s signed) Lookup(q lookup.Question) lookup.Answer {
	a := s.Zone.Lookup(q)
	a.Secure = s.secure && a.OK()
	return a
}

// replies adds the answers of mail servers that package bounce is tested with: "row | receiver | lasting | cause | text".
func replies(add func(example)) error {
	file, err := records.Examples.ReadFile("bounce/testdata/replies.txt")
	if err != nil {
		return err
	}
	rules := map[string]finding.Rule{}
	for _, r := range records.Rules() {
		rules[r.Code] = r
	}
	for _, line := range strings.Split(string(file), "\n") {
		fields := strings.SplitN(line, " | ", 5)
		if len(fields) < 5 {
			continue
		}
		if r, known := rules[fields[3]]; known {
			add(example{Text: fields[4], Found: []finding.Finding{r.New()}})
		}
	}
	return nil
}
