package message

// What the program says at a terminal.
var enCommand = table{
	"command.progress": {What: "{done} looked at ({broken} to fix, {failed} could not be looked at)"},
	"command.silent":   {What: "{resolver} did not answer; others were asked in its place."},
}
