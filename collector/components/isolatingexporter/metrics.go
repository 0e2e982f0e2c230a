package isolatingexporter

import (
	"context"
	"time"

	"go.opentelemetry.io/collector/consumer/consumererror"
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pmetric"
)

// probeMetric is sent to Prometheus while it is unclear whether a sample or Prometheus itself is at fault.
const probeMetric = "collector.backend.probe"

func metrics(send func(context.Context, pmetric.Metrics) error) signal[pmetric.Metrics] {
	return signal[pmetric.Metrics]{
		name:   "metrics",
		empty:  pmetric.NewMetrics,
		items:  pmetric.Metrics.DataPointCount,
		bytes:  (&pmetric.ProtoMarshaler{}).MetricsSize,
		halve:  halveMetrics,
		merge:  func(from, into pmetric.Metrics) { from.ResourceMetrics().MoveAndAppendTo(into.ResourceMetrics()) },
		sender: func(data pmetric.Metrics) (string, bool) { return senderOf(data.ResourceMetrics().All()) },
		stub:   func(pmetric.Metrics) pmetric.Metrics { return probeSample() },
		again:  func(err error, rest pmetric.Metrics) error { return consumererror.NewMetrics(err, rest) },
		send:   send,
	}
}

func halveMetrics(first pmetric.Metrics) (pmetric.Metrics, pmetric.Metrics) {
	second := pmetric.NewMetrics()
	if first.ResourceMetrics().Len() > 1 {
		moveTail(first.ResourceMetrics(), second.ResourceMetrics())
		return first, second
	}
	from, to := first.ResourceMetrics().At(0), second.ResourceMetrics().AppendEmpty()
	from.Resource().CopyTo(to.Resource())
	to.SetSchemaUrl(from.SchemaUrl())
	if from.ScopeMetrics().Len() > 1 {
		moveTail(from.ScopeMetrics(), to.ScopeMetrics())
		return first, second
	}
	fromScope, toScope := from.ScopeMetrics().At(0), to.ScopeMetrics().AppendEmpty()
	fromScope.Scope().CopyTo(toScope.Scope())
	toScope.SetSchemaUrl(fromScope.SchemaUrl())
	if fromScope.Metrics().Len() > 1 {
		moveTail(fromScope.Metrics(), toScope.Metrics())
		return first, second
	}
	halveMetric(fromScope.Metrics().At(0), toScope.Metrics().AppendEmpty())
	return first, second
}

// halveMetric moves half of the data points.
func halveMetric(from, to pmetric.Metric) {
	to.SetName(from.Name())
	to.SetDescription(from.Description())
	to.SetUnit(from.Unit())
	from.Metadata().CopyTo(to.Metadata())
	switch from.Type() {
	case pmetric.MetricTypeGauge:
		moveTail(from.Gauge().DataPoints(), to.SetEmptyGauge().DataPoints())
	case pmetric.MetricTypeSum:
		sum := to.SetEmptySum()
		sum.SetAggregationTemporality(from.Sum().AggregationTemporality())
		sum.SetIsMonotonic(from.Sum().IsMonotonic())
		moveTail(from.Sum().DataPoints(), sum.DataPoints())
	case pmetric.MetricTypeHistogram:
		histogram := to.SetEmptyHistogram()
		histogram.SetAggregationTemporality(from.Histogram().AggregationTemporality())
		moveTail(from.Histogram().DataPoints(), histogram.DataPoints())
	case pmetric.MetricTypeExponentialHistogram:
		histogram := to.SetEmptyExponentialHistogram()
		histogram.SetAggregationTemporality(from.ExponentialHistogram().AggregationTemporality())
		moveTail(from.ExponentialHistogram().DataPoints(), histogram.DataPoints())
	case pmetric.MetricTypeSummary:
		moveTail(from.Summary().DataPoints(), to.SetEmptySummary().DataPoints())
	}
}

func probeSample() pmetric.Metrics {
	data := pmetric.NewMetrics()
	resource := data.ResourceMetrics().AppendEmpty()
	resource.Resource().Attributes().PutStr("service.name", "collector")
	metric := resource.ScopeMetrics().AppendEmpty().Metrics().AppendEmpty()
	metric.SetName(probeMetric)
	point := metric.SetEmptyGauge().DataPoints().AppendEmpty()
	point.SetIntValue(1)
	point.SetTimestamp(pcommon.NewTimestampFromTime(time.Now()))
	return data
}
