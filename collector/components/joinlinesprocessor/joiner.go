package joinlinesprocessor

import (
	"context"
	"sync"
	"time"

	"cortex.local/collector/components/periodic"
	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/processor/processorhelper"
	"go.uber.org/zap"
)

const (
	// How long a line waits for its next part. A container that died within a line sends none.
	patience = 5 * time.Second
	// Bytes of all waiting text. Beyond that, a waiting line is sent on with its next part, and parts of other lines are sent unjoined.
	mostWaiting = 32 * 1024 * 1024
)

// joiner keeps the parts of lines until the last one arrives.
type joiner struct {
	next      consumer.Logs
	logger    *zap.Logger
	lock      sync.Mutex
	lines     map[string]*line
	waiting   int
	releasing *periodic.Task
}

func newJoiner(logger *zap.Logger, next consumer.Logs) *joiner {
	return &joiner{next: next, logger: logger, lines: map[string]*line{}}
}

func (j *joiner) start(context.Context, component.Host) error {
	j.releasing = periodic.Start(patience, func(now time.Time) { j.release(context.Background(), now.Add(-patience)) })
	return nil
}

// shutdown sends on the lines that still lack their last part.
func (j *joiner) shutdown(ctx context.Context) error {
	j.releasing.Stop()
	j.release(ctx, time.Now())
	return nil
}

// join takes the parts out, and puts the whole line in the place of the last one.
func (j *joiner) join(_ context.Context, logs plog.Logs) (plog.Logs, error) {
	j.lock.Lock()
	defer j.lock.Unlock()
	now := time.Now()
	for _, resource := range logs.ResourceLogs().All() {
		for _, scope := range resource.ScopeLogs().All() {
			scope.LogRecords().RemoveIf(func(record plog.LogRecord) bool { return j.take(record, now) })
		}
	}
	if logs.LogRecordCount() == 0 {
		return logs, processorhelper.ErrSkipProcessingData
	}
	return logs, nil
}

// take reports whether a record is a part that waits for others.
func (j *joiner) take(record plog.LogRecord, now time.Time) bool {
	id := lineOf(record)
	if id == "" {
		return false
	}
	l := j.lines[id]
	if l == nil {
		if j.waiting >= mostWaiting {
			return false
		}
		l = newLine(record)
		j.lines[id] = l
	}
	j.waiting += l.add(record.Body().AsString(), now)
	if textOf(record, attributeLast) != "true" && j.waiting < mostWaiting {
		return true
	}
	j.forget(id, l)
	l.whole(record)
	return false
}

func (j *joiner) forget(id string, l *line) {
	j.waiting -= l.text.Len()
	delete(j.lines, id)
}

// release sends on the lines without a new part since the given time.
func (j *joiner) release(ctx context.Context, since time.Time) {
	logs := plog.NewLogs()
	records := logs.ResourceLogs().AppendEmpty().ScopeLogs().AppendEmpty().LogRecords()
	j.lock.Lock()
	for id, l := range j.lines {
		if !l.at.After(since) {
			j.forget(id, l)
			l.whole(records.AppendEmpty())
		}
	}
	j.lock.Unlock()
	if records.Len() == 0 {
		return
	}
	if err := j.next.ConsumeLogs(ctx, logs); err != nil {
		j.logger.Warn("lines whose last part did not come are lost", zap.Int("lines", records.Len()), zap.Error(err))
	}
}
