package isolatingexporter_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"go.opentelemetry.io/collector/pdata/ptrace"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

const badgerKeyBytes = 65_000

// asJaeger refuses what Badger cannot store, with the code that Jaeger uses.
func asJaeger(data ptrace.Traces) error {
	for _, span := range spansOf(data) {
		if value, ok := span.Attributes().Get("text"); ok && len(value.Str()) > badgerKeyBytes {
			return status.Error(codes.Unavailable, "Key with size 66021 exceeded 65000 limit. Key:\n"+value.Str()[:200])
		}
	}
	return nil
}

// spans makes a request of one sender.
func spans(sender string, count, textBytes int) ptrace.Traces {
	data := ptrace.NewTraces()
	resource := data.ResourceSpans().AppendEmpty()
	resource.Resource().Attributes().PutStr("service.name", sender)
	list := resource.ScopeSpans().AppendEmpty().Spans()
	for index := range count {
		span := list.AppendEmpty()
		span.SetName(fmt.Sprintf("%s %d", sender, index))
		span.Attributes().PutStr("text", strings.Repeat("x", textBytes))
	}
	return data
}

func together(parts ...ptrace.Traces) ptrace.Traces {
	all := ptrace.NewTraces()
	for _, part := range parts {
		part.ResourceSpans().MoveAndAppendTo(all.ResourceSpans())
	}
	return all
}

func TestARefusedSpanIsSetAsideAndAllOthersArriveOnce(t *testing.T) {
	server := startBackend(t, asJaeger)
	exporter := startTraces(t, server.address)
	exporter.send(together(spans("honest", 150, 10), spans("guilty", 1, 66_000), spans("other", 50, 10)))
	exporter.eventually("200 spans and a stub", func() bool { once, _ := server.stored(); return once == 201 })
	exporter.drained()
	if _, more := server.stored(); more != 0 {
		t.Errorf("%d spans were stored more than once", more)
	}
	exporter.expectSetAside(map[string]int64{"guilty": 1})
	if strings.Contains(exporter.logged(), "xxx") {
		t.Errorf("the log repeats an attribute:\n%s", exporter.logged())
	}
}

func TestRefusedSpansInBatchesOfTheirOwnHoldNobodyUp(t *testing.T) {
	server := startBackend(t, asJaeger)
	exporter := startTraces(t, server.address)
	for index := range 10 {
		exporter.send(spans(fmt.Sprintf("guilty %d", index), 1, 66_000))
		exporter.eventually("a batch of its own to be sent", func() bool { return server.asked() > index })
	}
	exporter.send(spans("honest", 100, 10))
	exporter.eventually("100 spans and 10 stubs", func() bool { once, _ := server.stored(); return once == 110 })
	exporter.drained()
}

func TestNothingIsSetAsideForABackendThatTakesNothing(t *testing.T) {
	server := startBackend(t, func(ptrace.Traces) error { return status.Error(codes.Unavailable, "no space left") })
	exporter := startTraces(t, server.address)
	exporter.send(together(spans("a", 100, 10), spans("b", 100, 10)))
	exporter.eventually("the batch to have been sent many times", func() bool { return server.asked() > 100 })
	server.setAnswer(nil)
	exporter.eventually("all 200 spans", func() bool { once, more := server.stored(); return once == 200 && more == 0 })
	exporter.expectSetAside(map[string]int64{})
}

func TestNothingIsSetAsideWhileNobodyListens(t *testing.T) {
	address := unusedAddress(t)
	exporter := startTraces(t, address)
	exporter.send(spans("a", 100, 10))
	exporter.eventually("ten attempts", func() bool { return strings.Count(exporter.logged(), "Will retry") > 10 })
	server := startBackendAt(t, address, nil)
	exporter.eventually("all 100 spans", func() bool { once, more := server.stored(); return once == 100 && more == 0 })
	exporter.expectSetAside(map[string]int64{})
}

func TestLargeBatchesArriveInRequestsOfFourMebibytes(t *testing.T) {
	server := startBackend(t, nil, grpc.MaxRecvMsgSize(16<<20))
	exporter := startTraces(t, server.address)
	exporter.send(spans("prompts", 512, 12_000))
	exporter.eventually("512 spans", func() bool { once, _ := server.stored(); return once == 512 })
	if server.largest > 4<<20 {
		t.Errorf("a request had %d bytes", server.largest)
	}
}

func TestALargeSpanTravelsAlone(t *testing.T) {
	server := startBackend(t, nil, grpc.MaxRecvMsgSize(16<<20))
	exporter := startTraces(t, server.address)
	exporter.send(together(spans("honest", 200, 100), spans("large", 1, 5_000_000)))
	exporter.eventually("201 spans", func() bool { once, more := server.stored(); return once == 201 && more == 0 })
}

func TestASpanAboveTheBackendsLimitTakesNoOtherWithIt(t *testing.T) {
	server := startBackend(t, nil, grpc.MaxRecvMsgSize(4<<20+1<<10))
	exporter := startTraces(t, server.address)
	exporter.send(together(spans("honest", 200, 100), spans("large", 1, 5_000_000)))
	exporter.eventually("200 spans and a stub", func() bool { once, more := server.stored(); return once == 201 && more == 0 })
	exporter.expectSetAside(map[string]int64{"large": 1})
}

func TestRequestsGetSmallerUntilASlowBackendAnswersInTime(t *testing.T) {
	const inTime = 300_000
	server := startBackend(t, func(data ptrace.Traces) error {
		if (&ptrace.ProtoMarshaler{}).TracesSize(data) > inTime {
			return status.Error(codes.DeadlineExceeded, "too slow")
		}
		return nil
	})
	exporter := startTraces(t, server.address)
	exporter.send(spans("many", 500, 4_000))
	exporter.eventually("500 spans", func() bool { once, more := server.stored(); return once == 500 && more == 0 })
	exporter.expectSetAside(map[string]int64{})
}

func TestASenderOfNothingButRefusedSpansCostsABoundedNumberOfRequests(t *testing.T) {
	server := startBackend(t, func(data ptrace.Traces) error {
		for _, span := range spansOf(data) {
			if strings.HasPrefix(span.Name(), "guilty") && span.Attributes().Len() > 0 && !isStub(span) {
				return status.Error(codes.InvalidArgument, "never")
			}
		}
		return nil
	})
	exporter := startTraces(t, server.address)
	exporter.send(together(spans("honest", 10, 10), spans("guilty", 4_000, 10)))
	exporter.drained()
	exporter.expectSetAside(map[string]int64{"guilty": 4_000})
	if server.asked() > 200 {
		t.Errorf("%d requests", server.asked())
	}
}

func isStub(span ptrace.Span) bool {
	_, found := span.Attributes().Get("telemetry.set_aside")
	return found
}

func TestABackendThatHangsDoesNotHoldUpTheStop(t *testing.T) {
	hold := make(chan struct{})
	server := startBackend(t, func(ptrace.Traces) error { <-hold; return nil })
	exporter := startTraces(t, server.address)
	exporter.send(spans("a", 1, 10))
	exporter.eventually("a request", func() bool { return server.asked() == 1 })
	began := time.Now()
	exporter.stop()
	close(hold)
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("stopping took %s: the timeout of a request is 60 s", took)
	}
}
