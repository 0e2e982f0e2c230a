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

// ConsumeTraces passes on every span; those beyond the bounds lose what distinguishes them.
func (a *admission) ConsumeTraces(ctx context.Context, td ptrace.Traces) error {
	return a.next.ConsumeTraces(ctx, a.bounded(td))
}

// bounded returns the traces themselves when all their combinations are admitted, which is nearly always: then nothing is copied.
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

// judge returns the resources, and for each span in order whether it is admitted. asTheyAre is true when all are, and no resource is too large.
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

// accountOf returns nil when there are too many senders.
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
