package metricadmission

import (
	"context"
	"maps"
	"sync"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	"go.uber.org/zap"
)

const (
	scope = "cortex.local/collector/components/metricadmission"
	// warnEvery is how often the same refusal is logged.
	warnEvery = time.Minute
)

type telemetry struct {
	logger       *zap.Logger
	refused      metric.Int64Counter
	registration metric.Registration

	mutex  sync.Mutex
	warned map[refusal]time.Time
}

func newTelemetry(set component.TelemetrySettings, seriesBySender func() map[string]int) (*telemetry, error) {
	meter := set.MeterProvider.Meter(scope)
	t := &telemetry{logger: set.Logger, warned: map[refusal]time.Time{}}
	var err error
	if t.refused, err = meter.Int64Counter("otelcol_metric_admission_refused_points",
		metric.WithDescription("Metric points that Prometheus would not take.")); err != nil {
		return nil, err
	}
	series, err := meter.Int64ObservableGauge("otelcol_metric_admission_series",
		metric.WithDescription("Series of Prometheus that a sender has."))
	if err != nil {
		return nil, err
	}
	t.registration, err = meter.RegisterCallback(func(_ context.Context, observer metric.Observer) error {
		for sender, count := range seriesBySender() {
			observer.ObserveInt64(series, int64(count), metric.WithAttributes(attribute.String("sender", sender)))
		}
		return nil
	}, series)
	return t, err
}

func (t *telemetry) close() error { return t.registration.Unregister() }

func (t *telemetry) report(ctx context.Context, refused refusals) {
	for key, points := range refused {
		t.refused.Add(ctx, points.count, metric.WithAttributes(
			attribute.String("sender", key.sender), attribute.String("reason", string(key.reason))))
		if t.shouldWarn(key) {
			t.logger.Warn("refused metric points", zap.String("sender", key.sender), zap.String("reason", string(key.reason)),
				zap.String("metric", points.metric), zap.Int64("points", points.count))
		}
	}
}

func (t *telemetry) shouldWarn(key refusal) bool {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	maps.DeleteFunc(t.warned, func(_ refusal, at time.Time) bool { return time.Since(at) >= warnEvery })
	if _, warned := t.warned[key]; warned {
		return false
	}
	t.warned[key] = time.Now()
	return true
}
