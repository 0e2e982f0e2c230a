package metricadmission

import (
	"hash/maphash"

	"cortex.local/collector/components/sender"
	"github.com/prometheus/otlptranslator"
	"go.opentelemetry.io/collector/pdata/pcommon"
)

const (
	// maxLabelNames bounds the attribute names that are remembered, and maxLabelBytes their bytes, so that invented names cannot fill the memory.
	maxLabelNames = 2000
	maxLabelBytes = 128
)

// resource is what Prometheus keeps of the resource of a metric.
type resource struct {
	sender string
	// labels is a hash of the attributes that become labels.
	labels uint64
}

func (a *admission) resourceOf(attributes pcommon.Map) resource {
	r := resource{sender: sender.Of(attributes)}
	for _, key := range a.config.IdentifyingAttributes {
		if value, found := attributes.Get(key); found {
			r.labels += pairHash(key, value.AsString())
		}
	}
	return r
}

// seriesID is equal for points of one Prometheus series, whatever the order of their attributes.
func (j *judge) seriesID(attributes pcommon.Map) (uint64, error) {
	id := pairHash("__name__", j.name) + j.resource.labels
	for key, value := range attributes.All() {
		label, err := j.labels.of(key)
		if err != nil {
			return 0, err
		}
		id += pairHash(label, value.AsString())
	}
	return id, nil
}

func pairHash(key, value string) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	_, _ = h.WriteString(key)
	_ = h.WriteByte(0)
	_, _ = h.WriteString(value)
	return h.Sum64()
}

// labelNames holds the label of each attribute name that was seen. When it is full it starts over; names in use return by themselves.
type labelNames map[string]string

func (l labelNames) of(attribute string) (string, error) {
	if label, found := l[attribute]; found {
		return label, nil
	}
	namer := otlptranslator.LabelNamer{}
	label, err := namer.Build(attribute)
	if err == nil && len(attribute) <= maxLabelBytes {
		if len(l) >= maxLabelNames {
			clear(l)
		}
		l[attribute] = label
	}
	return label, err
}
