// Package queueguard is an extension that makes the files of persistent queues fit to be opened, before an exporter opens
// one: bbolt ends the whole process over a file that is damaged.
package queueguard

import (
	"context"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/extension"
)

// Type is what the extension is called in a configuration.
var Type = component.MustNewType("queue_guard")

// NewFactory makes the factory of the extension.
func NewFactory() extension.Factory {
	return extension.NewFactory(Type, defaultConfig, create, component.StabilityLevelAlpha)
}

func defaultConfig() component.Config { return &Config{} }

func create(_ context.Context, settings extension.Settings, config component.Config) (extension.Extension, error) {
	return &guard{config: config.(*Config), settings: settings.TelemetrySettings}, nil
}
