// Package isolatingexporter makes a stock OTLP exporter set aside only what its backend refuses.
//
// A stock exporter handles a batch only as a whole. For one item that the backend never accepts it loses all others of the batch
// (a permanent error), or retries the batch for ever, which blocks one of its consumers (a retryable error).
package isolatingexporter

import (
	"context"
)

const (
	// maxRequestBytes bounds a request, unless a single item is larger.
	maxRequestBytes = 4 << 20
	// minRequestBytes is how small requests become for a backend that does not answer in time.
	minRequestBytes = 64 << 10
	// doubtsBeforeSearch is how often a batch is sent whole before its items are searched: a backend that is starting answers Unavailable, too.
	doubtsBeforeSearch = 3
	// refusalsPerSender bounds the search within one sender's part of a batch. The rest of that part is treated like the items that were found.
	refusalsPerSender = 64
)

// isolator sends batches of one signal to one backend.
type isolator[T comparable] struct {
	signal[T]
	memory memory[T]
	aside  *aside
}

func newIsolator[T comparable](of signal[T], aside *aside) *isolator[T] {
	return &isolator[T]{signal: of, memory: memory[T]{batches: map[T]history{}}, aside: aside}
}

// push sends a batch. The error, if any, carries what must be sent again; accepted items are never part of it.
func (i *isolator[T]) push(ctx context.Context, batch T) error {
	past := i.memory.take(batch)
	attempt := &attempt[T]{
		isolator: i,
		ctx:      ctx,
		searches: past.doubts >= doubtsBeforeSearch,
		maxBytes: max(maxRequestBytes>>past.timeouts, minRequestBytes),
		rest:     i.empty(),
		refusals: map[string]int{},
	}
	attempt.deliver(batch)
	if attempt.failure == nil {
		return nil
	}
	i.memory.put(attempt.rest, attempt.history(past))
	return i.again(brief{attempt.failure}, attempt.rest)
}

// attempt is one pass over a batch: from large parts to small ones, in order.
type attempt[T comparable] struct {
	*isolator[T]
	ctx      context.Context
	searches bool
	maxBytes int
	// failure ends the attempt: all that was not sent is part of the rest.
	failure error
	rest    T
	// accepted reports whether the backend has accepted any part of this batch.
	accepted bool
	// refusals counts by sender.
	refusals map[string]int
}

func (a *attempt[T]) history(past history) history {
	switch {
	case a.accepted:
		return history{timeouts: past.timeouts}
	case answerOf(a.failure) == slow:
		return history{doubts: past.doubts, timeouts: past.timeouts + 1}
	case answerOf(a.failure) == doubtful:
		return history{doubts: past.doubts + 1, timeouts: past.timeouts}
	}
	return past
}

func (a *attempt[T]) deliver(part T) {
	switch {
	case a.items(part) == 0:
	case a.failure != nil:
		a.merge(part, a.rest)
	case a.items(part) > 1 && a.bytes(part) > a.maxBytes:
		a.deliverHalves(part)
	default:
		a.judge(part, a.send(a.ctx, part))
	}
}

func (a *attempt[T]) deliverHalves(part T) {
	first, second := a.halve(part)
	a.deliver(first)
	a.deliver(second)
}

func (a *attempt[T]) judge(part T, err error) {
	switch answerOf(err) {
	case accepted:
		a.accepted = true
	case refused:
		a.narrow(part, err, a.replace)
	case doubtful:
		if a.searches && a.stub != nil {
			a.narrow(part, err, a.suspect)
			return
		}
		a.stop(part, err)
	default:
		a.stop(part, err)
	}
}

// narrow searches the halves of a part, as long as its sender has refusals left.
func (a *attempt[T]) narrow(part T, err error, found func(T, error)) {
	sender, alone := a.sender(part)
	a.refusals[sender]++
	if a.items(part) == 1 || alone && a.refusals[sender] > refusalsPerSender {
		found(part, err)
		return
	}
	a.deliverHalves(part)
}

// suspect sets an item aside if the backend refuses it again right after it has accepted its stub.
func (a *attempt[T]) suspect(part T, err error) {
	if a.send(a.ctx, a.stub(part)) != nil {
		a.stop(part, err)
		return
	}
	switch again := a.send(a.ctx, part); answerOf(again) {
	case accepted:
		a.accepted = true
	case refused, doubtful:
		a.setAside(part, again)
	default:
		a.stop(part, again)
	}
}

// replace sets aside what is refused for good. The stub is for readers only, so a failure to send it is ignored.
func (a *attempt[T]) replace(part T, err error) {
	if a.stubStands {
		_ = a.send(a.ctx, a.stub(part))
	}
	a.setAside(part, err)
}

func (a *attempt[T]) setAside(part T, err error) {
	sender, _ := a.sender(part)
	a.aside.add(a.ctx, refusal{sender: sender, items: a.items(part), err: err})
}

func (a *attempt[T]) stop(part T, err error) {
	a.failure = err
	a.merge(part, a.rest)
}
