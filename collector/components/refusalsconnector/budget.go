package refusalsconnector

import (
	"maps"
	"time"

	"cortex.local/collector/components/sender"
)

// maxIdle is how long a sender without refusals keeps a budget of its own.
const maxIdle = 30 * time.Minute

// budgets holds the budget of each sender. Senders choose their names, so their number is bounded; all further ones share a budget.
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

// budget is a token bucket: a stored refusal takes a token, and tokens return with time.
type budget struct {
	tokens  float64
	counted time.Time
	leftOut int64
}

// forgetIdle frees room. The counts of a forgotten sender are no longer exported.
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
