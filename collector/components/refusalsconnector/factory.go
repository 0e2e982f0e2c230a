// Package refusalsconnector provides a connector that keeps a flood of refused requests out of the trace store.
//
// A request that a service refuses, such as with 401 or 404, costs its sender nothing, and is a trace of one span. Of these
// each service has so many stored a second; the rest is left out and counted. A trace with any other span stays whole.
//
// The stock tail_sampling processor would hold every trace back until its time to decide is over, and drop the spans that come
// later. Here only what is beyond the budget waits.
package refusalsconnector

import (
	"context"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/connector"
	"go.opentelemetry.io/collector/consumer"
)

var componentType = component.MustNewType("refusals")

// NewFactory returns the factory of the connector.
func NewFactory() connector.Factory {
	return connector.NewFactory(componentType, newDefaultConfig,
		connector.WithTracesToTraces(newConnector, component.StabilityLevelBeta))
}

func newConnector(_ context.Context, set connector.Settings, given component.Config, next consumer.Traces) (connector.Traces, error) {
	return newRefusals(set.TelemetrySettings, given.(*config), next)
}
