// Package refusalsconnector provides a connector that keeps a flood of refused requests out of the trace store.
//
// A request that a service refuses, such as with 401 or 404, costs its sender nothing, and is a trace of one span. The connector stores a
// limited number of them per second and service; it drops and counts the rest. A trace with any other span stays whole.
//
// The stock tail_sampling processor would hold back every trace until its decision time is over, and drop spans that arrive
// later. Here only what exceeds the budget waits.
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
