package refusalsconnector

import (
	"errors"
	"time"

	"go.opentelemetry.io/collector/component"
)

type config struct {
	// PerSecond is how many refused requests of a service are stored per second.
	PerSecond float64 `mapstructure:"per_second"`
	// Burst is how many of them are stored at once.
	Burst float64 `mapstructure:"burst"`
	// Wait is how long a refusal beyond that waits for another span of its trace, with which it would be stored.
	Wait time.Duration `mapstructure:"wait"`
	// MaxWaiting is how many may wait; beyond, the oldest are dropped early.
	MaxWaiting int `mapstructure:"max_waiting"`
	// MaxSenders is how many services have a budget of their own; all further ones share one.
	MaxSenders int `mapstructure:"max_senders"`
}

func newDefaultConfig() component.Config {
	return &config{PerSecond: 20, Burst: 200, Wait: 10 * time.Second, MaxWaiting: 10_000, MaxSenders: 100}
}

// Validate rejects limits that would store nothing, or let nothing wait.
func (c *config) Validate() error {
	if c.PerSecond <= 0 || c.Burst < 1 {
		return errors.New("per_second and burst: expected more than 0, and 1 or more")
	}
	if c.Wait <= 0 || min(c.MaxWaiting, c.MaxSenders) < 1 {
		return errors.New("wait, max_waiting and max_senders: expected more than 0s, and 1 or more")
	}
	return nil
}
