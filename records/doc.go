// Package records is the library of Todoku: what a mail record means, how to build it, read it, judge it and look it up.
// It imports the standard library alone, and touches neither clock, randomness, environment nor network: those are
// passed in.
//
//	finding                                 the one diagnostic type
//	tag  txt  domain  input  lookup         know no protocol
//	spf  dmarc  dkim                        one kind of record each
//	provider                                senders and panels, as data
//	plan  check                             how all of it fits together
//	message                                 code and language to sentence
//
// Rules, Judges and Examples are the catalogue of what can be found, with examples.
//
// The tests of this package hold the house rules: who may import whom, that every code has its sentence, that sentences
// stand nowhere else.
package records
