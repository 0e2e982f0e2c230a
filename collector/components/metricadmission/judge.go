package metricadmission

import (
	"math"
	"time"

	"go.opentelemetry.io/collector/pdata/pmetric"
)

// judge decides on the points of one metric.
type judge struct {
	*admission
	resource resource
	now      time.Time
	metric   pmetric.Metric
	refused  refusals

	name  string
	delta bool
}

// filter removes the refused points and returns how many are left.
func (j *judge) filter() int {
	name, err := j.namer.Build(translated(j.metric))
	j.name = name
	j.delta = temporalityOf(j.metric) == pmetric.AggregationTemporalityDelta
	var all reason
	switch {
	case err != nil:
		all = reasonName
	case temporalityOf(j.metric) == pmetric.AggregationTemporalityUnspecified:
		all = reasonTemporality
	}
	return eachPoint(j.metric, func(p point) bool {
		because := all
		if because == "" {
			because = j.reasonAgainst(p)
		}
		if because == "" {
			return false
		}
		j.refused.add(j.book.labelOf(j.resource.sender, j.now), because, j.metric.Name())
		return true
	})
}

func (j *judge) reasonAgainst(p point) reason {
	at := p.time.AsTime()
	switch {
	case j.now.Sub(at) > j.config.MaxAge:
		return reasonOld
	case at.Sub(j.now) > j.config.MaxAhead:
		return reasonAhead
	case p.invalid:
		return reasonHistogram
	}
	id, err := j.seriesID(p.attributes)
	if err != nil {
		return reasonName
	}
	sample := sample{milliseconds: at.UnixMilli(), value: p.value}
	// Delta points of one time are added up later in the pipeline.
	if j.delta {
		sample.milliseconds = math.MinInt64
	}
	return j.book.admit(entry{sender: j.resource.sender, series: id, weight: p.weight, sample: sample, now: j.now})
}
