package queueguard

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"math/rand"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"go.etcd.io/bbolt"
	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/extension"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/collector/pdata/xpdata/request"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"
)

const (
	queueName = "exporter_otlp_grpc_jaeger_traces"
	requests  = 2000
	pageBytes = 4096
)

// wholeQueue is a file as the persistent queue writes it, with requests of 1 to 20 KB.
func wholeQueue(t *testing.T) []byte {
	t.Helper()
	file := filepath.Join(t.TempDir(), queueName)
	fill(t, file, func(bucket *bbolt.Bucket) error {
		for index := range requests {
			if err := bucket.Put([]byte(strconv.Itoa(index)), payload(t, 1000+index%20*1000)); err != nil {
				return err
			}
		}
		return bucket.Put([]byte(metadataKey), binary.LittleEndian.AppendUint64([]byte{0x21}, requests))
	})
	return contentOf(t, file)
}

func fill(t *testing.T, file string, write func(*bbolt.Bucket) error) {
	t.Helper()
	database, err := bbolt.Open(file, 0o600, &bbolt.Options{NoFreelistSync: true, FreelistType: bbolt.FreelistMapType})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = database.Close() }()
	err = database.Update(func(tx *bbolt.Tx) error {
		bucket, err := tx.CreateBucketIfNotExists([]byte(bucketName))
		if err != nil {
			return err
		}
		return write(bucket)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func payload(t *testing.T, size int) []byte {
	t.Helper()
	traces := ptrace.NewTraces()
	span := traces.ResourceSpans().AppendEmpty().ScopeSpans().AppendEmpty().Spans().AppendEmpty()
	span.SetName("tools/call store_input")
	span.Attributes().PutStr("text", strings.Repeat("x", size))
	encoded, err := request.MarshalTraces(context.Background(), traces)
	if err != nil {
		t.Fatal(err)
	}
	return encoded
}

// pagesOf changes every third page after the metadata.
func pagesOf(file []byte, seed int64, change func(page []byte, random *rand.Rand)) []byte {
	random := rand.New(rand.NewSource(seed))
	count := len(file)/pageBytes - 2
	for _, page := range random.Perm(count)[:count/3] {
		change(file[(page+2)*pageBytes:(page+3)*pageBytes], random)
	}
	return file
}

func noise(page []byte, random *rand.Rand) { _, _ = random.Read(page) }

// circle makes the first branch page point to itself.
func circle(t *testing.T, file []byte) []byte {
	t.Helper()
	for offset := 2 * pageBytes; offset < len(file); offset += pageBytes {
		page := file[offset : offset+pageBytes]
		if binary.LittleEndian.Uint16(page[8:]) == branchPage && number(page) == uint64(offset/pageBytes) {
			copy(page[pageHeaderBytes+8:], page[:8])
			return file
		}
	}
	t.Fatal("no branch page")
	return nil
}

func TestDamage(t *testing.T) {
	whole := wholeQueue(t)
	damages := map[string]func([]byte) []byte{
		"cut within a page":   func(file []byte) []byte { return file[:100] },
		"cut to the metadata": func(file []byte) []byte { return file[:2*pageBytes] },
		"cut in the middle":   func(file []byte) []byte { return file[:len(file)/2/pageBytes*pageBytes] },
		"metadata zeroed":     func(file []byte) []byte { clear(file[:2*pageBytes]); return file },
		"data zeroed":         func(file []byte) []byte { clear(file[2*pageBytes:]); return file },
		"zeroed":              func(file []byte) []byte { clear(file); return file },
		"noise":               func(file []byte) []byte { noise(file, rand.New(rand.NewSource(1))); return file },
		"text":                func([]byte) []byte { return bytes.Repeat([]byte("not a database\n"), 2000) },
		"a circle of pages":   func(file []byte) []byte { return circle(t, file) },
	}
	for seed := range int64(3) {
		name := strconv.FormatInt(seed, 10)
		damages["noise in headers of pages "+name] = func(file []byte) []byte {
			return pagesOf(file, seed, func(page []byte, random *rand.Rand) { noise(page[:64], random) })
		}
		damages["pages zeroed "+name] = func(file []byte) []byte {
			return pagesOf(file, seed, func(page []byte, _ *rand.Rand) { clear(page) })
		}
	}
	for name, damage := range damages {
		t.Run(name, func(t *testing.T) {
			started := start(t, map[string][]byte{queueName: damage(bytes.Clone(whole))})
			aside := started.aside()
			if len(aside) != 1 || isThere(started.file(queueName)) {
				t.Fatalf("expected one file set aside and no queue, got %v", started.names())
			}
			if size := started.gauge()[queueName]; size != int64(len(contentOf(t, aside[0]))) {
				t.Errorf("the gauge says %d bytes", size)
			}
			if lines := started.logs.FilterMessageSnippet("set aside").All(); len(lines) != 1 || lines[0].ContextMap()["reason"] == "" {
				t.Errorf("expected one line with a reason, got %v", lines)
			}
		})
	}
}

func TestOneMetadataPageIsEnough(t *testing.T) {
	file := wholeQueue(t)
	started := start(t, map[string][]byte{queueName: append(make([]byte, pageBytes), file[pageBytes:]...)})
	if len(started.aside()) != 0 {
		t.Fatalf("set aside: %v", started.names())
	}
}

func TestWholeQueueIsCompacted(t *testing.T) {
	file := append(wholeQueue(t), make([]byte, 64<<20)...)
	started := start(t, map[string][]byte{queueName: file})
	if count := started.requests(); count != requests {
		t.Errorf("%d of %d requests are left", count, requests)
	}
	if size := len(contentOf(t, started.file(queueName))); size > len(file)-64<<20+1<<20 {
		t.Errorf("the file has %d bytes, with 64 MiB to spare it had %d", size, len(file))
	}
	if names := started.names(); len(names) != 1 {
		t.Errorf("left behind: %v", names)
	}
}

func TestRequestsThatCannotBeReadAreSaid(t *testing.T) {
	newer := payload(t, 10)
	binary.LittleEndian.PutUint32(newer[1:], 2)
	file := filepath.Join(t.TempDir(), queueName)
	fill(t, file, func(bucket *bbolt.Bucket) error {
		return errors.Join(bucket.Put([]byte(metadataKey), []byte{}), bucket.Put([]byte("0"), payload(t, 10)), bucket.Put([]byte("1"), newer))
	})
	started := start(t, map[string][]byte{queueName: contentOf(t, file)})
	fields := started.logs.FilterMessageSnippet("set aside").All()[0].ContextMap()
	if fields["requests_lost"] != int64(1) || fields["requests_kept"] != int64(1) || started.requests() != 2 {
		t.Errorf("got %v and %d requests", fields, started.requests())
	}
}

func TestQueueOfAnUnknownVersionIsSetAside(t *testing.T) {
	file := filepath.Join(t.TempDir(), queueName)
	fill(t, file, func(bucket *bbolt.Bucket) error {
		return errors.Join(bucket.Put([]byte("qmv9"), []byte{1}), bucket.Put([]byte("0"), payload(t, 10)))
	})
	if started := start(t, map[string][]byte{queueName: contentOf(t, file)}); len(started.aside()) != 1 {
		t.Fatalf("expected one file set aside, got %v", started.names())
	}
}

func TestFilesThatAreNoQueueStay(t *testing.T) {
	started := start(t, map[string][]byte{"empty": {}, freshPrefix + "half": []byte("half")})
	if names := started.names(); len(names) != 1 || names[0] != "empty" {
		t.Errorf("got %v", names)
	}
}

func TestDirectoryInPlaceOfAQueue(t *testing.T) {
	directory := t.TempDir()
	if err := os.Mkdir(filepath.Join(directory, queueName), 0o700); err != nil {
		t.Fatal(err)
	}
	if started := startIn(t, directory); len(started.aside()) != 1 {
		t.Errorf("got %v", started.names())
	}
}

func TestOnlyTheNewestSetAsideAreKept(t *testing.T) {
	files := map[string][]byte{queueName: []byte("spoilt")}
	for day := range 8 {
		files[queueName+asideMark+"2026010"+strconv.Itoa(day)+"T000000.000Z"] = []byte("spoilt")
	}
	aside := start(t, files).aside()
	if len(aside) != keptFiles || !strings.Contains(aside[0], "20260104") {
		t.Errorf("got %v", aside)
	}
}

func TestAQueueInUseIsAnError(t *testing.T) {
	directory := t.TempDir()
	database, err := bbolt.Open(filepath.Join(directory, queueName), 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = database.Close() }()
	if err := newGuard(t, directory).Start(context.Background(), componenttest.NewNopHost()); err == nil || !strings.Contains(err.Error(), "another process") {
		t.Errorf("got %v", err)
	}
}

type started struct {
	t         *testing.T
	directory string
	logs      *observer.ObservedLogs
	telemetry *componenttest.Telemetry
}

func start(t *testing.T, files map[string][]byte) started {
	t.Helper()
	directory := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(directory, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return startIn(t, directory)
}

func startIn(t *testing.T, directory string) started {
	t.Helper()
	telemetry := componenttest.NewTelemetry()
	core, logs := observer.New(zap.DebugLevel)
	settings := telemetry.NewTelemetrySettings()
	settings.Logger = zap.New(core)
	guard := makeGuard(t, directory, settings)
	if err := guard.Start(context.Background(), componenttest.NewNopHost()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = guard.Shutdown(context.Background()) })
	return started{t: t, directory: directory, logs: logs, telemetry: telemetry}
}

func newGuard(t *testing.T, directory string) extension.Extension {
	t.Helper()
	return makeGuard(t, directory, componenttest.NewNopTelemetrySettings())
}

func makeGuard(t *testing.T, directory string, telemetry component.TelemetrySettings) extension.Extension {
	t.Helper()
	settings := extension.Settings{ID: component.NewID(Type), TelemetrySettings: telemetry}
	made, err := NewFactory().Create(context.Background(), settings, &Config{Directory: directory})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func (started started) file(name string) string { return filepath.Join(started.directory, name) }

func (started started) names() (names []string) {
	entries, err := os.ReadDir(started.directory)
	if err != nil {
		started.t.Fatal(err)
	}
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

func (started started) aside() (files []string) {
	for _, name := range started.names() {
		if isSetAside(name) {
			files = append(files, started.file(name))
		}
	}
	return files
}

// requests counts what an exporter finds: it opens the file for writing, which ends the process over a damaged file.
func (started started) requests() (count int) {
	fill(started.t, started.file(queueName), func(bucket *bbolt.Bucket) error {
		return bucket.ForEach(func(key, _ []byte) error {
			if isRequest(key) {
				count++
			}
			return nil
		})
	})
	return count
}

func (started started) gauge() map[string]int64 {
	metric, err := started.telemetry.GetMetric("otelcol_queue_set_aside_size")
	if err != nil {
		started.t.Fatal(err)
	}
	sizes := map[string]int64{}
	for _, point := range metric.Data.(metricdata.Gauge[int64]).DataPoints {
		queue, _ := point.Attributes.Value("queue")
		sizes[queue.AsString()] = point.Value
	}
	return sizes
}

func contentOf(t *testing.T, file string) []byte {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func isThere(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}
