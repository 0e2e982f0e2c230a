package sanitizeprocessor

import "go.opentelemetry.io/collector/pdata/pcommon"

// Up to this many attributes are compared with each other, which needs no memory.
const fewAttributes = 32

// dropDoubles keeps the first attribute of each key. OTLP demands unique keys; a duplicate crashes the log store, and whatever is queued
// for it crashes it again at every start. It returns how many were dropped.
func dropDoubles(attributes pcommon.Map) uint32 {
	if attributes.Len() < 2 || !hasDoubles(attributes) {
		return 0
	}
	before := attributes.Len()
	seen := make(map[string]struct{}, before)
	attributes.RemoveIf(func(key string, _ pcommon.Value) bool {
		_, isDouble := seen[key]
		seen[key] = struct{}{}
		return isDouble
	})
	return uint32(before - attributes.Len())
}

func hasDoubles(attributes pcommon.Map) bool {
	if attributes.Len() > fewAttributes {
		return true
	}
	var keys [fewAttributes]string
	count := 0
	for key := range attributes.All() {
		for _, other := range keys[:count] {
			if other == key {
				return true
			}
		}
		keys[count] = key
		count++
	}
	return false
}
