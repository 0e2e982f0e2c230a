// Package sender names who sent telemetry, by the attributes of its resource.
package sender

import (
	"strings"

	"go.opentelemetry.io/collector/pdata/pcommon"
)

const (
	// Others is what is counted under the name of those for whom there is no room.
	Others = "(other)"
	// ServiceName and ServiceNamespace are the attributes that name a sender.
	ServiceName      = "service.name"
	ServiceNamespace = "service.namespace"
	// Unnamed is what is counted under the name of a sender that gives none.
	Unnamed = "(unnamed)"
	// maxBytes of a name become the label of a counter.
	maxBytes = 128
)

// Of returns what Prometheus makes the label `job` of, in valid UTF-8.
func Of(resource pcommon.Map) string {
	name, found := resource.Get(ServiceName)
	if !found || name.AsString() == "" {
		return Unnamed
	}
	sender := name.AsString()
	if namespace, found := resource.Get(ServiceNamespace); found && namespace.AsString() != "" {
		sender = namespace.AsString() + "/" + sender
	}
	// One label that is not UTF-8 would keep all metrics of the Collector from being exported.
	return strings.ToValidUTF8(sender[:min(len(sender), maxBytes)], "")
}
