package refusalsconnector

import (
	"maps"
	"time"

	"cortex.local/collector/components/sender"
)

// maxIdle is how long a sender has a budget of its own when it is refused nothing.
const maxIdle = 30 * time.Minute

// budgets of the senders, by name. Senders choose their names, so there are only so many; all others share one.
type budgets struct {
	config  *config
	senders map[string]*budget
}

func (b budgets) of(name string, now time.Time) *budget {
	of, found := b.senders[name]
	if !found && len(b.senders) >= b.config.MaxSenders {
		name = sender.Others
		of, found = b.senders[name]
	}
	if !found {
		of = &budget{tokens: b.config.Burst, counted: now}
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

// forgetIdle makes room for others. What was left out of a forgotten one is no longer counted.
func (b budgets) forgetIdle(now time.Time) {
	maps.DeleteFunc(b.senders, func(_ string, of *budget) bool { return now.Sub(of.counted) > maxIdle })
}

func (b *budget) take(c *config, now time.Time) bool {
	b.tokens = min(c.Burst, b.tokens+now.Sub(b.counted).Seconds()*c.PerSecond)
	b.counted = now
	if b.tokens < 1 {
		return false
	}
	b.tokens--
	return true
}
