// Package otlpgrpc is the stock exporter `otlp_grpc` with an isolator in it.
package otlpgrpc

import (
	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/config/configoptional"
	"go.opentelemetry.io/collector/config/configretry"
	"go.opentelemetry.io/collector/exporter"
	"go.opentelemetry.io/collector/exporter/exporterhelper"
	"go.opentelemetry.io/collector/exporter/otlpexporter"
	"go.opentelemetry.io/collector/exporter/xexporter"

	"cortex.local/collector/components/isolatingexporter"
)

func NewFactory() exporter.Factory {
	return isolatingexporter.Around(otlpexporter.NewFactory().(xexporter.Factory), settingsOf)
}

func settingsOf(config component.Config) isolatingexporter.Settings {
	stock := *config.(*otlpexporter.Config)
	settings := isolatingexporter.Settings{Queue: stock.QueueConfig, Retry: stock.RetryConfig, Stock: &stock}
	stock.QueueConfig = configoptional.None[exporterhelper.QueueBatchConfig]()
	stock.RetryConfig = configretry.BackOffConfig{}
	return settings
}
