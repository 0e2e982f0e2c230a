package sanitizeprocessor

import (
	"context"

	"go.opentelemetry.io/collector/pdata/ptrace"
)

const (
	// What an event takes besides its name and attributes, in bytes: its time.
	eventOverhead = 16
	// What a link takes besides its attributes: two ids and flags.
	linkOverhead = 32
)

func (s *sanitizer) traces(_ context.Context, traces ptrace.Traces) (ptrace.Traces, error) {
	for _, resource := range traces.ResourceSpans().All() {
		s.resource(resource.Resource(), s.item(longestValue))
		for _, scope := range resource.ScopeSpans().All() {
			s.scope(scope.Scope())
			for _, span := range scope.Spans().All() {
				s.span(span)
			}
		}
	}
	return traces, nil
}

func (s *sanitizer) span(span ptrace.Span) {
	i := s.item(longestValue)
	if safe := i.text(span.Name(), longestName); safe != span.Name() {
		span.SetName(safe)
	}
	status := span.Status()
	if safe := i.text(status.Message(), longestValue); safe != status.Message() {
		status.SetMessage(safe)
	}
	state := span.TraceState()
	if safe := i.text(state.AsRaw(), longestName); safe != state.AsRaw() {
		state.FromRaw(safe)
	}
	dropped := i.attributes(span.Attributes())
	span.SetDroppedAttributesCount(span.DroppedAttributesCount() + dropped)
	i.events(span)
	i.links(span)
	i.mark(span.Attributes())
}

func (i *item) events(span ptrace.Span) {
	var dropped uint32
	span.Events().RemoveIf(func(event ptrace.SpanEvent) bool {
		if i.room <= 0 {
			dropped++
			return true
		}
		i.room -= len(event.Name()) + eventOverhead
		i.isMessage = i.sanitizer.isMessage(event.Name())
		if safe := i.text(event.Name(), longestName); safe != event.Name() {
			event.SetName(safe)
		}
		event.SetDroppedAttributesCount(event.DroppedAttributesCount() + i.attributes(event.Attributes()))
		return false
	})
	i.isMessage = false
	span.SetDroppedEventsCount(span.DroppedEventsCount() + dropped)
}

func (i *item) links(span ptrace.Span) {
	var dropped uint32
	span.Links().RemoveIf(func(link ptrace.SpanLink) bool {
		if i.room <= 0 {
			dropped++
			return true
		}
		i.room -= linkOverhead
		state := link.TraceState()
		if safe := i.text(state.AsRaw(), longestName); safe != state.AsRaw() {
			state.FromRaw(safe)
		}
		link.SetDroppedAttributesCount(link.DroppedAttributesCount() + i.attributes(link.Attributes()))
		return false
	})
	span.SetDroppedLinksCount(span.DroppedLinksCount() + dropped)
}
