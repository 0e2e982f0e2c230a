package spanadmission

import (
	"errors"
	"time"

	"cortex.local/collector/components/sender"
	"cortex.local/collector/components/share"
	"go.opentelemetry.io/collector/component"
)

type config struct {
	// Dimensions are those of the span metrics.
	Dimensions []dimension `mapstructure:"dimensions"`
	// IdentifyingAttributes are the resource attributes by which the span metrics distinguish processes.
	IdentifyingAttributes []string `mapstructure:"identifying_attributes"`
	// MaxSenders is how many senders are distinguished.
	MaxSenders int `mapstructure:"max_senders"`
	// MaxCombinations is how many combinations of process, span name and dimensions all senders may have. When they are used up, each sender
	// still gets an even share.
	MaxCombinations int `mapstructure:"max_combinations"`
	// MaxCombinationsPerSender is how many combinations one sender may have.
	MaxCombinationsPerSender int `mapstructure:"max_combinations_per_sender"`
	// MaxIdle is how long a process without spans is remembered: as long as in the span metrics.
	MaxIdle time.Duration `mapstructure:"max_idle"`
}

// dimension is written like those of the span metrics.
type dimension struct {
	Name string `mapstructure:"name"`
}

func newDefaultConfig() component.Config {
	return &config{
		IdentifyingAttributes:    []string{sender.ServiceNamespace, sender.ServiceName, "service.instance.id"},
		MaxSenders:               50,
		MaxCombinations:          8000,
		MaxCombinationsPerSender: 1500,
		MaxIdle:                  10 * time.Minute,
	}
}

// Validate rejects limits that would admit nothing.
func (c *config) Validate() error {
	if min(c.MaxSenders, c.MaxCombinations, c.MaxCombinationsPerSender) < 1 {
		return errors.New("max_senders, max_combinations and max_combinations_per_sender: expected 1 or more")
	}
	if c.MaxIdle <= 0 {
		return errors.New("max_idle: expected more than 0s")
	}
	return nil
}

func (c *config) limits() share.Limits {
	return share.Limits{Senders: c.MaxSenders, All: c.MaxCombinations, PerSender: c.MaxCombinationsPerSender}
}
