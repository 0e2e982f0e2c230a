package refusalsconnector

import (
	"context"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
)

const scope = "cortex.local/collector/components/refusalsconnector"

// report exports the counts by sender until it is unregistered.
func report(set component.TelemetrySettings, leftOut func() map[string]int64) (metric.Registration, error) {
	meter := set.MeterProvider.Meter(scope)
	counter, err := meter.Int64ObservableCounter("otelcol_refusals_left_out_spans",
		metric.WithDescription("Refused requests beyond what is stored of a sender."))
	if err != nil {
		return nil, err
	}
	return meter.RegisterCallback(func(_ context.Context, observer metric.Observer) error {
		for sender, count := range leftOut() {
			observer.ObserveInt64(counter, count, metric.WithAttributes(attribute.String("sender", sender)))
		}
		return nil
	}, counter)
}
