package finding

// List collects what is found in one text, and remembers which findings a corrected text mends.
type List struct {
	Found  []Finding
	mended []int
	stuck  bool
}

// Add adds a finding that no correction mends. After an error of that kind it is not certain what was meant, and there
// is no correction at all.
func (l *List) Add(f Finding) {
	l.Found = append(l.Found, f)
	l.stuck = l.stuck || f.Severity == Error
}

// Mend adds a finding that the corrected text mends.
func (l *List) Mend(f Finding) {
	l.mended = append(l.mended, len(l.Found))
	l.Found = append(l.Found, f)
}

// Done returns the findings, those that are mended with the corrected text where it is certain and differs from text.
func (l *List) Done(text, corrected string) []Finding {
	if l.stuck || text == corrected {
		corrected = ""
	}
	for _, i := range l.mended {
		l.Found[i].Fix = corrected
	}
	return l.Found
}
