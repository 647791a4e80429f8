package main

import "sync"

// flights joins work that is under way already: who asks for the same gets the same result. In workerd an instance
// serves one request at a time, and a request there cannot wait for what another has begun, so that nothing is joined.
type flights[T any] struct {
	mu    sync.Mutex
	under map[string]*flight[T]
}

type flight[T any] struct {
	done   chan struct{}
	result T
	ok     bool
}

// do calls f, or waits for the call with the same key that is under way. A call that panics has no result for those who
// joined it; they call again.
func (s *flights[T]) do(key string, f func() T) T {
	s.mu.Lock()
	if running := s.under[key]; running != nil {
		s.mu.Unlock()
		if <-running.done; running.ok {
			return running.result
		}
		return f()
	}
	own := &flight[T]{done: make(chan struct{})}
	if s.under == nil {
		s.under = map[string]*flight[T]{}
	}
	s.under[key] = own
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		delete(s.under, key)
		s.mu.Unlock()
		close(own.done)
	}()
	own.result = f()
	own.ok = true
	return own.result
}
