package lookup

// Budget passes on a limited number of questions; the rest fail with OverBudget. It is not safe for use by several
// goroutines.
type Budget struct {
	Resolver Resolver
	// Left is how many questions may still be asked.
	Left int
}

// Lookup asks if the budget allows it.
func (b *Budget) Lookup(q Question) Answer {
	if b.Left <= 0 {
		return q.Failure(OverBudget)
	}
	b.Left--
	return b.Resolver.Lookup(q)
}

// LookupAll asks the first questions that the budget allows.
func (b *Budget) LookupAll(questions []Question) []Answer {
	n := min(max(b.Left, 0), len(questions))
	b.Left -= n
	answers := append(make([]Answer, 0, len(questions)), All(b.Resolver, questions[:n])...)
	for _, q := range questions[n:] {
		answers = append(answers, q.Failure(OverBudget))
	}
	return answers
}
