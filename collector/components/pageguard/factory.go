// Package pageguard is an extension that HTTP servers of the Collector name among their `middlewares`: it refuses the requests of web
// pages. Without CORS a page cannot read an answer, but what it sends would be taken.
package pageguard

import (
	"context"
	"net/http"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/extension"
	"go.opentelemetry.io/collector/extension/extensionmiddleware"

	"cortex.local/collector/components/foreignpages"
)

// Type is what the extension is called in a configuration.
var Type = component.MustNewType("page_guard")

// Config says by which names the Collector is called.
type Config struct {
	// AllowedHosts are names without ports, separated by commas, besides addresses and localhost.
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
