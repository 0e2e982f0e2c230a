// Package sender names the sender of telemetry, by the attributes of its resource.
package sender

import (
	"strings"

	"go.opentelemetry.io/collector/pdata/pcommon"
)

const (
	// Others is the name under which all senders beyond the bound are counted.
	Others = "(other)"
	// ServiceName and ServiceNamespace are the attributes that name a sender.
	ServiceName      = "service.name"
	ServiceNamespace = "service.namespace"
	// Unnamed is the name under which senders without a name are counted.
	Unnamed = "(unnamed)"
	// maxBytes is how much of a name becomes the label of a counter.
	maxBytes = 128
)

// Of returns the value of Prometheus' label `job`, in valid UTF-8.
func Of(resource pcommon.Map) string {
	name, found := resource.Get(ServiceName)
	if !found || name.AsString() == "" {
		return Unnamed
	}
	sender := name.AsString()
	if namespace, found := resource.Get(ServiceNamespace); found && namespace.AsString() != "" {
		sender = namespace.AsString() + "/" + sender
	}
	// A single label that is not UTF-8 would keep all metrics of the Collector from being exported.
	return strings.ToValidUTF8(sender[:min(len(sender), maxBytes)], "")
}
