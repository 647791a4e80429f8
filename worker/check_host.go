//go:build !js

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"todoku/records/check"
	"todoku/records/finding"
	"todoku/records/input"
	"todoku/records/message"
)

// checks is the command "check": it looks at one domain after the other, several at a time, and writes what it finds in
// the order in which they were named. It holds no more than it has under way.
type checks struct {
	api      *api
	json     bool
	lang     message.Lang
	out      io.Writer
	progress io.Writer
}

// checksAtOnce is how many domains are looked at at a time.
const checksAtOnce = 24

// outcome is what came of one domain.
type outcome struct {
	text   []byte
	broken bool // it has a finding of severity error
	failed bool // it could not be looked at
}

// named is one of the domains to look at, or the error that ended them.
type named struct {
	name string
	err  error
}

// domains lists the arguments or, where there are none, the lines of a text but for empty ones and comments.
func domains(args []string, in io.Reader) iter.Seq[named] {
	return func(yield func(named) bool) {
		for _, arg := range args {
			if !yield(named{name: arg}) {
				return
			}
		}
		if len(args) > 0 {
			return
		}
		lines := bufio.NewScanner(in)
		for lines.Scan() {
			line, _, _ := strings.Cut(lines.Text(), "#")
			if line = strings.TrimSpace(line); line != "" && !yield(named{name: line}) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			yield(named{err: err})
		}
	}
}

var errNoDomain = errors.New("no domain was named: give them as arguments, or one on each line of the standard input")

// run looks at all domains and returns the exit status.
func (c *checks) run(ctx context.Context, list iter.Seq[named]) (status int, err error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	queue := make(chan chan outcome, checksAtOnce)
	var readErr error
	go func() {
		defer close(queue)
		for d := range list {
			if readErr = d.err; readErr != nil {
				return
			}
			result := make(chan outcome, 1)
			select {
			case queue <- result:
				go func() { result <- c.one(ctx, d.name) }()
			case <-ctx.Done():
				return
			}
		}
	}()
	var done, broken, failed int
	shown := time.Time{}
	for result := range queue {
		got := <-result
		if ctx.Err() != nil {
			break
		}
		if _, err := c.out.Write(got.text); err != nil {
			return exitFailed, err
		}
		done++
		if got.broken {
			broken++
		}
		if got.failed {
			failed++
		}
		if now := c.api.now(); now.Sub(shown) > 200*time.Millisecond {
			shown = now
			c.report("\r", done, broken, failed)
		}
	}
	switch {
	case ctx.Err() != nil:
		return exitFailed, ctx.Err()
	case readErr != nil:
		return exitFailed, readErr
	case done == 0:
		return exitFailed, errNoDomain
	}
	c.report("\r", done, broken, failed)
	fmt.Fprintln(c.progress)
	switch {
	case failed > 0:
		return exitFailed, nil
	case broken > 0:
		return exitFindings, nil
	}
	return exitGood, nil
}

// report writes the progress line.
func (c *checks) report(start string, done, broken, failed int) {
	line := message.Say(c.lang, "command.progress", map[string]string{"done": fmt.Sprint(done), "broken": fmt.Sprint(broken), "failed": fmt.Sprint(failed)})
	fmt.Fprint(c.progress, start, line.What)
}

// one looks at one domain.
func (c *checks) one(ctx context.Context, text string) outcome {
	name, _, f := input.Domain(text)
	if f != nil {
		return outcome{text: c.refused(text, f), failed: true}
	}
	report := c.api.report(ctx, check.Request{Domain: name})
	got := outcome{broken: report.Worst() == finding.Error, failed: len(report.Silent) == len(c.api.resolvers)}
	if c.json {
		got.text = append(encode(report), '\n')
	} else {
		got.text = []byte(c.readable(&report))
	}
	return got
}

// refused is what is written for a line that names no domain.
func (c *checks) refused(text string, f *finding.Finding) []byte {
	if c.json {
		return append(encode(struct {
			Version int      `json:"version"`
			Domain  string   `json:"domain"`
			Problem *problem `json:"problem"`
		}{check.Version, text, badName(f)}), '\n')
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", printable(text))
	c.sentence(&b, "severity.error", message.Of(c.lang, *f))
	return []byte(b.String())
}

// language is the language of a person by the environment, as POSIX has it.
func language(env func(string) string) message.Lang {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := env(name); value != "" {
			if strings.HasPrefix(value, "ja") {
				return message.Ja
			}
			return message.En
		}
	}
	return message.En
}
