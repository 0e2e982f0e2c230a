package sanitizeprocessor

import (
	"context"
	"syscall"
	"testing"
	"time"

	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/consumer/consumertest"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/collector/processor/processortest"
)

// The cost of this processor for spans as the services send them, beside that of the two redaction processors before it.
func BenchmarkSpans(b *testing.B) {
	b.Run("sanitize", func(b *testing.B) { benchmark(b, sanitize(b, consumertest.NewNop())) })
	b.Run("stock", func(b *testing.B) { benchmark(b, stock(b, consumertest.NewNop())) })
}

// The cost of the whole path of a request through the Collector: bytes in, this processor, bytes out.
func BenchmarkWay(b *testing.B) {
	for name, made := range map[string]func(testing.TB, consumer.Traces) consumer.Traces{
		"nothing":  func(_ testing.TB, next consumer.Traces) consumer.Traces { return next },
		"sanitize": sanitize,
		"stock":    stock,
	} {
		b.Run(name, func(b *testing.B) { benchmarkWay(b, made) })
	}
}

func sanitize(t testing.TB, next consumer.Traces) consumer.Traces {
	t.Helper()
	made, err := NewFactory().CreateTraces(context.Background(), processortest.NewNopSettings(componentType), &Config{}, next)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func benchmarkWay(b *testing.B, made func(testing.TB, consumer.Traces) consumer.Traces) {
	marshaler, unmarshaler := ptrace.ProtoMarshaler{}, ptrace.ProtoUnmarshaler{}
	sent, err := marshaler.MarshalTraces(servicesSpans(1000))
	if err != nil {
		b.Fatal(err)
	}
	exporter, err := consumer.NewTraces(func(_ context.Context, traces ptrace.Traces) error {
		_, err := marshaler.MarshalTraces(traces)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	processor := made(b, exporter)
	start := processorTime(b)
	for b.Loop() {
		traces, err := unmarshaler.UnmarshalTraces(sent)
		if err == nil {
			err = processor.ConsumeTraces(context.Background(), traces)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64((processorTime(b)-start).Nanoseconds())/float64(b.N*1000), "cpu-ns/span")
}

func benchmark(b *testing.B, processor consumer.Traces) {
	batch := servicesSpans(1000)
	b.ReportAllocs()
	start := processorTime(b)
	for b.Loop() {
		if err := processor.ConsumeTraces(context.Background(), batch); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64((processorTime(b)-start).Nanoseconds())/float64(b.N*batch.SpanCount()), "cpu-ns/span")
}

// processorTime excludes the CPU time of other processes.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// servicesSpans makes spans of the four kinds that a request to the services has.
func servicesSpans(count int) ptrace.Traces {
	traces := ptrace.NewTraces()
	resource := traces.ResourceSpans().AppendEmpty()
	for key, value := range map[string]string{"service.name": "memory", "service.version": "0.1.0", "host.name": "host-1",
		"service.instance.id": "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "telemetry.sdk.name": "opentelemetry"} {
		resource.Resource().Attributes().PutStr(key, value)
	}
	kinds := []func(ptrace.Span){httpServer, httpClient, mcpServer, statement}
	spans := resource.ScopeSpans().AppendEmpty().Spans()
	for i := range count {
		kinds[i%len(kinds)](spans.AppendEmpty())
	}
	return traces
}

func fill(span ptrace.Span, name string, texts map[string]string, numbers map[string]int64) {
	span.SetName(name)
	for key, text := range texts {
		span.Attributes().PutStr(key, text)
	}
	for key, number := range numbers {
		span.Attributes().PutInt(key, number)
	}
}

func httpServer(span ptrace.Span) {
	fill(span, "POST /process_input", map[string]string{"http.request.method": "POST", "http.route": "/process_input", "url.scheme": "http",
		"url.path": "/process_input", "server.address": "127.0.0.1", "client.address": "127.0.0.1", "network.peer.address": "127.0.0.1",
		"network.protocol.version": "1.1", "user_agent.original": "k6/1.8.1 (https://k6.io/)", "pyroscope.profile.id": "00f067aa0ba902b7"},
		map[string]int64{"http.response.status_code": 202, "server.port": 8000, "network.peer.port": 51234})
}

func httpClient(span ptrace.Span) {
	fill(span, "POST", map[string]string{"http.request.method": "POST", "url.full": "http://127.0.0.1:9000/mcp", "url.scheme": "http",
		"server.address": "127.0.0.1", "network.peer.address": "127.0.0.1", "network.protocol.version": "1.1"},
		map[string]int64{"http.response.status_code": 200, "server.port": 9000, "network.peer.port": 9000})
}

func mcpServer(span ptrace.Span) {
	fill(span, "tools/call store_context", map[string]string{"mcp.method.name": "tools/call", "gen_ai.tool.name": "store_context",
		"gen_ai.operation.name": "execute_tool", "jsonrpc.request.id": "42", "mcp.protocol.version": "2026-07-28", "network.transport": "tcp",
		"client.address": "127.0.0.1"}, map[string]int64{"client.port": 51234})
}

func statement(span ptrace.Span) {
	fill(span, "INSERT contexts", map[string]string{"db.system.name": "sqlite", "db.namespace": "memory.db", "db.operation.name": "INSERT",
		"db.collection.name": "contexts", "db.query.summary": "INSERT contexts",
		"db.query.text": `insert into "contexts" ("user_id", "content", "created_at", "importance") values (?, ?, ?, ?) returning "id"`}, nil)
}
