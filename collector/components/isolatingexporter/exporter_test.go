package isolatingexporter_test

import (
	"context"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/confmap"
	"go.opentelemetry.io/collector/exporter"
	"go.opentelemetry.io/collector/exporter/exportertest"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"

	"cortex.local/collector/components/isolatingexporter/otlpgrpc"
)

const patience = 30 * time.Second

// harness holds what an exporter shows to the outside: its log and its metrics.
type harness struct {
	t         *testing.T
	set       exporter.Settings
	telemetry *componenttest.Telemetry
	log       *observer.ObservedLogs
}

func newHarness(t *testing.T, factory exporter.Factory) harness {
	telemetry := componenttest.NewTelemetry()
	core, log := observer.New(zap.InfoLevel)
	set := exportertest.NewNopSettings(factory.Type())
	set.TelemetrySettings = telemetry.NewTelemetrySettings()
	set.Logger = zap.New(core)
	return harness{t, set, telemetry, log}
}

// configure gives a factory's configuration the settings of collector/config.yaml, with quicker retries.
func configure(t *testing.T, factory exporter.Factory, own map[string]any) any {
	t.Helper()
	settings := map[string]any{
		"timeout":          "60s",
		"compression":      "none",
		"retry_on_failure": map[string]any{"initial_interval": "1ms", "max_interval": "5ms", "max_elapsed_time": "0s"},
		"sending_queue": map[string]any{
			"sizer": "items", "queue_size": 500_000, "num_consumers": 2,
			"batch": map[string]any{"flush_timeout": "20ms", "sizer": "bytes", "min_size": 1 << 20},
		},
	}
	for name, value := range own {
		settings[name] = value
	}
	config := factory.CreateDefaultConfig()
	if err := confmap.NewFromStringMap(settings).Unmarshal(config); err != nil {
		t.Fatal(err)
	}
	return config
}

func (h harness) eventually(what string, holds func() bool) {
	h.t.Helper()
	for deadline := time.Now().Add(patience); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			h.t.Fatalf("gave up waiting for %s; the log:\n%s", what, h.logged())
		}
	}
}

func (h harness) logged() string {
	var text strings.Builder
	for _, entry := range h.log.All() {
		text.WriteString(entry.Message)
		for _, field := range entry.Context {
			if err, ok := field.Interface.(error); ok {
				text.WriteString(" " + err.Error())
			}
			text.WriteString(" " + field.String)
		}
		text.WriteString("\n")
	}
	return text.String()
}

func (h harness) expectSetAside(want map[string]int64) {
	h.t.Helper()
	got := map[string]int64{}
	for _, point := range h.points("otelcol_exporter_set_aside_items") {
		sender, _ := point.Attributes.Value("sender")
		got[sender.AsString()] += point.Value
	}
	if len(got) != len(want) {
		h.t.Errorf("set aside: %v, expected %v", got, want)
	}
	for sender, items := range want {
		if got[sender] != items {
			h.t.Errorf("set aside: %v, expected %v", got, want)
		}
	}
}

// drained waits until no request is under way.
func (h harness) drained() {
	h.t.Helper()
	for _, name := range []string{"otelcol_exporter_queue_size", "otelcol_exporter_in_flight_requests"} {
		h.eventually(name+" to be 0", func() bool {
			points := h.points(name)
			return len(points) > 0 && points[0].Value == 0
		})
	}
}

func (h harness) points(name string) []metricdata.DataPoint[int64] {
	metric, err := h.telemetry.GetMetric(name)
	if err != nil {
		return nil
	}
	switch data := metric.Data.(type) {
	case metricdata.Sum[int64]:
		return data.DataPoints
	case metricdata.Gauge[int64]:
		return data.DataPoints
	}
	return nil
}

// tracesExporter is a started exporter of traces over gRPC.
type tracesExporter struct {
	harness
	exporter exporter.Traces
	stop     func()
}

func startTraces(t *testing.T, address string) tracesExporter {
	t.Helper()
	factory := otlpgrpc.NewFactory()
	h := newHarness(t, factory)
	config := configure(t, factory, map[string]any{"endpoint": address, "tls": map[string]any{"insecure": true}})
	started, err := factory.CreateTraces(context.Background(), h.set, config)
	if err != nil {
		t.Fatal(err)
	}
	return tracesExporter{h, started, start(t, started)}
}

func (e tracesExporter) send(data ptrace.Traces) {
	e.t.Helper()
	if err := e.exporter.ConsumeTraces(context.Background(), data); err != nil {
		e.t.Fatal(err)
	}
}

// start returns a function that stops the component once.
func start(t *testing.T, started component.Component) func() {
	t.Helper()
	if err := started.Start(context.Background(), componenttest.NewNopHost()); err != nil {
		t.Fatal(err)
	}
	stop := sync.OnceFunc(func() { _ = started.Shutdown(context.Background()) })
	t.Cleanup(stop)
	return stop
}

func unusedAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}
