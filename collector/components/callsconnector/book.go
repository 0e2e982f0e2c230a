package callsconnector

import (
	"maps"
	"time"

	"cortex.local/collector/components/shrink"
	"go.opentelemetry.io/collector/pdata/ptrace"
)

const (
	// others is the name of the services and databases beyond max_names.
	others       = "(other)"
	maxNameBytes = 128
	// rememberFor is for how many waits a call that was passed on is remembered.
	rememberFor = 6
	// nameIdle is how long a name without spans is remembered: twice as long as the service graph keeps its series.
	nameIdle = 30 * time.Minute
)

// between names the two services of a call.
type between struct{ caller, called string }

type call struct {
	caller, called *side
	since          time.Time
}

func (c *call) sides() []side {
	var sides []side
	for _, s := range []*side{c.caller, c.called} {
		if s != nil {
			sides = append(sides, *s)
		}
	}
	return sides
}

func (c *call) isComplete() bool { return c.caller != nil && c.called != nil }
func (c *call) isMCP() bool      { return c.caller.isMCP && c.called.isMCP }
func (c *call) between() between { return between{c.caller.service, c.called.service} }
func (c *call) parent() key      { return key{c.caller.trace, c.caller.parent} }

// passed is what has been passed on for one MCP call: the call itself, or a request below it.
type passed struct {
	between between
	isMCP   bool
	at      time.Time
}

type book struct {
	config  *config
	waiting map[key]*call
	// passed holds the newest by the key of the MCP call.
	passed map[key]passed
	// room is the capacity of passed, for shrink.
	room int
	// names holds the names that have room, each with the time at which it was last seen.
	names map[string]time.Time
}

func newBook(c *config) *book {
	return &book{config: c, waiting: map[key]*call{}, passed: map[key]passed{}, names: map[string]time.Time{}}
}

// take returns what is to be passed on at once.
func (b *book) take(s side, now time.Time) []side {
	if s.isAlone() {
		return []side{s}
	}
	of := b.waiting[s.call()]
	if of == nil {
		if len(b.waiting) >= b.config.MaxCalls {
			return []side{s}
		}
		of = &call{since: now}
		b.waiting[s.call()] = of
	}
	if s.isCaller() {
		of.caller = &s
	} else {
		of.called = &s
	}
	if !of.isComplete() || (!of.isMCP() && !of.caller.parent.IsEmpty() && !b.isBelowPassed(of)) {
		return nil
	}
	return b.settle(s.call(), of, now)
}

func (b *book) isBelowPassed(c *call) bool {
	before, found := b.passed[c.parent()]
	return found && before.isMCP
}

// settle ends the waiting of a complete call. It is dropped when its other pair of spans has been passed on for the same call.
func (b *book) settle(id key, c *call, now time.Time) []side {
	delete(b.waiting, id)
	if !c.isMCP() {
		id = c.parent()
	}
	before, found := b.passed[id]
	if found && before.between == c.between() && before.isMCP != c.isMCP() {
		return nil
	}
	if !id.span.IsEmpty() && len(b.passed) < b.config.MaxCalls*rememberFor {
		b.passed[id] = passed{between: c.between(), isMCP: c.isMCP(), at: now}
	}
	return c.sides()
}

// expire returns what has waited long enough. Complete MCP calls have settled already; a complete request here has had no MCP call above it.
func (b *book) expire(now time.Time) []side {
	var ready []side
	for id, c := range b.waiting {
		if now.Sub(c.since) < b.config.Wait {
			continue
		}
		if c.isComplete() {
			ready = append(ready, b.settle(id, c, now)...)
		} else {
			delete(b.waiting, id)
			ready = append(ready, c.sides()...)
		}
	}
	b.passed = shrink.Sweep(b.passed, &b.room, func(_ key, p passed) bool { return now.Sub(p.at) > rememberFor*b.config.Wait })
	maps.DeleteFunc(b.names, func(_ string, seen time.Time) bool { return now.Sub(seen) > nameIdle })
	return ready
}

func (b *book) nameOf(name string, now time.Time) string {
	if name == "" {
		return name
	}
	if _, known := b.names[name]; !known && (len(b.names) >= b.config.MaxNames || len(name) > maxNameBytes) {
		return others
	}
	b.names[name] = now
	return name
}

// tracesOf makes a span of each side, with the attributes that the service graph reads.
func (b *book) tracesOf(sides []side) ptrace.Traces {
	td := ptrace.NewTraces()
	byService := map[string]ptrace.SpanSlice{}
	for _, s := range sides {
		spans, found := byService[s.service]
		if !found {
			rs := td.ResourceSpans().AppendEmpty()
			rs.Resource().Attributes().PutStr("service.name", s.service)
			spans = rs.ScopeSpans().AppendEmpty().Spans()
			byService[s.service] = spans
		}
		span := spans.AppendEmpty()
		span.SetTraceID(s.trace)
		span.SetSpanID(s.span)
		span.SetParentSpanID(s.parent)
		span.SetKind(s.kind)
		span.SetStartTimestamp(s.start)
		span.SetEndTimestamp(s.end)
		span.Status().SetCode(s.status)
		for i, name := range databaseAttributes {
			if s.database[i] != "" {
				span.Attributes().PutStr(name, s.database[i])
			}
		}
	}
	return td
}
