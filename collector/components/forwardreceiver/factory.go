// Package forwardreceiver takes Fluentd's forward protocol as Fluent Bit speaks it today: with metadata beside the time of a record, times
// with a fraction, and zstd. The stock receiver ends a connection at the first of these, and says so at the level debug only; whatever
// Fluent Bit 5 sends is lost that way. This one stands before it, and hands on the same records as the stock one reads them.
package forwardreceiver

import (
	"context"

	"github.com/open-telemetry/opentelemetry-collector-contrib/receiver/fluentforwardreceiver"
	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/receiver"
)

var componentType = component.MustNewType("forward_protocol")

// Config says where to listen.
type Config struct {
	Endpoint string `mapstructure:"endpoint"`
}

// NewFactory makes the receiver for logs.
func NewFactory() receiver.Factory {
	return receiver.NewFactory(componentType, func() component.Config { return &Config{} },
		receiver.WithLogs(newLogs, component.StabilityLevelBeta))
}

func newLogs(ctx context.Context, set receiver.Settings, cfg component.Config, next consumer.Logs) (receiver.Logs, error) {
	behind := behindAddress()
	factory := fluentforwardreceiver.NewFactory()
	config := factory.CreateDefaultConfig().(*fluentforwardreceiver.Config)
	config.ListenAddress = "unix://" + behind
	stockSet := set
	stockSet.ID = component.NewIDWithName(factory.Type(), set.ID.Name())
	stock, err := factory.CreateLogs(ctx, stockSet, config, next)
	if err != nil {
		return nil, err
	}
	return &front{stock: stock, endpoint: cfg.(*Config).Endpoint, behind: behind, logger: set.Logger}, nil
}
