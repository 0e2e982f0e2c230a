package isolatingexporter_test

import (
	"context"
	"net"
	"sync"
	"testing"

	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/collector/pdata/ptrace/ptraceotlp"
	"google.golang.org/grpc"
)

// backend is an OTLP server over gRPC that keeps spans by name, and answers as a test demands.
type backend struct {
	ptraceotlp.UnimplementedGRPCServer
	address string

	mutex sync.Mutex
	// answer to a request; nil accepts it.
	answer   func(ptrace.Traces) error
	spans    map[string]int
	requests int
	largest  int
}

func startBackend(t *testing.T, answer func(ptrace.Traces) error, options ...grpc.ServerOption) *backend {
	t.Helper()
	return startBackendAt(t, "127.0.0.1:0", answer, options...)
}

func startBackendAt(t *testing.T, address string, answer func(ptrace.Traces) error, options ...grpc.ServerOption) *backend {
	t.Helper()
	listener, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	b := &backend{address: listener.Addr().String(), answer: answer, spans: map[string]int{}}
	server := grpc.NewServer(options...)
	ptraceotlp.RegisterGRPCServer(server, b)
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(server.Stop)
	return b
}

func (b *backend) Export(_ context.Context, request ptraceotlp.ExportRequest) (ptraceotlp.ExportResponse, error) {
	data := request.Traces()
	b.mutex.Lock()
	answer := b.answer
	b.requests++
	b.largest = max(b.largest, (&ptrace.ProtoMarshaler{}).TracesSize(data))
	b.mutex.Unlock()
	if answer != nil {
		if err := answer(data); err != nil {
			return ptraceotlp.NewExportResponse(), err
		}
	}
	b.mutex.Lock()
	defer b.mutex.Unlock()
	for _, span := range spansOf(data) {
		b.spans[span.Name()]++
	}
	return ptraceotlp.NewExportResponse(), nil
}

func (b *backend) setAnswer(answer func(ptrace.Traces) error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.answer = answer
}

func (b *backend) asked() int {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.requests
}

// stored returns how many spans arrived once, and how many more often.
func (b *backend) stored() (once, more int) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	for _, times := range b.spans {
		if times == 1 {
			once++
		} else {
			more++
		}
	}
	return once, more
}

func spansOf(data ptrace.Traces) []ptrace.Span {
	var spans []ptrace.Span
	for _, resource := range data.ResourceSpans().All() {
		for _, scope := range resource.ScopeSpans().All() {
			for _, span := range scope.Spans().All() {
				spans = append(spans, span)
			}
		}
	}
	return spans
}
