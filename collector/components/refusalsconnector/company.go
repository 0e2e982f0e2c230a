package refusalsconnector

import (
	"time"

	"go.opentelemetry.io/collector/pdata/pcommon"
)

const (
	// rememberFor is for how many waits a trace is remembered, at least: the spans within a request end before the request does.
	rememberFor = 6
	maxTraces   = 50_000
	// maxAdmitted is how many refusals of one trace are stored because it has other spans: a stranger may have invented the trace.
	maxAdmitted = 100
)

// company remembers the traces that have other spans than refusals, and how many of their refusals were stored for that.
type company struct {
	every      time.Duration
	turned     time.Time
	young, old map[pcommon.TraceID]int
}

func newCompany(wait time.Duration) company {
	return company{every: rememberFor * wait, young: map[pcommon.TraceID]int{}}
}

func (c *company) add(trace pcommon.TraceID, now time.Time) {
	if now.Sub(c.turned) >= c.every || len(c.young) >= maxTraces {
		c.old, c.young, c.turned = c.young, map[pcommon.TraceID]int{}, now
	}
	if _, known := c.young[trace]; !known {
		c.young[trace] = c.old[trace]
	}
}

// admits counts one more refusal.
func (c *company) admits(trace pcommon.TraceID) bool {
	admitted, known := c.young[trace]
	if !known {
		admitted, known = c.old[trace]
	}
	if !known || admitted >= maxAdmitted {
		return false
	}
	c.young[trace] = admitted + 1
	return true
}
