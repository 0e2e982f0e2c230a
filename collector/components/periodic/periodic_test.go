package periodic

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestATaskIsDoneUntilItIsStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		var due []time.Duration
		task := Start(time.Minute, func(now time.Time) { due = append(due, now.Sub(began)) })
		time.Sleep(150 * time.Second)
		task.Stop()
		time.Sleep(time.Hour)
		if len(due) != 2 || due[0] != time.Minute || due[1] != 2*time.Minute {
			t.Errorf("done after %v", due)
		}
	})
}

func TestOneThatIsStoppedTwiceOrWasNotStartedStopsToo(t *testing.T) {
	task := Start(time.Hour, func(time.Time) {})
	task.Stop()
	task.Stop()
	var none *Task
	none.Stop()
}
