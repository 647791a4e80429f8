package records

import (
	"embed"
	"slices"

	"todoku/records/aggregate"
	"todoku/records/bimi"
	"todoku/records/bounce"
	"todoku/records/check"
	"todoku/records/dkim"
	"todoku/records/dmarc"
	"todoku/records/domain"
	"todoku/records/finding"
	"todoku/records/header"
	"todoku/records/input"
	"todoku/records/mtasts"
	"todoku/records/mx"
	"todoku/records/share"
	"todoku/records/signature"
	"todoku/records/spf"
	"todoku/records/tag"
	"todoku/records/tlsa"
	"todoku/records/tlsrpt"
	"todoku/records/txt"
	"todoku/records/unsubscribe"
	"todoku/records/warmup"
	"todoku/records/zoneimport"
)

// Rules is the catalogue of the whole library: everything that can be found.
func Rules() finding.Rules {
	return slices.Concat(
		txt.Rules,
		domain.Rules,
		input.Rules,
		spf.Rules,
		dmarc.Rules,
		dkim.Rules,
		check.Rules,
		zoneimport.Rules,
		share.Rules,
		aggregate.Rules,
		warmup.Rules,
		tag.Rules,
		mtasts.Rules,
		tlsrpt.Rules,
		bimi.Rules,
		tlsa.Rules,
		mx.Rules,
		bounce.Rules,
		unsubscribe.Rules,
		signature.Rules,
		header.Rules,
	)
}

// Examples are the examples of the packages: what their tests hold them to, and what the pages about rules show.
//
//go:embed */testdata/*.txt check/testdata/*.txtar
var Examples embed.FS

// Judge is a file of vectors (see package vector) and what judges its texts.
type Judge struct {
	Path  string // in Examples
	Space string // of codes without one
	Lint  func(text string) []finding.Finding
}

// Judges lists the files of vectors.
var Judges = []Judge{
	{"spf/testdata/lint.txt", "spf", func(s string) []finding.Finding { return spf.Lint(spf.Parse(s)) }},
	{"dmarc/testdata/lint.txt", "dmarc", func(s string) []finding.Finding { return dmarc.Lint(dmarc.Parse(s)) }},
	{"dkim/testdata/lint.txt", "dkim", func(s string) []finding.Finding { return dkim.Lint(dkim.Parse(s)) }},
	{"mtasts/testdata/lint.txt", "mtasts", func(s string) []finding.Finding { return mtasts.Lint(mtasts.Parse(s)) }},
	{"mtasts/testdata/policy.txt", "mtasts", func(s string) []finding.Finding { return mtasts.LintPolicy(mtasts.ParsePolicy(s)) }},
	{"tlsrpt/testdata/lint.txt", "tlsrpt", func(s string) []finding.Finding { return tlsrpt.Lint(tlsrpt.Parse(s)) }},
	{"bimi/testdata/lint.txt", "bimi", func(s string) []finding.Finding { return bimi.Lint(bimi.Parse(s)) }},
	{"bimi/testdata/logo.txt", "bimi", bimi.LintLogo},
	{"tlsa/testdata/lint.txt", "tlsa", func(s string) []finding.Finding { return tlsa.Lint(tlsa.Parse(s)) }},
	{"mx/testdata/lint.txt", "mx", func(s string) []finding.Finding { return mx.Lint(mx.Parse(s)) }},
	{"unsubscribe/testdata/lint.txt", "unsubscribe", func(s string) []finding.Finding { return unsubscribe.Lint(unsubscribe.Parse(s)) }},
	{"unsubscribe/testdata/signed.txt", "unsubscribe", unsubscribe.LintSigned},
	{"domain/testdata/names.txt", "domain", func(s string) []finding.Finding {
		_, problem := domain.Parse(s)
		return one(problem)
	}},
	{"input/testdata/domains.txt", "input", func(s string) []finding.Finding {
		_, repairs, problem := input.Domain(s)
		return append(repairs, one(problem)...)
	}},
	{"input/testdata/hosts.txt", "input", func(s string) []finding.Finding {
		_, problem := input.Host(s)
		return one(problem)
	}},
	{"input/testdata/selectors.txt", "input", func(s string) []finding.Finding {
		_, problem := input.Selector(s)
		return one(problem)
	}},
	{"input/testdata/addresses.txt", "input", func(s string) []finding.Finding {
		_, problems := input.Addresses(s)
		return problems
	}},
	{"input/testdata/mailboxes.txt", "input", func(s string) []finding.Finding {
		_, problems := input.Mailboxes(s)
		return problems
	}},
	{"dkim/testdata/selectors.txt", "dkim", func(s string) []finding.Finding { return dkim.LintSelector(s, "example.jp") }},
	{"tlsa/testdata/pasted.txt", "tlsa", func(s string) []finding.Finding {
		_, problem := tlsa.Pin(s, func([]byte) (digest [32]byte) { return })
		return one(problem)
	}},
}

func one(problem *finding.Finding) []finding.Finding {
	if problem == nil {
		return nil
	}
	return []finding.Finding{*problem}
}
