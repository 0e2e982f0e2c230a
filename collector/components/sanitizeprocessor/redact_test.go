package sanitizeprocessor

import (
	"encoding/json"
	"strings"
	"testing"

	"go.opentelemetry.io/collector/pdata/pcommon"

	"cortex.local/collector/components/redact"
)

type secret struct {
	Key    string
	Value  any
	Secret string
}

// The places where a signal has attributes: each makes a signal and returns the attributes at that place.
var attributePlaces = map[string]func() (any, pcommon.Map){
	"span": func() (any, pcommon.Map) { traces, span := oneSpan(); return traces, span.Attributes() },
	"event": func() (any, pcommon.Map) {
		traces, span := oneSpan()
		return traces, span.Events().AppendEmpty().Attributes()
	},
	"link": func() (any, pcommon.Map) {
		traces, span := oneSpan()
		return traces, span.Links().AppendEmpty().Attributes()
	},
	"resource": func() (any, pcommon.Map) {
		traces, _ := oneSpan()
		return traces, traces.ResourceSpans().At(0).Resource().Attributes()
	},
	"scope": func() (any, pcommon.Map) {
		traces, _ := oneSpan()
		return traces, traces.ResourceSpans().At(0).ScopeSpans().At(0).Scope().Attributes()
	},
	"log record": func() (any, pcommon.Map) { logs, record := oneRecord(); return logs, record.Attributes() },
	"log body":   func() (any, pcommon.Map) { logs, record := oneRecord(); return logs, record.Body().SetEmptyMap() },
	"log body, nested": func() (any, pcommon.Map) {
		logs, record := oneRecord()
		return logs, record.Body().SetEmptySlice().AppendEmpty().SetEmptyMap().PutEmptyMap("nested")
	},
	"log resource": func() (any, pcommon.Map) {
		logs, _ := oneRecord()
		return logs, logs.ResourceLogs().At(0).Resource().Attributes()
	},
	"log scope": func() (any, pcommon.Map) {
		logs, _ := oneRecord()
		return logs, logs.ResourceLogs().At(0).ScopeLogs().At(0).Scope().Attributes()
	},
	"gauge": func() (any, pcommon.Map) {
		metrics, m := oneMetric()
		return metrics, m.SetEmptyGauge().DataPoints().AppendEmpty().Attributes()
	},
	"sum": func() (any, pcommon.Map) {
		metrics, m := oneMetric()
		return metrics, m.SetEmptySum().DataPoints().AppendEmpty().Attributes()
	},
	"histogram": func() (any, pcommon.Map) {
		metrics, m := oneMetric()
		return metrics, m.SetEmptyHistogram().DataPoints().AppendEmpty().Attributes()
	},
	"summary": func() (any, pcommon.Map) {
		metrics, m := oneMetric()
		return metrics, m.SetEmptySummary().DataPoints().AppendEmpty().Attributes()
	},
	"metric metadata": func() (any, pcommon.Map) { metrics, m := oneMetric(); return metrics, m.Metadata() },
	"exponential histogram": func() (any, pcommon.Map) {
		metrics, m := oneMetric()
		return metrics, m.SetEmptyExponentialHistogram().DataPoints().AppendEmpty().Attributes()
	},
	"exemplar": func() (any, pcommon.Map) {
		metrics, m := oneMetric()
		return metrics, m.SetEmptyHistogram().DataPoints().AppendEmpty().Exemplars().AppendEmpty().FilteredAttributes()
	},
	"exemplar of a sum": func() (any, pcommon.Map) {
		metrics, m := oneMetric()
		return metrics, m.SetEmptySum().DataPoints().AppendEmpty().Exemplars().AppendEmpty().FilteredAttributes()
	},
	"exemplar of an exponential histogram": func() (any, pcommon.Map) {
		metrics, m := oneMetric()
		return metrics, m.SetEmptyExponentialHistogram().DataPoints().AppendEmpty().Exemplars().AppendEmpty().FilteredAttributes()
	},
	"metric resource": func() (any, pcommon.Map) {
		metrics, _ := oneMetric()
		return metrics, metrics.ResourceMetrics().At(0).Resource().Attributes()
	},
	"profile resource": func() (any, pcommon.Map) {
		profiles, _ := oneProfile()
		return profiles, profiles.ResourceProfiles().At(0).Resource().Attributes()
	},
	"profile scope": func() (any, pcommon.Map) {
		profiles, _ := oneProfile()
		return profiles, profiles.ResourceProfiles().At(0).ScopeProfiles().At(0).Scope().Attributes()
	},
}

// The places where a signal has a text that is not an attribute.
var textPlaces = map[string]func(text string) any{
	"span name":   func(text string) any { traces, span := oneSpan(); span.SetName(text); return traces },
	"status":      func(text string) any { traces, span := oneSpan(); span.Status().SetMessage(text); return traces },
	"trace state": func(text string) any { traces, span := oneSpan(); span.TraceState().FromRaw(text); return traces },
	"event name": func(text string) any {
		traces, span := oneSpan()
		span.Events().AppendEmpty().SetName(text)
		return traces
	},
	"link state": func(text string) any {
		traces, span := oneSpan()
		span.Links().AppendEmpty().TraceState().FromRaw(text)
		return traces
	},
	"key": func(text string) any { traces, span := oneSpan(); span.Attributes().PutInt(text, 1); return traces },
	"key in a map": func(text string) any {
		traces, span := oneSpan()
		span.Attributes().PutEmptyMap("a").PutInt(text, 1)
		return traces
	},
	"text in a list": func(text string) any {
		traces, span := oneSpan()
		span.Attributes().PutEmptySlice("a").AppendEmpty().SetStr(text)
		return traces
	},
	"scope name": func(text string) any {
		traces, _ := oneSpan()
		traces.ResourceSpans().At(0).ScopeSpans().At(0).Scope().SetName(text)
		return traces
	},
	"scope version": func(text string) any {
		traces, _ := oneSpan()
		traces.ResourceSpans().At(0).ScopeSpans().At(0).Scope().SetVersion(text)
		return traces
	},
	"log body":           func(text string) any { logs, record := oneRecord(); record.Body().SetStr(text); return logs },
	"log event name":     func(text string) any { logs, record := oneRecord(); record.SetEventName(text); return logs },
	"log severity":       func(text string) any { logs, record := oneRecord(); record.SetSeverityText(text); return logs },
	"metric name":        func(text string) any { metrics, m := oneMetric(); m.SetName(text); return metrics },
	"metric description": func(text string) any { metrics, m := oneMetric(); m.SetDescription(text); return metrics },
	"metric unit":        func(text string) any { metrics, m := oneMetric(); m.SetUnit(text); return metrics },
	"profile string": func(text string) any {
		profiles, _ := oneProfile()
		profiles.Dictionary().StringTable().Append(text)
		return profiles
	},
	"profile payload": func(text string) any {
		profiles, profile := oneProfile()
		profile.OriginalPayload().FromRaw([]byte(text))
		return profiles
	},
}

func TestEverySecretIsGoneFromEveryPlace(t *testing.T) {
	secrets := readJSON[secret](t, "secrets.json")
	if len(secrets) < 200 {
		t.Fatalf("%d secrets", len(secrets))
	}
	for place, at := range attributePlaces {
		t.Run(place, func(t *testing.T) {
			for _, known := range secrets {
				signal, attributes := at()
				put(t, attributes.PutEmpty(known.Key), known.Value)
				put(t, attributes.PutEmptyMap("nested").PutEmpty(known.Key), known.Value)
				expectGone(t, signal, known)
			}
		})
	}
	for place, with := range textPlaces {
		t.Run(place, func(t *testing.T) {
			for _, known := range secrets {
				expectGone(t, with(textOf(known)), known)
			}
		})
	}
}

func TestEverySecretIsGoneFromLabelsOfProfiles(t *testing.T) {
	for _, known := range readJSON[secret](t, "secrets.json") {
		profiles, _ := oneProfile()
		dictionary := profiles.Dictionary()
		dictionary.StringTable().Append(known.Key)
		label := dictionary.AttributeTable().AppendEmpty()
		label.SetKeyStrindex(1)
		put(t, label.Value(), known.Value)
		expectGone(t, profiles, known)
	}
}

func TestEverySecretIsGoneFromBytes(t *testing.T) {
	for _, known := range readJSON[secret](t, "secrets.json") {
		traces, span := oneSpan()
		span.Attributes().PutEmptyBytes("note").FromRaw([]byte(textOf(known)))
		newPipeline(t, Config{}).send(traces)
		if value, _ := span.Attributes().Get("note"); strings.Contains(string(value.Bytes().AsRaw()), known.Secret) {
			t.Errorf("%s is left", known.Secret)
		}
	}
}

// textOf returns a secret with its key, as text for a place without attributes.
func textOf(known secret) string {
	if text, isText := known.Value.(string); isText && redact.Key(known.Key) == redact.Plain {
		if known.Key == "url.query" {
			return "/path?" + text
		}
		return text
	}
	data, _ := json.Marshal(map[string]any{known.Key: known.Value})
	return string(data)
}

func put(t *testing.T, value pcommon.Value, raw any) {
	t.Helper()
	if err := value.FromRaw(raw); err != nil {
		t.Fatal(err)
	}
}

func expectGone(t *testing.T, signal any, known secret) {
	t.Helper()
	escaped, _ := json.Marshal(known.Secret)
	safe := asJSON(t, newPipeline(t, Config{}).send(signal))
	if strings.Contains(safe, known.Secret) || strings.Contains(safe, string(escaped[1:len(escaped)-1])) {
		t.Errorf("%s %v is left: %s", known.Key, known.Value, safe)
	}
}

func TestHarmlessTextsStayEverywhere(t *testing.T) {
	for _, text := range readJSON[string](t, "harmless.json") {
		for place, with := range textPlaces {
			// A key has no value of its own, and the payload of a profile never stays.
			if place == "profile payload" || strings.HasPrefix(place, "key") {
				continue
			}
			signal := with(text)
			before := asJSON(t, signal)
			if after := asJSON(t, newPipeline(t, Config{}).send(signal)); after != before {
				t.Errorf("%s: %s\nbecame %s", place, before, after)
			}
		}
	}
}

func TestFlagsEmptyTextsAndCountsStay(t *testing.T) {
	traces, span := oneSpan()
	for key, value := range map[string]any{"auth.token": true, "password": "", "tokens": int64(42), "gen_ai.usage.input_tokens": int64(512),
		"usage": map[string]any{"tokens": map[string]any{"input": int64(5)}}, "url.query": "page=2&token_count=3"} {
		put(t, span.Attributes().PutEmpty(key), value)
	}
	before := asJSON(t, traces)
	if after := asJSON(t, newPipeline(t, Config{}).send(traces)); after != before {
		t.Errorf("%s\nbecame %s", before, after)
	}
}

var payloads = map[string]any{
	"gen_ai.input.messages":                []any{map[string]any{"role": "user", "content": "PAYLOAD"}},
	"gen_ai.output.messages":               "PAYLOAD",
	"gen_ai.system_instructions":           "PAYLOAD",
	"gen_ai.tool.call.arguments":           map[string]any{"q": "PAYLOAD"},
	"gen_ai.tool.call.result":              "PAYLOAD",
	"gen_ai.prompt.0.content":              "PAYLOAD",
	"traceloop.entity.input":               "PAYLOAD",
	"input.value":                          "PAYLOAD",
	"llm.input_messages.0.message.content": "PAYLOAD",
	"mcp.request.argument.q":               "PAYLOAD",
	"http.request.body":                    "PAYLOAD",
	"db.query.parameter.0":                 "PAYLOAD",
}

func TestPayloadsAreGoneUnlessKept(t *testing.T) {
	for place, at := range attributePlaces {
		signal, attributes := at()
		for key, value := range payloads {
			put(t, attributes.PutEmpty(key), value)
		}
		attributes.PutStr("gen_ai.prompt.name", "greeting")
		text := asJSON(t, newPipeline(t, Config{}).send(signal))
		if strings.Contains(text, "PAYLOAD") || !strings.Contains(text, "greeting") {
			t.Errorf("%s: %s", place, text)
		}
	}
	traces, span := oneSpan()
	span.Attributes().PutStr("gen_ai.tool.call.arguments", `{"q":"PAYLOAD","password":"hunter2"}`)
	if text := asJSON(t, newPipeline(t, Config{KeepPayloads: true}).send(traces)); !strings.Contains(text, "PAYLOAD") || strings.Contains(text, "hunter2") {
		t.Error(text)
	}
}

func TestMessagesOfModelsAreGoneFromEvents(t *testing.T) {
	traces, span := oneSpan()
	event := span.Events().AppendEmpty()
	event.SetName("gen_ai.user.message")
	event.Attributes().PutStr("content", "PAYLOAD")
	span.Events().AppendEmpty().Attributes().PutStr("content", "kept")
	logs, record := oneRecord()
	record.Attributes().PutStr("event.name", "gen_ai.choice")
	record.Body().SetEmptyMap().PutEmptyMap("message").PutStr("content", "PAYLOAD")
	text, textRecord := oneRecord()
	textRecord.SetEventName("gen_ai.user.message")
	textRecord.Body().SetStr("PAYLOAD")
	for _, signal := range []any{traces, logs, text} {
		if safe := asJSON(t, newPipeline(t, Config{}).send(signal)); strings.Contains(safe, "PAYLOAD") {
			t.Error(safe)
		}
	}
	if !strings.Contains(asJSON(t, traces), "kept") {
		t.Error("an event that is no message lost its content")
	}
}
