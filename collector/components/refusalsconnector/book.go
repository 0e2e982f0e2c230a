package refusalsconnector

import (
	"slices"
	"time"

	"cortex.local/collector/components/sender"
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/ptrace"
)

// book decides which refusals are stored.
type book struct {
	config  *config
	company company
	budgets budgets
	// waiting holds the oldest first, including those that have been joined since.
	waiting []*refusal
	byTrace map[pcommon.TraceID][]*refusal
}

// refusal is one waiting span.
type refusal struct {
	rs     ptrace.ResourceSpans
	ss     ptrace.ScopeSpans
	span   ptrace.Span
	since  time.Time
	joined bool
}

func newBook(c *config) *book {
	return &book{
		config:  c,
		company: newCompany(c.Wait),
		budgets: budgets{config: c, senders: map[string]*budget{}},
		byTrace: map[pcommon.TraceID][]*refusal{},
	}
}

// join notes the traces that have other spans than refusals, and returns the refusals that waited for one.
func (b *book) join(td ptrace.Traces, now time.Time) []*refusal {
	var joined []*refusal
	each(td, func(_ ptrace.ResourceSpans, _ ptrace.ScopeSpans, span ptrace.Span) {
		if isRefusal(span) {
			return
		}
		b.company.add(span.TraceID(), now)
		joined = append(joined, b.release(span.TraceID())...)
	})
	return joined
}

func (b *book) release(trace pcommon.TraceID) []*refusal {
	waiting := b.byTrace[trace]
	released := 0
	for released < len(waiting) && b.company.admits(trace) {
		waiting[released].joined = true
		released++
	}
	b.keep(trace, waiting[released:])
	return waiting[:released]
}

func (b *book) keep(trace pcommon.TraceID, waiting []*refusal) {
	if len(waiting) > 0 {
		b.byTrace[trace] = waiting
	} else {
		delete(b.byTrace, trace)
	}
}

// beyondBudget returns the refusals that are alone in their traces so far and exceed the budget of their sender.
func (b *book) beyondBudget(td ptrace.Traces, now time.Time) map[key]bool {
	beyond := map[key]bool{}
	each(td, func(rs ptrace.ResourceSpans, _ ptrace.ScopeSpans, span ptrace.Span) {
		if isRefusal(span) && !b.company.admits(span.TraceID()) && !b.budgetOf(rs, now).take(b.config, now) {
			beyond[keyOf(span)] = true
		}
	})
	return beyond
}

func (b *book) hold(beyond ptrace.Traces, now time.Time) {
	each(beyond, func(rs ptrace.ResourceSpans, ss ptrace.ScopeSpans, span ptrace.Span) {
		one := &refusal{rs: rs, ss: ss, span: span, since: now}
		b.waiting = append(b.waiting, one)
		b.byTrace[span.TraceID()] = append(b.byTrace[span.TraceID()], one)
	})
	b.expire(now)
}

// expire drops what has waited long enough, and the oldest when too many wait.
func (b *book) expire(now time.Time) {
	ended := 0
	for ; ended < len(b.waiting); ended++ {
		one := b.waiting[ended]
		if len(b.waiting)-ended <= b.config.MaxWaiting && now.Sub(one.since) < b.config.Wait {
			break
		}
		if !one.joined {
			b.leaveOut(one, now)
		}
	}
	b.waiting = slices.Delete(b.waiting, 0, ended)
	b.budgets.forgetIdle(now)
}

func (b *book) leaveOut(one *refusal, now time.Time) {
	b.budgetOf(one.rs, now).leftOut++
	trace := one.span.TraceID()
	// The oldest refusal is also the first of its trace.
	b.keep(trace, b.byTrace[trace][1:])
}

func (b *book) budgetOf(rs ptrace.ResourceSpans, now time.Time) *budget {
	return b.budgets.of(sender.Of(rs.Resource().Attributes()), now)
}

func (b *book) leftOut() map[string]int64 {
	counts := map[string]int64{}
	for name, of := range b.budgets.senders {
		counts[name] = of.leftOut
	}
	return counts
}

func (r *refusal) appendTo(td ptrace.Traces) {
	rs := td.ResourceSpans().AppendEmpty()
	r.rs.Resource().CopyTo(rs.Resource())
	rs.SetSchemaUrl(r.rs.SchemaUrl())
	ss := rs.ScopeSpans().AppendEmpty()
	r.ss.Scope().CopyTo(ss.Scope())
	ss.SetSchemaUrl(r.ss.SchemaUrl())
	r.span.CopyTo(ss.Spans().AppendEmpty())
}
