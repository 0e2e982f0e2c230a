package isolatingexporter

import (
	"context"
	"fmt"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/config/configoptional"
	"go.opentelemetry.io/collector/config/configretry"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/exporter"
	"go.opentelemetry.io/collector/exporter/exporterhelper"
	"go.opentelemetry.io/collector/exporter/exporterhelper/xexporterhelper"
	"go.opentelemetry.io/collector/exporter/xexporter"
	"go.opentelemetry.io/otel/metric/noop"
	"go.uber.org/zap"
)

// Settings are those of a stock exporter, taken apart: queue and retries are around the isolator, the rest is inside.
type Settings struct {
	Queue configoptional.Optional[exporterhelper.QueueBatchConfig]
	Retry configretry.BackOffConfig
	// Stock is the configuration without queue and retries.
	Stock component.Config
}

func (s Settings) validate() error {
	if s.Retry.Enabled && s.Retry.MaxElapsedTime != 0 {
		return fmt.Errorf("retry_on_failure.max_elapsed_time is %s: expected 0s, because the queue bounds what is kept, "+
			"and only what the backend refuses is given up", s.Retry.MaxElapsedTime)
	}
	return nil
}

// Around makes a factory with the type and the settings of a stock one.
func Around(stock xexporter.Factory, settingsOf func(component.Config) Settings) exporter.Factory {
	f := factory{stock: stock, settingsOf: settingsOf}
	return xexporter.NewFactory(stock.Type(), stock.CreateDefaultConfig,
		xexporter.WithTraces(f.createTraces, stock.TracesStability()),
		xexporter.WithMetrics(f.createMetrics, stock.MetricsStability()),
		xexporter.WithLogs(f.createLogs, stock.LogsStability()),
		xexporter.WithProfiles(f.createProfiles, stock.ProfilesStability()))
}

type factory struct {
	stock      xexporter.Factory
	settingsOf func(component.Config) Settings
}

func (f factory) createTraces(ctx context.Context, set exporter.Settings, config component.Config) (exporter.Traces, error) {
	settings, life := f.settingsOf(config), newLife()
	inner, err := f.stock.CreateTraces(ctx, within(set), settings.Stock)
	if err != nil {
		return nil, err
	}
	push, err := pusher(set, settings, traces(interruptible(life, inner.ConsumeTraces)))
	if err != nil {
		return nil, err
	}
	outer, err := exporterhelper.NewTraces(ctx, set, config, push, settings.around(inner)...)
	return tracesExporter{outer, life}, err
}

func (f factory) createMetrics(ctx context.Context, set exporter.Settings, config component.Config) (exporter.Metrics, error) {
	settings, life := f.settingsOf(config), newLife()
	inner, err := f.stock.CreateMetrics(ctx, within(set), settings.Stock)
	if err != nil {
		return nil, err
	}
	push, err := pusher(set, settings, metrics(interruptible(life, inner.ConsumeMetrics)))
	if err != nil {
		return nil, err
	}
	outer, err := exporterhelper.NewMetrics(ctx, set, config, push, settings.around(inner)...)
	return metricsExporter{outer, life}, err
}

func (f factory) createLogs(ctx context.Context, set exporter.Settings, config component.Config) (exporter.Logs, error) {
	settings, life := f.settingsOf(config), newLife()
	inner, err := f.stock.CreateLogs(ctx, within(set), settings.Stock)
	if err != nil {
		return nil, err
	}
	push, err := pusher(set, settings, logs(interruptible(life, inner.ConsumeLogs)))
	if err != nil {
		return nil, err
	}
	outer, err := exporterhelper.NewLogs(ctx, set, config, push, settings.around(inner)...)
	return logsExporter{outer, life}, err
}

func (f factory) createProfiles(ctx context.Context, set exporter.Settings, config component.Config) (xexporter.Profiles, error) {
	settings, life := f.settingsOf(config), newLife()
	inner, err := f.stock.CreateProfiles(ctx, within(set), settings.Stock)
	if err != nil {
		return nil, err
	}
	push, err := pusher(set, settings, profiles(interruptible(life, inner.ConsumeProfiles)))
	if err != nil {
		return nil, err
	}
	outer, err := xexporterhelper.NewProfiles(ctx, set, config, push, settings.around(inner)...)
	return profilesExporter{outer, life}, err
}

// within mutes the telemetry of the stock exporter: it would count items twice, and log each attempt as lost data.
func within(set exporter.Settings) exporter.Settings {
	set.MeterProvider = noop.NewMeterProvider()
	set.Logger = zap.NewNop()
	return set
}

func pusher[T comparable](set exporter.Settings, settings Settings, of signal[T]) (func(context.Context, T) error, error) {
	if err := settings.validate(); err != nil {
		return nil, err
	}
	aside, err := newAside(set, of.name)
	if err != nil {
		return nil, err
	}
	return newIsolator(of, aside).push, nil
}

// around sets no timeout: each request of the stock exporter has its own.
func (s Settings) around(stock component.Component) []exporterhelper.Option {
	return []exporterhelper.Option{
		exporterhelper.WithTimeout(exporterhelper.TimeoutConfig{}),
		exporterhelper.WithRetry(s.Retry),
		exporterhelper.WithQueue(s.Queue),
		exporterhelper.WithCapabilities(consumer.Capabilities{MutatesData: true}),
		exporterhelper.WithStart(stock.Start),
		exporterhelper.WithShutdown(stock.Shutdown),
	}
}
