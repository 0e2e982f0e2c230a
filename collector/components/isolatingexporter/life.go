package isolatingexporter

import (
	"context"
	"time"

	"go.opentelemetry.io/collector/exporter"
	"go.opentelemetry.io/collector/exporter/xexporter"
)

// grace is how long requests may still take when the Collector stops. Interrupted ones stay in the queue on disk; whoever stops the
// Collector kills it a few seconds later.
const grace = 2 * time.Second

// life is the time in which requests may be under way.
type life struct {
	context.Context
	end context.CancelFunc
}

func newLife() *life {
	ctx, end := context.WithCancel(context.Background())
	return &life{ctx, end}
}

// shutDown bounds `stop`, which waits for all requests, by the grace.
func (l *life) shutDown(ctx context.Context, stop func(context.Context) error) error {
	timer := time.AfterFunc(grace, l.end)
	defer timer.Stop()
	return stop(ctx)
}

func interruptible[T any](life *life, send func(context.Context, T) error) func(context.Context, T) error {
	return func(ctx context.Context, data T) error {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		defer context.AfterFunc(life, cancel)()
		return send(ctx, data)
	}
}

type tracesExporter struct {
	exporter.Traces
	life *life
}

func (e tracesExporter) Shutdown(ctx context.Context) error {
	return e.life.shutDown(ctx, e.Traces.Shutdown)
}

type metricsExporter struct {
	exporter.Metrics
	life *life
}

func (e metricsExporter) Shutdown(ctx context.Context) error {
	return e.life.shutDown(ctx, e.Metrics.Shutdown)
}

type logsExporter struct {
	exporter.Logs
	life *life
}

func (e logsExporter) Shutdown(ctx context.Context) error {
	return e.life.shutDown(ctx, e.Logs.Shutdown)
}

type profilesExporter struct {
	xexporter.Profiles
	life *life
}

func (e profilesExporter) Shutdown(ctx context.Context) error {
	return e.life.shutDown(ctx, e.Profiles.Shutdown)
}
