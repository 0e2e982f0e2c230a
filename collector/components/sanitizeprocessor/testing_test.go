package sanitizeprocessor

import (
	"context"
	"encoding/json"
	"os"
	"testing"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/consumer/consumertest"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/pmetric"
	"go.opentelemetry.io/collector/pdata/pprofile"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/collector/processor/processortest"
	"go.opentelemetry.io/collector/processor/xprocessor"
)

func readJSON[T any](t testing.TB, file string) (list []T) {
	t.Helper()
	data, err := os.ReadFile("../redact/testdata/" + file)
	if err == nil {
		err = json.Unmarshal(data, &list)
	}
	if err != nil || len(list) == 0 {
		t.Fatal(file, err)
	}
	return list
}

// pipeline is the processor as the Collector creates it, and its output.
type pipeline struct {
	t        testing.TB
	config   component.Config
	traces   consumertest.TracesSink
	metrics  consumertest.MetricsSink
	logs     consumertest.LogsSink
	profiles consumertest.ProfilesSink
}

func newPipeline(t testing.TB, config Config) *pipeline { return &pipeline{t: t, config: &config} }

func (p *pipeline) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p *pipeline) send(signal any) any {
	p.t.Helper()
	ctx, factory := context.Background(), NewFactory().(xprocessor.Factory)
	set := processortest.NewNopSettings(componentType)
	switch data := signal.(type) {
	case ptrace.Traces:
		processor, err := factory.CreateTraces(ctx, set, p.config, &p.traces)
		p.must(err)
		p.must(processor.ConsumeTraces(ctx, data))
		return p.traces.AllTraces()[len(p.traces.AllTraces())-1]
	case pmetric.Metrics:
		processor, err := factory.CreateMetrics(ctx, set, p.config, &p.metrics)
		p.must(err)
		p.must(processor.ConsumeMetrics(ctx, data))
		return p.metrics.AllMetrics()[len(p.metrics.AllMetrics())-1]
	case plog.Logs:
		processor, err := factory.CreateLogs(ctx, set, p.config, &p.logs)
		p.must(err)
		p.must(processor.ConsumeLogs(ctx, data))
		return p.logs.AllLogs()[len(p.logs.AllLogs())-1]
	case pprofile.Profiles:
		processor, err := factory.CreateProfiles(ctx, set, p.config, &p.profiles)
		p.must(err)
		p.must(processor.ConsumeProfiles(ctx, data))
		return p.profiles.AllProfiles()[len(p.profiles.AllProfiles())-1]
	}
	p.t.Fatalf("%T is no signal", signal)
	return nil
}

// asJSON returns a whole signal as JSON.
func asJSON(t testing.TB, signal any) string {
	t.Helper()
	var data []byte
	var err error
	switch signal := signal.(type) {
	case ptrace.Traces:
		data, err = (&ptrace.JSONMarshaler{}).MarshalTraces(signal)
	case pmetric.Metrics:
		data, err = (&pmetric.JSONMarshaler{}).MarshalMetrics(signal)
	case plog.Logs:
		data, err = (&plog.JSONMarshaler{}).MarshalLogs(signal)
	case pprofile.Profiles:
		data, err = (&pprofile.JSONMarshaler{}).MarshalProfiles(signal)
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func oneSpan() (ptrace.Traces, ptrace.Span) {
	traces := ptrace.NewTraces()
	span := traces.ResourceSpans().AppendEmpty().ScopeSpans().AppendEmpty().Spans().AppendEmpty()
	return traces, span
}

func oneRecord() (plog.Logs, plog.LogRecord) {
	logs := plog.NewLogs()
	return logs, logs.ResourceLogs().AppendEmpty().ScopeLogs().AppendEmpty().LogRecords().AppendEmpty()
}

func oneMetric() (pmetric.Metrics, pmetric.Metric) {
	metrics := pmetric.NewMetrics()
	return metrics, metrics.ResourceMetrics().AppendEmpty().ScopeMetrics().AppendEmpty().Metrics().AppendEmpty()
}

func oneProfile() (pprofile.Profiles, pprofile.Profile) {
	profiles := pprofile.NewProfiles()
	profiles.Dictionary().StringTable().Append("")
	return profiles, profiles.ResourceProfiles().AppendEmpty().ScopeProfiles().AppendEmpty().Profiles().AppendEmpty()
}
