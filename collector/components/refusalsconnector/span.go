package refusalsconnector

import (
	"net/http"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/ptrace"
)

const statusCode = "http.response.status_code"

// isRefusal reports whether a request was the client's mistake, or came while the service was full.
func isRefusal(span ptrace.Span) bool {
	if span.Kind() != ptrace.SpanKindServer {
		return false
	}
	value, found := span.Attributes().Get(statusCode)
	if !found {
		return false
	}
	status := value.Int()
	return status >= 400 && status < 500 || status == http.StatusServiceUnavailable
}

type key struct {
	trace pcommon.TraceID
	span  pcommon.SpanID
}

func keyOf(span ptrace.Span) key { return key{span.TraceID(), span.SpanID()} }

// spansOf returns a copy of the wanted spans, with their resources and scopes.
func spansOf(td ptrace.Traces, wanted func(ptrace.Span) bool) ptrace.Traces {
	spans := ptrace.NewTraces()
	td.CopyTo(spans)
	spans.ResourceSpans().RemoveIf(func(rs ptrace.ResourceSpans) bool {
		rs.ScopeSpans().RemoveIf(func(ss ptrace.ScopeSpans) bool {
			ss.Spans().RemoveIf(func(span ptrace.Span) bool { return !wanted(span) })
			return ss.Spans().Len() == 0
		})
		return rs.ScopeSpans().Len() == 0
	})
	return spans
}

// each visits every span with its resource and scope.
func each(td ptrace.Traces, visit func(ptrace.ResourceSpans, ptrace.ScopeSpans, ptrace.Span)) {
	for _, rs := range td.ResourceSpans().All() {
		for _, ss := range rs.ScopeSpans().All() {
			for _, span := range ss.Spans().All() {
				visit(rs, ss, span)
			}
		}
	}
}
