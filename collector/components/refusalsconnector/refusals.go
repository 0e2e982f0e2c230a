package refusalsconnector

import (
	"context"
	"sync"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/otel/metric"
)

type refusals struct {
	next         consumer.Traces
	now          func() time.Time
	registration metric.Registration

	mutex sync.Mutex
	book  *book
}

func newRefusals(set component.TelemetrySettings, c *config, next consumer.Traces) (*refusals, error) {
	r := &refusals{next: next, now: time.Now, book: newBook(c)}
	var err error
	r.registration, err = report(set, r.leftOut)
	return r, err
}

// Capabilities declares that incoming data is shared: it is copied when something is dropped, which is seldom.
func (*refusals) Capabilities() consumer.Capabilities { return consumer.Capabilities{} }

func (*refusals) Start(context.Context, component.Host) error { return nil }

// Shutdown drops what still waits: nothing else of its traces has arrived.
func (r *refusals) Shutdown(context.Context) error { return r.registration.Unregister() }

func (r *refusals) ConsumeTraces(ctx context.Context, td ptrace.Traces) error {
	stored := r.sift(td)
	if stored.SpanCount() == 0 {
		return nil
	}
	return r.next.ConsumeTraces(ctx, stored)
}

// sift returns what is to be stored now: from what has arrived, and from what has waited for it.
func (r *refusals) sift(td ptrace.Traces) ptrace.Traces {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	now := r.now()
	r.book.expire(now)
	joined := r.book.join(td, now)
	beyond := r.book.beyondBudget(td, now)
	if len(joined) == 0 && len(beyond) == 0 {
		return td
	}
	stored := spansOf(td, func(span ptrace.Span) bool { return !beyond[keyOf(span)] })
	for _, one := range joined {
		one.appendTo(stored)
	}
	if len(beyond) > 0 {
		r.book.hold(spansOf(td, func(span ptrace.Span) bool { return beyond[keyOf(span)] }), now)
	}
	return stored
}

func (r *refusals) leftOut() map[string]int64 {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.book.expire(r.now())
	return r.book.leftOut()
}
