package export

import (
	"strconv"
	"strings"

	"todoku/records/lookup"
	"todoku/records/txt"
)

// terraformCloudflare writes one resource of Cloudflare's provider (version 5) for each record. Cloudflare wants the
// content of a TXT record as quoted strings of at most 255 octets.
func terraformCloudflare(w *writer) File {
	w.variable()
	labels := map[string]bool{}
	for _, c := range w.changes {
		w.WriteByte('\n')
		w.was("#", c)
		if c.Value == "" {
			continue
		}
		w.resource("cloudflare_dns_record", label(labels, c.Topic, c.Name))
		priority, content := cloudflareContent(c.Type, c.Value)
		pairs := []string{"zone_id", "var.zone_id", "name", hclString(escape(c.Name)), "type", hclString(c.Type.String()), "content", hclString(content),
			"ttl", strconv.Itoa(TTL)}
		if priority != "" {
			pairs = append(pairs, "priority", priority)
		}
		if c.Type == lookup.CNAME { // mail cannot follow a name that Cloudflare answers in the place of its target
			pairs = append(pairs, "proxied", "false")
		}
		w.attributes(pairs...)
		w.WriteString("}\n")
	}
	w.note("export.terraform-cloudflare")
	return w.file(".cloudflare.tf", "text/plain")
}

// terraformRoute53 writes one resource for each set. The provider puts the outer quotation marks of a TXT value itself,
// so that only those between two strings are written.
func terraformRoute53(w *writer) File {
	w.variable()
	labels := map[string]bool{}
	for _, s := range w.sets(route53Strings) {
		w.WriteByte('\n')
		w.was("#", s.changes...)
		if len(s.values) == 0 {
			continue
		}
		w.resource("aws_route53_record", label(labels, s.changes[0].Topic, s.name))
		lines := make([]string, len(s.values))
		for i, v := range s.values {
			if s.typ == lookup.TXT {
				v = strings.TrimSuffix(strings.TrimPrefix(v, `"`), `"`)
			}
			lines[i] = "    " + hclString(v) + ",\n"
		}
		w.attributes("zone_id", "var.zone_id", "name", hclString(escape(s.name)), "type", hclString(s.typ.String()), "ttl", strconv.Itoa(TTL),
			"allow_overwrite", "true", "records", "[\n"+strings.Join(lines, "")+"  ]")
		w.WriteString("}\n")
	}
	w.note("export.terraform-route53")
	return w.file(".route53.tf", "text/plain")
}

func route53Strings(parts []string) string { return octal(parts, "") }

func (w *writer) variable() {
	w.WriteString("variable \"zone_id\" {\n  type = string\n}\n")
}

func (w *writer) resource(kind, label string) {
	w.WriteString("resource " + hclString(kind) + " " + hclString(label) + " {\n")
}

// attributes writes names and values in columns, as "terraform fmt" does. A value of several lines stands by itself.
func (w *writer) attributes(pairs ...string) {
	width := 0
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(pairs[i+1], "\n") {
			width = max(width, len(pairs[i]))
		}
	}
	for i := 0; i < len(pairs); i += 2 {
		name := pairs[i]
		if !strings.Contains(pairs[i+1], "\n") {
			name += strings.Repeat(" ", width-len(name))
		}
		w.WriteString("  " + name + " = " + pairs[i+1] + "\n")
	}
}

// label names a resource after its topic and its name, each once.
func label(taken map[string]bool, topic, name string) string {
	b := []byte(topic + "_" + name)
	for i, c := range b {
		if c |= 0x20; !('a' <= c && c <= 'z' || '0' <= c && c <= '9') {
			b[i] = '_'
		}
	}
	base := string(b)
	unique := base
	for n := 2; taken[unique]; n++ {
		unique = base + "_" + strconv.Itoa(n)
	}
	taken[unique] = true
	return unique
}

// hclString writes a string of HCL. "${" and "%{" would begin a template there; the second one is what macros of SPF look
// like.
func hclString(text string) string {
	return strings.NewReplacer("${", "$${", "%{", "%%{").Replace(quoted(text))
}

// cloudflareContent is the content of a record as Cloudflare stores it. The preference of an MX record is a number of
// its own there, priority.
func cloudflareContent(t lookup.Type, value string) (priority, content string) {
	if t == lookup.TXT {
		return "", txt.Quote(txt.Split(value))
	}
	content = data(t, value, txt.Quote)
	if t == lookup.MX {
		priority, content, _ = strings.Cut(content, " ")
	}
	if content != "." {
		content = strings.TrimSuffix(content, ".")
	}
	return priority, content
}
