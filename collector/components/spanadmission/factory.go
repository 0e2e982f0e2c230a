// Package spanadmission provides a connector that bounds the combinations that span metrics distinguish.
//
// The stock connector holds every combination of process, span name and dimensions, and exports all of them at each flush. Its own limits
// are per process, and it holds any number of processes between two flushes: a sender who invents names of services or spans fills the memory.
package spanadmission

import (
	"context"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/connector"
	"go.opentelemetry.io/collector/consumer"
)

var componentType = component.MustNewType("span_admission")

// NewFactory returns the factory of the connector.
func NewFactory() connector.Factory {
	return connector.NewFactory(componentType, newDefaultConfig,
		connector.WithTracesToTraces(newConnector, component.StabilityLevelBeta))
}

func newConnector(_ context.Context, _ connector.Settings, given component.Config, next consumer.Traces) (connector.Traces, error) {
	return &admission{book: newBook(given.(*config)), next: next, now: time.Now}, nil
}
