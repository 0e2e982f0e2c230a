package callsconnector

import (
	"context"
	"sync"
	"time"

	"cortex.local/collector/components/periodic"
	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.uber.org/zap"
)

const flushEvery = time.Second

type calls struct {
	next     consumer.Traces
	logger   *zap.Logger
	flushing *periodic.Task

	mutex sync.Mutex
	book  *book
}

func (*calls) Capabilities() consumer.Capabilities { return consumer.Capabilities{} }

func (c *calls) Start(context.Context, component.Host) error {
	c.flushing = periodic.Start(flushEvery, func(now time.Time) { c.pass(c.expired(now)) })
	return nil
}

// Shutdown passes on what still waits.
func (c *calls) Shutdown(context.Context) error {
	c.flushing.Stop()
	c.pass(c.expired(time.Now().Add(24 * time.Hour)))
	return nil
}

func (c *calls) ConsumeTraces(_ context.Context, td ptrace.Traces) error {
	c.pass(c.taken(td, time.Now()))
	return nil
}

func (c *calls) expired(now time.Time) []side {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return c.book.expire(now)
}

func (c *calls) taken(td ptrace.Traces, now time.Time) []side {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	var ready []side
	for _, rs := range td.ResourceSpans().All() {
		service, found := rs.Resource().Attributes().Get("service.name")
		if !found {
			continue
		}
		for _, ss := range rs.ScopeSpans().All() {
			for _, span := range ss.Spans().All() {
				if s, is := sideOf(span, c.book.nameOf(service.AsString(), now)); is {
					for i, name := range s.database {
						s.database[i] = c.book.nameOf(name, now)
					}
					ready = append(ready, c.book.take(s, now)...)
				}
			}
		}
	}
	return ready
}

// pass hides errors of the service graph from the senders of the traces.
func (c *calls) pass(ready []side) {
	if len(ready) == 0 {
		return
	}
	if err := c.next.ConsumeTraces(context.Background(), c.book.tracesOf(ready)); err != nil {
		c.logger.Error("failed to pass calls on to the service graph", zap.Error(err))
	}
}
