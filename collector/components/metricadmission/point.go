package metricadmission

import (
	"hash/maphash"
	"math"

	"github.com/prometheus/otlptranslator"
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pmetric"
)

// seed is shared by all hashes of this process; no hash leaves the process.
var seed = maphash.MakeSeed()

// point holds what matters of a data point of any type.
type point struct {
	attributes pcommon.Map
	time       pcommon.Timestamp
	// value is a hash: two points of one series and time must have the same.
	value uint64
	// weight is how many Prometheus series it becomes.
	weight int
	// invalid marks a histogram that Prometheus cannot represent.
	invalid bool
}

type removable[P any] interface {
	RemoveIf(func(P) bool)
	Len() int
}

func removeFrom[P any](points removable[P], describe func(P) point, refuse func(point) bool) int {
	points.RemoveIf(func(p P) bool { return refuse(describe(p)) })
	return points.Len()
}

// eachPoint removes the points that refuse selects, and returns how many are left.
func eachPoint(m pmetric.Metric, refuse func(point) bool) int {
	switch m.Type() {
	case pmetric.MetricTypeGauge:
		return removeFrom(m.Gauge().DataPoints(), ofNumber, refuse)
	case pmetric.MetricTypeSum:
		return removeFrom(m.Sum().DataPoints(), ofNumber, refuse)
	case pmetric.MetricTypeHistogram:
		return removeFrom(m.Histogram().DataPoints(), ofHistogram, refuse)
	case pmetric.MetricTypeExponentialHistogram:
		return removeFrom(m.ExponentialHistogram().DataPoints(), ofExponential, refuse)
	case pmetric.MetricTypeSummary:
		return removeFrom(m.Summary().DataPoints(), ofSummary, refuse)
	}
	return 0
}

// temporalityOf returns cumulative for metrics without a temporality.
func temporalityOf(m pmetric.Metric) pmetric.AggregationTemporality {
	switch m.Type() {
	case pmetric.MetricTypeSum:
		return m.Sum().AggregationTemporality()
	case pmetric.MetricTypeHistogram:
		return m.Histogram().AggregationTemporality()
	case pmetric.MetricTypeExponentialHistogram:
		return m.ExponentialHistogram().AggregationTemporality()
	}
	return pmetric.AggregationTemporalityCumulative
}

func translated(m pmetric.Metric) otlptranslator.Metric {
	t := otlptranslator.Metric{Name: m.Name(), Unit: m.Unit(), Type: otlptranslator.MetricTypeUnknown}
	switch {
	case m.Type() == pmetric.MetricTypeGauge:
		t.Type = otlptranslator.MetricTypeGauge
	case m.Type() == pmetric.MetricTypeSum && m.Sum().IsMonotonic():
		t.Type = otlptranslator.MetricTypeMonotonicCounter
	}
	return t
}

func ofNumber(p pmetric.NumberDataPoint) point {
	value := math.Float64bits(p.DoubleValue())
	if p.ValueType() == pmetric.NumberDataPointValueTypeInt {
		value = math.Float64bits(float64(p.IntValue()))
	}
	return point{attributes: p.Attributes(), time: p.Timestamp(), value: hashed(value, uint64(p.Flags())), weight: 1}
}

func ofHistogram(p pmetric.HistogramDataPoint) point {
	value := hashed(append(p.BucketCounts().AsRaw(), p.Count(), math.Float64bits(p.Sum()), uint64(p.Flags()))...)
	return point{attributes: p.Attributes(), time: p.Timestamp(), value: value, weight: p.ExplicitBounds().Len() + 3}
}

func ofExponential(p pmetric.ExponentialHistogramDataPoint) point {
	buckets := append(p.Positive().BucketCounts().AsRaw(), p.Negative().BucketCounts().AsRaw()...)
	counted := p.ZeroCount()
	for _, count := range buckets {
		counted += count
	}
	return point{
		attributes: p.Attributes(),
		time:       p.Timestamp(),
		value:      hashed(append(buckets, p.Count(), math.Float64bits(p.Sum()), uint64(p.Flags()))...),
		weight:     1,
		invalid:    p.Scale() < lowestScale || (counted != p.Count() && !p.Flags().NoRecordedValue()),
	}
}

func ofSummary(p pmetric.SummaryDataPoint) point {
	values := []uint64{p.Count(), math.Float64bits(p.Sum()), uint64(p.Flags())}
	for i := range p.QuantileValues().Len() {
		values = append(values, math.Float64bits(p.QuantileValues().At(i).Value()))
	}
	return point{attributes: p.Attributes(), time: p.Timestamp(), value: hashed(values...), weight: p.QuantileValues().Len() + 2}
}

func hashed(values ...uint64) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	for _, value := range values {
		maphash.WriteComparable(&h, value)
	}
	return h.Sum64()
}
