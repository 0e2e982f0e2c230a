package callsconnector

import (
	"fmt"
	"testing"
	"time"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/ptrace"
)

var noon = time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)

// of makes a span; ids are small numbers, 0 is none.
type of struct {
	service    string
	kind       ptrace.SpanKind
	id, parent byte
	mcp        bool
	failed     bool
	database   string
}

const (
	client = ptrace.SpanKindClient
	server = ptrace.SpanKindServer
)

func (o of) traces() ptrace.Traces {
	td := ptrace.NewTraces()
	rs := td.ResourceSpans().AppendEmpty()
	rs.Resource().Attributes().PutStr("service.name", o.service)
	span := rs.ScopeSpans().AppendEmpty().Spans().AppendEmpty()
	span.SetTraceID(pcommon.TraceID{1})
	span.SetSpanID(pcommon.SpanID{o.id})
	span.SetParentSpanID(pcommon.SpanID{o.parent})
	span.SetKind(o.kind)
	if o.mcp {
		span.Attributes().PutStr("mcp.method.name", "tools/call")
	}
	if o.failed {
		span.Status().SetCode(ptrace.StatusCodeError)
	}
	if o.database != "" {
		span.Attributes().PutStr("db.namespace", o.database)
	}
	return td
}

var (
	mcpClient  = of{service: "a", kind: client, id: 1, parent: 9, mcp: true, failed: true}
	httpClient = of{service: "a", kind: client, id: 2, parent: 1}
	httpServer = of{service: "b", kind: server, id: 3, parent: 2}
	mcpServer  = of{service: "b", kind: server, id: 4, parent: 1, mcp: true, failed: true}
)

// edges counts the calls that the service graph makes of these spans, by caller and callee.
func edges(t *testing.T, spans []of, between time.Duration) map[string]int {
	t.Helper()
	c := &calls{book: newBook(newDefaultConfig().(*config))}
	var out []side
	now := noon
	for _, span := range spans {
		out = append(out, c.expired(now)...)
		out = append(out, c.taken(span.traces(), now)...)
		now = now.Add(between)
	}
	out = append(out, c.expired(now.Add(time.Minute))...)
	callers := map[key]side{}
	for _, s := range out {
		if s.isCaller() {
			callers[s.call()] = s
		}
	}
	counts := map[string]int{}
	for _, s := range out {
		if caller, found := callers[s.call()]; found && !s.isCaller() {
			failed := caller.status == ptrace.StatusCodeError || s.status == ptrace.StatusCodeError
			counts[fmt.Sprintf("%s %s failed=%t", caller.service, s.service, failed)]++
		}
	}
	if len(c.book.waiting) > 0 {
		t.Fatalf("%d calls still wait", len(c.book.waiting))
	}
	return counts
}

func permutations(spans []of) [][]of {
	if len(spans) < 2 {
		return [][]of{spans}
	}
	var all [][]of
	for i := range spans {
		rest := append(append([]of{}, spans[:i]...), spans[i+1:]...)
		for _, tail := range permutations(rest) {
			all = append(all, append([]of{spans[i]}, tail...))
		}
	}
	return all
}

func TestAnMCPCallOverHTTPIsOneCallInWhateverOrderItsSpansCome(t *testing.T) {
	for _, spans := range permutations([]of{mcpClient, httpClient, httpServer, mcpServer}) {
		got := edges(t, spans, time.Millisecond)
		if len(got) != 1 || got["a b failed=true"] != 1 {
			t.Fatalf("%v of %v", got, spans)
		}
	}
}

func TestAnMCPCallThatEndsLongAfterItsRequestIsOneCall(t *testing.T) {
	got := edges(t, []of{httpClient, httpServer, mcpServer, mcpClient}, 2*time.Second)
	if len(got) != 1 || got["a b failed=false"]+got["a b failed=true"] != 1 {
		t.Fatalf("calls %v", got)
	}
}

func TestEachOtherCallStaysACall(t *testing.T) {
	for name, test := range map[string]struct {
		spans []of
		want  map[string]int
	}{
		"HTTP alone":                          {[]of{httpClient, httpServer}, map[string]int{"a b failed=false": 1}},
		"MCP alone, as over stdio":            {[]of{mcpClient, mcpServer}, map[string]int{"a b failed=true": 1}},
		"MCP that only the caller traces":     {[]of{mcpClient, httpClient, httpServer}, map[string]int{"a b failed=false": 1}},
		"MCP that is sent twice, as a retry":  {[]of{mcpClient, httpClient, httpServer, {service: "a", kind: client, id: 5, parent: 1}, {service: "b", kind: server, id: 6, parent: 5}, mcpServer}, map[string]int{"a b failed=true": 1}},
		"the call of a proxy between the two": {[]of{mcpClient, httpClient, {service: "proxy", kind: server, id: 3, parent: 2}, mcpServer}, map[string]int{"a b failed=true": 1, "a proxy failed=false": 1}},
		"two requests below one ordinary span": {[]of{{service: "a", kind: client, id: 2, parent: 9}, {service: "b", kind: server, id: 3, parent: 2},
			{service: "a", kind: client, id: 5, parent: 9}, {service: "b", kind: server, id: 6, parent: 5}}, map[string]int{"a b failed=false": 2}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := edges(t, test.spans, time.Millisecond); fmt.Sprint(got) != fmt.Sprint(test.want) {
				t.Fatalf("calls %v, want %v", got, test.want)
			}
		})
	}
}

func TestStatementsAndRequestsFromOutsidePassAtOnce(t *testing.T) {
	c := &calls{book: newBook(newDefaultConfig().(*config))}
	for _, span := range []of{{service: "a", kind: client, id: 1, parent: 9, database: "memory"}, {service: "a", kind: server, id: 1}} {
		out := c.book.tracesOf(c.taken(span.traces(), noon))
		if out.SpanCount() != 1 {
			t.Fatalf("%d spans of %v", out.SpanCount(), span)
		}
	}
}

func TestInventedNamesAndCallsAreBounded(t *testing.T) {
	b := newBook(&config{Wait: time.Second, MaxCalls: 10, MaxNames: 3})
	names := map[string]bool{}
	for i := range 100 {
		names[b.nameOf(fmt.Sprint("invented", i), noon)] = true
		b.take(side{trace: pcommon.TraceID{byte(i)}, span: pcommon.SpanID{1}, kind: client}, noon)
	}
	if len(names) != 4 || !names[others] || len(b.waiting) != 10 {
		t.Fatalf("%v, %d calls wait", names, len(b.waiting))
	}
	later := noon.Add(nameIdle - time.Minute)
	b.nameOf("invented0", later)
	if name := b.nameOf("real", later); name != others {
		t.Errorf("%s has a name of its own before the others are forgotten", name)
	}
	later = later.Add(2 * time.Minute)
	b.expire(later)
	if name := b.nameOf("real", later); name != "real" || len(b.names) != 2 {
		t.Errorf("%s, of %v", name, b.names)
	}
}
