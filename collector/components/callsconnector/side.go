package callsconnector

import (
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/ptrace"
)

// databaseAttributes are those that name a database in the service graph.
var databaseAttributes = [...]string{"db.namespace", "db.system.name"}

// side is one span of a call: the caller's or the callee's.
type side struct {
	service  string
	trace    pcommon.TraceID
	span     pcommon.SpanID
	parent   pcommon.SpanID
	kind     ptrace.SpanKind
	start    pcommon.Timestamp
	end      pcommon.Timestamp
	status   ptrace.StatusCode
	isMCP    bool
	database [len(databaseAttributes)]string
}

// key identifies a call by its caller's span.
type key struct {
	trace pcommon.TraceID
	span  pcommon.SpanID
}

// sideOf returns false for a span that is not a side of a call.
func sideOf(span ptrace.Span, service string) (side, bool) {
	switch span.Kind() {
	case ptrace.SpanKindClient, ptrace.SpanKindProducer, ptrace.SpanKindServer, ptrace.SpanKindConsumer:
	default:
		return side{}, false
	}
	s := side{
		service: service,
		trace:   span.TraceID(),
		span:    span.SpanID(),
		parent:  span.ParentSpanID(),
		kind:    span.Kind(),
		start:   span.StartTimestamp(),
		end:     span.EndTimestamp(),
		status:  span.Status().Code(),
	}
	_, s.isMCP = span.Attributes().Get("mcp.method.name")
	for i, name := range databaseAttributes {
		if value, found := span.Attributes().Get(name); found {
			s.database[i] = value.AsString()
		}
	}
	return s, true
}

func (s side) isCaller() bool {
	return s.kind == ptrace.SpanKindClient || s.kind == ptrace.SpanKindProducer
}

// isAlone reports whether a call has one span only: a call of a database, or one from outside.
func (s side) isAlone() bool {
	if s.isCaller() {
		return s.database != [len(databaseAttributes)]string{}
	}
	return s.parent.IsEmpty()
}

func (s side) call() key {
	if s.isCaller() {
		return key{s.trace, s.span}
	}
	return key{s.trace, s.parent}
}
