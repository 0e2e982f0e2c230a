// Package periodic repeats a task until it is stopped.
package periodic

import (
	"sync"
	"time"
)

// Task is a running repetition.
type Task struct{ stop func() }

// Start repeats do, which is given the time at which it was due.
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

// Stop ends the task and waits for a run under way. It may be called twice, and on a task that was never started.
func (t *Task) Stop() {
	if t != nil {
		t.stop()
	}
}
