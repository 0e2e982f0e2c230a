package isolatingexporter

import (
	"context"
	"iter"
	"strings"

	"go.opentelemetry.io/collector/pdata/pcommon"
)

// signal holds what the isolator must know about one kind of telemetry.
type signal[T comparable] struct {
	name  string
	empty func() T
	// items counts what can be refused singly: spans, log records, data points or profiles.
	items func(T) int
	bytes func(T) int
	// halve moves about half of at least two items out: whole senders first, then scopes, then items.
	halve func(T) (first, second T)
	merge func(from, into T)
	// sender returns the service.name of the first resource; alone reports whether all others have it, too.
	sender func(T) (name string, alone bool)
	// stub returns something that a healthy backend certainly accepts in the place of the first item. Where there is no such thing it is nil,
	// and an answer that may be the backend's fault is waited out.
	stub func(T) T
	// stubStands reports whether the stub shows readers of the backend that there was an item.
	stubStands bool
	// again returns the error that makes the retry sender retry `rest` alone.
	again func(err error, rest T) error
	send  func(context.Context, T) error
}

// list is a slice of pdata.
type list[E any] interface {
	Len() int
	AppendEmpty() E
	RemoveIf(func(E) bool)
}

type movable[E any] interface{ MoveTo(E) }

// moveTail moves the second half of `from` to the end of `to`.
func moveTail[E movable[E]](from, to list[E]) {
	stay := (from.Len() + 1) / 2
	from.RemoveIf(func(element E) bool {
		if stay > 0 {
			stay--
			return false
		}
		element.MoveTo(to.AppendEmpty())
		return true
	})
}

const unknownSender = "unknown_service"

// senderOf returns the name of the first resource, and whether all others share it.
func senderOf[E interface{ Resource() pcommon.Resource }](resources iter.Seq2[int, E]) (name string, alone bool) {
	alone = true
	for index, element := range resources {
		other := serviceName(element.Resource())
		if index == 0 {
			name = other
		}
		alone = alone && other == name
	}
	return name, alone
}

func serviceName(resource pcommon.Resource) string {
	if name, ok := resource.Attributes().Get("service.name"); ok && name.AsString() != "" {
		return name.AsString()
	}
	return unknownSender
}

// Bounds of what is repeated from untrusted texts.
const (
	nameBytes   = 128
	reasonBytes = 256
)

func cut(text string, bytes int) string {
	if len(text) <= bytes {
		return text
	}
	return strings.ToValidUTF8(text[:bytes], "") + "…"
}
