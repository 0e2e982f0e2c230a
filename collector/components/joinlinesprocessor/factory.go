// Package joinlinesprocessor joins the parts of long lines of containers. Docker splits the output of a container every 16 KiB, and a part of a
// line of JSON has no level, no trace, and no field that redaction could recognize by its name.
package joinlinesprocessor

import (
	"context"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/processor"
	"go.opentelemetry.io/collector/processor/processorhelper"
)

var componentType = component.MustNewType("join_lines")

type config struct{}

// NewFactory makes the processor for logs.
func NewFactory() processor.Factory {
	return processor.NewFactory(componentType, func() component.Config { return &config{} },
		processor.WithLogs(newLogs, component.StabilityLevelBeta))
}

func newLogs(ctx context.Context, set processor.Settings, cfg component.Config, next consumer.Logs) (processor.Logs, error) {
	j := newJoiner(set.Logger, next)
	return processorhelper.NewLogs(ctx, set, cfg, next, j.join,
		processorhelper.WithCapabilities(consumer.Capabilities{MutatesData: true}),
		processorhelper.WithStart(j.start), processorhelper.WithShutdown(j.shutdown))
}
