package isolatingexporter

import (
	"context"
	"strings"
	"sync"

	"go.opentelemetry.io/collector/consumer/consumererror"
	"go.opentelemetry.io/collector/exporter"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	"go.uber.org/zap"
	"google.golang.org/grpc/status"
)

const (
	scopeName = "cortex.local/collector/components/isolatingexporter"
	// metricSetAside and the names of its attributes are declared in services/signals/contract.yaml.
	metricSetAside = "otelcol_exporter_set_aside_items"
	// attributeSetAside marks the stub in the place of an item that the backend has refused.
	attributeSetAside = "telemetry.set_aside"
	// maxSenders bounds the values of the attribute `sender`; all further senders share one.
	maxSenders   = 50
	otherSenders = "other"
)

// refusal is what was set aside together, and why.
type refusal struct {
	sender string
	items  int
	err    error
}

// aside counts what was set aside and logs it once for each sender.
type aside struct {
	logger  *zap.Logger
	counter metric.Int64Counter
	fixed   []attribute.KeyValue

	mutex   sync.Mutex
	senders map[string]bool
}

func newAside(set exporter.Settings, signal string) (*aside, error) {
	counter, err := set.MeterProvider.Meter(scopeName).Int64Counter(metricSetAside,
		metric.WithDescription("Items that a backend refused and that were set aside, so that all others arrive."),
		metric.WithUnit("{item}"))
	if err != nil {
		return nil, err
	}
	return &aside{
		logger:  set.Logger,
		counter: counter,
		fixed:   []attribute.KeyValue{attribute.String("exporter", set.ID.String()), attribute.String("data_type", signal)},
		senders: map[string]bool{},
	}, nil
}

func (a *aside) add(ctx context.Context, refusal refusal) {
	sender, isFirst := a.known(cut(refusal.sender, nameBytes))
	reason := status.Code(refusal.err).String()
	a.counter.Add(ctx, int64(refusal.items), metric.WithAttributes(
		append(a.fixed[:len(a.fixed):len(a.fixed)], attribute.String("sender", sender), attribute.String("error.type", reason))...))
	if isFirst {
		a.logger.Warn("Set aside what the backend refuses. Further items of this sender are only counted.",
			zap.String("sender", sender), zap.Int("items", refusal.items), zap.Error(brief{refusal.err}))
	}
}

// known bounds the senders that are distinguished.
func (a *aside) known(sender string) (name string, isFirst bool) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	if !a.senders[sender] && len(a.senders) >= maxSenders {
		sender = otherSenders
	}
	isFirst = !a.senders[sender]
	a.senders[sender] = true
	return sender, isFirst
}

// brief hides what a backend may repeat of the data: from the second line on, Badger shows the key that it refuses, with the attribute in it.
type brief struct{ error }

func (b brief) Error() string {
	line, _, _ := strings.Cut(b.error.Error(), "\n")
	return cut(line, reasonBytes)
}

// Unwrap keeps the delay, which the retry sender looks for, and hides the permanent error, for which it would drop the batch.
func (b brief) Unwrap() error {
	if consumererror.IsPermanent(b.error) {
		return nil
	}
	return b.error
}
