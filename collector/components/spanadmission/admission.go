package spanadmission

import (
	"context"
	"sync"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/pdata/ptrace"
)

type admission struct {
	component.StartFunc
	component.ShutdownFunc
	next consumer.Traces
	now  func() time.Time

	mutex sync.Mutex
	book  *book
}

func (*admission) Capabilities() consumer.Capabilities { return consumer.Capabilities{} }

// ConsumeTraces passes on every span, and as they are those that may be told apart.
func (a *admission) ConsumeTraces(ctx context.Context, td ptrace.Traces) error {
	return a.next.ConsumeTraces(ctx, a.bounded(td))
}

// bounded returns the traces themselves where there is room for all that they tell apart, as nearly always: nothing is copied then.
func (a *admission) bounded(td ptrace.Traces) ptrace.Traces {
	resources, admitted, asTheyAre := a.judge(td)
	if asTheyAre {
		return td
	}
	r := rewriter{out: ptrace.NewTraces(), identifying: a.book.config.IdentifyingAttributes, others: map[string]ptrace.SpanSlice{}}
	for i, rs := range td.ResourceSpans().All() {
		admitted = r.add(rs, resources[i], admitted)
	}
	return r.out
}

// judge returns the resources, and for each span in its order whether it may be told apart; true: all may, and their resources may be held.
func (a *admission) judge(td ptrace.Traces) (resources []resource, admitted []bool, asTheyAre bool) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	now := a.now()
	a.book.forgetIdle(now)
	asTheyAre = true
	for _, rs := range td.ResourceSpans().All() {
		of := a.resourceOf(rs.Resource().Attributes())
		from := a.accountOf(of)
		of.isUnknown = from == nil
		asTheyAre = asTheyAre && !of.isLarge
		for _, ss := range rs.ScopeSpans().All() {
			for _, span := range ss.Spans().All() {
				is := from != nil && a.admit(from, span, of, now)
				admitted = append(admitted, is)
				asTheyAre = asTheyAre && is
			}
		}
		resources = append(resources, of)
	}
	return resources, admitted, asTheyAre
}

// accountOf is nil where there is no room for the sender.
func (a *admission) accountOf(of resource) *account {
	if of.isTooLong {
		return nil
	}
	return a.book.of(of.sender)
}

func (a *admission) admit(from *account, span ptrace.Span, of resource, now time.Time) bool {
	combination, fits := a.combinationOf(span, of)
	return fits && a.book.admit(from, of.id, combination, now)
}
