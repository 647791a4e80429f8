package der

import (
	"bytes"
	"testing"
)

func TestWrap(t *testing.T) {
	for _, n := range []int{0, 1, 127, 128, 255, 256, 65535} {
		content := bytes.Repeat([]byte{7}, n)
		element := append(Wrap(OctetString, content), 9)
		got, rest, ok := Element(element, OctetString)
		if !ok || !bytes.Equal(got, content) || !bytes.Equal(rest, []byte{9}) || !bytes.Equal(Skip(element), rest) {
			t.Errorf("%d octets do not come back", n)
		}
		if cut, ok := Enter(element[:len(element)-2], OctetString); n > 0 && (!ok || len(cut) != n-1) {
			t.Errorf("%d octets that were cut: %d", n, len(cut))
		}
		if _, _, ok := Element(element[:len(element)-2], OctetString); n > 0 && ok {
			t.Errorf("%d octets that were cut are whole", n)
		}
		if _, _, ok := Element(element, Integer); ok {
			t.Error("an element of another tag")
		}
	}
}

func TestBlock(t *testing.T) {
	const text = "x\n-----BEGIN EC PARAMETERS-----\nAA==\n-----END EC PARAMETERS-----\n-----BEGIN A-----\nBB==\n-----END A-----\n"
	for _, test := range []struct {
		text  string
		skip  []string
		label string
		body  string
	}{
		{text, nil, "EC PARAMETERS", "\nAA==\n"}, {text, []string{"EC PARAMETERS"}, "A", "\nBB==\n"}, {"AA==", nil, "", "AA=="},
		{"-----BEGIN A-----BB==-----END A-----", nil, "A", "BB=="}, {"-----BEGIN A", nil, "A", ""},
	} {
		if label, body := Block(test.text, test.skip...); label != test.label || body != test.body {
			t.Errorf("%q: %q %q", test.text, label, body)
		}
	}
}
