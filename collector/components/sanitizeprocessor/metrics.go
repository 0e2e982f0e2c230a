package sanitizeprocessor

import (
	"context"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pmetric"
)

func (s *sanitizer) metrics(_ context.Context, metrics pmetric.Metrics) (pmetric.Metrics, error) {
	for _, resource := range metrics.ResourceMetrics().All() {
		s.resource(resource.Resource(), s.label())
		for _, scope := range resource.ScopeMetrics().All() {
			s.scope(scope.Scope())
			for _, metric := range scope.Metrics().All() {
				s.metric(metric)
			}
		}
	}
	return metrics, nil
}

func (s *sanitizer) metric(metric pmetric.Metric) {
	i := s.item(longestValue)
	if safe := i.text(metric.Name(), longestName); safe != metric.Name() {
		metric.SetName(safe)
	}
	if safe := i.text(metric.Description(), longestValue); safe != metric.Description() {
		metric.SetDescription(safe)
	}
	if safe := i.text(metric.Unit(), longestName); safe != metric.Unit() {
		metric.SetUnit(safe)
	}
	i.attributes(metric.Metadata())
	switch metric.Type() {
	case pmetric.MetricTypeGauge:
		s.numbers(metric.Gauge().DataPoints())
	case pmetric.MetricTypeSum:
		s.numbers(metric.Sum().DataPoints())
	case pmetric.MetricTypeHistogram:
		for _, point := range metric.Histogram().DataPoints().All() {
			s.point(point.Attributes())
			s.exemplars(point.Exemplars())
		}
	case pmetric.MetricTypeExponentialHistogram:
		for _, point := range metric.ExponentialHistogram().DataPoints().All() {
			s.point(point.Attributes())
			s.exemplars(point.Exemplars())
		}
	case pmetric.MetricTypeSummary:
		for _, point := range metric.Summary().DataPoints().All() {
			s.point(point.Attributes())
		}
	}
}

func (s *sanitizer) numbers(points pmetric.NumberDataPointSlice) {
	for _, point := range points.All() {
		s.point(point.Attributes())
		s.exemplars(point.Exemplars())
	}
}

// point does not mark what was cut: the mark would be a label, and create another series.
func (s *sanitizer) point(attributes pcommon.Map) {
	i := s.label()
	i.attributes(attributes)
}

func (s *sanitizer) label() item {
	i := s.item(longestLabel)
	i.isLabel = true
	return i
}

func (s *sanitizer) exemplars(exemplars pmetric.ExemplarSlice) {
	for _, exemplar := range exemplars.All() {
		i := s.item(longestLabel)
		i.attributes(exemplar.FilteredAttributes())
	}
}
