package spanadmission

import "time"

const sweepEvery = time.Minute

// book holds the processes of each sender, and the combinations of each process.
type book struct {
	config  *config
	senders map[string]*account
	// combinations of all senders.
	combinations int
	swept        time.Time
}

type account struct {
	processes    map[uint64]*process
	combinations int
}

// process is forgotten as a whole, as in the span metrics.
type process struct {
	combinations map[uint64]struct{}
	seen         time.Time
}

func newBook(c *config) *book { return &book{config: c, senders: map[string]*account{}} }

// of returns the account of a sender, or nil when there are too many senders.
func (b *book) of(sender string) *account {
	of := b.senders[sender]
	if of == nil && len(b.senders) < b.config.MaxSenders {
		of = &account{processes: map[uint64]*process{}}
		b.senders[sender] = of
	}
	return of
}

// admit enters a combination of a process, and reports whether it may be distinguished.
func (b *book) admit(of *account, id, combination uint64, now time.Time) bool {
	from := of.processes[id]
	if from != nil {
		// A refused span counts, too: a sender that names no process keeps the span metrics of all its other spans alive.
		from.seen = now
		if _, known := from.combinations[combination]; known {
			return true
		}
	}
	if !b.config.limits().HasRoom(of.combinations, b.combinations, 1) {
		return false
	}
	if from == nil {
		from = &process{combinations: map[uint64]struct{}{}, seen: now}
		of.processes[id] = from
	}
	from.combinations[combination] = struct{}{}
	of.combinations++
	b.combinations++
	return true
}

// forgetIdle frees room, once a minute.
func (b *book) forgetIdle(now time.Time) {
	if now.Sub(b.swept) < sweepEvery {
		return
	}
	b.swept = now
	for sender, of := range b.senders {
		for id, from := range of.processes {
			if now.Sub(from.seen) > b.config.MaxIdle {
				delete(of.processes, id)
				of.combinations -= len(from.combinations)
				b.combinations -= len(from.combinations)
			}
		}
		if len(of.processes) == 0 {
			delete(b.senders, sender)
		}
	}
}
