package metricadmission

import (
	"time"

	"cortex.local/collector/components/sender"
	"cortex.local/collector/components/shrink"
)

const sweepEvery = time.Minute

// book holds the series of each sender, and the newest sample of each series.
type book struct {
	config  *config
	senders map[string]*account
	// series of all senders.
	series int
	swept  time.Time
}

type account struct {
	newest map[uint64]series
	// room is the capacity of newest, for shrink.
	room   int
	series int
	seen   time.Time
}

type series struct {
	sample
	weight int
	seen   time.Time
}

type sample struct {
	milliseconds int64
	value        uint64
}

type entry struct {
	sample
	sender string
	series uint64
	weight int
	now    time.Time
}

func newBook(c *config) book { return book{config: c, senders: map[string]*account{}} }

// of returns the account of a sender, or false when there are too many senders.
func (b *book) of(sender string, now time.Time) (*account, bool) {
	of, found := b.senders[sender]
	if !found {
		if len(b.senders) >= b.config.MaxSenders && !isOfAll(sender) {
			return nil, false
		}
		of = &account{newest: map[uint64]series{}}
		b.senders[sender] = of
	}
	of.seen = now
	return of, true
}

// isOfAll reports whether a sender stands for what the Collector itself counts over all senders, such as the calls between them.
func isOfAll(name string) bool { return name == sender.Unnamed || name == sender.Others }

// admit enters a sample. The reason is empty when it is admitted.
func (b *book) admit(e entry) reason {
	of, found := b.of(e.sender, e.now)
	if !found {
		return reasonSenders
	}
	before, known := of.newest[e.series]
	if !known {
		if !b.config.limits().HasRoom(of.series, b.series, e.weight) {
			return reasonSeries
		}
		of.series += e.weight
		b.series += e.weight
		before = series{sample: e.sample, weight: e.weight}
	}
	if e.milliseconds == before.milliseconds && e.value != before.value {
		return reasonTwoValues
	}
	if e.milliseconds > before.milliseconds {
		before.sample = e.sample
	}
	before.seen = e.now
	of.newest[e.series] = before
	return ""
}

// labelOf returns the name under which a sender's refusals are counted: invented names must not become series.
func (b *book) labelOf(name string, now time.Time) string {
	if _, found := b.of(name, now); found {
		return name
	}
	return sender.Others
}

// forgetIdle frees room, once a minute.
func (b *book) forgetIdle(now time.Time) {
	if now.Sub(b.swept) < sweepEvery {
		return
	}
	b.swept = now
	for name, of := range b.senders {
		of.newest = shrink.Sweep(of.newest, &of.room, func(_ uint64, one series) bool {
			if now.Sub(one.seen) <= b.config.MaxIdle {
				return false
			}
			of.series -= one.weight
			b.series -= one.weight
			return true
		})
		if len(of.newest) == 0 && now.Sub(of.seen) > b.config.MaxIdle {
			delete(b.senders, name)
		}
	}
}

func (b *book) seriesBySender() map[string]int {
	counts := make(map[string]int, len(b.senders))
	for name, of := range b.senders {
		counts[name] = of.series
	}
	return counts
}
