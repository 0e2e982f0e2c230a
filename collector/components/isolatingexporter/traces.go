package isolatingexporter

import (
	"context"

	"go.opentelemetry.io/collector/consumer/consumererror"
	"go.opentelemetry.io/collector/pdata/ptrace"
)

func traces(send func(context.Context, ptrace.Traces) error) signal[ptrace.Traces] {
	return signal[ptrace.Traces]{
		name:       "traces",
		empty:      ptrace.NewTraces,
		items:      ptrace.Traces.SpanCount,
		bytes:      (&ptrace.ProtoMarshaler{}).TracesSize,
		halve:      halveTraces,
		merge:      func(from, into ptrace.Traces) { from.ResourceSpans().MoveAndAppendTo(into.ResourceSpans()) },
		sender:     func(data ptrace.Traces) (string, bool) { return senderOf(data.ResourceSpans().All()) },
		stub:       stubSpan,
		stubStands: true,
		again:      func(err error, rest ptrace.Traces) error { return consumererror.NewTraces(err, rest) },
		send:       send,
	}
}

func halveTraces(first ptrace.Traces) (ptrace.Traces, ptrace.Traces) {
	second := ptrace.NewTraces()
	if first.ResourceSpans().Len() > 1 {
		moveTail(first.ResourceSpans(), second.ResourceSpans())
		return first, second
	}
	from, to := first.ResourceSpans().At(0), second.ResourceSpans().AppendEmpty()
	from.Resource().CopyTo(to.Resource())
	to.SetSchemaUrl(from.SchemaUrl())
	if from.ScopeSpans().Len() > 1 {
		moveTail(from.ScopeSpans(), to.ScopeSpans())
		return first, second
	}
	fromScope, toScope := from.ScopeSpans().At(0), to.ScopeSpans().AppendEmpty()
	fromScope.Scope().CopyTo(toScope.Scope())
	toScope.SetSchemaUrl(fromScope.SchemaUrl())
	moveTail(fromScope.Spans(), toScope.Spans())
	return first, second
}

// stubSpan is the first span of `data` without its texts: readers of the trace see that there was one, and its children keep a parent.
func stubSpan(data ptrace.Traces) ptrace.Traces {
	span := firstSpan(data)
	stub := ptrace.NewTraces()
	resource := stub.ResourceSpans().AppendEmpty()
	resource.Resource().Attributes().PutStr("service.name", cut(serviceName(data.ResourceSpans().At(0).Resource()), nameBytes))
	short := resource.ScopeSpans().AppendEmpty().Spans().AppendEmpty()
	short.SetTraceID(span.TraceID())
	short.SetSpanID(span.SpanID())
	short.SetParentSpanID(span.ParentSpanID())
	short.SetFlags(span.Flags())
	short.SetName(cut(span.Name(), nameBytes))
	short.SetKind(span.Kind())
	short.SetStartTimestamp(span.StartTimestamp())
	short.SetEndTimestamp(span.EndTimestamp())
	short.Status().SetCode(span.Status().Code())
	short.Attributes().PutBool(attributeSetAside, true)
	return stub
}

func firstSpan(data ptrace.Traces) ptrace.Span {
	for _, resource := range data.ResourceSpans().All() {
		for _, scope := range resource.ScopeSpans().All() {
			for _, span := range scope.Spans().All() {
				return span
			}
		}
	}
	return ptrace.NewSpan()
}
