// Package callsconnector provides a connector that shows the service graph each call between services once.
//
// An MCP call over HTTP has two pairs of client and server spans: those of the MCP call and, below, those of the HTTP request. The service
// graph would count both. This connector passes on the pair of the MCP call only, which records whether the tool failed.
package callsconnector

import (
	"context"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/connector"
	"go.opentelemetry.io/collector/consumer"
)

var componentType = component.MustNewType("calls")

// NewFactory returns the factory of the connector.
func NewFactory() connector.Factory {
	return connector.NewFactory(componentType, newDefaultConfig,
		connector.WithTracesToTraces(newConnector, component.StabilityLevelBeta))
}

type config struct {
	// Wait is how long a request waits for the MCP call that may be above it, and a span for its other side.
	Wait time.Duration `mapstructure:"wait"`
	// MaxCalls is how many calls may wait; those beyond are passed on as they are.
	MaxCalls int `mapstructure:"max_calls"`
	// MaxNames is how many services and databases are distinguished; those beyond share one name.
	MaxNames int `mapstructure:"max_names"`
}

func newDefaultConfig() component.Config {
	return &config{Wait: 5 * time.Second, MaxCalls: 20_000, MaxNames: 500}
}

func newConnector(_ context.Context, set connector.Settings, given component.Config, next consumer.Traces) (connector.Traces, error) {
	return &calls{book: newBook(given.(*config)), next: next, logger: set.Logger}, nil
}
