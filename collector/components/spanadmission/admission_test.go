package spanadmission

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"cortex.local/collector/components/sender"
	"go.opentelemetry.io/collector/connector"
	"go.opentelemetry.io/collector/consumer/consumertest"
	"go.opentelemetry.io/collector/pdata/ptrace"
)

var noon = time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)

type harness struct {
	*admission
	t    *testing.T
	sink *consumertest.TracesSink
}

func admissionWith(t *testing.T, change func(*config)) harness {
	t.Helper()
	c := newDefaultConfig().(*config)
	c.Dimensions = []dimension{{Name: "http.route"}}
	change(c)
	if err := c.Validate(); err != nil {
		t.Fatal(err)
	}
	sink := &consumertest.TracesSink{}
	made, err := newConnector(context.Background(), connector.Settings{}, c, sink)
	if err != nil {
		t.Fatal(err)
	}
	a := made.(*admission)
	a.now = func() time.Time { return noon }
	return harness{a, t, sink}
}

func small(c *config) { c.MaxSenders, c.MaxCombinations, c.MaxCombinationsPerSender = 3, 9, 5 }

// spans describes the spans of one process, by their names.
type spans struct {
	resource map[string]string
	names    []string
	route    string
}

func (s spans) traces() ptrace.Traces {
	td := ptrace.NewTraces()
	rs := td.ResourceSpans().AppendEmpty()
	for key, value := range s.resource {
		rs.Resource().Attributes().PutStr(key, value)
	}
	ss := rs.ScopeSpans().AppendEmpty()
	for _, name := range s.names {
		span := ss.Spans().AppendEmpty()
		span.SetName(name)
		span.SetKind(ptrace.SpanKindServer)
		span.SetStartTimestamp(1)
		span.SetEndTimestamp(2)
		span.Status().SetCode(ptrace.StatusCodeError)
		span.Attributes().PutStr("secret", "of nobody's concern")
		if s.route != "" {
			span.Attributes().PutStr("http.route", s.route)
		}
	}
	return td
}

func from(service string, names ...string) spans {
	return spans{resource: map[string]string{sender.ServiceName: service}, names: names}
}

func invented(count int) []string {
	names := make([]string, count)
	for i := range names {
		names[i] = fmt.Sprintf("invented %d", i)
	}
	return names
}

// counts returns how many spans of each sender and name the connector makes of one request.
func (h harness) counts(s spans) map[string]int {
	h.t.Helper()
	h.sink.Reset()
	if err := h.ConsumeTraces(context.Background(), s.traces()); err != nil {
		h.t.Fatal(err)
	}
	counts := map[string]int{}
	for _, td := range h.sink.AllTraces() {
		for _, rs := range td.ResourceSpans().All() {
			for _, ss := range rs.ScopeSpans().All() {
				for _, span := range ss.Spans().All() {
					counts[sender.Of(rs.Resource().Attributes())+" "+span.Name()]++
				}
			}
		}
	}
	return counts
}

func (h harness) expect(s spans, expected map[string]int) {
	h.t.Helper()
	if got := h.counts(s); fmt.Sprint(got) != fmt.Sprint(expected) {
		h.t.Errorf("expected %v, got %v", expected, got)
	}
}

func TestTracesWithRoomPassAsTheyAre(t *testing.T) {
	h := admissionWith(t, small)
	td := from("a", "x", "y").traces()
	_ = h.ConsumeTraces(context.Background(), td)
	if passed := h.sink.AllTraces()[0]; passed != td {
		t.Error("expected the traces themselves, got a copy")
	}
}

func TestSpansWithoutRoomAreCountedUnderOneNameOfTheirSender(t *testing.T) {
	h := admissionWith(t, small)
	h.counts(from("a", invented(5)...))
	h.expect(from("a", "invented 4", "invented 5", "invented 6"), map[string]int{"a invented 4": 1, "a (other)": 2})
	h.expect(from("b", "x"), map[string]int{"b x": 1})
}

func TestSpansWithoutRoomKeepWhatIsMeasured(t *testing.T) {
	h := admissionWith(t, small)
	s := from("a", invented(6)...)
	s.resource[sender.ServiceNamespace], s.resource["service.instance.id"] = "n", "1"
	h.counts(s)
	rs := h.sink.AllTraces()[0].ResourceSpans().At(1)
	if got := fmt.Sprint(rs.Resource().Attributes().AsRaw()); got != "map[service.name:a service.namespace:n]" {
		t.Errorf("expected a resource that is no process, got %s", got)
	}
	span := rs.ScopeSpans().At(0).Spans().At(0)
	if span.Kind() != ptrace.SpanKindServer || span.Status().Code() != ptrace.StatusCodeError || span.EndTimestamp()-span.StartTimestamp() != 1 {
		t.Errorf("expected kind, status and duration, got %v, %v, %d", span.Kind(), span.Status().Code(), span.EndTimestamp()-span.StartTimestamp())
	}
	if got := fmt.Sprint(span.Attributes().AsRaw()); got != "map[otel.metric.overflow:true]" {
		t.Errorf("expected the mark of an overflow alone, got %s", got)
	}
}

func TestProcessesOfASenderShareItsBound(t *testing.T) {
	h := admissionWith(t, small)
	for i := range 7 {
		s := from("a", "x")
		s.resource["service.instance.id"] = fmt.Sprint(i)
		expected := map[string]int{"a x": 1}
		if i >= 5 {
			expected = map[string]int{"a (other)": 1}
		}
		h.expect(s, expected)
	}
}

func TestDimensionsCountAsNamesDo(t *testing.T) {
	h := admissionWith(t, small)
	for i := range 7 {
		s := from("a", "x")
		s.route = fmt.Sprintf("/%d", i)
		expected := map[string]int{"a x": 1}
		if i >= 5 {
			expected = map[string]int{"a (other)": 1}
		}
		h.expect(s, expected)
	}
}

func TestASenderAlwaysHasItsEvenShare(t *testing.T) {
	h := admissionWith(t, small)
	h.counts(from("a", invented(5)...))
	h.counts(from("b", invented(5)...))
	h.expect(from("c", invented(5)...), map[string]int{"c invented 0": 1, "c invented 1": 1, "c invented 2": 1, "c (other)": 2})
}

func TestSendersWithoutRoomAreOne(t *testing.T) {
	h := admissionWith(t, small)
	for i := range 3 {
		h.counts(from(fmt.Sprint(i), "x"))
	}
	h.expect(from("3", "x"), map[string]int{"(other) (other)": 1})
	h.expect(from("0", "x"), map[string]int{"0 x": 1})
}

func TestWhatIsIdleMakesRoom(t *testing.T) {
	h := admissionWith(t, small)
	h.counts(from("a", invented(5)...))
	half := h.book.config.MaxIdle / 2
	h.now = func() time.Time { return noon.Add(half) }
	h.expect(from("a", "x"), map[string]int{"a (other)": 1})
	h.now = func() time.Time { return noon.Add(2*half + time.Minute) }
	h.expect(from("a", "x"), map[string]int{"a (other)": 1})
	h.now = func() time.Time { return noon.Add(4*half + 2*time.Minute) }
	h.expect(from("a", "x"), map[string]int{"a x": 1})
	if h.book.combinations != 1 {
		t.Errorf("expected 1 combination, got %d", h.book.combinations)
	}
}

func TestLongValuesAreNotHeld(t *testing.T) {
	h := admissionWith(t, small)
	h.expect(from("a", strings.Repeat("x", maxCombinationBytes+1)), map[string]int{"a (other)": 1})
	h.expect(from(strings.Repeat("x", maxIdentityBytes+1), "x"), map[string]int{"(other) (other)": 1})
	s := from("a", "x")
	s.resource["process.command_args"] = strings.Repeat("x", maxResourceBytes)
	h.expect(s, map[string]int{"a x": 1})
	if got := fmt.Sprint(h.sink.AllTraces()[0].ResourceSpans().At(0).Resource().Attributes().AsRaw()); got != "map[service.name:a]" {
		t.Errorf("expected what identifies the resource alone, got %s", got)
	}
}

func TestSettingsThatLetNothingPassAreRefused(t *testing.T) {
	for _, change := range []func(*config){
		func(c *config) { c.MaxSenders = 0 },
		func(c *config) { c.MaxCombinations = 0 },
		func(c *config) { c.MaxCombinationsPerSender = 0 },
		func(c *config) { c.MaxIdle = 0 },
	} {
		c := newDefaultConfig().(*config)
		change(c)
		if c.Validate() == nil {
			t.Errorf("expected an error of %+v", c)
		}
	}
}
