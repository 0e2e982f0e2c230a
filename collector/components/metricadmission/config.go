package metricadmission

import (
	"errors"
	"time"

	"cortex.local/collector/components/sender"
	"cortex.local/collector/components/share"
	"go.opentelemetry.io/collector/component"
)

type config struct {
	// IdentifyingAttributes are the resource attributes that become labels in Prometheus.
	IdentifyingAttributes []string `mapstructure:"identifying_attributes"`
	// MaxAge is how old a point may be.
	MaxAge time.Duration `mapstructure:"max_age"`
	// MaxAhead is how far in the future a point may be.
	MaxAhead time.Duration `mapstructure:"max_ahead"`
	// MaxSenders is how many senders are distinguished.
	MaxSenders int `mapstructure:"max_senders"`
	// MaxSeries is how many Prometheus series all senders may have. When they are used up, each sender still gets an even share.
	MaxSeries int `mapstructure:"max_series"`
	// MaxSeriesPerSender is how many Prometheus series one sender may have.
	MaxSeriesPerSender int `mapstructure:"max_series_per_sender"`
	// MaxIdle is how long a series without points is remembered.
	MaxIdle time.Duration `mapstructure:"max_idle"`
}

func newDefaultConfig() component.Config {
	return &config{
		IdentifyingAttributes: []string{sender.ServiceNamespace, sender.ServiceName, "service.instance.id"},
		MaxAge:                time.Hour,
		MaxAhead:              5 * time.Minute,
		MaxSenders:            100,
		MaxSeries:             150_000,
		MaxSeriesPerSender:    30_000,
		MaxIdle:               30 * time.Minute,
	}
}

// Validate rejects limits that would admit nothing.
func (c *config) Validate() error {
	if min(c.MaxAge, c.MaxIdle) <= 0 || c.MaxAhead < 0 {
		return errors.New("max_age and max_idle: expected more than 0s, and max_ahead no less")
	}
	if min(c.MaxSenders, c.MaxSeries, c.MaxSeriesPerSender) < 1 {
		return errors.New("max_senders, max_series and max_series_per_sender: expected 1 or more")
	}
	return nil
}

func (c *config) limits() share.Limits {
	return share.Limits{Senders: c.MaxSenders, All: c.MaxSeries, PerSender: c.MaxSeriesPerSender}
}
