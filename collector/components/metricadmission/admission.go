package metricadmission

import (
	"context"
	"sync"
	"time"

	"github.com/prometheus/otlptranslator"
	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/consumer/consumererror"
	"go.opentelemetry.io/collector/pdata/pmetric"
	"go.opentelemetry.io/collector/processor/processorhelper"
)

// Exponential histograms of a lower scale cannot be represented in Prometheus.
const lowestScale = -4

type admission struct {
	config    *config
	now       func() time.Time
	telemetry *telemetry
	namer     otlptranslator.MetricNamer
	labels    labelNames

	mutex sync.Mutex
	book  book
}

func newAdmission(set component.TelemetrySettings, c *config) (*admission, error) {
	a := &admission{
		config: c,
		now:    time.Now,
		namer:  otlptranslator.MetricNamer{WithMetricSuffixes: true},
		labels: labelNames{},
		book:   newBook(c),
	}
	var err error
	a.telemetry, err = newTelemetry(set, a.seriesBySender)
	return a, err
}

func (a *admission) shutdown(context.Context) error { return a.telemetry.close() }

func (a *admission) seriesBySender() map[string]int {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	return a.book.seriesBySender()
}

// process removes the points that Prometheus would refuse. If none is left, the sender gets a permanent error.
func (a *admission) process(ctx context.Context, md pmetric.Metrics) (pmetric.Metrics, error) {
	refused := a.filter(md)
	a.telemetry.report(ctx, refused)
	if md.ResourceMetrics().Len() > 0 {
		return md, nil
	}
	if len(refused) == 0 {
		return md, processorhelper.ErrSkipProcessingData
	}
	return md, consumererror.NewPermanent(refused.error())
}

func (a *admission) filter(md pmetric.Metrics) refusals {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	now := a.now()
	a.book.forgetIdle(now)
	refused := refusals{}
	md.ResourceMetrics().RemoveIf(func(rm pmetric.ResourceMetrics) bool {
		resource := a.resourceOf(rm.Resource().Attributes())
		rm.ScopeMetrics().RemoveIf(func(sm pmetric.ScopeMetrics) bool {
			sm.Metrics().RemoveIf(func(m pmetric.Metric) bool {
				j := judge{admission: a, resource: resource, now: now, metric: m, refused: refused}
				return j.filter() == 0
			})
			return sm.Metrics().Len() == 0
		})
		return rm.ScopeMetrics().Len() == 0
	})
	return refused
}
