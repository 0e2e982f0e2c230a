// Package queueguard is an extension that repairs the files of persistent queues before an exporter opens them: bbolt ends the whole
// process over a damaged file.
package queueguard

import (
	"context"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/extension"
)

// Type is the name of the extension in a configuration.
var Type = component.MustNewType("queue_guard")

// NewFactory makes the factory of the extension.
func NewFactory() extension.Factory {
	return extension.NewFactory(Type, defaultConfig, create, component.StabilityLevelAlpha)
}

func defaultConfig() component.Config { return &Config{} }

func create(_ context.Context, settings extension.Settings, config component.Config) (extension.Extension, error) {
	return &guard{config: config.(*Config), settings: settings.TelemetrySettings}, nil
}
