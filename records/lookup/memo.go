package lookup

// Memo keeps answers. A question that it has no answer to fails with NotAsked and is noted, so that code can run as
// if every answer were known, and run again when the missing ones have come.
//
// The zero Memo is ready to use. It is not safe for use by several goroutines.
type Memo struct {
	answers map[Question]Answer
	order   []Question
	missing []Question
}

// Put keeps an answer, in the place of an earlier one to the same question.
func (m *Memo) Put(answers ...Answer) {
	if m.answers == nil {
		m.answers = make(map[Question]Answer)
	}
	for _, a := range answers {
		if _, known := m.answers[a.Question]; !known {
			m.order = append(m.order, a.Question)
		}
		m.answers[a.Question] = a
	}
}

// DropFailed forgets the questions that could not be answered, so that they are asked again.
func (m *Memo) DropFailed() {
	kept := m.order[:0]
	for _, q := range m.order {
		if m.answers[q].OK() {
			kept = append(kept, q)
		} else {
			delete(m.answers, q)
		}
	}
	m.order = kept
}

// Lookup returns the kept answer.
func (m *Memo) Lookup(q Question) Answer {
	if a, known := m.answers[q]; known {
		return a
	}
	for _, noted := range m.missing {
		if noted == q {
			return q.Failure(NotAsked)
		}
	}
	m.missing = append(m.missing, q)
	return q.Failure(NotAsked)
}

// Missing returns the questions that had no answer since the last call.
func (m *Memo) Missing() []Question {
	q := m.missing
	m.missing = nil
	return q
}

// Answers returns what is kept, in the order in which it came.
func (m *Memo) Answers() []Answer {
	list := make([]Answer, len(m.order))
	for i, q := range m.order {
		list[i] = m.answers[q]
	}
	return list
}

// Gather runs f over m again and again, and between the runs asks source in one batch for what was missing, until
// nothing is. The last run of f has seen every answer. It ends because source answers each question, if only with a
// failure; a Budget bounds how far f can lead it.
func (m *Memo) Gather(source Resolver, f func(Resolver)) {
	for {
		f(m)
		missing := m.Missing()
		if len(missing) == 0 {
			return
		}
		m.Put(All(source, missing)...)
	}
}
