package refusalsconnector

import (
	"context"
	"encoding/binary"
	"fmt"
	"maps"
	"testing"
	"time"

	"cortex.local/collector/components/sender"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/consumer/consumertest"
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

const (
	burst  = 5
	wait   = 10 * time.Second
	server = ptrace.SpanKindServer
)

// of makes a span; status 0 is none.
type of struct {
	service string
	trace   int
	kind    ptrace.SpanKind
	status  int64
}

func refused(trace int) of { return of{service: "api", trace: trace, kind: server, status: 401} }
func child(trace int) of   { return of{service: "api", trace: trace, kind: ptrace.SpanKindClient} }

// stage is a connector with its own clock, and the store behind it.
type stage struct {
	t     *testing.T
	under *refusals
	store *consumertest.TracesSink
	now   time.Time
	spans uint64
}

func stageWith(t *testing.T, change func(*config)) *stage {
	t.Helper()
	c := newDefaultConfig().(*config)
	c.PerSecond, c.Burst, c.Wait = 1, burst, wait
	change(c)
	if err := c.Validate(); err != nil {
		t.Fatal(err)
	}
	s := &stage{t: t, store: &consumertest.TracesSink{}, now: time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)}
	var err error
	if s.under, err = newRefusals(componenttest.NewNopTelemetrySettings(), c, s.store); err != nil {
		t.Fatal(err)
	}
	s.under.now = func() time.Time { return s.now }
	return s
}

func defaults(*config) {}

// send passes on one request, as the Collector does to several consumers: none may change it.
func (s *stage) send(spans ...of) {
	s.t.Helper()
	td := ptrace.NewTraces()
	for _, one := range spans {
		s.spans++
		rs := td.ResourceSpans().AppendEmpty()
		rs.Resource().Attributes().PutStr(sender.ServiceName, one.service)
		ss := rs.ScopeSpans().AppendEmpty()
		ss.Scope().SetName("http")
		span := ss.Spans().AppendEmpty()
		span.SetTraceID(traceID(one.trace))
		span.SetSpanID(pcommon.SpanID(binary.BigEndian.AppendUint64(nil, s.spans)))
		span.SetKind(one.kind)
		if one.status != 0 {
			span.Attributes().PutInt(statusCode, one.status)
		}
	}
	td.MarkReadOnly()
	if err := s.under.ConsumeTraces(context.Background(), td); err != nil {
		s.t.Fatal(err)
	}
}

func traceID(trace int) pcommon.TraceID {
	return pcommon.TraceID(binary.BigEndian.AppendUint64(make([]byte, 8), uint64(trace)))
}

// exhaust uses up the budget of the service, with traces from 1,000,000 on.
func (s *stage) exhaust() {
	s.t.Helper()
	for index := range burst {
		s.send(refused(1_000_000 + index))
	}
	s.store.Reset()
}

// stored counts the spans in the store by trace.
func (s *stage) stored() map[int]int {
	counts := map[int]int{}
	for _, td := range s.store.AllTraces() {
		each(td, func(rs ptrace.ResourceSpans, ss ptrace.ScopeSpans, span ptrace.Span) {
			if _, found := rs.Resource().Attributes().Get(sender.ServiceName); !found || ss.Scope().Name() != "http" {
				s.t.Error("a span came without its resource or scope")
			}
			trace := span.TraceID()
			counts[int(binary.BigEndian.Uint64(trace[8:]))]++
		})
	}
	return counts
}

func (s *stage) expect(what string, stored map[int]int, leftOut map[string]int64) {
	s.t.Helper()
	if got := s.stored(); !maps.Equal(got, stored) {
		s.t.Errorf("%s: stored spans by trace %v, expected %v", what, got, stored)
	}
	if got := s.under.leftOut(); leftOut != nil && !maps.Equal(got, leftOut) {
		s.t.Errorf("%s: left out %v, expected %v", what, got, leftOut)
	}
}

func TestOfAFloodOfRefusalsAreStoredABurstAndSoManyASecond(t *testing.T) {
	s := stageWith(t, defaults)
	for trace := range 1_000 {
		s.send(refused(trace))
	}
	s.now = s.now.Add(3 * time.Second)
	s.send(refused(1_000), refused(1_001), refused(1_002), refused(1_003))
	s.now = s.now.Add(wait)
	s.expect("after the flood", map[int]int{0: 1, 1: 1, 2: 1, 3: 1, 4: 1, 1_000: 1, 1_001: 1, 1_002: 1},
		map[string]int64{"api": 996})
}

func TestNobodysRequestsCostTheBudgetOfAnother(t *testing.T) {
	s := stageWith(t, defaults)
	s.exhaust()
	s.send(refused(1), of{service: "other", trace: 2, kind: server, status: 404})
	s.expect("both", map[int]int{2: 1}, nil)
}

func TestOnlyRefusalsAreEverLeftOut(t *testing.T) {
	for name, span := range map[string]of{
		"an answer":              {kind: server, status: 200},
		"a redirect":             {kind: server, status: 304},
		"a fault of the service": {kind: server, status: 500},
		"a gateway's fault":      {kind: server, status: 502},
		"a request without any":  {kind: server},
		"a refusal by others":    {kind: ptrace.SpanKindClient, status: 404},
		"a step":                 {kind: ptrace.SpanKindInternal, status: 404},
	} {
		s := stageWith(t, defaults)
		s.exhaust()
		span.service, span.trace = "api", 1
		s.send(span)
		s.expect(name, map[int]int{1: 1}, nil)
	}
	for _, status := range []int64{400, 401, 403, 404, 405, 408, 413, 415, 422, 429, 499, 503} {
		s := stageWith(t, defaults)
		s.exhaust()
		s.send(of{service: "api", trace: 1, kind: server, status: status})
		s.expect(fmt.Sprint(status), map[int]int{}, nil)
	}
}

func TestATraceWithOtherSpansStaysWhole(t *testing.T) {
	callers := of{service: "caller", trace: 1, kind: ptrace.SpanKindClient, status: 401}
	for name, requests := range map[string][][]of{
		"in one request":                     {{refused(1), child(1)}},
		"whose children came before":         {{child(1)}, {refused(1)}},
		"whose children come after":          {{refused(1)}, {child(1)}},
		"whose caller's span comes after":    {{refused(1)}, {callers}},
		"whose caller's span came before":    {{callers}, {refused(1)}},
		"of which others are refused beside": {{refused(1), refused(2)}, {child(1), refused(3)}},
	} {
		s := stageWith(t, defaults)
		s.exhaust()
		for _, spans := range requests {
			s.send(spans...)
			s.now = s.now.Add(wait / 100)
		}
		s.now = s.now.Add(wait)
		s.send()
		s.expect(name, map[int]int{1: 2}, nil)
	}
}

func TestARequestThatTakesLongIsWholeWithWhatCameAMinuteBefore(t *testing.T) {
	s := stageWith(t, func(c *config) { c.PerSecond = 0.001 })
	s.exhaust()
	s.send(child(1))
	for range 6 {
		s.now = s.now.Add(wait - time.Millisecond)
		s.send(child(2))
	}
	s.send(refused(1))
	s.expect("after a minute", map[int]int{1: 2, 2: 6}, nil)
}

func TestATraceIsNoWayAroundTheBudget(t *testing.T) {
	s := stageWith(t, func(c *config) { c.PerSecond = 0.001 })
	s.exhaust()
	for range 1_000 {
		s.send(refused(1))
	}
	s.send(child(1))
	for range 1_000 {
		s.send(refused(1))
	}
	s.now = s.now.Add(wait)
	s.expect("one trace", map[int]int{1: 1 + maxAdmitted}, map[string]int64{"api": 2_000 - maxAdmitted})
}

func TestWhatWaitsAndWhoSendsAreBounded(t *testing.T) {
	s := stageWith(t, func(c *config) { c.MaxWaiting, c.MaxSenders = 10, 3 })
	for trace := range 1_000 {
		s.send(of{service: fmt.Sprint("invented", trace), trace: trace, kind: server, status: 404})
		s.send(of{service: fmt.Sprint("invented", trace), trace: 1_000 + trace, kind: server, status: 404})
	}
	if book := s.under.book; len(book.waiting) != 10 || len(book.byTrace) != 10 || len(book.budgets.senders) != 4 {
		t.Errorf("%d wait of %d traces and %d senders", len(book.waiting), len(book.byTrace), len(book.budgets.senders))
	}
	if stored := len(s.stored()); stored != 3*2+burst {
		t.Errorf("%d are stored", stored)
	}
	s.now = s.now.Add(maxIdle + time.Second)
	s.send(refused(1))
	if senders := s.under.book.budgets.senders; len(senders) != 1 || senders["api"] == nil {
		t.Errorf("%d senders have a budget, though all but one are idle", len(senders))
	}
	for trace := range 3 * maxTraces {
		s.under.book.company.add(traceID(trace), s.now)
	}
	if c := s.under.book.company; len(c.young)+len(c.old) > 2*maxTraces {
		t.Errorf("%d traces are remembered", len(c.young)+len(c.old))
	}
}

func TestWhatIsNoFloodPassesWithoutACopy(t *testing.T) {
	s := stageWith(t, defaults)
	s.send(refused(1), child(2))
	s.expect("all", map[int]int{1: 1, 2: 1}, map[string]int64{"api": 0})
	if td := s.store.AllTraces()[0]; !td.IsReadOnly() {
		t.Error("a copy was passed on")
	}
}

func TestWhatIsLeftOutIsCountedBySender(t *testing.T) {
	telemetry := componenttest.NewTelemetry()
	c := &config{PerSecond: 1, Burst: 1, Wait: time.Nanosecond, MaxWaiting: 10, MaxSenders: 10}
	r, err := newRefusals(telemetry.NewTelemetrySettings(), c, consumertest.NewNop())
	if err != nil {
		t.Fatal(err)
	}
	s := &stage{t: t, under: r}
	s.send(refused(1), refused(2), refused(3))
	m, err := telemetry.GetMetric("otelcol_refusals_left_out_spans")
	if err != nil {
		t.Fatal(err)
	}
	points := m.Data.(metricdata.Sum[int64]).DataPoints
	if name, _ := points[0].Attributes.Value("sender"); len(points) != 1 || points[0].Value != 2 || name.AsString() != "api" {
		t.Errorf("counted %v", points)
	}
	if err := r.Shutdown(context.Background()); err != nil {
		t.Fatal(err)
	}
}
