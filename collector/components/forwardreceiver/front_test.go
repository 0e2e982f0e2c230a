package forwardreceiver

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"
	"github.com/tinylib/msgp/msgp"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/consumer/consumertest"
	"go.opentelemetry.io/collector/receiver/receivertest"
)

// A time in the format of Docker's driver and Fluentd: 1000 s and 500 ns.
var at = []byte{0xd7, 0x00, 0, 0, 0x03, 0xe8, 0, 0, 0x01, 0xf4}

// message encodes lists, maps and texts; bytes are taken as already encoded.
func message(t *testing.T, value any) []byte {
	t.Helper()
	var out bytes.Buffer
	writer := msgp.NewWriter(&out)
	write(t, writer, value)
	if err := writer.Flush(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func write(t *testing.T, writer *msgp.Writer, value any) {
	t.Helper()
	var err error
	switch value := value.(type) {
	case []any:
		err = writer.WriteArrayHeader(uint32(len(value)))
		for _, element := range value {
			write(t, writer, element)
		}
	case raw:
		_, err = writer.Write(value)
	default:
		err = writer.WriteIntf(value)
	}
	if err != nil {
		t.Fatal(err)
	}
}

type raw []byte

func record(text string) map[string]any { return map[string]any{"log": text, "source": "stdout"} }

func gzipped(data []byte) []byte {
	var out bytes.Buffer
	writer := gzip.NewWriter(&out)
	_, _ = writer.Write(data)
	_ = writer.Close()
	return out.Bytes()
}

func zstandard(t *testing.T, data []byte) []byte {
	t.Helper()
	encoder, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return encoder.EncodeAll(data, nil)
}

func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// started returns the address of a running receiver, and the sink behind it.
func started(t *testing.T) (address string, sink *consumertest.LogsSink) {
	t.Helper()
	address, sink = freeAddress(t), &consumertest.LogsSink{}
	made, err := NewFactory().CreateLogs(context.Background(), receivertest.NewNopSettings(componentType), &Config{Endpoint: address}, sink)
	if err == nil {
		err = made.Start(context.Background(), componenttest.NewNopHost())
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := made.Shutdown(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return address, sink
}

func connected(t *testing.T, address string) net.Conn {
	t.Helper()
	connection, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = connection.Close() })
	return connection
}

// textsOf waits for so many records, and returns their times and bodies.
func textsOf(t *testing.T, sink *consumertest.LogsSink, count int) string {
	t.Helper()
	deadline := time.Now().Add(10 * time.Second)
	for sink.LogRecordCount() < count && time.Now().Before(deadline) {
		time.Sleep(time.Millisecond)
	}
	var texts []string
	for _, logs := range sink.AllLogs() {
		for _, record := range logs.ResourceLogs().At(0).ScopeLogs().At(0).LogRecords().All() {
			source, _ := record.Attributes().Get("source")
			texts = append(texts, fmt.Sprint(uint64(record.Timestamp()), " ", record.Body().Str(), " ", source.AsString()))
		}
	}
	return strings.Join(texts, ", ")
}

func TestEveryFormOfAMessageIsTaken(t *testing.T) {
	withMetadata := []any{raw(at), map[string]any{"meta": "data"}}
	entries := append(message(t, []any{raw(at), record("a")}), message(t, []any{withMetadata, record("b")})...)
	const both = "1000000000500 a stdout, 1000000000500 b stdout"
	for name, sent := range map[string]struct {
		message any
		want    string
	}{
		"message":               {[]any{"tag", raw(at), record("a")}, "1000000000500 a stdout"},
		"message with options":  {[]any{"tag", raw(at), record("a"), map[string]any{}}, "1000000000500 a stdout"},
		"whole seconds":         {[]any{"tag", int64(1000), record("a")}, "1000000000000 a stdout"},
		"seconds with fraction": {[]any{"tag", 1000.5, record("a")}, "1000500000000 a stdout"},
		"forward":               {[]any{"tag", []any{[]any{raw(at), record("a")}, []any{raw(at), record("b")}}}, both},
		"forward with metadata": {[]any{"tag", []any{[]any{withMetadata, record("a")}, []any{raw(at), record("b")}}, map[string]any{"size": 2}}, both},
		"packed":                {[]any{"tag", entries}, both},
		"packed as text":        {[]any{"tag", string(entries), map[string]any{}}, both},
		"gzip":                  {[]any{"tag", gzipped(entries), map[string]any{"compressed": "gzip"}}, both},
		"zstd":                  {[]any{"tag", zstandard(t, entries), map[string]any{"compressed": "zstd", "size": 2}}, both},
	} {
		t.Run(name, func(t *testing.T) {
			address, sink := started(t)
			if _, err := connected(t, address).Write(message(t, sent.message)); err != nil {
				t.Fatal(err)
			}
			if got := textsOf(t, sink, 1+strings.Count(sent.want, ",")); got != sent.want {
				t.Errorf("%s, not %s", got, sent.want)
			}
		})
	}
}

func TestAMessageWithAChunkIsAcknowledged(t *testing.T) {
	address, _ := started(t)
	connection := connected(t, address)
	entries := message(t, []any{[]any{raw(at), map[string]any{}}, record("a")})
	sent := []any{"tag", entries, map[string]any{"chunk": "p8n9gmxT"}}
	if _, err := connection.Write(message(t, sent)); err != nil {
		t.Fatal(err)
	}
	_ = connection.SetReadDeadline(time.Now().Add(10 * time.Second))
	answer := map[string]any{}
	if err := msgp.NewReader(connection).ReadMapStrIntf(answer); err != nil || answer["ack"] != "p8n9gmxT" {
		t.Errorf("%v %v", answer, err)
	}
}

func TestWhatIsNotUnderstoodEndsItsConnectionOnly(t *testing.T) {
	address, sink := started(t)
	for _, wrong := range []any{"text", []any{"tag"}, []any{"tag", []any{[]any{raw(at)}}}, []any{"tag", []byte("x"), map[string]any{"compressed": "lzma"}},
		[]any{"tag", []any{[]any{[]any{}, record("a")}}}} {
		connection := connected(t, address)
		if _, err := connection.Write(message(t, wrong)); err != nil {
			t.Fatal(err)
		}
		_ = connection.SetReadDeadline(time.Now().Add(10 * time.Second))
		if _, err := io.ReadAll(connection); err != nil && !strings.Contains(err.Error(), "reset") {
			t.Errorf("after %v: %v", wrong, err)
		}
	}
	if _, err := connected(t, address).Write(message(t, []any{"tag", raw(at), record("a")})); err != nil {
		t.Fatal(err)
	}
	if got := textsOf(t, sink, 1); got != "1000000000500 a stdout" {
		t.Error(got)
	}
}

func TestAHeartbeatIsAnswered(t *testing.T) {
	address, _ := started(t)
	heartbeat, err := net.Dial("udp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer heartbeat.Close()
	_ = heartbeat.SetDeadline(time.Now().Add(10 * time.Second))
	if _, err := heartbeat.Write([]byte{0}); err != nil {
		t.Fatal(err)
	}
	answer := make([]byte, 8)
	if length, err := heartbeat.Read(answer); err != nil || length != 1 {
		t.Errorf("%d bytes, %v", length, err)
	}
}

// announced is a message that announces more elements than fit into memory.
func announced(parts ...any) []byte {
	var out []byte
	for _, part := range parts {
		switch part := part.(type) {
		case string:
			out = append(out, byte(0xa0|len(part)))
			out = append(out, part...)
		case []byte:
			out = append(out, part...)
		}
	}
	return out
}

func TestWhatIsOnlyAnnouncedTakesNoMemory(t *testing.T) {
	many, header := []byte{0xff, 0xff, 0xff, 0xff}, func(kind byte) []byte { return []byte{kind, 0xff, 0xff, 0xff, 0xff} }
	nested := bytes.Repeat([]byte{0x91}, 10_000)
	for name, sent := range map[string][]byte{
		"entries":            announced([]byte{0x92}, "t", header(0xdd)),
		"a tag":              announced([]byte{0x92, 0xdb}, many),
		"packed entries":     announced([]byte{0x92}, "t", header(0xc6)),
		"a record":           announced([]byte{0x93}, "t", at, header(0xdf)),
		"a list in a record": announced([]byte{0x93}, "t", at, []byte{0x81}, "k", header(0xdd)),
		"text in a record":   announced([]byte{0x93}, "t", at, []byte{0x81}, "k", header(0xdb)),
		"nested lists":       announced([]byte{0x93}, "t", at, []byte{0x81}, "k", nested),
		"options":            announced([]byte{0x94}, "t", at, []byte{0x80}, header(0xdf)),
		"a list in options":  announced([]byte{0x94}, "t", at, []byte{0x80}, []byte{0x81}, "k", header(0xdd)),
		"nested metadata":    announced([]byte{0x92}, "t", []byte{0x91, 0x92}, nested),
	} {
		t.Run(name, func(t *testing.T) {
			address, sink := started(t)
			connection := connected(t, address)
			before := allocated()
			if _, err := connection.Write(sent); err != nil {
				t.Fatal(err)
			}
			_ = connection.(*net.TCPConn).CloseWrite()
			_ = connection.SetReadDeadline(time.Now().Add(10 * time.Second))
			if _, err := io.ReadAll(connection); err != nil && !strings.Contains(err.Error(), "reset") {
				t.Error(err)
			}
			if grown := allocated() - before; grown > 8<<20 {
				t.Errorf("%d bytes were allocated for %d", grown, len(sent))
			}
			if sink.LogRecordCount() > 0 {
				t.Error("a record came of it")
			}
		})
	}
}

// allocated returns the bytes that the process has allocated since its start.
func allocated() uint64 {
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	return memory.TotalAlloc
}

func TestManySmallEntriesGoOnInParts(t *testing.T) {
	entry := message(t, []any{raw(at), map[string]any{"log": "a", "source": "b"}})
	const count = 20_000
	packed := bytes.Repeat(entry, count)
	for name, sent := range map[string]any{
		"packed": []any{"tag", gzipped(packed), map[string]any{"compressed": "gzip", "chunk": "all"}},
		"list":   []any{"tag", raw(append([]byte{0xdc, count >> 8, count & 0xff}, packed...)), map[string]any{"chunk": "all"}},
	} {
		t.Run(name, func(t *testing.T) {
			address, sink := started(t)
			connection := connected(t, address)
			if _, err := connection.Write(message(t, sent)); err != nil {
				t.Fatal(err)
			}
			_ = connection.SetReadDeadline(time.Now().Add(30 * time.Second))
			answers, answer := msgp.NewReader(connection), map[string]any{}
			if err := answers.ReadMapStrIntf(answer); err != nil || answer["ack"] != "all" {
				t.Fatalf("%v %v", answer, err)
			}
			if got := sink.LogRecordCount(); got != count {
				t.Errorf("%d of %d records were taken when all were acknowledged", got, count)
			}
			for _, logs := range sink.AllLogs() {
				if got := logs.LogRecordCount(); got > partEntries {
					t.Errorf("%d records at once", got)
				}
			}
		})
	}
}
