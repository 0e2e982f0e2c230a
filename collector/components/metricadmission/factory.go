// Package metricadmission provides a processor that passes on only metric points that Prometheus accepts.
//
// Prometheus rolls back a whole request for one bad sample, and a request of the Collector holds samples of many senders.
// So this processor drops what Prometheus would refuse, and counts it by sender and reason. A sender is what Prometheus calls a job.
package metricadmission

import (
	"context"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/processor"
	"go.opentelemetry.io/collector/processor/processorhelper"
)

var componentType = component.MustNewType("metric_admission")

// NewFactory returns the factory of the processor.
func NewFactory() processor.Factory {
	return processor.NewFactory(componentType, newDefaultConfig, processor.WithMetrics(newProcessor, component.StabilityLevelBeta))
}

func newProcessor(ctx context.Context, set processor.Settings, given component.Config, next consumer.Metrics) (processor.Metrics, error) {
	admission, err := newAdmission(set.TelemetrySettings, given.(*config))
	if err != nil {
		return nil, err
	}
	return processorhelper.NewMetrics(ctx, set, given, next, admission.process,
		processorhelper.WithCapabilities(consumer.Capabilities{MutatesData: true}),
		processorhelper.WithShutdown(admission.shutdown))
}
