package provider

import "slices"

// Panels are all panels of the catalogue. The last is for users whose panel is not there; it knows nothing.
var Panels = slices.Concat(japan, world, []Panel{{
	ID: "other", Name: Name{"その他・わからない", "Other or unknown"}, Search: "そのた わからない 不明 other unknown",
	Source: unknown,
}})
