package lookup

// Overlay answers as another resolver does, except for the records that were put over it: "what if I publish this?"
type Overlay struct {
	Base Resolver
	over map[Question]Answer
}

// Set puts records in the place of all that Base has for the question. Without records, the name is there, but holds
// none of that type.
func (o *Overlay) Set(q Question, records ...Record) {
	if o.over == nil {
		o.over = make(map[Question]Answer)
	}
	a := Answer{Question: q, Status: NoData}
	if len(records) > 0 {
		a.Status, a.Records = Found, records
	}
	o.over[q] = a
}

// SetTexts is Set for TXT records that hold these texts.
func (o *Overlay) SetTexts(name string, texts ...string) {
	records := make([]Record, len(texts))
	for i, t := range texts {
		records[i] = Record{Strings: []string{t}}
	}
	o.Set(Ask(name, TXT), records...)
}

// Lookup answers from the overlay, or asks Base.
func (o *Overlay) Lookup(q Question) Answer {
	if a, ok := o.over[q]; ok {
		return a
	}
	return o.Base.Lookup(q)
}
