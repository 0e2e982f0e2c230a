// Package sanitizeprocessor removes credentials, e-mail addresses and payloads from all signals, and cuts what a backend would refuse.
//
// It replaces two redaction processors and two transform processors. Those do not reach the names of spans and events, exemplars,
// profiles and keys within maps, and took a quarter of the Collector's time. bench_test.go compares them.
package sanitizeprocessor

import (
	"context"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/consumer/xconsumer"
	"go.opentelemetry.io/collector/processor"
	"go.opentelemetry.io/collector/processor/processorhelper"
	"go.opentelemetry.io/collector/processor/processorhelper/xprocessorhelper"
	"go.opentelemetry.io/collector/processor/xprocessor"
)

var componentType = component.MustNewType("sanitize")

// NewFactory makes the processor for traces, metrics, logs and profiles.
func NewFactory() processor.Factory {
	return xprocessor.NewFactory(
		componentType,
		func() component.Config { return &Config{} },
		xprocessor.WithTraces(newTraces, component.StabilityLevelBeta),
		xprocessor.WithMetrics(newMetrics, component.StabilityLevelBeta),
		xprocessor.WithLogs(newLogs, component.StabilityLevelBeta),
		xprocessor.WithProfiles(newProfiles, component.StabilityLevelBeta),
	)
}

var mutates = consumer.Capabilities{MutatesData: true}

func newTraces(ctx context.Context, set processor.Settings, cfg component.Config, next consumer.Traces) (processor.Traces, error) {
	s := newSanitizer(cfg.(*Config))
	return processorhelper.NewTraces(ctx, set, cfg, next, s.traces, processorhelper.WithCapabilities(mutates))
}

func newMetrics(ctx context.Context, set processor.Settings, cfg component.Config, next consumer.Metrics) (processor.Metrics, error) {
	s := newSanitizer(cfg.(*Config))
	return processorhelper.NewMetrics(ctx, set, cfg, next, s.metrics, processorhelper.WithCapabilities(mutates))
}

func newLogs(ctx context.Context, set processor.Settings, cfg component.Config, next consumer.Logs) (processor.Logs, error) {
	s := newSanitizer(cfg.(*Config))
	return processorhelper.NewLogs(ctx, set, cfg, next, s.logs, processorhelper.WithCapabilities(mutates))
}

func newProfiles(ctx context.Context, set processor.Settings, cfg component.Config, next xconsumer.Profiles) (xprocessor.Profiles, error) {
	s := newSanitizer(cfg.(*Config))
	return xprocessorhelper.NewProfiles(ctx, set, cfg, next, s.profiles, xprocessorhelper.WithCapabilities(mutates))
}
