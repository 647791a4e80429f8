package export

import (
	"strconv"
	"strings"

	"todoku/records/lookup"
	"todoku/records/plan"
)

// cloudflareJSON writes the body of POST /zones/{zone_id}/dns_records/batch. Cloudflare changes and deletes by the ID of
// a record, which only the owner of the zone can look up. A placeholder stands for it: the batch is carried out as a
// whole or not at all, so that a forgotten one changes nothing.
func cloudflareJSON(w *writer) File {
	var deletes, puts, posts []string
	var placeholders []Placeholder
	for _, c := range w.changes {
		id := ""
		if c.Old != "" {
			id = "RECORD-ID-" + strconv.Itoa(len(placeholders)+1)
			placeholders = append(placeholders, Placeholder{id, c})
		}
		priority, content := cloudflareContent(c.Type, c.Value)
		body := `"name": ` + quoted(escape(c.Name)) + `, "type": ` + quoted(c.Type.String()) + `, "content": ` +
			quoted(content) + `, "ttl": ` + strconv.Itoa(TTL)
		if priority != "" {
			body += `, "priority": ` + priority
		}
		if c.Type == lookup.CNAME { // mail cannot follow a name that Cloudflare answers in the place of its target
			body += `, "proxied": false`
		}
		switch c.Action {
		case plan.Delete:
			deletes = append(deletes, `{"id": `+quoted(id)+`}`)
		case plan.Replace:
			puts = append(puts, `{"id": `+quoted(id)+`, `+body+`}`)
		default:
			posts = append(posts, `{`+body+`}`)
		}
	}
	var parts []string
	for i, list := range [][]string{deletes, puts, posts} {
		if len(list) > 0 {
			parts = append(parts, `  "`+[]string{"deletes", "puts", "posts"}[i]+"\": [\n    "+strings.Join(list, ",\n    ")+"\n  ]")
		}
	}
	w.WriteString("{\n" + strings.Join(parts, ",\n") + "\n}\n")
	w.note("export.cloudflare-json")
	file := w.file(".cloudflare.json", "application/json")
	file.Placeholders = placeholders
	return file
}

// route53JSON writes a change batch for "aws route53 change-resource-record-sets". A set is written whole; one of which
// nothing is left is deleted, which Route 53 does only where every value and the TTL are as they stand there.
func route53JSON(w *writer) File {
	var changes []string
	for _, s := range w.sets(octalStrings) {
		action, values, ttl := "UPSERT", s.values, uint32(TTL)
		if len(values) == 0 {
			action, values, ttl = "DELETE", s.before, s.ttl
			if len(values) == 0 {
				values = []string{data(s.typ, s.changes[0].Old, octalStrings)}
			}
			w.note("export.route53-delete", "name", s.name)
		}
		lines := make([]string, len(values))
		for i, v := range values {
			lines[i] = `          {"Value": ` + quoted(v) + `}`
		}
		changes = append(changes, `    {"Action": "`+action+`", "ResourceRecordSet": {"Name": `+quoted(host(s.name))+`, "Type": `+
			quoted(s.typ.String())+`, "TTL": `+strconv.Itoa(int(ttl))+", \"ResourceRecords\": [\n"+strings.Join(lines, ",\n")+"\n      ]}}")
	}
	w.WriteString("{\n  \"Changes\": [\n" + strings.Join(changes, ",\n") + "\n  ]\n}\n")
	w.note("export.route53-json")
	return w.file(".route53.json", "application/json")
}

func octalStrings(parts []string) string { return octal(parts, " ") }
