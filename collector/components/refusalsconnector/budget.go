package refusalsconnector

import (
	"time"

	"cortex.local/collector/components/sender"
)

// budgets of the senders, by name. Senders choose their names, so there are only so many; all others share one.
type budgets struct {
	config  *config
	senders map[string]*budget
}

func (b budgets) of(name string) *budget {
	of, found := b.senders[name]
	if !found && len(b.senders) >= b.config.MaxSenders {
		name = sender.Others
		of, found = b.senders[name]
	}
	if !found {
		of = &budget{tokens: b.config.Burst}
		b.senders[name] = of
	}
	return of
}

// budget is a token bucket: what is stored takes a token, and tokens come back with time.
type budget struct {
	tokens  float64
	counted time.Time
	leftOut int64
}

func (b *budget) take(c *config, now time.Time) bool {
	if !b.counted.IsZero() {
		b.tokens = min(c.Burst, b.tokens+now.Sub(b.counted).Seconds()*c.PerSecond)
	}
	b.counted = now
	if b.tokens < 1 {
		return false
	}
	b.tokens--
	return true
}
