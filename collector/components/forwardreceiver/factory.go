// Package forwardreceiver accepts Fluentd's forward protocol as Fluent Bit speaks it today: with metadata beside the time of a record, times
// with a fraction, and zstd. The stock receiver closes the connection at the first of these and logs that at debug level only, so that it
// loses everything from Fluent Bit 5. This receiver stands before the stock one, and passes on the same records in the form that it reads.
package forwardreceiver

import (
	"context"

	"github.com/open-telemetry/opentelemetry-collector-contrib/receiver/fluentforwardreceiver"
	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/receiver"
)

var componentType = component.MustNewType("forward_protocol")

// Config holds the address to listen on.
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
