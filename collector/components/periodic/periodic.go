// Package periodic does something again and again, until it is stopped.
package periodic

import (
	"sync"
	"time"
)

// Task is something that is done again and again.
type Task struct{ stop func() }

// Start begins a task; do is given the time at which it was due.
func Start(every time.Duration, do func(now time.Time)) *Task {
	done := make(chan struct{})
	var ended sync.WaitGroup
	ended.Go(func() {
		ticker := time.NewTicker(every)
		defer ticker.Stop()
		for {
			select {
			case now := <-ticker.C:
				do(now)
			case <-done:
				return
			}
		}
	})
	return &Task{stop: sync.OnceFunc(func() {
		close(done)
		ended.Wait()
	})}
}

// Stop ends the task and waits for what it is doing. A component may be shut down twice, and without having been started.
func (t *Task) Stop() {
	if t != nil {
		t.stop()
	}
}
