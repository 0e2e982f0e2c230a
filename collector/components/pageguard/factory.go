// Package pageguard is an extension for the `middlewares` of the Collector's HTTP servers that refuses requests of web pages. Without CORS a
// page cannot read an answer, but the server would accept what it sends.
package pageguard

import (
	"context"
	"net/http"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/extension"
	"go.opentelemetry.io/collector/extension/extensionmiddleware"

	"cortex.local/collector/components/foreignpages"
)

// Type is the name of the extension in a configuration.
var Type = component.MustNewType("page_guard")

// Config holds the names by which the Collector is addressed.
type Config struct {
	// AllowedHosts lists names without ports, separated by commas. Addresses and localhost are always allowed.
	AllowedHosts string `mapstructure:"allowed_hosts"`
}

// NewFactory makes the factory of the extension.
func NewFactory() extension.Factory {
	return extension.NewFactory(Type, defaultConfig, create, component.StabilityLevelAlpha)
}

func defaultConfig() component.Config { return &Config{} }

func create(_ context.Context, _ extension.Settings, config component.Config) (extension.Extension, error) {
	return &guard{rule: foreignpages.NewRule(config.(*Config).AllowedHosts)}, nil
}

var _ extensionmiddleware.HTTPServer = (*guard)(nil)

type guard struct {
	component.StartFunc
	component.ShutdownFunc
	rule *foreignpages.Rule
}

// GetHTTPHandler wraps the handler of a server.
func (g *guard) GetHTTPHandler(context.Context) (extensionmiddleware.WrapHTTPHandlerFunc, error) {
	return func(_ context.Context, next http.Handler) (http.Handler, error) { return g.rule.Handler(next), nil }, nil
}
