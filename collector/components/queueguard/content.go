package queueguard

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"go.etcd.io/bbolt"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/pmetric"
	"go.opentelemetry.io/collector/pdata/pprofile"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/collector/pdata/xpdata/request"
)

// Keys of the exporters' persistent queue: go.opentelemetry.io/collector/exporter/exporterhelper/internal/queue.
const (
	bucketName        = "default"
	metadataKey       = "qmv0"
	legacyMetadataKey = "wi"
)

var errOtherVersion = errors.New("requests without the metadata that this version of the Collector reads")

// content counts the requests of a queue by whether an exporter can read them. It drops unreadable ones silently.
type content struct {
	readable, unreadable int
}

// readQueue tries every request of a queue. A file with other content has none.
func readQueue(database *bbolt.DB, canRead func([]byte) bool) (found content, err error) {
	err = database.View(func(tx *bbolt.Tx) error {
		bucket := tx.Bucket([]byte(bucketName))
		if bucket == nil || canRead == nil {
			return nil
		}
		return bucket.ForEach(func(key, value []byte) error {
			switch {
			case !isRequest(key):
			case bucket.Get([]byte(metadataKey)) == nil && bucket.Get([]byte(legacyMetadataKey)) == nil:
				return errOtherVersion
			case canRead(value):
				found.readable++
			default:
				found.unreadable++
			}
			return nil
		})
	})
	return found, err
}

func isRequest(key []byte) bool {
	_, err := strconv.ParseUint(string(key), 10, 64)
	return err == nil
}

// signalOf returns what reads the requests of a queue, by the signal at the end of the file's name; nil for an unknown signal.
func signalOf(file string) func([]byte) bool {
	for signal, canRead := range readers {
		if strings.HasSuffix(file, "_"+signal) {
			return canRead
		}
	}
	return nil
}

var readers = map[string]func([]byte) bool{
	"traces":   reader(request.UnmarshalTraces, (&ptrace.ProtoUnmarshaler{}).UnmarshalTraces),
	"metrics":  reader(request.UnmarshalMetrics, (&pmetric.ProtoUnmarshaler{}).UnmarshalMetrics),
	"logs":     reader(request.UnmarshalLogs, (&plog.ProtoUnmarshaler{}).UnmarshalLogs),
	"profiles": reader(request.UnmarshalProfiles, (&pprofile.ProtoUnmarshaler{}).UnmarshalProfiles),
}

// reader reads a request as an exporter does: with its context, or else in the older format without one.
func reader[Data any](current func([]byte) (context.Context, Data, error), older func([]byte) (Data, error)) func([]byte) bool {
	return func(value []byte) bool {
		_, _, err := current(value)
		if errors.Is(err, request.ErrInvalidFormat) {
			_, err = older(value)
		}
		return err == nil
	}
}
