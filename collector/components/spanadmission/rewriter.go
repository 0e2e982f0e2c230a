package spanadmission

import (
	"cortex.local/collector/components/sender"
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/ptrace"
)

// overflow marks the metrics of spans that are not distinguished: https://opentelemetry.io/docs/specs/otel/metrics/sdk/#overflow-attribute
const overflow = "otel.metric.overflow"

// rewriter copies traces, and gives all spans beyond the bounds one name.
type rewriter struct {
	out         ptrace.Traces
	identifying []string
	// others holds the spans of each sender that are not distinguished.
	others map[string]ptrace.SpanSlice
}

// add copies the spans of a resource, and returns the verdicts on those of the following resources.
func (r *rewriter) add(rs ptrace.ResourceSpans, of resource, admitted []bool) []bool {
	var kept *ptrace.SpanSlice
	for _, ss := range rs.ScopeSpans().All() {
		for _, span := range ss.Spans().All() {
			if admitted[0] {
				if kept == nil {
					spans := r.spansOf(of)
					kept = &spans
				}
				span.CopyTo(kept.AppendEmpty())
			} else {
				countOnly(span, r.othersOf(of).AppendEmpty())
			}
			admitted = admitted[1:]
		}
	}
	return admitted
}

func (r *rewriter) spansOf(of resource) ptrace.SpanSlice {
	rs := r.out.ResourceSpans().AppendEmpty()
	if of.isLarge {
		copyOnly(r.identifying, of.attributes, rs.Resource().Attributes())
	} else {
		of.attributes.CopyTo(rs.Resource().Attributes())
	}
	return rs.ScopeSpans().AppendEmpty().Spans()
}

// othersOf belongs to no process, as there may be too many of them.
func (r *rewriter) othersOf(of resource) ptrace.SpanSlice {
	if of.isUnknown {
		of.sender = sender.Others
	}
	spans, found := r.others[of.sender]
	if !found {
		rs := r.out.ResourceSpans().AppendEmpty()
		if of.isUnknown {
			rs.Resource().Attributes().PutStr(sender.ServiceName, sender.Others)
		} else {
			copyOnly([]string{sender.ServiceNamespace, sender.ServiceName}, of.attributes, rs.Resource().Attributes())
		}
		spans = rs.ScopeSpans().AppendEmpty().Spans()
		r.others[of.sender] = spans
	}
	return spans
}

func copyOnly(keys []string, from, to pcommon.Map) {
	for _, key := range keys {
		if value, found := from.Get(key); found {
			value.CopyTo(to.PutEmpty(key))
		}
	}
}

// countOnly copies only the duration and the status of a span.
func countOnly(span, to ptrace.Span) {
	to.SetName(sender.Others)
	to.SetKind(span.Kind())
	to.SetStartTimestamp(span.StartTimestamp())
	to.SetEndTimestamp(span.EndTimestamp())
	to.Status().SetCode(span.Status().Code())
	to.Attributes().PutBool(overflow, true)
}
