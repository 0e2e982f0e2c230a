package sanitizeprocessor

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pmetric"
)

// The longest key of Badger, and the rest of a key: a prefix, the start time and the trace id.
const badgerKey, badgerRest = 65_000, 25

func sendSpan(t *testing.T, fill func(attributes pcommon.Map)) pcommon.Map {
	t.Helper()
	traces, span := oneSpan()
	fill(span.Attributes())
	newPipeline(t, Config{}).send(traces)
	return span.Attributes()
}

func cutsOf(t *testing.T, attributes pcommon.Map) int64 {
	t.Helper()
	if cuts, ok := attributes.Get(attributeTruncated); ok {
		return cuts.Int()
	}
	return 0
}

func TestEveryAttributeFitsIntoBadger(t *testing.T) {
	long := strings.Repeat("<\x01ü", 30_000)
	for name, fill := range map[string]func(attributes pcommon.Map){
		"text":  func(attributes pcommon.Map) { attributes.PutStr("a", long) },
		"bytes": func(attributes pcommon.Map) { attributes.PutEmptyBytes("a").FromRaw([]byte(long)) },
		"list":  func(attributes pcommon.Map) { attributes.PutEmptySlice("a").AppendEmpty().SetStr(long) },
		"list of many": func(attributes pcommon.Map) {
			for range 20_000 {
				attributes.GetOrPutEmpty("a")
				value, _ := attributes.Get("a")
				if value.Type() == pcommon.ValueTypeEmpty {
					value.SetEmptySlice()
				}
				value.Slice().AppendEmpty().SetStr("\x01\x02")
			}
		},
		"map": func(attributes pcommon.Map) { attributes.PutEmptyMap("a").PutStr("b", long) },
		"deep map": func(attributes pcommon.Map) {
			within := attributes.PutEmptyMap("a")
			for range 500 {
				within = within.PutEmptyMap("key")
			}
			within.PutStr("b", long)
		},
		"key":        func(attributes pcommon.Map) { attributes.PutStr(long, "a") },
		"key in map": func(attributes pcommon.Map) { attributes.PutEmptyMap("a").PutStr(long, "b") },
	} {
		t.Run(name, func(t *testing.T) {
			attributes := sendSpan(t, fill)
			for key, value := range attributes.All() {
				text := value.AsString()
				if longestName+len(key)+len(text)+badgerRest > badgerKey {
					t.Errorf("key of %d and value of %d bytes", len(key), len(text))
				}
				if !utf8.ValidString(key) || !utf8.ValidString(text) {
					t.Error("a character is split")
				}
			}
			if cutsOf(t, attributes) == 0 {
				t.Error("not marked")
			}
		})
	}
}

func TestNamesStatusAndEventsAreCut(t *testing.T) {
	long := strings.Repeat("ü", 50_000)
	traces, span := oneSpan()
	span.SetName(long)
	span.Status().SetMessage(long)
	event := span.Events().AppendEmpty()
	event.SetName(long)
	event.Attributes().PutStr("a", long)
	resource := traces.ResourceSpans().At(0)
	resource.Resource().Attributes().PutStr("service.name", long)
	resource.ScopeSpans().At(0).Scope().SetName(long)
	newPipeline(t, Config{}).send(traces)
	value, _ := event.Attributes().Get("a")
	service, _ := resource.Resource().Attributes().Get("service.name")
	for what, text := range map[string][2]any{
		"name":          {span.Name(), longestName},
		"status":        {span.Status().Message(), longestValue},
		"event":         {event.Name(), longestName},
		"event's value": {value.Str(), longestValue},
		"service":       {service.Str(), longestName},
		"scope":         {resource.ScopeSpans().At(0).Scope().Name(), longestName},
	} {
		if got := text[0].(string); len(got) > text[1].(int) || !strings.HasSuffix(got, "ü"+ellipsis) {
			t.Errorf("%s of %d bytes ends in %q", what, len(got), got[len(got)-6:])
		}
	}
	if cuts := cutsOf(t, span.Attributes()); cuts != 4 {
		t.Errorf("span marked with %d", cuts)
	}
	if cutsOf(t, resource.Resource().Attributes()) != 1 || cutsOf(t, resource.ScopeSpans().At(0).Scope().Attributes()) != 1 {
		t.Error("resource or scope not marked")
	}
}

func TestASpanIsBoundedAsAWhole(t *testing.T) {
	traces, span := oneSpan()
	for i := range 3000 {
		span.Attributes().PutStr(fmt.Sprint("key", i), strings.Repeat("v", 1000))
		span.Events().AppendEmpty().SetName("event")
		span.Links().AppendEmpty()
	}
	newPipeline(t, Config{}).send(traces)
	size := len(asJSON(t, traces))
	if size > 2*largestItem || span.Attributes().Len() == 0 {
		t.Errorf("%d bytes, %d attributes", size, span.Attributes().Len())
	}
	if got := span.Attributes().Len() + int(span.DroppedAttributesCount()); got != 3000 {
		t.Errorf("%d attributes kept or counted", got)
	}
	if span.Events().Len()+int(span.DroppedEventsCount()) != 3000 || span.Links().Len()+int(span.DroppedLinksCount()) != 3000 {
		t.Error("events or links neither kept nor counted")
	}
}

func TestALogRecordFitsIntoTheLogStore(t *testing.T) {
	logs, record := oneRecord()
	record.Body().SetStr(strings.Repeat("b", 5_000_000))
	for i := range 5000 {
		record.Attributes().PutStr(fmt.Sprint("key", i), strings.Repeat("v", 2000))
	}
	newPipeline(t, Config{}).send(logs)
	if size := len(asJSON(t, logs)); size > 2*1024*1024 || record.Attributes().Len() > mostFields+1 {
		t.Errorf("%d bytes, %d attributes", size, record.Attributes().Len())
	}
	if len(record.Body().Str()) != longestBody || cutsOf(t, record.Attributes()) != 1 {
		t.Errorf("body of %d bytes", len(record.Body().Str()))
	}
}

func TestAStackOfALogRecordStays(t *testing.T) {
	logs, record := oneRecord()
	stack := strings.Repeat("at f ", 8000)
	record.Attributes().PutEmptyMap("err").PutStr("stack", stack)
	newPipeline(t, Config{}).send(logs)
	err, _ := record.Attributes().Get("err")
	if err.Type() != pcommon.ValueTypeMap || !strings.Contains(err.AsString(), stack) || cutsOf(t, record.Attributes()) != 0 {
		t.Error("cut")
	}
}

func TestAMapBodyIsBounded(t *testing.T) {
	logs, record := oneRecord()
	body := record.Body().SetEmptyMap()
	for i := range 5000 {
		body.PutInt(fmt.Sprint("key", i), 1)
	}
	newPipeline(t, Config{}).send(logs)
	if body.Len() > mostFields || cutsOf(t, record.Attributes()) == 0 {
		t.Errorf("%d fields, not marked", body.Len())
	}
}

func TestSeriesThatDifferAtTheEndStaySeveral(t *testing.T) {
	metrics, metric := oneMetric()
	points := metric.SetEmptyGauge().DataPoints()
	for _, end := range []string{"a", "b"} {
		points.AppendEmpty().Attributes().PutStr("label", strings.Repeat("l", 10_000)+end)
	}
	newPipeline(t, Config{}).send(metrics)
	expectDistinct(t, points)
}

func TestSeriesThatDifferInASecretStaySeveral(t *testing.T) {
	for key, values := range map[string][]string{"user.email": {"a@example.com", "b@example.com"}, "password": {"hunter1", "hunter2"}} {
		metrics, metric := oneMetric()
		points := metric.SetEmptyGauge().DataPoints()
		for _, value := range values {
			points.AppendEmpty().Attributes().PutStr(key, value)
		}
		newPipeline(t, Config{}).send(metrics)
		if points.At(0).Attributes().Equal(points.At(1).Attributes()) {
			t.Errorf("%v twice", points.At(0).Attributes().AsRaw())
		}
	}
}

func expectDistinct(t *testing.T, points pmetric.NumberDataPointSlice) {
	t.Helper()
	first, _ := points.At(0).Attributes().Get("label")
	second, _ := points.At(1).Attributes().Get("label")
	if first.Str() == second.Str() || len(first.Str()) > longestLabel || points.At(0).Attributes().Len() != 1 {
		t.Errorf("%d bytes: %q, %q", len(first.Str()), first.Str(), second.Str())
	}
}

func TestLabelsOfProfilesAreCut(t *testing.T) {
	profiles, _ := oneProfile()
	profiles.Dictionary().StringTable().Append(strings.Repeat("f", 100_000))
	label := profiles.Dictionary().AttributeTable().AppendEmpty()
	label.SetKeyStrindex(-1)
	label.Value().SetStr(strings.Repeat("l", 100_000))
	newPipeline(t, Config{}).send(profiles)
	if len(profiles.Dictionary().StringTable().At(1)) > longestLabel || len(label.Value().Str()) > longestLabel {
		t.Error("not cut")
	}
}

func TestASecretOnTheEdgeOfTheCutIsGone(t *testing.T) {
	const secret = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1c2VyIn0.c2lnbmF0dXJl"
	for before := longestValue - 80; before <= longestValue; before += 7 {
		attributes := sendSpan(t, func(attributes pcommon.Map) {
			attributes.PutStr("a", strings.Repeat(" ", before)+secret+strings.Repeat(" ", 100))
		})
		if value, _ := attributes.Get("a"); strings.Contains(value.Str(), "eyJ") {
			t.Errorf("at %d: %q", before, value.Str()[before:])
		}
	}
}

func TestTextsThatAreNotUTF8AreCutToo(t *testing.T) {
	attributes := sendSpan(t, func(attributes pcommon.Map) { attributes.PutStr("a", strings.Repeat("\xfc", 100_000)) })
	if value, _ := attributes.Get("a"); len(value.Str()) > longestValue {
		t.Errorf("%d bytes", len(value.Str()))
	}
}

func TestWhatFitsStaysAsItIs(t *testing.T) {
	attributes := sendSpan(t, func(attributes pcommon.Map) { attributes.PutStr("a", strings.Repeat("v", longestValue)) })
	if value, _ := attributes.Get("a"); len(value.Str()) != longestValue || attributes.Len() != 1 {
		t.Error("changed")
	}
}
