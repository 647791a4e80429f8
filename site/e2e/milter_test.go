package e2e

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"
)

// mail is a message as a mail server hands it to whoever signs it.
type mail struct {
	from, to string
	header   [][2]string
	body     string
}

// testMail is a newsletter, whose headers for unsubscribing must be signed too (RFC 8058 §3.1).
var testMail = mail{
	from: "info@example.jp", to: "you@other.test",
	header: [][2]string{
		{"From", "Example <info@example.jp>"},
		{"To", "you@other.test"},
		{"Subject", "=?UTF-8?B?44GK55+l44KJ44Gb?="},
		{"Date", "Sat, 28 Nov 2026 09:00:00 +0900"},
		{"Message-ID", "<1@example.jp>"},
		{"MIME-Version", "1.0"},
		{"Content-Type", "text/plain; charset=utf-8"},
		{"Content-Transfer-Encoding", "8bit"},
		{"List-Unsubscribe", "<https://example.jp/u/1>"},
		{"List-Unsubscribe-Post", "List-Unsubscribe=One-Click"},
	},
	body: "こんにちは。\r\n\r\n--  \r\nexample.jp\r\n",
}

// text is the message with lines that end in CRLF.
func (m mail) text() string {
	var b strings.Builder
	for _, h := range m.header {
		b.WriteString(h[0] + ": " + h[1] + "\r\n")
	}
	return b.String() + "\r\n" + m.body
}

// at is the same message, sent from another domain.
func (m mail) at(domain string) mail {
	move := func(text string) string { return strings.ReplaceAll(text, "example.jp", domain) }
	moved := mail{from: move(m.from), to: m.to, body: move(m.body)}
	for _, h := range m.header {
		moved.header = append(moved.header, [2]string{h[0], move(h[1])})
	}
	return moved
}

// throughMilter hands a message to a milter as Postfix does, and returns it with the headers that the milter adds.
func throughMilter(t *testing.T, address string, m mail) string {
	t.Helper()
	conn, err := net.DialTimeout("tcp", address, 5*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(20 * time.Second))
	c := &milter{t: t, conn: conn}
	// Version 6 of the protocol, all actions, and whatever a milter may leave out: commands, and answers to them.
	offer := binary.BigEndian.AppendUint32(nil, 6)
	offer = binary.BigEndian.AppendUint32(offer, 0x3f)
	offer = binary.BigEndian.AppendUint32(offer, 0xff3ff)
	c.send('O', string(offer))
	command, data := c.receive()
	if command != 'O' || len(data) < 12 {
		t.Fatalf("the milter negotiates %c %x", command, data)
	}
	c.skips = binary.BigEndian.Uint32(data[8:])
	c.macros('C', "j", "mail.example.jp", "{daemon_name}", "smtpd", "v", "Postfix")
	c.step(0x01, 0x1000, 'C', "localhost\x004\x30\x39127.0.0.1\x00")
	c.step(0x02, 0x2000, 'H', "localhost\x00")
	c.macros('M', "i", "4TEST", "{mail_addr}", m.from)
	c.step(0x04, 0x4000, 'M', "<"+m.from+">\x00")
	c.step(0x08, 0x8000, 'R', "<"+m.to+">\x00")
	for _, h := range m.header {
		c.step(0x20, 0x80, 'L', h[0]+"\x00"+h[1]+"\x00")
	}
	c.step(0x40, 0x40000, 'N', "")
	c.step(0x10, 0x80000, 'B', m.body)
	c.send('E', "")
	added := ""
	for {
		command, data := c.receive()
		switch command {
		case 'h', 'i':
			if command == 'i' {
				data = data[4:]
			}
			parts := strings.SplitN(string(data), "\x00", 3)
			value := strings.ReplaceAll(strings.ReplaceAll(parts[1], "\r\n", "\n"), "\n", "\r\n")
			added += parts[0] + ": " + strings.TrimLeft(value, " ") + "\r\n"
		case 'm', 'p': // a header is changed, or there is more to come
		case 'c', 'a':
			return added + m.text()
		default:
			t.Fatalf("the milter answers %c %q", command, data)
		}
	}
}

type milter struct {
	t     *testing.T
	conn  net.Conn
	skips uint32
}

func (c *milter) send(command byte, data string) {
	packet := binary.BigEndian.AppendUint32(nil, uint32(len(data)+1))
	packet = append(append(packet, command), data...)
	if _, err := c.conn.Write(packet); err != nil {
		c.t.Fatal(err)
	}
}

func (c *milter) receive() (command byte, data []byte) {
	c.t.Helper()
	var size [4]byte
	if _, err := io.ReadFull(c.conn, size[:]); err != nil {
		c.t.Fatalf("the milter hangs up: %v", err)
	}
	packet := make([]byte, binary.BigEndian.Uint32(size[:]))
	if _, err := io.ReadFull(c.conn, packet); err != nil {
		c.t.Fatal(err)
	}
	return packet[0], packet[1:]
}

func (c *milter) macros(command byte, pairs ...string) {
	c.send('D', string(command)+strings.Join(pairs, "\x00")+"\x00")
}

// step sends a command, unless the milter has asked to leave it out, and waits for the answer, unless it leaves that out.
func (c *milter) step(noCommand, noAnswer uint32, command byte, data string) {
	c.t.Helper()
	if c.skips&noCommand != 0 {
		return
	}
	c.send(command, data)
	if c.skips&noAnswer != 0 {
		return
	}
	if answer, rest := c.receive(); answer != 'c' && answer != 's' {
		c.t.Fatalf("the milter answers %c %q to %c", answer, rest, command)
	}
}

// sink is a mail server that takes one message.
func sink(t *testing.T, address string) <-chan string {
	t.Helper()
	l, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	got := make(chan string, 1)
	go func() {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		conn.SetDeadline(time.Now().Add(20 * time.Second))
		var message bytes.Buffer
		fmt.Fprint(conn, "220 sink\r\n")
		inData := false
		buffer, line := make([]byte, 1), ""
		for {
			if _, err := conn.Read(buffer); err != nil {
				return
			}
			line += string(buffer)
			if !strings.HasSuffix(line, "\r\n") {
				continue
			}
			switch {
			case inData && line == ".\r\n":
				inData = false
				got <- message.String()
				fmt.Fprint(conn, "250 taken\r\n")
			case inData:
				message.WriteString(strings.TrimPrefix(line, "."))
			case strings.HasPrefix(line, "DATA"):
				inData = true
				fmt.Fprint(conn, "354 go on\r\n")
			case strings.HasPrefix(line, "QUIT"):
				fmt.Fprint(conn, "221 bye\r\n")
				return
			default:
				fmt.Fprint(conn, "250 fine\r\n")
			}
			line = ""
		}
	}()
	return got
}
